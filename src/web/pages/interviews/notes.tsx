import type { ReactElement } from "react";
import type { MemoAnswer, SourceAnswer } from "../../../server/answers.ts";
import { codesById, useStudy } from "../../queries.ts";
import { inText } from "./in-text.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import css from "./notes.module.css";

const kinds = { analytic: "Note", reflexive: "Reflexive memo", method: "Note on method", case: "Note on the case" } as const;

/** The notes on an interview and on what is coded in it, the last first; a note on a coding leads to its words. */
export function Notes({ source }: { readonly source: SourceAnswer | undefined }): ReactElement | null {
  const study = useStudy();
  const codes = codesById(study);
  const memos = source?.memos ?? [];
  if (memos.length === 0) return null;
  const codingOf = (memo: MemoAnswer) => source!.codings.find((c) => memo.links.some((l) => l.kind === "coding" && l.id === c.id));
  return (
    <section aria-label="Notes on this interview" className={css.notes}>
      <h2>
        <span>Notes</span>
        <span>{memos.length}</span>
      </h2>
      {[...memos].sort((a, b) => (a.changed < b.changed ? 1 : -1)).map((memo) => {
        const on = codingOf(memo);
        return (
          <article key={memo.id} className={css.memo}>
            <b>{memo.title || kinds[memo.kind]}</b> <span>{memo.author}, {dayOfStamp(memo.changed)}</span>
            <p>{memo.text}</p>
            {on ? <button type="button" onClick={() => inText.current?.({ do: "pick", coding: on.id })}>At “{codes.get(on.code)?.name ?? "a code that is gone"}”</button> : null}
          </article>
        );
      })}
    </section>
  );
}
