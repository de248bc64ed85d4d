import type { Approach } from "../../study/settings.ts";

/** What each approach is called on the pages, and what it means for the tools. */
export const approachWords: Readonly<Record<Approach, readonly [name: string, means: string]>> = {
  reflexive: ["Reflexive", "Your reading is the instrument. A second coder is someone to think with; no coefficients unless you ask."],
  codebook: ["Codebook", "A shared codebook that grows with the reading; agreement is shown, not chased."],
  reliability: ["Coding reliability", "Two coders work blind on one codebook; agreement is computed and reported with its method."],
};
