import type { CodingId } from "../study/coding.ts";
import type { ParticipantId } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import { cutsOf, quotationsOf, type QuotationId, type Theme } from "../study/theme.ts";
import { isEmpty, union } from "../text/range.ts";
import { currentTurns, passagesFrom, type Texts } from "./passages.ts";

/** What stands for words that are left out. */
export const cutMark = "[…]";

/** A chosen quotation, ready to be shown. */
export interface ShownQuotation {
  readonly id: QuotationId;
  readonly coding: CodingId;
  readonly participant: ParticipantId | null;
  /** "Mother 4"; the source's name where it is linked to nobody. */
  readonly label: string;
  /** With `[…]` for what is left out; one line for each paragraph. "" where the words are gone. */
  readonly words: string;
  /** Source, turn and time. */
  readonly locator: string;
  /** Why there is nothing to show, in a sentence; null where there is. */
  readonly gone: string | null;
}

/** A theme's chosen quotations in their order. What can no longer be shown is in the list and says why. */
export function shownQuotations(study: Study, texts: Texts, theme: Theme): ShownQuotation[] {
  return quotationsOf(theme).map((quotation): ShownQuotation => {
    const coding = study.codings.get(quotation.coding);
    const passage = coding && passagesFrom(study, texts, [coding])[0];
    const about = { id: quotation.id, coding: quotation.coding };
    if (!coding || !passage) return { ...about, participant: null, label: "", words: "", locator: "", gone: coding ? "The source of this quotation is no longer in the study." : "The coding that this quotation was chosen from has been removed." };
    const shown = { ...about, participant: passage.participant, label: passage.label, locator: passage.locator };
    if (isEmpty(passage)) return { ...shown, words: "", gone: "The words of this quotation are no longer in the transcript." };
    const refusal = notToBeShown(study, passage.participant);
    if (refusal !== null) return { ...shown, words: "", gone: refusal };
    const source = study.sources.get(passage.source)!;
    const turn = passage.turn === null ? undefined : currentTurns(source)[passage.turn - 1];
    // A quotation that begins with its own speaker's label would show it twice.
    const isOwn = turn && turn.start === passage.start && turn.said < passage.end && turn.speaker !== null && source.speakers[turn.speaker]?.role !== "interviewer";
    const start = isOwn ? turn.said : passage.start;
    const cuts = union(cutsOf(study, quotation).map((cut) => ({ start: Math.max(cut.start, start), end: Math.min(cut.end, passage.end) })));
    const text = texts(passage.source);
    let words = "";
    let at = start;
    for (const cut of cuts) {
      words += `${text.slice(at, cut.start).trimEnd()} ${cutMark} `;
      at = cut.end;
    }
    words += at > start ? text.slice(at, passage.end).trimStart() : text.slice(at, passage.end);
    return { ...shown, words: words.replace(/[ \t]+/g, " ").replace(/ ?[\r\n]+ ?/g, "\n").replace(/ (?=[,.;:!?])/g, "").trim(), gone: null };
  });
}

/** Why a person's words may not be shown, in a sentence; null where they may. The latest consent counts, and in it any clause about quoting. */
function notToBeShown(study: Study, participant: ParticipantId | null): string | null {
  if (participant === null) return null;
  const person = study.participants.get(participant);
  if (person?.withdrawn?.level === "remove everything") return `${person.label} withdrew with everything.`;
  const clauses = Object.entries(study.consents.get(participant)?.at(-1)?.clauses ?? {});
  return clauses.some(([name, agreed]) => !agreed && /\bquot/i.test(name)) ? `${person?.label ?? "This participant"} did not agree to be quoted.` : null;
}
