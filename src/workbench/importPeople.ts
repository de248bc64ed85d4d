import { inferColumns, type InferredColumn } from "../formats/table/infer.ts";
import { numbersOf } from "../formats/table/numbers.ts";
import { readTable } from "../formats/table/read.ts";
import type { Table } from "../formats/table/table.ts";
import type { CoderId } from "../study/coder.ts";
import { attributeKinds, attributeNamed, participantLabelled, type Attribute, type AttributeKind, type Value } from "../study/participant.ts";
import { refuse, type Refusal } from "../study/event.ts";
import type { StudyEvent } from "../study/study.ts";
import { convert, dayComesFirst, isBlank, type Manner } from "./importCells.ts";
import { columnAt, foldColumn, separatorHint } from "./importColumns.ts";
import { counted, type FileBytes, type ImportReport } from "./importReport.ts";
import type { Workbench } from "./workbench.ts";

/** What was made of one column of a register. */
export interface ImportedColumn {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly examples: readonly string[];
  readonly blanks: number;
  /** Why it is what it is, where that is not plain. */
  readonly note: string | null;
}

export interface PeopleReport extends ImportReport {
  readonly columns: readonly ImportedColumn[];
  readonly registered: number;
  readonly updated: number;
  /** What was decided on the way, for the person to read. */
  readonly notes: readonly string[];
}

export interface ImportPeopleOptions {
  /** The column of the labels. Needed unless one column is plainly it. */
  readonly id?: string | undefined;
  /** The type of a column, by its name, in place of what it seems to hold. */
  readonly types?: Readonly<Record<string, string>> | undefined;
  /** Whether dates in figures have the day first, where a column of type date does not tell. */
  readonly dayFirst?: boolean | null | undefined;
  /** The sheet of a workbook; by default the first that holds a table. */
  readonly sheet?: string | undefined;
}

/**
 * Brings a register of participants in as one step: the whole table, or nothing and every problem with its row. People
 * who are known by their label are updated; a blank cell leaves what is known of them as it is.
 */
export async function importPeople(wb: Workbench, { name: file, bytes }: FileBytes, { id, types = {}, dayFirst = null, sheet }: ImportPeopleOptions, actor: CoderId): Promise<PeopleReport> {
  const no = (...problems: string[]): PeopleReport => ({ ok: false, said: [], problems: problems.map((what) => ({ what })), columns: [], registered: 0, updated: 0, notes: [] });
  const read = await readTable(file, bytes, { sheet });
  if (!read.ok) return no(read.problem);
  const table = read.value;
  const key = idColumn(file, table, id);
  if (typeof key === "string") return no(key);
  if (table.rows.length === 0) return no(`${file} has a header and no rows below it. Check that it is the right file.`);
  const badIds = idProblems(file, table, key);
  if (badIds.length > 0) return no(...badIds);

  const kinds = kindsOf(wb, file, table, key, types);
  if (!kinds.ok) return no(...kinds.problems);
  const values = valuesOf(file, table, kinds.columns, dayFirst);
  if (!values.ok) return no(...values.problems);

  const entered = await wb.exclusively(() => enter(wb, table, key, kinds.columns, values.rows, actor));
  if (!entered.ok) return no(`${file}: ${entered.refusal.sentence} Nothing was imported.`);
  const { registered, updated, kept } = entered;
  const notes = [...table.notes];
  if (kept > 0) notes.push(`${counted(kept, "blank cell")} left what was known as it was; "people set" clears a value.`);
  const same = table.rows.length - registered - updated.length;
  const parts = [...(registered > 0 ? [`registered ${counted(registered, "participant")}`] : []), ...(updated.length > 0 ? [`updated ${updated.length} (${some(updated)})`] : []), ...(same > 0 ? [`found ${same} unchanged`] : [])];
  const said = parts.join(", ");
  return {
    ok: true,
    said: [`${said.charAt(0).toUpperCase()}${said.slice(1)}, with ${counted(kinds.columns.length, "attribute")}.`],
    problems: [],
    columns: kinds.columns.map(({ name, kind, inferred, note }) => ({ name, kind, examples: inferred.examples, blanks: inferred.blanks, note })),
    registered,
    updated: updated.length,
    notes,
  };
}

interface Entered {
  readonly ok: true;
  readonly registered: number;
  readonly updated: readonly string[];
  /** Blank cells where something was known. */
  readonly kept: number;
}

/** Records the whole table as one step. New attributes and the values under them go in together, so the events are made here and not one command at a time. */
async function enter(wb: Workbench, table: Table, key: number, columns: readonly Column[], rows: readonly (readonly Value[])[], actor: CoderId): Promise<Entered | { readonly ok: false; readonly refusal: Refusal }> {
  if (wb.log.replica === null) return refuse("not allowed", "this study is open for reading only.");
  const events: StudyEvent[] = [];
  const ids = columns.map(({ name, kind, known }) => {
    if (known?.kind === kind) return known.id;
    const attribute = known?.id ?? wb.newId();
    events.push({ type: "attribute.defined", body: { attribute, kind }, words: { name: known?.name ?? name, levels: known?.levels ?? [], bands: known?.bands ?? "" } });
    return attribute;
  });
  const updated: string[] = [];
  let registered = 0;
  let kept = 0;
  for (const [i, row] of table.rows.entries()) {
    const label = row[key]!.trim();
    const person = participantLabelled(wb.study, label);
    const entries = ids.map((id, c): [string, Value] => [id, rows[i]![c]!]);
    if (!person) {
      registered++;
      events.push({ type: "participant.registered", body: { participant: wb.newId() }, words: { label, values: Object.fromEntries(entries) } });
      continue;
    }
    const news = entries.filter(([id, value]) => value !== null && person.values[id] !== value);
    kept += entries.filter(([id, value]) => value === null && (person.values[id] ?? null) !== null).length;
    if (news.length === 0) continue;
    updated.push(person.label);
    events.push({ type: "participant.described", body: { participant: person.id }, words: { values: Object.fromEntries(news) } });
  }
  if (events.length === 0) return { ok: true, registered, updated, kept };
  try {
    await wb.record(actor, events);
  } catch (problem) {
    await wb.refold();
    throw problem;
  }
  return { ok: true, registered, updated, kept };
}

const some = (names: readonly string[]): string => `${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;

/** The place of the column of labels, or a sentence that asks for it. */
function idColumn(file: string, table: Table, id: string | undefined): number | string {
  const has = `it has ${table.columns.slice(0, 12).map((c) => `"${c}"`).join(", ")}`;
  if (id !== undefined) {
    const at = columnAt(table, id);
    return at >= 0 ? at : `${file} has no column "${id}"; ${has}.${separatorHint(table, [id])}`;
  }
  const telling = /^(id|ids|pid|participant|participants?(id|no|number|label|code)|studyid|studynumber|case|caseid|label|pseudonym|code|respondent(id)?|interviewee)$/;
  const candidates = table.columns.flatMap((name, at) => (telling.test(foldColumn(name)) && new Set(table.rows.map((r) => r[at])).size === table.rows.length ? [at] : []));
  return candidates.length === 1 ? candidates[0]! : `Say which column of ${file} has the participants' labels, with --id COLUMN; ${has}.${separatorHint(table, ["id", "participant"])}`;
}

function idProblems(file: string, table: Table, key: number): string[] {
  const seen = new Map<string, number>();
  const problems: string[] = [];
  for (const [i, row] of table.rows.entries()) {
    const label = (row[key] ?? "").trim();
    const line = table.lines[i]!;
    if (label === "") problems.push(`${file}, line ${line}: the column "${table.columns[key]}" is empty, so it cannot be told whose row this is. Nothing was imported.`);
    const before = seen.get(label.toLowerCase());
    if (label !== "" && before !== undefined) problems.push(`${file}, line ${line}: "${label}" stands on line ${before} already. Each participant has one row; nothing was imported.`);
    seen.set(label.toLowerCase(), before ?? line);
  }
  return problems;
}

interface Column {
  readonly at: number;
  readonly name: string;
  readonly kind: AttributeKind;
  readonly known: Attribute | undefined;
  readonly inferred: InferredColumn;
  readonly note: string | null;
}

type Kinds = { readonly ok: true; readonly columns: readonly Column[] } | { readonly ok: false; readonly problems: readonly string[] };

/** What kind each column is: as the person says, else as the study has it, else as it seems. */
function kindsOf(wb: Workbench, file: string, table: Table, key: number, types: Readonly<Record<string, string>>): Kinds {
  const problems: string[] = [];
  const stated = new Map<number, AttributeKind>();
  for (const [name, written] of Object.entries(types)) {
    const at = columnAt(table, name);
    const kind = attributeKinds.find((k) => foldColumn(k).replace("/", "") === foldColumn(written).replace("/", ""));
    if (at < 0) problems.push(`--types names a column "${name}" that ${file} does not have.`);
    else if (!kind) problems.push(`"${written}" is no type; a column is ${attributeKinds.join(", ")}.`);
    else stated.set(at, kind);
  }
  if (problems.length > 0) return { ok: false, problems };
  const inferred = inferColumns(table);
  const columns = table.columns.flatMap((name, at): Column[] => {
    if (at === key) return [];
    const seems = inferred[at]!;
    const known = attributeNamed(wb.study, name);
    const kind = stated.get(at) ?? known?.kind ?? seems.type;
    const misfit = known && kind !== known.kind ? [...wb.study.participants.values()].find((p) => !fits(p.values[known.id] ?? null, kind)) : undefined;
    if (misfit) problems.push(`"${name}" cannot become ${kind}: ${misfit.label} has "${String(misfit.values[known!.id])}" already.`);
    const note = stated.has(at) ? "As you said." : known && known.kind !== seems.type ? `As it is in the study; this file alone looks like ${seems.type}.` : seems.note;
    return [{ at, name, kind, known, inferred: seems, note }];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, columns };
}

const fits = (value: Value, kind: AttributeKind): boolean => {
  if (value === null) return true;
  if (kind === "number") return typeof value === "number";
  if (kind === "yes/no") return typeof value === "boolean";
  return typeof value === "string" && (kind !== "date" || /^\d{4}-\d{2}-\d{2}$/.test(value));
};

type Values = { readonly ok: true; readonly rows: readonly (readonly Value[])[] } | { readonly ok: false; readonly problems: readonly string[] };

function valuesOf(file: string, table: Table, columns: readonly Column[], dayFirst: boolean | null): Values {
  const problems: string[] = [];
  const manners = columns.map(({ at, kind, name }): Manner => {
    const cells = table.rows.map((row) => (row[at] ?? "").trim()).filter((cell) => !isBlank(cell));
    if (kind !== "number") return { dayFirst: dayComesFirst(cells) ?? dayFirst, mark: "." };
    const numbers = numbersOf(cells, table.delimiter);
    if (!numbers.ok && numbers.either) problems.push(`${file}, column "${name}": ${numbers.doubt}`);
    return { dayFirst: null, mark: numbers.mark };
  });
  const rows = table.rows.map((row, i) =>
    columns.map(({ at, name, kind }, c): Value => {
      const cell = row[at] ?? "";
      const found = convert(cell, kind, manners[c]!);
      if (found.ok) return found.value;
      problems.push(`${file}, line ${table.lines[i]}: "${cell}" ${found.why}, as the column "${name}" asks. Correct it, ${/day or the month/.test(found.why) ? "say --dates day-first or month-first, " : ""}or say --types "${name}=text".`);
      return null;
    }),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rows };
}
