import type { Interview } from "../formats/interview.ts";
import { Refused } from "./refusals.ts";

/** A file that was sent and read, waiting to be stored or thrown away. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly interview: Interview;
}

/** No file that is read as a whole may be larger: 250 MB. */
export const mostBytes = 250 << 20;
/** All waiting files together: beyond it the oldest are forgotten. */
const mostWaiting = 600 << 20;

/** The files that were sent and are not stored yet. They are kept in memory only and gone with the server. */
export class Uploads {
  readonly #waiting = new Map<string, Upload>();

  keep(upload: Upload): void {
    this.#waiting.set(upload.id, upload);
    let total = [...this.#waiting.values()].reduce((sum, u) => sum + u.bytes.length, 0);
    for (const [id, old] of this.#waiting) {
      if (total <= mostWaiting || id === upload.id) break;
      this.#waiting.delete(id);
      total -= old.bytes.length;
    }
  }

  get(id: string): Upload {
    const upload = this.#waiting.get(id);
    if (!upload) throw new Refused("missing", "That file is no longer waiting here. Drop it again.");
    return upload;
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }
}

/** Takes in the body of a request as it streams; refuses, without taking in the rest, what is too large. */
export async function bytesOf(stream: ReadableStream<Uint8Array> | null, name: string, most = mostBytes): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > most) throw new Refused("invalid", `${name} is larger than ${most >> 20} MB. Check that it is the right file.`);
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
