import { differenceKinds } from "../analysis/agreement/differences.ts";
import { placeOf, progressOf, type Numbered } from "../analysis/settling.ts";
import { resultNow } from "../analysis/coderComparison.ts";
import { pathOf } from "../study/code.ts";
import type { Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { timeCode } from "../text/turns.ts";
import { isContested } from "../workbench/consensus.ts";
import type { Call } from "./call.ts";
import { listing, study, type CliCommand } from "./command.ts";
import { codesOption, codersOption, differencesFor, sourcesOption, warnOfUnfinished } from "./comparing.ts";

/** A difference as listings show it. Offsets are UTF-16 code units in the current text. */
export interface DifferenceRow {
  readonly number: number | null;
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  /** The first coder's code, or the only one. */
  readonly code: string;
  readonly turn: number | null;
  /** Where in the recording, in milliseconds. */
  readonly at: number | null;
  readonly first: SideRow | null;
  readonly second: SideRow | null;
  readonly settled: boolean;
  readonly decision: DecisionRow | null;
}
interface SideRow {
  readonly coder: string;
  readonly code: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly codings: readonly string[];
  readonly quote: string;
}
interface DecisionRow {
  readonly outcome: string;
  readonly result: readonly { readonly code: string; readonly start: number; readonly end: number }[];
  readonly who: readonly string[];
  readonly reason: string;
  readonly date: string;
  readonly earlier: number;
  /** Two people decided it without seeing each other's decision; this is the later one. */
  readonly contested: boolean;
  readonly changedCode: string | null;
}

/** A difference with ids turned into names. */
export function rowOf(study: Study, difference: Numbered, names: readonly [string, string]): DifferenceRow {
  const { number, id, kind, sourceName, firstCode, secondCode, firstQuote, secondQuote, first, second, settled, decision } = difference;
  const source: Source = study.sources.get(difference.source)!;
  const { turn, at } = placeOf(source, difference.covering.start);
  return {
    number,
    id,
    kind,
    source: sourceName,
    code: firstCode ?? secondCode ?? "",
    turn,
    at,
    first: first && { coder: names[0], code: firstCode!, ranges: first.ranges, codings: first.codings, quote: firstQuote ?? "" },
    second: second && { coder: names[1], code: secondCode!, ranges: second.ranges, codings: second.codings, quote: secondQuote ?? "" },
    settled,
    decision: decision && {
      outcome: decision.outcome,
      result: resultNow(source, decision).map(({ code, start, end }) => ({ code: pathOf(study, code), start, end })),
      who: decision.who.map((c) => study.coders.get(c)?.name ?? "someone"),
      reason: decision.reason,
      date: decision.stamp.slice(0, 10),
      earlier: decision.earlier,
      contested: isContested(study, id),
      changedCode: decision.changedCode === null ? null : pathOf(study, decision.changedCode),
    },
  };
}

/** What differs, in a few words: "only RO", "HN: home visits, RO: waiting". */
export const whatDiffers = (row: DifferenceRow): string =>
  row.first && row.second ? (row.kind === "label" ? `${row.first.coder}: ${row.first.code} | ${row.second.coder}: ${row.second.code}` : row.code) : `only ${(row.first ?? row.second)!.coder}: ${row.code}`;

/** What was decided, in a word or two. */
export function howSettled(row: DifferenceRow): string {
  if (row.kind === "agreed" && !row.decision) return "agreed";
  if (!row.decision) return "";
  const words: Record<string, string> = { first: `kept ${row.first?.coder ?? "the first"}'s`, second: `kept ${row.second?.coder ?? "the second"}'s`, both: "kept both", other: "another range or code", none: "nothing coded", open: "left open" };
  return `${words[row.decision.outcome]}${row.decision.contested ? " (decided twice)" : ""}`;
}

/** Prints differences as a table. */
export function listDifferences(call: Call, rows: readonly DifferenceRow[], none: string): void {
  call.list(rows, ["", "source", "turn", "at", "kind", "what", "decided", "passage"], (r) => [r.number, r.source, r.turn, r.at === null ? "" : timeCode(r.at), r.kind, whatDiffers(r), howSettled(r), (r.first ?? r.second)!.quote], { none, give: "passage" });
}

/** Where two coders' codings meet and part. */
export const differenceCommands: readonly CliCommand[] = [
  {
    name: "differences",
    summary: "Where two coders' codings agree and differ, passage by passage",
    operands: [study],
    options: [codersOption, sourcesOption, codesOption, { name: "kind", value: "KIND", what: "only this kind", among: differenceKinds }, ...listing],
    notes: ["agreed: same code, same extent. boundary: same code, another extent. presence: only one coded it. label: different codes on the same passage. Only sources that both have marked as finished are compared."],
    examples: ["earshot differences study.earshot --coders HN,RO", "earshot differences study.earshot --coders HN,RO --kind label --json"],
    run: async (call) => {
      const study = await call.study();
      const found = await differencesFor(call, study);
      warnOfUnfinished(call, study, found.coders, found.notFinished);
      const wanted = call.value("kind");
      const rows = found.all.filter((d) => (wanted === undefined ? call.has("json") || d.kind !== "agreed" : d.kind === wanted)).map((d) => rowOf(study, d, found.names));
      listDifferences(call, rows, found.compared.length === 0 ? `${found.names.join(" and ")} have not both finished any source.` : "No differences here.");
      if (call.has("json") || found.compared.length === 0) return;
      const { agreed, byKind, settled, differences } = progressOf(found.all);
      call.say(`\n${agreed} agreed, ${byKind.boundary} boundary, ${byKind.presence} presence, ${byKind.label} label; ${settled} of ${differences} settled. "earshot consensus decide" settles them.`);
    },
  },
];
