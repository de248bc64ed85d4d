import { numbersOf, readNumber } from "../table/numbers.ts";
import { type DateHints, type Dates, datesOf, type DayOrder, isDated } from "../table/moments.ts";
import type { VariableType } from "../project/project.ts";
import type { Table } from "../table/table.ts";

/** What is made of a column: who answered, an answer in own words, an answer to be counted, or nothing. */
export type Role = "participant" | "open" | "closed" | "left out";

/** One column of a survey. */
export interface Question {
  /** Its place in the table. */
  readonly column: number;
  /** The short name: `Q3`, or the heading itself. */
  readonly name: string;
  /** The question as it was asked. */
  readonly asked: string;
  /** A proposal, to be changed in a preview. */
  readonly role: Role;
  readonly type: VariableType;
  /** How many answered. */
  readonly answers: number;
}

/** What the answers of a column are, all of them, and how each is written in one form. */
export interface Kind {
  readonly type: VariableType;
  readonly value: (cell: string) => string;
  /** How its dates are read; null where it has none. */
  readonly dates: Dates | null;
}

/** A survey as exported, before anything is decided. */
export interface Survey {
  /** "Qualtrics", "LimeSurvey", "Google Forms", "REDCap" or "unknown". */
  readonly program: string;
  readonly questions: readonly Question[];
  /** The rows of answers, without the further header rows of Qualtrics. */
  readonly rows: readonly (readonly string[])[];
  /** What separates the cells of the file, which tells what a comma in a number is. */
  readonly delimiter: string | null;
}

const machinery: Readonly<Record<string, RegExp>> = {
  Qualtrics: /^(StartDate|EndDate|Status|IPAddress|Progress|Duration \(in seconds\)|Finished|RecordedDate|ResponseId|Recipient(LastName|FirstName|Email)|ExternalReference|Location(Latitude|Longitude)|DistributionChannel|UserLanguage|Q_\w+)$/i,
  LimeSurvey: /^(id|response id|submitdate|date submitted|lastpage|last page|startlanguage|start language|seed|startdate|date started|datestamp|date last action|ipaddr|ip address|refurl|referrer url|token|access code)(\.|$)/i,
  "Google Forms": /^(timestamp|zeitstempel|email address|username|score)$/i,
  REDCap: /^(record[_ ]id|redcap_\w+|\w+_complete|\w+_timestamp|event name|repeat instrument|repeat instance|survey identifier|survey timestamp|complete\?|data access group)$/i,
};
const who: Readonly<Record<string, RegExp>> = { Qualtrics: /^ResponseId$/i, LimeSurvey: /^(id|response id)(\.|$)/i, "Google Forms": /^$/, REDCap: /^record[_ ]id$/i, unknown: /^(id|participant|participant[ _]?id|case|case[ _]?id|respondent|respondent[ _]?id|name|record[ _]?id|pid)$/i };

function programOf(table: Table): string {
  const has = (pattern: RegExp): boolean => table.columns.some((column) => pattern.test(column));
  if (has(/^ResponseId$/i) && (has(/^RecordedDate$/i) || has(/^DistributionChannel$/i))) return "Qualtrics";
  if (has(/^(lastpage|last page)\b/i) && has(/^(startlanguage|start language|submitdate|date submitted)\b/i)) return "LimeSurvey";
  if (/^record[_ ]id$/i.test(table.columns[0] ?? "") && has(/^(redcap_\w+|\w+_complete|complete\?)$/i)) return "REDCap";
  return /^(timestamp|zeitstempel|horodateur|marca temporal)$/i.test(table.columns[0] ?? "") ? "Google Forms" : "unknown";
}

const same = (cell: string): string => cell;

/** What the answers in a column are. `told` is what stands first in dates, where a person said so. */
export function kindOf({ rows, delimiter }: Pick<Survey, "rows" | "delimiter">, column: number, told?: DayOrder): Kind {
  const cells = rows.map((row) => row[column] ?? "");
  const values = cells.filter((value) => value !== "");
  const text: Kind = { type: "Text", value: same, dates: null };
  if (values.length === 0) return text;
  if (!values.some((value) => /^[+-]?0\d/.test(value))) {
    const numbers = numbersOf(values, delimiter);
    const read = numbers.ok ? values.map((value) => readNumber(value, numbers.mark)) : [null];
    if (numbers.ok && read.every((number) => number !== null && Math.abs(number) < 1e15)) return { type: read.every((number) => Number.isInteger(number)) && values.every((value) => !/[.,]\d{1,2}$/.test(value)) ? "Integer" : "Float", value: (cell) => (cell === "" ? "" : /^[+-]?\d+(\.\d+)?$/.test(cell) && numbers.mark === "." ? cell : String(readNumber(cell, numbers.mark))), dates: null };
  }
  if (!values.every((value) => /\d/.test(value) && value.length < 60)) return text;
  const hints: DateHints = { order: told ?? null, inOrder: true, beside: rows };
  const dates = datesOf(cells, hints);
  if (values.every((value) => dates.day(value) !== null)) return { type: "Date", value: (cell) => dates.day(cell) ?? cell, dates };
  if (values.every((value) => dates.moment(value) !== null)) return { type: "DateTime", value: (cell) => dates.moment(cell) ?? cell, dates };
  // A column of dates of which it stays open what they are is worth a word.
  return dates.example !== null && values.every(isDated) ? { ...text, dates } : text;
}

/** An answer in own words: long on the whole, and hardly ever given twice. */
function isOpen(values: readonly string[]): boolean {
  if (values.length === 0) return false;
  const words = values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / values.length;
  return words >= 4 && new Set(values).size >= 0.6 * values.length && (words >= 8 || new Set(values).size > 3 || values.length <= 3);
}

/** A column that holds only what somebody wrote beside a choice: "other, please say". */
const isBeside = (program: string, name: string): boolean => (program === "Qualtrics" && name.endsWith("_TEXT")) || (program === "LimeSurvey" && /\[[^\]]*(other|comment)[^\]]*\]?$/i.test(name));

/** Looks at a survey and proposes what each column is. */
export function survey(table: Table): Survey {
  const program = programOf(table);
  let rows = table.rows;
  let asked: readonly string[] = table.columns;
  // Qualtrics gives the questions in the second row, and in the third what it calls the columns itself.
  const imports = rows.slice(0, 2).findIndex((row) => row.filter((cell) => cell.startsWith('{"ImportId"')).length > row.length / 2);
  if (imports >= 0) {
    if (imports === 1) asked = rows[0]!;
    rows = rows.slice(imports + 1);
  }
  const identifies = who[program] ?? who["unknown"]!;
  const named = table.columns.findIndex((column) => identifies.test(column.trim()));
  const questions = table.columns.map((name, column): Question => {
    const values = rows.map((row) => row[column] ?? "").filter((value) => value !== "");
    const { type } = kindOf({ rows, delimiter: table.delimiter }, column);
    const role: Role = column === named ? "participant" : values.length === 0 || machinery[program]?.test(name.trim()) ? "left out" : (type === "Text" && isOpen(values)) || (isBeside(program, name.trim()) && values.some((value) => /\p{L}{2}/u.test(value))) ? "open" : "closed";
    return { column, name, asked: asked[column] || name, role, type, answers: values.length };
  });
  return { program, questions, rows, delimiter: table.delimiter };
}
