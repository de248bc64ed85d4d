import { copyFileSync, readFileSync, renameSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { all, draft } from "../drafts.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { scratch } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

async function made(name: string, passphrase?: string): Promise<{ path: string; replica: string }> {
  const log = await createStudyFile(at(name), { passphrase });
  await log.append([draft(log, 1), draft(log, 2)]);
  await log.close();
  return { path: at(name), replica: log.replica as string };
}

it("writes a copy as a new replica that goes on from the one it was copied from, so that both can be merged", async () => {
  for (const passphrase of [undefined, "by the sea"]) {
    const { path, replica } = await made(`original ${passphrase}.earshot`, passphrase);
    copyFileSync(path, at(`copy ${passphrase}.earshot`));
    let original = await openStudyFile(path, { write: true, passphrase });
    let copy = await openStudyFile(at(`copy ${passphrase}.earshot`), { write: true, passphrase });
    expect([original.replica, original.continues]).toEqual([replica, null]);
    expect(copy.replica).not.toBe(replica);
    expect(copy.continues).toBe(replica);
    await original.append([draft(original, 3)]);
    await copy.append([draft(copy, 4)]);
    const writes = copy.replica;
    await copy.close();
    copy = await openStudyFile(at(`copy ${passphrase}.earshot`), { write: true, passphrase });
    expect([copy.replica, copy.continues]).toEqual([writes, null]);
    await copy.append([draft(copy, 5)]);
    await original.adopt(await all(copy));
    await copy.adopt(await all(original));
    expect(await all(copy)).toEqual(await all(original));
    expect((await all(original)).map((e) => [e.replica, e.seq])).toEqual([[replica, 1], [replica, 2], [replica, 3], [writes, 1], [writes, 2]]);
    expect(await copy.check()).toBeNull();
    await original.close();
    await copy.close();
    original = await openStudyFile(path, { write: true, passphrase });
    expect(original.replica).toBe(replica);
    await original.close();
  }
});

it("writes nothing to a copy before its first event", async () => {
  const { path } = await made("untouched.earshot");
  copyFileSync(path, at("untouched copy.earshot"));
  const log = await openStudyFile(at("untouched copy.earshot"), { write: true });
  await log.close();
  expect(readFileSync(at("untouched copy.earshot")).equals(readFileSync(path))).toBe(true);
});

it("takes a file that was moved for the same replica", async () => {
  const { path, replica } = await made("moved.earshot");
  renameSync(path, at("elsewhere.earshot"));
  const log = await openStudyFile(at("elsewhere.earshot"), { write: true });
  expect([log.replica, log.continues]).toEqual([replica, null]);
  await log.close();
});

it("throws Broken with what to do where an older copy was put back over the file and both were worked on", async () => {
  const { path, replica } = await made("restored.earshot");
  copyFileSync(path, at("backup.earshot"));
  let log = await openStudyFile(path, { write: true });
  await log.append([draft(log, 3)]);
  await log.close();
  copyFileSync(path, at("colleague.earshot"));
  copyFileSync(at("backup.earshot"), path);
  log = await openStudyFile(path, { write: true });
  // Written over in place the file is the same to the operating system, so it goes on as the same replica.
  expect(log.replica).toBe(replica);
  const colleague = await openStudyFile(at("colleague.earshot"), { write: true });
  await log.append([draft(log, 4)]);
  await expect(colleague.adopt(await all(log))).rejects.toThrow(`Both copies wrote as the same replica ${replica}: event 3`);
  await log.close();
  await colleague.close();
});

it("goes on from its own events where an older copy was put back and they come in from a colleague before anything is written", async () => {
  const { path, replica } = await made("lost.earshot");
  copyFileSync(path, at("kept.earshot"));
  let log = await openStudyFile(path, { write: true });
  await log.append([draft(log, 3)]);
  const entries = await all(log);
  await log.close();
  copyFileSync(at("kept.earshot"), path);
  log = await openStudyFile(path, { write: true });
  await log.adopt(entries);
  const [next] = await log.append([draft(log, 4)]);
  expect(next).toMatchObject({ replica, seq: 4 });
  expect(await log.check()).toBeNull();
  await log.close();
});
