import { fold } from "../src/study/fold.ts";
import { codeAt, pathSeparator } from "../src/study/code.ts";
import { rangeOf } from "../src/study/coding.ts";
import type { AttributeKind, Value } from "../src/study/participant.ts";
import type { RecruitmentStep } from "../src/study/recruitment.ts";
import type { Approach } from "../src/study/settings.ts";
import type { TurnRecord } from "../src/study/source.ts";
import type { Recorded, Study, StudyEvent } from "../src/study/study.ts";
import type { ThemeState } from "../src/study/theme.ts";
import { render } from "../src/text/edit.ts";
import type { SpeakerRole } from "../src/text/turns.ts";

/**
 * A study told in a few lines, for tests. Every call records events with fixed ids and stamps, so that what is built
 * twice is the same twice. Things are named as people name them: participants by label, sources by name, codes by path.
 *
 *     const told = aStudy().participant("Mother 4", { age: 31 }).source("Mother 4", "Mother 4: I felt safe there.").coded("felt safe", "Support / safety", "HN");
 *     told.study();   // the folded study
 *     told.texts;     // the current text of a source, by id
 */
export const aStudy = (title = "A study", approach: Approach = "codebook"): StudyNotation => new StudyNotation(title, approach);

export class StudyNotation {
  readonly events: Recorded[] = [];
  private readonly letters = new Map<string, string>();
  private counts = new Map<string, number>();
  private actor = "coder-1";
  private day = "2016-03-01";
  private replica = "A";
  private clock = 0;
  private latest = "";

  constructor(title: string, approach: Approach) {
    this.record({ type: "study.created", body: { study: "study-1", approach }, words: { title } });
    this.coder("HN");
  }

  /** Records any event as it is, for what the notation has no word for. */
  record(...events: StudyEvent[]): this {
    const step = this.events.filter((e) => e.replica === this.replica).length + 1;
    events.forEach((event, i) => {
      const ms = Date.parse(`${this.day}T09:00:00.000Z`) + this.clock++;
      this.events.push({ ...event, replica: this.replica, seq: step + i, step, stamp: `${new Date(ms).toISOString()}-0000-${this.replica}`, actor: this.actor });
    });
    return this;
  }

  /** From here on, everything happens on this day (`2016-04-02`). Days should not go back. */
  on(day: string): this {
    this.day = day;
    return this;
  }

  /** From here on, this coder does everything; made where not there yet. */
  by(name: string): this {
    this.coder(name);
    this.actor = this.coderId(name);
    return this;
  }

  coder(name: string, facts: Record<string, string> = {}): this {
    if (![...this.study().coders.values()].some((c) => c.name === name)) this.record({ type: "coder.added", body: { coder: this.id("coder"), declared: true }, words: { name } });
    if (Object.keys(facts).length > 0) this.record({ type: "coder.described", body: { coder: this.coderId(name) }, words: { facts } });
    return this;
  }

  facts(facts: Record<string, string>): this {
    return this.record({ type: "study.described", body: {}, words: { facts } });
  }

  attribute(name: string, kind: AttributeKind, { levels = [], bands = "" }: { levels?: string[]; bands?: string } = {}): this {
    const known = [...this.study().attributes.values()].find((a) => a.name === name);
    return this.record({ type: "attribute.defined", body: { attribute: known?.id ?? this.id("attribute"), kind }, words: { name, levels, bands } });
  }

  /** Registers a person. An attribute that is not there yet is made, of the kind that the value has. */
  participant(label: string, values: Record<string, Value> = {}): this {
    for (const [name, value] of Object.entries(values)) {
      if (value !== null && ![...this.study().attributes.values()].some((a) => a.name === name)) this.attribute(name, typeof value === "number" ? "number" : typeof value === "boolean" ? "yes/no" : "category");
    }
    const byId = Object.fromEntries(Object.entries(values).map(([name, value]) => [[...this.study().attributes.values()].find((a) => a.name === name)?.id ?? name, value]));
    return this.record({ type: "participant.registered", body: { participant: this.id("participant") }, words: { label, values: byId } });
  }

  recruited(label: string, step: RecruitmentStep, { date = "", reason = "", by = "", service = "" }: { date?: string; reason?: string; by?: string; service?: string } = {}): this {
    return this.record({ type: "recruitment.recorded", body: { participant: this.participantId(label), step, date }, words: { by, service, reason } });
  }

  interviewed(label: string, { date = "", minutes = null, place = "", interviewer = "", others = "" }: { date?: string; minutes?: number | null; place?: string; interviewer?: string; others?: string } = {}): this {
    return this.record({ type: "interview.recorded", body: { interview: this.id("interview"), participant: this.participantId(label), date, minutes, guide: null }, words: { place, interviewer, others } });
  }

  /**
   * A source whose turns are the lines that begin with "Label: ". A label that holds "nterviewer" is the interviewer's, the rest are participants'.
   * It is linked to the participant of its name, or to the one given. `times` are the turns' milliseconds, in order.
   */
  source(name: string, text: string, { participant, times = [] }: { participant?: string | null; times?: number[] } = {}): this {
    const speakers: string[] = [];
    const turns: TurnRecord[] = [];
    for (const match of text.matchAll(/^([^:\n]{1,40}): .*$/gm)) {
      if (!speakers.includes(match[1]!)) speakers.push(match[1]!);
      turns.push([match.index, match.index + match[1]!.length + 2, match.index + match[0].length, speakers.indexOf(match[1]!), times[turns.length] ?? null]);
    }
    const source = this.id("source");
    this.letters.set(source, text);
    const roles = speakers.map((s): SpeakerRole => (s.includes("nterviewer") ? "interviewer" : "participant"));
    const person = participant === null ? null : [...this.study().participants.values()].find((p) => p.label === (participant ?? name));
    const body = { source, content: `content-${source}`, file: `file-${source}`, units: text.length, format: "txt", charset: "utf-8", turns, roles, participant: person?.id ?? null };
    this.record({ type: "source.imported", body, words: { name, speakers } });
    this.latest = name;
    return this;
  }

  /** Corrects the first place where `find` stands in a source's current text. */
  edited(source: string, find: string, replacement: string): this {
    const id = this.sourceId(source);
    const at = this.place(id, find);
    return this.record({ type: "source.edited", body: { source: id, edits: [{ at, remove: find.length, insert: replacement.length }] }, words: { inserts: [replacement] } });
  }

  /** Makes a code and those above it on its path. */
  code(path: string, { description = "", whenToUse = "", whenNotToUse = "", example = "", colour = null, kind = "code" }: { description?: string; whenToUse?: string; whenNotToUse?: string; example?: string; colour?: string | null; kind?: "code" | "heading" } = {}): this {
    let parent: string | null = null;
    const names = path.split(pathSeparator);
    names.forEach((name, i) => {
      const known = codeAt(this.study(), names.slice(0, i + 1).join(pathSeparator));
      if (known) return void (parent = known.id);
      const code = this.id("code");
      const last = i === names.length - 1;
      const words = last ? { name, description, whenToUse, whenNotToUse, example } : { name, description: "", whenToUse: "", whenNotToUse: "", example: "" };
      this.record({ type: "code.created", body: { code, parent, kind: last ? kind : "code", colour: last ? colour : null, order: this.counts.get("code")! }, words });
      parent = code;
    });
    return this;
  }

  merged(path: string, into: string, reason = ""): this {
    return this.record({ type: "code.merged", body: { code: this.codeId(path), into: this.codeId(into) }, words: { reason } });
  }

  /** Codes the first place where `quote` stands in a source (by default the one named last), by a coder (by default whoever is at work). */
  coded(quote: string, path: string, coder?: string, source = this.latest): this {
    this.code(path);
    if (coder !== undefined) this.coder(coder);
    const id = this.sourceId(source);
    const start = this.place(id, quote);
    this.latest = source;
    return this.record({ type: "coding.added", body: { coding: this.id("coding"), source: id, code: this.codeId(path), coder: coder === undefined ? this.actor : this.coderId(coder), start, end: start + quote.length }, words: {} });
  }

  theme(name: string, { parent = null, centralIdea = "", scope = "", codes = [], state = "candidate" }: { parent?: string | null; centralIdea?: string; scope?: string; codes?: string[]; state?: ThemeState } = {}): this {
    const theme = this.id("theme");
    this.record({ type: "theme.created", body: { theme, parent: parent === null ? null : this.themeId(parent), order: this.counts.get("theme")! }, words: { name, centralIdea, scope } });
    for (const path of codes) this.record({ type: "theme.codePlaced", body: { theme, code: this.codeId(path), placed: true }, words: {} });
    return state === "candidate" ? this : this.record({ type: "theme.stateSet", body: { theme, state }, words: {} });
  }

  /** Chooses the coding whose current words are `quote` for a theme, leaving out the words in `cuts`. */
  quoted(theme: string, quote: string, ...cuts: string[]): this {
    const study = this.study();
    const coding = [...study.codings.values()].find((c) => {
      const { start, end } = rangeOf(study, c);
      return this.texts(c.source).slice(start, end) === quote;
    });
    if (!coding) throw new Error(`No coding covers exactly "${quote}".`);
    const start = rangeOf(study, coding).start;
    const ranges = cuts.map((cut) => ({ start: start + quote.indexOf(cut), end: start + quote.indexOf(cut) + cut.length }));
    const order = (this.counts.get("quotation") ?? 0) + 1;
    return this.record({ type: "theme.quotationChosen", body: { theme: this.themeId(theme), quotation: this.id("quotation"), coding: coding.id, cuts: ranges, order }, words: {} });
  }

  deviant(theme: string, label: string, reason: string): this {
    return this.record({ type: "theme.deviantMarked", body: { theme: this.themeId(theme), participant: this.participantId(label), deviant: true }, words: { reason } });
  }

  memo(title: string, text: string, kind: "analytic" | "reflexive" | "method" | "case" = "analytic"): this {
    return this.record({ type: "memo.written", body: { memo: this.id("memo"), kind, links: [] }, words: { title, text } });
  }

  substudy(name: string, rule: string, labels: string[]): this {
    return this.record({ type: "substudy.frozen", body: { substudy: this.id("substudy"), members: labels.map((l) => this.participantId(l)) }, words: { name, rule, reason: "" } });
  }

  /** Takes back the last step. */
  undone(): this {
    const last = this.events.at(-1)!;
    return this.record({ type: "history.undone", body: { replica: last.replica, step: last.step }, words: {} });
  }

  /** The state so far. */
  study(): Study {
    return fold(this.events);
  }

  /** The current text of a source, by its id. */
  readonly texts = (source: string): string => {
    const found = this.study().sources.get(source);
    return found ? render(found.text, this.letters.get(source) ?? "", found.version) : "";
  };

  participantId = (label: string): string => this.find("participant", [...this.study().participants.values()].find((p) => p.label === label)?.id, label);
  sourceId = (name: string): string => this.find("source", [...this.study().sources.values()].find((s) => s.name === name)?.id, name);
  codeId = (path: string): string => this.find("code", codeAt(this.study(), path)?.id, path);
  themeId = (name: string): string => this.find("theme", [...this.study().themes.values()].find((t) => t.name === name)?.id, name);
  coderId = (name: string): string => this.find("coder", [...this.study().coders.values()].find((c) => c.name === name)?.id, name);

  private find(noun: string, id: string | undefined, name: string): string {
    if (id === undefined) throw new Error(`There is no ${noun} "${name}" in this test's study.`);
    return id;
  }

  private id(noun: string): string {
    const number = (this.counts.get(noun) ?? 0) + 1;
    this.counts.set(noun, number);
    return `${noun}-${number}`;
  }

  private place(source: string, quote: string): number {
    const at = this.texts(source).indexOf(quote);
    if (at < 0) throw new Error(`"${quote}" does not stand in ${source}.`);
    return at;
  }
}
