import { currentTurns } from "../analysis/passages.ts";
import { codeMatrix } from "../analysis/codeMatrix.ts";
import { cooccurrence, meetingPlaces } from "../analysis/cooccurrence.ts";
import { course, parts } from "../analysis/course.ts";
import { countedIn } from "../analysis/exploreCounted.ts";
import { unitsOf } from "../analysis/exploreUnits.ts";
import { framework } from "../analysis/framework.ts";
import { csvOf } from "../formats/tidy/csv.ts";
import type { TidyTable } from "../formats/tidy/tables.ts";
import { fewPeople } from "../privacy/fewPeople.ts";
import { timeCode } from "../text/turns.ts";
import type { Call } from "./call.ts";
import { listing, study, type CliCommand, type Option } from "./command.ts";
import { misused } from "./exit.ts";
import { writeFiles } from "./export.ts";
import { countOption, csvOption, kindOf, printCsv, sayCounted, scopeOf, scopeOptions, textsFor, unitNamed, unitsAsked } from "./explore-scope.ts";
import { theAttribute } from "./names.ts";

const ofOption: Option = { name: "of", value: "NAME", what: "only these codes or themes (the topmost, if not given)", many: true };
const measures = ["passages", "people", "words", "share"] as const;
type Measure = (typeof measures)[number];

/** Questions over all interviews at once. */
export const exploreCommands: readonly CliCommand[] = [
  {
    name: "explore together",
    summary: "Show which codes or themes stand together, and where two of them do",
    operands: [study],
    options: [
      { name: "within", value: "N", what: "at most so many turns apart: 0 in one turn, 1 also in the next (on the same text, if not given)" },
      { name: "of", value: "NAME", what: "of these codes or themes only; two of them also list the passages", many: true },
      { name: "limit", value: "N", what: "at most so many pairs (100, if not given)" },
      countOption,
      ...scopeOptions,
      csvOption,
      ...listing,
    ],
    notes: ["A place is a pair of stretches of text, one under each code. What two coders coded alike counts once. Sources without turns are left out where turns are counted."],
    examples: ["earshot explore together study.earshot", 'earshot explore together study.earshot --of "home visits" --of warmth --within 1', "earshot explore together study.earshot --count theme --csv > together.csv"],
    run: together,
  },
  {
    name: "explore who",
    summary: "Show who speaks of what: codes or themes against participants or groups of them",
    operands: [study],
    options: [
      { name: "by", value: "ATTRIBUTE", what: "group people by this attribute; numbers by their bands" },
      { name: "show", value: "WHAT", what: "what a cell holds (passages, if not given); a share is of the person's own words", among: measures },
      { name: "nested", what: "count codes with those above them, and subthemes with their themes" },
      countOption,
      ...scopeOptions,
      csvOption,
      ...listing,
    ],
    notes: ["Words are those of participants themselves; the row \"all words\" says what a share is a share of. Warnings about cells with few people are printed on standard error."],
    examples: ["earshot explore who study.earshot", "earshot explore who study.earshot --by age --show people", "earshot explore who study.earshot --count theme --show share --csv > who.csv"],
    run: who,
  },
  {
    name: "explore framework",
    summary: "Show the framework matrix: people against themes or codes, with their words",
    operands: [study],
    options: [ofOption, { ...countOption, what: "codes, their topmost ancestors, or themes (theme, if not given)" }, { name: "output", short: "o", value: "FILE", what: "write it to a file; its ending says how: .csv or .xlsx" }, ...scopeOptions, csvOption, ...listing],
    examples: ["earshot explore framework study.earshot -o framework.xlsx", 'earshot explore framework study.earshot --count code --of "home visits" --of warmth'],
    run: printFramework,
  },
  {
    name: "explore course",
    summary: "Show where in the interviews codes or themes stand, from beginning to end",
    operands: [study],
    options: [ofOption, { ...countOption, what: "codes, their topmost ancestors, or themes (top, if not given)" }, ...scopeOptions, csvOption, ...listing],
    notes: [`Each interview is cut into ${parts} parts of equal length; a cell says in how many interviews the code stands in that part. With --json also every stretch of every interview.`],
    examples: ["earshot explore course study.earshot", 'earshot explore course study.earshot --of "home visits"'],
    run: printCourse,
  },
];

async function together(call: Call): Promise<void> {
  const study = await call.study();
  const [scope, kind] = [scopeOf(call, study), kindOf(call)];
  const within = call.count("within") ?? null;
  const options = { ...scope, kind, within };
  const names = new Map(unitsOf(study, kind).map((u) => [u.id, u.path]));
  const of = [...new Set(call.values("of").map((name) => unitNamed(study, kind, name)))];
  const { meetings, stretches, leftOut } = cooccurrence(study, options);
  const shown = meetings.filter((m) => of.length === 0 || (of.length === 1 ? of.includes(m.a) || of.includes(m.b) : of.includes(m.a) && of.includes(m.b))).slice(0, call.count("limit") ?? 100);
  const rows = shown.map((m) => ({ one: names.get(m.a)!, other: names.get(m.b)!, places: m.places, interviews: m.sources, people: m.people, ofOne: m.ofA, stretchesOfOne: stretches.get(m.a)!, ofOther: m.ofB, stretchesOfOther: stretches.get(m.b)! }));
  if (of.length === 2) {
    const texts = await textsFor(call, study);
    const passages = meetingPlaces(study, of[0]!, of[1]!, options).map((p) => {
      const source = study.sources.get(p.source)!;
      const turn = currentTurns(source).findLastIndex((t) => t.start <= Math.min(p.a.start, p.b.start));
      return { source: source.name, participant: source.participant === null ? null : (study.participants.get(source.participant)?.label ?? null), turn: turn < 0 ? null : turn + 1, one: texts(p.source).slice(p.a.start, p.a.end), other: texts(p.source).slice(p.b.start, p.b.end), oneAt: [p.a.start, p.a.end], otherAt: [p.b.start, p.b.end] };
    });
    if (call.has("csv")) printCsv(call, [["source", "participant", "turn", names.get(of[0]!)!, names.get(of[1]!)!], ...passages.map((p) => [p.source, p.participant, p.turn, p.one, p.other])]);
    else call.list(passages, ["source", "turn", names.get(of[0]!)!, names.get(of[1]!)!], (p) => [p.source, p.turn, p.one, p.other], { none: "They meet nowhere.", give: names.get(of[1]!)! });
  } else if (call.has("csv")) printCsv(call, [["one", "other", "places", "interviews", "people", "stretches of one that meet", "stretches of one", "stretches of other that meet", "stretches of other"], ...rows.map((r) => [r.one, r.other, r.places, r.interviews, r.people, r.ofOne, r.stretchesOfOne, r.ofOther, r.stretchesOfOther])]);
  else call.list(rows, ["one", "other", "places", "interviews", "people", "of one", "of other"], (r) => [r.one, r.other, r.places, r.interviews, r.people, `${r.ofOne} of ${r.stretchesOfOne}`, `${r.ofOther} of ${r.stretchesOfOther}`], { none: "Nothing meets here. Try --within 1, which also counts what is said in the next turn." });
  if (call.has("json")) return;
  sayCounted(call, study, scope);
  if (leftOut.length > 0) call.warn(`Left out, because they have no turns: ${leftOut.join(", ")}.`);
}

async function who(call: Call): Promise<void> {
  const study = await call.study();
  const [scope, kind] = [scopeOf(call, study), kindOf(call)];
  const by = call.has("by") ? theAttribute(study, call.value("by")!) : null;
  const measure = (call.value("show") ?? "passages") as Measure;
  const { columns, rows, unheard } = codeMatrix(study, await textsFor(call, study), { ...scope, by: by?.id ?? null, kind, nested: call.has("nested") });
  const units = unitsOf(study, kind, true).filter((u) => rows.has(u.id));
  const warnings = by ? fewPeople(columns.map((c) => ({ label: c.label, people: c.people.length })), units.map((u) => ({ name: u.name, people: rows.get(u.id)!.map((cell) => cell.people) }))) : [];
  const cell = (unit: string, i: number): number | null => {
    const found = rows.get(unit)![i]!;
    if (measure !== "share") return found[measure];
    return columns[i]!.words === 0 ? null : Number(((100 * found.words) / columns[i]!.words).toFixed(1));
  };
  if (call.has("json")) return call.json({ by: by?.name ?? null, counted: countedIn(study, scope), columns: columns.map(({ label, people, words }) => ({ label, people: people.length, words })), rows: units.map((u) => ({ name: u.path, cells: rows.get(u.id) })), unheard, warnings });
  const head = ["", ...columns.map((c) => c.label)];
  const body = units.map((u) => [u.path, ...columns.map((_, i) => cell(u.id, i))]);
  const foot = [...(by ? [["all people", ...columns.map((c) => c.people.length)]] : []), ["all words", ...columns.map((c) => c.words)]];
  if (call.has("csv")) printCsv(call, [head, ...body, ...foot]);
  else call.list([...body, ...foot], head, (row) => row, { none: "No participant has an interview yet." });
  sayCounted(call, study, scope);
  if (measure === "share") call.warn("Shares are per cent of all words that the participants of the column said.");
  for (const warning of warnings) call.warn(warning);
  if (unheard.length > 0) call.warn(`No speaker is marked as a participant in: ${unheard.join(", ")}. "earshot sources speakers" says who they are.`);
}

async function printFramework(call: Call): Promise<void> {
  const study = await call.study();
  const [scope, kind] = [scopeOf(call, study), kindOf(call, "theme")];
  const units = unitsAsked(call, study, kind);
  if (units.length === 0) throw misused(kind === "theme" ? "There are no themes yet. Give --count top for the topmost codes, or --count code --of NAME." : "There are no codes yet.");
  const rows = framework(study, await textsFor(call, study), { ...scope, kind: kind === "top" && call.has("of") ? "code" : kind, units: units.map((u) => u.id) });
  const place = (p: (typeof rows)[number]["cells"][number][number]): string => [p.turn === null ? null : `turn ${p.turn}`, p.at === null ? null : timeCode(p.at)].filter((x) => x !== null).join(", ");
  const table: TidyTable = {
    name: "framework", meaning: "one participant",
    columns: [{ name: "participant", meaning: "Label of the participant." }, ...units.map((u) => ({ name: u.path, meaning: `What was said under "${u.path}", one passage to a paragraph, each with its place.` }))],
    rows: rows.map((row) => [row.label, ...row.cells.map((cell) => cell.map((p) => `${p.words}${place(p) === "" ? "" : ` (${place(p)})`}`).join("\n\n"))]),
  };
  const file = call.value("output");
  if (file !== undefined) {
    const ending = /\.(csv|xlsx)$/i.exec(file)?.[1]?.toLowerCase();
    if (!ending) throw misused(`The ending of "${file}" does not say how to write it; use .csv or .xlsx.`);
    const bytes = ending === "csv" ? new TextEncoder().encode(csvOf([table.columns.map((c) => c.name), ...table.rows])) : (await (await import("../formats/tidy/xlsx.ts")).xlsxOf([table])).bytes;
    await writeFiles(call, file, [{ name: "", parts: once(bytes) }], false);
    return call.say(`Wrote ${file}: ${rows.length} people, ${units.length} ${kind === "theme" ? "themes" : "codes"}.`);
  }
  if (call.has("json")) return call.json(rows.map((row) => ({ participant: row.label, cells: Object.fromEntries(units.map((u, i) => [u.path, row.cells[i]!.map((p) => ({ source: study.sources.get(p.source)!.name, turn: p.turn, start: p.start, end: p.end, words: p.words }))])) })));
  if (call.has("csv")) printCsv(call, [table.columns.map((c) => c.name), ...table.rows]);
  else
    for (const row of rows) {
      call.say(row.label);
      units.forEach((unit, i) => {
        if (row.cells[i]!.length === 0) return;
        call.say(`  ${unit.path}`);
        for (const p of row.cells[i]!) call.say(`    ${p.words.replace(/\s+/g, " ")}${place(p) === "" ? "" : ` (${place(p)})`}`);
      });
    }
  sayCounted(call, study, scope);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function printCourse(call: Call): Promise<void> {
  const study = await call.study();
  const [scope, kind] = [scopeOf(call, study), kindOf(call, "top")];
  const units = unitsAsked(call, study, kind);
  const { rows, tenths } = course(study, { ...scope, kind: kind === "top" && call.has("of") ? "code" : kind, units: units.map((u) => u.id) });
  if (call.has("json")) return call.json({ counted: countedIn(study, scope), tenths: units.map((u, i) => ({ name: u.path, interviews: tenths[i] })), interviews: rows.map((r) => ({ source: r.name, length: r.units, stretches: Object.fromEntries(units.map((u, i) => [u.path, r.stretches[i]])) })) });
  const head = ["", ...Array.from({ length: parts }, (_, i) => `${Math.round((100 * i) / parts)}%`)];
  const body = units.map((u, i) => [u.path, ...tenths[i]!]);
  if (call.has("csv")) printCsv(call, [head, ...body]);
  else call.list(body, head, (row) => row, { none: "There is nothing to show: the study has no such codes or themes yet." });
  sayCounted(call, study, scope);
}
