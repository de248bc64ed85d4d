import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { all, contentOf, draft } from "../drafts.ts";
import { connect } from "./database.ts";
import { erase } from "./erase.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { prepareChunks } from "./chunks.ts";
import type { StudyFile } from "./log.ts";
import { elsewhere, scratch } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

const secrets = ["Rosalind Quillfeather", "Quillfeather-Lane-17", "I was born in Quillfeather"];

/** All bytes of a study file and of what lies beside it. */
const bytesOf = (path: string): Buffer => Buffer.concat(["", "-wal", "-shm", "-lock"].filter((ending) => existsSync(path + ending)).map((ending) => readFileSync(path + ending)));

const found = (bytes: Buffer): string[] => ["Quillfeather", ...secrets].filter((secret) => bytes.includes(secret));

/** A study in which words that are to be erased stand between others, some of them long, and were moved about as the file grew. */
async function made(path: string, passphrase?: string): Promise<StudyFile> {
  const log = await createStudyFile(path, { passphrase });
  for (let i = 0; i < 120; i++) {
    const secret = i % 7 === 3;
    const text = secret ? `${secrets[0]} ${"x".repeat((i * 97) % 6000)} ${secrets[1]}` : `others' words ${"y".repeat((i * 31) % 900)}`;
    await log.append([draft(log, i, { text })], i % 40 === 3 ? [contentOf(`${secrets[2]} ${"z".repeat(5000)}${i}`), contentOf(`somebody else's transcript ${i}`)] : []);
  }
  return log;
}

async function eraseSecrets(log: StudyFile): Promise<void> {
  const events = (await all(log)).filter((e) => e.words?.includes("Quillfeather"));
  const contents: string[] = [];
  for (const { name } of await log.contents()) if (Buffer.from((await log.content(name)) ?? []).includes("Quillfeather")) contents.push(name);
  expect([events.length, contents.length]).toEqual([17, 3]);
  await log.erase(events, contents);
}

it("leaves not one byte of erased words and contents in the file or beside it, and everybody else's words", async () => {
  const path = at("plain.earshot");
  const log = await made(path);
  expect(found(bytesOf(path))).toContain("Quillfeather");
  await eraseSecrets(log);
  expect(found(bytesOf(path))).toEqual([]);
  expect(await log.check()).toBeNull();
  expect((await all(log)).filter((e) => e.words?.includes("others' words"))).toHaveLength(103);
  expect(await log.contents()).toHaveLength(3);
  await log.append([draft(log, 200)]);
  await log.close();
  expect(found(bytesOf(path))).toEqual([]);
});

it("does so in an encrypted file, also as it looks with the encryption taken off", async () => {
  const path = at("secret.earshot");
  const log = await made(path, "by the sea");
  copyFileSync(path, at("before.earshot"));
  copyFileSync(`${path}-wal`, at("before.earshot-wal"));
  await eraseSecrets(log);
  await log.close();
  const opened = (name: string): Buffer => {
    const db = connect(at(name), { mode: "write", passphrase: "by the sea" });
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("journal_mode = DELETE");
    db.rekey(Buffer.alloc(0));
    db.close();
    return readFileSync(at(name));
  };
  expect(found(opened("before.earshot"))).toContain("Quillfeather");
  expect(found(opened("secret.earshot"))).toEqual([]);
});

it("says so where a reader keeps traces from being cleared, and clears them when the study is next opened", async () => {
  const path = at("held.earshot");
  const log = await made(path);
  const reader = connect(path, { mode: "read" });
  const held = reader.prepare("SELECT words FROM event").iterate();
  held.next();
  const events = (await all(log)).filter((e) => e.words?.includes("Quillfeather"));
  const contents = (await log.contents()).map(({ name }) => name);
  await expect(log.erase(events, contents)).rejects.toMatchObject({ reason: "in use" });
  expect((await all(log)).some((e) => e.words?.includes("Quillfeather"))).toBe(false);
  held.return?.();
  reader.close();
  await log.close();
  const again = await openStudyFile(path, { write: true });
  expect(found(bytesOf(path))).toEqual([]);
  expect(await again.check()).toBeNull();
  await again.close();
});

it("finishes an erasure that a kill cut off", async () => {
  const path = at("cut off.earshot");
  const log = await made(path);
  await log.close();
  const file = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  expect(() =>
    elsewhere(
      path,
      `const { connect } = await import(${file("database.ts")}); const { erase } = await import(${file("erase.ts")}); const { prepareChunks } = await import(${file("chunks.ts")});
       const db = connect(path, { mode: "write" });
       const kept = db.prepare("SELECT replica, seq FROM event WHERE words LIKE '%Quillfeather%'").all();
       const names = db.prepare("SELECT name FROM content").pluck().all();
       erase(new Proxy(db, { get: (t, k) => k === "pragma" ? () => process.kill(process.pid, "SIGKILL") : typeof t[k] === "function" ? t[k].bind(t) : t[k] }), path, prepareChunks(db), kept, names);`,
    ),
  ).toThrow("ended with null");
  const again = await openStudyFile(path, { write: true });
  expect(found(bytesOf(path))).toEqual([]);
  expect(await again.contents()).toEqual([]);
  expect(await again.check()).toBeNull();
  await again.close();
});

it("is all or nothing where it cannot be done", async () => {
  const path = at("nothing.earshot");
  await (await made(path)).close();
  const db = connect(path, { mode: "write" });
  const chunks = { ...prepareChunks(db), remove: () => { throw new Error("stop here"); } };
  const before = db.prepare("SELECT count(*) FROM event WHERE words IS NULL").pluck().get();
  expect(() => erase(db, path, chunks, db.prepare("SELECT replica, seq FROM event").all() as { replica: string; seq: number }[], ["x"])).toThrow("stop here");
  expect(db.prepare("SELECT count(*) FROM event WHERE words IS NULL").pluck().get()).toBe(before);
  db.close();
});
