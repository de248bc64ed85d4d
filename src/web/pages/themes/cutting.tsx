import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import type { Range } from "../../../text/range.ts";
import { Button } from "../../parts/button.tsx";
import type { Placed } from "../../state/codes-passages.ts";
import { cutsFrom, cutTokens, toggled, tokensOf } from "../../state/themes-cuts.ts";
import css from "./quotations.module.css";

interface Props {
  readonly passage: Placed;
  /** In the offsets of the source. */
  readonly cuts: readonly Range[];
  readonly onSave: (cuts: readonly Range[]) => void;
  readonly onClose: () => void;
}

/** Says which words of a passage are left out of its quotation: drag over them, or choose them with the arrows (Shift takes in more) and press Space. */
export function Cutting({ passage, cuts, onSave, onClose }: Props): ReactElement {
  const tokens = useMemo(() => tokensOf(passage.words), [passage.words]);
  const [marked, setMarked] = useState(() => cutTokens(tokens, cuts.map((c) => ({ start: c.start - passage.start, end: c.end - passage.start }))));
  const [reach, setReach] = useState<readonly [number, number]>([0, 0]);
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("[data-token]")?.focus({ preventScroll: true }), []);
  const [from, to] = reach;
  const inReach = (i: number): boolean => from !== to && i >= Math.min(from, to) && i <= Math.max(from, to);
  const go = (anchor: number, head: number): void => {
    const last = Math.max(0, Math.min(tokens.length - 1, head));
    setReach([Math.max(0, Math.min(tokens.length - 1, anchor)), last]);
    box.current?.querySelectorAll<HTMLElement>("[data-token]")[last]?.focus();
  };
  const cut = (first: number, last: number): void => {
    setMarked(toggled(marked, first, last));
    setReach([last, last]);
  };
  const save = (): void => onSave(cutsFrom(tokens, marked).map((c) => ({ start: c.start + passage.start, end: c.end + passage.start })));
  const all = marked.every(Boolean);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    event.stopPropagation();
    if (event.ctrlKey && key === "Enter") {
      event.preventDefault();
      if (!all) save();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const way = key === "ArrowRight" || key === "ArrowLeft" ? ((key === "ArrowRight") !== rtl ? 1 : -1) : key === "ArrowDown" ? 8 : key === "ArrowUp" ? -8 : 0;
    if (way !== 0) go(shiftKey ? from : to + way, to + way);
    else if (key === "Home" || key === "End") go(shiftKey ? from : key === "Home" ? 0 : tokens.length - 1, key === "Home" ? 0 : tokens.length - 1);
    else if (key === " " || key === "Delete" || key === "Backspace" || key.toLowerCase() === "c") cut(from, to);
    else if (key === "Enter") {
      if (!all) save();
    } else if (key === "Escape") onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.cutting}>
      <p
        ref={box}
        dir="auto"
        className={css.tokens}
        role="listbox"
        aria-multiselectable="true"
        aria-label="Words of the quotation; selected words are left out"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          const start = Number((event.target as HTMLElement).dataset["token"] ?? Number.NaN);
          if (Number.isNaN(start) || event.button !== 0) return;
          event.preventDefault();
          let end = start;
          go(start, start);
          const move = (e: globalThis.PointerEvent): void => {
            const next = Number((document.elementFromPoint(e.clientX, e.clientY) as HTMLElement | null)?.dataset["token"] ?? Number.NaN);
            if (Number.isNaN(next) || next === end) return;
            end = next;
            go(start, end);
          };
          const drop = (): void => {
            window.removeEventListener("pointermove", move);
            window.removeEventListener("pointerup", drop);
            cut(start, end);
          };
          window.addEventListener("pointermove", move);
          window.addEventListener("pointerup", drop);
        }}
      >
        {tokens.map((token, i) => (
          <span key={token.start} role="option" data-token={i} data-reach={inReach(i) || undefined} aria-selected={marked[i] ?? false} tabIndex={i === to ? 0 : -1}>{token.text}</span>
        ))}
      </p>
      <div className={css.foot}>
        <span>Struck words are left out and marked […]. <kbd>Space</kbd> cuts a word or takes it back, <kbd>Shift</kbd> with arrows takes in more.</span>
        {all ? <span role="alert">Nothing would be left to show.</span> : null}
        <span className={css.buttons}>
          <Button size="s" onClick={onClose}>Cancel</Button>
          <Button size="s" look="main" disabled={all} onClick={save}>Keep <kbd>Enter</kbd></Button>
        </span>
      </div>
    </div>
  );
}
