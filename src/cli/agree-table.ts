import { measurements, type Measurement } from "../analysis/agreement/krippendorff-alpha.ts";
import { isDefined, type Figure } from "../analysis/agreement/result.ts";
import { readTable as readRatings } from "../analysis/agreement/table-cells.ts";
import { agreementOfTable, type TableAgreement } from "../analysis/agreement/table.ts";
import { weightNames, type WeightName } from "../analysis/agreement/weights.ts";
import { readTable } from "../formats/table/read.ts";
import type { Table } from "../formats/table/table.ts";
import type { Call } from "./call.ts";
import { json, type CliCommand } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { cellOf, figureNames, figureRow } from "./figures.ts";
import { tableText } from "./table-text.ts";

/** Agreement in a table of units × coders, without a study. */
export const agreeTable: CliCommand = {
  name: "agree table",
  summary: "Every agreement coefficient that applies to a table of units and coders",
  operands: [{ name: "FILE", what: "CSV or XLSX: a header row with the coders' names, the units' names in the first column; an empty cell is a missing value" }],
  options: [
    { name: "weights", value: "WEIGHTS", what: "for weighted kappa and AC2", among: weightNames },
    { name: "level", value: "LEVEL", what: "print Krippendorff's alpha at this level only", among: measurements, many: true },
    { name: "categories", value: "A,B,C", what: "the categories that could be chosen, in their order: this ranks names, and counts those that nobody chose" },
    { name: "confidence", value: "P", what: "the confidence of intervals in per cent (95, if not given)" },
    { name: "seed", value: "K", what: "the seed for intervals that are drawn (1, if not given)" },
    json,
  ],
  notes: ["What cannot be computed is undefined, with the reason, and the rest is computed all the same. Standard errors take the table's rows as independent; only its maker knows whether they are."],
  examples: ["earshot agree table ratings.csv", "earshot agree table ratings.csv --weights quadratic --json", "earshot agree table ratings.csv --level ordinal --categories never,sometimes,often"],
  run: async (call) => {
    const file = call.operand("FILE");
    const read = await readTable(file, await call.read(file));
    if (!read.ok) throw refused(read.problem);
    const confidence = call.value("confidence");
    const level = confidence === undefined ? 0.95 : Number(confidence) / 100;
    if (!(level > 0.5 && level < 1)) throw misused(`--confidence is a percentage above 50 and below 100, such as 95, not "${confidence}".`);
    const { coders, rows, units } = ratingsIn(call, read.value);
    const categories = call.value("categories")?.split(",").map((c) => c.trim()).filter((c) => c !== "");
    const numeric = categories?.every((c) => c !== "" && Number.isFinite(Number(c))) ?? false;
    const answer = agreementOfTable(rows, {
      coders,
      units,
      level,
      ...(call.has("weights") && { weights: call.value("weights") as WeightName }),
      ...(categories && { categories: numeric ? categories.map(Number) : categories }),
      bootstrap: { seed: call.count("seed") ?? 1 },
    });
    for (const note of oddCells(rows)) call.warn(note);
    warn(call, file, answer, call.values("level") as Measurement[]);
    if (call.has("json")) return call.json(answer);
    print(call, file, answer, call.values("level") as Measurement[]);
  },
};

/** The columns of the coders, and the rows' names. What stands under no coder's name is left out, and said. */
function ratingsIn(call: Call, { columns, rows, notes }: Table): { coders: string[]; rows: string[][]; units: string[] } {
  const nameless = new Set(columns.keys().filter((i) => i > 0 && notes.some((note) => note.startsWith(`Column ${i + 1} has no name`))));
  const kept = [...columns.keys()].filter((i) => i > 0 && !nameless.has(i));
  for (const note of notes) {
    if (/^Lines? .* more cells/.test(note)) call.warn(`${note.split(";")[0]}; the extra cells stand under no coder's name and were left out.`);
    else if (/^Lines? .* fewer cells/.test(note)) call.warn(`${note.split(";")[0]}; what is not there counts as missing.`);
    else if (/title and left out|stands over more than one column/.test(note)) call.warn(note);
  }
  const within = [...nameless].filter((i) => kept.some((k) => k > i) && rows.some((row) => row[i] !== ""));
  for (const i of within) call.warn(`Column ${i + 1} has values and no coder's name above them, so it was left out.`);
  return { coders: kept.map((i) => columns[i]!), rows: rows.map((row) => kept.map((i) => row[i]!)), units: rows.map((row, i) => row[0] || `unit ${i + 1}`) };
}

/** What other programs write for a missing value. */
const likelyMissing = /^(n\/?a|nan|null|none|missing|\.|-|–|—|\?|-99|-999)$/i;

/** What stands in cells that may not be what was meant. */
function oddCells(rows: readonly (readonly string[])[]): string[] {
  const odd = new Map<string, number>();
  let commas = 0;
  for (const cell of rows.flat().map((c) => c.trim())) {
    if (likelyMissing.test(cell)) odd.set(cell, (odd.get(cell) ?? 0) + 1);
    if (/^[+-]?\d+,\d+$/.test(cell)) commas += 1;
  }
  const notes = [...odd].map(([cell, n]) => `"${cell}" stands in ${n} ${n === 1 ? "cell" : "cells"} and counts as a value like any other; leave the cell empty if the value is missing.`);
  if (commas > 0 && readRatings(rows, Math.max(...rows.map((row) => row.length))).decimalCommas) notes.push("The commas in numbers were read as decimal signs.");
  return notes;
}

/** What is wrong with a table as a whole, in one sentence each on standard error. */
function warn(call: Call, file: string, { method, krippendorffAlpha }: TableAgreement, levels: readonly Measurement[]): void {
  const { coders, n } = method;
  if (coders.length < 2) return call.warn(`${file} has ${coders.length === 0 ? "no coder" : `one coder only ("${coders[0]}")`}: agreement needs at least two. The first row names the coders and the first column the units.`);
  if (n.rows === 0) return call.warn(`${file} has no rows below its header, so there is nothing to compare.`);
  if (n.rated === 0) return call.warn(`Every value in ${file} is missing, so there is nothing to compare.`);
  if (n.paired === 0) return call.warn(`No row of ${file} has values from two coders, so nothing can be compared.`);
  if (n.paired === 1) call.warn(`Only one row of ${file} has values from two coders: agreement by chance cannot be estimated from one unit, so most coefficients are undefined${n.rated > 1 ? " or rest on very little" : ""}.`);
  for (const level of levels) {
    const figure = krippendorffAlpha[level];
    if (!isDefined(figure) && n.paired > 1) call.warn(`Krippendorff's alpha (${level}) is undefined: ${figure.undefined}.`);
  }
}

function print(call: Call, file: string, answer: TableAgreement, levels: readonly Measurement[]): void {
  const { method, krippendorffAlpha, byCategory } = answer;
  const { coders, n, categories, missing, weights, q } = method;
  call.say(`${file}: ${n.rows} ${n.rows === 1 ? "unit" : "units"}, ${coders.length} ${coders.length === 1 ? "coder" : "coders"} (${coders.join(", ")}), ${categories.length} ${categories.length === 1 ? "category" : "categories"}, ${missing} missing\n`);
  const notForTwo = coders.length === 2 ? ["unanimous"] : ["cohenKappa", "weightedKappa", "kappaMax", "scottPi"];
  const unweighted = weights === null ? ["weightedKappa", "gwetAC2"] : [];
  const keys = Object.keys(figureNames).filter((key) => key in answer && !notForTwo.includes(key) && !unweighted.includes(key));
  const rows = keys.map((key) => figureRow(figureNames[key]!, answer[key as keyof TableAgreement] as Figure));
  const alphas = (levels.length > 0 ? levels : measurements).map((level) => figureRow(`Krippendorff's alpha (${level})`, krippendorffAlpha[level]));
  call.io.out.write(tableText(["", "value", "SE", "interval", ""], [...rows, ...alphas]));
  if (byCategory.length > 0 && byCategory.length <= 40) {
    call.say("\nBy category");
    call.io.out.write(tableText(["category", "times", "alpha", "Fleiss' kappa", "specific agreement"], byCategory.map((c) => [String(c.category), c.times, cellOf(c.alpha), cellOf(c.fleissKappa), cellOf(c.specificAgreement)])));
  }
  call.say(
    `\nMethod: unit is a row of the table; ${n.paired} of ${n.rows} rows have values from two coders and can show agreement. ${missing} ${missing === 1 ? "value is" : "values are"} missing and left out. q = ${q} categories. ${weights === null ? "No weights." : `Weights for weighted kappa and AC2: ${weights}.`} Intervals ${Math.round(method.level * 1000) / 10}%, taking rows as independent. Undefined figures are never replaced by a number.`,
  );
}
