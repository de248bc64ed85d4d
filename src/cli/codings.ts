import Papa from "papaparse";
import { codeAt, currentCode, isWithin, pathOf, pathSeparator, type CodeId } from "../study/code.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { rangeOf, type Coding } from "../study/coding.ts";
import { presentSources, turnsOf, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { suggestCodings } from "../analysis/suggest.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { importCodings } from "../workbench/importCodings.ts";
import { findQuotation, prepare } from "../workbench/importQuotation.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Asked, Call } from "./call.ts";
import { changing, json, listing, reason, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { pairs, tell } from "./import-words.ts";
import { theCode, theCoder, theCoding, thePerson, theSource } from "./names.ts";
import { columnsOption } from "./records.ts";

const id = { name: "CODING", what: "the coding's id, or the beginning of it, as the listing shows it" };
const coder: Option = { name: "coder", value: "CODER", what: "whose coding it is (whoever does it, if not given)" };

/** A coding as the listing shows it. */
interface CodingRow {
  readonly source: string;
  readonly coder: string;
  /** Full path. */
  readonly code: string;
  /** UTF-16 offsets in the current text. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly participant: string | null;
  readonly id: string;
  readonly date: string;
}

/** Which codings are wanted. A heading stands for the codes below it. */
function filterOf(call: Call, study: Study): { readonly sources: readonly Source[]; readonly wanted: (coding: Coding) => boolean } {
  const source = call.has("source") ? theSource(study, call.value("source")!) : null;
  const person = call.has("participant") ? thePerson(study, call.value("participant")!) : null;
  const who = call.has("coder") ? theCoder(study, call.value("coder")!) : null;
  const path = call.value("code");
  const code = path === undefined ? null : (codeAt(study, path) ?? theCode(study, path));
  const below = call.has("below") || code?.kind === "heading";
  const sources = presentSources(study).filter((s) => (!source || s === source) && (!person || s.participant === person.id));
  return {
    sources,
    wanted: (coding) => {
      if (who && coding.coder !== who.id) return false;
      const current = currentCode(study, coding.code);
      return current !== undefined && (!code || (below ? isWithin(study, current.id, code.id) : current.id === code.id));
    },
  };
}

async function listed(call: Call, workbench: Workbench, study: Study): Promise<CodingRow[]> {
  const { sources, wanted } = filterOf(call, study);
  const paths = new Map<CodeId, string>();
  const pathOfCode = (given: CodeId): string => {
    const code = currentCode(study, given)!.id;
    let path = paths.get(code);
    if (path === undefined) paths.set(code, (path = pathOf(study, code)));
    return path;
  };
  const rows: CodingRow[] = [];
  for (const source of sources) {
    const codings = (study.codingsBySource.get(source.id) ?? []).filter(wanted);
    if (codings.length === 0) continue;
    const text = await workbench.textOf(source);
    const participant = source.participant === null ? null : (study.participants.get(source.participant)?.label ?? null);
    const placed = codings.map((coding) => ({ coding, range: rangeOf(study, coding) })).sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    for (const { coding, range } of placed) rows.push({ source: source.name, coder: study.coders.get(coding.coder)?.name ?? "", code: pathOfCode(coding.code), start: range.start, end: range.end, quote: text.slice(range.start, range.end), participant, id: coding.id, date: coding.stamp.slice(0, 10) });
  }
  return rows;
}

/** Where in a source to code, by offsets or by a quotation that stands in it once. */
async function rangeGiven(call: Call, workbench: Workbench, source: Source): Promise<{ start: number; end: number }> {
  const quote = call.value("quote");
  if (quote === undefined) {
    const [start, end] = [call.count("start"), call.count("end")];
    if (start === undefined || end === undefined) throw misused("Say where: --start N --end N (UTF-16 code units), or --quote TEXT.");
    return { start, end };
  }
  const { ranges } = findQuotation(prepare(await workbench.textOf(source)), quote);
  if (ranges.length === 0) throw refused(`That quotation is not in "${source.name}".`);
  if (ranges.length > 1) throw refused(`That quotation occurs ${ranges.length} times in "${source.name}" (at ${ranges.slice(0, 5).map((r) => r.start).join(", ")}). Give more of its words, or --start and --end.`);
  return { start: ranges[0]!.start, end: ranges[0]!.end };
}
const where: readonly Option[] = [{ name: "start", value: "N", what: "where it begins, in UTF-16 code units from 0" }, { name: "end", value: "N", what: "where it ends" }, { name: "quote", value: "TEXT", what: "in place of both: the words, which must stand in the source once" }];

/** Commands about codings. */
export const codingCommands: readonly CliCommand[] = [
  {
    name: "codings import",
    summary: "Bring in codings from CSV or XLSX, by offsets or by quotations",
    operands: [study, { name: "FILE", what: "the codings" }],
    options: [
      { name: "unit", value: "UNIT", what: "what start and end count", among: ["utf16", "codepoint"] },
      { name: "source", value: "SOURCE", what: "the source of all rows, where the file has no such column" },
      { name: "coder", value: "CODER", what: "the coder of rows that name none (whoever imports, if not given)" },
      { name: "split", value: "MARK", what: "what separates several codes in one cell, such as \";\"" },
      { name: "in-order", what: "the rows follow the text: each quotation is looked for behind the one before" },
      columnsOption,
      json,
      ...changing,
    ],
    notes: [
      "Columns: source, code (full path), coder, and either start and end or quote. Codes and coders that do not exist are made. Rows that the study has already are counted and not added again.",
      "A quotation is found whatever its white space, and must occur once. What cannot be placed is listed with its row, the rest goes in, and the exit code is 1.",
    ],
    examples: ["earshot codings import study.earshot codings.csv --unit utf16", 'earshot codings import study.earshot transcript.csv --source armantrout --columns "quote=words,code=tags" --split ";" --in-order --coder DB'],
    run: async (call) => {
      const { files, problems } = await call.readAll([call.operand("FILE")]);
      if (!files[0]) throw refused(problems[0]!);
      const workbench = await call.open({ write: true });
      const source = call.has("source") ? theSource(workbench.study, call.value("source")!).name : undefined;
      const bar = call.bar("Placing");
      const report = await importCodings(workbench, files[0], { unit: call.value("unit") as "utf16" | "codepoint" | undefined, source, coder: call.value("coder"), split: call.value("split"), inOrder: call.has("in-order"), columns: pairs("columns", call.values("columns")) }, await call.actor(), bar.step);
      bar.end();
      if (!call.has("json")) return tell(call, report);
      call.json(report);
      return report.ok ? 0 : 1;
    },
  },
  {
    name: "codings list",
    summary: "List codings with the words they stand on",
    operands: [study],
    options: [
      { name: "code", value: "CODE", what: "only this code; a heading stands for the codes below it" },
      { name: "below", what: "with --code: also the codes below it" },
      { name: "source", value: "SOURCE", what: "only this source" },
      { name: "coder", value: "CODER", what: "only this coder's" },
      { name: "participant", value: "LABEL", what: "only this participant's words" },
      { name: "csv", what: "print CSV that can be imported again (--unit utf16)" },
      ...listing,
    ],
    examples: ['earshot codings list study.earshot --code "Support / home visits"', "earshot codings list study.earshot --coder RO --csv > codings-RO.csv"],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const rows = await listed(call, workbench, await call.study());
      if (call.has("csv")) return call.say(Papa.unparse(rows.map(({ source, start, end, code, coder, quote }) => ({ source, start, end, code, coder, quote })), { newline: "\n", columns: ["source", "start", "end", "code", "coder", "quote"] }));
      // On a narrow terminal the words matter more than the path above a code.
      const narrow = (call.io.out.isTTY ?? false) && (call.io.out.columns ?? 80) < 160;
      call.list(rows, ["source", "coder", "code", "start", "end", "id", "quote"], (r) => [r.source, r.coder, narrow ? r.code.split(pathSeparator).at(-1)! : r.code, r.start, r.end, r.id, r.quote === "" ? "(its words are gone)" : r.quote], { none: "No codings here.", give: "quote" });
    },
  },
  {
    name: "codings add",
    summary: "Code a passage",
    operands: [study, { name: "SOURCE", what: "the source" }, { name: "CODE", what: "the code" }],
    options: [...where, coder, ...changing],
    examples: ['earshot codings add study.earshot "Mother 4" "Support / home visits" --quote "she came to the house every week"', 'earshot codings add study.earshot "Mother 4" "home visits" --start 1204 --end 1260 --as HN'],
    run: async (call) => {
      const workbench = await call.open({ write: true });
      const { study } = workbench;
      const source = theSource(study, call.operand("SOURCE"));
      const code = theCode(study, call.operand("CODE"));
      const range = await rangeGiven(call, workbench, source);
      const who = call.value("coder");
      const known = who === undefined ? undefined : coderNamed(study, who);
      const made = who !== undefined && !known ? workbench.newId() : undefined;
      const coderId: CoderId | undefined = known?.id ?? made;
      await call.do([...(made ? [{ type: "coder.add", name: who!, id: made } satisfies Asked] : []), { type: "coding.add", source: source.id, code: code.id, ...range, ...(coderId !== undefined && { coder: coderId }) }]);
    },
  },
  {
    name: "codings resize",
    summary: "Change where a coding begins and ends",
    operands: [study, id],
    options: [...where, ...changing],
    examples: ["earshot codings resize study.earshot 7fqk --start 1200 --end 1264"],
    run: async (call) => {
      const workbench = await call.open({ write: true });
      const coding = theCoding(workbench.study, call.operand("CODING"));
      await call.do({ type: "coding.resize", coding: coding.id, ...(await rangeGiven(call, workbench, workbench.study.sources.get(coding.source)!)) });
    },
  },
  {
    name: "codings recode",
    summary: "Give a coding another code",
    operands: [study, id, { name: "CODE", what: "the other code" }],
    options: [reason, ...changing],
    examples: ['earshot codings recode study.earshot 7fqk "waiting for the first visit"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "coding.recode", coding: theCoding(study, call.operand("CODING")).id, code: theCode(study, call.operand("CODE")).id, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codings remove",
    summary: "Take codings away",
    operands: [study, { ...id, many: true }],
    options: [reason, ...changing],
    examples: ["earshot codings remove study.earshot 7fqk"],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const codings = [...new Set(call.operands("CODING").map((written) => theCoding(study, written).id))];
      await call.do(codings.map((coding) => ({ type: "coding.remove", coding, reason: call.value("reason") ?? "" })), codings.length > 1 ? { said: `Removed ${codings.length} codings.` } : {});
    },
  },
  {
    name: "codings suggest",
    summary: "Find passages by a word list or pattern and, if you accept them, code them",
    operands: [study],
    options: [
      { name: "code", value: "CODE", what: "the code to suggest" },
      { name: "words", value: "A, B*", what: "words or phrases, separated by commas; visit* finds all that begins so", many: true },
      { name: "pattern", value: "REGEX", what: "a regular expression in place of words" },
      { name: "source", value: "SOURCE", what: "only in this source", many: true },
      { name: "role", value: "ROLE", what: "only in the words of these speakers", among: ["interviewer", "participant", "other", "unknown"], many: true },
      { name: "speaker", value: "LABEL", what: "only in the words of the speaker with this label", many: true },
      { name: "unit", value: "UNIT", what: "how much to suggest around what was found (sentence, if not given)", among: ["match", "sentence", "turn"] },
      { name: "accept", value: "N,N-N|all", what: "code these of the suggestions, by their numbers", many: true },
      json,
      ...changing,
    ],
    notes: ["Nothing is coded unless you accept it. What is coded with this code already is not suggested."],
    examples: ['earshot codings suggest study.earshot --code "home visits" --words "came round, at home, visit*" --role participant', 'earshot codings suggest study.earshot --code "home visits" --words "came round" --accept 1,3-5'],
    run: suggest,
  },
];

async function suggest(call: Call): Promise<void> {
  const accepting = call.has("accept");
  const workbench = await call.open({ write: accepting });
  const { study } = workbench;
  const written = call.value("code");
  if (written === undefined) throw misused("Say which code to suggest: --code CODE.");
  if (!call.has("words") && !call.has("pattern")) throw misused('Say what to look for: --words "came round, at home" or --pattern REGEX.');
  const code = theCode(study, written);
  const texts = await workbench.texts(presentSources(study));
  const found = suggestCodings(study, (source) => texts(study.sources.get(source)!), {
    code: code.id,
    words: call.values("words").flatMap((w) => w.split(",")).map((w) => w.trim()).filter((w) => w !== ""),
    ...(call.has("pattern") && { pattern: call.value("pattern")! }),
    ...(call.has("source") && { sources: new Set(call.values("source").map((s) => theSource(study, s).id)) }),
    ...(call.has("role") && { roles: new Set(call.values("role") as SpeakerRole[]) }),
    ...(call.has("speaker") && { speakers: call.values("speaker") }),
    unit: (call.value("unit") ?? "sentence") as "match" | "sentence" | "turn",
  });
  if (!found.ok) throw refused(found.sentence);
  if (accepting) {
    const chosen = numbers(call.values("accept").join(","), found.suggestions.length).map((n) => found.suggestions[n - 1]!);
    await call.do(chosen.map((s) => ({ type: "coding.add", source: s.source, code: code.id, start: s.start, end: s.end })), { said: `Coded ${chosen.length === 1 ? "1 passage" : `${chosen.length} passages`} with "${pathOf(study, code.id)}".` });
    return;
  }
  const rows = found.suggestions.map((s, i) => ({ number: i + 1, source: s.sourceName, turn: turnNumber(study, s.source, s.start), start: s.start, end: s.end, found: s.found, quote: s.quote }));
  call.list(rows, ["", "source", "turn", "found", "quote"], (r) => [r.number, r.source, r.turn, r.found.join(", "), r.quote], { none: `Nothing to suggest for "${pathOf(study, code.id)}".`, give: "quote" });
  if (found.skipped.length > 0) call.warn(`Left out, because no speakers could be told apart: ${found.skipped.join(", ")}.`);
  if (!call.has("json") && rows.length > 0) call.say('Nothing is coded yet: "--accept all" or "--accept 1,3-5" codes them.');
}

const turnNumber = (study: Study, source: string, at: number): number | null => {
  const turn = turnsOf(study.sources.get(source)!).findLastIndex((t) => t.start <= at);
  return turn < 0 ? null : turn + 1;
};

/** Reads "1,3-5" or "all". Throws `Stop` for what is not among them. */
function numbers(written: string, most: number): number[] {
  if (most === 0) throw refused("There is nothing to accept.");
  if (written.trim() === "all") return Array.from({ length: most }, (_, i) => i + 1);
  const chosen = new Set<number>();
  for (const part of written.split(",")) {
    const range = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part);
    const [from, to] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
    if (!range || from < 1 || to > most || from > to) throw misused(`"${part.trim()}" is not among the suggestions, which are numbered 1 to ${most}.`);
    for (let n = from; n <= to; n++) chosen.add(n);
  }
  return [...chosen];
}
