import { inflateSync } from "fflate";
import type { Reading } from "./interview.ts";

/** An archive whose directory has been read and found in order. Nothing is unpacked until it is asked for. */
export interface Zip {
  /** The members' paths in the order of the directory, folders left out. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The size in bytes that the directory states for a member; 0 where there is none. */
  size(name: string): number;
  /** One member unpacked, its length and checksum compared with the directory. */
  read(name: string): Reading<Uint8Array>;
}

/** Bounds on what an archive may unpack to, in bytes. */
export interface ZipLimits {
  readonly entry: number;
  readonly total: number;
  readonly entries: number;
}

/** Wide enough for any text document with its pictures; an archive that carries recordings needs its own limits. */
export const DOCUMENT_LIMITS: ZipLimits = { entry: 128 << 20, total: 512 << 20, entries: 20_000 };

/** How far real documents compress at most; a large member beyond this is made to exhaust memory. */
const WORST_RATIO = 250;
const SMALL = 16 << 20;

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** True where the bytes begin as a zip archive does (also an empty one). */
export const looksZipped = (b: Uint8Array): boolean => b[0] === 0x50 && b[1] === 0x4b && ((b[2] === 3 && b[3] === 4) || (b[2] === 5 && b[3] === 6));

/**
 * Reads the directory of an archive. Refused: a cut-off or damaged directory, paths that climb out of their folder,
 * members that overlap, and more bytes than `limits` allow. `what` names the file in the sentence of a refusal.
 */
export function openZip(what: string, bytes: Uint8Array, limits: ZipLimits = DOCUMENT_LIMITS): Reading<Zip> {
  const bad = (why: string): Reading<Zip> => ({ ok: false, problem: `${what} ${why}` });
  const damaged = "is cut off or damaged: the directory of its zip archive cannot be read. Fetch or export the file again.";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (!directory) return bad(damaged);
  const entries = new Map<string, Entry>();
  const spans: [from: number, to: number][] = [];
  let total = 0;
  let at = directory.offset;
  if (directory.count > limits.entries) return bad(`holds ${directory.count} files, more than the ${limits.entries} that are read from one archive.`);
  for (let i = 0; i < directory.count; i++) {
    const found = readEntry(view, bytes, at);
    if (!found) return bad(damaged);
    at = found.next;
    const { name, entry } = found;
    if (climbs(name)) return bad(`was refused: it holds a file with the unsafe path "${name}".`);
    if (name.endsWith("/")) continue;
    if (entry.offset + 30 + entry.packed > bytes.length) return bad(damaged);
    total += entry.size;
    const ratio = entry.size / Math.max(1, entry.packed);
    if (entry.size > limits.entry || total > limits.total || (entry.size > SMALL && ratio > WORST_RATIO))
      return bad(`was refused: "${name}" in it would unpack to ${megabytes(entry.size)} (all together ${megabytes(total)}), which no real document of this size does. Fetch it again from where it came.`);
    spans.push([entry.offset, entry.offset + 30 + entry.packed]);
    entries.set(name, entry);
  }
  spans.sort((a, b) => a[0] - b[0]);
  if (spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? 0))) return bad("was refused: files in its zip archive overlap each other.");
  return {
    ok: true,
    value: {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      size: (name) => entries.get(name)?.size ?? 0,
      read: (name) => unpack(what, name, entries.get(name), view, bytes),
    },
  };
}

const megabytes = (n: number): string => (n < 1 << 20 ? `${n} bytes` : `${Math.round(n / (1 << 20))} MB`);

const climbs = (name: string): boolean => /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split("/").includes("..");

function findDirectory(view: DataView): { count: number; offset: number } | null {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 65_535; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return offset <= view.byteLength ? { count, offset } : null;
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return null;
    const far = Number(view.getBigUint64(at - 12, true));
    if (far + 56 > view.byteLength || view.getUint32(far, true) !== 0x06064b50) return null;
    const wide = { count: Number(view.getBigUint64(far + 32, true)), offset: Number(view.getBigUint64(far + 48, true)) };
    return wide.offset <= view.byteLength ? wide : null;
  }
  return null;
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): { name: string; entry: Entry; next: number } | null {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return null;
  const [nameLength, extraLength, commentLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > view.byteLength) return null;
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  const wide = { size: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) };
  readWideSizes(view, at + 46 + nameLength, extraLength, wide);
  const entry = { method: view.getUint16(at + 10, true), encrypted: (view.getUint16(at + 8, true) & 1) === 1, crc: view.getUint32(at + 16, true), ...wide };
  return { name, entry, next };
}

/** Sizes over 4 GB, and those of some careful writers, stand in an extra field (zip64). */
function readWideSizes(view: DataView, from: number, length: number, wide: { size: number; packed: number; offset: number }): void {
  for (let at = from; at + 4 <= from + length; ) {
    const [id, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (id === 1) {
      let field = at + 4;
      for (const key of ["size", "packed", "offset"] as const) {
        if (wide[key] !== 0xffffffff || field + 8 > Math.min(at + 4 + size, view.byteLength)) continue;
        wide[key] = Number(view.getBigUint64(field, true));
        field += 8;
      }
    }
    at += 4 + size;
  }
}

function unpack(what: string, name: string, entry: Entry | undefined, view: DataView, bytes: Uint8Array): Reading<Uint8Array> {
  const bad = (why: string): Reading<Uint8Array> => ({ ok: false, problem: `${what} ${why}` });
  if (!entry) return bad(`is incomplete: "${name}" is missing in it. Fetch or export the file again.`);
  if (entry.encrypted) return bad(`is protected with a password ("${name}" in it is encrypted). Take the password off and import it again.`);
  if (entry.method !== 0 && entry.method !== 8) return bad(`cannot be read: "${name}" in it is packed with a method (${entry.method}) that documents do not use. Save it again in its own program.`);
  const damaged = `is damaged: "${name}" in it does not unpack to what its directory says. Fetch or export the file again.`;
  if (view.getUint32(entry.offset, true) !== 0x04034b50) return bad(damaged);
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (from + entry.packed > bytes.length) return bad(damaged);
  const packed = bytes.subarray(from, from + entry.packed);
  try {
    // The output buffer is as long as the directory says and never grows, so a lying directory cannot exhaust memory.
    const out = entry.method === 0 ? packed : inflateSync(packed, { out: new Uint8Array(entry.size) });
    return out.length === entry.size && crc32(out) === entry.crc ? { ok: true, value: out } : bad(damaged);
  } catch {
    return bad(damaged);
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = (CRC[(c ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
