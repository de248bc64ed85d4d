import { Broken, type Content, type ContentStream } from "./port.ts";

/** Pieces of one size, of which only the last may be shorter, whatever sizes they come in. */
export async function* evenPieces(pieces: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  let piece = new Uint8Array(size);
  let filled = 0;
  for await (const part of pieces) {
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + size - filled);
      piece.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < size) continue;
      yield piece;
      piece = new Uint8Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** A content as it is held in memory. Throws `Broken` where a stream has another size than it states. */
export async function gathered(content: Content | ContentStream): Promise<Content> {
  if ("bytes" in content) return content;
  const { name, salt, size } = content;
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const part of content.chunks()) {
    if (at + part.length > size) throw wrongSize(name, size);
    bytes.set(part, at);
    at += part.length;
  }
  if (at !== size) throw wrongSize(name, size);
  return { name, salt, bytes };
}

export const wrongSize = (name: string, size: number): Broken => new Broken(`A content has other than the ${size} bytes that it states (${name}). Nothing was taken in. The file it comes from may have changed meanwhile; try again.`);
