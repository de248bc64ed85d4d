import { coderNamed, type CoderId } from "../study/coder.ts";
import { rangeOf } from "../study/coding.ts";
import { sourceNamed } from "../study/source.ts";
import type { Command } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import { CodePlan } from "./importCodeNeeds.ts";
import { readNamed, restNote, type NamedTable, type Wanted } from "./importColumns.ts";
import { counted, stemOf, type FileBytes, type ImportReport } from "./importReport.ts";
import { openPage, placeOf, type ImportCodingsOptions, type Page } from "./importPlace.ts";
import type { Workbench } from "./workbench.ts";

export interface CodingsReport extends ImportReport {
  readonly added: number;
  /** Rows that the study has already, same place, code and coder. */
  readonly repeated: number;
  readonly codesMade: readonly string[];
  readonly codersMade: readonly string[];
  readonly notes: readonly string[];
}

const columns: readonly Wanted[] = [
  { name: "source", also: ["document", "file", "interview", "source name", "document name"] },
  { name: "start", also: ["from", "begin", "start offset", "start position"] },
  { name: "end", also: ["to", "end offset", "end position"] },
  { name: "quote", also: ["quotation", "text", "words", "segment", "passage"] },
  { name: "code", also: ["codes", "tag", "tags", "code path"], needed: true },
  { name: "coder", also: ["user", "researcher", "coded by", "author"] },
];

/**
 * Brings codings in. Every row that can be placed goes in, all as one step; each of the others is a problem with its
 * row. Codes and coders that are not there are made. Rows that the study has already are counted and not added again.
 */
export async function importCodings(wb: Workbench, file: FileBytes, options: ImportCodingsOptions, actor: CoderId, progress: (done: number, of: number) => void = () => undefined): Promise<CodingsReport> {
  const { study } = wb;
  const no = (what: string): CodingsReport => ({ ok: false, said: [], problems: [{ what }], added: 0, repeated: 0, codesMade: [], codersMade: [], notes: [] });
  const read = await readNamed(file, columns, options.columns);
  if (!read.ok) return no(read.problem);
  const { table, rows, has, rest } = read.value;
  const lack = lacking(file.name, read.value, options);
  if (lack) return no(lack);
  if (options.source !== undefined && !sourceNamed(study, options.source)) return no(`There is no source "${options.source}" in this study.`);
  const notes = [...table.notes, ...restNote(rest)];
  const problems: { what: string }[] = [];
  const said: string[] = [];

  const pages = new Map<string, Page | null>();
  const pageOf = async (written: string): Promise<Page | null> => {
    const key = written.toLowerCase();
    let page = pages.get(key);
    if (page === undefined) {
      const source = sourceNamed(study, written) ?? sourceNamed(study, stemOf(written));
      page = source ? ([...pages.values()].find((p) => p?.source === source) ?? (await openPage(wb, source))) : null;
      pages.set(key, page);
    }
    return page;
  };
  const coders = new Coders(wb, actor, options.coder);
  const plan = new CodePlan(study, wb.newId);
  const there = new Set<string>();
  for (const coding of study.codings.values()) {
    const { start, end } = rangeOf(study, coding);
    there.add(`${coding.source} ${coding.code} ${coding.coder} ${start} ${end}`);
  }
  const adding: Command[] = [];
  const merged = new Set<string>();
  let repeated = 0;
  let loosely = 0;
  let uncoded = 0;
  let unitUnsaid = false;
  for (const [done, row] of rows.entries()) {
    if (done % 200 === 0) progress(done, rows.length);
    const sourceName = options.source ?? row.cell("source");
    const bad = (why: string): void => void problems.push({ what: `${row.where}: ${why}` });
    if (sourceName === "") {
      bad("no source is named.");
      continue;
    }
    const page = await pageOf(sourceName);
    if (!page) {
      bad(`there is no source "${sourceName}" in this study.`);
      continue;
    }
    const codes = options.split === undefined ? [row.cell("code")] : row.cell("code").split(options.split).map((c) => c.trim()).filter((c) => c !== "");
    const wanted = codes.filter((c) => c !== "");
    if (wanted.length === 0 && !options.inOrder && options.split === undefined) {
      bad("no code is named.");
      continue;
    }
    const place = placeOf(page, row, options, has("start"));
    if (wanted.length === 0) {
      uncoded++;
      continue;
    }
    if (!place.ok) {
      bad(place.why);
      continue;
    }
    if (place.loosely) loosely++;
    unitUnsaid ||= place.unitUnsaid;
    for (const path of wanted) {
      const code = plan.toCodeWith(path);
      if (!code.ok) {
        bad(`${code.why}.`);
        continue;
      }
      if (code.note) merged.add(code.note);
      const coder = coders.named(row.cell("coder"));
      const key = `${page.source.id} ${code.id} ${coder} ${place.range.start} ${place.range.end}`;
      if (there.has(key)) repeated++;
      else {
        there.add(key);
        adding.push({ type: "coding.add", source: page.source.id, code: code.id, coder, start: place.range.start, end: place.range.end } satisfies Command & Range);
      }
    }
  }
  if (adding.length > 0 && !options.dryRun) {
    const outcome = await wb.do([...coders.commands, ...plan.commands, ...adding], actor);
    if (!outcome.ok) return no(`${file.name}: ${outcome.refusal.sentence} Nothing was imported.`);
  }
  progress(rows.length, rows.length);

  if (loosely > 0) notes.push(`${counted(loosely, "quotation")} ${loosely === 1 ? "differs" : "differ"} from the text in the writing of quotation marks, dashes and the like only.`);
  if (uncoded > 0) notes.push(`${counted(uncoded, "row")} ${uncoded === 1 ? "has" : "have"} no code.`);
  if (unitUnsaid) notes.push("The offsets count the same in UTF-16 and in code points in these texts.");
  notes.push(...merged);
  if (problems.filter(({ what }) => what.includes(" occurs ")).length > 2) notes.push("If the rows follow the text from its beginning, --in-order places quotations that occur more than once.");
  if (adding.length > 0) {
    const sources = new Set(adding.map((c) => (c as { source: string }).source)).size;
    said.push(`Added ${counted(adding.length, "coding")} in ${counted(sources, "source")}.`);
    if (plan.made.length > 0) said.push(`Made ${counted(plan.made.length, "code")}: ${some(plan.made)}.`);
    if (plan.headings.length > 0) said.push(`Made ${counted(plan.headings.length, "heading")}: ${some(plan.headings)}.`);
    if (plan.turned.length > 0) said.push(`Turned from ${plan.turned.length === 1 ? "a heading into a code" : "headings into codes"}, as something is coded with it: ${some(plan.turned)}.`);
    if (coders.made.length > 0) said.push(`Added the ${coders.made.length === 1 ? "coder" : "coders"} ${coders.made.join(", ")}.`);
  }
  if (repeated > 0) said.push(`${counted(repeated, "row")} ${repeated === 1 ? "says" : "say"} what the study has already; nothing was added for ${repeated === 1 ? "it" : "them"}.`);
  return { ok: problems.length === 0, said, problems, added: adding.length, repeated, codesMade: adding.length > 0 ? plan.made : [], codersMade: adding.length > 0 ? coders.made : [], notes };
}

const some = (names: readonly string[]): string => (names.length > 20 ? `${names.slice(0, 20).join("; ")} and ${names.length - 20} more` : names.join("; "));

/** What a file must have beyond its codes, as a sentence; null where it has it. */
function lacking(name: string, { has, table, rows }: NamedTable, options: ImportCodingsOptions): string | null {
  if (rows.length === 0) return `${name} has a header and no codings below it. Check that it is the right file.`;
  const found = `it has ${table.columns.map((c) => `"${c}"`).join(", ")}`;
  if (!has("source") && options.source === undefined) return `${name} has no column "source"; ${found}. Add it, or say --source NAME where all rows belong to one.`;
  if (!has("quote") && !(has("start") && has("end"))) return `${name} has neither the columns "start" and "end" nor "quote"; ${found}. One or the other is needed to place the codings.`;
  return null;
}

/** The coders of the rows; those who are not in the study are made. */
class Coders {
  readonly commands: Command[] = [];
  readonly made: string[] = [];
  readonly #wb: Workbench;
  readonly #actor: CoderId;
  readonly #usual: string;
  readonly #known = new Map<string, CoderId>();
  constructor(wb: Workbench, actor: CoderId, usual = "") {
    this.#wb = wb;
    this.#actor = actor;
    this.#usual = usual;
  }
  named(cell: string): CoderId {
    const name = cell.trim() || this.#usual.trim();
    if (name === "") return this.#actor;
    const known = this.#known.get(name.toLowerCase());
    if (known) return known;
    const coder = coderNamed(this.#wb.study, name);
    const id = coder?.id ?? this.#wb.newId();
    if (!coder?.declared) {
      this.commands.push({ type: "coder.add", name: coder?.name ?? name, id });
      this.made.push(coder?.name ?? name);
    }
    this.#known.set(name.toLowerCase(), id);
    return id;
  }
}
