import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeOf } from "./coding.ts";
import type { Context } from "./event.ts";
import { fingerprint } from "./fingerprint.ts";
import { byStamp, extend, fold } from "./fold.ts";
import type { StepRef } from "./history.ts";
import { nextStamp } from "./stamp.ts";
import { decide, type Command, type Recorded, type Study, type StudyEvent } from "./study.ts";
import { render } from "../text/edit.ts";

/** A copy of a study as a workbench would run it, with its own clock and log, and nothing kept but events. */
class Copy {
  readonly replica: string;
  events: Recorded[] = [];
  study: Study;
  #ids = 0;
  #now: number;

  constructor(replica: string, now = 1_700_000_000_000) {
    this.replica = replica;
    this.#now = now;
    this.study = fold([]);
  }
  #record(events: readonly StudyEvent[]): void {
    const own = (): number => this.events.filter((e) => e.replica === this.replica).length;
    const step = own() + 1;
    for (const event of events) {
      const stamp = nextStamp(this.study.lastStamp, (this.#now += 7), this.replica);
      const recorded = { replica: this.replica, seq: own() + 1, stamp, step, actor: "hn", ...event } as Recorded;
      this.events.push(recorded);
      if (!extend(this.study, [recorded])) this.study = fold(this.events);
    }
  }
  do(command: Command): boolean {
    const context: Context = { id: () => `${this.replica}-${++this.#ids}`, actor: "hn" };
    const decision = decide(this.study, command, context);
    if (decision.ok) this.#record(decision.events);
    return decision.ok;
  }
  undo(): boolean {
    const step = this.study.stacks.get(this.replica)?.done.at(-1);
    return step ? this.#toggle("undone", step) : false;
  }
  redo(): boolean {
    const step = this.study.stacks.get(this.replica)?.undone.at(-1);
    return step ? this.#toggle("redone", step) : false;
  }
  #toggle(kind: "undone" | "redone", { replica, step }: StepRef): boolean {
    this.#record([{ type: `history.${kind}`, body: { replica, step }, words: {} }]);
    return true;
  }
  merge(other: Copy): void {
    const known = new Set(this.events.map((e) => `${e.replica}:${e.seq}`));
    const news = other.events.filter((e) => !known.has(`${e.replica}:${e.seq}`));
    if (news.length === 0) return;
    this.events.push(...news);
    this.study = fold(this.events);
    const heads: Record<string, number> = {};
    for (const e of this.events) heads[e.replica] = Math.max(e.seq, heads[e.replica] ?? 0);
    if (news.some((e) => e.type !== "history.merged")) this.#record([{ type: "history.merged", body: { heads }, words: {} }]);
  }
}

const letters = "It was never the same day twice. She would ring and say, I have a gap on Thursday.";

/** A study with one text, two codes and a coding, and a second copy that has seen all of it. */
function twoCopies(): [Copy, Copy] {
  const one = new Copy("aaaa");
  for (const command of [
    { type: "study.create", id: "s", title: "Test", approach: "codebook" },
    { type: "coder.add", id: "hn", name: "HN" },
    { type: "source.import", id: "m4", name: "Mother 4", content: "c", file: "f", units: letters.length, format: "txt", charset: "UTF-8", turns: [], speakers: [], participant: null },
    { type: "code.create", id: "irregular", name: "irregular", parent: null, kind: "code", colour: null },
    { type: "code.create", id: "ringing", name: "ringing", parent: null, kind: "code", colour: null },
    { type: "coding.add", id: "k1", source: "m4", code: "irregular", start: 7, end: 31 },
  ] satisfies Command[]) expect(one.do(command)).toBe(true);
  const two = new Copy("bbbb", 1_700_000_000_500);
  two.merge(one);
  return [one, two];
}

const textOf = (study: Study): string => {
  const source = study.sources.get("m4");
  return source ? render(source.text, letters, source.version) : "";
};
const quote = (study: Study, coding: string): string => {
  const { start, end } = rangeOf(study, study.codings.get(coding)!);
  return textOf(study).slice(start, end);
};

describe("a text that is corrected after it is coded", () => {
  it("moves codings made before, and keeps those made after where they were made", () => {
    const [one] = twoCopies();
    one.do({ type: "source.edit", source: "m4", letters: textOf(one.study), edits: [{ at: 0, remove: 2, insert: "Honestly, it" }] });
    expect(quote(one.study, "k1")).toBe("never the same day twice");
    const start = textOf(one.study).indexOf("ring");
    one.do({ type: "coding.add", id: "k2", source: "m4", code: "ringing", start, end: start + 4 });
    one.do({ type: "source.edit", source: "m4", letters: textOf(one.study), edits: [{ at: 0, remove: 10, insert: "" }] });
    expect(quote(one.study, "k2")).toBe("ring");
  });

  it("has exactly its old letters and ranges again after undo, and the new ones after redo", () => {
    const [one] = twoCopies();
    const before = fingerprint(one.study);
    one.do({ type: "source.edit", source: "m4", letters: textOf(one.study), edits: [{ at: 7, remove: 24, insert: "always" }] });
    expect(quote(one.study, "k1")).toBe("always");
    one.undo();
    expect(textOf(one.study)).toBe(letters);
    expect(quote(one.study, "k1")).toBe("never the same day twice");
    expect({ ...one.study.codings.get("k1")! }).toEqual({ ...JSON.parse(before).codings.map[0][1], version: new Set() });
    one.redo();
    expect(quote(one.study, "k1")).toBe("always");
  });

  it("shows an anchor that lost its words as empty, and never drops it", () => {
    const [one] = twoCopies();
    one.do({ type: "source.edit", source: "m4", letters: textOf(one.study), edits: [{ at: 0, remove: 40, insert: "" }] });
    expect(quote(one.study, "k1")).toBe("");
    expect(one.study.codings.size).toBe(1);
  });

  it("reads a range in the text that its coder had seen, not in what somebody else had made of it meanwhile", () => {
    const [one, two] = twoCopies();
    one.do({ type: "source.edit", source: "m4", letters, edits: [{ at: 0, remove: 0, insert: "Well, you know. " }] });
    const start = letters.indexOf("gap");
    two.do({ type: "coding.add", id: "k9", source: "m4", code: "ringing", start, end: start + 3 });
    one.merge(two);
    two.merge(one);
    expect(quote(one.study, "k9")).toBe("gap");
    expect(quote(two.study, "k9")).toBe("gap");
  });

  it("reads a range coded over an edit that is undone later by somebody else", () => {
    const [one, two] = twoCopies();
    one.do({ type: "source.edit", source: "m4", letters, edits: [{ at: 0, remove: 0, insert: "Well. " }] });
    two.merge(one);
    const start = textOf(two.study).indexOf("gap");
    two.do({ type: "coding.add", id: "k9", source: "m4", code: "ringing", start, end: start + 3 });
    one.undo();
    one.merge(two);
    expect(textOf(one.study)).toBe(letters);
    expect(quote(one.study, "k9")).toBe("gap");
  });
});

describe("what cannot apply", () => {
  it("becomes a visible conflict: a coding with a code that somebody else took back", () => {
    const [one, two] = twoCopies();
    one.do({ type: "code.create", id: "new", name: "new", parent: null, kind: "code", colour: null });
    two.merge(one);
    two.do({ type: "coding.add", id: "k5", source: "m4", code: "new", start: 0, end: 2 });
    one.undo();
    one.merge(two);
    expect(one.study.codings.has("k5")).toBe(true);
    expect([...one.study.conflicts.values()].map((c) => [c.kind, c.key])).toContainEqual(["not there", "code/new"]);
  });

  it("becomes a visible conflict when two rename one code unseen by each other; the later name stands", () => {
    const [one, two] = twoCopies();
    one.do({ type: "code.describe", code: "irregular", name: "no fixed day", reason: "" });
    two.do({ type: "code.describe", code: "irregular", name: "erratic", reason: "" });
    one.merge(two);
    two.merge(one);
    expect(fingerprint(one.study)).toBe(fingerprint(two.study));
    expect([...one.study.conflicts.keys()]).toEqual(["code/irregular/name"]);
    expect(one.study.codes.get("irregular")!.name).toBe("erratic");
    one.do({ type: "code.describe", code: "irregular", name: "never the same day", reason: "agreed" });
    expect(one.study.conflicts.size).toBe(0);
  });

  it("is no conflict when both did the same", () => {
    const [one, two] = twoCopies();
    one.do({ type: "code.retire", code: "ringing", retired: true, reason: "" });
    two.do({ type: "code.retire", code: "ringing", retired: true, reason: "" });
    one.merge(two);
    expect(one.study.conflicts.size).toBe(0);
  });
});

type Move = { copy: 0 | 1; kind: number; a: number; b: number; text: string };
const aMove: fc.Arbitrary<Move> = fc.record({ copy: fc.constantFrom(0, 1), kind: fc.nat(9), a: fc.nat(200), b: fc.nat(200), text: fc.string({ maxLength: 4 }) });

function make(copy: Copy, { kind, a, b, text }: Move): void {
  const { study } = copy;
  const pick = <T>(items: Iterable<T>, n: number): T | undefined => [...items].at(n % Math.max(1, [...items].length));
  const shown = textOf(study);
  const [start, end] = [a % (shown.length + 1), b % (shown.length + 1)].sort((x, y) => x - y) as [number, number];
  const code = pick(study.codes.keys(), a) ?? "irregular";
  const coding = pick(study.codings.keys(), b) ?? "k1";
  switch (kind) {
    case 0: case 1: return void copy.do({ type: "source.edit", source: "m4", letters: shown, edits: [{ at: start, remove: Math.min(end - start, 9), insert: text }] });
    case 2: case 3: return void copy.do({ type: "coding.add", source: "m4", code, start, end });
    case 4: return void copy.do({ type: "coding.resize", coding, start, end });
    case 5: return void copy.do({ type: "coding.remove", coding, reason: "" });
    case 6: return void copy.do({ type: "code.create", name: `code ${text}${a}`, parent: b % 2 ? code : null, kind: "code", colour: null });
    case 7: return void copy.do({ type: "code.merge", code, into: pick(study.codes.keys(), b) ?? code, reason: "" });
    case 8: return void copy.undo();
    case 9: return void copy.redo();
  }
}

describe("the laws of the fold", () => {
  it("gives the same state grown step by step as folded from zero, whatever was done", () => {
    fc.assert(
      fc.property(fc.array(aMove, { maxLength: 25 }), (moves) => {
        const [one] = twoCopies();
        for (const move of moves) make(one, move);
        expect(fingerprint(one.study)).toBe(fingerprint(fold(one.events)));
      }),
      { numRuns: 150 },
    );
  });

  it("gives one state whatever order the events arrive in", () => {
    fc.assert(
      fc.property(fc.array(aMove, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (moves, chance) => {
        const copies = twoCopies();
        for (const move of moves) make(copies[move.copy], move);
        copies[0].merge(copies[1]);
        const shuffled = copies[0].events.map((event) => ({ event, at: chance.next().value })).sort((x, y) => x.at - y.at).map((x) => x.event);
        expect(fingerprint(fold(shuffled))).toBe(fingerprint(copies[0].study));
      }),
      { numRuns: 150 },
    );
  });

  it("makes two copies equal once each has merged the other, and merging again changes nothing", () => {
    fc.assert(
      fc.property(fc.array(aMove, { maxLength: 20 }), fc.array(aMove, { maxLength: 10 }), (first, second) => {
        const copies = twoCopies();
        const [one, two] = copies;
        for (const move of first) make(copies[move.copy], move);
        one.merge(two);
        for (const move of second) make(copies[move.copy], move);
        two.merge(one);
        one.merge(two);
        expect(fingerprint(one.study)).toBe(fingerprint(two.study));
        expect(textOf(one.study)).toBe(textOf(two.study));
        const events = one.events.length;
        one.merge(two);
        two.merge(one);
        one.merge(two);
        expect(one.events.length).toBe(events);
      }),
      { numRuns: 150 },
    );
  });

  it("brings back exactly the state before, when everything done since is undone, to any depth", () => {
    fc.assert(
      fc.property(fc.array(aMove.filter((m) => m.kind < 8), { maxLength: 15 }), (moves) => {
        const [one] = twoCopies();
        const before = shownState(one.study);
        const depth = one.study.stacks.get("aaaa")!.done.length;
        for (const move of moves) make(one, move);
        const after = shownState(one.study);
        let steps = 0;
        while (one.study.stacks.get("aaaa")!.done.length > depth) {
          one.undo();
          steps++;
        }
        expect(shownState(one.study)).toEqual(before);
        for (; steps > 0; steps--) one.redo();
        expect(shownState(one.study)).toEqual(after);
      }),
      { numRuns: 150 },
    );
  });

  it("never loses a coding by an edit and never lets one run outside the text", () => {
    fc.assert(
      fc.property(fc.array(aMove.filter((m) => m.kind < 4), { maxLength: 20 }), (moves) => {
        const copies = twoCopies();
        for (const move of moves) make(copies[move.copy], move);
        copies[0].merge(copies[1]);
        const { study, events } = copies[0];
        expect(study.codings.size).toBe(events.filter((e) => e.type === "coding.added").length);
        for (const coding of study.codings.values()) {
          const { start, end } = rangeOf(study, coding);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(textOf(study).length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("orders events by stamp", () => {
    const [one] = twoCopies();
    expect([...one.events].reverse().sort(byStamp)).toEqual(one.events);
  });
});

/** What a person sees: the text, the codes, and every coding with its place. */
const shownState = (study: Study): unknown => ({
  text: textOf(study),
  codes: [...study.codes.values()].map((c) => [c.id, c.name, c.parent, c.mergedInto]),
  codings: [...study.codings.values()].map((c) => [c.id, study.codes.get(c.code)?.name, rangeOf(study, c)]),
});
