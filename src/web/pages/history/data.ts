import { useQuery } from "@tanstack/react-query";
import type { DaysAnswer, PartsAnswer, TrailAnswer } from "../../../server/history.ts";
import type { BesideAnswer, ThenAnswer } from "../../../server/then.ts";
import type { PassageAnswer, SourceAnswer } from "../../../server/answers.ts";
import { ask, server } from "../../server.ts";
import { endOfDay, localDay, type Day } from "../../state/history-days.ts";
import { queryOf, type Filter } from "../../state/history-filter.ts";

/** Where the reader is: what happened late in the evening belongs to that day. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** The reader's own day just now. */
export const today = (): Day => localDay(new Date());

const before = <T>(last: T | undefined): T | undefined => last;

/** How much happened on which day, and what the history can be narrowed to. */
export const useDays = (filter: Filter) => {
  const query = queryOf(filter, zone);
  return useQuery({ queryKey: ["history", "days", query], placeholderData: before, queryFn: () => ask<DaysAnswer>(server.trail.days.$get({ query } as never) as never) });
};

/** What happened on some days; asked once they are looked at. */
export const useTrail = (filter: Filter, days: { readonly from: Day; readonly to: Day }, limit: number, wanted: boolean) => {
  const query = { ...queryOf(filter, zone), ...days, limit: String(limit) };
  return useQuery({ queryKey: ["history", "trail", query], enabled: wanted, placeholderData: before, queryFn: () => ask<TrailAnswer>(server.trail.$get({ query } as never) as never) });
};

/** What is folded into one line. */
export const useParts = (filter: Filter, day: Day, key: string) => {
  const query = { ...queryOf(filter, zone), day, key };
  return useQuery({ queryKey: ["history", "line", query], queryFn: () => ask<PartsAnswer>(server.trail.line.$get({ query } as never) as never) });
};

/** The study as it stood at the end of a day. */
export const useThen = (day: Day) => useQuery({ queryKey: ["at", day], placeholderData: before, queryFn: () => ask<ThenAnswer>(server.past.$get({ query: { date: endOfDay(day) } }) as never) });

export const useThenSource = (day: Day, id: string) =>
  useQuery({ queryKey: ["at", day, "source", id], queryFn: () => ask<SourceAnswer>(server.past.sources[":id"].$get({ param: { id }, query: { date: endOfDay(day) } }) as never) });

export const useThenPassages = (day: Day, code: string) =>
  useQuery({ queryKey: ["at", day, "passages", code], queryFn: async () => (await ask<{ passages: PassageAnswer[] }>(server.past.codes[":id"].passages.$get({ param: { id: code }, query: { date: endOfDay(day) } }) as never)).passages });

/** The codebook of one day beside another's, or today's where `to` is null. */
export const useBeside = (from: Day | null, to: Day | null) =>
  useQuery({
    queryKey: ["at", "codebook", from, to],
    enabled: from !== null,
    placeholderData: before,
    queryFn: () => ask<BesideAnswer>(server.past.codebook.$get({ query: { from: endOfDay(from!), ...(to !== null && { to: endOfDay(to) }) } } as never) as never),
  });
