import { pathOf } from "./code.ts";
import { erased } from "./event.ts";
import type { Conflict, Study, StudyEvent } from "./study.ts";

const few = 3;
const quote = (name: string | undefined): string => (name === undefined ? "" : `"${name}"`);
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
/** "a", "a and b", "a, b and 4 more". */
const list = (items: readonly string[]): string => {
  const shown = items.length > few + 1 ? [...items.slice(0, few), `${items.length - few} more`] : items;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
};
/** A sentence, and why it was done where that was said. */
const because = (said: string, reason: string | undefined): string => (reason?.trim() ? `${said}, because: ${reason.trim().replace(/\s+/g, " ").replace(/([^.!?…])$/, "$1.")}` : `${said}.`);
const dated = (date: string): string => (date === "" ? "" : ` on ${date}`);

const code = (study: Study, id: string): string => (study.codes.has(id) ? quote(pathOf(study, id)) : "a code that is gone");
const source = (study: Study, id: string): string => quote(study.sources.get(id)?.name) || "a source that is gone";
const person = (study: Study, id: string): string => study.participants.get(id)?.label ?? "a participant who is gone";
const coder = (study: Study, id: string): string => study.coders.get(id)?.name ?? "a coder who is gone";
const theme = (study: Study, id: string): string => quote(study.themes.get(id)?.name) || "that is gone";
const memo = (study: Study, id: string): string => {
  const found = study.memos.get(id);
  return found ? (found.title ? `the memo ${quote(found.title)}` : `a ${found.kind} memo`) : "a memo";
};
const coded = (study: Study, id: string): string => {
  const coding = study.codings.get(id);
  return coding ? `the coding of ${source(study, coding.source)} with ${code(study, coding.code)}` : "a coding";
};

/** A coding that gets another code: named with the one it has, unless that is the new one already. */
const recoded = (study: Study, body: { readonly coding: string; readonly code: string }): string => {
  const coding = study.codings.get(body.coding);
  return coding?.code === body.code ? `a coding of ${source(study, coding.source)}` : coded(study, body.coding);
};

/** What was done to a name: renamed, if the study in hand still has the old one and the event brings another. */
const renamed = (noun: string, before: string | undefined, after: string | undefined, otherwise: string): string =>
  after !== undefined && after !== before ? (before === undefined ? `Renamed a ${noun} to ${quote(after)}` : `Renamed the ${noun} ${quote(before)} to ${quote(after)}`) : otherwise;

/**
 * What an event says in plain words, as a full sentence in the past tense without its subject: "Renamed the code "x" to "y", because: …".
 * `study` is the state just before the event; with a later state the sentence holds too, but old names are not in it.
 * Where words were withdrawn, or what it speaks of is gone, it says so and no more.
 */
export function sentence(study: Study, event: StudyEvent): string {
  switch (event.type) {
    case "study.created":
      return `Created the study ${quote(event.words.title ?? erased)}, approach: ${event.body.approach}.`;
    case "study.described": {
      const { title, facts } = event.words;
      const parts = [title !== undefined && `the title to ${quote(title)}`, event.body.approach && `the approach to ${event.body.approach}`, facts && Object.keys(facts).length > 0 && list(Object.keys(facts).map(quote))].filter(Boolean);
      return parts.length > 0 ? `Set ${parts.join(" and ")}.` : "Changed the study's description.";
    }
    case "study.proseWritten":
      return `Wrote the text of ${quote(event.body.section)} for the report.`;
    case "coder.added":
      return event.body.declared ? `Added the coder ${quote(event.words.name ?? erased)}.` : `${event.words.name ?? erased} began to work in the study.`;
    case "coder.described":
      return `${renamed("coder", study.coders.get(event.body.coder)?.name, event.words.name, `Described the coder ${coder(study, event.body.coder)}`)}.`;
    case "positionality.stated":
      return `Recorded a positionality statement of ${coder(study, event.body.coder)}.`;
    case "attribute.defined":
      return `${study.attributes.has(event.body.attribute) ? "Changed" : "Defined"} the attribute ${quote(event.words.name ?? erased)} (${event.body.kind}).`;
    case "participant.registered":
      return `Registered ${event.words.label ?? erased}.`;
    case "participant.described": {
      const names = Object.keys(event.words.values ?? {}).map((id) => quote(study.attributes.get(id)?.name ?? id));
      const label = event.words.label;
      const who = person(study, event.body.participant);
      return label !== undefined && label !== who ? `Changed the label of ${who} to ${label}.` : `Changed what is known of ${who}${names.length > 0 ? `: ${list(names)}` : ""}.`;
    }
    case "recruitment.recorded": {
      const { participant, step, date } = event.body;
      const { by, service, reason } = event.words;
      const how = [by && `by ${by}`, service && `from ${service}`].filter(Boolean).join(" ");
      return `Recorded for ${person(study, participant)}: ${step}${dated(date)}${how && ` ${how}`}${reason ? ` (${reason})` : ""}.`;
    }
    case "criterion.defined":
      return `${study.criteria.has(event.body.criterion) ? "Changed" : "Defined"} the criterion ${quote(event.words.name ?? erased)}.`;
    case "eligibility.recorded": {
      const { participant, criterion, met, date } = event.body;
      return `Recorded that ${person(study, participant)} ${met === null ? "may or may not meet" : met ? "meets" : "does not meet"} the criterion ${quote(study.criteria.get(criterion)?.name ?? erased)}${dated(date)}.`;
    }
    case "consentForm.defined":
      return `Recorded the consent form version ${quote(event.words.version ?? erased)} with ${count(event.words.clauses?.length ?? 0, "clause")}${event.body.date && `, dated ${event.body.date}`}.`;
    case "consent.recorded":
      return `Recorded the consent of ${person(study, event.body.participant)} on form ${quote(study.consentForms.get(event.body.form)?.version ?? erased)}${dated(event.body.date)}.`;
    case "consent.withdrawn":
      return because(`Recorded that ${person(study, event.body.participant)} withdrew${dated(event.body.date)}: ${event.body.level}`, event.words.reason);
    case "guide.defined":
      return because(`Recorded the interview guide version ${quote(event.words.version ?? erased)}${event.body.date && `, dated ${event.body.date}`}`, event.words.change);
    case "interview.recorded": {
      const { participant, date, minutes } = event.body;
      return `Recorded an interview with ${person(study, participant)}${dated(date)}${event.words.interviewer ? ` by ${event.words.interviewer}` : ""}${minutes === null ? "" : `, ${count(minutes, "minute")}`}.`;
    }
    case "source.imported":
      return `Imported ${quote(event.words.name ?? erased)} (${event.body.format}, ${count(event.body.units, "character")})${event.body.participant === null ? "" : ` for ${person(study, event.body.participant)}`}.`;
    case "source.linked":
      return event.body.participant === null ? `Unlinked ${source(study, event.body.source)} from its participant.` : `Linked ${source(study, event.body.source)} to ${person(study, event.body.participant)}.`;
    case "source.renamed":
      return `${renamed("source", study.sources.get(event.body.source)?.name, event.words.name, `Named a source ${quote(event.words.name ?? erased)}`)}.`;
    case "source.edited": {
      const out = event.body.edits.reduce((sum, e) => sum + e.remove, 0);
      const put = event.body.edits.reduce((sum, e) => sum + e.insert, 0);
      return `Corrected ${source(study, event.body.source)} in ${count(event.body.edits.length, "place")}: ${count(out, "character")} out, ${put} in.`;
    }
    case "source.speakersNamed":
      return `Named the speakers of ${source(study, event.body.source)}${event.words.speakers ? `: ${list(event.words.speakers.map(quote))}` : ""}.`;
    case "source.readingMarked":
      return `Marked ${source(study, event.body.source)} as ${event.body.status} by ${coder(study, event.body.coder)}.`;
    case "source.removed":
      return because(`Removed ${source(study, event.body.source)}`, event.words.reason);
    case "code.created": {
      const above = event.body.parent === null ? "" : ` under ${code(study, event.body.parent)}`;
      return `Made the ${event.body.kind} ${quote(event.words.name ?? erased)}${above}.`;
    }
    case "code.described": {
      const before = study.codes.get(event.body.code)?.name;
      const fields = { description: "description", whenToUse: "when to use it", whenNotToUse: "when not to use it", example: "example" };
      const changed = Object.entries(fields).filter(([field]) => event.words[field as keyof typeof fields] !== undefined).map(([, said]) => said);
      if (event.body.colour !== undefined) changed.push("colour");
      if (event.body.kind !== undefined) changed.push(`kind (now a ${event.body.kind})`);
      return because(renamed("code", before, event.words.name, changed.length === 0 && event.words.name !== undefined ? `Renamed a code to ${quote(event.words.name)}` : `Changed ${code(study, event.body.code)}${changed.length > 0 ? `: ${list(changed)}` : ""}`), event.words.reason);
    }
    case "code.moved":
      return because(`Moved the code ${code(study, event.body.code)} ${event.body.parent === null ? "to the top" : `under ${code(study, event.body.parent)}`}`, event.words.reason);
    case "code.merged":
      return because(`Merged the code ${code(study, event.body.code)} into ${code(study, event.body.into)}`, event.words.reason);
    case "code.split":
      return because(`Split the code ${code(study, event.body.code)} into ${list(event.body.into.map((id) => code(study, id)))}`, event.words.reason);
    case "code.retired":
      return because(`${event.body.retired ? "Retired the code" : "Took back into use the code"} ${code(study, event.body.code)}`, event.words.reason);
    case "coding.added": {
      const { source: id, code: with_, coder: by, start, end } = event.body;
      return `Coded ${count(end - start, "character")} of ${source(study, id)} with ${code(study, with_)} (coder: ${coder(study, by)}).`;
    }
    case "coding.resized":
      return `Changed the extent of ${coded(study, event.body.coding)} to ${count(event.body.end - event.body.start, "character")}.`;
    case "coding.recoded":
      return because(`Changed ${recoded(study, event.body)} to ${code(study, event.body.code)}`, event.words.reason);
    case "coding.removed":
      return because(`Removed ${coded(study, event.body.coding)}`, event.words.reason);
    case "memo.written":
      return `Wrote ${event.body.kind === "analytic" ? "an" : "a"} ${event.body.kind} memo${event.words.title ? ` ${quote(event.words.title)}` : ""}.`;
    case "memo.rewritten":
      return `Changed ${memo(study, event.body.memo)}.`;
    case "memo.linked":
      return `Changed what ${memo(study, event.body.memo)} is linked to.`;
    case "memo.removed":
      return `Removed ${memo(study, event.body.memo)}.`;
    case "theme.created":
      return `Made the ${event.body.parent === null ? "theme" : "subtheme"} ${quote(event.words.name ?? erased)}${event.body.parent === null ? "" : ` under ${theme(study, event.body.parent)}`}.`;
    case "theme.described":
      return because(renamed("theme", study.themes.get(event.body.theme)?.name, event.words.name, `Changed the definition of the theme ${theme(study, event.body.theme)}`), event.words.reason);
    case "theme.moved":
      return `Moved the theme ${theme(study, event.body.theme)}${event.body.parent === null ? "" : ` under ${theme(study, event.body.parent)}`}.`;
    case "theme.stateSet":
      return because(`Marked the theme ${theme(study, event.body.theme)} as ${event.body.state}`, event.words.reason);
    case "theme.codePlaced":
      return because(`${event.body.placed ? "Placed" : "Took"} the code ${code(study, event.body.code)} ${event.body.placed ? "in" : "out of"} the theme ${theme(study, event.body.theme)}`, event.words.reason);
    case "theme.passageExcluded":
      return because(`${event.body.excluded ? "Excluded a passage from" : "Took a passage back into"} the theme ${theme(study, event.body.theme)}`, event.words.reason);
    case "theme.deviantMarked":
      return because(`${event.body.deviant ? "Marked" : "Unmarked"} ${person(study, event.body.participant)} as a deviant case of the theme ${theme(study, event.body.theme)}`, event.words.reason);
    case "theme.quotationChosen": {
      const from = study.sources.get(study.codings.get(event.body.coding)?.source ?? "")?.name;
      return `Chose a quotation${from === undefined ? "" : ` from ${quote(from)}`} for the theme ${theme(study, event.body.theme)}${event.body.cuts.length > 0 ? `, with ${count(event.body.cuts.length, "cut")}` : ""}.`;
    }
    case "theme.quotationDropped":
      return `Dropped a quotation from the theme ${theme(study, event.body.theme)}.`;
    case "theme.quotationMoved":
      return `Moved a quotation within the theme ${theme(study, event.body.theme)}.`;
    case "substudy.frozen":
      return because(`${study.substudies.has(event.body.substudy) ? "Froze anew" : "Froze"} the substudy ${quote(event.words.name ?? erased)} with ${count(event.body.members.length, "participant")}${event.words.rule ? ` by the rule ${quote(event.words.rule)}` : ""}`, event.words.reason);
    case "substudy.removed":
      return `Removed the substudy ${quote(study.substudies.get(event.body.substudy)?.name) || "that is gone"}.`;
    case "assignment.made":
      return `Assigned ${list(event.body.sources.map((id) => source(study, id)))} to ${coder(study, event.body.coder)}${event.body.blind ? ", blind" : ""}${event.words.rule ? ` (${event.words.rule})` : ""}.`;
    case "assignment.withdrawn":
      return `Withdrew the assignment of ${coder(study, study.assignments.get(event.body.assignment)?.coder ?? "")}.`;
    case "assignment.finished":
      return `${event.body.finished ? "Marked as finished" : "Reopened"} for ${coder(study, event.body.coder)}: ${list(event.body.sources.map((id) => source(study, id)))}.`;
    case "consensus.decided": {
      const said = { first: "kept the first coder's", second: "kept the second coder's", both: "kept both", other: "chose another range or code", none: "nothing should be coded here", open: "left open" }[event.body.outcome];
      return because(`Settled a difference in ${source(study, event.body.source)} (${list(event.body.who.map((id) => coder(study, id)))}): ${said}`, event.words.reason);
    }
    case "import.kept":
      return `Kept what the imported project ${quote(event.words.name ?? erased)} holds and a study has no place for${event.body.source === null ? "" : ` about ${source(study, event.body.source)}`}.`;
    case "history.joined":
      return Object.keys(event.body.heads).length === 0 ? "Began the study file." : "Began a new copy of the study file.";
    case "history.merged":
      return "Merged another copy of the study.";
    case "history.undone":
      return "Undid a step.";
    case "history.redone":
      return "Did a step again that had been undone.";
    case "history.wordsErased":
      return `Erased the words of ${count(event.body.events.length, "event")} and ${count(event.body.contents.length, "content")} after a withdrawal.`;
  }
}

const fieldNames: Readonly<Record<string, string>> = { whenToUse: "when to use", whenNotToUse: "when not to use", centralIdea: "central idea", parent: "place in the tree", approach: "approach", members: "members", removed: "removal", merged: "merging" };

/** A conflict in plain words: what two copies changed without seeing each other, or what an event speaks of that is not there. */
export function conflictSentence(study: Study, conflict: Conflict): string {
  const [noun = "", id = "", ...rest] = conflict.key.split("/");
  const field = rest.join("/");
  const named = ((): string => {
    switch (noun) {
      case "study": return id === "prose" ? `the text of ${quote(field)}` : "the study";
      case "code": return study.codes.has(id) ? `the code ${code(study, id)}` : "a code";
      case "source": return study.sources.has(id) ? `the source ${source(study, id)}` : "a source";
      case "participant": return study.participants.has(id) ? person(study, id) : "a participant";
      case "theme": return study.themes.has(id) ? `the theme ${theme(study, id)}` : "a theme";
      case "coding": return coded(study, id);
      case "memo": return memo(study, id);
      case "coder": return study.coders.has(id) ? `the coder ${coder(study, id)}` : "a coder";
      case "substudy": return study.substudies.has(id) ? `the substudy ${quote(study.substudies.get(id)!.name)}` : "a substudy";
      case "criterion": return study.criteria.has(id) ? `the criterion ${quote(study.criteria.get(id)!.name)}` : "a criterion";
      case "difference": return "the decision on a difference";
      default: return `the ${noun}`;
    }
  })();
  if (conflict.kind === "not there") return `Something was done with ${named} that is not there in this study; it has no effect unless ${noun === "study" ? "it" : `the ${noun}`} comes back.`;
  if (noun === "source" && field === "text") return `Two people corrected the same words of ${named} without seeing each other; both corrections stand, so read the place again.`;
  if (noun === "theme" && field.startsWith("code ")) return `Two people disagreed without seeing each other on whether the code ${code(study, field.slice(5))} belongs in ${named}; the later choice stands.`;
  const what = field === "" || id === "prose" ? named : `the ${fieldNames[field] ?? study.attributes.get(field)?.name ?? field} of ${named}`;
  return `Two people changed ${what} without seeing each other; the later change stands.`;
}
