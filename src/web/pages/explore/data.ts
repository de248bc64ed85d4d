import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { PassageAnswer } from "../../../server/answers.ts";
import type { CourseAnswer, FrameworkAnswer, MatrixAnswer, MeetAnswer, MeetingPassage } from "../../../server/explore.ts";
import type { ContextAnswer, SuggestionAnswer, WordsAnswer } from "../../../server/explore-words.ts";
import type { UnitKind } from "../../../analysis/exploreUnits.ts";
import { ask, server } from "../../server.ts";

/** What part of the study is asked about, as the server reads it. */
export interface ScopeAsked {
  readonly substudy?: string;
  readonly coders?: string;
  readonly roles?: string;
}

/** Where in a study something is asked of: all of these are asked again after every change, and show the last answer until then. */
const question = <T>(key: readonly unknown[], ask: () => Promise<T>, enabled = true): UseQueryResult<T> => useQuery({ queryKey: ["analysis", "explore", ...key], enabled, placeholderData: (before: T | undefined) => before as never, queryFn: ask }) as UseQueryResult<T>;

export interface MeetAsked extends ScopeAsked {
  readonly kind: UnitKind;
  /** "" where codes must stand on the same letters, else how many turns may lie between. */
  readonly within: string;
}
const meetQuery = ({ within, ...asked }: MeetAsked): Record<string, string> => ({ ...asked, ...(within !== "" && { within }) });

export const useMeet = (asked: MeetAsked, top: string): UseQueryResult<MeetAnswer> => question(["meet", asked, top], () => ask<MeetAnswer>(server.explore.meet.$get({ query: { ...meetQuery(asked), top } as never }) as never));

export const useMeeting = (asked: MeetAsked, a: string, b: string): UseQueryResult<{ passages: MeetingPassage[]; total: number }> =>
  question(["meeting", asked, a, b], () => ask<{ passages: MeetingPassage[]; total: number }>(server.explore.meeting.$get({ query: { ...meetQuery(asked), a, b } as never }) as never));

export interface MatrixAsked extends ScopeAsked {
  readonly kind: UnitKind;
  readonly nested: "0" | "1";
}
export const useMatrix = (asked: MatrixAsked, by: string): UseQueryResult<MatrixAnswer> => question(["matrix", asked, by], () => ask<MatrixAnswer>(server.explore.matrix.$get({ query: { ...asked, ...(by !== "" && { by }) } as never }) as never));

export const useCell = (asked: MatrixAsked, unit: string, people: readonly string[]): UseQueryResult<{ passages: PassageAnswer[] }> =>
  question(["cell", asked, unit, people], () => ask<{ passages: PassageAnswer[] }>(server.explore.cell.$get({ query: { ...asked, unit, people: people.join(",") } as never }) as never));

export const useFramework = (asked: ScopeAsked, kind: UnitKind, units: readonly string[]): UseQueryResult<FrameworkAnswer> =>
  question(["framework", asked, kind, units], () => ask<FrameworkAnswer>(server.explore.framework.$get({ query: { ...asked, kind, units: units.join(",") } as never }) as never), units.length > 0);

export const useCourse = (asked: ScopeAsked, kind: UnitKind, units: readonly string[]): UseQueryResult<CourseAnswer> =>
  question(["course", asked, kind, units], () => ask<CourseAnswer>(server.explore.course.$get({ query: { ...asked, kind, units: units.join(",") } as never }) as never), units.length > 0);

export const useWords = (asked: ScopeAsked, { stop, leave, shortest }: { readonly stop: boolean; readonly leave: string; readonly shortest: number }): UseQueryResult<WordsAnswer> =>
  question(["words", asked, stop, leave, shortest], () => ask<WordsAnswer>(server.explore.words.$get({ query: { ...asked, stop: stop ? "1" : "0", leave, shortest: String(shortest), limit: "300" } as never }) as never));

export const useContext = (asked: ScopeAsked, words: string): UseQueryResult<ContextAnswer> => question(["context", asked, words], () => ask<ContextAnswer>(server.explore.context.$get({ query: { ...asked, words } as never }) as never), words.trim() !== "");

export const useSuggestions = (asked: ScopeAsked, words: string, code: string, unit: string): UseQueryResult<{ suggestions: SuggestionAnswer[]; total: number; skipped: string[] }> =>
  question(["suggestions", asked, words, code, unit], () => ask<{ suggestions: SuggestionAnswer[]; total: number; skipped: string[] }>(server.explore.suggestions.$get({ query: { ...asked, words, code, unit } as never }) as never), words.trim() !== "" && code !== "");
