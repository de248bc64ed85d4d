import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countKinds, differences, type Difference } from "./differences.ts";
import type { NamedCoding } from "./segments-of-coder.ts";

/** Codings written as "A trust 0-10", with ids 1, 2, 3 … */
const written = (...lines: string[]): NamedCoding[] =>
  lines.map((line, i) => {
    const [coder, code, extent] = line.split(" ") as [string, string, string];
    const [start, end] = extent.split("-").map(Number) as [number, number];
    return { id: String(i + 1), coder, code, source: "s", start, end };
  });
const between = (...lines: string[]): Difference[] => differences({ coders: ["A", "B"], codings: written(...lines) });
const kinds = (list: Difference[]): string[] => list.map(({ kind, id }) => `${kind} ${id}`);

describe("differences between two coders", () => {
  test("the same code on the same text is agreed, on other extents a boundary", () => {
    expect(kinds(between("A trust 0-10", "B trust 0-10", "A wait 20-30", "B wait 22-35"))).toEqual(["agreed 1+2", "boundary 3+4"]);
  });

  test("what only one coded is presence, with the other side empty", () => {
    const [found] = between("A trust 5-9");
    expect(found).toEqual({ id: "1", kind: "presence", source: "s", first: { code: "trust", codings: ["1"], ranges: [{ start: 5, end: 9 }] }, second: null, covering: { start: 5, end: 9 } });
  });

  test("different codes on nearly the same text are a label difference, on less than half of the longer two presences", () => {
    expect(kinds(between("A trust 0-10", "B family 4-14"))).toEqual(["label 1+2"]);
    expect(kinds(between("A trust 0-10", "B family 6-16"))).toEqual(["presence 1", "presence 2"]);
  });

  test("a code that both gave is not a label difference with what else one of them gave there", () => {
    expect(kinds(between("A trust 0-10", "B trust 0-10", "B family 0-10"))).toEqual(["agreed 1+2", "presence 3"]);
  });

  test("a coder's touching and overlapping codings of a code count as one, with both ids", () => {
    const [found] = between("A trust 0-5", "A trust 5-10", "B trust 0-10");
    expect(found).toMatchObject({ kind: "agreed", id: "1+2+3", first: { codings: ["1", "2"], ranges: [{ start: 0, end: 10 }] } });
  });

  test("one long segment against two short ones is one boundary difference, not a presence", () => {
    const [found, ...others] = between("A trust 0-4", "A trust 6-10", "B trust 0-10");
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: "boundary", first: { codings: ["1", "2"], ranges: [{ start: 0, end: 4 }, { start: 6, end: 10 }] }, covering: { start: 0, end: 10 } });
  });

  test("in a chain of overlaps the pairs with most common text are matched, one to one", () => {
    expect(kinds(between("A trust 0-10", "B trust 9-20", "A trust 18-30", "B trust 22-30"))).toEqual(["boundary 1+2", "boundary 3+4"]);
  });

  test("ends within the tolerance count as the same", () => {
    const codings = written("A trust 0-10", "B trust 1-11");
    expect(differences({ coders: ["A", "B"], codings, tolerance: 1 })[0]!.kind).toBe("agreed");
    expect(differences({ coders: ["A", "B"], codings })[0]!.kind).toBe("boundary");
  });

  test("codings without extent and other coders' codings are left aside", () => {
    expect(between("A trust 3-3", "C trust 0-10")).toEqual([]);
  });

  test("are counted by kind", () => {
    expect(countKinds(between("A trust 0-10", "B trust 0-10", "A wait 20-30"))).toEqual({ agreed: 1, boundary: 0, presence: 1, label: 0 });
  });

  const coding = fc.record({ coder: fc.constantFrom("A", "B"), code: fc.constantFrom("x", "y", "z"), source: fc.constantFrom("s", "t"), start: fc.integer({ min: 0, max: 20 }), size: fc.integer({ min: 1, max: 9 }) });
  const layers = fc.array(coding, { maxLength: 25 }).map((list) => list.map(({ size, ...c }, i): NamedCoding => ({ ...c, id: `c${i}`, end: c.start + size })));

  test("hold every coding exactly once, each on its coder's side", () => {
    fc.assert(
      fc.property(layers, (codings) => {
        const found = differences({ coders: ["A", "B"], codings });
        const sides = found.flatMap(({ first, second }) => [...(first?.codings ?? []).map((id) => `A ${id}`), ...(second?.codings ?? []).map((id) => `B ${id}`)]);
        expect(sides.sort()).toEqual(codings.map(({ coder, id }) => `${coder} ${id}`).sort());
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      }),
    );
  });

  test("are of the kind that their ranges show", () => {
    fc.assert(
      fc.property(layers, (codings) => {
        for (const { kind, source, first, second, covering } of differences({ coders: ["A", "B"], codings })) {
          const met = first?.ranges.some((a) => second?.ranges.some((b) => a.start < b.end && b.start < a.end)) ?? false;
          expect(met).toBe(kind !== "presence");
          if (kind === "agreed") expect(first!.ranges).toEqual(second!.ranges);
          if (kind === "agreed" || kind === "boundary") expect(first!.code).toBe(second!.code);
          if (kind === "label") expect(first!.code).not.toBe(second!.code);
          if (kind === "presence") {
            // The other coder gave this code to none of this text.
            const [own, other] = first ? [first, "B"] : [second!, "A"];
            expect(codings.some((c) => c.coder === other && c.source === source && c.code === own.code && c.start < covering.end && covering.start < c.end)).toBe(false);
          }
        }
      }),
    );
  });

  test("are the same with their sides changed when the coders are named the other way round, and in whatever order codings come", () => {
    const flipped = (list: Difference[]): unknown[] => list.map(({ first, second, ...rest }) => ({ ...rest, first: second, second: first }));
    const bySource = (list: Difference[]): Difference[] => [...list].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
    fc.assert(
      fc.property(layers, (codings) => {
        const found = bySource(differences({ coders: ["A", "B"], codings }));
        expect(flipped(bySource(differences({ coders: ["B", "A"], codings })))).toEqual(found);
        expect(bySource(differences({ coders: ["A", "B"], codings: [...codings].reverse() }))).toEqual(found);
      }),
    );
  });
});
