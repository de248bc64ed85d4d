import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { safeName } from "../formats/project/archive.ts";
import { Refused } from "./refusals.ts";

/** A file or folder that was sent and waits to be stored or left. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Its bytes, where it is small enough to be held. */
  readonly bytes: Uint8Array | null;
  /** Where it lies on the disk, where it is not held: a large file, or a folder. */
  readonly path: string | null;
}

/** A file of up to so many bytes is held in memory; a larger one goes to the disk as it comes in. */
const mostHeld = 32 << 20;
/** No file may be larger: 8 GB. */
const mostBytes = 8 * 2 ** 30;
/** All held files together: beyond it the oldest are forgotten, and a page sends them again. */
const mostTogether = 600 << 20;

const tooLarge = (name: string, most: number): Refused => new Refused("invalid", `${name} is larger than ${most >= 2 ** 30 ? `${most / 2 ** 30} GB` : `${most >> 20} MB`}. Check that it is the right file.`);

/** Takes in the body of a request as it streams; refuses, without taking in the rest, what is too large. */
export async function bytesOf(stream: ReadableStream<Uint8Array> | null, name: string, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (stream ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > most) throw tooLarge(name, most);
    parts.push(part);
  }
  return joined(parts, size);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The files that were sent and are not stored yet. They are gone with the server; what lies on the disk lies in a folder that only this user can read. */
export class Uploads {
  readonly #waiting = new Map<string, Upload>();
  #folder: string | null = null;

  /** Takes in a file as it streams: into memory, or to the disk once it turns out to be large. */
  async receive(stream: ReadableStream<Uint8Array> | null, name: string): Promise<Upload> {
    const id = newId();
    const held: Uint8Array[] = [];
    let size = 0;
    let path: string | null = null;
    let file: Awaited<ReturnType<typeof open>> | null = null;
    try {
      for await (const part of (stream ?? []) as unknown as AsyncIterable<Uint8Array>) {
        size += part.length;
        if (size > mostBytes) throw tooLarge(name, mostBytes);
        if (file) await file.write(part);
        else held.push(part);
        if (!file && size > mostHeld) {
          path = await this.#placeFor(id, name);
          file = await open(path, "wx", 0o600);
          for (const one of held.splice(0)) await file.write(one);
        }
      }
    } catch (problem) {
      if (path) await rm(dirname(path), { recursive: true, force: true });
      throw noRoom(problem, name);
    } finally {
      await file?.close();
    }
    return this.#keep({ id, name, size, bytes: path === null ? joined(held, size) : null, path });
  }

  /** Begins a folder, whose files are sent one by one. */
  async folder(name: string): Promise<Upload> {
    const id = newId();
    const path = await this.#placeFor(id, name);
    await mkdir(path, { mode: 0o700 });
    return this.#keep({ id, name, size: 0, bytes: null, path });
  }

  /** Puts a file into a folder that was begun. Refuses a path that leads outside. */
  async put(id: string, within: string, stream: ReadableStream<Uint8Array> | null): Promise<void> {
    const { path, name } = this.get(id);
    const safe = safeName(within);
    if (path === null || safe === null || safe === "") throw new Refused("invalid", `The path "${within}" leads outside the folder ${name}, so it was not taken in.`);
    const place = join(path, safe);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    let size = 0;
    const file = await open(place, "w", 0o600);
    try {
      for await (const part of (stream ?? []) as unknown as AsyncIterable<Uint8Array>) {
        size += part.length;
        if (size > mostBytes) throw tooLarge(within, mostBytes);
        await file.write(part);
      }
    } catch (problem) {
      throw noRoom(problem, within);
    } finally {
      await file.close();
    }
  }

  get(id: string): Upload {
    const upload = this.#waiting.get(id);
    if (!upload) throw new Refused("missing", "That file is no longer waiting here. Drop it again.");
    return upload;
  }

  /** Where a file lies, put on the disk where it is only held. */
  async pathOf(upload: Upload): Promise<string> {
    if (upload.path !== null) return upload.path;
    const path = await this.#placeFor(upload.id, upload.name);
    await writeFile(path, upload.bytes!, { mode: 0o600 });
    this.#waiting.set(upload.id, { ...upload, path });
    return path;
  }

  async forget(id: string): Promise<void> {
    const path = this.#waiting.get(id)?.path;
    this.#waiting.delete(id);
    if (path) await rm(dirname(path), { recursive: true, force: true });
  }

  #keep(upload: Upload): Upload {
    this.#waiting.set(upload.id, upload);
    const held = [...this.#waiting.values()].filter(({ bytes }) => bytes !== null);
    let total = held.reduce((sum, { size }) => sum + size, 0);
    for (const old of held) {
      if (total <= mostTogether || old.id === upload.id) break;
      void this.forget(old.id);
      total -= old.size;
    }
    return upload;
  }

  async #placeFor(id: string, name: string): Promise<string> {
    if (this.#folder === null) {
      const made = mkdtempSync(join(tmpdir(), "earshot-sent-"));
      this.#folder = made;
      process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    }
    const own = join(this.#folder, id);
    await mkdir(own, { recursive: true, mode: 0o700 });
    return join(own, basename(name).replace(/[^\p{L}\p{N} ._-]/gu, "_").replace(/^\.+$/, "_") || "file");
  }
}

const newId = (): string => randomBytes(9).toString("base64url");

/** A full disk, in words; anything else as it is. */
function noRoom(problem: unknown, name: string): unknown {
  const full = problem instanceof Error && "code" in problem && (problem.code === "ENOSPC" || problem.code === "EDQUOT");
  return full ? new Refused("invalid", `There is no room on this machine's disk to take in ${name}. Make room, then drop it again.`) : problem;
}
