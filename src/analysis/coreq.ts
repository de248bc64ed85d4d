import { joinedParticipants } from "../study/recruitment.ts";
import type { MemoKind } from "../study/memo.ts";
import { liveCodes } from "../study/code.ts";
import type { Recorded, Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { themesUnder } from "../study/theme.ts";
import { analysedParticipants } from "./analysed.ts";
import { recruitmentFlow } from "./flow.ts";
import { codingsOf, interviewsOf } from "./methods.ts";
import { summarise } from "./summary.ts";
import { counted, factOf, listed, rounded, tallied } from "./wording.ts";

/** `filled` from data; `prefilled`, for the authors to complete; `author`: nothing is recorded, or it is theirs alone to say. */
export type CoreqStatus = "filled" | "prefilled" | "author";

/** One line of the checklist. */
export interface CoreqItem {
  readonly item: number;
  readonly topic: string;
  readonly status: CoreqStatus;
  readonly answer: string;
  /** Which records the answer comes from, or would have come from. */
  readonly evidence: string;
}

/** Whole sentences of a text, as many as a cell of a table can bear. */
function beginningOf(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length <= 300) return plain;
  const end = plain.slice(0, 300).search(/[.?!]["”’)]*\s(?!.*[.?!]["”’)]*\s)/);
  return `${end > 80 ? plain.slice(0, end + 1) : `${plain.slice(0, 280).replace(/\s\S*$/, "")}`} … (in full in the study's history)`;
}

/**
 * The 32 items of COREQ (Tong, Sainsbury & Craig 2007, Int J Qual Health Care 19:349), answered from what the study
 * recorded. An item without a record is the author's, never guessed.
 */
export function coreq(study: Study, events: readonly Recorded[], { substudy = null, software, quotations }: { substudy?: Substudy | null; software: string; quotations: { readonly shown: number; readonly labelled: number } }): CoreqItem[] {
  const { facts } = study.settings;
  const who = analysedParticipants(study, substudy);
  const interviews = interviewsOf(study, substudy);
  const codings = codingsOf(study, substudy);
  const interviewers = [...new Set(interviews.map((i) => i.interviewer).filter((n) => n !== ""))];
  const declared = [...study.coders.values()].filter((c) => c.declared);
  const researchers = declared.filter((c) => interviewers.length === 0 || interviewers.some((n) => n.toLowerCase() === c.name.toLowerCase()) || Object.keys(c.facts).length > 0);
  const ofResearchers = (...headings: string[]): string => researchers.map((c) => [c.name, factOf(c.facts, ...headings)] as const).filter(([, said]) => said !== "").map(([name, said]) => `${name}: ${said}`).join("; ");
  const fact = (...headings: string[]): string => factOf(facts, ...headings);
  const memos = (kind: MemoKind): number => [...study.memos.values()].filter((m) => m.kind === kind).length;
  const flow = recruitmentFlow(study, substudy);
  const losses = flow.steps.flatMap((s) => s.losses.map((l) => `${counted(l.n, "person", "people")} ${l.way} after ${s.step === "registered" ? "registration" : `"${s.step}"`}${l.reasons.some((r) => r.reason !== "") ? ` (${l.reasons.map((r) => `${r.reason || "no reason recorded"}: ${r.n}`).join("; ")})` : ""}`));
  const minutes = summarise(interviews.flatMap((i) => i.minutes ?? []));
  const perPerson = [...Map.groupBy(interviews, (i) => i.participant).values()];
  const repeated = perPerson.filter((list) => list.length > 1).length;
  const coders = tallied(codings.map((c) => study.coders.get(c.coder)?.name ?? "a coder"));
  const tops = themesUnder(study, null);
  const subs = [...study.themes.values()].filter((t) => t.state !== "discarded").length - tops.length;
  const deviants = [...study.themes.values()].filter((t) => t.state !== "discarded").flatMap((t) => [...t.deviant.keys()].map((id) => `${study.participants.get(id)?.label ?? "someone"} (${t.name})`));
  const guides = [...study.guides.values()];
  const codes = liveCodes(study).filter((c) => c.kind === "code").length;
  const approached = [...study.recruitment.values()].flat().filter((r) => r.step === "approached" || r.step === "information sheet");
  const positioned = declared.filter((c) => c.positionality.length > 0);
  const changed = events.filter((e) => e.type.startsWith("theme.")).length;

  const lines: readonly (readonly [topic: string, best: CoreqStatus, answer: string, evidence: string])[] = [
    ["Interviewer or facilitator", "filled", tallied(interviews.map((i) => i.interviewer)), "interview records"],
    ["Credentials", "filled", ofResearchers("credentials"), "facts of the researchers: credentials"],
    ["Occupation", "filled", ofResearchers("occupation"), "facts of the researchers: occupation"],
    ["Gender", "filled", ofResearchers("gender"), "facts of the researchers: gender"],
    ["Experience and training", "prefilled", ofResearchers("experience", "training", "experience and training"), "facts of the researchers: experience"],
    ["Relationship established before the study", "prefilled", fact("relationship", "relationship established"), "study fact: relationship"],
    ["What participants knew of the interviewer", "author", "", "the authors"],
    ["Interviewer characteristics, assumptions and reasons", "prefilled", [...positioned.map((c) => `${c.name}: ${c.positionality.at(-1)!.text}`), ...(memos("reflexive") > 0 ? [`${counted(memos("reflexive"), "reflexive memo")} in the journal.`] : [])].join(" "), "positionality statements, reflexive memos"],
    ["Methodological orientation and theory", "prefilled", [`Thematic analysis, approach: ${study.settings.approach}.`, fact("stance", "theory", "orientation")].filter((s) => s !== "").join(" "), "study settings; study fact: stance"],
    ["Sampling", "filled", [fact("sampling"), substudy?.rule ? `Substudy rule: ${substudy.rule}` : ""].filter((s) => s !== "").join(" "), "study fact: sampling; substudy rule"],
    ["Method of approach", "filled", fact("method of approach") || [tallied(approached.map((r) => (r.by ? `by ${r.by}` : ""))), tallied(approached.map((r) => r.reason))].filter((s) => s !== "").join("; "), "recruitment records"],
    ["Sample size", "filled", who.length > 0 ? `${counted(who.length, "participant")}${substudy ? ` of ${joinedParticipants(study).length} in the register` : ""}.` : "", "register, substudy list"],
    ["Non-participation", "filled", losses.length > 0 ? `${losses.join(". ")}.` : study.recruitment.size > 0 ? "Nobody is recorded as declined, lost or not eligible." : "", "recruitment records"],
    ["Setting of data collection", "filled", tallied(interviews.map((i) => i.place)) || fact("setting"), "interview records"],
    ["Presence of others", "filled", tallied(interviews.map((i) => i.others)), "interview records"],
    ["Description of the sample", "filled", who.length > 0 && study.attributes.size > 0 ? "Table 1." : "", "register"],
    ["Interview guide", "prefilled", guides.map((g) => `Version ${g.version}${g.date ? ` (${g.date})` : ""}${g.change ? `: ${beginningOf(g.change)}` : ""}`).join("; "), "interview guide versions"],
    ["Repeat interviews", "filled", interviews.length === 0 ? "" : repeated === 0 ? "None: one interview with each person." : `${counted(repeated, "person was", "people were")} interviewed more than once.`, "interview records"],
    ["Audio or visual recording", "filled", fact("recording", "audio recording"), "study fact: recording"],
    ["Field notes", "filled", fact("field notes") || (memos("case") > 0 ? `${counted(memos("case"), "case memo")} written.` : ""), "study fact: field notes; case memos"],
    ["Duration", "filled", minutes ? `${rounded(minutes.mean, 0)} minutes on average (${rounded(minutes.min, 0)} to ${rounded(minutes.max, 0)}; known for ${interviews.filter((i) => i.minutes !== null).length} of ${interviews.length}).` : "", "interview records"],
    ["Data saturation", "prefilled", fact("saturation", "data saturation", "information power"), "study fact: saturation, or information power"],
    ["Transcripts returned", "filled", fact("transcripts returned"), "study fact: transcripts returned"],
    ["Number of data coders", "filled", codings.length === 0 ? "" : `${counted(new Set(codings.map((c) => c.coder)).size, "coder")}; passages by coder: ${coders}.`, "codings"],
    ["Description of the coding tree", "filled", codes > 0 ? `${counted(codes, "code")}; see the codebook appendix.` : "", "codebook"],
    ["Derivation of themes", "prefilled", study.themes.size > 0 ? `From the codes, in ${counted(changed, "recorded step")}; see the audit trail.` : "", "log of themes"],
    ["Software", "filled", `${software}.`, "this program"],
    ["Participant checking", "prefilled", fact("participant checking", "member checking"), "study fact: participant checking"],
    ["Quotations presented", "filled", quotations.shown === 0 ? "" : `${counted(quotations.shown, "quotation")}, ${quotations.labelled === quotations.shown ? "each" : `${quotations.labelled} of them`} with the participant's label.`, "chosen quotations"],
    ["Data and findings consistent", "prefilled", quotations.shown === 0 ? "" : `${rounded(quotations.shown / Math.max(1, tops.length + subs))} quotations per theme or subtheme on average; see the balance of voices.`, "chosen quotations, balance of voices"],
    ["Clarity of major themes", "prefilled", listed(tops.map((t) => `"${t.name}"`)), "themes"],
    ["Clarity of minor themes and diverse cases", "prefilled", [subs > 0 ? `${counted(subs, "subtheme")}.` : "", deviants.length > 0 ? `Deviant cases: ${listed(deviants)}.` : ""].filter((s) => s !== "").join(" "), "subthemes, deviant cases"],
  ];
  return lines.map(([topic, best, answer, evidence], i) => ({ item: i + 1, topic, status: answer.trim() === "" ? "author" : best, answer: answer.trim(), evidence }));
}
