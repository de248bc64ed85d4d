import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openZip, type Zip } from "./zip.ts";

function open(bytes: Uint8Array): Zip {
  const zip = openZip("a.zip", bytes);
  if (!zip.ok) throw new Error(zip.problem);
  return zip.value;
}
const problem = (bytes: Uint8Array): string => {
  const zip = openZip("a.zip", bytes);
  if (!zip.ok) return zip.problem;
  const [name = ""] = zip.value.names;
  const read = zip.value.read(name);
  return read.ok ? "read" : read.problem;
};
const good = zipSync({ "a/b.txt": strToU8("hello".repeat(100)), "c.txt": [strToU8("plain"), { level: 0 }] });
const directory = (bytes: Uint8Array): number => new DataView(bytes.buffer).getUint32(bytes.length - 6, true);
function changed(bytes: Uint8Array, at: number, value: number, size: 2 | 4 = 4): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  if (size === 4) view.setUint32(at, value, true);
  else view.setUint16(at, value, true);
  return copy;
}

describe("archives", () => {
  test("members are listed and unpacked, packed or stored", () => {
    const zip = open(good);
    expect(zip.names).toEqual(["a/b.txt", "c.txt"]);
    expect(zip.read("c.txt")).toEqual({ ok: true, value: strToU8("plain") });
    expect(zip.size("a/b.txt")).toBe(500);
    expect(zip.read("none")).toMatchObject({ ok: false });
  });
  test("a cut-off archive is named as such", () => {
    expect(problem(good.slice(0, good.length - 30))).toMatch(/^a\.zip is cut off or damaged/);
  });
  test("a member that climbs out of its folder is refused", () => {
    for (const name of ["../x", "/etc/x", "a/../../x", "C:\\x"]) expect(problem(zipSync({ [name]: strToU8("x") }))).toContain("unsafe path");
  });
  test("an encrypted member is named", () => {
    expect(problem(changed(good, directory(good) + 8, 1, 2))).toMatch(/protected with a password \("a\/b\.txt"/);
  });
  test("a member that would exhaust memory is refused before it is unpacked", () => {
    expect(problem(zipSync({ "bomb.xml": new Uint8Array(40 << 20) }))).toMatch(/"bomb\.xml" in it would unpack to 40 MB/);
    expect(problem(changed(good, directory(good) + 24, 0x7fffffff))).toContain("would unpack to");
  });
  test("a directory that understates a member is found out by length and checksum", () => {
    expect(problem(changed(good, directory(good) + 24, 10))).toContain("does not unpack to what its directory says");
    expect(problem(changed(good, directory(good) + 16, 1))).toContain("does not unpack to what its directory says");
  });
  test("members that overlap are refused", () => {
    const second = directory(good) + 46 + "a/b.txt".length;
    expect(problem(changed(good, second + 42, 0))).toContain("overlap");
  });
  test("damaged bytes never throw", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }), fc.nat(good.length), (sets, cut) => {
      const bytes = good.slice(0, cut < 20 ? undefined : cut);
      for (const [at, value] of sets) if (at < bytes.length) bytes[at] = value;
      const zip = openZip("a.zip", bytes);
      if (zip.ok) for (const name of zip.value.names) expect(typeof zip.value.read(name).ok).toBe("boolean");
      else expect(zip.problem).toMatch(/^a\.zip /);
    }), { numRuns: 500 });
  });
});
