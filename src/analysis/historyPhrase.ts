import type { StudyEvent } from "../study/study.ts";
import { counted } from "./wording.ts";

type Type = StudyEvent["type"];
type Form = readonly [before: string, one: string, many: string, after?: string];
const forms: Readonly<Record<Type, Form>> = {
  "study.created": ["created", "study", "studies"],
  "study.described": ["changed the description of the study", "time", "times"],
  "study.proseWritten": ["wrote", "text for the report", "texts for the report"],
  "coder.added": ["added", "coder", "coders"],
  "coder.described": ["described", "coder", "coders"],
  "positionality.stated": ["recorded", "positionality statement", "positionality statements"],
  "attribute.defined": ["defined", "attribute", "attributes"],
  "participant.registered": ["registered", "participant", "participants"],
  "participant.described": ["changed what is known of participants", "time", "times"],
  "recruitment.recorded": ["recorded", "step of recruitment", "steps of recruitment"],
  "criterion.defined": ["defined", "criterion", "criteria"],
  "eligibility.recorded": ["recorded", "answer on eligibility", "answers on eligibility"],
  "consentForm.defined": ["recorded", "version of the consent form", "versions of the consent form"],
  "consent.recorded": ["recorded", "consent", "consents"],
  "consent.withdrawn": ["recorded", "withdrawal", "withdrawals"],
  "guide.defined": ["recorded", "version of the interview guide", "versions of the interview guide"],
  "interview.recorded": ["recorded", "interview", "interviews"],
  "source.imported": ["imported", "interview", "interviews"],
  "source.linked": ["linked", "interview to its participant", "interviews to their participants"],
  "source.renamed": ["renamed", "interview", "interviews"],
  "source.edited": ["corrected", "text", "texts"],
  "source.speakersNamed": ["named the speakers of", "interview", "interviews"],
  "source.readingMarked": ["marked how far the reading is of", "interview", "interviews"],
  "source.removed": ["removed", "interview", "interviews"],
  "code.created": ["made", "code", "codes"],
  "code.described": ["changed", "code", "codes"],
  "code.moved": ["moved", "code", "codes"],
  "code.merged": ["merged", "code into another", "codes into others"],
  "code.split": ["split", "code", "codes"],
  "code.retired": ["retired", "code", "codes"],
  "coding.added": ["coded", "passage", "passages"],
  "coding.resized": ["changed the extent of", "coding", "codings"],
  "coding.recoded": ["gave another code to", "passage", "passages"],
  "coding.removed": ["removed", "coding", "codings"],
  "memo.written": ["wrote", "memo", "memos"],
  "memo.rewritten": ["changed", "memo", "memos"],
  "memo.linked": ["changed the links of", "memo", "memos"],
  "memo.removed": ["removed", "memo", "memos"],
  "theme.created": ["made", "theme", "themes"],
  "theme.described": ["changed the definition of", "theme", "themes"],
  "theme.moved": ["moved", "theme", "themes"],
  "theme.stateSet": ["set the state of", "theme", "themes"],
  "theme.codePlaced": ["placed", "code", "codes"],
  "theme.passageExcluded": ["excluded", "passage", "passages"],
  "theme.deviantMarked": ["marked", "deviant case", "deviant cases"],
  "theme.quotationChosen": ["chose", "quotation", "quotations"],
  "theme.quotationDropped": ["dropped", "quotation", "quotations"],
  "theme.quotationMoved": ["moved", "quotation", "quotations"],
  "substudy.frozen": ["froze", "substudy", "substudies"],
  "substudy.removed": ["removed", "substudy", "substudies"],
  "assignment.made": ["made", "assignment", "assignments"],
  "assignment.withdrawn": ["withdrew", "assignment", "assignments"],
  "assignment.finished": ["marked as finished", "assignment", "assignments"],
  "consensus.decided": ["settled", "difference", "differences"],
  "import.kept": ["kept", "thing from an imported project", "things from an imported project"],
  "history.joined": ["began", "copy of the study file", "copies of the study file"],
  "history.merged": ["merged", "copy of the study", "copies of the study"],
  "history.undone": ["undid", "step", "steps"],
  "history.redone": ["did", "step", "steps", "again"],
  "history.wordsErased": ["erased words after a withdrawal", "time", "times"],
};

/** The same where an event takes back what its type does. */
const reversed: Readonly<Partial<Record<Type, Form>>> = {
  "code.retired": ["took back into use", "code", "codes"],
  "theme.codePlaced": ["took out", "code", "codes"],
  "theme.passageExcluded": ["took back in", "passage", "passages"],
  "theme.deviantMarked": ["unmarked", "deviant case", "deviant cases"],
  "assignment.finished": ["reopened", "assignment", "assignments"],
};

/** Whether an event takes back what its type does: a code placed or taken out, retired or brought back. */
export function isReversed(event: StudyEvent): boolean {
  switch (event.type) {
    case "code.retired": return !event.body.retired;
    case "theme.codePlaced": return !event.body.placed;
    case "theme.passageExcluded": return !event.body.excluded;
    case "theme.deviantMarked": return !event.body.deviant;
    case "assignment.finished": return !event.body.finished;
    default: return false;
  }
}

/** What so many events of one type come to, without a capital and a full stop: "coded 14 passages". */
export function phrase(type: Type, n: number, back = false): string {
  const [before, one, many, after] = (back ? reversed[type] : undefined) ?? forms[type];
  return [before, counted(n, one, many), after].filter(Boolean).join(" ");
}
