/** Whose codings and words are counted. */
export interface Filters {
  /** Ids of coders; everyone's layers where none is chosen. */
  readonly coders: readonly string[];
  /** Whose words: those of one role of speakers, or everyone's. */
  readonly speakers: "" | "participant" | "interviewer" | "not interviewer";
}

export const noFilters: Filters = { coders: [], speakers: "" };

const roles: Readonly<Record<Filters["speakers"], string>> = { "": "", participant: "participant", interviewer: "interviewer", "not interviewer": "participant,other,unknown" };

/** The filters as the server is asked. */
export const asked = ({ coders, speakers }: Filters, substudy: string): { substudy?: string; coders?: string; roles?: string } => ({
  ...(substudy !== "" && { substudy }),
  ...(coders.length > 0 && { coders: coders.join(",") }),
  ...(speakers !== "" && { roles: roles[speakers] }),
});

/** Coders with one more or one less chosen; all of them are none chosen, which also counts whoever comes later. */
export function withCoder(chosen: readonly string[], all: readonly string[], coder: string): string[] {
  const now = new Set(chosen.length === 0 ? all : chosen);
  if (!now.delete(coder)) now.add(coder);
  return now.size === 0 || now.size === all.length ? [] : all.filter((id) => now.has(id));
}
