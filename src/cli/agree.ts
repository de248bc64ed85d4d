import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { jaccardOf, qualcoderFigure } from "../analysis/agreement/as-others-count.ts";
import { figureNames } from "../analysis/agreement/figure-names.ts";
import type { AgreementAnswer, ShownCounts } from "../analysis/agreement/cells.ts";
import type { Coefficients } from "../analysis/agreement/coefficients.ts";
import { unitNames, type UnitName } from "../analysis/agreement/question.ts";
import { isDefined, type Figure } from "../analysis/agreement/result.ts";
import { setDistanceNames, type SetDistanceName } from "../analysis/agreement/set-distance.ts";
import { tableOf } from "../analysis/agreement/two-by-two.ts";
import { presentSources } from "../study/source.ts";
import { agreementOf } from "../analysis/coderComparison.ts";
import { agreementReport, reportForms, type ReportForm } from "../workbench/agreementReport.ts";
import { agreeTable } from "./agree-table.ts";
import { fileProblem, type Call } from "./call.ts";
import { at, json, study, type CliCommand } from "./command.ts";
import { codesOption, codersOption, comparing, sourcesOption } from "./comparing.ts";
import { misused, refused } from "./exit.ts";
import { cellOf, figureRow, reasonsIn } from "./figures.ts";
import { tableText } from "./table-text.ts";

/** Commands about agreement. */
export const agreeCommands: readonly CliCommand[] = [
  agreeTable,
  {
    name: "agree",
    summary: "How far coders agree in a study, per code and source and pooled, with its method",
    operands: [study],
    options: [
      codersOption,
      { name: "unit", value: "UNIT", what: "what is counted (character, if not given)", among: unitNames },
      { name: "rule", value: "RULE", what: "when a unit larger than a character counts as coded: any overlap, or at least half of it (any, if not given)", among: ["any", "half"] },
      codesOption,
      sourcesOption,
      { name: "nvivo", what: "also the means as NVivo shows them, with 1 for an undefined coefficient where agreement is complete" },
      { name: "qualcoder", what: "also the figure that QualCoder 3 calls kappa, which is not Cohen's, and the share of coded text that both coded; two coders, characters" },
      { name: "sets", value: "DISTANCE", what: "also Krippendorff's alpha of the set of codes on each unit, with this distance between sets", among: setDistanceNames },
      { name: "exclusive", what: "the codes exclude each other: also u-alpha, cu-alpha and (k)u-alpha of each; for characters" },
      { name: "bootstrap", value: "N", what: "how often documents are drawn for the pooled figures' intervals (1000, if not given; 0 for no intervals); it takes at least eight documents" },
      { name: "seed", value: "K", what: "the seed of that drawing (1, if not given)" },
      { name: "after-consensus", what: "with every settled difference as it was decided" },
      { name: "cells", what: "also every code in every source" },
      { name: "output", short: "o", value: "FILE", what: `write the paragraph and tables for a report: ${reportForms.join(", ")}` },
      { name: "with-figures", what: "with -o in a reflexive study: coefficients too" },
      at,
      json,
    ],
    notes: [
      "Only sources that all of these coders have marked as finished count; the others are named. A coder who finished a source and coded nothing has decided that nothing is to be coded.",
      "Characters are counted with white space. The headline is pooled: counts are added up over sources and codes before a coefficient is computed.",
    ],
    examples: ["earshot agree study.earshot --coders HN,RO", "earshot agree study.earshot --coders HN,RO --unit turn --rule half --json", "earshot agree study.earshot --coders HN,RO -o agreement.docx"],
    run: agree,
  },
];

async function agree(call: Call): Promise<void> {
  const workbench = await call.open({ write: false });
  const now = await call.study();
  const text = await workbench.texts(presentSources(now));
  const [draws, seed] = [call.count("bootstrap"), call.count("seed")];
  if (draws !== undefined && draws !== 0 && (draws < 2 || draws > 100_000)) throw misused(`--bootstrap is how many times documents are drawn, from 2 to 100000, or 0 for no intervals, not ${draws}.`);
  const options = {
    ...comparing(call, now),
    unit: (call.value("unit") ?? "character") as UnitName,
    rule: (call.value("rule") ?? "any") as "any" | "half",
    undefinedAsOne: call.has("nvivo"),
    ...(draws !== 0 && { bootstrap: { seed: seed ?? 1, draws: draws ?? 1000 } }),
    ...(call.has("sets") && { sets: call.value("sets") as SetDistanceName }),
    ...(call.has("exclusive") && { exclusive: true }),
    when: call.has("after-consensus") ? ("after" as const) : ("before" as const),
  };
  const output = call.value("output");
  if (output !== undefined) {
    const form = extname(output).toLowerCase();
    if (!(reportForms as readonly string[]).includes(form)) throw misused(`The report is written as ${reportForms.join(", ")}; "${output}" ends in none of these.`);
    const report = await agreementReport(now, text, { ...options, withFigures: call.has("with-figures") }, form as ReportForm);
    if (!report.ok) throw refused(report.refusal.sentence);
    await writeFile(call.path(output), report.bytes).catch((problem: unknown) => {
      throw refused(fileProblem(output, problem, "write"));
    });
    return call.say(`Wrote ${output}.`);
  }
  const found = agreementOf(now, text, options);
  if (!found.ok) throw refused(found.refusal.sentence);
  const { answer } = found;
  if (call.has("qualcoder") && (answer.method.unit !== "character" || answer.method.coders.length !== 2)) throw misused("QualCoder's figure is of two coders and of characters: name two and leave the unit out.");
  if (call.has("json")) return call.json(withEqualFigures(answer, call.has("qualcoder")));
  print(call, answer);
  if (now.settings.approach === "reflexive") call.say('\nThis is a reflexive study, in which a second reading is there to be talked over and not to be measured: "earshot differences" shows what to talk over, and the report leaves these figures out unless you ask for them (--with-figures).');
}

/** With two categories every weight off the diagonal is 0 and every level has the same distance, so AC2 with any weights is AC1 and alpha is one figure. */
function withEqualFigures({ method, pooled, cells, ...rest }: AgreementAnswer, asQualcoder: boolean): object {
  const more = <T extends Coefficients & ShownCounts>({ krippendorffAlpha: { nominal }, ...row }: T): object => ({
    ...row,
    gwetAC2: row.gwetAC1,
    krippendorffAlpha: { nominal, ordinal: nominal, interval: nominal, ratio: nominal },
    ...(asQualcoder && { qualcoder: { figure: qualcoderFigure(tableOf(row)), agreed: jaccardOf(tableOf(row)) } }),
  });
  return { method, pooled: { ...more(pooled), byCode: pooled.byCode.map(more) }, cells: cells.map(more), ...rest };
}

/** A figure without the reason why it has no interval, which is said once for all of them. */
const bare = (found: Figure): Figure => (isDefined(found) && found.noInterval ? { value: found.value } : found);

function print(call: Call, { method, pooled, cells, sets, unitizing }: AgreementAnswer): void {
  const { coders } = method;
  const two = coders.length === 2;
  const write = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]): unknown => call.io.out.write(tableText(headings, rows));
  call.say(`Agreement of ${coders.join(", ")} over ${method.documents.length} ${method.documents.length === 1 ? "source" : "sources"} and ${method.codes.length} ${method.codes.length === 1 ? "code" : "codes"}, pooled\n`);
  const names = Object.entries(figureNames).filter(([key]) => key in pooled && (two || !["cohenKappa", "scottPi", "kappaMax", "biasIndex"].includes(key)));
  write(["", "value", "SE", "interval", ""], [...names.map(([key, name]) => figureRow(name, bare(pooled[key as keyof Coefficients] as Figure))), figureRow("Krippendorff's alpha (nominal)", bare(pooled.krippendorffAlpha.nominal)),
    ...(call.has("qualcoder") ? [figureRow("as QualCoder 3 shows it", qualcoderFigure(tableOf(pooled))), figureRow("coded by both, of all coded", jaccardOf(tableOf(pooled)))] : []),
    ...(sets ? [figureRow(`alpha of sets of codes (${sets.distance})`, sets.alpha)] : []),
    ...(unitizing ? [figureRow("u-alpha", unitizing.whole), ...(unitizing.byValue.length > 0 ? [figureRow("binary, coded or not", unitizing.binary), figureRow("cu-alpha", unitizing.valued), figureRow("text that cu-alpha rests on", unitizing.coverage)] : [])] : []),
  ]);
  const lacking = new Set(names.flatMap(([key]) => pooled[key as keyof Coefficients] as Figure).flatMap((found) => (isDefined(found) && found.noInterval ? [found.noInterval] : [])));
  for (const why of lacking) call.say(`No intervals: ${why}.`);
  if (unitizing && unitizing.byValue.length > 0) {
    call.say("\n(k)u-alpha of each code");
    write(["code", "(k)u-alpha", "text it rests on", ""], unitizing.byValue.map(({ value, alpha, coverage }) => [value, cellOf(alpha), cellOf(coverage), isDefined(alpha) ? "" : alpha.undefined]));
  }
  if (pooled.means.cohenKappa.mean && two) {
    const { mean, weightedByLength, undefinedAsOne, undefined: gone } = pooled.means.cohenKappa;
    call.say(`\nMean of Cohen's kappa over codes and sources: ${cellOf(mean)}, weighted by length ${cellOf(weightedByLength)}${undefinedAsOne ? `, as NVivo shows it ${cellOf(undefinedAsOne)}` : ""}; undefined in ${gone} of ${cells.length} and left out there.`);
  }
  const used = pooled.byCode.filter((row) => !two || row.both! + row.onlyFirst! + row.onlySecond! > 0);
  const unused = pooled.byCode.length - used.length;
  const counts = (row: ShownCounts): number[] => (two ? [row.both!, row.onlyFirst!, row.onlySecond!, row.neither!] : []);
  const asQualcoder = call.has("qualcoder");
  const heads = two ? ["both", `only ${coders[0]}`, `only ${coders[1]}`, "neither", "positive", "kappa", "AC1", "alpha", ...(asQualcoder ? ["QualCoder"] : [])] : ["positive", "Fleiss", "AC1", "alpha"];
  const figures = (row: Coefficients & ShownCounts): string[] => [row.positiveAgreement, two ? row.cohenKappa : row.fleissKappa, row.gwetAC1, row.krippendorffAlpha.nominal, ...(asQualcoder ? [qualcoderFigure(tableOf(row))] : [])].map(cellOf);
  if (used.length > 0) {
    call.say("\nBy code");
    write(["code", ...heads], used.map((row) => [row.code, ...counts(row), ...figures(row)]));
  }
  if (unused > 0 && method.documents.length > 0) call.say(`${unused} ${unused === 1 ? "code was" : "codes were"} used by neither coder there; nothing can be said about ${unused === 1 ? "it" : "them"}.`);
  if (call.has("cells")) {
    const shown = cells.filter((row) => !two || row.both! + row.onlyFirst! + row.onlySecond! > 0);
    call.say("\nBy source and code");
    write(["source", "code", ...heads], shown.map((row) => [row.source, row.code, ...counts(row), ...figures(row)]));
  }
  const reasons = reasonsIn(used.flatMap((row) => [["kappa", row.cohenKappa], ["AC1", row.gwetAC1]] as const).filter(() => two));
  for (const reason of reasons) call.say(`Undefined ${reason}.`);
  if (call.has("qualcoder")) call.say("What QualCoder 3 shows is not Cohen's kappa: it leaves out what neither coded and multiplies the two chances that Cohen adds. It is here so that earlier figures can be found again.");
  call.say(`\nMethod: ${method.statement}`);
}
