// Four tables, so that four bytes go at once.
const tables = Array.from({ length: 4 }, () => new Int32Array(256));
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  tables[0]![n] = c;
}
for (let n = 0; n < 256; n++) {
  for (let k = 1; k < 4; k++) tables[k]![n] = (tables[k - 1]![n]! >>> 8) ^ tables[0]![tables[k - 1]![n]! & 0xff]!;
}
const [one, two, three, four] = tables as [Int32Array, Int32Array, Int32Array, Int32Array];

/** The CRC-32 of zip files (ISO 3309), carried on from `before` so that it can be fed piece by piece. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let c = ~before;
  let i = 0;
  for (const last = bytes.length - 3; i < last; i += 4) {
    c ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    c = four[c & 0xff]! ^ three[(c >>> 8) & 0xff]! ^ two[(c >>> 16) & 0xff]! ^ one[c >>> 24]!;
  }
  for (; i < bytes.length; i++) c = one[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}
