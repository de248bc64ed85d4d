/**
 * Checks that the files of the sample study agree with one another and with the published Table 1.
 * Run with `node samples/check-content.ts`; prints a line for each thing checked, and ends with exit code 1 where one fails.
 */
import { readFileSync } from "node:fs";
import Papa from "papaparse";

type Row = Record<string, string>;
const folder = new URL("./parent-infant/", import.meta.url);
function read(name: string): string {
  try {
    return readFileSync(new URL(name, folder), "utf8");
  } catch {
    console.log(`FAIL samples/parent-infant/${name} cannot be read; restore it and run this again.`);
    process.exit(1);
  }
}
const json = <T>(name: string): T => JSON.parse(read(name)) as T;

let failures = 0;
/** Prints what was checked and, below it, what is wrong with it. */
function check(what: string, wrong: readonly string[]): void {
  console.log(`${wrong.length === 0 ? "ok  " : "FAIL"} ${what}`);
  for (const line of wrong.slice(0, 10)) console.log(`       ${line}`);
  if (wrong.length > 10) console.log(`       and ${wrong.length - 10} more`);
  failures += wrong.length;
}

function table(name: string): Row[] {
  const parsed = Papa.parse<Row>(read(name), { header: true, skipEmptyLines: true });
  check(`${name}: ${parsed.data.length} rows, each as wide as its header`, parsed.errors.map((e) => `row ${(e.row ?? 0) + 2}: ${e.message}`));
  return parsed.data;
}
const at = (row: Row, column: string): string => row[column] ?? "";
const repeated = (values: readonly string[]): string[] => values.filter((v, i) => values.indexOf(v) !== i);
const notIn = (values: readonly string[], known: ReadonlySet<string>, what: string): string[] => values.filter((v) => !known.has(v)).map((v) => `${what} "${v}" is not known`);

// --- people
const register = table("register.csv");
const approached = table("approached.csv");
const ids = register.map((r) => at(r, "id"));
check("52 women, numbered Mother 1 to Mother 52, and 14 who were only approached", [
  ...Array.from({ length: 52 }, (_, i) => `Mother ${i + 1}`).filter((id) => !ids.includes(id)),
  ...repeated(ids),
  ...(ids.length === 52 && approached.length === 14 ? [] : [`${ids.length} and ${approached.length}`]),
]);
const analysed = register.filter((r) => at(r, "parent-infant team") !== "no");
const numbers = [1, 2, 4, 6, 9, 10, 13, 14, 17, 22, 31];
const eleven = numbers.map((n) => `Mother ${n}`);
const same = (got: unknown, wanted: unknown, what: string): string[] => (JSON.stringify(got) === JSON.stringify(wanted) ? [] : [`${what}: ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`]);
check("the rule 'parent-infant team is not no' gives the eleven; ten used a team, one was never seen", [
  ...same(analysed.map((r) => at(r, "id")), eleven, "analysed"),
  ...same(analysed.filter((r) => at(r, "parent-infant team") === "used").length, 10, "used"),
  ...same(analysed.filter((r) => at(r, "parent-infant team") === "referred, not seen").length, 1, "never seen"),
]);

// --- Table 1 as published: Journal of Reproductive and Infant Psychology 41(2), 2023, doi 10.1080/02646838.2021.1983920
const published: Record<string, Record<string, number>> = {
  ethnicity: { "White British": 8, "White Other": 1, "Black Caribbean": 2 },
  location: { London: 5, "South of England": 6 },
  "primary diagnosis": { Depression: 5, "Personality disorder": 5, Psychosis: 1 },
  "highest education": { "Degree or further education": 4, "A levels or equivalent": 4, "GCSE or less": 3 },
  "marital status": { "Living with partner or husband": 7, "Not living with partner or husband": 4 },
  "child protection concerns": { "Plan or team around the child": 4, "Loss of custody": 1, "Parenting assessment": 1, None: 5 },
};
for (const [column, levels] of Object.entries(published)) {
  const wrong = Object.entries(levels).flatMap(([level, n]) => same(analysed.filter((r) => at(r, column) === level).length, n, level));
  const sum = Object.values(levels).reduce((a, b) => a + b, 0);
  check(`Table 1, ${column}: ${Object.entries(levels).map(([level, n]) => `${level} ${n}`).join("; ")}`, [...wrong, ...same(sum, 11, "in all")]);
}
const ages = analysed.map((r) => Number(at(r, "age")));
const between = (values: readonly number[], from: number, to: number): number => values.filter((v) => v >= from && v <= to).length;
check("Table 1, age: mean 30, range 20 to 39; under 25: 4; 26-30: 3; 31-35: 1; 36-40: 3; nobody is 25", [
  ...same(Math.round(ages.reduce((a, b) => a + b, 0) / ages.length), 30, "mean"),
  ...same([Math.min(...ages), Math.max(...ages)], [20, 39], "range"),
  ...same([between(ages, 0, 24), between(ages, 25, 25), between(ages, 26, 30), between(ages, 31, 35), between(ages, 36, 40)], [4, 0, 3, 1, 3], "bands"),
]);
const children = analysed.map((r) => Number(at(r, "number of children")));
check("Table 1, number of children: one 6; two 3; three or more 2", same([between(children, 1, 1), between(children, 2, 2), between(children, 3, 99)], [6, 3, 2], "bands"));
const badBabies = register.filter((r) => Number(at(r, "baby age in months")) < 6 || Number(at(r, "baby age in months")) > 9).map((r) => at(r, "id"));
check("every baby is 6 to 9 months old", badBabies);

// --- the way in
const everyone = new Set([...ids, ...approached.map((r) => at(r, "id"))]);
const recruitment = table("recruitment.csv");
const interviews = table("interviews.csv");
const stepsOf = (id: string): Row[] => recruitment.filter((r) => at(r, "participant") === id);
const known = new Set(["approached", "interested", "called", "information sheet", "screened", "consented", "interviewed", "declined", "lost", "not eligible"]);
const disordered = [...everyone].filter((id) => stepsOf(id).some((r, i, all) => i > 0 && at(r, "date") < at(all[i - 1] ?? {}, "date")));
const ends = (id: string): string => at(stepsOf(id).at(-1) ?? {}, "step");
check("recruitment: known people and steps, dates in order, 52 interviewed, 14 lost with a reason", [
  ...notIn(recruitment.map((r) => at(r, "participant")), everyone, "person"),
  ...notIn(recruitment.map((r) => at(r, "step")), known, "step"),
  ...disordered.map((id) => `${id}: dates out of order`),
  ...ids.filter((id) => ends(id) !== "interviewed"),
  ...approached.map((r) => at(r, "id")).filter((id) => !["declined", "lost", "not eligible"].includes(ends(id)) || at(stepsOf(id).at(-1) ?? {}, "reason") === ""),
  ...recruitment.filter((r) => at(r, "date") < "2015-09-01" || at(r, "date") > "2017-03-31").map((r) => `${at(r, "participant")}: ${at(r, "date")}`),
]);
const ourInterviews = interviews.filter((r) => eleven.includes(at(r, "participant")));
check("interviews: one for each of the 52, October 2015 to March 2017; of the eleven ten by HN and one by PT", [
  ...same(interviews.map((r) => at(r, "participant")).sort(), [...ids].sort(), "people"),
  ...interviews.filter((r) => at(r, "date") < "2015-10-01" || at(r, "date") > "2017-03-31").map((r) => at(r, "participant")),
  ...same([ourInterviews.filter((r) => at(r, "interviewer") === "HN").length, ourInterviews.filter((r) => at(r, "interviewer") === "PT").length], [10, 1], "by"),
  ...ids.filter((id) => at(stepsOf(id).at(-1) ?? {}, "date") !== at(interviews.find((r) => at(r, "participant") === id) ?? {}, "date")).map((id) => `${id}: the dates differ`),
]);
const criteria = new Set(table("criteria.csv").map((r) => at(r, "criterion")));
const eligibility = table("eligibility.csv");
check("eligibility: every one of the 52 meets each of the 4 criteria", [
  ...notIn(eligibility.map((r) => at(r, "criterion")), criteria, "criterion"),
  ...notIn(eligibility.map((r) => at(r, "participant")), everyone, "person"),
  ...ids.filter((id) => eligibility.filter((r) => at(r, "participant") === id && at(r, "met") === "yes").length !== criteria.size),
]);
const clauses = table("consent-forms.csv");
const consents = table("consents.csv");
const clausesOf = (form: string): Set<string> => new Set(clauses.filter((r) => at(r, "form") === form).map((r) => at(r, "clause")));
const notConsent = new Set(["participant", "form", "date", "mode", "taker"]);
const badConsents = consents.flatMap((r) => Object.entries(r).filter(([c, v]) => !notConsent.has(c) && (clausesOf(at(r, "form")).has(c) ? !["yes", "no"].includes(v) : v !== "")).map(([c, v]) => `${at(r, "participant")}, ${at(r, "form")}, ${c}: "${v}"`));
check("consents: yes or no to the clauses of their form and to no other; of the eleven all agree to quotation and one not to archiving", [
  ...badConsents,
  ...ids.filter((id) => !consents.some((r) => at(r, "participant") === id)),
  ...consents.filter((r) => eleven.includes(at(r, "participant")) && at(r, "quotation") !== "yes").map((r) => at(r, "participant")),
  ...same(consents.filter((r) => eleven.includes(at(r, "participant")) && at(r, "archiving") === "no").length, 1, "not to archiving"),
]);

// --- words
const texts = new Map(eleven.map((id) => [id, read(`interviews/${id}.txt`)]));
const label = /^(\[\d\d:\d\d:\d\d\] )?(Interviewer|Mother \d+|Partner|I|P)(:| \d+:\d\d$)/;
for (const [id, text] of texts) {
  const words = text.split("\n").map((line) => line.replace(label, "").trim()).join(" ").split(/\s+/).filter(Boolean).length;
  check(`${id}: ${words} words in ${text.split("\n").filter((l) => label.test(l)).length} turns`, [
    ...(words < 1500 ? ["fewer than 1,500 words"] : []),
    ...(text.includes("\r") || text.startsWith("\uFEFF") ? ["not plain UTF-8 with line feeds"] : []),
  ]);
}

// --- codes and codings
type Change = { date: string; codebook: number; kind: string; from: string[]; to: string[] };
const changes = json<{ headings: Record<string, string[]>; changes: Change[] }>("codebook-changes.json");
const codebooks = [1, 2, 3].map((n) => table(`codebook-${n}.csv`));
codebooks.forEach((book, i) => {
  const headings = new Set<string>(changes.headings[String(i + 1)]);
  const paths = book.map((r) => at(r, "code"));
  check(`codebook-${i + 1}: ${book.length} codes under ${headings.size} headings, each once and with a definition`, [
    ...repeated(paths),
    ...notIn(paths.map((p) => p.split(" / ")[0] ?? ""), headings, "heading"),
    ...book.filter((r) => at(r, "description") === "").map((r) => at(r, "code")),
  ]);
});
/** The codes, each with the day it was made, after each of the recorded changes: they must lead from one codebook to the next. */
let now = new Map<string, string>();
const lost: string[] = [];
const reached = new Map<number, string[]>();
for (const change of changes.changes) {
  const under = (path: string, from: string): boolean => path === from || path.startsWith(`${from} / `);
  const [from = "", to = ""] = [change.from[0], change.to[0]];
  if (change.to.length > 0 && from !== "" && ![...now.keys()].some((path) => under(path, from))) lost.push(`${change.kind}: "${from}" is not there`);
  const renamed = change.kind === "rename" || change.kind === "move";
  const kept = [...now].flatMap(([path, born]): [string, string][] => (from === "" || !under(path, from) ? [[path, born]] : renamed ? [[to + path.slice(from.length), born]] : []));
  now = new Map(["create", "split"].includes(change.kind) ? [...kept, ...change.to.map((path): [string, string] => [path, change.date])] : kept);
  reached.set(change.codebook, [...now.keys()]);
}
const final = (codebooks[2] ?? []).map((r) => at(r, "code"));
check("the recorded changes lead from each codebook to the next", [...lost, ...codebooks.flatMap((book, i) => same([...(reached.get(i + 1) ?? [])].sort(), book.map((r) => at(r, "code")).sort(), `codebook-${i + 1}`))]);
const codes = new Set(final);

/** What is wrong with a passage: its words must stand exactly once in the interview and stay within one turn. */
function misplaced(source: string, quote: string): string[] {
  const text = texts.get(source);
  if (text === undefined) return [`there is no interview "${source}"`];
  const first = quote === "" ? -1 : text.indexOf(quote);
  if (first < 0) return [`${source}: not found: ${quote}`];
  return [...(text.indexOf(quote, first + 1) >= 0 ? [`${source}: twice: ${quote}`] : []), ...(quote.includes("\n") ? [`${source}: crosses turns: ${quote}`] : [])];
}
const key = (source: string, quote: string, code: string): string => `${source}|${quote}|${code}`;
function codings(name: string, coder: string): { readonly keys: Set<string>; readonly rows: Row[] } {
  const rows = table(name);
  const keys = rows.map((r) => key(at(r, "source"), at(r, "quote"), at(r, "code")));
  check(`${name}: ${rows.length} passages, each once in its interview, with a code of codebook-3, by ${coder}`, [
    ...rows.flatMap((r) => misplaced(at(r, "source"), at(r, "quote"))),
    ...notIn(rows.map((r) => at(r, "code")), codes, "code"),
    ...repeated(keys),
    ...rows.filter((r) => at(r, "coder") !== coder || !/^\d{4}-\d\d-\d\d$/.test(at(r, "date"))).map((r) => at(r, "quote")),
  ]);
  return { keys: new Set(keys), rows };
}
const hn = codings("codings-HN.csv", "HN");
const ro = codings("codings-RO.csv", "RO");
const used = new Set(hn.rows.map((r) => at(r, "code")));
check("HN: at least 360 codings, in all eleven interviews, with every code and none before it was made", [
  ...(hn.rows.length >= 360 ? [] : [`${hn.rows.length} codings`]),
  ...final.filter((c) => !used.has(c)),
  ...eleven.filter((id) => !hn.rows.some((r) => at(r, "source") === id)),
  ...hn.rows.filter((r) => at(r, "date") < (now.get(at(r, "code")) ?? "")).map((r) => `${at(r, "code")}: used before it was made: ${at(r, "quote")}`),
]);
check("RO: Mother 4, Mother 10 and Mother 17, neither all like HN's nor none", [
  ...same([...new Set(ro.rows.map((r) => at(r, "source")))].sort(), ["Mother 10", "Mother 17", "Mother 4"], "interviews"),
  ...([...ro.keys].some((k) => hn.keys.has(k)) && [...ro.keys].some((k) => !hn.keys.has(k)) ? [] : ["no mix of agreement and difference"]),
]);
const earlier = table("codings-HN-earlier.csv");
const firstBook = new Set((codebooks[0] ?? []).map((r) => at(r, "code")));
check("codings-HN-earlier: passages once in their interview, first code from codebook-1, later code HN's", [
  ...earlier.flatMap((r) => misplaced(at(r, "source"), at(r, "quote"))),
  ...notIn(earlier.map((r) => at(r, "code")), firstBook, "code"),
  ...earlier.filter((r) => at(r, "later") !== "" && !hn.keys.has(key(at(r, "source"), at(r, "quote"), at(r, "later")))).map((r) => at(r, "quote")),
]);

// --- themes
type Passage = { source: string; quote: string; code: string; cuts?: string[]; reason?: string };
type Theme = { name: string; history: { date: string; state: string; name: string }[]; codes: string[]; quotations: Passage[]; excluded: Passage[]; deviant: { participant: string; reason: string }[]; subthemes?: Theme[] };
const themes = json<{ themes: Theme[] }>("themes.json").themes;
const flat = themes.flatMap((t) => [t, ...(t.subthemes ?? [])]);
const quotations = flat.flatMap((t) => t.quotations);
check(`themes: ${themes.length} themes, ${flat.length - themes.length} subthemes, ${quotations.length} quotations that are codings of HN, cuts within them`, [
  ...notIn(flat.flatMap((t) => t.codes), codes, "code"),
  ...flat.flatMap((t) => [...t.quotations, ...t.excluded]).filter((p) => !hn.keys.has(key(p.source, p.quote, p.code))).map((p) => `${p.source}: ${p.quote}`),
  ...quotations.flatMap((p) => (p.cuts ?? []).filter((c) => p.quote.split(c).length !== 2).map((c) => `cut: ${c}`)),
  ...flat.filter((t) => t.history.some((h, i) => i > 0 && h.date < (t.history[i - 1]?.date ?? ""))).map((t) => `${t.name}: dates out of order`),
  ...flat.filter((t) => t.history.at(-1)?.name !== t.name).map((t) => `${t.name}: last name differs`),
  ...flat.flatMap((t) => t.deviant).filter((d) => !eleven.includes(d.participant) || d.reason === "").map((d) => d.participant),
  ...repeated(flat.map((t) => t.name)),
]);
const quotedOf = (id: string): number => quotations.filter((p) => p.source === id).length;
check("voices: Mother 4 has four quotations, Mother 10 three, nobody else more than two, four women none", [
  ...same([quotedOf("Mother 4"), quotedOf("Mother 10")], [4, 3], "counts"),
  ...eleven.filter((id) => !["Mother 4", "Mother 10"].includes(id) && quotedOf(id) > 2),
  ...same(eleven.filter((id) => quotedOf(id) === 0), ["Mother 1", "Mother 6", "Mother 9", "Mother 14"], "never quoted"),
]);

// --- what was thought and settled
const study = json<{ team: { coder: string }[]; substudy: { name: string } }>("study.json");
const team = new Set(study.team.map((t) => t.coder));
const names: Record<string, ReadonlySet<string>> = { participant: everyone, source: new Set(eleven), code: codes, theme: new Set(flat.map((t) => t.name)), coder: team, substudy: new Set([study.substudy.name]) };
const memos = json<{ author: string; kind: string; links: { kind: string; name: string }[] }[]>("memos.json");
check(`memos: ${memos.length}, by the team, of the four kinds, with links that lead somewhere`, [
  ...notIn(memos.map((m) => m.author), team, "author"),
  ...same([...new Set(memos.map((m) => m.kind))].sort(), ["analytic", "case", "method", "reflexive"], "kinds"),
  ...memos.flatMap((m) => m.links.flatMap((l) => notIn([l.name], names[l.kind] ?? new Set(), l.kind))),
]);
check("positionality: statements by HN, RO, PT and AM", notIn([...team], new Set(table("positionality.csv").map((r) => at(r, "coder"))), "coder"));
type Agreed = { code: string; quote: string };
const decisions = json<{ decisions: { source: string; outcome: string; reason: string; first: Agreed[]; second: Agreed[]; result: Agreed[] }[] }>("decisions-consensus.json").decisions;
check(`consensus: ${decisions.length} decisions on codings that both have, each with a reason`, [
  ...decisions.flatMap((d) => d.first.filter((c) => !hn.keys.has(key(d.source, c.quote, c.code))).map((c) => `HN, ${d.source}: ${c.quote}`)),
  ...decisions.flatMap((d) => d.second.filter((c) => !ro.keys.has(key(d.source, c.quote, c.code))).map((c) => `RO, ${d.source}: ${c.quote}`)),
  ...decisions.flatMap((d) => d.result.flatMap((c) => [...misplaced(d.source, c.quote), ...notIn([c.code], codes, "code")])),
  ...decisions.filter((d) => (d.result.length === 0) !== ["none", "open"].includes(d.outcome) || d.reason === "").map((d) => d.reason),
]);
for (const name of ["guide-v1.md", "guide-v2.md", "guide-changes.md", "codebook-changes.md"]) check(`${name}: there`, read(name).length > 200 ? [] : ["too short"]);

console.log(failures === 0 ? "The sample study's files agree." : `${failures} things are wrong.`);
process.exitCode = failures === 0 ? 0 : 1;
