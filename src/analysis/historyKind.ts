import type { StudyEvent } from "../study/study.ts";

/** What a history can be narrowed to. */
export const historyKinds = ["people", "interviews", "codes", "codings", "themes", "memos", "comparing", "report", "study"] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** What an event is about. That a step was undone is about the study; the history tells it by what the step was about. */
export function historyKind(type: StudyEvent["type"]): HistoryKind {
  switch (type) {
    case "attribute.defined": case "participant.registered": case "participant.described": case "recruitment.recorded": case "criterion.defined": case "eligibility.recorded":
    case "consentForm.defined": case "consent.recorded": case "consent.withdrawn": case "substudy.frozen": case "substudy.removed":
      return "people";
    case "guide.defined": case "interview.recorded":
    case "source.imported": case "source.linked": case "source.renamed": case "source.edited": case "source.speakersNamed": case "source.readingMarked": case "source.removed":
      return "interviews";
    case "code.created": case "code.described": case "code.moved": case "code.merged": case "code.split": case "code.retired":
      return "codes";
    case "coding.added": case "coding.resized": case "coding.recoded": case "coding.removed":
      return "codings";
    case "theme.created": case "theme.described": case "theme.moved": case "theme.stateSet": case "theme.codePlaced": case "theme.passageExcluded": case "theme.deviantMarked":
    case "theme.quotationChosen": case "theme.quotationDropped": case "theme.quotationMoved":
      return "themes";
    case "memo.written": case "memo.rewritten": case "memo.linked": case "memo.removed": case "positionality.stated":
      return "memos";
    case "assignment.made": case "assignment.withdrawn": case "assignment.finished": case "consensus.decided":
      return "comparing";
    case "study.proseWritten":
      return "report";
    case "study.created": case "study.described": case "coder.added": case "coder.described": case "import.kept":
    case "history.joined": case "history.merged": case "history.undone": case "history.redone": case "history.wordsErased":
      return "study";
  }
}
