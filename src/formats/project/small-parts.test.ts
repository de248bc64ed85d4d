import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchor } from "./anchor.ts";
import { inMemory, wholeEntry } from "./archive.ts";
import { readColour } from "./colour.ts";
import { crc32 } from "./crc32.ts";
import { deriveGuid, readGuid } from "./guid.ts";
import { readMoment } from "./moment.ts";
import { sha1 } from "./sha1.ts";
import { inTreeOrder } from "./tree.ts";
import { unzip } from "./unzip.ts";
import { gather, zip } from "./zip.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (array: Uint8Array): string => [...array].map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("identities", () => {
  it("use the SHA-1 of FIPS 180-4, with its published digests", () => {
    expect(hex(sha1(bytes("abc")))).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
    expect(hex(sha1(bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")))).toBe("84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    expect(hex(sha1(new Uint8Array(0)))).toBe("da39a3ee5e6b4b0d3255bfef95601890afd80709");
  });
  it("are one whatever their braces and case", () => {
    expect(readGuid("{96990929-5081-5c5c-9390-ff89e7015cd7}")).toBe("96990929-5081-5C5C-9390-FF89E7015CD7");
    expect(readGuid("96990929")).toBeNull();
  });
  it("are derived as version 5, the same from the same words, another from others", () => {
    expect(deriveGuid("a", 1)).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/);
    expect(deriveGuid("a", 1)).toBe(deriveGuid("a", 1));
    expect(deriveGuid("a", 1)).not.toBe(deriveGuid("a1"));
  });
});

describe("moments", () => {
  it.each([
    ["2024-08-16T15:14:29Z", "2024-08-16T15:14:29Z"], ["2024-08-16T15:14:29.500+02:00", "2024-08-16T13:14:29.5Z"], ["2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00Z"], ["2024-08-16T15:14:29", "2024-08-16T15:14:29"],
    ["2024-06-21 18:14:58.622705", "2024-06-21T18:14:58.622705"], ["Fri Aug  5 12:54:05 2016", "2016-08-05T12:54:05"], ["2024-02-29", "2024-02-29T00:00:00"],
    ["0001-01-01T00:00:00", null], ["2023-02-29T00:00:00Z", null], ["yesterday", null], ["", null],
  ])("read %s as %s", (raw, moment) => expect(readMoment(raw)).toBe(moment));
});

describe("colours", () => {
  it.each([["#abc", "#AABBCC"], ["#12345678", "#123456"], ["rgb(1, 2, 255)", "#0102FF"], ["rgba(0,0,0,0.5)", "#000000"], ["Red", "#FF0000"], ["rgb(1,2,300)", null], ["constructor", null]])("read %s as %s", (raw, colour) => expect(readColour(raw)).toBe(colour));
});

describe("stored words", () => {
  it.each([
    ["one two one", [8, 11], "one", [8, 11], false], ["one two one", [7, 10], "one", [8, 11], true], ["one two one", [1, 4], "one", [0, 3], true], ["a  b\nc", [9, 9], "b c", [3, 6], true], ["a b", [0, 1], "", [0, 1], false],
  ] as const)("in %j stated at %j: %j stands at %j", (text, [start, end], words, [from, to], moved) => expect(anchor(text, { start, end }, words)).toEqual({ range: { start: from, end: to }, moved }));
  it("are not found where they are not", () => expect(anchor("abc", { start: 0, end: 3 }, "xyz")).toBeNull());
});

describe("a tree of codes", () => {
  const code = (guid: string, parent: string | null) => ({ guid, parent, name: guid, description: null, colour: null, isCodable: true, isCase: false });
  it("stands in order, with circles broken and missing parents dropped", () => {
    const ordered = inTreeOrder([code("child", "top"), code("x", "y"), code("y", "x"), code("top", null), code("lost", "nowhere"), code("second", "top")]);
    expect(ordered.map(({ guid, parent }) => `${guid}<${parent ?? ""}`)).toEqual(["top<", "child<top", "second<top", "lost<", "x<", "y<x"]);
  });
});

describe("archives", () => {
  it("check with the CRC-32 of the digits 1 to 9, cbf43926", () => {
    expect(crc32(bytes("123456789"))).toBe(0xcbf43926);
    expect(crc32(bytes("6789"), crc32(bytes("12345")))).toBe(0xcbf43926);
  });
  it("give back what was packed, deflated or streamed, and the same bytes every time", async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-zé]{1,9}$/), fc.uint8Array({ maxLength: 3000 }), fc.boolean()), { selector: ([name]) => name, maxLength: 6 }), async (files) => {
      const pack = () => gather(zip(files.map(([name, content, streamed]) => ({ name, content: streamed ? async function* () { yield content.subarray(0, 7); yield content.subarray(7); } : content }))));
      const packed = await pack();
      expect(await pack()).toEqual(packed);
      const archive = await unzip(inMemory(packed));
      expect(archive.entries.map(({ name }) => name)).toEqual(files.map(([name]) => name));
      for (const [i, [, content]] of files.entries()) expect(await wholeEntry(archive, archive.entries[i]!, 1e6)).toEqual(content);
    }), { numRuns: 50 });
  });
});
