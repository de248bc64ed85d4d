import { anchor } from "./anchor.ts";
import type { Dates } from "../table/moments.ts";
import { came, counts } from "./counts.ts";
import { deriveGuid, type Guid } from "./guid.ts";
import type { DatesRead, Imported } from "./imported.ts";
import { readMoment } from "./moment.ts";
import { Findings } from "./problems.ts";
import { type Audit, type Case, type Code, type Coding, emptyProject, type Group, type Kept, type Note, type Project, type Selection, type Source, type Target, unknownAudit, type User, type Value, type Variable } from "./project.ts";
import { type Offsets, offsets, standard } from "./dialect.ts";
import { textFile } from "./text-file.ts";
import { textOf } from "./tables.ts";
import { inTreeOrder } from "./tree.ts";

/** A project in the making, out of the rows of a program's own database. Identities are derived from the program's numbers, so that reading again finds the same things. */
export class Build {
  readonly survived = new Findings();
  readonly changed = new Findings();
  readonly noPlace = new Findings();
  readonly codes: Code[] = [];
  readonly sources: Source[] = [];
  readonly selections: Selection[] = [];
  readonly codings: Coding[] = [];
  readonly cases: Case[] = [];
  readonly variables: Variable[] = [];
  readonly groups: Group[] = [];
  readonly notes: Note[] = [];
  readonly kept: Kept[] = [];
  #dates: DatesRead | null = null;
  readonly #users = new Map<string, User>();
  readonly #maps = new Map<Guid, { readonly text: string; readonly map: Offsets }>();
  readonly #seed: readonly (string | number)[];

  /** `seed`: what tells this project from every other. */
  constructor(...seed: readonly (string | number)[]) {
    this.#seed = seed;
  }

  guid(kind: string, ...parts: readonly (string | number)[]): Guid {
    return deriveGuid(...this.#seed, kind, ...parts);
  }

  /** The user of a name; null for an empty one. */
  user(name: unknown): Guid | null {
    const called = textOf(name).trim();
    if (called === "") return null;
    const user = this.#users.get(called) ?? { guid: deriveGuid("user", called), name: called, id: null };
    this.#users.set(called, user);
    return user.guid;
  }

  audit(row: Record<string, unknown>, date = "date"): Audit {
    return { ...unknownAudit, createdBy: this.user(row["owner"]), createdAt: readMoment(textOf(row[date])) };
  }

  /** A note on something, if there are words. */
  memo(text: unknown, target: Target | null, audit: Audit, name: string | null = null, ...key: readonly (string | number)[]): void {
    const words = textOf(text);
    if (words.trim() === "") return;
    const guid = this.guid("note", target?.kind ?? "journal", target?.guid ?? "", ...key);
    this.notes.push({ ...audit, guid, name, description: null, text: words.replace(/\r\n?/g, "\n"), rich: null, targets: target ? [target] : [], values: [] });
  }

  /** A text as the program has it: line ends become "\n", offsets will be counted in its characters. */
  text(source: Guid, raw: string): string {
    const file = textFile(raw);
    this.#maps.set(source, { text: file.text, map: offsets(file, { ...standard, mark: "in" }) });
    return file.text;
  }

  /** A selection of words, put where its words stand. `words` null: the program did not store them. */
  words(guid: Guid, source: Guid, start: number | null, end: number | null, words: string | null, audit: Audit, called: string): Selection | null {
    const file = this.#maps.get(source);
    if (!file || start === null || end === null) {
      this.noPlace.add("A passage of a source that is not there, or without a place, was left out.", called);
      return null;
    }
    const length = file.text.length;
    const [a, b] = [file.map.inText(Math.min(start, end)), file.map.inText(Math.max(start, end), true)];
    let range = { start: Number.isNaN(a) ? (start < 0 ? 0 : length) : a, end: Number.isNaN(b) ? length : b };
    if (words !== null) {
      const found = anchor(file.text, range, words.replace(/\r\n?/g, "\n"));
      if (!found) this.changed.add("The words that the program stored with a passage are not in its text; it stayed where its offsets say.", called);
      else if (found.moved) this.changed.add("A passage lay beside the words that the program stored with it; it was put on them.", called);
      range = found?.range ?? range;
    } else if (Number.isNaN(a) || Number.isNaN(b)) this.changed.add("A passage reached beyond its text; it was cut to what is there.", called);
    const selection: Selection = { ...audit, guid, source, place: { kind: "words", range, region: null }, name: null, description: null, quote: file.text.slice(range.start, range.end) };
    this.selections.push(selection);
    return selection;
  }

  /** Says how the dates of a column were read. What stayed open is trouble; the rest is told as well, because it may be wrong. */
  dated({ order, example, said }: Dates, column = ""): void {
    if (example === null || said === null) return;
    if (order === null) this.survived.add(said, column);
    else this.changed.add(said, column);
    if (this.#dates === null || order === null) this.#dates = { order, example };
  }

  coding(guid: Guid, source: Guid, selection: Guid | null, code: Guid, audit: Audit): void {
    this.codings.push({ guid, source, selection, code, coder: audit.createdBy, at: audit.createdAt, twin: null });
  }

  /** A value of a variable, which is made when first met. */
  value(name: string, raw: string, numeric: boolean): Value {
    const guid = this.guid("variable", name);
    const type = this.variables.find((variable) => variable.guid === guid)?.type ?? (numeric ? "Float" : "Text");
    if (!this.variables.some((variable) => variable.guid === guid)) this.variables.push({ guid, name, type, description: null });
    return { variable: guid, type, value: raw === "" ? null : raw };
  }

  /** The finished project. Codings whose code or place is gone are left out and said to be. */
  finish(program: string, name: string, rest: Partial<Project>, dialect: string): Imported {
    const known = { codes: new Set(this.codes.map(({ guid }) => guid)), sources: new Set(this.sources.map(({ guid }) => guid)) };
    const codings = this.codings.filter(({ code, source }) => known.codes.has(code) && known.sources.has(source));
    if (codings.length < this.codings.length) this.noPlace.add("A coding with a code or source that was deleted was left out.", "", this.codings.length - codings.length);
    const project: Project = {
      ...emptyProject(name), origin: program, users: [...this.#users.values()], codes: inTreeOrder(this.codes), sources: this.sources, selections: this.selections, codings,
      cases: this.cases, variables: this.variables, groups: this.groups, notes: this.notes, kept: this.kept, ...rest,
    };
    return {
      project, files: null, ...(this.#dates ? { dates: this.#dates } : {}), kind: `${program} project`, dialect, confidence: 1, counts: counts(project),
      problems: [...this.survived.list(), ...this.changed.list(), ...this.noPlace.list()],
      loss: { came: came(project), changed: this.changed.list(), noPlace: this.noPlace.list() },
    };
  }
}
