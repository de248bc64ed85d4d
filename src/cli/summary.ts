import { joinedParticipants } from "../study/recruitment.ts";
import { codeOf } from "../study/coding.ts";
import { liveCodes } from "../study/code.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";

/** What a study holds, in counts. */
export interface StudySummary {
  readonly title: string;
  readonly approach: string;
  readonly participants: number;
  readonly sources: number;
  /** Codes and headings in use. */
  readonly codes: number;
  readonly headings: number;
  /** Codings in sources that are there. */
  readonly codings: number;
  /** People who code; not those who only ran commands. */
  readonly coders: number;
  readonly memos: number;
  /** Themes and subthemes that were not discarded. */
  readonly themes: number;
  readonly events: number;
  /** Where two people changed one thing unseen, or something could not apply. */
  readonly conflicts: number;
  readonly substudies: readonly string[];
}

export function summarise(study: Study): StudySummary {
  const sources = presentSources(study);
  const codes = liveCodes(study);
  return {
    title: study.settings.title,
    approach: study.settings.approach,
    participants: joinedParticipants(study).length,
    sources: sources.length,
    codes: codes.filter((c) => c.kind === "code").length,
    headings: codes.filter((c) => c.kind === "heading").length,
    codings: sources.reduce((sum, s) => sum + (study.codingsBySource.get(s.id) ?? []).filter((c) => codeOf(study, c)).length, 0),
    coders: [...study.coders.values()].filter((c) => c.declared).length,
    memos: study.memos.size,
    themes: [...study.themes.values()].filter((t) => t.state !== "discarded").length,
    events: study.events,
    conflicts: study.conflicts.size,
    substudies: [...study.substudies.values()].map((s) => s.name),
  };
}
