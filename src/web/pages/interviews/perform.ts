import type { CodingAnswer, SourceAnswer, StudyAnswer } from "../../../server/answers.ts";
import { overlaps, type Range } from "../../../text/range.ts";
import { act } from "../../doing.ts";
import { newId } from "../../ids.ts";
import { say } from "../../parts/toast.tsx";
import type { Painter } from "../../source/text/painter.ts";
import type { Action } from "../../state/keys.ts";
import { inVivoName, withRecent } from "../../state/palette.ts";
import { codingsAt, nextCoding, nextUncoded } from "../../state/painting.ts";
import { isMine } from "../../state/mine.ts";
import { drawnTo, step, stretch, tidy, unitAt, type Reading } from "../../state/selection.ts";
import type { Hand } from "./hand.ts";
import { setView, type View } from "./view.ts";

/** What a key, a click or a part of the page asks of the reader. */
export type Asked =
  | Action
  | { readonly do: "press"; readonly x: number; readonly y: number; readonly extend: boolean }
  | { readonly do: "pointer"; readonly x: number; readonly y: number; readonly within: boolean }
  | { readonly do: "apply"; readonly code: string; readonly stay?: boolean }
  | { readonly do: "new code"; readonly name: string; readonly stay?: boolean }
  | { readonly do: "recode" }
  | { readonly do: "pick"; readonly coding: string }
  | { readonly do: "open all"; readonly codings: readonly string[] }
  | { readonly do: "resize" }
  | { readonly do: "drag edge"; readonly edge: "start" | "end"; readonly x: number; readonly y: number; readonly exact: boolean }
  | { readonly do: "keep edges" }
  | { readonly do: "close" };

export interface Context {
  readonly source: SourceAnswer;
  readonly study: StudyAnswer;
  readonly reading: Reading;
  /** The codings that are painted. */
  readonly shown: readonly CodingAnswer[];
  readonly hand: Hand;
  readonly painter: Painter | null;
  readonly view: View;
  readonly focusText: () => void;
}

/** Does what was asked. */
export function perform(context: Context, asked: Asked): void {
  const { source, study, reading, shown, hand, painter, view } = context;
  const { selection, picked, resizing, caret } = hand.state;
  const coding = source.codings.find((c) => c.id === picked);
  if (coding && changes(asked, selection !== null) && !isMine(coding, study.me.id)) return say(notYours(coding, study));
  const select = (range: Range | null): void => {
    if (!range) return;
    hand.set({ selection: range, picked: null, resizing: null, over: null, caret: range.start });
    reveal(painter, reading, range);
  };
  switch (asked.do) {
    case "step":
      return select(step(reading, selection, asked.unit, asked.direction, coding ? coding.start : caret >= 0 ? caret : firstSeen(painter, reading)));
    case "stretch": {
      if (selection) return select(stretch(reading, selection, asked.unit, asked.direction, asked.edge));
      if (!coding) return;
      const now = resizing ?? { id: coding.id, start: coding.start, end: coding.end };
      return hand.set({ resizing: { id: coding.id, ...stretch(reading, now, asked.unit === "sentence" ? "sentence" : asked.unit, asked.direction, asked.edge) }, over: null });
    }
    case "select turn":
      return select(unitAt(reading, selection?.start ?? coding?.start ?? (caret >= 0 ? caret : firstSeen(painter, reading)), "turn"));
    case "palette":
      return hand.set({ over: { kind: "palette", purpose: "code", typed: asked.typed } });
    case "recent": {
      const code = view.recent.filter((id) => study.codes.some((c) => c.id === id && c.kind === "code" && !c.retired))[asked.place];
      return code ? perform(context, { do: "apply", code }) : say("No code was used lately under that number.");
    }
    case "in vivo":
      return selection ? perform(context, { do: "new code", name: inVivoName(source.text.slice(selection.start, selection.end)) }) : undefined;
    case "memo":
      return hand.set({ over: { kind: "note", coding: picked ?? (selection ? (innermost(shown, selection)?.id ?? null) : null) } });
    case "correct":
      return hand.set({ over: { kind: "correct" } });
    case "coding": {
      const next = nextCoding(shown, { start: selection?.start ?? (caret >= 0 ? caret : firstSeen(painter, reading)), id: picked }, asked.direction);
      if (!next) return say(shown.length === 0 ? "Nothing is coded here yet." : asked.direction === 1 ? "This is the last coding." : "This is the first coding.");
      hand.set({ picked: next.id, selection: null, resizing: null, over: null, caret: next.start });
      return reveal(painter, reading, next);
    }
    case "uncoded": {
      const from = selection ?? coding ?? { start: Math.max(0, caret), end: Math.max(0, caret) };
      const blocks = source.given ? reading.blocks.filter((block) => source.given!.some((range) => overlaps(range, block))) : reading.blocks;
      const next = nextUncoded(blocks, shown, from, asked.direction, (a, b) => /[\p{L}\p{N}]/u.test(source.text.slice(a, b)));
      return next ? select(tidy(reading, next)) : say("There is nothing uncoded further on.");
    }
    case "open":
      return resizing ? perform(context, { do: "keep edges" }) : hand.set({ over: { kind: "coding", ids: picked ? [picked] : [] } });
    case "pick": {
      const wanted = source.codings.find((c) => c.id === asked.coding);
      if (wanted) reveal(painter, reading, wanted);
      return hand.set({ picked: asked.coding, selection: null, resizing: null, over: { kind: "coding", ids: hand.state.over?.kind === "coding" ? hand.state.over.ids : [asked.coding] } });
    }
    case "open all": {
      const [one] = source.codings.filter((c) => asked.codings.includes(c.id));
      if (!one) return;
      reveal(painter, reading, { start: one.start, end: one.start + 1 });
      return hand.set({ picked: one.id, selection: null, resizing: null, over: { kind: "coding", ids: asked.codings } });
    }
    case "recode":
      return hand.set({ over: { kind: "palette", purpose: "recode", typed: "" } });
    case "resize":
      if (coding) hand.set({ resizing: { id: coding.id, start: coding.start, end: coding.end }, over: null });
      return context.focusText();
    case "remove":
      if (!coding) return;
      void act({ type: "coding.remove", coding: coding.id }, { tell: true });
      hand.set({ picked: null, resizing: null, over: null, caret: coding.start });
      return context.focusText();
    case "drag edge":
      return dragEdge(context, asked);
    case "keep edges":
      if (resizing && coding && (resizing.start !== coding.start || resizing.end !== coding.end)) void act({ type: "coding.resize", coding: resizing.id, start: resizing.start, end: resizing.end });
      hand.set({ resizing: null });
      return;
    case "focus mode":
      return setView({ focus: !view.focus });
    case "clear":
      if (resizing) return hand.set({ resizing: null });
      return hand.set({ selection: null, picked: null, over: null, caret: selection?.start ?? caret });
    case "close":
      hand.set({ over: null, resizing: null });
      return context.focusText();
    case "press":
      return asked.extend ? anchorForMouse(context, asked.x, asked.y) : undefined;
    case "pointer":
      return onPointer(context, asked);
    case "apply":
      return apply(context, asked.code, asked.stay ?? false);
    case "new code":
      return newCode(context, asked.name, asked.stay ?? false);
  }
}

const innermost = (codings: readonly CodingAnswer[], range: Range): CodingAnswer | undefined => codings.filter((c) => c.start < range.end && range.start < c.end).sort((a, b) => a.end - a.start - (b.end - b.start))[0];

/** Whether what is asked would change the coding that is picked. */
const changes = (asked: Asked, selecting: boolean): boolean => ["recode", "resize", "remove", "drag edge"].includes(asked.do) || (asked.do === "stretch" && !selecting);

function notYours(coding: CodingAnswer, study: StudyAnswer): string {
  const coder = study.coders.find((c) => c.id === coding.coder)?.name ?? "Someone else";
  return `${coder} coded these words; only ${coder} can change it. Select the words to code them yourself.`;
}

/** Has the browser go on from what is selected when Shift is held: from the end that is further from the mouse. */
function anchorForMouse({ hand, painter }: Context, x: number, y: number): void {
  const { selection } = hand.state;
  const offset = painter?.offsetAt(x, y) ?? null;
  if (!selection || offset === null) return;
  const at = painter?.placeOf(offset > selection.start ? selection.start : selection.end);
  if (at) window.getSelection()?.collapse(at.node, at.offset);
}

/** The mouse was let go: what was drawn over is selected, or what was clicked is opened. */
function onPointer({ reading, shown, hand, painter }: Context, { x, y, within }: { readonly x: number; readonly y: number; readonly within: boolean }): void {
  const native = window.getSelection();
  if (!painter || !native) return;
  if (!native.isCollapsed && native.anchorNode && native.focusNode) {
    const a = painter.offsetOf(native.anchorNode, native.anchorOffset);
    // Outside the text the browser selects whatever stands there; what is meant is the words nearest to the mouse.
    const b = (within ? null : painter.offsetNear(x, y)) ?? painter.offsetOf(native.focusNode, native.focusOffset);
    const range = a === null || b === null ? null : tidy(reading, { start: Math.min(a, b), end: Math.max(a, b) });
    native.removeAllRanges();
    if (range) hand.set({ selection: range, picked: null, resizing: null, over: { kind: "palette", purpose: "code", typed: "" }, caret: range.start });
    return;
  }
  const offset = within ? painter.offsetAt(x, y) : null;
  if (offset === null) return;
  const here = codingsAt(shown, offset);
  if (here.length > 0) hand.set({ picked: here[0]!.id, selection: null, resizing: null, caret: offset, over: { kind: "coding", ids: here.map((c) => c.id) } });
  else hand.set({ picked: null, selection: null, resizing: null, caret: offset, over: null });
}

function apply(context: Context, code: string, stay: boolean): void {
  const { source, study, hand, view } = context;
  const { selection, picked, over } = hand.state;
  const recent = withRecent(view.recent, code);
  if (over?.kind === "palette" && over.purpose === "recode" && picked) {
    setView({ recent });
    void act({ type: "coding.recode", coding: picked, code });
    hand.set({ over: { kind: "coding", ids: [picked] } });
    return;
  }
  if (!selection) return say("Select the words first, then choose the code.");
  setView({ recent });
  const same = source.codings.some((c) => c.code === code && c.start === selection.start && c.end === selection.end && c.coder === study.me.id);
  if (same) say("These words have that code already.");
  else void act({ type: "coding.add", id: newId(), source: source.id, code, start: selection.start, end: selection.end });
  finish(context, stay, same ? "" : `Coded as ${study.codes.find((c) => c.id === code)?.name ?? ""}.`);
}

function newCode(context: Context, typed: string, stay: boolean): void {
  const { source, study, hand, view } = context;
  const { selection, picked, over } = hand.state;
  const parts = typed.split(" / ").map((p) => p.trim()).filter(Boolean);
  const name = parts.pop();
  if (!name) return;
  const above = parts.length === 0 ? null : study.codes.find((c) => c.path.toLowerCase() === parts.join(" / ").toLowerCase());
  if (above === undefined) return say(`There is no code "${parts.join(" / ")}" to put it under.`, "problem");
  const namesake = study.codes.find((c) => !c.retired && c.parent === (above?.id ?? null) && c.name.toLowerCase() === name.toLowerCase());
  if (namesake) return apply(context, namesake.id, stay);
  const id = newId();
  setView({ recent: withRecent(view.recent, id) });
  const create = { type: "code.create", id, name, parent: above?.id ?? null } as const;
  if (over?.kind === "palette" && over.purpose === "recode" && picked) {
    void act([create, { type: "coding.recode", coding: picked, code: id }]);
    hand.set({ over: null });
    return context.focusText();
  }
  if (!selection) return;
  void act([create, { type: "coding.add", id: newId(), source: source.id, code: id, start: selection.start, end: selection.end }]);
  finish(context, stay, `Coded as ${name}, a new code.`);
}

function finish({ hand, focusText }: Context, stay: boolean, told: string): void {
  const { selection } = hand.state;
  if (stay) return hand.set({ over: { kind: "palette", purpose: "code", typed: "" } });
  hand.set({ over: null, selection: null, picked: null, caret: selection?.end ?? hand.state.caret, told });
  focusText();
}

/** Moves one edge of the picked coding to the mouse, to a whole word if not to the letter; past the other edge the two change places. */
function dragEdge({ source, hand, painter, reading }: Context, { edge, x, y, exact }: { readonly edge: "start" | "end"; readonly x: number; readonly y: number; readonly exact: boolean }): void {
  const coding = source.codings.find((c) => c.id === hand.state.picked);
  const offset = painter?.offsetNear(x, y) ?? null;
  if (!coding || offset === null) return;
  const drawn = drawnTo(reading, edge === "start" ? coding.end : coding.start, offset, exact);
  if (drawn) hand.set({ resizing: { id: coding.id, ...drawn } });
}

/** The offset of the first words in the window. */
function firstSeen(painter: Painter | null, reading: Reading): number {
  for (const block of reading.blocks) {
    const rect = painter?.elementOf(block.index)?.getBoundingClientRect();
    if (rect && rect.bottom > 140) return block.said;
  }
  return 0;
}

/** Brings a stretch of the text into the window, if it is not there. */
function reveal(painter: Painter | null, reading: Reading, range: Range): void {
  requestAnimationFrame(() => {
    const rects = painter?.rectsOf(range.start, Math.min(range.end, range.start + 400)) ?? [];
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last) return;
    if (first.top >= 64 && last.bottom <= window.innerHeight - 60) return;
    const block = reading.blocks.find((b) => b.end > range.start);
    const scroller = block && painter?.elementOf(block.index)?.closest("section");
    scroller?.scrollBy({ top: first.top - window.innerHeight * 0.35 });
  });
}
