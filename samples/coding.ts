import { pathSeparator } from "../src/study/code.ts";
import type { Command } from "../src/study/study.ts";
import { importCodebook } from "../src/workbench/importCodebook.ts";
import { importCodings } from "../src/workbench/importCodings.ts";
import { asFile, bytesOf, cell, json, table, type CodebookChange, type Row } from "./content.ts";
import type { Desk, Sitting } from "./desk.ts";

const codebookReasons = ["", "", "Definitions written out after six interviews.", "Definitions gone through after all eleven, with AM."];
const parts = (path: string): { above: string | null; name: string } => {
  const cut = path.lastIndexOf(pathSeparator);
  return cut < 0 ? { above: null, name: path } : { above: path.slice(0, cut), name: path.slice(cut + pathSeparator.length) };
};

/** The codebook from its first form to its third, change by change. */
export function codebookSittings(): Sitting[] {
  const changes = allChanges();
  const books = [1, 2, 3].map((n) => new Map(table(`codebook-${n}.csv`).map((r) => [cell(r, "code"), r])));
  const sittings: Sitting[] = [{ day: changes[0]!.date, by: "HN", pace: 4, work: async (desk) => void desk.brought(await importCodebook(desk.wb, bytesOf("codebook-1.csv"), {}, desk.actor)) }];
  for (const n of [2, 3]) {
    const these = changes.filter((c) => c.codebook === n);
    const day = these[0]!.date;
    sittings.push(...these.map((change): Sitting => ({ day, by: change.who[0]!, pace: 2, work: (desk) => make(desk, change, books[n - 1]!) })));
    if (n === 3) sittings.push(secondThoughts(day));
    sittings.push({ day, by: "HN", pace: 4, work: async (desk) => void desk.brought(await importCodebook(desk.wb, bytesOf(`codebook-${n}.csv`), { reason: codebookReasons[n]! }, desk.actor)) });
  }
  return sittings;
}

async function make(desk: Desk, { kind, from, to, who, why }: CodebookChange, book: ReadonlyMap<string, Row>): Promise<void> {
  const reason = who.length > 1 ? `${why} Agreed with ${who.slice(1).join(" and ")}.` : why;
  const [before = "", after = ""] = [from[0], to[0]];
  const row = book.get(after) ?? {};
  switch (kind) {
    case "create": {
      const { above, name } = parts(after);
      const code = desk.wb.newId();
      await desk.do(
        { type: "code.create", id: code, name, parent: above === null ? null : desk.code(above), kind: "code", colour: cell(row, "colour") || null },
        { type: "code.describe", code, description: cell(row, "description"), reason },
      );
      return;
    }
    case "rename":
      return void (await desk.do({ type: "code.describe", code: desk.code(before), name: parts(after).name, reason }));
    case "move":
      return void (await desk.do({ type: "code.move", code: desk.code(before), parent: desk.code(parts(after).above!), reason }));
    case "merge":
      return void (await desk.do({ type: "code.merge", code: desk.code(before), into: desk.code(after), reason }));
    case "split":
      return void (await desk.do({ type: "code.split", code: desk.code(before), into: to.map((path) => ({ name: parts(path).name, description: cell(book.get(path) ?? {}, "description") })), reason }));
    case "retire": {
      const code = desk.code(before);
      const uncoded = [...(desk.wb.study.codingsByCode.get(code) ?? [])].map((c): Command => ({ type: "coding.remove", coding: c.id, reason: `The code "${parts(before).name}" was retired.` }));
      return void (await desk.do(...uncoded, { type: "code.retire", code, retired: true, reason }));
    }
  }
}

/** A merge that was thought better of. */
const secondThoughts = (day: string): Sitting => ({
  day, by: "HN", pace: 6,
  work: async (desk) => {
    await desk.do({ type: "code.merge", code: desk.code("Partner and family / Partner does not understand"), into: desk.code("Partner and family / Partner left out"), reason: "Few passages, and some of them carry both codes." });
    await desk.undo();
  },
});

const allChanges = (): readonly CodebookChange[] => json<{ changes: CodebookChange[] }>("codebook-changes.json").changes;
const names = ({ kind }: CodebookChange): boolean => kind === "rename" || kind === "move";
/** A path after a code or heading of it was renamed or moved. */
const moved = (path: string, from: string, to: string): string => (path === from || path.startsWith(from + pathSeparator) ? to + path.slice(from.length) : path);

/** A path of the last codebook as it stood at the end of a day. */
export const pathOn = (path: string, day: string, changes = allChanges()): string => changes.filter((c) => c.date > day && names(c)).reduceRight((now, { from, to }) => moved(now, to[0]!, from[0]!), path);

/** A path of the first codebook as it stood at the end of a day. */
const nowOf = (path: string, day: string, changes: readonly CodebookChange[]): string => changes.filter((c) => c.date <= day && names(c)).reduce((now, { from, to }) => moved(now, from[0]!, to[0]!), path);

/** Both coders' codings, an interview at a time, with the codes as they were then; what was coded with a code that was split or retired is recoded or taken off later. */
export function codingSittings(): Sitting[] {
  const changes = allChanges();
  const earlier = table("codings-HN-earlier.csv");
  const firstOf = new Map(earlier.map((r) => [`${cell(r, "source")}|${cell(r, "quote")}|${cell(r, "later")}`, r]));
  const before = (row: Row): Row | undefined => firstOf.get(`${cell(row, "source")}|${cell(row, "quote")}|${cell(row, "code")}`);
  const rows = table("codings-HN.csv");
  const inSittings = (all: readonly Row[]): Map<string, Row[]> => Map.groupBy(all, (r) => `${cell(r, "date")}|${cell(r, "source")}`);
  const [fresh, old, again] = [inSittings(rows.filter((r) => !before(r))), inSittings(earlier), inSittings(rows.filter((r) => cell(before(r) ?? r, "date") < cell(r, "date")))];
  const sittings = [...new Set([...fresh.keys(), ...old.keys(), ...again.keys()])].map((key): Sitting => {
    const [day = "", source = ""] = key.split("|");
    return {
      day, by: "HN", pace: 5,
      work: async (desk) => {
        const adding = [...(fresh.get(key) ?? []).map((r) => ({ ...r, code: pathOn(cell(r, "code"), day, changes) })), ...(old.get(key) ?? [])];
        await bring(desk, "HN", source, adding);
        const recoding: Command[] = [];
        for (const row of again.get(key) ?? []) {
          const was = before(row)!;
          const coding = await desk.coding("HN", source, cell(row, "quote"), nowOf(cell(was, "code"), day, changes));
          recoding.push({ type: "coding.recode", coding: coding.id, code: desk.code(cell(row, "code")), reason: `"${parts(cell(was, "code")).name}" was split; read again in its context.` });
        }
        if (recoding.length > 0) await desk.do(...recoding);
      },
    };
  });
  const last = rows.map((r) => cell(r, "date")).sort().at(-1)!;
  const done: Sitting = {
    day: last, by: "HN", pace: 5,
    work: async (desk) => {
      for (const { from, date } of changes.filter((c) => c.kind === "split")) {
        const code = desk.code(nowOf(from[0]!, date, changes));
        if ((desk.wb.study.codingsByCode.get(code) ?? []).length > 0) throw new Error(`"${from[0]}" was split, and passages are left under it`);
        await desk.do({ type: "code.retire", code, retired: true, reason: "Split, and every passage of it has been read again and recoded." });
      }
      await desk.do({ type: "assignment.finish", coder: desk.actor, sources: [...desk.wb.study.sources.keys()], finished: true });
    },
  };
  const second = [...inSittings(table("codings-RO.csv"))].map(([key, these]): Sitting => ({ day: key.split("|")[0]!, by: "RO", pace: 6, work: (desk) => bring(desk, "RO", key.split("|")[1]!, these) }));
  return [...sittings, done, ...second];
}

/** Codings of one sitting, in the order of the text, by the same import as anybody's. */
async function bring(desk: Desk, coder: string, source: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const text = await desk.wb.textOf(desk.source(source));
  const placed = rows.map((r) => ({ source, quote: desk.asItStands(source, cell(r, "quote")), code: cell(r, "code"), coder }));
  placed.sort((a, b) => text.indexOf(a.quote) - text.indexOf(b.quote));
  const report = desk.brought(await importCodings(desk.wb, asFile(`${coder}, ${source}.csv`, placed), {}, desk.actor));
  if (report.added !== rows.length || report.codesMade.length > 0) throw new Error(`${coder}, ${source}: ${report.added} of ${rows.length} codings came in; codes made: ${report.codesMade.join(", ")}`);
}

/** Somebody codes a passage with the wrong code, sees it and takes it back. */
export const slip = (day: string, by: string, source: string, quote: string, code: string): Sitting => ({
  day, by, pace: 2,
  work: async (desk) => {
    await desk.do({ type: "coding.add", source: desk.source(source).id, code: desk.code(code), ...(await desk.place(source, quote)) });
    await desk.undo();
  },
});
