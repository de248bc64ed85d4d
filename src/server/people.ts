import { Hono } from "hono";
import { z } from "zod";
import { staleness, whoMatches } from "../analysis/rule.ts";
import { inferColumns } from "../formats/table/infer.ts";
import { readTable } from "../formats/table/read.ts";
import type { AttributeKind } from "../study/participant.ts";
import { foldColumn } from "../workbench/importColumns.ts";
import { importPeople } from "../workbench/importPeople.ts";
import { importRecords, recordKinds } from "../workbench/importRecords.ts";
import type { ImportReport } from "../workbench/importReport.ts";
import { body, query, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { bytesOf } from "./uploads.ts";

export const ruleQuery = z.object({ rule: z.string() });
export const tableQuery = z.object({ name: z.string().min(1) });
export const storeTableBody = z.object({
  table: z.string(),
  /** What its rows are: participants, or records about them. */
  kind: z.enum(["people", ...recordKinds]),
  /** The column of the participants' labels, for a register. */
  id: z.string().optional(),
  /** The type of a column by its name, where it is not what it seems. */
  types: z.record(z.string(), z.string()).default({}),
  as: z.string().optional(),
});

/** Who a rule holds for; or why it cannot be read, and where. */
export interface RuleAnswer {
  readonly ok: boolean;
  readonly members: readonly string[];
  /** "" where the rule can be read. */
  readonly sentence: string;
  /** Characters of the rule before what cannot be read. */
  readonly at: number;
}

/** How a substudy's frozen list stands to its rule today. */
export interface StalenessAnswer {
  readonly substudy: string;
  readonly stale: boolean;
  readonly joining: readonly string[];
  readonly leaving: readonly string[];
  readonly problem: string | null;
}

/** A table that was read and waits to be stored. */
export interface TablePreview {
  readonly table: string;
  readonly file: string;
  readonly columns: readonly { readonly name: string; readonly kind: AttributeKind; readonly examples: readonly string[]; readonly blanks: number; readonly note: string | null; readonly different: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
  /** The column that seems to hold the labels; null where none or several could. */
  readonly id: string | null;
  readonly kind: z.infer<typeof storeTableBody>["kind"];
  readonly notes: readonly string[];
}

interface Waiting {
  readonly name: string;
  readonly bytes: Uint8Array;
}
const waiting = new Map<string, Waiting>();
const mostWaiting = 8;

/** What a table seems to be, from what its columns are called. */
function kindOf(columns: readonly string[]): TablePreview["kind"] {
  const has = (...names: string[]): boolean => names.every((name) => columns.some((c) => foldColumn(c) === foldColumn(name)));
  if (has("participant", "step")) return "recruitment";
  if (has("participant", "criterion")) return "eligibility";
  if (has("criterion", "definition")) return "criteria";
  if (has("version", "clause") || has("version", "clauses")) return "consent forms";
  if (has("participant", "form") || has("participant", "version")) return "consents";
  if (has("participant", "minutes") || has("participant", "interviewer")) return "interviews";
  return "people";
}

const labels = /^(id|ids|pid|participant|participants?(id|no|number|label|code)|studyid|studynumber|case|caseid|label|pseudonym|code|respondent(id)?|interviewee)$/;

/** What pages ask about people, beyond what every page knows. */
export const people = new Hono<Environment>()
  .get("/people/rule", query(ruleQuery), (c) => {
    const { study } = c.get("open")();
    const found = whoMatches(study, c.req.valid("query").rule);
    return c.json((found.ok ? { ok: true, members: found.members, sentence: "", at: 0 } : { ok: false, members: [], sentence: found.sentence, at: found.at }) as RuleAnswer);
  })
  .get("/people/substudies", (c) => {
    const { study } = c.get("open")();
    return c.json({ substudies: [...study.substudies.values()].map((substudy) => ({ substudy: substudy.id, ...staleness(study, substudy) })) as StalenessAnswer[] });
  })
  .post("/people/read", query(tableQuery), async (c) => {
    const { wb } = c.get("open")();
    const { name } = c.req.valid("query");
    const bytes = await bytesOf(c.req.raw.body, name, 50 << 20);
    const read = await readTable(name, bytes);
    if (!read.ok) throw new Refused("invalid", read.problem);
    const { columns, rows, notes } = read.value;
    if (rows.length === 0) throw new Refused("invalid", `${name} has a header and no rows below it. Check that it is the right file.`);
    const inferred = inferColumns(read.value);
    const table = wb.newId();
    waiting.set(table, { name, bytes });
    for (const old of waiting.keys()) if (waiting.size > mostWaiting) waiting.delete(old);
    const different = columns.map((_, at) => new Set(rows.map((row) => row[at])).size === rows.length);
    const candidates = columns.filter((column, at) => different[at] && labels.test(foldColumn(column)));
    const about = inferred.map(({ type, examples, blanks, note }, at) => ({ name: columns[at]!, kind: type, examples, blanks, note, different: different[at]! }));
    return c.json({ table, file: name, columns: about, rows: rows.slice(0, 6), total: rows.length, id: candidates.length === 1 ? candidates[0]! : null, kind: kindOf(columns), notes } as TablePreview);
  })
  .post("/people/store", body(storeTableBody), async (c) => {
    const { wb } = c.get("open")();
    const { table, kind, id, types, as } = c.req.valid("json");
    const file = waiting.get(table);
    if (!file) throw new Refused("missing", "That table is no longer waiting here. Drop it again.");
    const actor = await wb.actor(as ?? c.get("person"));
    const report: ImportReport & { readonly notes: readonly string[] } = kind === "people" ? await importPeople(wb, file, { ...(id !== undefined && { id }), types }, actor) : await importRecords(wb, kind, file, {}, actor);
    if (report.ok) waiting.delete(table);
    return c.json({ ok: report.ok, said: report.said, problems: report.problems.map((p) => p.what), notes: report.notes });
  });
