import { isDay, type Day } from "./history-days.ts";

export const kindNames = { people: "People", interviews: "Interviews", codes: "Codes", codings: "Codings", themes: "Themes", memos: "Memos", comparing: "Second coder", report: "Report", study: "The study itself" } as const;
export type Kind = keyof typeof kindNames;

/** What the history is narrowed to, as the address has it. */
export interface Filter {
  readonly who: string | null;
  readonly kind: Kind | null;
  readonly q: string;
  readonly about: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
}

export const noFilter: Filter = { who: null, kind: null, q: "", about: null, from: null, to: null };

export function filterOf(params: URLSearchParams): Filter {
  const kind = params.get("kind");
  const [from, to] = [params.get("from"), params.get("to")];
  return { who: params.get("who"), kind: kind !== null && kind in kindNames ? (kind as Kind) : null, q: params.get("q") ?? "", about: params.get("about"), from: isDay(from) ? from : null, to: isDay(to) ? to : null };
}

const entries = ({ who, kind, q, about, from, to }: Filter): Record<string, string> =>
  Object.fromEntries(Object.entries({ who, kind, q: q.trim() === "" ? null : q, about, from, to }).filter((e): e is [string, string] => e[1] !== null));

/** A filter as an address has it; what is not narrowed is left out. */
export const paramsOf = (filter: Filter): URLSearchParams => new URLSearchParams(entries(filter));

/** A filter as the server takes it, without the days: those are chosen from what it answers. */
export const queryOf = (filter: Filter, zone: string): Record<string, string> => ({ ...entries({ ...filter, q: filter.q.trim(), from: null, to: null }), zone });

export const isNarrowed = (filter: Filter): boolean => Object.keys(entries(filter)).length > 0;

/** Which of some days a filter leaves. A range given the wrong way round is taken the right way round. */
export function withinDays<D extends { readonly date: Day }>(days: readonly D[], { from, to }: Filter): readonly D[] {
  if (from === null && to === null) return days;
  const [first, last] = from !== null && to !== null && from > to ? [to, from] : [from ?? "", to ?? "9999"];
  return days.filter((d) => d.date >= first && d.date <= last);
}
