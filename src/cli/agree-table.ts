import { measurements, type Measurement } from "../analysis/agreement/krippendorff-alpha.ts";
import { figuresOf } from "../analysis/agreement/figure-names.ts";
import { categoriesIn, oddCells, statementOf, troublesOf } from "../analysis/agreement/table-words.ts";
import { agreementOfTable, type TableAgreement } from "../analysis/agreement/table.ts";
import { weightNames, type WeightName } from "../analysis/agreement/weights.ts";
import { readTable } from "../formats/table/read.ts";
import { ratingsIn } from "../formats/table/ratings.ts";
import type { Call } from "./call.ts";
import { json, type CliCommand } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { cellOf, figureRow } from "./figures.ts";
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
    const { coders, rows, units, said } = ratingsIn(read.value);
    for (const sentence of said) call.warn(sentence);
    const listed = call.value("categories");
    const answer = agreementOfTable(rows, {
      coders,
      units,
      level,
      ...(call.has("weights") && { weights: call.value("weights") as WeightName }),
      ...(listed !== undefined && { categories: categoriesIn(listed) }),
      bootstrap: { seed: call.count("seed") ?? 1 },
    });
    for (const note of oddCells(rows)) call.warn(note);
    for (const sentence of troublesOf(file, answer, call.values("level") as Measurement[])) call.warn(sentence);
    if (call.has("json")) return call.json(answer);
    print(call, file, answer, call.values("level") as Measurement[]);
  },
};

function print(call: Call, file: string, answer: TableAgreement, levels: readonly Measurement[]): void {
  const { method, krippendorffAlpha, byCategory } = answer;
  const { coders, n, categories, missing } = method;
  call.say(`${file}: ${n.rows} ${n.rows === 1 ? "unit" : "units"}, ${coders.length} ${coders.length === 1 ? "coder" : "coders"} (${coders.join(", ")}), ${categories.length} ${categories.length === 1 ? "category" : "categories"}, ${missing} missing\n`);
  const rows = figuresOf(answer).map(([name, figure]) => figureRow(name, figure));
  const alphas = (levels.length > 0 ? levels : measurements).map((level) => figureRow(`Krippendorff's alpha (${level})`, krippendorffAlpha[level]));
  call.io.out.write(tableText(["", "value", "SE", "interval", ""], [...rows, ...alphas]));
  if (byCategory.length > 0 && byCategory.length <= 40) {
    call.say("\nBy category");
    call.io.out.write(tableText(["category", "times", "alpha", "Fleiss' kappa", "specific agreement"], byCategory.map((c) => [String(c.category), c.times, cellOf(c.alpha), cellOf(c.fleissKappa), cellOf(c.specificAgreement)])));
  }
  call.say(
    `\nMethod: ${statementOf(method)}`,
  );
}
