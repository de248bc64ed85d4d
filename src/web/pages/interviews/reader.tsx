import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { useLocation, useSearchParams } from "react-router";
import type { CodingAnswer, SourceAnswer } from "../../../server/answers.ts";
import type { Range } from "../../../text/range.ts";
import { useKept } from "../../kept.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { initials } from "../../parts/chip.tsx";
import { codesById, useSource, useStudy } from "../../queries.ts";
import { tellFoot } from "../../shell/foot.tsx";
import { Painter } from "../../source/text/painter.ts";
import { Turns } from "../../source/text/turns.tsx";
import textCss from "../../source/text/text.module.css";
import { blockAt, blocksOf, type Block } from "../../state/blocks.ts";
import { colourName } from "../../state/colours.ts";
import { actionFor } from "../../state/keys.ts";
import { planOf, type Painted, type Plan } from "../../state/painting.ts";
import { isMine } from "../../state/mine.ts";
import { isRightToLeft } from "../../state/direction.ts";
import type { Reading } from "../../state/selection.ts";
import { CodingPopover } from "./coding-popover.tsx";
import { Correct } from "./correct.tsx";
import { Edges } from "./edges.tsx";
import { NotePopover } from "./note-popover.tsx";
import { Palette } from "./palette.tsx";
import { inText } from "./in-text.ts";
import css from "./reader.module.css";
import { ReaderHead } from "./reader-head.tsx";
import { useHand } from "./hand.ts";
import { perform } from "./perform.ts";
import { usePressing } from "./pressing.ts";
import { useView } from "./view.ts";

/** One interview, to be read and coded. */
export function Reader({ id }: { readonly id: string }): ReactElement {
  const { data: source, error } = useSource(id);
  if (error) return <section className={css.reader}><EmptyState icon="interviews" title="This interview cannot be shown">{error.message}</EmptyState></section>;
  if (!source) return <section className={css.reader} aria-busy="true" />;
  return <Opened source={source} />;
}

const none: Plan = new Map();
/** How many letters at least are there when an interview first shows: more than a large window holds. */
const firstLetters = 6000;

function Opened({ source }: { readonly source: SourceAnswer }): ReactElement {
  const study = useStudy();
  const view = useView();
  const codes = codesById(study);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const painter = useMemo(() => (scroller ? new Painter(scroller) : null), [scroller]);
  useEffect(() => () => painter?.destroy(), [painter]);
  const { text, turns } = source;
  const blocks = useMemo(() => blocksOf(text, turns), [text, turns]);
  const reading = useMemo<Reading>(() => ({ text, blocks }), [text, blocks]);

  const [kept, keep] = useKept<{ selection: Range | null }>(`hand ${source.id}`, { selection: null });
  const hand = useHand(kept.selection && kept.selection.end <= text.length ? kept.selection : null);
  const { selection, picked, resizing, over } = hand.state;
  useEffect(() => keep({ selection }), [selection, keep]);

  const noted = useMemo(() => new Set(source.memos.flatMap((m) => m.links.filter((l) => l.kind === "coding").map((l) => l.id))), [source.memos]);
  const shown = useMemo(() => source.codings.filter((c) => (view.layers === "all" || isMine(c, study.me.id)) && (view.only === null || view.only.has(c.code))), [source.codings, view.layers, view.only, study.me.id]);
  const names = useMemo(() => new Map(study.coders.map((c) => [c.id, initials(c.name)])), [study.coders]);
  const painted = useMemo(
    () =>
      shown.map((c): Painted => {
        const code = codes.get(c.code);
        const at = resizing?.id === c.id ? resizing : c;
        return { id: c.id, start: at.start, end: at.end, colour: code ? colourName(code) : "k-none", label: `${code?.name ?? "…"}${noted.has(c.id) ? " ✎" : ""}`, other: isMine(c, study.me.id) ? null : (names.get(c.coder) ?? "?") };
      }),
    [shown, codes, resizing, noted, names, study.me.id],
  );
  const before = useRef<Plan>(none);
  const plan = useMemo(() => (before.current = planOf(blocks, painted, before.current)), [blocks, painted]);
  const [params] = useSearchParams();
  // What fills the window comes first; the rest of the words follows in the moment after, unless the place asked for lies there.
  const upTo = useDeferredValue(blocks.length, params.has("from") || selection ? blocks.length : (blockAt(blocks, firstLetters)?.index ?? 0) + 1);
  useLayoutEffect(() => painter?.plan(plan), [painter, plan, blocks, upTo]);
  useLayoutEffect(() => painter?.mark("selected", selection), [painter, selection, blocks, upTo]);
  const pickedCoding = source.codings.find((c) => c.id === picked);
  const pickedAt = resizing ?? pickedCoding ?? null;
  useLayoutEffect(() => painter?.mark("picked", pickedAt), [painter, pickedAt?.start, pickedAt?.end, blocks, upTo]);
  useEffect(() => {
    const measure = (): void => painter?.remeasure();
    document.fonts.addEventListener("loadingdone", measure);
    return () => document.fonts.removeEventListener("loadingdone", measure);
  }, [painter]);
  useFoundPlace(painter, blocks, params);

  const column = useRef<HTMLDivElement>(null);
  const context = { source, study, reading, shown, hand, painter, view, focusText: () => column.current?.focus({ preventScroll: true }) };
  const latest = useRef(context);
  latest.current = context;

  usePressing(scroller, column, useCallback((asked) => perform(latest.current, asked), []));

  // Whoever opens an interview wants to read it: the keys are the text's at once, unless something is being written.
  useEffect(() => {
    if (!document.activeElement?.matches("input, textarea, select, dialog *")) column.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    inText.current = (asked) => perform(latest.current, asked);
    return () => {
      inText.current = null;
    };
  }, []);
  useEffect(() => {
    const own = source.codings.length;
    const lines = [`${own} ${own === 1 ? "coding" : "codings"} in this interview`];
    if (resizing) lines.unshift("Drag the edges or use Shift and the arrows. Enter keeps it, Esc leaves it as it was");
    else if (study.sources.find((s) => s.id === source.id)?.blind) lines.push("Others' work stays hidden until all have finished");
    tellFoot(lines);
    return () => tellFoot([]);
  }, [source.codings.length, resizing !== null, study.sources, source.id]);

  const onPick = useCallback((coding: string) => latest.current.hand.set({ picked: coding, selection: null, resizing: null, over: { kind: "coding", ids: [coding] } }), []);
  const onMore = useCallback((ids: readonly string[], block: Block) => latest.current.hand.set({ picked: ids[0] ?? null, selection: null, resizing: null, over: { kind: "coding", ids: [...new Set([...ids, ...latest.current.shown.filter((c) => c.start < block.end && c.end > block.start).map((c) => c.id)])] } }), []);

  const anchor = useCallback(() => {
    const { painter: p, hand: h } = latest.current;
    const range = h.state.selection ?? h.state.resizing ?? latest.current.source.codings.find((c: CodingAnswer) => c.id === h.state.picked);
    const rects = range && p ? p.rectsOf(range.start, Math.max(range.end, range.start + 1)) : [];
    const last = rects.at(-1);
    const first = rects[0];
    return last && first ? { left: Math.max(last.left, Math.min(last.right - 336, last.right)), top: first.top, bottom: last.bottom } : null;
  }, []);

  const announced = selection ? text.slice(selection.start, selection.end) : pickedCoding ? `${codes.get(pickedCoding.code)?.name ?? ""}: ${text.slice(pickedCoding.start, pickedCoding.end)}` : hand.state.told;
  return (
    <section className={css.reader} aria-label={source.name} ref={setScroller}>
      <div className={css.doc}>
        <ReaderHead source={source} onAsk={(asked) => perform(latest.current, asked)} />
        <div
          ref={column}
          className={textCss.column}
          tabIndex={0}
          role="group"
          aria-label="The interview's words. Arrow keys select, Enter codes."
          data-column=""
          onKeyDown={(event) => {
            if (event.target !== event.currentTarget) return;
            const at = blockAt(blocks, (selection ?? pickedAt)?.start ?? hand.state.caret);
            const action = actionFor({ key: event.key, shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey }, { selection: selection !== null, coding: picked !== null, rightToLeft: at !== undefined && isRightToLeft(text.slice(at.said, at.end)) });
            if (!action) return;
            event.preventDefault();
            perform(latest.current, action);
          }}
          onCopy={(event) => {
            if (!selection) return;
            event.preventDefault();
            event.clipboardData.setData("text/plain", text.slice(selection.start, selection.end));
          }}
        >
          {painter ? <Turns source={source} blocks={blocks} upTo={upTo} painter={painter} onPick={onPick} onMore={onMore} /> : null}
        </div>
      </div>
      {painter && pickedCoding && pickedAt && pickedAt.end > pickedAt.start && isMine(pickedCoding, study.me.id) && (resizing || over?.kind === "coding") ? <Edges painter={painter} range={pickedAt} text={text} scroller={scroller!} onDrag={(edge, x, y, exact) => perform(latest.current, { do: "drag edge", edge, x, y, exact })} onDrop={(keep) => perform(latest.current, { do: keep ? "keep edges" : "clear" })} /> : null}
      {over?.kind === "palette" && (selection || picked) ? <Palette key={over.purpose} anchor={anchor} typed={over.typed} purpose={over.purpose} sourceId={source.id} onAction={(action) => perform(latest.current, action)} /> : null}
      {over?.kind === "coding" && pickedCoding && !resizing ? <CodingPopover anchor={anchor} coding={pickedCoding} ids={over.ids} source={source} onAction={(action) => perform(latest.current, action)} /> : null}
      {over?.kind === "note" ? <NotePopover anchor={anchor} source={source} coding={over.coding} onClose={() => perform(latest.current, { do: "close" })} /> : null}
      {over?.kind === "correct" && selection ? <Correct anchor={anchor} source={source} range={selection} onClose={() => perform(latest.current, { do: "close" })} /> : null}
      <p className="hidden-visually" aria-live="polite">{announced.slice(0, 400)}</p>
    </section>
  );
}

/** Goes to the place that the address names (`?from=…&to=…`) and marks it. */
function useFoundPlace(painter: Painter | null, blocks: readonly Block[], params: URLSearchParams): void {
  // To go to a place again is to be shown it again.
  const { key } = useLocation();
  const [from, to] = [params.get("from"), params.get("to")];
  useEffect(() => {
    if (!painter || from === null) return;
    const range = { start: Number(from), end: Number(to ?? from) };
    const block = blockAt(blocks, range.start);
    if (block) painter.elementOf(block.index)?.scrollIntoView({ block: "center" });
    painter.mark("found", range);
    const gone = setTimeout(() => painter.mark("found", null), 6000);
    return () => clearTimeout(gone);
  }, [painter, from, to, key]);
}
