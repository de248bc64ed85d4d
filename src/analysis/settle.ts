import type { CodeId } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Outcome } from "../study/consensus.ts";
import { refuse, type Refusal } from "../study/event.ts";
import type { Command } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import type { Difference } from "./agreement/differences.ts";

/** The parts of a code's definition that a decision can change. */
export type DefinitionField = "description" | "whenToUse" | "whenNotToUse";

/** What people came to about one difference. */
export interface Settling {
  readonly outcome: Outcome;
  /** For "other": with which code, and where in the offsets of the current text. What is not given is the first side's, or the only one's. */
  readonly other?: { readonly code?: CodeId | undefined; readonly range?: Range | undefined } | undefined;
  readonly reason?: string | undefined;
  /** The stamp of the decision that was in front of whoever decides; see the command. */
  readonly over?: string | null | undefined;
  readonly who: readonly CoderId[];
  /** What the decision changes in the codebook. The code can be left out where the decision leaves only one in question. */
  readonly definition?: { readonly code?: CodeId | undefined; readonly field?: DefinitionField | undefined; readonly text: string } | undefined;
}

type Sides = Pick<Difference, "id" | "source" | "first" | "second">;
type Result = { code: string; start: number; end: number }[];
type Refused = { readonly ok: false; readonly refusal: Refusal };

/** The commands that record a decision, to be carried out as one step: the change of a definition first, then the decision that is linked to it. */
export function settle(difference: Sides, settling: Settling): { readonly ok: true; readonly commands: Command[] } | Refused {
  const { outcome, who, reason = "", definition } = settling;
  const found = resultOf(difference, settling);
  if (!found.ok) return found;
  const commands: Command[] = [];
  let changedCode: CodeId | null = null;
  if (definition) {
    const code = definition.code ?? codeInQuestion(difference, found.result);
    if (code === undefined) return refuse("missing", "Say which code's definition is changed: the decision leaves more than one code in question.");
    changedCode = code;
    // Who reads the codebook's history may be coding blind: the reason of the decision stays with the decision.
    commands.push({ type: "code.describe", code, [definition.field ?? "description"]: definition.text, reason: "Made clearer when coders settled a difference" });
  }
  const { id, source, first, second } = difference;
  commands.push({ type: "consensus.decide", difference: id, source, first: [...(first?.codings ?? [])], second: [...(second?.codings ?? [])], outcome, result: found.result, who: [...who], reason, changedCode, ...(settling.over !== undefined && { over: settling.over }) });
  return { ok: true, commands };
}

/** The one code that a decision is about; undefined where it is about several. */
function codeInQuestion({ first, second }: Sides, result: Result): CodeId | undefined {
  const codes = new Set(result.length > 0 ? result.map((r) => r.code) : [first?.code, second?.code].filter((code) => code !== undefined));
  return codes.size === 1 ? [...codes][0] : undefined;
}

function resultOf({ first, second }: Sides, { outcome, other }: Settling): { ok: true; result: Result } | Refused {
  const kept = (side: Sides["first"]): Result => side?.ranges.map(({ start, end }) => ({ code: side.code, start, end })) ?? [];
  if (outcome !== "other" && (other?.code !== undefined || other?.range !== undefined)) return refuse("invalid", `A code or a range is only given with "other"; "${outcome}" says already what is kept.`);
  switch (outcome) {
    case "first": case "second": {
      const side = outcome === "first" ? first : second;
      return side ? { ok: true, result: kept(side) } : refuse("invalid", `The ${outcome} coder coded nothing here, so there is nothing of theirs to keep. Use "none" if nothing should be coded, or "${outcome === "first" ? "second" : "first"}".`);
    }
    case "both":
      return first && second ? { ok: true, result: [...kept(first), ...kept(second)] } : refuse("invalid", `Only the ${first ? "first" : "second"} coder coded here; use "${first ? "first" : "second"}" to keep it.`);
    case "none": case "open":
      return { ok: true, result: [] };
    case "other": {
      if (other?.code === undefined && other?.range === undefined) return refuse("invalid", "Say which other code or range you settled on.");
      const side = first ?? second!;
      const ranges = other.range ? [other.range] : side.ranges;
      return { ok: true, result: ranges.map(({ start, end }) => ({ code: other.code ?? side.code, start, end })) };
    }
  }
}
