import fc from "fast-check";
import { expect, it } from "vitest";
import { countCharacters, fromCharacters, toCharacters } from "./codepoints.ts";

it("counts what people call characters, not halves of them", () => {
  expect(countCharacters("I felt 😀 safe")).toBe(13);
});

it("turns offsets into characters and back, as counting code points one by one would", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, n) => {
      const points = [...text];
      const offset = n % (points.length + 1);
      const units = points.slice(0, offset).join("").length;
      expect(fromCharacters(text)(offset)).toBe(units);
      expect(toCharacters(text)({ start: 0, end: units })).toEqual({ start: 0, end: offset });
    }),
  );
});

it("has no offset for what lies beyond the text", () => {
  expect(fromCharacters("ab")(3)).toBeNull();
  expect(fromCharacters("ab")(-1)).toBeNull();
});
