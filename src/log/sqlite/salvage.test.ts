import { copyFileSync, openSync, writeSync, closeSync, truncateSync, statSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { contentName } from "../chain.ts";
import { all, draft } from "../drafts.ts";
import { connect } from "./database.ts";
import { createStudyFile } from "./file.ts";
import { salvage } from "./salvage.ts";
import { scratch } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

const content = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { name: contentName("salt", bytes), salt: "salt", bytes };
};

async function made(name: string, events = 400, passphrase?: string): Promise<string> {
  const log = await createStudyFile(at(name), { passphrase });
  await log.append([draft(log, 1)], [content("one"), content("two")]);
  await log.append(Array.from({ length: events - 1 }, (_, i) => draft(log, i + 2)));
  await log.close();
  return at(name);
}

it("reads all of a file that is sound", async () => {
  for (const passphrase of [undefined, "by the sea"]) {
    const path = await made(`sound ${passphrase}.earshot`, 60, passphrase);
    const found = salvage(path, passphrase);
    expect([found.entries.length, found.of, found.contents.length, found.ofContents]).toEqual([60, 60, 2, 2]);
    found.close();
  }
});

it("reads the events before one that was changed, and none after it, as they can no longer be verified", async () => {
  const path = await made("changed.earshot", 60);
  const db = connect(path, { mode: "write" });
  db.prepare("UPDATE event SET body = '{\"changed\":true}' WHERE seq = 41").run();
  db.close();
  const found = salvage(path);
  expect([found.entries.length, found.of]).toEqual([40, 60]);
  found.close();
});

it("gives out the contents whose bytes are as recorded, and not those that are damaged", async () => {
  const path = await made("content.earshot", 3);
  const db = connect(path, { mode: "write" });
  db.prepare("UPDATE content_chunk SET bytes = ? WHERE name = ?").run(new TextEncoder().encode("owt"), content("two").name);
  db.close();
  const found = salvage(path);
  expect(found.contents.map(({ name }) => name)).toEqual([content("one").name]);
  expect(found.content(content("one").name)?.bytes).toEqual(content("one").bytes);
  expect(found.content(content("two").name)).toBeNull();
  found.close();
});

it("reads what lies before a torn page, and changes nothing in the file", async () => {
  const path = await made("torn.earshot");
  const whole = salvage(path);
  const expected = whole.entries.map(({ hash }) => hash);
  whole.close();
  const copy = at("torn copy.earshot");
  copyFileSync(path, copy);
  const size = statSync(copy).size;
  const handle = openSync(copy, "r+");
  for (let page = 12; page * 4096 < size; page += 3) writeSync(handle, new Uint8Array(4096).fill(0xab), 0, 4096, page * 4096);
  closeSync(handle);
  const before = statSync(copy).mtimeMs;
  const found = salvage(copy);
  const hashes = found.entries.map(({ hash }) => hash);
  found.close();
  expect(hashes.length).toBeGreaterThan(0);
  expect(hashes.length).toBeLessThan(expected.length);
  expect(hashes).toEqual(expected.slice(0, hashes.length));
  expect(statSync(copy).mtimeMs).toBe(before);
});

it("reads the beginning of a file that is cut short, and refuses in words one of which nothing is left", async () => {
  const path = await made("short.earshot");
  truncateSync(path, Math.floor(statSync(path).size / 4096 / 2) * 4096);
  const found = salvage(path);
  expect(found.entries.length).toBeGreaterThan(0);
  found.close();
  truncateSync(path, 1000);
  expect(() => salvage(path)).toThrow(/^short.earshot /);
});

it("rescued events go into a new log as they are", async () => {
  const path = await made("rescue.earshot", 60);
  const db = connect(path, { mode: "write" });
  db.prepare("DELETE FROM event WHERE seq = 31").run();
  db.close();
  const found = salvage(path);
  const log = await createStudyFile(at("rescued.earshot"));
  await log.adopt(found.entries, found.contents.map(({ name }) => found.content(name)!));
  expect((await all(log)).map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(await log.check()).toBeNull();
  await log.close();
  found.close();
});
