import type { Block } from "../../state/blocks.ts";
import { placeLabels } from "../../state/lanes.ts";
import { depths, type Piece, type Plan } from "../../state/painting.ts";
import { highlightName, registerColour } from "./colour-sheet.ts";

/** A stripe in the margin of a block, in pixels from its top. */
export interface Stripe {
  readonly piece: Piece;
  readonly top: number;
  readonly height: number;
}

/** What stands in the margin of a block. */
export interface Margin {
  readonly lanes: number;
  readonly stripes: readonly Stripe[];
  readonly labels: readonly { readonly piece: Piece; readonly top: number }[];
  /** Codings whose name found no room. */
  readonly more: readonly Piece[];
  readonly moreTop: number;
  readonly height: number;
}

const emptyMargin: Margin = { lanes: 0, stripes: [], labels: [], more: [], moreTop: 0, height: 0 };
/** The line of a name in the margin, in pixels: 1.0625rem, as the style sheet has it. */
const lineOfLabels = (): number => 1.0625 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
/** Older browsers have no highlights over plain text; there a coding is told by its stripe and its name alone. */
const canPaint = typeof Highlight !== "undefined";

interface Shown {
  readonly element: HTMLElement;
  readonly block: Block;
  painted: readonly (readonly [Highlight, StaticRange])[];
  pieces: readonly Piece[];
}

/** Marks of the moment: what is selected, the coding picked out, what was found. */
export type Mark = "selected" | "picked" | "found";

/**
 * Paints an interview: tints and underlines as highlights over plain text, stripes and names in the margin. Only the
 * blocks in or near the window are painted and measured. Knows nothing of React; the blocks ask it for their margins.
 */
export class Painter {
  #plan: Plan = new Map();
  readonly #shown = new Map<number, Shown>();
  readonly #visible = new Set<number>();
  readonly #margins = new Map<number, Margin>();
  readonly #listeners = new Map<number, () => void>();
  readonly #watch: IntersectionObserver;
  readonly #size: ResizeObserver;
  readonly #marks = new Map<Mark, { readonly start: number; readonly end: number } | null>();
  readonly #scroller: HTMLElement;
  #width = 0;

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller;
    this.#watch = new IntersectionObserver((entries) => this.#onSeen(entries), { root: scroller, rootMargin: "500px 0px" });
    this.#size = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0);
      if (width === this.#width) return;
      this.#width = width;
      for (const index of this.#visible) this.#measure(index);
    });
    this.#size.observe(scroller);
  }

  /** Called by a block when its element is there, and with null when it goes. */
  show(block: Block, element: HTMLElement | null): void {
    const old = this.#shown.get(block.index);
    if (old && old.element !== element) {
      this.#watch.unobserve(old.element);
      this.#wipe(old);
      this.#shown.delete(block.index);
      this.#visible.delete(block.index);
    }
    if (!element) return;
    this.#shown.set(block.index, { element, block, painted: [], pieces: [] });
    this.#watch.observe(element);
  }

  /** Changes what is to be painted. Only blocks whose pieces are others than before are painted again. */
  plan(plan: Plan): void {
    this.#plan = plan;
    if (this.#visible.size === 0) this.#lookNow();
    this.#paintAll(this.#visible);
  }

  /** Marks a stretch, or lets go of the one that was marked. */
  mark(kind: Mark, range: { readonly start: number; readonly end: number } | null): void {
    this.#marks.set(kind, range);
    if (!canPaint) return;
    const highlight = CSS.highlights.get(kind) ?? new Highlight();
    highlight.clear();
    if (range) for (const shown of this.#shown.values()) for (const part of partsIn(shown, range.start, range.end)) highlight.add(part);
    highlight.priority = { found: 20, picked: 21, selected: 22 }[kind];
    CSS.highlights.set(kind, highlight);
  }

  /** Measures the blocks in the window again, after fonts came or the text was set in another size. */
  remeasure(): void {
    for (const index of this.#visible) this.#measure(index);
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
    const words = [...this.#visible].map((index) => this.#shown.get(index)?.element.querySelector("[data-words]")?.getBoundingClientRect()).filter((rect) => rect !== undefined && rect.bottom > top && rect.top < bottom) as DOMRect[];
    if (words.length === 0) return null;
    const [first, last] = [words.reduce((a, b) => (b.top < a.top ? b : a)), words.reduce((a, b) => (b.bottom > a.bottom ? b : a))];
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
    this.#watch.disconnect();
    this.#size.disconnect();
    for (const shown of this.#shown.values()) this.#wipe(shown);
    if (canPaint) for (const kind of this.#marks.keys()) CSS.highlights.get(kind)?.clear();
  }

  /** Finds the blocks in the window at once, so that an interview that is just opened is painted in its first frame. */
  #lookNow(): void {
    for (const [index, { element }] of [...this.#shown].sort((a, b) => a[0] - b[0])) {
      const { top, bottom } = element.getBoundingClientRect();
      if (top > window.innerHeight) return;
      if (bottom > 0) this.#visible.add(index);
    }
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    const fresh: number[] = [];
    for (const { target, isIntersecting } of entries) {
      const index = Number((target as HTMLElement).dataset["block"]);
      const shown = this.#shown.get(index);
      if (!shown || shown.element !== target) continue;
      if (isIntersecting) {
        this.#visible.add(index);
        fresh.push(index);
      } else {
        this.#visible.delete(index);
        this.#wipe(shown);
      }
    }
    this.#paintAll(fresh);
  }

  /** Paints first and measures then: to measure between two paintings makes the browser lay the page out once for each. */
  #paintAll(indexes: Iterable<number>): void {
    const painted = [...indexes].filter((index) => this.#paint(index));
    for (const index of painted) this.#measure(index);
  }

  #wipe(shown: Shown): void {
    for (const [highlight, range] of shown.painted) highlight.delete(range);
    shown.painted = [];
    shown.pieces = [];
  }

  /** Paints one block; whether it has to be measured. */
  #paint(index: number): boolean {
    const shown = this.#shown.get(index);
    const pieces = this.#plan.get(index) ?? [];
    if (!shown || (shown.pieces === pieces && shown.painted.length > 0) || (pieces.length === 0 && shown.painted.length === 0 && !this.#margins.get(index)?.stripes.length)) return false;
    this.#wipe(shown);
    const text = wordsOf(shown);
    const painted: (readonly [Highlight, StaticRange])[] = [];
    if (text && canPaint) {
      for (const piece of pieces) {
        if (piece.depth >= depths) continue;
        registerColour(piece.coding.colour);
        const name = highlightName(piece.coding.colour, piece.depth);
        let highlight = CSS.highlights.get(name);
        if (!highlight) CSS.highlights.set(name, (highlight = new Highlight()));
        highlight.priority = piece.depth;
        const range = new StaticRange({ startContainer: text, startOffset: piece.start - shown.block.said, endContainer: text, endOffset: piece.end - shown.block.said });
        highlight.add(range);
        painted.push([highlight, range]);
      }
    }
    shown.painted = painted;
    shown.pieces = pieces;
    return true;
  }

  #measure(index: number): void {
    const shown = this.#shown.get(index);
    if (!shown) return;
    const { element, pieces } = shown;
    const top = element.getBoundingClientRect().top;
    const labelLine = lineOfLabels();
    const stripes: Stripe[] = [];
    for (const piece of pieces) {
      if (piece.lane < 0) continue;
      const rect = rangeIn(shown, piece.start, piece.end)?.getBoundingClientRect();
      if (rect) stripes.push({ piece, top: Math.round(rect.top - top) + 3, height: Math.max(8, Math.round(rect.height) - 6) });
    }
    const height = element.offsetHeight;
    const named = stripes.filter((s) => s.piece.first);
    const byId = new Map(named.map((s) => [s.piece.coding.id, s.piece]));
    const { placed, left } = placeLabels(named.map((s) => ({ id: s.piece.coding.id, top: s.top })), height, labelLine);
    const hidden = pieces.filter((p) => p.lane < 0 && p.first);
    const crowded = left.length + hidden.length > 0 && placed.length > 1 && (placed.at(-1)!.top + 2 * labelLine > height + 6);
    const labels = crowded ? placed.slice(0, -1) : placed;
    const more = [...(crowded ? [byId.get(placed.at(-1)!.id)!] : []), ...left.map((id) => byId.get(id)!), ...hidden];
    this.#margins.set(index, {
      lanes: stripes.reduce((most, s) => Math.max(most, s.piece.lane + 1), 0),
      stripes,
      labels: labels.map(({ id, top }) => ({ piece: byId.get(id)!, top })),
      more,
      moreTop: labels.length > 0 ? labels.at(-1)!.top + labelLine : 0,
      height,
    });
    this.#listeners.get(index)?.();
  }
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
  range.setStart(text, Math.min(text.length, Math.max(0, start - shown.block.said)));
  range.setEnd(text, Math.min(text.length, Math.max(0, end - shown.block.said)));
  return range;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  const found = document.caretPositionFromPoint?.(x, y);
  if (found) return { node: found.offsetNode, offset: found.offset };
  const range = (document as { caretRangeFromPoint?: (x: number, y: number) => Range | null }).caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
