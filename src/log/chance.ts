import { randomBytes } from "node:crypto";
import type { ReplicaId } from "../study/event.ts";

/** A source of random bytes. Salts and replica ids come from it; tests and the sample study give their own. */
export type Chance = (size: number) => Uint8Array;

/** Chance fit for salts: the operating system's. */
export const realChance: Chance = (size) => randomBytes(size);

/** A salt: 16 bytes of chance, as 32 hex letters. */
export const newSalt = (chance: Chance): string => Buffer.from(chance(16)).toString("hex");

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** A new replica id: 40 bits of chance as 8 letters of base32 (RFC 4648, in lower case). */
export function newReplicaId(chance: Chance): ReplicaId {
  let bits = 0n;
  for (const byte of chance(5)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 8 }, (_, i) => letters[Number((bits >> BigInt(35 - 5 * i)) & 31n)]).join("");
}
