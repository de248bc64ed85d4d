import { fewestDocuments } from "./bootstrap.ts";
import type { AgreementQuestion, UnitName } from "./question.ts";
import { setDistanceWords } from "./set-distance.ts";

/** A source that counts in no figure, and the coders without whose finish mark it cannot. */
export interface LeftOut {
  readonly source: string;
  readonly unfinishedBy: readonly string[];
}

/** How figures of agreement were reached. A figure is never shown without it. */
export interface MethodStatement {
  /** The coefficients given, by their keys. */
  readonly coefficients: readonly string[];
  readonly unit: UnitName;
  /** When a unit counts as coded; null for characters. */
  readonly projection: "any" | "half" | null;
  readonly coders: readonly string[];
  /** The sources that count. */
  readonly documents: readonly string[];
  /** Documents of which only parts count, and which: "12 of 31 turns". */
  readonly parts: readonly { readonly document: string; readonly what: string }[];
  readonly leftOut: readonly LeftOut[];
  readonly codes: readonly string[];
  readonly codebookVersion: string | null;
  /** How many units the documents have together: each code decides about every one. */
  readonly n: number;
  readonly whiteSpaceCounts: boolean;
  readonly aggregation: string;
  /** Which layers were compared. */
  readonly layers: string;
  readonly undefinedTreatment: string;
  readonly intervals: string;
  /** All of it as plain sentences. */
  readonly statement: string;
}

/** What has to be said of cu-α where it is of more than two coders. */
const reservation = "With three or more coders cu-α rests on one reading of its self-pairing term, which was taken from an implementation and fits the published figure but was not compared with the paper: quote it with that in mind.";

const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** States the method of an answer in which these sources counted, with n units. */
export function methodOf(question: AgreementQuestion, documents: readonly string[], leftOut: readonly LeftOut[], n: number, coefficients: readonly string[]): MethodStatement {
  const { unit, rule = "any", coders, codes, codebookVersion = null, bootstrap, undefinedAsOne, sets, exclusive, layers = "Each coder's own codings are compared, as they were before any consensus." } = question;
  const projection = unit === "character" ? null : rule;
  const counted =
    projection === null
      ? "Every character of a source counts, white space included. A character is a Unicode code point, so that an emoji is not counted twice."
      : `A ${unit} counts as coded where a coder marked ${projection === "any" ? "any of it" : "at least half of its characters"}; every ${unit} counts the same.`;
  const aggregation = "pooled: counts are added up over documents and codes before a coefficient is computed; means over code × document cells are given beside it, plain and weighted by document length";
  const undefinedTreatment = undefinedAsOne
    ? "left out of means and counted; on request also as 1 where agreement is complete, as NVivo shows it"
    : "left out of means and counted, never replaced by a number";
  const tooFew = documents.length < fewestDocuments;
  const intervals = bootstrap && tooFew
    ? `none, because there are too few documents: ${documents.length}, and it takes at least ${fewestDocuments}`
    : bootstrap
    ? `percentile bootstrap over documents, ${bootstrap.draws ?? 1000} draws, seed ${bootstrap.seed}, ${Math.round((bootstrap.level ?? 0.95) * 1000) / 10} per cent`
    : "none asked for";
  const groups = Map.groupBy(leftOut, ({ unfinishedBy }) => unfinishedBy.join(" or "));
  const missing = [...groups].map(([who, list]) => `${list.map(({ source }) => source).join(", ")} (not finished by ${who})`).join("; ");
  const parts = question.sources.filter(({ id, scope }) => scope && documents.includes(id)).map(({ id, parts: what = "" }) => ({ document: id, what }));
  const statement = [
    `Coders: ${coders.join(", ")}. ${plural(codes.length, "code")} in ${plural(documents.length, "document")}, codebook version ${codebookVersion ?? "not stated"}.`,
    ...(parts.length > 0 ? [`Only what the coders were given is compared: ${parts.map(({ document, what }) => `${what} of ${document}`).join(", ")}. A coding that reaches beyond is cut off there.`] : []),
    `Unit: ${unit}, n = ${n.toLocaleString("en-GB")}. ${counted}`,
    layers,
    `Touching and overlapping codings of a code by one coder are merged first. Figures are ${aggregation}.`,
    `Undefined coefficients are ${undefinedTreatment}. Intervals: ${intervals}.`,
    ...(unit === "character" ? ["The binary unitizing alpha takes each coder's segments of a code against the rest of the text, several sources being one continuum."] : []),
    ...(sets ? [`Alpha of sets compares all codes that a coder gave to a ${unit}, with the distance ${setDistanceWords[sets]}; an empty set is a decision for no code.`] : []),
    ...(exclusive && unit === "character" ? [`u-α, cu-α and (k)u-α take the codes as excluding each other (Krippendorff, Mathet, Bouvry and Widlöcher 2016).${coders.length > 2 ? ` ${reservation}` : ""}`] : []),
    leftOut.length > 0 ? `Left out: ${missing}.` : "No document was left out.",
  ].join(" ");
  return { coefficients, unit, projection, coders, documents, parts, leftOut, codes, codebookVersion, n, whiteSpaceCounts: unit === "character", aggregation, layers, undefinedTreatment, intervals, statement };
}
