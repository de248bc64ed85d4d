import { deflateSync } from "fflate";
import { crc32 } from "./crc32.ts";

/** A file to be packed: its bytes, or a way to run through them. A stream is run through twice: once to measure, once to write. */
export interface ToPack {
  readonly name: string;
  readonly content: Uint8Array | (() => AsyncIterable<Uint8Array>);
}

interface Placed {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly method: number;
  readonly at: number;
}

// 1 January 1980, midnight: the earliest moment a zip can state, so that equal content gives equal bytes.
const dosDate = 0x0021;
const limit = 0xffffffff;

function fields(length: number, write: (data: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}

function shared(data: DataView, from: number, file: Placed, extra: number): void {
  data.setUint16(from, 45, true);
  data.setUint16(from + 2, 0x800, true);
  data.setUint16(from + 4, file.method, true);
  data.setUint16(from + 8, dosDate, true);
  data.setUint32(from + 10, file.crc, true);
  data.setUint32(from + 14, Math.min(file.packed, limit), true);
  data.setUint32(from + 18, Math.min(file.size, limit), true);
  data.setUint16(from + 22, file.name.length, true);
  data.setUint16(from + 24, extra, true);
}

function wide(values: readonly number[]): Uint8Array {
  return values.length === 0 ? new Uint8Array(0) : fields(4 + 8 * values.length, (data) => {
    data.setUint16(0, 1, true);
    data.setUint16(2, 8 * values.length, true);
    values.forEach((value, i) => data.setBigUint64(4 + 8 * i, BigInt(value), true));
  });
}

const localHeader = (file: Placed, extra: Uint8Array): Uint8Array => fields(30, (data) => {
  data.setUint32(0, 0x04034b50, true);
  shared(data, 4, file, extra.length);
});

const centralHeader = (file: Placed, extra: Uint8Array): Uint8Array => fields(46, (data) => {
  data.setUint32(0, 0x02014b50, true);
  data.setUint16(4, 45, true);
  shared(data, 6, file, extra.length);
  data.setUint32(42, Math.min(file.at, limit), true);
});

function* ending(count: number, at: number, length: number): Iterable<Uint8Array> {
  if (count >= 0xffff || at >= limit || length >= limit) {
    yield fields(76, (data) => {
      data.setUint32(0, 0x06064b50, true);
      data.setBigUint64(4, 44n, true);
      data.setUint16(12, 45, true);
      data.setUint16(14, 45, true);
      [count, count, length, at].forEach((value, i) => data.setBigUint64(24 + 8 * i, BigInt(value), true));
      data.setUint32(56, 0x07064b50, true);
      data.setBigUint64(64, BigInt(at + length), true);
      data.setUint32(72, 1, true);
    });
  }
  yield fields(22, (data) => {
    data.setUint32(0, 0x06054b50, true);
    data.setUint16(8, Math.min(count, 0xffff), true);
    data.setUint16(10, Math.min(count, 0xffff), true);
    data.setUint32(12, Math.min(length, limit), true);
    data.setUint32(16, Math.min(at, limit), true);
  });
}

/**
 * Packs files into a zip, in their order, piece by piece. Byte arrays are deflated; streams (recordings, pictures) are stored, because they are
 * packed already. The same files always give the same bytes. Goes over to zip64 where 32 bits are not enough.
 */
export async function* zip(files: Iterable<ToPack>): AsyncIterable<Uint8Array> {
  const placed: Placed[] = [];
  let at = 0;
  for (const { name, content } of files) {
    const raw = new TextEncoder().encode(name);
    let [size, crc] = [0, 0];
    const packed = content instanceof Uint8Array ? deflateSync(content, { level: 2 }) : null;
    if (content instanceof Uint8Array) [size, crc] = [content.length, crc32(content)];
    else {
      for await (const part of content()) {
        size += part.length;
        crc = crc32(part, crc);
      }
    }
    const file: Placed = { name: raw, crc, packed: packed?.length ?? size, size, method: packed ? 8 : 0, at };
    const extra = wide(size >= limit ? [size, file.packed] : []);
    for (const part of [localHeader(file, extra), raw, extra]) yield part;
    if (packed) yield packed;
    else {
      let again = 0;
      for await (const part of (content as () => AsyncIterable<Uint8Array>)()) {
        again += part.length;
        yield part;
      }
      if (again !== size) throw new Error(`"${name}" had ${size} bytes and then ${again}: it changed while it was packed.`);
    }
    placed.push(file);
    at += 30 + raw.length + extra.length + file.packed;
  }
  let length = 0;
  for (const file of placed) {
    const extra = wide([...(file.size >= limit ? [file.size, file.packed] : []), ...(file.at >= limit ? [file.at] : [])]);
    for (const part of [centralHeader(file, extra), file.name, extra]) {
      length += part.length;
      yield part;
    }
  }
  yield* ending(placed.length, at, length);
}

/** All pieces as one array. For what is known to be small. */
export async function gather(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    all.push(part);
    size += part.length;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
