import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where a server of this user can be spoken to by a terminal, and what shows that the terminal is this user's. */
export interface ServerDoor {
  readonly port: number;
  /** Fresh with every start; in no argument and no address. */
  readonly key: string;
}

/** Where this machine keeps what Earshot remembers between runs. */
export const defaultMemory = (env: Readonly<Record<string, string | undefined>> = process.env): string => join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "earshot");

const doorFile = (memory: string, pid: number): string => join(memory, `server-${pid}.json`);

/** Leaves a file that only this user can read, so that a command line finds the server of this process. False where the machine lets nothing be left. */
export function leaveDoor(memory: string, door: ServerDoor): boolean {
  try {
    mkdirSync(memory, { recursive: true, mode: 0o700 });
    rmSync(doorFile(memory, process.pid), { force: true });
    writeFileSync(doorFile(memory, process.pid), JSON.stringify(door), { mode: 0o600, flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** Takes the file away again, when the server closes. */
export function removeDoor(memory: string): void {
  rmSync(doorFile(memory, process.pid), { force: true });
}

/** The door of the process that has a study open; null where it is no server of this user. */
export function doorOf(memory: string, pid: number): ServerDoor | null {
  try {
    const read = JSON.parse(readFileSync(doorFile(memory, pid), "utf8")) as Partial<ServerDoor>;
    return typeof read.key === "string" && read.key.length >= 32 && Number.isInteger(read.port) ? (read as ServerDoor) : null;
  } catch {
    return null;
  }
}
