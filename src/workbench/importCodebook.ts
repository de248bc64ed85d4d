import { bookPaths } from "../formats/segments/book-table.ts";
import { meanings, program } from "../formats/segments/columns.ts";
import { pathOf, pathSeparator, type Code } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Command } from "../study/study.ts";
import { CodePlan, namesOf } from "./importCodeNeeds.ts";
import { readNamed, restNote, type Row, type Wanted } from "./importColumns.ts";
import { counted, type FileBytes, type ImportReport } from "./importReport.ts";
import type { Workbench } from "./workbench.ts";

export interface CodebookReport extends ImportReport {
  readonly made: readonly string[];
  readonly headings: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly notes: readonly string[];
}

const columns: readonly Wanted[] = [
  { name: "code", also: ["full path", "path", "code path", "name", "code name", "tag"], needed: true },
  { name: "description", also: ["definition", "code.description", "meaning"] },
  { name: "whenToUse", also: ["use when", "inclusion", "inclusion criteria", "include"] },
  { name: "whenNotToUse", also: ["do not use when", "exclusion", "exclusion criteria", "exclude"] },
  { name: "example", also: ["examples"] },
  { name: "colour", also: ["color"] },
  { name: "kind", also: ["type"] },
];
const wordFields = ["description", "whenToUse", "whenNotToUse", "example"] as const;

/**
 * Brings a codebook in as one step. A path's missing parents become headings; a code that is there already takes on
 * what the file says anew of it, and a blank cell leaves what it says. Rows that cannot be read are problems. With `dryRun`
 * it says what it would do and stores nothing.
 */
export async function importCodebook(wb: Workbench, file: FileBytes, { columns: renamed = {}, reason = "", dryRun = false }: { columns?: Readonly<Record<string, string>>; reason?: string; dryRun?: boolean }, actor: CoderId): Promise<CodebookReport> {
  const problems: { what: string }[] = [];
  const none = { made: [], headings: [], changed: [], unchanged: 0, notes: [] };
  const no = (what: string): CodebookReport => ({ ok: false, said: [], problems: [{ what }], ...none });
  const read = await readNamed(file, columns, renamed);
  if (!read.ok) return no(read.problem);
  const { table, rows, rest } = read.value;
  if (rows.length === 0) return no(`${file.name} has a header and no codes below it. Check that it is the right file.`);
  const plan = new CodePlan(wb.study, wb.newId);
  const changes: Command[] = [];
  const changed: string[] = [];
  const seen = new Map<string, string>();
  let unchanged = 0;
  const at = meanings(table.columns);
  // The tree may show otherwise than by paths: by blanks before names, or a column for each level.
  const tree = at.code >= 0 ? bookPaths(table, at, program(table.columns)) : [];
  for (const [i, row] of rows.entries()) {
    const written = row.cell("code");
    const placed = tree[i] ?? [];
    if (written === "" && placed.length < 2) {
      problems.push({ what: `${row.where}: the column "code" is empty; the row was left out.` });
      continue;
    }
    const names = placed.length > 1 ? placed : namesOf(written);
    const path = names.join(pathSeparator);
    const twin = seen.get(path.toLowerCase());
    if (twin !== undefined) {
      problems.push({ what: `${row.where}: the code "${path}" stands at ${twin} already; this row was left out.` });
      continue;
    }
    seen.set(path.toLowerCase(), row.where);
    const details = detailsOf(row, problems);
    const known = plan.existing(names);
    if (!known) {
      const made = plan.make(names, details.kind ?? "code", details.words);
      if (!made.ok) problems.push({ what: `${row.where}: ${made.why}; the row was left out.` });
      continue;
    }
    const news = differences(known, details);
    if (Object.keys(news).length === 0) unchanged++;
    else {
      changed.push(pathOf(wb.study, known.id));
      changes.push({ type: "code.describe", code: known.id, reason, ...news });
    }
  }
  const commands = [...plan.commands, ...changes];
  if (commands.length > 0 && !dryRun) {
    const outcome = await wb.do(commands, actor);
    if (!outcome.ok) return no(`${file.name}: ${outcome.refusal.sentence} Nothing was imported.`);
  }
  const parts = [...(plan.made.length > 0 ? [`made ${counted(plan.made.length, "code")}`] : []), ...(plan.headings.length > 0 ? [`made ${counted(plan.headings.length, "heading")}`] : []), ...(changed.length > 0 ? [`changed ${counted(changed.length, "code")}`] : []), ...(unchanged > 0 ? [`found ${unchanged} unchanged`] : [])];
  const said = parts.join(", ");
  return { ok: problems.length === 0, said: said === "" ? [] : [`${said.charAt(0).toUpperCase()}${said.slice(1)}.`], problems, made: plan.made, headings: plan.headings, changed, unchanged, notes: [...table.notes, ...restNote(rest)] };
}

interface Details {
  readonly kind: Code["kind"] | null;
  readonly words: Partial<Pick<Code, (typeof wordFields)[number] | "colour">>;
}

function detailsOf(row: Row, problems: { what: string }[]): Details {
  const words: { -readonly [K in keyof Details["words"]]: Details["words"][K] } = {};
  for (const field of wordFields) if (row.cell(field) !== "") words[field] = row.cell(field);
  const colour = colourOf(row.cell("colour"));
  if (colour === null) problems.push({ what: `${row.where}: "${row.cell("colour")}" is not a colour like #c0504d; the code has none.` });
  else if (colour !== "") words.colour = colour;
  const kind = row.cell("kind").toLowerCase();
  return { words, kind: kind === "heading" || kind === "category" || kind === "folder" ? "heading" : kind === "code" ? "code" : null };
}

/** The colours that people write by name, as browsers show them. */
const named: Readonly<Record<string, string>> = { black: "#000000", grey: "#808080", gray: "#808080", silver: "#c0c0c0", white: "#ffffff", red: "#ff0000", maroon: "#800000", orange: "#ffa500", brown: "#a52a2a", yellow: "#ffff00", olive: "#808000", lime: "#00ff00", green: "#008000", teal: "#008080", cyan: "#00ffff", aqua: "#00ffff", blue: "#0000ff", navy: "#000080", purple: "#800080", violet: "#ee82ee", magenta: "#ff00ff", fuchsia: "#ff00ff", pink: "#ffc0cb" };

/** A colour as `#rrggbb`; "" for a blank cell, null for what is no colour. */
function colourOf(cell: string): string | "" | null {
  const text = cell.trim().toLowerCase();
  if (text === "") return "";
  if (Object.hasOwn(named, text)) return named[text]!;
  const long = /^#?([0-9a-f]{6})(?:ff)?$/.exec(text);
  if (long) return `#${long[1]}`;
  const brief = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (brief) return `#${brief.slice(1).map((c) => c + c).join("")}`;
  const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(text);
  if (rgb && rgb.slice(1).every((c) => Number(c) < 256)) return `#${rgb.slice(1).map((c) => Number(c).toString(16).padStart(2, "0")).join("")}`;
  return null;
}

function differences(code: Code, { kind, words }: Details): Partial<Details["words"]> & { kind?: Code["kind"] } {
  const news = Object.entries(words).filter(([field, value]) => code[field as keyof Details["words"]] !== value);
  return { ...Object.fromEntries(news), ...(kind !== null && kind !== code.kind && { kind }) };
}
