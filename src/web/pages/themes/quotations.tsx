import { useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import type { QuotationAnswer } from "../../../server/themes.ts";
import type { Range } from "../../../text/range.ts";
import { act } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { dragFrom } from "../../parts/dragging.ts";
import { useFocusLater } from "../../parts/focus-later.ts";
import { say } from "../../parts/toast.tsx";
import type { Placed } from "../../state/codes-passages.ts";
import { between } from "../../state/codes-tree.ts";
import { Cutting } from "./cutting.tsx";
import css from "./quotations.module.css";

interface Props {
  readonly theme: ThemeAnswer;
  readonly quotations: readonly QuotationAnswer[];
  /** All passages of the theme: the full words of what is quoted. */
  readonly passages: readonly Placed[];
}

/** The quotations chosen for a theme, in the order in which they will be read; what is left out of them is marked. */
export function Quotations({ theme, quotations: answered, passages }: Props): ReactElement {
  const navigate = useNavigate();
  const [at, setAt] = useState<string | null>(null);
  const [cutting, setCutting] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const focusLater = useFocusLater(list);
  // The study knows the order (and what was dropped) before the page's own answer is here again.
  const order = new Map(theme.quotations.map((q, i) => [q.id, i]));
  const quotations = answered.filter((q) => order.has(q.id)).sort((a, b) => order.get(a.id)! - order.get(b.id)!);
  const here = quotations.some((q) => q.coding === at) ? at : quotations[0]?.coding;
  const focusOn = (coding: string | undefined): void => {
    if (coding === undefined) return;
    setAt(coding);
    focusLater(`[data-quotation="${coding}"]`);
  };
  const orderOf = (q: QuotationAnswer | undefined) => (q ? { order: theme.quotations.find((t) => t.id === q.id)?.order ?? q.order } : undefined);
  const moveTo = async (q: QuotationAnswer, place: number): Promise<void> => {
    const rest = quotations.filter((r) => r.id !== q.id);
    if (place < 0 || place > rest.length) return say(place < 0 ? "It comes first already." : "It comes last already.");
    await act({ type: "theme.moveQuotation", theme: theme.id, quotation: q.id, order: between(orderOf(rest[place - 1]), orderOf(rest[place])) });
    focusOn(q.coding);
  };
  const drop = async (q: QuotationAnswer): Promise<void> => {
    const place = quotations.indexOf(q);
    await act({ type: "theme.dropQuotation", theme: theme.id, quotation: q.id }, { tell: true });
    focusOn((quotations[place + 1] ?? quotations[place - 1])?.coding);
  };
  const open = (q: QuotationAnswer): void => {
    const p = passages.find((one) => one.coding === q.coding);
    if (p) void navigate(`/interviews/${p.source}?from=${p.start}&to=${p.end}`);
    else say("Its code is no longer in this theme, so its place is not known here. Find it under its interview.");
  };
  const cut = async (q: QuotationAnswer, cuts: readonly Range[]): Promise<void> => {
    setCutting(null);
    const same = cuts.length === q.cuts.length && cuts.every((c, i) => c.start === q.cuts[i]!.start && c.end === q.cuts[i]!.end);
    if (!same) await act([{ type: "theme.dropQuotation", theme: theme.id, quotation: q.id }, { type: "theme.chooseQuotation", theme: theme.id, coding: q.coding, cuts: [...cuts], order: orderOf(q)!.order }]);
    focusOn(q.coding);
  };
  const onKeyDown = (event: KeyboardEvent, q: QuotationAnswer): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const place = quotations.indexOf(q);
    const key = event.key.toLowerCase();
    if (key === "arrowdown" || key === "arrowup") {
      const way = key === "arrowdown" ? 1 : -1;
      if (event.altKey) void moveTo(q, place + way);
      else focusOn(quotations[place + way]?.coding);
    } else if (event.altKey) return;
    else if (key === "c") setCutting(q.id);
    else if (key === "o" || key === "enter") open(q);
    else if (key === "delete" || key === "backspace") void drop(q);
    else return;
    event.preventDefault();
  };
  return (
    <section className={css.quotations} aria-label="Quotations">
      <h2>Quotations <span>{quotations.length}</span></h2>
      {quotations.length === 0 ? <p className={css.none}>None is chosen yet. Choose a passage below and press <kbd>Q</kbd>: it then stands here, and in the write-up.</p> : null}
      <ol ref={list}>
        {quotations.map((q, i) => {
          const passage = passages.find((p) => p.coding === q.coding);
          const open_ = cutting === q.id && passage !== undefined;
          return (
            <li
              key={`${q.coding} ${order.get(q.id)}`}
              data-quotation={q.coding}
              data-over={over === q.id || undefined}
              tabIndex={q.coding === here ? 0 : -1}
              aria-label={`Quotation ${i + 1}: ${q.label}`}
              onFocus={(event) => { if (event.target === event.currentTarget) setAt(q.coding); }}
              onKeyDown={(event) => onKeyDown(event, q)}
            >
              <span
                className={css.place}
                title="Drag to another place"
                onPointerDown={(event) => {
                  const idAt = (under: Element | null): QuotationAnswer | undefined => quotations.find((r) => r.coding === under?.closest<HTMLElement>("[data-quotation]")?.dataset["quotation"]);
                  dragFrom(event.nativeEvent, {
                    element: event.currentTarget.parentElement!,
                    className: css.dragged!,
                    onOver: (under) => setOver(idAt(under)?.id ?? null),
                    onDrop: (under) => { const target = idAt(under); if (target && target.id !== q.id) void moveTo(q, quotations.indexOf(target)); },
                    onEnd: () => setOver(null),
                  });
                }}
              >{i + 1}</span>
              {open_ ? <Cutting passage={passage} cuts={q.cuts} onSave={(cuts) => void cut(q, cuts)} onClose={() => { setCutting(null); focusOn(q.coding); }} /> : (
                <div className={css.body}>
                  {q.gone ? <p className={css.gone}>{q.gone} Drop it, or choose another.</p> : <blockquote dir="auto">{q.words}</blockquote>}
                  <p className={css.about}>
                    <b>{q.label}</b> <span>{q.locator.replace(`${q.label}, `, "")}</span>
                    <span className={css.actions}>
                      {passage ? <Button size="s" look="quiet" tabIndex={-1} onClick={() => setCutting(q.id)}>Cut words <kbd>C</kbd></Button> : null}
                      <Button size="s" look="quiet" tabIndex={-1} onClick={() => open(q)}>Open <kbd>O</kbd></Button>
                      <Button size="s" look="quiet" tabIndex={-1} onClick={() => void drop(q)}>Drop <kbd>Del</kbd></Button>
                    </span>
                  </p>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {quotations.length > 1 ? <p className={css.keys}><kbd>Alt</kbd> with <kbd>↑</kbd> <kbd>↓</kbd> changes the order; or drag the number.</p> : null}
    </section>
  );
}
