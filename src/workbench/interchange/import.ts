import { basename } from "node:path";
import type { Dialect } from "../../formats/project/dialect.ts";
import { standard } from "../../formats/project/dialect.ts";
import type { Interview, Reading } from "../../formats/interview.ts";
import type { DayOrder } from "../../formats/table/moments.ts";
import { contentName } from "../../log/chain.ts";
import { coderNamed, type CoderId } from "../../study/coder.ts";
import { freeSourceName, presentSources } from "../../study/source.ts";
import { stemOf, wordsIn } from "../importReport.ts";
import type { Workbench } from "../workbench.ts";
import { importProject } from "./from-project.ts";
import { openBytes, openPath } from "./open.ts";
import type { Opened } from "./opened.ts";
import { type ProjectReport, unread } from "./report.ts";

/** How a file of another program is brought in. */
export interface ImportOptions {
  /** Overrules what is found out about offsets: see `readDialect`. */
  readonly dialect?: Partial<Dialect> | undefined;
  readonly dryRun?: boolean | undefined;
  readonly remove?: boolean | undefined;
  /** What the columns of a survey are. */
  readonly roles?: Readonly<Record<string, string>> | undefined;
  /** What stands first in dates written in figures, where the file does not tell. */
  readonly dates?: DayOrder | undefined;
}

const dialectWords: Readonly<Record<string, Partial<Dialect>>> = {
  standard, "nvivo-windows": { ...standard, unit: "utf16" }, maxqda: standard, atlasti: { ...standard, unit: "utf16", lineEnds: "collapsed" },
  utf16: { unit: "utf16" }, codepoint: { unit: "codepoint" }, "bom-counted": { mark: "in" }, "bom-not-counted": { mark: "out" },
  "line-ends-kept": { lineEnds: "kept" }, "line-ends-as-one": { lineEnds: "collapsed" }, inclusive: { end: "inclusive" }, exclusive: { end: "exclusive" },
};
/** The words that `readDialect` understands. */
export const dialectNames = Object.keys(dialectWords);

/** How offsets are counted, in words joined by commas: "utf16,inclusive". The word that is not known, where there is one. */
export function readDialect(written: string): { readonly ok: true; readonly dialect: Partial<Dialect> } | { readonly ok: false; readonly unknown: string } {
  let dialect: Partial<Dialect> = {};
  for (const word of written.split(/[,\s]+/).filter((one) => one !== "")) {
    const known = Object.hasOwn(dialectWords, word.toLowerCase()) ? dialectWords[word.toLowerCase()] : undefined;
    if (!known) return { ok: false, unknown: word };
    dialect = { ...dialect, ...known };
  }
  return { ok: true, dialect };
}

/** The texts of the study by the names of their sources, so that passages of a table are put where they stand. */
async function textsOf(wb: Workbench): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const source of presentSources(wb.study)) texts.set(source.name, await wb.textOf(source));
  return texts;
}

/** Opens what is to be brought in: a file or folder on the disk, or bytes that a browser has sent. Throws where a path cannot be read at all. `close` gives the file back. */
export async function openFor(wb: Workbench, name: string, from: Uint8Array | string, { dialect, roles, dates }: ImportOptions): Promise<Reading<Opened> & { readonly close: () => Promise<void> }> {
  const wishes = { dialect, roles, dates, texts: await textsOf(wb) };
  if (typeof from === "string") return openPath(from, wishes);
  return { ...(await openBytes(name, from, wishes)), close: async () => undefined };
}

/**
 * Brings a file or folder of another program in, whatever it is: the kind is told by its content. All of it or nothing, as one step that can be undone.
 * `as` is the name of who does it, to whom codings of nobody are given. Throws where the path cannot be read at all.
 */
export async function importPath(wb: Workbench, path: string, options: ImportOptions, as: string): Promise<ProjectReport> {
  const opened = await openFor(wb, basename(path), path, options);
  try {
    return await bringIn(wb, basename(path), opened, options, as);
  } finally {
    await opened.close();
  }
}

/** `importPath` for what has been opened already. */
export async function bringIn(wb: Workbench, name: string, opened: Reading<Opened>, { dryRun = false, remove = false }: ImportOptions, as: string): Promise<ProjectReport> {
  if (!opened.ok) return unread(opened.problem);
  const found = opened.value;
  // Whoever only looks leaves no trace.
  const actor = dryRun ? coderNamed(wb.study, as)?.id ?? wb.newId() : await wb.actor(as);
  if (found.is === "interview") return importInterview(wb, name, found, dryRun, actor);
  const report = await importProject(wb, found.imported, { dryRun, remove, byName: found.byName, told: found.turns, called: name }, actor);
  return { ...report, decided: [...found.notes.map((what) => ({ what, where: [], count: 1 })), ...report.decided] };
}

async function importInterview(wb: Workbench, name: string, { interview, kind, bytes }: { interview: Interview; kind: string; bytes: Uint8Array }, dryRun: boolean, actor: CoderId): Promise<ProjectReport> {
  const counts = { sources: 1, turns: interview.turns.length, words: wordsIn(interview.text) };
  const notes = interview.notes.map((what) => ({ what, where: [], count: 1 }));
  const report: ProjectReport = { ...unread(""), ok: true, problems: [], kind, dialect: "a transcript has no offsets", confidence: 1, counts, decided: notes, dryRun, loss: { came: Object.entries(counts).map(([what, count]) => ({ what, count })), changed: [], noPlace: [] } };
  const salts = new Map((await wb.log.contents()).map((one) => [one.name, one]));
  const twin = presentSources(wb.study).find(({ file }) => salts.get(file)?.size === bytes.length && contentName(salts.get(file)!.salt, bytes) === file);
  if (twin) return { ...report, said: [`The study has it already, as "${twin.name}"; nothing was changed.`] };
  const called = freeSourceName(wb.study, stemOf(name));
  const [text, file] = [wb.contentOf(new TextEncoder().encode(interview.text)), wb.contentOf(bytes)];
  if (dryRun) return { ...report, said: [`Would bring in 1 source, "${called}".`], made: { sources: 1 } };
  const outcome = await wb.do({
    type: "source.import", name: called, content: text.name, file: file.name, units: interview.text.length, format: interview.format, charset: interview.charset, participant: null,
    turns: interview.turns.map((t): [number, number, number, number | null, number | null] => [t.start, t.said, t.end, t.speaker, t.at]), speakers: interview.speakers.map((one) => ({ ...one })),
  }, actor, [text, file]);
  if (!outcome.ok) return unread(outcome.refusal.sentence);
  return { ...report, said: [`Brought in 1 source, "${called}".`], made: { sources: 1 } };
}
