import { codeOf, rangeOf } from "../src/study/coding.ts";
import type { Agreed, Outcome } from "../src/study/consensus.ts";
import type { Command } from "../src/study/study.ts";
import type { ShownDifference } from "../src/analysis/coderComparison.ts";
import { json, type SampleStudy, type Settled } from "./content.ts";
import type { Desk, Sitting } from "./desk.ts";

/** Three interviews for the second coder, blind, and how the two settled their differences. */
export function settlingSittings(): Sitting[] {
  const { assignment } = json<SampleStudy>("study.json");
  const sources = (desk: Desk): string[] => assignment.interviews.map((name) => desk.source(name).id);
  const { coders, decisions } = json<{ coders: [string, string]; decisions: Settled[] }>("decisions-consensus.json");
  return [
    { day: assignment.given, by: "AM", pace: 5, work: async (desk) => void (await desk.do({ type: "assignment.make", coder: desk.coder(assignment.coder), sources: sources(desk), blind: true, mayMakeCodes: false, rule: assignment["why these"], seed: null })) },
    { day: assignment.finished, by: assignment.coder, pace: 5, work: async (desk) => void (await desk.do({ type: "assignment.finish", coder: desk.actor, sources: sources(desk), finished: true })) },
    ...decisions.map((decision): Sitting => ({ day: decision.date, by: decision.who.at(-1) === "AM" ? "AM" : "HN", pace: 7, work: (desk) => settle(desk, coders, decision) })),
  ];
}

/** Records a decision on every difference that its passages belong to, and the new definition where it led to one, as one step. */
async function settle(desk: Desk, [one, other]: readonly [string, string], settled: Settled): Promise<void> {
  const { source, outcome, who, reason, changedCode, definition } = settled;
  const ids = async (coder: string, side: Settled["first"]): Promise<string[]> => Promise.all(side.map(async (c) => (await desk.coding(coder, source, c.quote, c.code)).id));
  const spokenOf = new Set([...(await ids(one, settled.first)), ...(await ids(other, settled.second))]);
  const about = (await desk.differences(one, other)).filter((d) => d.kind !== "agreed" && codingsOf(d).some((id) => spokenOf.has(id)));
  if (about.length === 0) throw new Error(`${source}: the decision "${reason}" is about no difference`);
  const result = await Promise.all(settled.result.map(async (r): Promise<Agreed> => ({ code: desk.code(r.code), ...(await desk.place(source, r.quote)) })));
  const changed = changedCode === undefined ? null : desk.code(changedCode);
  const whole = about.length === 1 && codingsOf(about[0]!).every((id) => spokenOf.has(id));
  const decisions = about.map((difference, i): Command => {
    const sides = { first: [...(difference.first?.codings ?? [])], second: [...(difference.second?.codings ?? [])] };
    const share = whole || outcome === "open" ? { outcome, result } : shareOf(desk, about, i, spokenOf, result);
    return { type: "consensus.decide", difference: difference.id, source: difference.source, ...sides, ...share, who: who.map(desk.coder), reason, changedCode: changed };
  });
  const redefined: Command[] = changed === null || definition === undefined ? [] : [{ type: "code.describe", code: changed, description: definition, reason: `From a difference in ${source}: ${reason}` }];
  await desk.do(...redefined, ...decisions);
}

const codingsOf = (d: ShownDifference): readonly string[] => [...(d.first?.codings ?? []), ...(d.second?.codings ?? [])];
const sameStretches = (a: readonly Agreed[], b: readonly Agreed[]): boolean => a.length === b.length && a.every((x) => b.some((y) => x.code === y.code && x.start === y.start && x.end === y.end));

/**
 * What a decision comes to for one of the differences that it touches: of what was decided, that which has one of its
 * codes (what has a code of none of them goes to the first), and as it was what the two did not speak of.
 */
function shareOf(desk: Desk, about: readonly ShownDifference[], i: number, spokenOf: ReadonlySet<string>, decided: readonly Agreed[]): { outcome: Outcome; result: Agreed[] } {
  const { study } = desk.wb;
  const codes = (d: ShownDifference): (string | undefined)[] => [d.first?.code, d.second?.code];
  const difference = about[i]!;
  const own = decided.filter((r) => codes(difference).includes(r.code) || (i === 0 && !about.some((d) => codes(d).includes(r.code))));
  const untouched = codingsOf(difference).filter((id) => !spokenOf.has(id)).map((id): Agreed => {
    const coding = study.codings.get(id)!;
    return { code: codeOf(study, coding)!.id, ...rangeOf(study, coding) };
  });
  const result = [...own, ...untouched.filter((u) => !own.some((r) => r.code === u.code))];
  const side = (s: ShownDifference["first"]): Agreed[] => s?.ranges.map((range) => ({ code: s.code, ...range })) ?? [];
  const [first, second] = [side(difference.first), side(difference.second)];
  if (result.length === 0) return { outcome: "none", result };
  return { outcome: sameStretches(result, first) ? "first" : sameStretches(result, second) ? "second" : sameStretches(result, [...first, ...second]) ? "both" : "other", result };
}
