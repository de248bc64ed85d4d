import type { Block } from "../../state/blocks.ts";
import type { Piece, Plan } from "../../state/painting.ts";
import { registerColour } from "./colour-sheet.ts";
import { emptyMargin, lineOfLabels, marginOf, type Margin, type Stripe } from "./margin.ts";
import { tints, type Drawn } from "./tints.ts";

/** Older browsers have no highlights over plain text; there what is selected is told by the palette and the foot. */
const canMark = typeof Highlight !== "undefined";
const none: readonly Piece[] = [];
/** How far beyond the window blocks are drawn at once while somebody scrolls, in pixels. */
const ahead = 700;
/** How many blocks are laid out at a time while nothing else is to be done. */
const atATime = 4;

interface Shown {
  readonly element: HTMLElement;
  readonly block: Block;
  /** What is drawn; undefined where nothing has been drawn yet, or not since the words moved. */
  pieces: readonly Piece[] | undefined;
}

/** Marks of the moment: what is selected, the coding picked out, what was found. */
export type Mark = "selected" | "picked" | "found";

/**
 * Draws what an interview is coded with: tints and underlines behind the words, stripes and names in the margin. The
 * words stay one plain text per block. What is in the window is drawn at once, the rest while nothing else is to be done, so
 * that nothing is measured, laid out or drawn while somebody scrolls. Knows nothing of React; the blocks ask it for their
 * margins.
 */
export class Painter {
  #plan: Plan = new Map();
  readonly #shown = new Map<number, Shown>();
  readonly #margins = new Map<number, Margin>();
  readonly #listeners = new Map<number, () => void>();
  readonly #marks = new Map<Mark, { readonly start: number; readonly end: number } | null>();
  readonly #scroller: HTMLElement;
  readonly #size: ResizeObserver;
  #width = 0;
  #later: number | null = null;

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller;
    this.#size = new ResizeObserver(() => {
      const known = this.#width > 0;
      const width = scroller.clientWidth;
      if (known && (width !== this.#width || this.#hasMoved())) this.remeasure();
      this.#width = width;
    });
    if (scroller.firstElementChild) this.#size.observe(scroller.firstElementChild);
    this.#size.observe(scroller);
    scroller.addEventListener("scroll", this.#onScroll, { passive: true });
  }

  /** Called by a block when its element is there, and with null when it goes. */
  show(block: Block, element: HTMLElement | null): void {
    const old = this.#shown.get(block.index);
    if (old && (old.element !== element || old.block !== block)) {
      this.#shown.delete(block.index);
      this.#margins.delete(block.index);
    }
    if (element) this.#shown.set(block.index, { element, block, pieces: undefined });
  }

  /** Changes what is to be drawn. Only blocks whose pieces are others than before are drawn again. */
  plan(plan: Plan): void {
    this.#plan = plan;
    this.#drawNear(0);
    this.#drawLater();
  }

  /** Marks a stretch, or lets go of the one that was marked. */
  mark(kind: Mark, range: { readonly start: number; readonly end: number } | null): void {
    this.#marks.set(kind, range);
    if (!canMark) return;
    const highlight = CSS.highlights.get(kind) ?? new Highlight();
    highlight.clear();
    if (range) for (const shown of this.#shown.values()) for (const part of partsIn(shown, range.start, range.end)) highlight.add(part);
    highlight.priority = { found: 20, picked: 21, selected: 22 }[kind];
    CSS.highlights.set(kind, highlight);
  }

  /** Measures and draws everything again, after fonts came or the text was set in another size. */
  remeasure(): void {
    for (const shown of this.#shown.values()) shown.pieces = undefined;
    this.plan(this.#plan);
  }

  readonly subscribe = (index: number, listener: () => void): (() => void) => {
    this.#listeners.set(index, listener);
    return () => this.#listeners.delete(index);
  };

  margin(index: number): Margin {
    return this.#margins.get(index) ?? emptyMargin;
  }

  /** The offset in the text at a point of the window; null where there are no words of the interview. */
  offsetAt(x: number, y: number): number | null {
    const at = caretAt(x, y);
    return at ? this.offsetOf(at.node, at.offset) : null;
  }

  /** The offset of the words nearest to a point, which may lie beside the text or outside the window. */
  offsetNear(x: number, y: number): number | null {
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    const words = this.#between(top, bottom).map(({ element }) => element.querySelector("[data-words]")!.getBoundingClientRect());
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return null;
    const [high, low] = [Math.max(top, first.top), Math.min(bottom, last.bottom)];
    return this.offsetAt(Math.max(first.left + 1, Math.min(first.right - 1, x)), Math.max(high + 2, Math.min(low - 2, y)));
  }

  /** Where an offset of the text stands in the page; null where its words are not shown. */
  placeOf(offset: number): { readonly node: Text; readonly offset: number } | null {
    for (const shown of this.#shown.values()) {
      const text = shown.block.said <= offset && offset <= shown.block.end ? wordsOf(shown) : null;
      if (text) return { node: text, offset: offset - shown.block.said };
    }
    return null;
  }

  /** The offset in the text of a place in the page. */
  offsetOf(node: Node, offset: number): number | null {
    const element = (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>("[data-block]");
    if (!element) return null;
    const shown = this.#shown.get(Number(element.dataset["block"]));
    if (!shown) return null;
    const text = wordsOf(shown);
    if (node === text) return shown.block.said + offset;
    if (text && text.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) return shown.block.end;
    if (node instanceof HTMLElement && node.contains(text) && offset > 0) return shown.block.end;
    return shown.block.said;
  }

  /** The rectangles of a stretch of the text in the window. */
  rectsOf(start: number, end: number): DOMRect[] {
    const rects: DOMRect[] = [];
    for (const shown of this.#shown.values()) {
      if (shown.block.end <= start || shown.block.said >= end) continue;
      const range = rangeIn(shown, start, end);
      if (range) rects.push(...range.getClientRects());
    }
    return rects;
  }

  elementOf(index: number): HTMLElement | undefined {
    return this.#shown.get(index)?.element;
  }

  destroy(): void {
    this.#size.disconnect();
    this.#scroller.removeEventListener("scroll", this.#onScroll);
    if (this.#later !== null) idle.cancel(this.#later);
    if (canMark) for (const kind of this.#marks.keys()) CSS.highlights.get(kind)?.clear();
  }

  readonly #onScroll = (): void => {
    if (this.#later !== null) this.#drawNear(ahead);
  };

  /** Draws what is in the window, and so many pixels beyond it, and has not been drawn as it should be. */
  #drawNear(beyond: number): void {
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    const [from, to] = [Math.max(0, top) - beyond, Math.min(window.innerHeight, bottom) + beyond];
    // A block that was never laid out is only guessed at in its height: look again once it has been.
    while (this.#draw(this.#between(from, to)));
  }

  /** The blocks that are wholly or partly between two heights of the window. */
  #between(from: number, to: number): Shown[] {
    const order = this.#order();
    const found: Shown[] = [];
    for (let i = firstBelow(order, from); i < order.length && order[i]!.element.getBoundingClientRect().top < to; i++) found.push(order[i]!);
    return found;
  }

  /** Draws the rest a few blocks at a time, from the window downwards and then upwards, whenever nothing else is to be done. */
  #drawLater(): void {
    if (this.#later !== null) return;
    const order = this.#order();
    if (order.every((shown) => this.#isDrawn(shown))) return;
    const here = firstBelow(order, this.#scroller.getBoundingClientRect().top);
    const stale = [...order.slice(here), ...order.slice(0, here).reverse()].filter((shown) => !this.#isDrawn(shown));
    const go = (deadline: Deadline): void => {
      this.#later = null;
      let at = 0;
      while (at < stale.length && deadline.timeRemaining() > 3) this.#draw(stale.slice(at, (at += atATime)));
      // Asked anew, because meanwhile others may have come or gone.
      this.#drawLater();
    };
    this.#later = idle.ask(go);
  }

  /** Whether the words in the window take another height than when they were drawn: so they do when only their size was changed. */
  #hasMoved(): boolean {
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    return this.#between(top, bottom).some((shown) => shown.pieces?.length && Math.abs(shown.element.getBoundingClientRect().height - this.margin(shown.block.index).height) > 1);
  }

  #order(): Shown[] {
    return [...this.#shown.values()].sort((a, b) => a.block.index - b.block.index);
  }

  #isDrawn(shown: Shown): boolean {
    return shown.pieces === (this.#plan.get(shown.block.index) ?? none);
  }

  /**
   * Draws those of some blocks that are not drawn as they should be; whether any was laid out for the first time. First all is
   * read, then all is written: so the page is laid out once.
   */
  #draw(some: readonly Shown[]): boolean {
    const stale = some.filter((shown) => this.#shown.get(shown.block.index) === shown && !this.#isDrawn(shown));
    if (stale.length === 0) return false;
    const fresh = stale.filter(({ element }) => element.dataset["laid"] === undefined);
    for (const { element } of fresh) element.dataset["laid"] = "";
    const line = lineOfLabels();
    const measured = stale.map((shown) => {
      const pieces = this.#plan.get(shown.block.index) ?? none;
      return pieces.length === 0 ? { shown, pieces, drawn: [], stripes: [], height: 0 } : { shown, pieces, ...measure(shown, pieces) };
    });
    for (const { shown, pieces, drawn, stripes, height } of measured) {
      for (const { coding } of pieces) registerColour(coding.colour);
      const empty = pieces.length === 0 && !shown.pieces?.length;
      shown.pieces = pieces;
      if (empty) continue;
      shown.element.querySelector("[data-tints]")?.replaceChildren(tints(drawn));
      this.#margins.set(shown.block.index, pieces.length === 0 ? emptyMargin : marginOf(pieces, stripes, height, line));
      this.#listeners.get(shown.block.index)?.();
    }
    return fresh.length > 0;
  }
}

interface Deadline {
  timeRemaining(): number;
}

/** When nothing else is to be done; soon, in browsers that cannot tell. */
const idle =
  typeof requestIdleCallback === "undefined"
    ? { ask: (work: (deadline: Deadline) => void): number => window.setTimeout(() => { const until = performance.now() + 8; work({ timeRemaining: () => until - performance.now() }); }, 30), cancel: (asked: number): void => clearTimeout(asked) }
    : { ask: (work: (deadline: Deadline) => void): number => requestIdleCallback(work), cancel: (asked: number): void => cancelIdleCallback(asked) };

/** The first of blocks in order that reaches below a height of the window. */
function firstBelow(order: readonly Shown[], height: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle]!.element.getBoundingClientRect().bottom > height) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the pieces of a block stand: line by line for their tints, from top to bottom for their stripes. */
function measure(shown: Shown, pieces: readonly Piece[]): { drawn: readonly Drawn[]; stripes: readonly Stripe[]; height: number } {
  const text = wordsOf(shown);
  if (!text) return { drawn: [], stripes: [], height: 0 };
  const block = shown.element.getBoundingClientRect();
  const words = text.parentElement!.getBoundingClientRect();
  const drawn: Drawn[] = [];
  const stripes: Stripe[] = [];
  const range = document.createRange();
  for (const piece of pieces) {
    place(range, shown, text, piece.start, piece.end);
    const rects = [...range.getClientRects()].filter((r) => r.width >= 1);
    drawn.push({ piece, lines: rects.map((r) => ({ left: r.left - words.left, top: r.top - words.top, width: r.width, height: r.height })) });
    if (piece.lane < 0 || rects.length === 0) continue;
    const top = Math.min(...rects.map((r) => r.top));
    const bottom = Math.max(...rects.map((r) => r.bottom));
    stripes.push({ piece, top: Math.round(top - block.top) + 3, height: Math.max(8, Math.round(bottom - top) - 6) });
  }
  return { drawn, stripes, height: Math.round(block.height) };
}

function place(range: Range, shown: Shown, text: Text, start: number, end: number): void {
  range.setStart(text, Math.min(text.length, Math.max(0, start - shown.block.said)));
  range.setEnd(text, Math.min(text.length, Math.max(0, end - shown.block.said)));
}

const wordsOf = ({ element }: Shown): Text | null => (element.querySelector("[data-words]")?.firstChild as Text | null) ?? null;

function partsIn(shown: Shown, start: number, end: number): StaticRange[] {
  const text = wordsOf(shown);
  const { said, end: last } = shown.block;
  if (!text || start >= last || end <= said) return [];
  return [new StaticRange({ startContainer: text, startOffset: Math.max(0, start - said), endContainer: text, endOffset: Math.min(text.length, Math.min(end, last) - said) })];
}

function rangeIn(shown: Shown, start: number, end: number): Range | null {
  const text = wordsOf(shown);
  if (!text) return null;
  const range = document.createRange();
  place(range, shown, text, start, end);
  return range;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  const found = document.caretPositionFromPoint?.(x, y);
  if (found) return { node: found.offsetNode, offset: found.offset };
  const range = (document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }).caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
