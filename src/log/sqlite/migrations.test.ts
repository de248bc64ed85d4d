import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { all, draft } from "../drafts.ts";
import { connect, type Db } from "./database.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { formatVersion, migrations, type Migration } from "./migrations.ts";
import { elsewhere, lines, scratch, startElsewhere } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

/** For each migration, by the version that it starts from, what must come out of a file as that version wrote it. A migration may not be added without one. */
const tests: Readonly<Record<number, () => Promise<{ given: unknown; expected: unknown }>>> = {};

describe("migrations", () => {
  it("are numbered from 1 without gaps, and each has a test", () => {
    expect(migrations.map((m) => m.from)).toEqual(migrations.map((_, i) => i + 1));
    expect(Object.keys(tests).map(Number)).toEqual(migrations.map((m) => m.from));
    expect(formatVersion).toBe(migrations.length + 1);
  });

  for (const [from, test] of Object.entries(tests)) 
    it(`from format ${from} keep everything`, async () => {
      const { given, expected } = await test();
      expect(given).toEqual(expected);
    });
});

/** Stand-ins for migrations to come. */
const noted: Migration = { from: 1, change: (db: Db) => void db.exec("CREATE TABLE note (text TEXT)") };
const failing: Migration = { from: 2, change: (db: Db) => void db.exec("DELETE FROM event; SELECT * FROM nothing") };

async function old(name: string, passphrase?: string): Promise<string> {
  const log = await createStudyFile(at(name), { passphrase });
  await log.append([draft(log, 1, { name: "trust" })]);
  await log.close();
  return at(name);
}

describe("a file of an older format", () => {
  it("is copied aside, byte by byte, before it is brought up to date, and goes on as the same replica", async () => {
    for (const passphrase of [undefined, "by the sea"]) {
      const path = await old(`old ${passphrase}.earshot`, passphrase);
      const before = readFileSync(path);
      const log = await openStudyFile(path, { write: true, passphrase, migrations: [noted] });
      expect(await all(log)).toHaveLength(1);
      expect(log.continues).toBeNull();
      await log.append([draft(log, 2)]);
      expect(await log.check()).toBeNull();
      await log.close();
      expect(readFileSync(at(`old ${passphrase} (format 1).earshot`)).equals(before)).toBe(true);
      const db = connect(path, { mode: "read", passphrase });
      expect([db.pragma("user_version", { simple: true }), db.prepare("SELECT value FROM meta WHERE key = 'format'").pluck().get(), db.prepare("SELECT count(*) FROM note").pluck().get()]).toEqual([2, "2", 0]);
      db.close();
    }
  });

  it("keeps an earlier copy that was put aside", async () => {
    const path = await old("again.earshot");
    copyFileSync(path, at("saved"));
    await (await openStudyFile(path, { write: true, migrations: [noted] })).close();
    copyFileSync(at("saved"), path);
    await (await openStudyFile(path, { write: true, migrations: [noted] })).close();
    expect([existsSync(at("again (format 1).earshot")), existsSync(at("again (format 1, 2).earshot"))]).toEqual([true, true]);
  });

  it("is as it was where bringing it up to date fails", async () => {
    const path = await old("failing.earshot");
    await expect(openStudyFile(path, { write: true, migrations: [noted, failing] })).rejects.toMatchObject({ reason: "damaged" });
    const log = await openStudyFile(path, { write: true });
    expect(await all(log)).toHaveLength(1);
    expect(await log.check()).toBeNull();
    await log.close();
  });

  it("is not opened for reading only, as that would change it", async () => {
    await expect(openStudyFile(await old("reading.earshot"), { write: false, migrations: [noted] })).rejects.toMatchObject({ reason: "older" });
  });

  it("is left alone while a program of the older version has unfinished changes in it", async () => {
    const path = await old("busy.earshot");
    // A reader that was open while a writer wrote keeps the changes beside the file.
    const reader = startElsewhere(path, `const log = await openStudyFile(path, { write: false }); await all(log); console.log("open"); setInterval(() => {}, 1000);`);
    await lines(reader, 1);
    elsewhere(path, `const log = await openStudyFile(path, { write: true }); await log.append([draft(log, 2)]); process.exit(0);`);
    await expect(openStudyFile(path, { write: true, migrations: [noted] })).rejects.toMatchObject({ reason: "in use" });
    const ended = new Promise((resolve) => reader.once("exit", resolve));
    reader.kill("SIGKILL");
    await ended;
    const log = await openStudyFile(path, { write: true, migrations: [noted] });
    expect(await all(log)).toHaveLength(2);
    await log.close();
  });
});
