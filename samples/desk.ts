import { differencesOf, type ShownDifference } from "../src/analysis/coderComparison.ts";
import { codeAt } from "../src/study/code.ts";
import { coderNamed } from "../src/study/coder.ts";
import { codeOf, rangeOf, type Coding } from "../src/study/coding.ts";
import { participantLabelled } from "../src/study/participant.ts";
import { sourceNamed, type Source } from "../src/study/source.ts";
import type { Command } from "../src/study/study.ts";
import type { ImportReport } from "../src/workbench/importReport.ts";
import type { Outcome, Workbench } from "../src/workbench/workbench.ts";
import type { Correction } from "./content.ts";

/** One sitting of one person: something that happened on a day. */
export interface Sitting {
  /** As `2017-05-09`. */
  readonly day: string;
  readonly by: string;
  /** About how many minutes each event takes. */
  readonly pace: number;
  readonly work: (desk: Desk) => Promise<void>;
}

/** The study that is being built, and finding things in it by their names. Whatever is not as the sample's files say is a bug, and throws. */
export class Desk {
  readonly wb: Workbench;
  /** Who works at the moment. */
  actor = "";
  /** Ids of themes by the last of their names, as their names change. */
  readonly themes = new Map<string, string>();
  readonly corrected: Correction[] = [];

  constructor(wb: Workbench) {
    this.wb = wb;
  }

  /** Carries out commands as one step of the person at work. */
  async do(...commands: Command[]): Promise<readonly (string | undefined)[]> {
    const outcome = this.accepted(await this.wb.do(commands, this.actor));
    return outcome.made;
  }
  accepted(outcome: Outcome): Extract<Outcome, { ok: true }> {
    if (!outcome.ok) throw new Error(`The sample study was refused something: ${outcome.refusal.sentence}`);
    return outcome;
  }
  brought<R extends ImportReport>(report: R): R {
    if (!report.ok) throw new Error(`The sample study could not be brought in: ${report.problems.map((p) => p.what).join(" ")}`);
    return report;
  }
  async undo(): Promise<void> {
    this.accepted(await this.wb.undo(this.actor));
  }

  person = (label: string): string => found(participantLabelled(this.wb.study, label)?.id, label);
  coder = (name: string): string => found(coderNamed(this.wb.study, name)?.id, name);
  code = (path: string): string => found(codeAt(this.wb.study, path)?.id, path);
  source = (name: string): Source => found(sourceNamed(this.wb.study, name), name);
  /** Whether a transcript of that name is there yet. */
  has = (name: string): boolean => sourceNamed(this.wb.study, name) !== undefined;
  theme = (name: string): string => found(this.themes.get(name), name);

  /** A passage of a transcript as it reads after the corrections so far. */
  asItStands(source: string, quote: string): string {
    return this.corrected.filter((c) => c.source === source).flatMap((c) => c.changes).reduce((words, { from, to }) => words.replace(from, to), quote);
  }

  /** Where a passage stands in a transcript. */
  async place(sourceName: string, quote: string): Promise<{ start: number; end: number }> {
    const words = this.asItStands(sourceName, quote);
    const start = (await this.wb.textOf(this.source(sourceName))).indexOf(words);
    if (start < 0) throw new Error(`The sample's transcript of ${sourceName} does not say "${quote}"`);
    return { start, end: start + words.length };
  }

  /** A coder's coding of a passage with a code, by its path now. */
  async coding(coder: string, source: string, quote: string, path: string): Promise<Coding> {
    const { study } = this.wb;
    const range = await this.place(source, quote);
    const [code, who] = [this.code(path), this.coder(coder)];
    const here = study.codingsBySource.get(this.source(source).id) ?? [];
    return found(here.find((c) => c.coder === who && codeOf(study, c)?.id === code && rangeOf(study, c).start === range.start && rangeOf(study, c).end === range.end), `${coder}, ${path}, ${source}: ${quote}`);
  }

  /** Where the two coders differ, over what both have finished. */
  async differences(first: string, second: string): Promise<readonly ShownDifference[]> {
    const asked = differencesOf(this.wb.study, await this.wb.texts(), { coders: [first, second] });
    if (!asked.ok) throw new Error(asked.refusal.sentence);
    return asked.differences;
  }
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`The sample study has nothing called "${name}"`);
  return thing;
}
