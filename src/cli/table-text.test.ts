import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { short, tableText, widthOf } from "./table-text.ts";

describe("a table of text", () => {
  it("aligns columns, sets numbers to the right and puts each row on one line", () => {
    expect(tableText(["name", "n"], [["Mother 4", 3], ["日本\nx", 12]])).toBe("name       n\nMother 4   3\n日本 x    12\n");
  });
  it("cuts the column that gives way, so that no line is wider than asked", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string({ maxLength: 200 })), { maxLength: 8 }), (rows) => {
        for (const line of tableText(["a", "words"], rows, { width: 60, give: "words" }).trimEnd().split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(60);
      }),
    );
  });
  it("cuts a text without breaking a letter, and marks the cut", () => {
    expect(short("She was like 🙂🙂🙂🙂", 17)).toBe("She was like 🙂…");
    expect(short("short", 5)).toBe("short");
  });
});
