import fc from "fast-check";
import { expect, test } from "vitest";
import { agreement } from "./cells.ts";
import type { UnitName } from "./question.ts";
import { valueOf } from "./result.ts";

const L = 40;
const range = fc.tuple(fc.integer({ min: 0, max: L }), fc.integer({ min: 0, max: L })).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const cuts = fc.uniqueArray(fc.integer({ min: 0, max: L }), { minLength: 2, maxLength: 8 }).map((at) => [...at].sort((a, b) => a - b)).map((at) => Array.from({ length: Math.floor(at.length / 2) }, (_, i) => ({ start: at[2 * i]!, end: at[2 * i + 1]! })));
const people = fc.integer({ min: 2, max: 3 }).chain((n) => fc.array(fc.array(range, { maxLength: 4 }), { minLength: n, maxLength: n }));

test("what is compared of a text counts as if the text consisted of nothing else, in every unit and for any number of coders", () => {
  fc.assert(
    fc.property(people, cuts, fc.constantFrom<UnitName>("character", "turn", "source"), fc.constantFrom<"any" | "half">("any", "half"), (layers, scope, unit, rule) => {
      const coders = layers.map((_, i) => "ABC"[i]!);
      const codings = layers.flatMap((list, i) => list.map((r) => ({ ...r, coder: coders[i]!, source: "s", code: "x" })));
      const ask = (source: object, those: typeof codings): ReturnType<typeof agreement> => agreement({ sources: [{ id: "s", finishedBy: coders, ...source } as never], codes: ["x"], codings: those, coders, unit, rule, sets: "jaccard" });
      const found = ask({ length: L, units: scope, scope }, codings);

      // The same with every character outside taken away, one by one.
      const kept = Array.from({ length: L }, (_, i) => i).filter((i) => scope.some(({ start, end }) => start <= i && i < end));
      const place = new Map(kept.map((i, at) => [i, at]));
      const closed = codings.flatMap((coding) => kept.filter((i) => coding.start <= i && i < coding.end).map((i) => ({ ...coding, start: place.get(i)!, end: place.get(i)! + 1 })));
      const expected = ask({ length: kept.length, units: scope.map(({ start, end }) => ({ start: place.get(start)!, end: place.get(start)! + end - start })) }, closed);
      const shown = ({ cells, sets }: typeof found): object => ({ n: cells[0]!.n, both: cells[0]!.both, onlyFirst: cells[0]!.onlyFirst, markedBy: cells[0]!.markedBy, kappa: cells[0]!.fleissKappa, setsN: sets!.n });
      expect(shown(found)).toEqual(shown(expected));
      expect(valueOf(found.sets!.alpha) ?? 9).toBeCloseTo(valueOf(expected.sets!.alpha) ?? 9, 9);
    }),
  );
});

test("a question without parts is answered as before, and one with parts says which", () => {
  const source = { id: "s", length: 20, finishedBy: ["A", "B"] };
  const ask = (more: object): ReturnType<typeof agreement> => agreement({ sources: [{ ...source, ...more }], codes: ["x"], codings: [], coders: ["A", "B"], unit: "character" });
  expect(ask({}).method).toMatchObject({ parts: [], n: 20 });
  expect(ask({ scope: [{ start: 5, end: 9 }], parts: "1 of 3 turns" }).method).toMatchObject({ parts: [{ document: "s", what: "1 of 3 turns" }], n: 4 });
});
