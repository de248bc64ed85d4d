import type { Recorded } from "../study/study.ts";
import { counted } from "./wording.ts";

const times = (n: number): string => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);

/** What several events of one kind come to, for the kinds that come in numbers; without a full stop. */
export const together: Partial<Record<Recorded["type"], (n: number) => string>> = {
  "coding.added": (n) => `Coded ${counted(n, "passage")}`,
  "coding.removed": (n) => `Removed ${counted(n, "coding")}`,
  "coding.resized": (n) => `Changed the extent of ${counted(n, "coding")}`,
  "coding.recoded": (n) => `Changed the code of ${counted(n, "coding")}`,
  "participant.registered": (n) => `Registered ${counted(n, "participant")}`,
  "participant.described": (n) => `Changed what is known of participants, ${times(n)}`,
  "attribute.defined": (n) => `Defined ${counted(n, "attribute")}`,
  "recruitment.recorded": (n) => `Recorded ${counted(n, "step")} of recruitment`,
  "eligibility.recorded": (n) => `Recorded whether criteria are met, ${times(n)}`,
  "consent.recorded": (n) => `Recorded ${counted(n, "consent")}`,
  "interview.recorded": (n) => `Recorded ${counted(n, "interview")}`,
  "source.imported": (n) => `Imported ${counted(n, "transcript")}`,
  "source.edited": (n) => `Corrected transcripts, ${times(n)}`,
  "source.readingMarked": (n) => `Marked transcripts as read, ${times(n)}`,
  "code.created": (n) => `Made ${counted(n, "code")}`,
  "theme.codePlaced": (n) => `Placed codes in themes or took them out, ${times(n)}`,
  "theme.quotationChosen": (n) => `Chose ${counted(n, "quotation")}`,
  "theme.quotationMoved": (n) => `Reordered quotations, ${times(n)}`,
  "consensus.decided": (n) => `Settled ${counted(n, "difference")} between coders`,
};
