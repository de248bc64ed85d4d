import { agreementOf, differencesOf, type AgreementOptions, type DifferencesAnswer } from "../analysis/coderComparison.ts";
import { differenceKinds } from "../analysis/agreement/differences.ts";
import type { AgreementAnswer } from "../analysis/agreement/cells.ts";
import { isDefined, type Figure } from "../analysis/agreement/result.ts";
import { progressOf, type Progress } from "../analysis/settling.ts";
import type { Texts } from "../analysis/passages.ts";
import { counted, dayInWords, listed } from "../analysis/wording.ts";
import { turnsGivable, turnsGiven } from "../study/assignedPart.ts";
import { hasFinished, type Assignment } from "../study/assignment.ts";
import type { CoderId } from "../study/coder.ts";
import { outcomes, type Outcome } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { heading, note, paragraph, type Block, type Document, type TableBlock } from "./document.ts";

/** What the section is about: two or more coders, and how agreement is counted. */
export interface AgreementReportOptions extends AgreementOptions {
  /** Coefficients also in a reflexive study, where differences are material for discussion and no measure is shown unless asked for. */
  readonly withFigures?: boolean;
}

type Written = { readonly ok: true; readonly methods: Block[]; readonly appendix: Block[] } | { readonly ok: false; readonly refusal: Refusal };

const kindWords = { agreed: "agreed from the start", boundary: "same code, another extent", presence: "coded by one only", label: "different codes on the same passage" } as const;

/** What was found about a second coder's work: a paragraph for the methods section and tables for the appendix. */
export function agreementSection(study: Study, texts: Texts, options: AgreementReportOptions): Written {
  const text = (source: Source): string => texts(source.id);
  const figures = study.settings.approach !== "reflexive" || options.withFigures === true;
  const found = agreementOf(study, text, { ...options, when: "before" });
  if (!found.ok) return found;
  const { method } = found.answer;
  if (method.documents.length === 0) {
    const missing = method.leftOut.slice(0, 5).map(({ source, unfinishedBy }) => `"${source}" (not finished by ${listed(unfinishedBy)})`);
    return refuse("nothing to do", `There is no source that ${listed(method.coders)} have all marked as finished, so there is nothing to report yet.${missing.length > 0 ? ` Not finished: ${missing.join(", ")}.` : ""}`);
  }
  const after = method.coders.length === 2 ? agreementOf(study, text, { ...options, when: "after" }) : null;
  const differences = method.coders.length === 2 ? differencesOf(study, text, options) : null;
  if (differences && !differences.ok) return differences;
  const progress = differences?.ok ? progressOf(differences.differences) : null;
  const facts = factsOf(study, found.answer);
  const sentences = [
    ...choosing(study, facts, method.coders),
    ...(progress && differences?.ok ? settlingSentences(method.coders, progress, differences, figures) : []),
    ...(figures ? figureSentences(found.answer, after?.ok && progress && progress.settled > 0 ? after.answer : null) : ["The comparison served to widen the reading and not to measure it, so no coefficient of agreement is given."]),
  ];
  return {
    ok: true,
    methods: [paragraph(sentences.join(" "))],
    appendix: [
      factsTable(found.answer, facts, figures),
      ...(progress && progress.differences > 0 ? [kindsTable(method.coders, differences?.ok ? differences : null)] : []),
      ...(figures ? [codesTable(found.answer), note(`Method. ${method.statement}`)] : []),
    ],
  };
}

/** The same as a document of its own. */
export function agreementDocument(study: Study, texts: Texts, options: AgreementReportOptions): { readonly ok: true; readonly document: Document } | { readonly ok: false; readonly refusal: Refusal } {
  const section = agreementSection(study, texts, options);
  if (!section.ok) return section;
  return {
    ok: true,
    document: {
      title: study.settings.approach === "reflexive" && !options.withFigures ? "The second reading" : "The second coder",
      subtitle: `${study.settings.title || "Untitled study"}, as it stood on ${dayInWords(study.lastStamp)}`,
      language: "en-GB",
      blocks: [heading(1, "For the methods section"), ...section.methods, heading(1, "For the appendix"), ...section.appendix],
    },
  };
}

/** What the write-up says of second coders, for every pair who finished a source in common; both lists empty where there is none. */
export function secondCoders(study: Study, texts: Texts): { readonly methods: Block[]; readonly appendix: Block[] } {
  const name = (id: CoderId): string => study.coders.get(id)?.name ?? "";
  const sections = pairsOfCoders(study).flatMap((pair) => {
    const section = agreementSection(study, texts, { coders: pair.map(name), bootstrap: { seed: 1 } });
    return section.ok ? [{ ...section, pair: pair.map(name).join(" and ") }] : [];
  });
  if (sections.length === 0) return { methods: [], appendix: [] };
  return {
    methods: [heading(2, "Second coder"), ...sections.flatMap((s) => s.methods)],
    appendix: [{ kind: "pageBreak" }, heading(1, "Appendix: second coder"), ...sections.flatMap((s) => [...(sections.length > 1 ? [heading(2, s.pair)] : []), ...s.appendix])],
  };
}

/** Pairs of coders who have both finished at least one source, in the order of the study; the one with an assignment is second. */
export function pairsOfCoders(study: Study): (readonly [CoderId, CoderId])[] {
  const finishers = [...study.coders.keys()].filter((coder) => presentSources(study).some(({ id }) => hasFinished(study, coder, id)));
  const assigned = (coder: CoderId): number => ([...study.assignments.values()].some((a) => a.coder === coder) ? 1 : 0);
  const pairs: (readonly [CoderId, CoderId])[] = [];
  for (const [i, a] of finishers.entries())
    for (const b of finishers.slice(i + 1)) {
      if (presentSources(study).some(({ id }) => hasFinished(study, a, id) && hasFinished(study, b, id))) pairs.push(assigned(a) > assigned(b) ? [b, a] : [a, b]);
    }
  return pairs;
}

interface Facts {
  readonly documents: readonly Source[];
  /** Assignments that gave one of the coders one of the sources that count. */
  readonly assignments: readonly Assignment[];
}

function factsOf(study: Study, { method }: AgreementAnswer): Facts {
  const documents = presentSources(study).filter((s) => method.documents.includes(s.name));
  const people = [...study.coders.values()].filter((c) => method.coders.includes(c.name)).map((c) => c.id);
  const assignments = [...study.assignments.values()].filter((a) => people.includes(a.coder) && a.sources.some((id) => documents.some((d) => d.id === id)));
  return { documents, assignments };
}

const chosenHow = ({ rule, seed }: Pick<Assignment, "rule" | "seed">): string => rule || (seed === null ? "not recorded" : `drawn by chance with seed ${seed}`);

function choosing(study: Study, { documents, assignments }: Facts, coders: readonly string[]): string[] {
  const all = presentSources(study).length;
  const of = `${documents.length} of the ${counted(all, "source")} (${listed(documents.map((d) => d.name))})`;
  if (assignments.length === 0) return [`${listed(coders)} each coded ${of} on their own. How these were chosen is not recorded as an assignment.`];
  return assignments.map((a, i) => {
    const coder = study.coders.get(a.coder)?.name ?? "The second coder";
    const others = coders.filter((name) => name !== coder);
    const which = a.sources.flatMap((id) => documents.filter((d) => d.id === id));
    const whole = assignments.length === 1 ? of : `${counted(which.length, "source")} (${listed(which.map((d) => d.name))})`;
    const some = turnsGiven(study, a).filter((t) => which.some((d) => d.id === t.source));
    const inTurns = some.reduce((sum, t) => sum + t.turns.length, 0);
    const ofTurns = some.reduce((sum, t) => sum + turnsGivable(study.sources.get(t.source)!).length, 0);
    const what = some.length === 0 ? whole : some.length === which.length ? `${inTurns} of ${counted(ofTurns, "turn")} in ${whole}` : `${whole}, of ${counted(some.length, "source")} among them only ${inTurns} of ${counted(ofTurns, "turn")}`;
    const blind = a.blind ? `on ${coder}'s own, without seeing what ${listed(others)} had coded there` : `knowing what ${listed(others)} had coded there`;
    const more = a.sources.length - which.length;
    const pending = more > 0 ? ` Of what was assigned, ${counted(more, "source")} ${more === 1 ? "is" : "are"} not finished by all and ${more === 1 ? "is" : "are"} left out here.` : "";
    return `${i > 0 && assignments[i - 1]!.coder === a.coder ? "Later " : ""}${coder} coded ${what} ${blind}. How they were chosen: ${chosenHow(a)}. ${coder} worked with the codebook as it stood on ${dayInWords(a.codebookAt)}${a.mayMakeCodes ? ", and could make new codes" : ", and was not to make new codes"}.${pending}`;
  });
}

const byOutcomeWords = (coders: readonly string[]): Record<Outcome, string> => ({
  first: `as ${coders[0]} had coded`,
  second: `as ${coders[1]} had coded`,
  both: "by keeping both",
  other: "with another range or code",
  none: "by coding nothing there",
  open: "left open",
});

function settlingSentences(coders: readonly string[], progress: Progress, { differences }: DifferencesAnswer, figures: boolean): string[] {
  const { agreed, differences: different, settled, leftOpen, untouched, byKind, byOutcome } = progress;
  if (different === 0) return [agreed === 0 ? "Neither coded anything in these sources." : `All ${counted(agreed, "coded place")} were coded alike.`];
  const kinds = (["boundary", "presence", "label"] as const).filter((kind) => byKind[kind] > 0).map((kind) => `${byKind[kind]} ${kindWords[kind]}`);
  const words = byOutcomeWords(coders);
  const ways = outcomes.filter((o) => o !== "open" && byOutcome[o] > 0).map((o) => `${byOutcome[o]} ${words[o]}`);
  const people = new Set(differences.flatMap((d) => (d.kind !== "agreed" && d.decision ? d.decision.who : [])));
  const changed = differences.filter((d) => d.decision?.changedCode).length;
  const verb = figures ? "settled" : "discussed";
  const left = [leftOpen > 0 ? `${leftOpen} ${leftOpen === 1 ? "was" : "were"} talked about and left open` : "", untouched > 0 ? `${untouched} ${untouched === 1 ? "has" : "have"} not been looked at` : ""].filter((s) => s !== "");
  return [
    `Place by place, ${agreed} ${agreed === 1 ? "was" : "were"} coded alike and ${different} differed: ${listed(kinds)}.`,
    settled > 0
      ? `${settled} of these ${counted(different, "difference")} ${settled === 1 ? "was" : "were"} ${verb}${people.size > 1 ? " together" : ""} against the transcript: ${listed(ways)}.${left.length > 0 ? ` ${capital(listed(left))}.` : ""}`
      : `None of them has been settled yet.${leftOpen > 0 ? ` ${capital(listed(left))}.` : ""}`,
    ...(changed > 0 ? [`${counted(changed, "decision")} changed the definition of a code.`] : []),
    ...(settled > 0 ? ["Each coder's own codings stay as they were; what was decided is kept as a layer of its own."] : []),
  ];
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
const told = (figure: Figure, decimals = 2): string => (isDefined(figure) ? figure.value.toFixed(decimals) : `undefined (${figure.undefined})`);
const withInterval = (figure: Figure): string => (isDefined(figure) && figure.interval ? `${told(figure)} (${Math.round(figure.interval.level * 100)}% interval ${figure.interval.low.toFixed(2)} to ${figure.interval.high.toFixed(2)})` : told(figure));

function figureSentences({ pooled, method }: AgreementAnswer, after: AgreementAnswer | null): string[] {
  const two = method.coders.length === 2;
  const kappa = two ? (["Cohen's kappa", "cohenKappa"] as const) : (["Fleiss' kappa", "fleissKappa"] as const);
  const unit = method.unit === "character" ? "per character of text" : `per ${method.unit}${method.projection === "half" ? " (coded where at least half of it was marked)" : " (coded where any of it was marked)"}`;
  const first = `Before consensus ${kappa[0]} was ${withInterval(pooled[kappa[1]])}, Krippendorff's alpha ${withInterval(pooled.krippendorffAlpha.nominal)}, Gwet's AC1 ${withInterval(pooled.gwetAC1)} and positive agreement ${withInterval(pooled.positiveAgreement)}, ${unit}, pooled over ${counted(method.codes.length, "code")} and ${counted(method.documents.length, "source")}; percent agreement was ${told(pooled.percent, 3)}, most of it on text that nobody coded.`;
  return after ? [first, `With the settled differences as they were decided, ${kappa[0]} is ${told(after.pooled[kappa[1]])} and positive agreement ${told(after.pooled.positiveAgreement)}; this tells how far settling has come and not how alike they coded.`] : [first];
}

const left = { align: "left" as const };
const right = { align: "right" as const };

function factsTable({ pooled, method }: AgreementAnswer, { documents, assignments }: Facts, figures: boolean): TableBlock {
  const rows: [string, string][] = [
    ["Coders", listed(method.coders)],
    ["Sources that all of them finished", listed(documents.map((d) => d.name))],
    ["How they were chosen", assignments.length === 0 ? "not recorded as an assignment" : [...new Set(assignments.map(chosenHow))].join("; ")],
    ["Blind", assignments.length === 0 ? "not recorded" : assignments.every((a) => a.blind) ? "yes" : assignments.some((a) => a.blind) ? "in part" : "no"],
    ["Codebook", method.codebookVersion ?? "not stated"],
  ];
  if (method.parts.length > 0) rows.push(["Parts compared", listed(method.parts.map(({ document, what }) => `${document}: ${what}`))]);
  if (method.leftOut.length > 0) rows.push(["Left out", method.leftOut.length > 12 ? `${method.leftOut.length} sources that not all of them finished` : listed(method.leftOut.map(({ source, unfinishedBy }) => `${source} (not finished by ${listed(unfinishedBy)})`))]);
  if (figures) {
    const named: [string, Figure][] = [["Percent agreement", pooled.percent], ["Cohen's kappa", pooled.cohenKappa], ["Fleiss' kappa", pooled.fleissKappa], ["Scott's pi", pooled.scottPi], ["Krippendorff's alpha", pooled.krippendorffAlpha.nominal], ["Gwet's AC1", pooled.gwetAC1], ["Brennan-Prediger (PABAK)", pooled.brennanPrediger], ["Positive agreement", pooled.positiveAgreement], ["Negative agreement", pooled.negativeAgreement]];
    const two = method.coders.length === 2;
    for (const [name, figure] of named) if (two || !["Cohen's kappa", "Scott's pi"].includes(name)) rows.push([`${name}, before consensus`, told(figure, 3) + (isDefined(figure) && figure.interval ? ` (${figure.interval.low.toFixed(3)} to ${figure.interval.high.toFixed(3)})` : "")]);
  }
  return { kind: "table", caption: figures ? "Agreement between coders" : "The second reading", columns: [{ heading: "", ...left, share: 4 }, { heading: "", ...left, share: 6 }], rows: rows.map((cells) => ({ cells })), notes: [] };
}

function kindsTable(coders: readonly string[], answer: DifferencesAnswer | null): TableBlock {
  const list = answer?.differences ?? [];
  const headings = [`kept ${coders[0]}'s`, `kept ${coders[1]}'s`, "kept both", "other range or code", "nothing coded", "left open"];
  const rows = differenceKinds.filter((kind) => kind !== "agreed").map((kind) => {
    const those = list.filter((d) => d.kind === kind);
    const of = (outcome: Outcome): number => those.filter((d) => d.decision?.outcome === outcome).length;
    return { cells: [kindWords[kind], those.length, ...(["first", "second", "both", "other", "none", "open"] as const).map(of), those.filter((d) => !d.decision).length].map(String) };
  });
  const columns = [{ heading: "Difference", ...left, share: 5 }, { heading: "found", ...right, share: 1.4 }, ...headings.map((h) => ({ heading: h, ...right, share: 1.6 })), { heading: "not looked at", ...right, share: 1.6 }];
  const outdated = answer?.outdated.length ?? 0;
  return { kind: "table", caption: "Differences and how they were settled", columns, rows, notes: outdated > 0 ? [`${counted(outdated, "decision")} on places where someone coded afterwards ${outdated === 1 ? "is" : "are"} not counted.`] : [] };
}

function codesTable({ pooled, method }: AgreementAnswer): TableBlock {
  const two = method.coders.length === 2;
  const used = pooled.byCode.filter((c) => !two || c.both! + c.onlyFirst! + c.onlySecond! > 0);
  const columns = [
    { heading: "Code", ...left, share: 5 },
    ...(two ? ["both", `only ${method.coders[0]}`, `only ${method.coders[1]}`] : []).map((h) => ({ heading: h, ...right, share: 1.6 })),
    ...["positive agreement", two ? "Cohen's kappa" : "Fleiss' kappa", "AC1"].map((h) => ({ heading: h, ...right, share: 1.8 })),
  ];
  const rows = used.map((c) => ({ cells: [c.code, ...(two ? [c.both!, c.onlyFirst!, c.onlySecond!].map((n) => n.toLocaleString("en-GB")) : []), ...[c.positiveAgreement, two ? c.cohenKappa : c.fleissKappa, c.gwetAC1].map((f) => (isDefined(f) ? f.value.toFixed(3) : "undefined"))] }));
  const unused = pooled.byCode.length - used.length;
  const reasons = new Set(used.flatMap((c) => [c.positiveAgreement, two ? c.cohenKappa : c.fleissKappa, c.gwetAC1]).flatMap((f) => (isDefined(f) ? [] : [f.undefined])));
  return {
    kind: "table",
    caption: `Agreement by code, before consensus (counts in ${method.unit === "character" ? "characters" : `${method.unit}s`})`,
    columns,
    rows,
    notes: [...(unused > 0 ? [`${counted(unused, "code")} that none of them used there ${unused === 1 ? "is" : "are"} not shown.`] : []), ...[...reasons].map((r) => `Undefined: ${r}.`)],
  };
}
