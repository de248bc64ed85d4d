import { describe, expect, it } from "vitest";
import { fewPeople } from "./fewPeople.ts";

describe("warnings about few people", () => {
  it("name small groups and cells that stand for one person, and count those that stand for few", () => {
    const groups = [{ label: "Leeds", people: 3 }, { label: "York", people: 9 }];
    expect(fewPeople(groups, [{ name: "warmth", people: [1, 2] }, { name: "visits", people: [0, 9] }])).toEqual([
      "One group has fewer than five people: Leeds (3).",
      "One cell stands for a single person (warmth, Leeds): together with what is known of them, that can point at someone.",
      "One more cell stands for two to four people.",
    ]);
  });
  it("say nothing where nothing is small: nobody is not few", () => expect(fewPeople([{ label: "all", people: 8 }], [{ name: "a", people: [0] }, { name: "b", people: [5] }])).toEqual([]));
});
