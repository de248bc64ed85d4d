import { agreement, type AgreementAnswer } from "./agreement/cells.ts";
import { confusionMatrix, type ConfusionMatrix } from "./agreement/confusion.ts";
import { differences, type Difference } from "./agreement/differences.ts";
import type { NamedCoding } from "./agreement/segments-of-coder.ts";
import type { ProjectionRule } from "./agreement/projection.ts";
import type { SetDistanceName } from "./agreement/set-distance.ts";
import type { CodingOfAgreement, SourceOfAgreement, UnitName } from "./agreement/question.ts";
import { decisionKey, decisionOn, isOfOthers } from "./decisionOn.ts";
import { hasFinished } from "../study/assignment.ts";
import { commonParts, turnNumbersIn, turnsGivable } from "../study/assignedPart.ts";
import { codeAt, currentCode, liveCodes, pathOf, type CodeId } from "../study/code.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { rangeOf, type Coding } from "../study/coding.ts";
import type { ConsensusDecision } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import { presentSources, sourceNamed, turnsOf, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { toCharacters } from "../text/codepoints.ts";
import { mapRange } from "../text/edit.ts";
import { contains, isEmpty, overlaps, union, type Range } from "../text/range.ts";
import { paragraphs, sentences } from "../text/segments.ts";

/** Whose work on what is compared. Names as people write them; where none are given, all that there are. */
export interface Comparing {
  readonly coders: readonly string[];
  readonly sources?: readonly string[] | undefined;
  readonly codes?: readonly string[] | undefined;
}

/** How agreement is counted. */
export interface AgreementOptions extends Comparing {
  readonly unit?: UnitName;
  readonly rule?: ProjectionRule;
  readonly undefinedAsOne?: boolean;
  readonly bootstrap?: { readonly seed: number; readonly draws?: number };
  /** Also alpha of the sets of codes on each unit, with this distance. */
  readonly sets?: SetDistanceName;
  /** Also the unitizing alphas, the codes taken as excluding each other. */
  readonly exclusive?: boolean;
  /** "after": each coder's layer with what was decided in the place of every settled difference; open ones stay as they were. "before" is the rule. */
  readonly when?: "before" | "after";
}

type Asked<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };

interface Resolved {
  readonly coders: readonly CoderId[];
  readonly sources: readonly Source[];
  readonly codes: readonly CodeId[];
}

/** Finds who and what is meant. Sources: those named, else all that one of the coders finished, coded or was assigned. */
function resolve(study: Study, { coders, sources, codes }: Comparing): Asked<{ value: Resolved }> {
  if (coders.length < 2) return refuse("invalid", "Agreement is between two or more coders. Name them, separated by a comma.");
  const people: CoderId[] = [];
  for (const name of coders) {
    const coder = coderNamed(study, name);
    if (!coder) return refuse("missing", `There is no coder "${name}" in this study. There are: ${[...study.coders.values()].filter((c) => c.declared).map((c) => c.name).join(", ") || "none"}.`);
    if (people.includes(coder.id)) return refuse("invalid", `"${name}" is named twice.`);
    people.push(coder.id);
  }
  const wanted: Source[] = [];
  for (const name of sources ?? []) {
    const source = sourceNamed(study, name);
    if (!source) return refuse("missing", `There is no source "${name}" in this study.`);
    wanted.push(source);
  }
  const assigned = new Set([...study.assignments.values()].filter((a) => people.includes(a.coder)).flatMap((a) => a.sources));
  const touched = presentSources(study).filter(({ id }) => assigned.has(id) || people.some((coder) => hasFinished(study, coder, id)) || (study.codingsBySource.get(id) ?? []).some((c) => people.includes(c.coder)));
  const chosen: CodeId[] = [];
  for (const path of codes ?? []) {
    const code = codeAt(study, path);
    if (!code) return refuse("missing", `There is no code "${path}" in this study.`);
    chosen.push(code.id);
  }
  const list = sources ? wanted : touched;
  const used = new Set<CodeId>();
  for (const source of list) for (const coding of study.codingsBySource.get(source.id) ?? []) if (people.includes(coding.coder)) used.add(currentCode(study, coding.code)?.id ?? coding.code);
  const all = liveCodes(study).filter((code) => code.kind === "code" || used.has(code.id)).map((code) => code.id);
  return { ok: true, value: { coders: people, sources: list, codes: codes ? chosen : [...new Set([...all, ...used])] } };
}

const nameOf = (study: Study, code: CodeId): string => pathOf(study, code) || code;
const coderName = (study: Study, coder: CoderId): string => study.coders.get(coder)?.name ?? "someone";

function unitRanges(source: Source, text: string, unit: UnitName): Range[] | undefined {
  switch (unit) {
    case "character": case "source":
      return undefined;
    case "turn": {
      const turns = turnsOf(source).filter((turn) => !isEmpty(turn)).map(({ start, end }) => ({ start, end }));
      return turns.length > 0 ? turns : paragraphs(text);
    }
    case "sentence":
      return sentences(text);
    case "paragraph":
      return paragraphs(text);
  }
}

/** Agreement between coders' own layers, with names for ids. Sources that a coder has not marked as finished are left out and named. */
export function agreementOf(study: Study, text: (source: Source) => string, options: AgreementOptions): Asked<{ answer: AgreementAnswer }> {
  const found = resolve(study, options);
  if (!found.ok) return found;
  const { coders, sources, codes } = found.value;
  const { unit = "character", rule, undefinedAsOne, bootstrap, sets, exclusive, when = "before" } = options;
  if (exclusive && unit !== "character") return refuse("invalid", "The unitizing alphas are of characters: leave the unit out, or ask for them on their own.");
  if (when === "after" && coders.length !== 2) return refuse("invalid", "Agreement after consensus is between two coders.");
  const codings: CodingOfAgreement[] = [];
  const asked = sources.map((source): SourceOfAgreement => {
    const letters = text(source);
    const inCharacters = toCharacters(letters);
    const put = (range: Range, code: CodeId, coder: CoderId): void => {
      if (!isEmpty(range)) codings.push({ ...inCharacters(range), code: nameOf(study, code), source: source.name, coder: coderName(study, coder) });
    };
    for (const coding of study.codingsBySource.get(source.id) ?? []) {
      if (when === "after" && coders.includes(coding.coder)) continue;
      put(rangeOf(study, coding), currentCode(study, coding.code)?.id ?? coding.code, coding.coder);
    }
    if (when === "after") settledLayers(study, [coders[0]!, coders[1]!], source).forEach((layer, side) => layer.forEach((kept) => put(kept, currentCode(study, kept.code)?.id ?? kept.code, coders[side]!)));
    const units = unitRanges(source, letters, unit)?.map(inCharacters);
    const parts = commonParts(study, coders, source);
    return { id: source.name, length: inCharacters({ start: 0, end: letters.length }).end, finishedBy: coders.filter((c) => hasFinished(study, c, source.id)).map((c) => coderName(study, c)), ...(units && { units }), ...(parts && { scope: union(parts).map(inCharacters), parts: turnsInWords(source, parts) }) };
  });
  const latest = Math.max(0, ...[...study.assignments.values()].filter((a) => coders.includes(a.coder) && a.sources.some((id) => sources.some((s) => s.id === id))).map((a) => Date.parse(a.codebookAt.slice(0, 24))));
  const answer = agreement({
    sources: asked,
    codes: codes.map((code) => nameOf(study, code)),
    codings,
    coders: coders.map((coder) => coderName(study, coder)),
    unit,
    codebookVersion: latest > 0 ? `as of the assignment of ${new Date(latest).toISOString().slice(0, 10)}, with ${codes.length} codes now` : `as it stands, ${codes.length} codes`,
    ...(when === "after" && { layers: "After consensus: every settled difference stands in both coders' layers as it was decided, and every open one as each coder had it. This shows how far settling has come, not how alike they coded." }),
    ...(rule && { rule }),
    ...(undefinedAsOne !== undefined && { undefinedAsOne }),
    ...(bootstrap && { bootstrap }),
    ...(sets && { sets }),
    ...(exclusive && { exclusive }),
  });
  return { ok: true, answer };
}

/** A difference with what was decided about it. `settled` is false for one without a decision or left open. */
export interface ShownDifference extends Difference {
  readonly sourceName: string;
  readonly firstCode: string | null;
  readonly secondCode: string | null;
  readonly firstQuote: string | null;
  readonly secondQuote: string | null;
  readonly decision: ConsensusDecision | null;
  readonly settled: boolean;
}

/** What two coders' layers come to when they are held against each other. */
export interface DifferencesAnswer {
  /** In the order in which they were named: "first" and "second". */
  readonly coders: readonly [CoderId, CoderId];
  readonly differences: ShownDifference[];
  /** Names of the sources that one of them has not finished, and that are compared when both have. */
  readonly notFinished: string[];
  /** Sources that both have finished. */
  readonly compared: readonly Source[];
  /** Decisions on places that are no longer there as they were, because someone coded or uncoded there afterwards. They count for nothing until the place is decided anew. */
  readonly outdated: readonly ConsensusDecision[];
}

/** Every place where two coders' layers meet or part, over sources that both have finished, with what was decided. */
export function differencesOf(study: Study, text: (source: Source) => string, options: Comparing & { readonly tolerance?: number }): Asked<DifferencesAnswer> {
  const found = resolve(study, options);
  if (!found.ok) return found;
  const { coders, sources, codes } = found.value;
  const [first, second] = coders;
  if (coders.length !== 2 || first === undefined || second === undefined) return refuse("invalid", "Differences are between two coders. Name exactly two.");
  const ready = sources.filter((source) => coders.every((coder) => hasFinished(study, coder, source.id)));
  const notFinished = sources.filter((source) => !ready.includes(source)).map((source) => source.name);
  const byId = new Map(ready.map((source) => [source.id as string, source]));
  const wanted = options.codes ? new Set(codes) : null;
  const codings = ready.flatMap((source) => (study.codingsBySource.get(source.id) ?? []).map((coding) => named(study, coding))).filter((c) => !wanted || wanted.has(c.code));
  const bySource = Map.groupBy(codings, (coding) => coding.source);
  const list = ready.flatMap((source) => differencesIn(study, [first, second], source, bySource.get(source.id) ?? [], options.tolerance));
  const quote = (source: Source, ranges: readonly Range[] | undefined): string | null => ranges?.map(({ start, end }) => text(source).slice(start, end)).join(" […] ") ?? null;
  return {
    ok: true,
    coders: [first, second],
    notFinished,
    compared: ready,
    outdated: wanted ? [] : outdatedDecisions(study, [first, second], ready, list),
    differences: list.map((difference): ShownDifference => {
      const source = byId.get(difference.source)!;
      const decision = decisionOn(study, difference, [first, second]);
      return {
        ...difference,
        id: decisionKey(difference, [first, second]),
        sourceName: source.name,
        firstCode: difference.first && nameOf(study, difference.first.code),
        secondCode: difference.second && nameOf(study, difference.second.code),
        firstQuote: quote(source, difference.first?.ranges),
        secondQuote: quote(source, difference.second?.ranges),
        decision,
        settled: difference.kind === "agreed" || (decision !== null && decision.outcome !== "open"),
      };
    }),
  };
}

/** "12 of 31 turns". */
const turnsInWords = (source: Source, parts: readonly Range[]): string => {
  const all = turnsGivable(source).length;
  return `${turnNumbersIn(source, parts).length} of ${all} ${all === 1 ? "turn" : "turns"}`;
};

/**
 * Differences in one source. Where the coders were given only parts of it, each part is compared on its own, codings cut off at its ends; the id of a difference that is cut off
 * says in which part it is, since one long coding may then be in several.
 */
function differencesIn(study: Study, coders: readonly [CoderId, CoderId], source: Source, codings: readonly NamedCoding[], tolerance?: number): Difference[] {
  const ask = (those: readonly NamedCoding[]): Difference[] => differences({ coders, codings: those, ...(tolerance !== undefined && { tolerance }) });
  const parts = commonParts(study, coders, source);
  if (parts === null) return ask(codings);
  return parts.flatMap((part) => {
    const here = codings.filter((coding) => overlaps(coding, part));
    const reaching = new Set(here.filter((coding) => !contains(part, coding)).map(({ id }) => id));
    const own = ask(here.map((coding) => ({ ...coding, start: Math.max(coding.start, part.start), end: Math.min(coding.end, part.end) })));
    return own.map((d) => ([...(d.first?.codings ?? []), ...(d.second?.codings ?? [])].some((id) => reaching.has(id)) ? { ...d, id: `${d.id}+@${part.key}` } : d));
  });
}

const named = (study: Study, coding: Coding): NamedCoding => ({
  id: coding.id,
  coder: coding.coder,
  source: coding.source,
  code: currentCode(study, coding.code)?.id ?? coding.code,
  ...rangeOf(study, coding),
});

/** Decisions about these two coders' codings whose place is not among the differences now. With some codes only it cannot be told, and none is given. */
function outdatedDecisions(study: Study, coders: readonly [CoderId, CoderId], sources: readonly Source[], list: readonly Difference[]): ConsensusDecision[] {
  const there = new Set(list.flatMap((difference) => [difference.id, decisionKey(difference, coders)]));
  const ready = new Set(sources.map(({ id }) => id));
  const coderOf = (coding: string): CoderId | undefined => study.codings.get(coding)?.coder;
  return [...study.decisions.values()].filter((d) => ready.has(d.source) && !there.has(d.difference) && !isOfOthers(study, d, coders) && [...d.first, ...d.second].some((id) => coders.includes(coderOf(id) ?? "")) && [...d.first, ...d.second].every((id) => coderOf(id) === undefined || coders.includes(coderOf(id)!)));
}

interface Kept extends Range {
  readonly code: CodeId;
}

/** Both coders' layers with settled differences replaced by what was decided. */
function settledLayers(study: Study, coders: readonly [CoderId, CoderId], source: Source): [Kept[], Kept[]] {
  const codings = (study.codingsBySource.get(source.id) ?? []).map((coding) => named(study, coding));
  const layers: [Kept[], Kept[]] = [[], []];
  for (const difference of differencesIn(study, coders, source, codings)) {
    const decision = decisionOn(study, difference, coders);
    if (decision && decision.outcome !== "open") for (const layer of layers) layer.push(...resultNow(source, decision));
    else [difference.first, difference.second].forEach((side, i) => side?.ranges.forEach((range) => layers[i]!.push({ code: side.code, ...range })));
  }
  return layers;
}

/** What a decision put into the consensus layer, in the offsets of the current text. */
export const resultNow = (source: Source, decision: ConsensusDecision): Kept[] =>
  decision.result.map(({ code, start, end }) => ({ code, ...mapRange(source.text, { start, end }, decision.version, source.version) }));

/** What two coders hold together in one source: what they agreed on from the start, and what their decisions came to. Open differences are in it nowhere. */
export function consensusLayer(study: Study, coders: readonly [CoderId, CoderId], source: Source): Kept[] {
  const codings = (study.codingsBySource.get(source.id) ?? []).map((coding) => named(study, coding));
  return differencesIn(study, coders, source, codings).flatMap((difference) => {
    const decision = decisionOn(study, difference, coders);
    if (decision) return resultNow(source, decision);
    return difference.kind === "agreed" && difference.first ? difference.first.ranges.map((range) => ({ code: difference.first!.code, ...range })) : [];
  });
}

/** Which codes two coders used for the same text. */
export function confusionOf(study: Study, text: (source: Source) => string, options: Comparing): Asked<{ matrix: ConfusionMatrix }> {
  const found = resolve(study, options);
  if (!found.ok) return found;
  const { coders, sources, codes } = found.value;
  if (coders.length !== 2) return refuse("invalid", "A confusion matrix is between two coders. Name exactly two.");
  const ready = sources.filter((source) => coders.every((coder) => hasFinished(study, coder, source.id)));
  const codings = ready.flatMap((source) => (study.codingsBySource.get(source.id) ?? []).map((coding) => ({ ...named(study, coding), source: source.name, coder: coderName(study, coding.coder) }))).map((c) => ({ ...c, code: nameOf(study, c.code) }));
  const scopeOf = (source: Source): { readonly scope?: Range[] } => {
    const parts = commonParts(study, coders, source);
    return parts === null ? {} : { scope: union(parts) };
  };
  const matrix = confusionMatrix({
    sources: ready.map((source) => ({ id: source.name, length: text(source).length, finishedBy: coders.map((c) => coderName(study, c)), ...scopeOf(source) })),
    codes: codes.map((code) => nameOf(study, code)),
    codings,
    coders: [coderName(study, coders[0]!), coderName(study, coders[1]!)],
  });
  return { ok: true, matrix };
}
