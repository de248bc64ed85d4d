import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename, resolve } from "node:path";
import type { z } from "zod";
import { Refused } from "../log/sqlite/refused.ts";
import type { Content, Log } from "../log/port.ts";
import { openStudyFile } from "../log/sqlite/file.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { commandSchemas, decide, type Command, type Study } from "../study/study.ts";
import { createStudy, openStudy } from "../workbench/file.ts";
import { studyAt } from "../workbench/past.ts";
import { damageBehind, machine, type Outcome, type Surroundings, type Workbench } from "../workbench/workbench.ts";
import type { CliCommand } from "./command.ts";
import { exitCodes, misused, refused, Stop } from "./exit.ts";
import type { Parsed } from "./parse.ts";
import { passphrase } from "./passphrase.ts";
import { progressBar, type Progress } from "./progress.ts";
import { tableText, type Cell } from "./table-text.ts";
import { Elsewhere } from "./through-server.ts";

/** Where text goes: a process's stream, or a list in a test. */
export interface Sink {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The world around one command, so that the command line also runs inside another process. */
export interface Io {
  /** Where relative paths start. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin?: NodeJS.ReadStream;
  readonly out: Sink;
  readonly err: Sink;
  /** The study file named in the arguments, where this process has it open for writing already. It stays open. */
  readonly workbench?: Workbench;
  /** The clock and chance for a study that the command opens itself; the machine's, if not given. */
  readonly surroundings?: Surroundings;
}

/** What a command may be asked to do, before defaults are filled in. */
export type Asked = z.input<(typeof commandSchemas)[number]>;

/** One command as it was called: its operands and options, the study it is about, and where its words go. */
export class Call {
  readonly command: CliCommand;
  readonly io: Io;
  readonly #parsed: Parsed;
  #workbench: Workbench | null = null;
  #own = false;

  constructor(command: CliCommand, parsed: Parsed, io: Io) {
    this.command = command;
    this.#parsed = parsed;
    this.io = io;
  }

  /** The operand of a name; "" where an optional one was left out. */
  operand(name: string): string {
    return this.#parsed.operands.get(name)?.[0] ?? "";
  }
  operands(name: string): readonly string[] {
    return this.#parsed.operands.get(name) ?? [];
  }
  has(option: string): boolean {
    return this.#parsed.options.has(option);
  }
  value(option: string): string | undefined {
    return this.#parsed.options.get(option)?.[0];
  }
  values(option: string): readonly string[] {
    return this.#parsed.options.get(option) ?? [];
  }

  /** The whole number of an option; undefined where it was not given. Throws `Stop` where it is no whole number. */
  count(option: string): number | undefined {
    const value = this.value(option);
    if (value === undefined) return undefined;
    if (!/^\d{1,15}$/.test(value)) throw misused(`--${option} is a whole number that is not negative, not "${value}".`);
    return Number(value);
  }

  /** The day of an option, as `2016-06-14`; "" where it was not given. */
  day(option: string): string {
    const value = this.value(option) ?? "";
    if (value !== "" && (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))) throw misused(`--${option} is a date like 2016-06-14, not "${value}".`);
    return value;
  }

  /** Text given by one option, or by a file named by `--file` ("-" for standard input); undefined where there is neither. */
  async text(option = "text"): Promise<string | undefined> {
    const file = this.value("file");
    if (file === undefined) return this.value(option);
    if (this.has(option)) throw misused(`Give --${option} or --file, not both.`);
    if (file === "-") return this.#standardInput();
    return new TextDecoder().decode(await this.read(file)).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").trimEnd();
  }

  #input: Promise<string> | null = null;
  #standardInput(): Promise<string> {
    return (this.#input ??= (async () => {
      let text = "";
      if (this.io.stdin) for await (const part of this.io.stdin.setEncoding("utf8")) text += String(part);
      return text.trimEnd();
    })());
  }

  /** What was piped in, where the command asks for it; null where it does not. */
  async piped(): Promise<string | null> {
    return this.value("file") === "-" ? this.#standardInput() : null;
  }

  /** The words of this command line with the name under which it is done, for another process to carry out. */
  asNamed(argv: readonly string[]): string[] {
    if (this.has("as") || !this.command.options.some((option) => option.name === "as")) return [...argv];
    const end = argv.indexOf("--");
    return end < 0 ? [...argv, "--as", this.who()] : [...argv.slice(0, end), "--as", this.who(), ...argv.slice(end)];
  }

  /** Prints a line on standard output. */
  say(line: string): void {
    this.io.out.write(`${line}\n`);
  }
  /** Prints a line on standard error: what needs attention. */
  warn(line: string): void {
    this.io.err.write(`${line}\n`);
  }
  /** Prints rows as JSON if `--json` was given, else as a table. */
  list<T extends object>(rows: readonly T[], headings: readonly string[], cells: (row: T) => readonly Cell[], { none, give }: { none: string; give?: string }): void {
    if (this.has("json")) return this.json(rows);
    if (rows.length === 0) return this.say(none);
    const width = this.io.out.isTTY ? (this.io.out.columns ?? 80) : Number.POSITIVE_INFINITY;
    this.io.out.write(tableText(headings, rows.map(cells), { width: Math.min(width, 200), ...(give !== undefined && { give }) }));
  }
  /** Prints a value as JSON, ended by a line break. An array has one row to a line. */
  json(value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) return this.say(JSON.stringify(value, null, 2));
    value.forEach((row, i) => this.io.out.write(`${i === 0 ? "[\n" : ",\n"}  ${JSON.stringify(row)}`));
    this.io.out.write("\n]\n");
  }

  /** A path as the person wrote it, from their folder. */
  path(written: string): string {
    return resolve(this.io.cwd, written);
  }

  /** A file's bytes. Throws `Stop` in words where it cannot be read. */
  async read(file: string): Promise<Uint8Array> {
    try {
      return plainBytes(await readFile(this.path(file)));
    } catch (problem) {
      throw refused(fileProblem(file, problem));
    }
  }

  /** Files for an import, with their bytes; those that cannot be read are problems. Names are without folders. */
  async readAll(files: readonly string[]): Promise<{ files: { name: string; bytes: Uint8Array }[]; problems: string[] }> {
    const read: { name: string; bytes: Uint8Array }[] = [];
    const problems: string[] = [];
    for (const file of files) {
      try {
        read.push({ name: basename(this.path(file)), bytes: plainBytes(await readFile(this.path(file))) });
      } catch (problem) {
        problems.push(fileProblem(file, problem));
      }
    }
    return { files: read, problems };
  }

  bar(what: string): { readonly step: Progress; readonly end: () => void } {
    return progressBar(this.io.err, what, () => performance.now());
  }

  /** The machine's time and chance, with EARSHOT_NOW in place of the clock where it is set. */
  surroundings(): Surroundings {
    const base = this.io.surroundings ?? machine;
    const given = this.io.env["EARSHOT_NOW"];
    if (given === undefined || given === "") return base;
    const now = Date.parse(given);
    if (Number.isNaN(now)) throw misused(`EARSHOT_NOW is a time like 2016-06-14T10:00:00Z, not "${given}".`);
    return { ...base, now: () => now };
  }

  /** The study named by the operand STUDY, opened once. Throws `Stop` where it cannot be opened. */
  async open({ write }: { write: boolean }): Promise<Workbench> {
    if (this.#workbench) return this.#workbench;
    if (this.io.workbench) return (this.#workbench = this.io.workbench);
    const path = this.path(this.operand("STUDY"));
    const surroundings = this.surroundings();
    this.#workbench = await this.#asking(path, (phrase) => openStudy(path, { write, surroundings, passphrase: phrase })).catch((problem: unknown) => {
      throw write && problem instanceof Stop && problem.holder ? new Elsewhere(problem.holder, problem) : problem;
    });
    this.#own = true;
    return this.#workbench;
  }

  /** Another study file, only to read from. Throws `Stop` where it cannot be opened. */
  async openLog(written: string): Promise<Log> {
    const { random } = this.surroundings();
    return this.#asking(this.path(written), (phrase) => openStudyFile(this.path(written), { write: false, chance: random, passphrase: phrase }));
  }

  /** Opens a file with the passphrase of the environment, if there is one; asks for it where the file is encrypted. */
  async #asking<T>(path: string, open: (phrase: string | undefined) => Promise<T>): Promise<T> {
    const stop = (problem: unknown): unknown => (problem instanceof Refused ? new Stop(exitCodes.cannotOpen, problem.sentence, problem.holder) : problem);
    const known = this.io.env["EARSHOT_PASSPHRASE"] || undefined;
    try {
      return await open(known);
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.reason !== "passphrase" || known) throw stop(problem);
    }
    const phrase = await passphrase(this.io, `Passphrase of ${basename(path)}`).catch((problem: unknown) => {
      throw problem instanceof Stop ? new Stop(exitCodes.cannotOpen, `${basename(path)} is encrypted. ${problem.message}`) : problem;
    });
    return open(phrase).catch((problem: unknown) => {
      throw stop(problem);
    });
  }

  /** Makes the study file named by the operand STUDY. */
  async create(settings: { title: string; approach: Study["settings"]["approach"]; encrypt: boolean }): Promise<Workbench> {
    const path = this.path(this.operand("STUDY"));
    const phrase = settings.encrypt ? await this.#newPassphrase(path) : undefined;
    this.#workbench = await createStudy(path, { title: settings.title, approach: settings.approach, as: this.who(), surroundings: this.surroundings(), passphrase: phrase });
    this.#own = true;
    return this.#workbench;
  }

  async #newPassphrase(path: string): Promise<string> {
    const first = await passphrase(this.io, `New passphrase for ${basename(path)}`);
    if (first === "") throw refused("The passphrase is empty; nothing was made.");
    if (this.io.env["EARSHOT_PASSPHRASE"]) return first;
    if ((await passphrase(this.io, "The same again")) !== first) throw refused("The two passphrases differ; nothing was made.");
    return first;
  }

  /** The study to read from: as it stands, or as `--at` says. */
  async study(): Promise<Study> {
    const workbench = await this.open({ write: false });
    const date = this.value("at");
    if (date === undefined) return workbench.study;
    const past = await studyAt(workbench, date);
    if (!past.ok) throw misused(past.refusal.sentence);
    return past.study;
  }

  /** The name under which things are done: `--as`, or the user's. */
  who(): string {
    const given = this.value("as")?.trim();
    if (given === "") throw misused("--as needs a name.");
    if (given !== undefined) return given;
    try {
      return userInfo().username || "researcher";
    } catch {
      return "researcher";
    }
  }

  async actor(): Promise<CoderId> {
    return (await this.open({ write: true })).actor(this.who());
  }

  /** Carries out commands as one step and prints what was done, or `said` in its place. Throws `Stop` where they are refused. */
  async do(asked: Asked | readonly Asked[], { said, contents = [] }: { said?: string; contents?: readonly Content[] } = {}): Promise<Extract<Outcome, { ok: true }>> {
    const workbench = await this.open({ write: true });
    const commands = (Array.isArray(asked) ? (asked as readonly Asked[]) : [asked as Asked]).map(valid);
    // A stranger's refused command leaves no trace, not even that they were here.
    if (!coderNamed(workbench.study, this.who()) && commands[0]) {
      const { study } = workbench;
      // Who codes is the stranger, who is no coder yet: anybody else does for the trial.
      const first = commands[0].type === "coding.add" && commands[0].coder === undefined ? { ...commands[0], coder: [...study.coders.keys()][0]! } : commands[0];
      const trial = decide(study, first, { id: workbench.newId, actor: "" });
      if (!trial.ok) throw refused(trial.refusal.sentence);
    }
    const outcome = await workbench.do(commands, await this.actor(), contents);
    if (!outcome.ok) throw refused(outcome.refusal.sentence);
    if (said !== undefined) this.say(said);
    else for (const line of outcome.said) this.say(line);
    return outcome;
  }

  /** What lies behind an error that nobody foresaw: damage of the study, where checking it finds some. */
  async behind(problem: unknown): Promise<unknown> {
    return this.#workbench ? damageBehind(this.#workbench.log, problem) : problem;
  }

  /** Closes what the call has opened itself. */
  async close(): Promise<void> {
    if (this.#own) await this.#workbench?.close();
    this.#workbench = null;
  }
}

/** A command with its defaults, checked against its schema. Throws `Stop` with what does not fit. */
function valid(asked: Asked): Command {
  const schema = commandSchemas.find((s) => s.shape.type.value === asked.type)!;
  const read = schema.safeParse(asked);
  if (read.success) return read.data as Command;
  const [issue] = read.error.issues;
  throw refused(`${String(issue?.path.join(" ") || "This")} cannot be so: ${issue?.message ?? "it does not fit"}.`);
}

/** Bytes as the pure layers know them, without a copy: some libraries refuse Node's own kind. */
const plainBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What went wrong with a file of the person's, in words: with reading it or, as `doing` says, with writing it. */
export function fileProblem(file: string, problem: unknown, doing: "read" | "write" = "read"): string {
  const code = problem instanceof Error && "code" in problem ? String(problem.code) : "";
  const write = doing === "write";
  switch (code) {
    case "ENOENT": return write ? `${file} cannot be made: its folder is not there, or takes no files. Choose another place.` : `${file} is not there. Check the name and the folder.`;
    case "EISDIR": return write ? `${file} is a folder. Give the name of a file.` : `${file} is a folder. Name the files in it, such as ${file.replace(/\/$/, "")}/*.docx.`;
    case "EACCES": case "EPERM": return write ? `${file} cannot be written: you have no right to it. Choose another place.` : `${file} cannot be read: you have no right to it.`;
    case "ENOTDIR": return `${file} ${write ? "cannot be made" : "is not there"}: a part of its path is a file and not a folder.`;
    case "ENOSPC": case "EDQUOT": return `There is no room left on the disk for ${file}.`;
    case "EROFS": return `${file} lies on a disk that can only be read.`;
    case "EEXIST": return `${file} is there already.`;
    default: return `${file} cannot be ${write ? "written" : "read"}${code ? ` (${code})` : ""}.`;
  }
}
