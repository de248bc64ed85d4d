import { describe, expect, it } from "vitest";
import { nearest, suggestion } from "./nearest.ts";

describe("the nearest name", () => {
  const names = ["sources", "codes", "codings", "coders", "people"];
  it("is one a slip of the hand away, or one that begins so", () => {
    expect(nearest("sorces", names)).toBe("sources");
    expect(nearest("poeple", names)).toBe("people");
    expect(nearest("SOURC", names)).toBe("sources");
  });
  it("is nothing where nothing is near", () => {
    expect(nearest("xylophone", names)).toBeNull();
    expect(nearest("", names)).toBeNull();
  });
  it("is offered in words; where none is near, a short list is", () => {
    expect(suggestion("code", ["codes"])).toBe(' Did you mean "codes"?');
    expect(suggestion("zzz", ["A", "B"])).toBe(' There is "A", "B".');
    expect(suggestion("zzz", [])).toBe("");
  });
});
