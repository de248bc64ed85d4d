import type { Measurement } from "./krippendorff-alpha.ts";
import type { Value } from "./ratings.ts";
import { isDefined } from "./result.ts";
import { readTable } from "./table-cells.ts";
import type { TableAgreement, TableMethod } from "./table.ts";

/** The categories that were listed with commas between them; numbers where all of them are. */
export function categoriesIn(listed: string): Value[] {
  const categories = listed.split(",").map((category) => category.trim()).filter((category) => category !== "");
  return categories.every((category) => Number.isFinite(Number(category))) ? categories.map(Number) : categories;
}

/** What other programs write for a missing value. */
const likelyMissing = /^(n\/?a|nan|null|none|missing|\.|-|–|—|\?|-99|-999)$/i;

/** What stands in cells that may not be what was meant. */
export function oddCells(rows: readonly (readonly string[])[]): string[] {
  const odd = new Map<string, number>();
  let commas = 0;
  for (const cell of rows.flat().map((c) => c.trim())) {
    if (likelyMissing.test(cell)) odd.set(cell, (odd.get(cell) ?? 0) + 1);
    if (/^[+-]?\d+,\d+$/.test(cell)) commas += 1;
  }
  const notes = [...odd].map(([cell, n]) => `"${cell}" stands in ${n} ${n === 1 ? "cell" : "cells"} and counts as a value like any other; leave the cell empty if the value is missing.`);
  if (commas > 0 && readTable(rows, Math.max(...rows.map((row) => row.length))).decimalCommas) notes.push("The commas in numbers were read as decimal signs.");
  return notes;
}

/** What is wrong with a table as a whole, in one sentence each. */
export function troublesOf(file: string, { method, krippendorffAlpha }: TableAgreement, levels: readonly Measurement[] = []): string[] {
  const { coders, n } = method;
  if (coders.length < 2) return [`${file} has ${coders.length === 0 ? "no coder" : `one coder only ("${coders[0]}")`}: agreement needs at least two. The first row names the coders and the first column the units.`];
  if (n.rows === 0) return [`${file} has no rows below its header, so there is nothing to compare.`];
  if (n.rated === 0) return [`Every value in ${file} is missing, so there is nothing to compare.`];
  if (n.paired === 0) return [`No row of ${file} has values from two coders, so nothing can be compared.`];
  const said: string[] = [];
  if (n.paired === 1) said.push(`Only one row of ${file} has values from two coders: agreement by chance cannot be estimated from one unit, so most coefficients are undefined${n.rated > 1 ? " or rest on very little" : ""}.`);
  for (const level of levels) {
    const figure = krippendorffAlpha[level];
    if (!isDefined(figure) && n.paired > 1) said.push(`Krippendorff's alpha (${level}) is undefined: ${figure.undefined}.`);
  }
  return said;
}

/** How the figures of a table were reached, in sentences to be shown with them. */
export const statementOf = ({ n, missing, q, weights, level }: TableMethod): string =>
  `unit is a row of the table; ${n.paired} of ${n.rows} rows have values from two coders and can show agreement. ${missing} ${missing === 1 ? "value is" : "values are"} missing and left out. q = ${q} categories. ${weights === null ? "No weights." : `Weights for weighted kappa and AC2: ${weights}.`} Intervals ${Math.round(level * 1000) / 10}%, taking rows as independent. Undefined figures are never replaced by a number.`;
