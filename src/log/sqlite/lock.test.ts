import { existsSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { all, draft } from "../drafts.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { lockPath } from "./lock.ts";
import { elsewhere, lines, scratch, startElsewhere } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

const gone = (child: ReturnType<typeof startElsewhere>): Promise<unknown> => new Promise((resolve) => child.once("exit", resolve));

describe("one writer at a time", () => {
  it("refuses a second writer in another process at once, naming the first, and lets it read", async () => {
    const path = at("two.earshot");
    const log = await createStudyFile(path);
    await log.append([draft(log, 1)]);
    const output = elsewhere(
      path,
      `const begun = performance.now();
       await openStudyFile(path, { write: true }).catch((e) => console.log(e.reason, e.sentence));
       console.log(performance.now() - begun < 2000);
       const log = await openStudyFile(path, { write: false }); console.log((await all(log)).length); await log.close();`,
    );
    expect(output).toContain(`in use two.earshot is open for writing by process ${process.pid} on `);
    expect(output.split("\n").slice(1)).toEqual(["true", "1"]);
    await log.append([draft(log, 2)]);
    expect(await log.check()).toBeNull();
    await log.close();
  });

  it("refuses a second writer in the same process, also after a reader has come and gone", async () => {
    const path = at("same.earshot");
    const log = await createStudyFile(path);
    await expect(openStudyFile(path, { write: true })).rejects.toMatchObject({ reason: "in use", sentence: "same.earshot is open for writing by this program. Close it there to work on it here; until then it can be opened for reading." });
    await (await openStudyFile(path, { write: false })).close();
    await expect(openStudyFile(path, { write: true })).rejects.toMatchObject({ reason: "in use" });
    expect(elsewhere(path, `await openStudyFile(path, { write: true }).catch((e) => console.log(e.reason))`)).toBe("in use");
    await log.close();
    expect(existsSync(lockPath(path))).toBe(false);
    await (await openStudyFile(path, { write: true })).close();
  });

  it("gives the file free when its writer is killed", async () => {
    const path = at("killed.earshot");
    const child = startElsewhere(path, `const log = await createStudyFile(path); await log.append([draft(log, 1)]); console.log("open"); setInterval(() => {}, 1000);`);
    await lines(child, 1);
    await expect(openStudyFile(path, { write: true })).rejects.toMatchObject({ reason: "in use" });
    const ended = gone(child);
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(lockPath(path))).toBe(true);
    const log = await openStudyFile(path, { write: true });
    expect(log.continues).toBeNull();
    expect(await all(log)).toHaveLength(1);
    await log.close();
    expect(existsSync(lockPath(path))).toBe(false);
  });

  it("is never held by two, however often several processes take and release it", async () => {
    const path = at("race");
    const body = `
      const { takeLock } = await import(${JSON.stringify(new URL("lock.ts", import.meta.url).href)});
      const { openSync, closeSync, rmSync } = await import("node:fs");
      let held = 0, clashes = 0;
      const until = performance.now() + 1500;
      while (performance.now() < until) {
        const taken = takeLock(path);
        if (!("lock" in taken)) continue;
        held++;
        try { closeSync(openSync(path + ".inside", "wx")); rmSync(path + ".inside"); } catch { clashes++; }
        taken.lock.release();
      }
      console.log(held + " " + clashes);`;
    const results = await Promise.all([1, 2, 3].map(() => lines(startElsewhere(path, body), 1)));
    for (const [line] of results) expect(line).toMatch(/^[1-9]\d* 0$/);
  });

  it("asks to remove a file under the lock's name that is no lock", async () => {
    const path = at("odd.earshot");
    await (await createStudyFile(path)).close();
    writeFileSync(lockPath(path), "left by a program that synchronises folders");
    await expect(openStudyFile(path, { write: true })).rejects.toMatchObject({ reason: "in use", sentence: expect.stringContaining("odd.earshot-lock, which is not a lock that Earshot made") });
    writeFileSync(lockPath(path), "");
    await (await openStudyFile(path, { write: true })).close();
    expect(existsSync(lockPath(path))).toBe(false);
  });
});

describe("a reader", () => {
  it("sees what a writer commits, while both have the file open, and holds nobody up", async () => {
    const path = at("read.earshot");
    const writer = await createStudyFile(path, { passphrase: "by the sea" });
    const reader = await openStudyFile(path, { write: false, passphrase: "by the sea" });
    for (let i = 1; i <= 5; i++) {
      await writer.append([draft(writer, i)]);
      expect(await all(reader)).toHaveLength(i);
    }
    for await (const batch of reader.entries()) {
      await writer.append([draft(writer, 10)]);
      expect(batch).toHaveLength(5);
    }
    expect(reader.replica).toBeNull();
    await expect(reader.append([draft(reader, 11)])).rejects.toMatchObject({ reason: "read-only" });
    await expect(reader.adopt([])).rejects.toMatchObject({ reason: "read-only" });
    await expect(reader.erase([], [])).rejects.toMatchObject({ reason: "read-only" });
    await writer.close();
    expect(await all(reader)).toHaveLength(6);
    await reader.close();
    for (const ending of ["-wal", "-shm", "-lock"]) expect(existsSync(path + ending)).toBe(false);
    rmSync(path);
  });
});
