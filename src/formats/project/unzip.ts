import { Inflate } from "fflate";
import { type Archive, type Bytes, type Entry, Refused, safeName } from "./archive.ts";
import { crc32 } from "./crc32.ts";

interface Found extends Entry {
  readonly packed: number;
  readonly at: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
}

const most = 200_000;
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const cutShort = "The archive is cut short or damaged: its table of contents is missing. Copy the file again from where it came.";

async function exactly(bytes: Bytes, at: number, length: number): Promise<Uint8Array> {
  if (at < 0 || length < 0 || at + length > bytes.size) throw new Refused(cutShort);
  const part = await bytes.read(at, length);
  if (part.length !== length) throw new Refused(cutShort);
  return part;
}

const big = (data: DataView, at: number): number => Number(data.getBigUint64(at, true));

/** Where the table of contents lies: offset, length, entries, and how many bytes stand before the zip. */
async function directory(bytes: Bytes): Promise<{ at: number; length: number; count: number; shift: number }> {
  const tailLength = Math.min(bytes.size, 22 + 0xffff);
  const tailAt = bytes.size - tailLength;
  const tail = view(await exactly(bytes, tailAt, tailLength));
  for (let i = tailLength - 22; i >= 0; i--) {
    if (tail.getUint32(i, true) !== 0x06054b50 || i + 22 + tail.getUint16(i + 20, true) > tailLength) continue;
    let [count, length, at] = [tail.getUint16(i + 10, true), tail.getUint32(i + 12, true), tail.getUint32(i + 16, true)];
    let end = tailAt + i;
    if (i >= 20 && tail.getUint32(i - 20, true) === 0x07064b50) {
      const where = big(tail, i - 12);
      const record = view(await exactly(bytes, where, 56));
      if (record.getUint32(0, true) === 0x06064b50) [count, length, at, end] = [big(record, 32), big(record, 40), big(record, 48), where];
    }
    const shift = end - length - at;
    if (shift < 0) throw new Refused(cutShort);
    return { at: at + shift, length, count, shift };
  }
  throw new Refused(cutShort);
}

/** Sizes and offset that did not fit in 32 bits stand in the extra field, in a fixed order, each only where it is needed. */
function zip64(extra: DataView, fields: number[]): number[] {
  for (let i = 0; i + 4 <= extra.byteLength; ) {
    const [id, length] = [extra.getUint16(i, true), extra.getUint16(i + 2, true)];
    if (id === 1) {
      let at = i + 4;
      return fields.map((field) => {
        if (field !== 0xffffffff || at + 8 > Math.min(extra.byteLength, i + 4 + length)) return field;
        at += 8;
        return big(extra, at - 8);
      });
    }
    i += 4 + length;
  }
  return fields;
}

function contents(raw: Uint8Array, count: number, shift: number): Found[] {
  const data = view(raw);
  const found: Found[] = [];
  const seen = new Set<string>();
  for (let i = 0; i + 46 <= raw.length && data.getUint32(i, true) === 0x02014b50; ) {
    const [nameLength, extraLength, commentLength] = [data.getUint16(i + 28, true), data.getUint16(i + 30, true), data.getUint16(i + 32, true)];
    if (i + 46 + nameLength + extraLength > raw.length) throw new Refused(cutShort);
    const flags = data.getUint16(i + 8, true);
    const rawName = raw.subarray(i + 46, i + 46 + nameLength);
    const decoded = new TextDecoder(flags & 0x800 || rawName.every((byte) => byte < 0x80) ? "utf-8" : "windows-1252").decode(rawName);
    const name = safeName(decoded);
    if (name === null) throw new Refused(`The archive holds an entry named ${JSON.stringify(decoded.slice(0, 80))}, which leads outside it. Such an archive is not opened.`);
    const extra = new DataView(raw.buffer, raw.byteOffset + i + 46 + nameLength, extraLength);
    const [size, packed, at] = zip64(extra, [data.getUint32(i + 24, true), data.getUint32(i + 20, true), data.getUint32(i + 42, true)]) as [number, number, number];
    if (!seen.has(name) && name !== "") {
      seen.add(name);
      found.push({ name, size, packed, at: at + shift, method: data.getUint16(i + 10, true), encrypted: (flags & 1) === 1, crc: data.getUint32(i + 16, true) });
    }
    if (found.length > most) throw new Refused(`The archive lists more than ${most} files. Such an archive is not opened.`);
    i += 46 + nameLength + extraLength + commentLength;
  }
  if (found.length === 0 && count > 0) throw new Refused(cutShort);
  return found;
}

async function* unpack(bytes: Bytes, entry: Found): AsyncIterable<Uint8Array> {
  if (entry.encrypted) throw new Refused(`"${entry.name}" in the archive is encrypted. Save the project without a password and try again.`);
  if (entry.method !== 0 && entry.method !== 8) throw new Refused(`"${entry.name}" is packed in a way that is not known here (method ${entry.method}). Pack the project as an ordinary zip.`);
  const damaged = new Refused(`"${entry.name}" in the archive is damaged. Copy the file again from where it came.`);
  const header = view(await exactly(bytes, entry.at, 30));
  if (header.getUint32(0, true) !== 0x04034b50) throw damaged;
  let at = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const end = at + entry.packed;
  if (end > bytes.size || (entry.method === 0 && entry.packed !== entry.size)) throw damaged;
  let [written, crc] = [0, 0];
  let ready: Uint8Array[] = [];
  const inflate = entry.method === 8 ? new Inflate((part) => ready.push(part)) : null;
  while (at < end) {
    const part = await exactly(bytes, at, Math.min(inflate ? 1 << 15 : 1 << 18, end - at));
    at += part.length;
    if (!inflate) ready = [part];
    else {
      try {
        inflate.push(part, at >= end);
      } catch {
        throw damaged;
      }
    }
    for (const piece of ready.splice(0)) {
      written += piece.length;
      if (written > entry.size) throw new Refused(`"${entry.name}" unpacks to more than the ${entry.size} bytes that the archive states. Such an archive is not opened.`);
      crc = crc32(piece, crc);
      if (piece.length > 0) yield piece;
    }
  }
  if (written !== entry.size || crc !== entry.crc) throw damaged;
}

/** True where the bytes begin as a zip does. */
export const looksZipped = (start: Uint8Array): boolean => start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5) && (start[3] === 4 || start[3] === 6);

/**
 * Opens a zip without unpacking anything: stored, deflated and streamed entries, zip64, something before the zip. Entry names are never
 * trusted. Throws `Refused`, in one sentence, where the archive is cut short or hostile.
 */
export async function unzip(bytes: Bytes): Promise<Archive> {
  const { at, length, count, shift } = await directory(bytes);
  if (length > 1 << 28) throw new Refused("The archive's table of contents is too large to be honest. Such an archive is not opened.");
  const found = contents(await exactly(bytes, at, length), count, shift);
  const by = new Map(found.map((entry) => [entry.name, entry]));
  return {
    entries: found.filter((entry) => !entry.name.endsWith("/")).map(({ name, size }) => ({ name, size })),
    chunks(entry) {
      const here = by.get(entry.name);
      if (!here) throw new Refused(`"${entry.name}" is not in the archive.`);
      return unpack(bytes, here);
    },
  };
}
