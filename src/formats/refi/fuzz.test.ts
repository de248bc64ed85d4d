import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { inMemory, wholeEntry } from "../project/archive.ts";
import { unzip } from "../project/unzip.ts";
import { gather } from "../project/zip.ts";
import { everything, everythingFiles, pack } from "./fixture.ts";
import { readQde, readQdpx } from "./read.ts";
import { writeQdpx } from "./write.ts";

const shared = new URL("../../../../shared/data/refi/", import.meta.url);
const seeds: Uint8Array[] = [];

beforeAll(async () => {
  seeds.push(await pack(everythingFiles));
  for (const folder of existsSync(shared) ? ["synthetic/", "real/"] : []) {
    for (const file of readdirSync(new URL(folder, shared))) {
      const bytes = new Uint8Array(readFileSync(new URL(folder + file, shared)));
      if (file.endsWith(".qdpx") && bytes.length < 40_000) seeds.push(bytes);
    }
  }
});

const mutation = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), kind: fc.constantFrom("set", "cut", "repeat", "zero"), value: fc.nat(255), length: fc.nat(64) }), { minLength: 1, maxLength: 6 });

function mutate(seed: Uint8Array, steps: readonly { at: number; kind: string; value: number; length: number }[]): Uint8Array {
  let bytes = seed.slice();
  for (const { at, kind, value, length } of steps) {
    const i = Math.floor(at * bytes.length);
    if (kind === "set") bytes[i] = value;
    else if (kind === "cut") bytes = Uint8Array.from([...bytes.subarray(0, i), ...bytes.subarray(i + length)]);
    else if (kind === "repeat") bytes = Uint8Array.from([...bytes.subarray(0, i), ...bytes.subarray(Math.max(0, i - length))]);
    else bytes.fill(0, i, i + length);
  }
  return bytes;
}

describe("a damaged project", () => {
  it("is refused in a sentence or survived, whatever bytes of the archive are damaged", async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), mutation, async (which, steps) => {
      const result = await readQdpx(mutate(seeds[which % seeds.length]!, steps));
      expect(result.ok ? "Survived, as it may." : result.problem).toMatch(/^[^\n]{10,300}\.$/);
    }), { numRuns: 400 });
  }, 120_000);

  it("is refused in a sentence or survived, and can go out again, whatever bytes of the XML are damaged", async () => {
    const xml = new TextEncoder().encode(everything);
    await fc.assert(fc.asyncProperty(mutation, async (steps) => {
      const result = await readQde(mutate(xml, steps));
      if (!result.ok) {
        expect(result.problem).toMatch(/^[^\n]{10,300}\.$/);
        return;
      }
      const again = await readQdpx(await gather(writeQdpx(result.value.project).parts));
      if (!again.ok) throw new Error(again.problem);
      expect(again.value.counts).toEqual(result.value.counts);
    }), { numRuns: 400 });
  }, 120_000);

  it("does not overrun on a very deep tree of codes", async () => {
    const depth = 100_000;
    const xml = `<CodeBook><Codes>${'<Code name="a">'.repeat(depth)}${"</Code>".repeat(depth)}</Codes></CodeBook>`;
    const result = await readQde(new TextEncoder().encode(xml));
    if (!result.ok) throw new Error(result.problem);
    expect(result.value.counts).toEqual({ codes: depth });
    const archive = await unzip(inMemory(await gather(writeQdpx(result.value.project).parts)));
    expect((await wholeEntry(archive, archive.entries[0]!, 1e8)).length).toBeGreaterThan(depth * 20);
  }, 120_000);
});
