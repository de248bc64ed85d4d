import { describe, expect, it } from "vitest";
import { contentName, faultOf, hashOf, origin, sealOf } from "./chain.ts";
import type { Entry } from "./port.ts";

const salt = "00112233445566778899aabbccddeeff";
const words = '{"name":"Vertrauen – trust"}';
const event: Entry = {
  replica: "k3f9abcd",
  seq: 1,
  stamp: "2026-03-03T10:15:00.123Z-0000-k3f9abcd",
  step: 1,
  actor: "ada",
  type: "code.added",
  body: '{"code":"c1"}',
  words,
  salt,
  seal: sealOf(salt, words),
  hash: "",
};

describe("hashes that anybody can compute with sha256sum", () => {
  it("seals words as printf '%s%s' SALT WORDS | sha256sum does", () => {
    expect(sealOf(salt, words)).toBe("26b89d6ee292651d8a2a45d33d48a7626b45c37d3b82954f2b8233cc6cb4656f");
  });

  it("hashes an event as printf '%s' JSON | sha256sum does", () => {
    expect(hashOf(origin, event)).toBe("620254fcc64a3bd35375c25779dc1979b1dca3556346377fda1d232c268ef3b2");
  });

  it("names a content as (printf '%s' SALT; cat FILE) | sha256sum does", () => {
    expect(contentName(salt, new TextEncoder().encode("Good morning.\n"))).toBe("b6330a60bc9ee80b192a88d75268aeb1f3573f9d49741c27adf8062a6e536b36");
  });
});

describe("what an event's hash covers", () => {
  const sound = { ...event, hash: hashOf(origin, event) };

  it("is everything about it except its words and salt", () => {
    expect(faultOf(origin, sound)).toBeNull();
    expect(faultOf("0".repeat(64), sound)).toBe("event");
    for (const change of [{ replica: "other222" }, { seq: 2 }, { stamp: "2026-03-03T10:15:00.124Z-0000-k3f9abcd" }, { step: 2 }, { actor: "ben" }, { type: "code.renamed" }, { body: '{"code":"c2"}' }, { seal: null }, { hash: "0" }])
      expect(faultOf(origin, { ...sound, ...change })).toBe("event");
  });

  it("still holds when words and salt are erased together", () => {
    expect(faultOf(origin, { ...sound, words: null, salt: null })).toBeNull();
  });

  it("notices changed words, a changed salt and words without their salt", () => {
    for (const change of [{ words: "{}" }, { salt: "ff" }, { salt: null }, { words: null }]) expect(faultOf(origin, { ...sound, ...change })).toBe("words");
  });
});
