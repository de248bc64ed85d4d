import { useEffect, useRef, type ReactElement } from "react";
import { Link } from "react-router";
import type { CodingAnswer, SourceAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Floating } from "../../parts/floating.tsx";
import { Icon } from "../../parts/icon.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import { isMine } from "../../state/mine.ts";
import css from "./coding-popover.module.css";
import type { Asked } from "./perform.ts";

interface Props {
  readonly anchor: () => { left: number; top: number; bottom: number } | null;
  readonly coding: CodingAnswer;
  /** All codings at the place that was clicked, this one among them. */
  readonly ids: readonly string[];
  readonly source: SourceAnswer;
  readonly onAction: (asked: Asked) => void;
}

/** What a passage is coded with, by whom, and what can be done with the coding. */
export function CodingPopover({ anchor, coding, ids, source, onAction }: Props): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const code = codes.get(coding.code);
  const mine = isMine(coding, study.me.id);
  const coder = mine ? study.me.name : (study.coders.find((c) => c.id === coding.coder)?.name ?? "someone");
  const others = ids.filter((id) => id !== coding.id).map((id) => source.codings.find((c) => c.id === id)).filter((c) => c !== undefined);
  const memos = source.memos.filter((m) => m.links.some((l) => l.kind === "coding" && l.id === coding.id));
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), [coding.id]);
  const when = coding.stamp === "" ? "just now" : dayOfStamp(coding.stamp);
  return (
    <Floating anchor={anchor} label={`Coding: ${code?.name ?? ""}`} onClose={() => onAction({ do: "close" })} className={css.popover!}>
      <div
        ref={ref}
        tabIndex={-1}
        className={css.inside}
        onKeyDown={(event) => {
          if (event.target !== ref.current) return;
          const key = event.key.toLowerCase();
          const asked: Asked | null = key === "delete" || key === "backspace" ? { do: "remove" } : key === "c" ? { do: "recode" } : key === "e" ? { do: "resize" } : key === "m" ? { do: "memo" } : key.startsWith("arrow") && event.shiftKey ? { do: "resize" } : null;
          if (!asked || event.ctrlKey || event.metaKey || (!mine && asked.do !== "memo")) return;
          event.preventDefault();
          onAction(asked);
        }}
      >
        <header>
          <Dot code={code} />
          <div>
            <Link to={`/codes/${coding.code}`} title="All passages of this code">{code?.name ?? "a code that is gone"}</Link>
            <small>{code && code.depth > 0 ? `${code.path.slice(0, -code.name.length - 3)} · ` : ""}{coder}, {when}</small>
          </div>
          <IconButton label="Close" onClick={() => onAction({ do: "close" })}><Icon name="close" size="s" /></IconButton>
        </header>
        {code?.description ? <p className={css.definition}>{code.description}</p> : null}
        {coding.start === coding.end ? <p className={css.definition}>The words of this coding are no longer in the transcript. Undo the correction to bring them back, move its edges to other words, or remove it.</p> : null}
        {memos.map((memo) => (
          <div key={memo.id} className={css.memo}>
            <p>{memo.text}</p>
            <small>{memo.author}</small>
            <IconButton label="Remove this note" onClick={() => void act({ type: "memo.remove", memo: memo.id }, { tell: true })}><Icon name="trash" size="s" /></IconButton>
          </div>
        ))}
        <div className={css.actions}>
          {mine ? <Button size="s" look="quiet" onClick={() => onAction({ do: "recode" })}><Icon name="swap" size="s" />Other code <kbd>C</kbd></Button> : null}
          {mine ? <Button size="s" look="quiet" onClick={() => onAction({ do: "resize" })}><Icon name="resize" size="s" />Edges <kbd>E</kbd></Button> : null}
          <Button size="s" look="quiet" onClick={() => onAction({ do: "memo" })}><Icon name="note" size="s" />Note <kbd>M</kbd></Button>
          {mine ? <Button size="s" look="quiet" className={css.remove} onClick={() => onAction({ do: "remove" })}><Icon name="trash" size="s" />Remove <kbd>Del</kbd></Button> : null}
        </div>
        {others.length > 0 ? (
          <ul className={css.others} aria-label="Also coded here">
            {others.map((other) => (
              <li key={other.id}>
                <button type="button" onClick={() => onAction({ do: "pick", coding: other.id })}>
                  <Dot code={codes.get(other.code)} />
                  <span>{codes.get(other.code)?.name ?? "…"}</span>
                  {isMine(other, study.me.id) ? null : <small>{study.coders.find((c) => c.id === other.coder)?.name}</small>}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Floating>
  );
}
