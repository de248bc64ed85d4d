import { Hono } from "hono";
import { z } from "zod";
import { coreq } from "../analysis/coreq.ts";
import { recruitmentFlow } from "../analysis/flow.ts";
import type { Texts } from "../analysis/passages.ts";
import { balanceOfVoices } from "../analysis/voices.ts";
import { table1, type Table1 } from "../analysis/table1.ts";
import { quotationCounts } from "../report/findings.ts";
import { software } from "../cli/version.ts";
import { html } from "../report/html.ts";
import { markdown, markdownTable } from "../report/markdown.ts";
import { table1Block, table1Csv } from "../report/table1.ts";
import { writeUp } from "../report/writeup.ts";
import { disclosure, smallNumberWarnings } from "../privacy/disclosure.ts";
import { profiles } from "../privacy/smallNumbers.ts";
import { suppressTable, type SuppressedTable } from "../privacy/suppressTable.ts";
import type { Recorded, Study } from "../study/study.ts";
import { substudyNamed, type Substudy } from "../study/substudy.ts";
import { readAll } from "../workbench/workbench.ts";
import { query, type Environment, type Open } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { fileNameFor } from "./shelf.ts";
import { hiddenEvents } from "./visible.ts";

export const substudyQuery = z.object({ substudy: z.string().optional() });
export const table1Query = z.object({
  substudy: z.string().optional(),
  /** Names of attributes, separated by line breaks; all that can be counted where none are given. */
  attributes: z.string().optional(),
  /** Bands to try, as JSON by attribute name. */
  bands: z.string().optional(),
  profile: z.enum(profiles).optional(),
  /** "0" leaves percentages out of what is copied. */
  percent: z.enum(["0", "1"]).default("1"),
});
export const writeUpQuery = z.object({ format: z.enum(["docx", "html", "markdown", "blocks"]), substudy: z.string().optional(), profile: z.enum(profiles).optional(), attributes: z.string().optional() });

/** A substudy by its id or name; null where none is asked for. */
export function substudyOf(study: Study, wanted: string | undefined): Substudy | null {
  if (wanted === undefined || wanted === "") return null;
  const found = study.substudies.get(wanted) ?? substudyNamed(study, wanted);
  if (!found) throw new Refused("missing", `There is no substudy "${wanted}" in this study.`);
  return found;
}

const namesIn = (text: string | undefined): string[] | undefined => text?.split("\n").map((name) => name.trim()).filter(Boolean);

function bandsIn(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined;
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    throw new Refused("invalid", "The bands of this request cannot be used: they are written as JSON, the bands by the name of the attribute.");
  }
}

/** The same table with counts alone. */
const withoutPercent = (table: Table1 | SuppressedTable): SuppressedTable => ({
  profile: "under 5",
  notes: [],
  ...table,
  n: String(table.n),
  characteristics: table.characteristics.map((c) => ({ ...c, missing: String(c.missing), levels: c.levels.map((l) => ({ level: l.level, n: String(l.n), percent: null })) })),
});

/** A way to look up the texts of all sources, loaded once. */
export async function textsOf({ wb, study }: Open): Promise<Texts> {
  const texts = await wb.texts([...study.sources.values()].filter((s) => !s.removed));
  return (id) => {
    const source = study.sources.get(id);
    return source ? texts(source) : "";
  };
}

/** The events that a viewer may read of, oldest first. */
export async function eventsFor({ wb, viewer }: Open): Promise<Recorded[]> {
  const events = await readAll(wb.log);
  const hidden = hiddenEvents(wb.study, viewer, events);
  return hidden.size === 0 ? events : events.filter((e) => !hidden.has(`${e.replica}:${e.seq}`));
}

/** What a study found: Table 1, recruitment, the balance of voices, the reporting checklist and the write-up. */
export const findings = new Hono<Environment>()
  .get("/table1", query(table1Query), (c) => {
    const { study } = c.get("open")();
    const { substudy, attributes, bands, profile, percent } = c.req.valid("query");
    const [names, tried] = [namesIn(attributes), bandsIn(bands)];
    const result = table1(study, { substudy: substudyOf(study, substudy), ...(names && { attributes: names }), ...(tried && { bands: tried }) });
    if (!result.ok) return c.json({ problems: result.problems, warnings: [] as readonly string[], smallNumbers: [] as readonly string[], table: null, csv: "", markdown: "" });
    const table = profile ? suppressTable(result.table, profile) : result.table;
    const shown = percent === "1" ? table : withoutPercent(table);
    const caption = `Table 1. Characteristics of the participants (n = ${table.n})`;
    return c.json({ problems: [] as readonly string[], warnings: result.warnings, smallNumbers: profile ? [] : smallNumberWarnings(disclosure(result.table, result.people)), table, csv: table1Csv(shown), markdown: `${markdownTable(table1Block(shown, caption))}\n` });
  })
  .get("/flow", query(substudyQuery), (c) => {
    const { study } = c.get("open")();
    return c.json(recruitmentFlow(study, substudyOf(study, c.req.valid("query").substudy)));
  })
  .get("/voices", query(substudyQuery), async (c) => {
    const open = c.get("open")();
    return c.json({ themes: balanceOfVoices(open.study, await textsOf(open), substudyOf(open.study, c.req.valid("query").substudy)) });
  })
  .get("/coreq", query(substudyQuery), async (c) => {
    const open = c.get("open")();
    const substudy = substudyOf(open.study, c.req.valid("query").substudy);
    const quotations = quotationCounts(open.study, await textsOf(open), substudy);
    return c.json({ items: coreq(open.study, await eventsFor(open), { substudy, software, quotations }) });
  })
  .get("/writeup", query(writeUpQuery), async (c) => {
    const open = c.get("open")();
    const { format, substudy: wanted, profile = null, attributes } = c.req.valid("query");
    const substudy = substudyOf(open.study, wanted);
    const names = namesIn(attributes);
    const document = writeUp(open.study, await eventsFor(open), await textsOf(open), { substudy, software, profile, ...(names && { attributes: names }) });
    if (format === "blocks") return c.json(document);
    const file = fileNameFor(substudy ? `${open.study.settings.title} ${substudy.name}` : open.study.settings.title).replace(/\.earshot$/, "");
    const ending = { docx: "docx", html: "html", markdown: "md" }[format];
    const type = { docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", html: "text/html; charset=utf-8", markdown: "text/markdown; charset=utf-8" }[format];
    const bytes: Uint8Array<ArrayBuffer> | string = format === "docx" ? new Uint8Array(await (await import("../report/docx.ts")).docx(document)) : format === "html" ? html(document) : markdown(document);
    return new Response(bytes, { headers: { "Content-Type": type, "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(`${file}.${ending}`)}` } });
  });
