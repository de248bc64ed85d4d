import { sha1 } from "./sha1.ts";

/** An identity as REFI-QDA writes it: `8-4-4-4-12` hexadecimal digits, upper case, no braces. */
export type Guid = string & { readonly __unit?: "guid" };

const shape = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/;

/**
 * The identity that a file's text means: braces and white space stripped, upper case. Two spellings of one GUID become one.
 * Null where the text is not a GUID.
 */
export function readGuid(raw: string): Guid | null {
  if (raw.length === 36 && shape.test(raw)) return raw;
  const bare = raw.trim().replace(/^\{(.*)\}$/s, "$1").trim().toUpperCase();
  return shape.test(bare) ? bare : null;
}

// The name space under which Earshot derives identities for things that a file left without one.
const space = "6B1F7A52-0C3E-5D8B-9A44-E1C5D2F0B7A3".replaceAll("-", "").match(/../g)!.map((pair) => parseInt(pair, 16));
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0").toUpperCase());

/**
 * An identity made from words: the same words always give the same one (a version 5 UUID, RFC 9562 section 5.5).
 * For what has none in its file, so that reading the file again finds the same thing.
 */
export function deriveGuid(...parts: readonly (string | number)[]): Guid {
  const name = new TextEncoder().encode(parts.join("\u0000"));
  const bytes = new Uint8Array(space.length + name.length);
  bytes.set(space);
  bytes.set(name, space.length);
  const hash = sha1(bytes).slice(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  let hex = "";
  for (const byte of hash) hex += hexOf[byte]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
