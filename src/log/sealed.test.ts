import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { all, draft } from "./drafts.ts";
import { memoryLog } from "./memory.ts";
import { Broken, type Entry, type Log } from "./port.ts";
import { isSealed, stubOf } from "./sealed.ts";
import { createStudyFile } from "./sqlite/file.ts";

const folder = mkdtempSync(join(tmpdir(), "earshot-sealed-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const makers: readonly (readonly [string, () => Promise<Log>])[] = [
  ["memory", async () => memoryLog()],
  ["a file", () => createStudyFile(join(folder, `${++files}.earshot`))],
];

/** Four events of one replica, the second and third held back. */
async function written(log: Log): Promise<{ real: readonly Entry[]; handed: readonly Entry[] }> {
  const real = await log.append([draft(log, 1, { name: "trust" }), draft(log, 2, { name: "shame" }), draft(log, 3), draft(log, 4)]);
  return { real, handed: real.map((entry, i) => (i === 1 || i === 2 ? stubOf(entry, real[0]!.stamp) : entry)) };
}

describe.each(makers)("events that are held back, in %s", (_, create) => {
  it("are taken in as stubs that say nothing but their number and hash, and the chain still verifies", async () => {
    const [a, b] = [await create(), await create()];
    const { real, handed } = await written(a);
    await b.adopt(handed);
    const kept = await all(b);
    expect(kept.map((e) => e.hash)).toEqual(real.map((e) => e.hash));
    expect(kept.filter(isSealed)).toEqual([1, 2].map((i) => ({ replica: a.replica, seq: i + 1, stamp: real[0]!.stamp, step: i + 1, actor: "", type: "sealed", body: "{}", words: null, salt: null, seal: null, hash: real[i]!.hash })));
    expect(await b.sealed()).toEqual([{ replica: a.replica, first: 2, count: 2 }]);
    expect(await b.check()).toBeNull();
    await a.close();
    await b.close();
  });

  it("are replaced by the real events when these come, all at once or one after the other", async () => {
    const [a, b] = [await create(), await create()];
    const { real, handed } = await written(a);
    await b.adopt(handed);
    expect(await b.adopt([real[1]!])).toEqual([real[1]]);
    expect(await b.sealed()).toEqual([{ replica: a.replica, first: 3, count: 1 }]);
    expect(await b.check()).toBeNull();
    expect(await b.adopt(real)).toEqual([real[2]]);
    expect(await all(b)).toEqual(await all(a));
    expect(await b.sealed()).toEqual([]);
    expect(await b.check()).toBeNull();
    expect(await b.adopt(real)).toEqual([]);
    await a.close();
    await b.close();
  });

  it("never take the place of a real event", async () => {
    const [a, b] = [await create(), await create()];
    const { real, handed } = await written(a);
    await b.adopt(real);
    expect(await b.adopt(handed)).toEqual([]);
    expect(await all(b)).toEqual(real);
    await a.close();
    await b.close();
  });

  it("do not let a changed event in: its hash must be the one that the stub kept", async () => {
    const [a, b] = [await create(), await create()];
    const { real, handed } = await written(a);
    await b.adopt(handed);
    await expect(b.adopt([{ ...real[1]!, body: '{"n":9}' }])).rejects.toThrow("was changed after it was recorded");
    await expect(b.adopt([{ ...real[1]!, words: '{"name":"guilt"}' }])).rejects.toThrow("the words of event 2");
    expect(await all(b)).toEqual(handed);
    await a.close();
    await b.close();
  });

  it("are refused where a stub says more than its number and hash", async () => {
    const [a, b] = [await create(), await create()];
    const { handed } = await written(a);
    for (const more of [{ body: '{"n":2}' }, { actor: "ada" }, { words: "{}", salt: "00" }, { hash: "trust" }])
      await expect(b.adopt(handed.map((entry) => (entry.seq === 2 ? { ...entry, ...more } : entry)))).rejects.toThrow(Broken);
    expect(await all(b)).toEqual([]);
    await a.close();
    await b.close();
  });
});
