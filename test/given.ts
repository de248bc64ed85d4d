import { expect } from "vitest";
import { extend, fold } from "../src/study/fold.ts";
import { nextStamp } from "../src/study/stamp.ts";
import { decide, type Command, type Recorded, type Study, type StudyEvent } from "../src/study/study.ts";

/** A study in which commands can be tried: `given(…)` what went before, `when` one more, then look at events or the refusal. */
export interface Given {
  readonly study: Study;
  readonly events: readonly Recorded[];
  /** Carries a command out, as HN; fails the test where it is refused. Returns what it made. */
  do(command: Command): string | undefined;
  /** The events that a command comes to, with their types; nothing is carried out. */
  when(command: Command): readonly StudyEvent[];
  /** The sentence with which a command is refused; fails the test where it is not. */
  refusal(command: Command): string;
}

/** A study in which these commands have been carried out one after the other. Ids count: "id1", "id2" … */
export function given(...commands: readonly Command[]): Given {
  const events: Recorded[] = [];
  const study = fold([]);
  let ids = 0;
  const context = { id: () => `id${++ids}`, actor: "hn" };
  const result: Given = {
    study,
    events,
    do(command) {
      const decision = decide(study, command, context);
      if (!decision.ok) throw new Error(`refused: ${decision.refusal.sentence}`);
      for (const event of decision.events) {
        const seq = events.length + 1;
        const recorded = { replica: "aaaa", seq, step: seq, actor: "hn", stamp: nextStamp(study.lastStamp, 1_700_000_000_000 + seq, "aaaa"), ...event } as Recorded;
        events.push(recorded);
        expect(extend(study, [recorded])).toBe(true);
      }
      return decision.made;
    },
    when(command) {
      const decision = decide(study, command, context);
      if (!decision.ok) throw new Error(`refused: ${decision.refusal.sentence}`);
      return decision.events;
    },
    refusal(command) {
      const decision = decide(study, command, context);
      if (decision.ok) throw new Error(`not refused: ${decision.said}`);
      return decision.refusal.sentence;
    },
  };
  for (const command of commands) result.do(command);
  return result;
}

export const aCode = (id: string, name = id, parent: string | null = null, kind: "code" | "heading" = "code"): Command => ({ type: "code.create", id, name, parent, kind, colour: null });

/** A source of so many letters. */
export const aSource = (id: string, units = 100): Command => ({
  type: "source.import", id, name: id, content: `content-${id}`, file: `file-${id}`, units, format: "txt", charset: "UTF-8", turns: [], speakers: [], participant: null,
});

export const hn: Command = { type: "coder.add", id: "hn", name: "HN" };
