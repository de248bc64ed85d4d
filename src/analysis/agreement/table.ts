import { alphaByCategory } from "./alpha-by-category.ts";
import { bootstrap, type BootstrapSettings } from "./bootstrap.ts";
import { brennanPrediger } from "./brennan-prediger.ts";
import { cohenKappa } from "./cohen-kappa.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { summarise } from "./general-form.ts";
import { gwetAC } from "./gwet-ac.ts";
import { holsti } from "./holsti.ts";
import { kappaMax } from "./kappa-max.ts";
import { krippendorffAlpha, measurements, type Measurement } from "./krippendorff-alpha.ts";
import { kappaOfCategory } from "./kappa-by-category.ts";
import { lightKappa } from "./light-kappa.ts";
import { percentAgreement, unanimity } from "./percent.ts";
import { ratingsOf, type Ratings, type Value } from "./ratings.ts";
import { isDefined, reasons, undefinedBecause, valueOf, type Figure } from "./result.ts";
import { scottPi } from "./scott-pi.ts";
import { specificAgreement } from "./specific-agreement.ts";
import { readTable, type ReadTable, type TableCell } from "./table-cells.ts";
import { weightsOf, type Weight, type WeightName } from "./weights.ts";

/** What can be told about a table besides its cells. */
export interface TableOptions {
  /** The coders' names, in the order of the columns; "coder 1" and so on unless told. */
  readonly coders?: readonly string[];
  /** The units' names, in the order of the rows; "unit 1" and so on unless told. */
  readonly units?: readonly string[];
  /** Weights for weighted kappa and AC2; without them both are undefined and say so. */
  readonly weights?: WeightName;
  /** The confidence of intervals, 0.95 unless told. */
  readonly level?: number;
  /** How many categories the coders could choose from, where more than were used. */
  readonly q?: number;
  /** The categories the coders could choose from, in their order: this ranks names, for ordinal alpha and for weights. */
  readonly categories?: readonly Value[];
  /** How intervals are drawn where no formula is in use (Light's kappa): 1,000 draws of units with seed 1 unless told. */
  readonly bootstrap?: BootstrapSettings;
}

/** How the figures of a table were reached; to be shown with them. */
export interface TableMethod {
  readonly unit: "row of the table";
  readonly coders: readonly string[];
  /** Rows of the table; rows with a value; rows with two, which alone can show agreement. */
  readonly n: { readonly rows: number; readonly rated: number; readonly paired: number };
  readonly missing: number;
  readonly categories: readonly Value[];
  readonly q: number;
  readonly weights: WeightName | null;
  readonly level: number;
  readonly undefinedTreatment: string;
}

/** Every coefficient that applies to a table. */
export interface TableAgreement {
  readonly method: TableMethod;
  readonly percent: Figure;
  /** The share of units on which every coder agrees. */
  readonly unanimous: Figure;
  readonly cohenKappa: Figure;
  readonly weightedKappa: Figure;
  readonly kappaMax: Figure;
  readonly fleissKappa: Figure;
  readonly congerKappa: Figure;
  readonly lightKappa: Figure;
  readonly scottPi: Figure;
  readonly brennanPrediger: Figure;
  readonly gwetAC1: Figure;
  readonly gwetAC2: Figure;
  readonly holsti: Figure;
  readonly krippendorffAlpha: Readonly<Record<Measurement, Figure>>;
  readonly byCategory: readonly { readonly category: Value; readonly times: number; readonly alpha: Figure; readonly fleissKappa: Figure; readonly specificAgreement: Figure }[];
}

/**
 * Every coefficient that applies to a units × coders table: rows are units, columns coders, null or an empty text is missing.
 * What cannot be computed is undefined with its reason and the rest is computed all the same: text keeps a table from the numeric levels, naming the first such cell;
 * with one coder or no common unit nothing is defined; with one unit only what does not estimate chance from the values.
 */
export function agreementOfTable(rows: readonly (readonly TableCell[])[], options: TableOptions = {}): TableAgreement {
  const { level = 0.95, q } = options;
  const columns = Math.max(options.coders?.length ?? 0, ...rows.slice(0, 1).map((row) => row.length), rows.reduce((most, row) => Math.max(most, row.length), 0));
  const coders = Array.from({ length: columns }, (_, i) => options.coders?.[i] ?? `coder ${i + 1}`);
  const table = readTable(rows, columns);
  const declared = options.categories?.map((value) => (table.notANumber ? String(value) : value)) ?? [];
  const ratings = ratingsOf(table.rows, declared);
  const { n, n2 } = summarise(ratings);
  const obstacle = columns < 2 ? reasons.oneCoder : rows.length === 0 ? "there are no units" : n === 0 ? "every value is missing" : n2 === 0 ? reasons.noCommonUnit : null;
  const sound = (make: () => Figure): Figure => (obstacle ? undefinedBecause(obstacle) : make());
  const oneUnit = "only one unit has values from two coders, and chance agreement cannot be estimated from one unit";
  /** For what estimates chance from the units that were rated twice. */
  const corrected = (make: () => Figure): Figure => sound(() => (n2 === 1 ? undefinedBecause(oneUnit) : make()));
  /** For what estimates chance from every unit with a value, also those rated once. */
  const shared = (make: () => Figure): Figure => sound(() => (n === 1 ? undefinedBecause(oneUnit) : make()));

  const weight = options.weights ? weightsOf(options.weights, ratings.categories, declared.length === ratings.categories.length, table.notANumber?.text) : null;
  const weighted = (make: (weights: Weight) => Figure, over = corrected): Figure =>
    over(() => (weight === null ? undefinedBecause("no weights were chosen") : typeof weight === "function" ? make(weight) : weight));
  const plain = { level, ...(q === undefined ? {} : { q }) };
  const alpha = (measurement: Measurement): Figure => corrected(() => alphaAt(measurement, ratings, table, options, coders, level));

  return {
    method: {
      unit: "row of the table",
      coders,
      n: { rows: rows.length, rated: n, paired: n2 },
      missing: table.missing,
      categories: ratings.categories,
      q: Math.max(q ?? 0, ratings.categories.length),
      weights: options.weights ?? null,
      level,
      undefinedTreatment: "undefined figures are reported with their reason and never replaced by a number",
    },
    percent: sound(() => percentAgreement(ratings, { level })),
    unanimous: sound(() => unanimity(ratings)),
    cohenKappa: corrected(() => cohenKappa(ratings, { level })),
    weightedKappa: weighted((weights) => cohenKappa(ratings, { weights, level })),
    kappaMax: corrected(() => kappaMax(ratings)),
    fleissKappa: shared(() => fleissKappa(ratings, { level })),
    congerKappa: shared(() => congerKappa(ratings, { level })),
    lightKappa: corrected(() => lightWithInterval(ratings, options.bootstrap, level)),
    scottPi: corrected(() => scottPi(ratings, { level })),
    brennanPrediger: sound(() => brennanPrediger(ratings, plain)),
    gwetAC1: shared(() => gwetAC(ratings, plain)),
    gwetAC2: weighted((weights) => gwetAC(ratings, { ...plain, weights }), shared),
    holsti: sound(() => holsti(ratings)),
    krippendorffAlpha: Object.fromEntries(measurements.map((m) => [m, alpha(m)])) as Record<Measurement, Figure>,
    byCategory: obstacle || n2 === 1 ? [] : alphaByCategory(ratings).map((own) => ({ ...own, fleissKappa: kappaOfCategory(ratings, own.category), specificAgreement: specificAgreement(ratings, own.category) })),
  };
}

function alphaAt(measurement: Measurement, ratings: Ratings, { notANumber }: ReadTable, { units, categories }: TableOptions, coders: readonly string[], level: number): Figure {
  if (measurement === "nominal" || notANumber === null) return krippendorffAlpha(ratings, measurement, { level });
  if (measurement === "ordinal" && categories?.length === ratings.categories.length) {
    return krippendorffAlpha({ ...ratings, categories: ratings.categories.map((_, place) => place) }, measurement, { level });
  }
  const unit = units?.[notANumber.row] ?? `unit ${notANumber.row + 1}`;
  return undefinedBecause(`${measurement} alpha needs numbers, and unit “${unit}”, coder “${coders[notANumber.coder]}” has “${notANumber.text}”; leave the cell empty if the value is missing`);
}

/** So many values are looked at in all draws of a bootstrap at most; beyond that it takes too long to be worth waiting for. */
const mostLooks = 2e7;

function lightWithInterval(ratings: Ratings, settings: BootstrapSettings = { seed: 1 }, level: number): Figure {
  if (ratings.coders === 2) return cohenKappa(ratings, { level });
  const light = lightKappa(ratings);
  if (!isDefined(light)) return light;
  const units = ratings.counts.length;
  if (units * ratings.coders ** 2 * (settings.draws ?? 1000) > mostLooks) return { ...light, noInterval: "no interval: there are too many units to draw them a thousand times" };
  return { ...light, ...bootstrap(units, (times) => valueOf(lightKappa({ ...ratings, counts: Float64Array.from(times) })), { ...settings, level, what: "units" }) };
}
