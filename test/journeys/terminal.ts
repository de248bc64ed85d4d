import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { Io } from "../../src/cli/call.ts";

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with a command line in it, gone after the tests of the file. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), "earshot-cli-"));
  constructor() {
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Writes a file and returns its name. */
  file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.folder, name), content);
    return name;
  }

  /** Runs a command in this process. */
  async try(argv: readonly string[], io: Partial<Io> = {}): Promise<Said> {
    let out = "";
    let err = "";
    const code = await run(argv, { cwd: this.folder, env: {}, out: { write: (text) => (out += text) }, err: { write: (text) => (err += text) }, ...io });
    return { code, out, err };
  }

  /** Runs a command that must succeed, and returns what it printed. */
  async do(...argv: string[]): Promise<string> {
    const said = await this.try(argv);
    if (said.code !== 0) throw new Error(`earshot ${argv.join(" ")} ended with ${said.code}: ${said.err}${said.out}`);
    return said.out;
  }

  /** Runs a listing with --json. */
  async list<T = Record<string, unknown>>(...argv: string[]): Promise<T[]> {
    return JSON.parse(await this.do(...argv, "--json")) as T[];
  }

  /** Runs a command as a process of its own. */
  spawn(argv: readonly string[], env: Record<string, string> = {}): Promise<Said> {
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...argv], { cwd: this.folder, env: { ...process.env, ...env } }, (problem, out, err) => resolve({ code: problem ? Number(problem.code ?? -1) : 0, out, err }));
    });
  }
}

/** The program as it is installed. */
export const program = fileURLToPath(new URL("../../bin/earshot.js", import.meta.url));
