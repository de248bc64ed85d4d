import type { BesideRow } from "../../server/then.ts";
import type { Day } from "./history-days.ts";

/** Two days in their order, the second null for today; a second day that is today, or not past the first, is today too. */
export function bySide(from: Day | null, to: Day | null, today: Day): readonly [Day | null, Day | null] {
  if (to === null || from === null || to >= today) return [from, null];
  return from === to ? [from, null] : from < to ? [from, to] : [to, from >= today ? null : from];
}

const order = ["added", "split", "renamed", "moved", "merged", "redefined", "retired", "back in use", "removed"] as const;

/** "3 added, 2 renamed": of how many codes each was true. A merge and a split count once, by the code that they were done to. */
export function countedMarks(rows: readonly BesideRow[]): string[] {
  return order.flatMap((kind) => {
    const n = rows.filter((r) => r.marks.some((m) => m.kind === kind && !/^(Took in|Split from)/.test(m.words))).length;
    return n === 0 ? [] : [`${n} ${kind}`];
  });
}

/** What a mark says beside its name, which is not said twice: "renamed", "from “visits” to “home visits”"; "" where the name says it all. */
export const markWords = ({ kind, words }: BesideRow["marks"][number]): string => (kind === "added" || kind === "retired" || kind === "back in use" ? "" : words.replace(/^(Renamed|Moved|Merged|Split|Changed:) /, ""));

const fields = [["description", ""], ["whenToUse", "When to use:"], ["whenNotToUse", "When not to use:"], ["example", "Example:"]] as const;

/** The parts of a code's definition that are shown on one side: where something changed all that did, else its description alone. */
export function definitionParts({ then, now, marks }: BesideRow, side: "then" | "now"): { readonly field: string; readonly label: string; readonly before: string; readonly after: string; readonly changed: boolean }[] {
  const redefined = marks.some((m) => m.kind === "redefined");
  return fields.flatMap(([field, label]) => {
    const [before, after] = [then?.[field] ?? "", now?.[field] ?? ""];
    const changed = then !== null && now !== null && before !== after;
    const here = side === "then" ? before : after;
    if (here === "" || (redefined && !changed && field !== "description") || (!redefined && field !== "description" && then !== null && now !== null)) return [];
    return [{ field, label, before, after, changed }];
  });
}
