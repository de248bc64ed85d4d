import { QueryClient, useQueries, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { CodeAnswer, CodingAnswer, FoundAnswer, PassageAnswer, SourceAnswer, StudyAnswer } from "../server/answers.ts";
import { ask, Gone, server } from "./server.ts";

/** What the pages remember of the server's answers. Nothing grows old by itself: changes are told by server-sent events. */
export const memory = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000, refetchOnWindowFocus: false, retry: (count, problem) => problem instanceof Gone && count < 100, retryDelay: 1000 } },
});

export const studyQuery = { queryKey: ["study"], queryFn: () => ask<StudyAnswer>(server.study.$get() as never) };

/** The study: settings, codes, interviews, themes, people. Every page below the shell can count on it being there. */
export const useStudy = (): StudyAnswer => useSuspenseQuery(studyQuery).data;

/** The study where it may not be there yet. */
export const useStudyIfOpen = (open: boolean): StudyAnswer | undefined => useQuery({ ...studyQuery, enabled: open }).data;

export const sourceQuery = (id: string) => ({ queryKey: ["source", id], queryFn: () => ask<SourceAnswer>(server.sources[":id"].$get({ param: { id } }) as never) });

/** One interview with its text and codings. */
export const useSource = (id: string) => useQuery(sourceQuery(id));

/** All codings of some interviews, as far as they have come in. */
export const useCodingsIn = (ids: readonly string[]): readonly CodingAnswer[] => useQueries({ queries: ids.map(sourceQuery) }).flatMap((q) => q.data?.codings ?? []);

/** All passages of a code, in context. */
export const usePassages = (code: string) => useQuery({ queryKey: ["passages", code], queryFn: async () => (await ask<{ passages: PassageAnswer[] }>(server.codes[":id"].passages.$get({ param: { id: code } }) as never)).passages });

/** What is found for some words; keeps the last answer while the next is on its way. */
export const useFound = (q: string) =>
  useQuery({ queryKey: ["find", q], enabled: q.trim() !== "", placeholderData: (before) => before, queryFn: async () => (await ask<{ found: FoundAnswer[] }>(server.find.$get({ query: { q } } as never) as never)).found });

/** Which study lies open on the server, and which could. */
export const useDesk = () => useQuery({ queryKey: ["desk"], queryFn: () => ask(server.desk.$get()) });

const byId = new WeakMap<StudyAnswer, Map<string, CodeAnswer>>();

/** A study's codes by id; made once for each answer. */
export function codesById(study: StudyAnswer): Map<string, CodeAnswer> {
  let map = byId.get(study);
  if (!map) byId.set(study, (map = new Map(study.codes.map((c) => [c.id, c]))));
  return map;
}
