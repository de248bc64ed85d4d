import { expect, it } from "vitest";
import { newReplicaId, newSalt } from "./chance.ts";

it("writes five bytes as the eight letters of RFC 4648 base32, in lower case", () => {
  // RFC 4648, section 10: BASE32("fooba") = "MZXW6YTB".
  expect(newReplicaId(() => new TextEncoder().encode("fooba"))).toBe("mzxw6ytb");
});

it("makes salts of 16 bytes in hex", () => {
  expect(newSalt((size) => new Uint8Array(size).fill(0xab))).toBe("ab".repeat(16));
});
