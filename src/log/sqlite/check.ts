import { setImmediate as breathe } from "node:timers/promises";
import { audit } from "../audit.ts";
import { Broken, type Break } from "../port.ts";
import type { Chunks } from "./chunks.ts";
import type { Db } from "./database.ts";
import { inWordsWhileOpen } from "./refused.ts";
import type { Rows } from "./rows.ts";
import { faultOfSchema, readMeta } from "./schema.ts";

/** Runs a part of the check; where the file cannot be read any further, says so and how far it came. */
async function attempt(path: string, say: (sentence: string) => void, where: () => string, part: () => Promise<void> | void): Promise<void> {
  try {
    await part();
  } catch (error) {
    const said = inWordsWhileOpen(error, path);
    if (!(said instanceof Broken)) throw said;
    say(`The file is damaged ${where()}.`);
  }
}

/** Walks every chain, seal and content, then SQLite's own structure and what the file says of itself; null where all is sound. */
export async function check(db: Db, path: string, rows: Rows, chunks: Chunks, progress: (done: number, of: number) => void = () => {}): Promise<Break | null> {
  const found = audit();
  let where = "where its events begin";
  await attempt(path, found.fault, () => where, async () => {
    const contents = chunks.list();
    const of = rows.count() + contents.length;
    let done = 0;
    for (const batch of rows.all()) {
      for (const entry of batch) found.event(entry);
      const last = batch.at(-1);
      if (last) where = `after event ${last.seq} of replica ${last.replica}`;
      progress((done += batch.length), of);
      await breathe();
    }
    for (const { name } of contents) {
      where = `at the content ${name}`;
      found.content(name, chunks.isSound(name));
      progress(++done, of);
      await breathe();
    }
    where = "in its list of contents";
    const stray = chunks.stray(readMeta(db)?.staging?.split(" ") ?? []);
    if (stray !== null) found.fault(`The list of contents does not name ${stray}, of which there are bytes.`, { content: stray });
  });
  await attempt(path, found.fault, () => "in its structure", () => {
    const [state] = db.pragma("integrity_check(1)") as [{ integrity_check: string }];
    if (state.integrity_check !== "ok") found.fault(`The file's structure is damaged (${state.integrity_check.replaceAll("\n", " ").replaceAll("*** in database main *** ", "")}).`);
    const fault = faultOfSchema(db);
    if (fault !== null) found.fault(`The file is not as Earshot made it: ${fault}.`);
    if (readMeta(db) === null) found.fault("What the file says of itself (its format and replica) was changed.");
  });
  return found.verdict();
}
