import type { ShownDifference } from "../analysis/coderComparison.ts";
import { codeAt, pathOf, type CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Outcome } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import type { Command, Study } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import { readAll, type Workbench } from "./workbench.ts";

/** What two people came to about one difference. */
export interface Settling {
  readonly outcome: Outcome;
  /** For "other": where, in the offsets of the current text, and with which code (a full path). What is not given is the first side's, or the only one's. */
  readonly code?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly reason?: string | undefined;
  readonly who: readonly CoderId[];
  /** What the decision changes in the codebook. */
  readonly definition?: { readonly code?: string | undefined; readonly field?: "description" | "whenToUse" | "whenNotToUse" | undefined; readonly text: string } | undefined;
}

/** The commands that record a decision, to be carried out as one step: the change of a definition first, then the decision that is linked to it. */
export function settle(study: Study, difference: ShownDifference, settling: Settling): { ok: true; commands: Command[] } | { ok: false; refusal: Refusal } {
  const { outcome, who, reason = "", definition } = settling;
  const found = resultOf(study, difference, settling);
  if (!found.ok) return found;
  const commands: Command[] = [];
  let changedCode: CodeId | null = null;
  if (definition) {
    const named = definition.code === undefined ? onlyCode(difference, found.result) : codeAt(study, definition.code)?.id;
    if (named === undefined) return refuse("missing", definition.code === undefined ? "Say which code's definition is changed: the decision leaves more than one code in question." : `There is no code "${definition.code}" in this study.`);
    changedCode = named;
    // Who reads the codebook's history may be coding blind: the reason of the decision stays with the decision.
    commands.push({ type: "code.describe", code: named, [definition.field ?? "description"]: definition.text, reason: "Made clearer when coders settled a difference" });
  }
  commands.push({
    type: "consensus.decide",
    difference: difference.id,
    source: difference.source,
    first: [...(difference.first?.codings ?? [])],
    second: [...(difference.second?.codings ?? [])],
    outcome,
    result: found.result,
    who: [...who],
    reason,
    changedCode,
  });
  return { ok: true, commands };
}

type Result = { code: string; start: number; end: number }[];

function onlyCode(difference: ShownDifference, result: Result): CodeId | undefined {
  const codes = new Set(result.length > 0 ? result.map((r) => r.code) : [difference.first?.code, difference.second?.code].filter((c) => c !== undefined));
  return codes.size === 1 ? [...codes][0] : undefined;
}

function resultOf(study: Study, difference: ShownDifference, { outcome, code, start, end }: Settling): { ok: true; result: Result } | { ok: false; refusal: Refusal } {
  const { first, second } = difference;
  const kept = (side: { code: string; ranges: readonly Range[] } | null): Result => side?.ranges.map((range) => ({ code: side.code, start: range.start, end: range.end })) ?? [];
  if (outcome !== "other" && (code !== undefined || start !== undefined || end !== undefined)) return refuse("invalid", `A code or a range is only given with "other"; "${outcome}" says already what is kept.`);
  switch (outcome) {
    case "first": case "second": {
      const side = outcome === "first" ? first : second;
      const other = outcome === "first" ? "second" : "first";
      return side ? { ok: true, result: kept(side) } : refuse("invalid", `The ${outcome} coder coded nothing here, so there is nothing of theirs to keep. Use "none" if nothing should be coded, or "${other}".`);
    }
    case "both":
      return first && second ? { ok: true, result: [...kept(first), ...kept(second)] } : refuse("invalid", `Only the ${first ? "first" : "second"} coder coded here; use "${first ? "first" : "second"}" to keep it.`);
    case "none": case "open":
      return { ok: true, result: [] };
    case "other": {
      const chosen = code === undefined ? undefined : codeAt(study, code);
      if (code !== undefined && !chosen) return refuse("missing", `There is no code "${code}" in this study.`);
      if (chosen?.kind === "heading") return refuse("not allowed", `"${chosen.name}" is a heading; choose one of the codes below it.`);
      if (chosen === undefined && start === undefined && end === undefined) return refuse("invalid", "Say which other code (--code) or range (--start and --end) you settled on.");
      if ((start === undefined) !== (end === undefined)) return refuse("invalid", "Give both ends of the range.");
      const side = first ?? second!;
      const ranges = start === undefined ? side.ranges : [{ start, end: end! }];
      return { ok: true, result: ranges.map((range) => ({ code: chosen?.id ?? side.code, start: range.start, end: range.end })) };
    }
  }
}

/** One decision about a difference, as it was made. */
export interface DecisionMade {
  readonly stamp: string;
  /** The name of who recorded it. */
  readonly actor: string;
  readonly outcome: Outcome;
  readonly result: readonly string[];
  readonly who: readonly string[];
  readonly reason: string;
  /** Whether it is the one that counts. */
  readonly stands: boolean;
  /** True where another copy decided the same difference without having seen this decision. */
  readonly unseen: boolean;
}

/** Every decision about a difference, oldest first; also the ones that no longer stand. */
export async function decisionsOn(workbench: Workbench, difference: string): Promise<DecisionMade[]> {
  const { study } = workbench;
  const nameOf = (coder: CoderId): string => study.coders.get(coder)?.name ?? "someone";
  const stands = study.decisions.get(difference)?.stamp;
  const conflict = study.conflicts.get(`difference/${difference}/`);
  const events = await readAll(workbench.log, ["consensus.decided"]);
  return events.flatMap((event): DecisionMade[] =>
    event.type !== "consensus.decided" || event.body.difference !== difference
      ? []
      : [
          {
            stamp: event.stamp,
            actor: nameOf(event.actor),
            outcome: event.body.outcome,
            result: event.body.result.map((r) => pathOf(study, r.code)),
            who: event.body.who.map(nameOf),
            reason: event.words.reason ?? "",
            stands: event.stamp === stands,
            unseen: conflict?.earlier?.replica === event.replica && conflict.earlier.seq === event.seq,
          },
        ],
  );
}

/** Whether two people decided it without seeing each other's decision. The later one stands until somebody decides anew. */
export const isContested = (study: Study, difference: string): boolean => study.conflicts.has(`difference/${difference}/`);
