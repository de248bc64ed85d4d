import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOf } from "../chain.ts";
import { all, contentOf, draft } from "../drafts.ts";
import { Broken, type Break, type Entry } from "../port.ts";
import { connect } from "./database.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { Refused } from "./refused.ts";
import { scratch } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

const seed = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => (i * 37 + size) & 255);

/** Two replicas, words short and long, contents of several sizes, something erased, and free pages. */
async function study(path: string, passphrase?: string): Promise<void> {
  const other = await createStudyFile(`${path} other`, { chance: (size) => seed(size).reverse() });
  for (let i = 0; i < 20; i++) await other.append([draft(other, i * 3, { memo: "m".repeat(i * 40) })]);
  const log = await createStudyFile(path, { passphrase, chance: seed });
  await log.append(
    Array.from({ length: 60 }, (_, i) => draft(log, i, i % 3 ? { name: `code ${i}` } : {})),
    [contentOf("Good morning."), contentOf("x".repeat(30_000)), contentOf("y".repeat(1_100_000))],
  );
  await log.adopt(await all(other));
  await log.append([draft(log, 100, { memo: "z".repeat(9000) })]);
  await log.erase([{ replica: log.replica as string, seq: 5 }], []);
  await log.close();
  await other.close();
}

/** Everything that can be read of a study, or how it was refused. What is neither is a defect. */
async function reading(path: string, passphrase?: string): Promise<{ read: string } | { refused: string } | { broken: Break }> {
  try {
    const log = await openStudyFile(path, { write: false, passphrase });
    try {
      const found = await log.check();
      const entries = await all(log);
      const contents = await Promise.all((await log.contents()).map(async ({ name, salt, size }) => [name, salt, size, Buffer.from((await log.content(name)) ?? []).toString("hex").length]));
      if (found) return { broken: found };
      return { read: JSON.stringify([entries, contents, await log.heads()]) };
    } finally {
      await log.close();
    }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.sentence };
    if (error instanceof Broken) return { refused: error.message };
    throw error;
  }
}

const change = (path: string, sql: string, ...values: unknown[]): void => {
  const db = connect(path, { mode: "write" });
  expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  db.close();
};

describe("a study in which something was changed from outside", () => {
  let replica = "";
  const fresh = (name: string): string => {
    copyFileSync(at("sound.earshot"), at(name));
    return at(name);
  };
  const found = async (path: string): Promise<Break> => {
    const result = await reading(path);
    if (!("broken" in result)) throw new Error(`not noticed: ${JSON.stringify(result).slice(0, 200)}`);
    return result.broken;
  };

  beforeAll(async () => {
    const log = await createStudyFile(at("sound.earshot"));
    replica = log.replica as string;
    await log.append(Array.from({ length: 500 }, (_, i) => draft(log, i, { name: `code ${i}` })), [contentOf("Good morning."), contentOf("Good evening.")]);
    await log.close();
  });

  it("is sound before", async () => {
    expect(await reading(at("sound.earshot"))).toHaveProperty("read");
  });

  it("names the first event that was changed, with its day, and says how much is sound", async () => {
    const path = fresh("body.earshot");
    change(path, "UPDATE event SET body = '{}' WHERE seq IN (417, 430)");
    expect(await found(path)).toEqual({
      sentence: `Event 417 of replica ${replica} of 3 March 2026 was changed after it was recorded. Sound and readable are 498 events and 2 contents. Merge into a copy that checks clean, or go back to a backup.`,
      at: { replica, seq: 417 },
    });
  });

  it("notices a change of who did it, and when, and whichever else of what happened", async () => {
    for (const column of ["stamp", "actor", "type", "body"]) {
      const path = fresh(`${column}.earshot`);
      change(path, `UPDATE event SET ${column} = ${column} || ' ' WHERE seq = 3`);
      expect((await found(path)).at).toEqual({ replica, seq: 3 });
    }
    const path = fresh("step.earshot");
    change(path, "UPDATE event SET step = 2 WHERE seq = 3");
    expect((await found(path)).at).toEqual({ replica, seq: 3 });
  });

  it("notices changed words", async () => {
    const path = fresh("words.earshot");
    change(path, "UPDATE event SET words = '{\"name\":\"code 8\"}' WHERE seq = 7");
    expect((await found(path)).sentence).toMatch(`The words of event 7 of replica ${replica} of 3 March 2026 were changed after they were recorded.`);
  });

  it("notices an event that was changed together with its own hash, at the one after it", async () => {
    const path = fresh("rehashed.earshot");
    const log = await openStudyFile(path, { write: false });
    const [six, seven] = (await all(log)).slice(5, 7) as [Entry, Entry];
    await log.close();
    const body = '{"n":99}';
    change(path, "UPDATE event SET body = ?, hash = ? WHERE seq = 7", body, hashOf(six.hash, { ...seven, body }));
    expect((await found(path)).at).toEqual({ replica, seq: 8 });
  });

  it("notices missing events, in the middle and at the beginning", async () => {
    const middle = fresh("gap.earshot");
    change(middle, "DELETE FROM event WHERE seq IN (200, 201)");
    expect(await found(middle)).toMatchObject({ sentence: expect.stringContaining(`Events 200 to 201 of replica ${replica} are missing.`), at: { replica, seq: 200 } });
    const beginning = fresh("headless.earshot");
    change(beginning, "DELETE FROM event WHERE seq = 1");
    expect((await found(beginning)).sentence).toContain(`Event 1 of replica ${replica} is missing.`);
  });

  it("notices changed, missing and stray contents, and does not give out their bytes", async () => {
    const { name } = contentOf("Good morning.");
    const path = fresh("content.earshot");
    change(path, "UPDATE content_chunk SET bytes = ? WHERE name = ?", Buffer.from("Good evening."), name);
    const log = await openStudyFile(path, { write: false });
    await expect(log.content(name)).rejects.toThrow(Broken);
    expect(await log.check()).toMatchObject({ at: { content: name } });
    await log.close();
    const lost = fresh("lost.earshot");
    change(lost, "DELETE FROM content_chunk WHERE name = ?", name);
    const without = await openStudyFile(lost, { write: false });
    expect(await without.check()).toMatchObject({ at: { content: name } });
    await without.close();
    const stray = fresh("stray.earshot");
    change(stray, "DELETE FROM content WHERE name = ?", name);
    expect(await found(stray)).toMatchObject({ sentence: expect.stringContaining("The list of contents does not name"), at: { content: name } });
  });

  it("can be read, but no longer written, where what the file says of itself was changed", async () => {
    const path = fresh("meta.earshot");
    change(path, "UPDATE meta SET value = 'zzzzzzzz' WHERE key = 'replica'");
    await expect(openStudyFile(path, { write: true })).rejects.toMatchObject({ reason: "damaged", sentence: expect.stringContaining("merged into a new study") });
    expect((await found(path)).sentence).toContain("What the file says of itself (its format and replica) was changed.");
  });
});

describe("one flipped byte anywhere in a study file", () => {
  for (const passphrase of [undefined, "by the sea"])
    it(`${passphrase === undefined ? "" : "that is encrypted "}is noticed, or lies where nothing is kept: never a crash, never something else read in silence`, async () => {
      const name = passphrase === undefined ? "plain" : "secret";
      await study(at(`${name}.earshot`), passphrase);
      const whole = readFileSync(at(`${name}.earshot`));
      const truth = await reading(at(`${name}.earshot`), passphrase);
      if (!("read" in truth)) throw new Error(JSON.stringify(truth));
      // Most of the bytes are those of one large content; half of the cases go to the pages before it.
      const offset = fc.oneof(fc.nat(whole.length - 1), fc.nat(Math.min(whole.length - 1, 100_000)), fc.nat(8191));
      let noticed = 0;
      await fc.assert(
        fc.asyncProperty(offset, fc.integer({ min: 1, max: 255 }), async (byte, flip) => {
          const bytes = Buffer.from(whole);
          bytes[byte] = (bytes[byte] as number) ^ flip;
          const path = at(`${name} flipped.earshot`);
          writeFileSync(path, bytes);
          const result = await reading(path, passphrase);
          if ("read" in result) expect(result.read === truth.read).toBe(true);
          else {
            noticed++;
            expect("refused" in result ? result.refused : result.broken.sentence).toMatch(/^[A-Z\p{Ll}].*\.$/u);
          }
        }),
        { numRuns: passphrase === undefined ? 300 : 15 },
      );
      expect(noticed).toBeGreaterThan(0);
    });
});
