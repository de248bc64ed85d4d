import { stepKey, undoneSteps } from "../study/fold.ts";
import { joinedParticipants } from "../study/recruitment.ts";
import { liveCodes } from "../study/code.ts";
import type { Coding } from "../study/coding.ts";
import type { Interview } from "../study/interview.ts";
import { presentSources } from "../study/source.ts";
import type { Recorded, Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { analysedParticipants } from "./analysed.ts";
import { summarise } from "./summary.ts";
import { counted, dayInWords, factOf, listed, opening, rounded, spanOfDays, tallied } from "./wording.ts";

/** What the methods section can say as far as the study can tell it, and what only its authors can add. */
export interface Methods {
  /** Design, participants, interviews, analysis and the researchers, each a paragraph in the past tense. Nothing in them was not recorded. */
  readonly paragraphs: readonly string[];
  /** What is not recorded, each as a thing to write: "the ethics approval and its reference". */
  readonly missing: readonly string[];
}

const approachSaid = { reflexive: "a reflexive thematic analysis", codebook: "a codebook thematic analysis", reliability: "a thematic analysis with a structured codebook and coding reliability" } as const;
const stop = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** The interviews of the people who are analysed. */
export const interviewsOf = (study: Study, substudy: Substudy | null): Interview[] => {
  const who = new Set(analysedParticipants(study, substudy).map((p) => p.id));
  return [...study.interviews.values()].filter((i) => who.has(i.participant));
};

/** The codings in the sources of the people who are analysed, and in sources linked to nobody. */
export function codingsOf(study: Study, substudy: Substudy | null): Coding[] {
  const who = new Set(analysedParticipants(study, substudy).map((p) => p.id));
  const sources = new Set(presentSources(study).filter((s) => (s.participant === null ? substudy === null : who.has(s.participant))).map((s) => s.id));
  return [...sources].flatMap((id) => study.codingsBySource.get(id) ?? []);
}

/** What is told of a study: sentences of one paragraph, and what is missing. */
interface Telling {
  readonly study: Study;
  /** What happened and was not undone. */
  readonly events: readonly Recorded[];
  readonly substudy: Substudy | null;
  /** A second coder's work is told elsewhere, and not again. */
  readonly secondCoderTold: boolean;
  readonly sentences: string[];
  readonly missing: string[];
  /** Says a recorded fact, or notes that it is missing. */
  readonly say: (text: string, lack: string) => void;
}

/** Approach, stance, ethics and consent. */
function tellDesign({ study, substudy, sentences, missing, say }: Telling): void {
  sentences.push(`The study was set up as ${approachSaid[study.settings.approach]}.`);
  say(factOf(study.settings.facts, "stance", "theory", "orientation"), "the theoretical stance and why this approach was chosen");
  const ethics = factOf(study.settings.facts, "ethics reference", "ethics");
  say(ethics === "" ? "" : `Ethics reference: ${ethics}`, "the ethics approval and its reference");
  const forms = [...study.consentForms.values()];
  const consented = analysedParticipants(study, substudy).filter((p) => study.consents.has(p.id)).length;
  if (forms.length > 0) sentences.push(`Consent was recorded for ${counted(consented, "participant")} on ${counted(forms.length, "version")} of the consent form (${listed(forms.map((f) => f.version))}).`);
  else missing.push("how consent was given");
}

/** Who was registered, who is analysed, and how they were sampled. */
function tellParticipants({ study, substudy, sentences, say }: Telling): void {
  if (substudy) sentences.push(`Of ${counted(joinedParticipants(study).length, "registered participant")}, ${substudy.members.length} were analysed here (substudy "${substudy.name}"), ${substudy.rule ? `chosen by the rule ${substudy.rule}` : "chosen one by one"}; the list was fixed on ${dayInWords(substudy.frozen)}.`);
  else sentences.push(`${counted(joinedParticipants(study).length, "participant")} ${joinedParticipants(study).length === 1 ? "was" : "were"} registered.`);
  say(factOf(study.settings.facts, "sampling"), "how participants were sampled");
}

/** When, where and by whom people were interviewed, and what became of the recordings. */
function tellInterviews({ study, substudy, sentences, missing, say }: Telling): void {
  const interviews = interviewsOf(study, substudy);
  if (interviews.length > 0) {
    const minutes = summarise(interviews.flatMap((i) => i.minutes ?? []));
    const span = spanOfDays(interviews.map((i) => i.date));
    sentences.push(`${counted(interviews.length, "interview")} ${interviews.length === 1 ? "was" : "were"} recorded${span && ` ${span}`}${minutes ? `, on average ${rounded(minutes.mean, 0)} minutes long (${rounded(minutes.min, 0)} to ${rounded(minutes.max, 0)})` : ""}.`);
    const [by, where, others] = [tallied(interviews.map((i) => i.interviewer)), tallied(interviews.map((i) => i.place)), tallied(interviews.map((i) => i.others))];
    if (by) sentences.push(`Interviewers: ${by}.`);
    else missing.push("who interviewed");
    if (where) sentences.push(`Places: ${where}.`);
    else missing.push("where the interviews took place");
    if (others) sentences.push(`Others present: ${others}.`);
    if (!minutes) missing.push("how long the interviews were");
  } else missing.push("when, where, by whom and for how long people were interviewed");
  const guides = [...study.guides.values()];
  if (guides.length > 0) sentences.push(`The interview guide had ${counted(guides.length, "version")} (${listed(guides.map((g) => g.version + (g.date ? `, ${dayInWords(g.date)}` : "")))}).`);
  else missing.push("the interview guide and how it came about");

  const sources = presentSources(study);
  const corrected = sources.filter((s) => s.revisions.some((r) => r.inForce)).length;
  if (sources.length > 0) sentences.push(`${counted(sources.length, "transcript")} ${sources.length === 1 ? "was" : "were"} imported${corrected > 0 ? `, of which ${corrected} ${corrected === 1 ? "was" : "were"} corrected afterwards` : ""}.`);
  say(factOf(study.settings.facts, "transcription", "recording"), "how the interviews were recorded, transcribed and de-identified");
}

/** Who coded what, how the codebook changed, and what was done about differences. */
function tellCoding({ study, events, substudy, secondCoderTold, sentences, missing }: Telling): void {
  const codings = codingsOf(study, substudy);
  const used = new Set(codings.map((c) => c.source));
  const byCoder = Map.groupBy(codings, (c) => c.coder);
  const coders = [...byCoder].map(([id, own]) => ({ name: study.coders.get(id)?.name ?? "a coder", own })).sort((a, b) => b.own.length - a.own.length || (a.name < b.name ? -1 : 1));
  for (const { name, own } of coders) {
    const where = new Set(own.map((c) => c.source)).size;
    sentences.push(`${name} coded ${counted(where, "transcript")} (${counted(own.length, "passage")}) ${spanOfDays(own.map((c) => c.stamp))}.`);
  }
  if (codings.length === 0) missing.push("who coded what (nothing is coded yet)");
  const happened = (type: Recorded["type"]): number => events.filter((e) => e.type === type).length;
  const codes = liveCodes(study).filter((c) => c.kind === "code").length;
  const changes = [[happened("code.merged"), "merging"], [happened("code.split"), "split"], [happened("code.moved"), "move"], [events.filter((e) => e.type === "code.described" && e.words.name !== undefined).length, "renaming"]] as const;
  if (codes > 0) {
    const said = changes.filter(([n]) => n > 0).map(([n, what]) => counted(n, what));
    const made = events.filter((e) => e.type === "code.created").map((e) => e.stamp);
    sentences.push(`The codebook holds ${counted(codes, "code")}, made ${spanOfDays(made)}${said.length > 0 ? `; the log records ${listed(said)} on the way` : ""}.`);
  }
  if (secondCoderTold) return;
  for (const assignment of study.assignments.values()) {
    const name = study.coders.get(assignment.coder)?.name ?? "A coder";
    const overlap = assignment.sources.filter((id) => used.has(id) || !substudy).length;
    if (overlap > 0) sentences.push(`${name} was assigned ${counted(assignment.sources.length, "transcript")}${assignment.blind ? " to code without seeing the others' work" : ""} (${assignment.rule || "rule not recorded"}).`);
  }
  if (study.decisions.size > 0) {
    const outcome = tallied([...study.decisions.values()].map((d) => ({ first: "the first coder's kept", second: "the second coder's kept", both: "both kept", other: "another choice", none: "nothing coded", open: "left open" })[d.outcome]));
    sentences.push(`${counted(study.decisions.size, "difference")} between coders ${study.decisions.size === 1 ? "was" : "were"} settled one by one against the transcript: ${outcome}.`);
  } else if (coders.length > 1) missing.push("what was done about differences between coders");
  if (coders.length === 1 && study.assignments.size === 0) missing.push("whether anyone else read or coded the transcripts");
}

/** How many themes came of it, and the memos along the way. */
function tellThemes({ study, events, sentences, missing }: Telling): void {
  const themes = [...study.themes.values()].filter((t) => t.state !== "discarded");
  const discarded = study.themes.size - themes.length;
  if (themes.length > 0) {
    const subs = themes.filter((t) => t.parent !== null && study.themes.has(t.parent)).length;
    const made = events.filter((e) => e.type === "theme.created").map((e) => e.stamp);
    sentences.push(`${counted(themes.length - subs, "theme")}${subs > 0 ? ` with ${counted(subs, "subtheme")}` : ""} ${themes.length === 1 ? "was" : "were"} developed from the codes, first made ${spanOfDays(made)}${discarded > 0 ? `; ${counted(discarded, "candidate theme")} ${discarded === 1 ? "was" : "were"} discarded` : ""}.`);
  }
  missing.push("how the codes became themes, in the authors' words");
  const memos = [...study.memos.values()];
  if (memos.length > 0) sentences.push(`${counted(memos.length, "memo")} ${memos.length === 1 ? "was" : "were"} written: ${tallied(memos.map((m) => m.kind))}.`);
}

/** Who the researchers are. */
function tellResearchers({ study, sentences, missing }: Telling): void {
  const positioned = [...study.coders.values()].filter((c) => c.positionality.length > 0);
  if (positioned.length > 0) sentences.push(`${listed(positioned.map((c) => c.name))} recorded ${positioned.length === 1 ? "a positionality statement" : "positionality statements"}.`);
  else missing.push("who the researchers are and how that may have shaped the reading");
}

/**
 * Writes what the methods section can say from the log and the state. `software` is its name and version;
 * `secondCoderTold` where a section of its own tells of assignments and of how differences were settled.
 */
export function methodsOf(study: Study, happened: readonly Recorded[], { substudy = null, software, secondCoderTold = false }: { substudy?: Substudy | null; software: string; secondCoderTold?: boolean }): Methods {
  const missing: string[] = [];
  const undone = undoneSteps(happened);
  const events = happened.filter((e) => !undone.has(stepKey(e.replica, e.step)));
  const paragraphs = [tellDesign, tellParticipants, tellInterviews, tellCoding, tellThemes, tellResearchers].map((tell, i, all) => {
    const sentences: string[] = [];
    tell({ study, events, substudy, secondCoderTold, sentences, missing, say: (text, lack) => void (text === "" ? missing.push(lack) : sentences.push(stop(text))) });
    if (i === all.length - 1) sentences.push(`Coding and analysis were done with ${software}.`);
    return sentences.map(opening).join(" ");
  });
  return { paragraphs: paragraphs.filter((text) => text !== ""), missing };
}
