import type { ReactElement } from "react";
import type { MemoAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { wrongWith } from "../../foreseeing.ts";
import { IconButton } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import css from "./notes.module.css";

const kinds = { analytic: "Note", reflexive: "Reflexive memo", method: "Note on method", case: "Note on the case" } as const;

/** The notes on some themes, the latest first; edited where they stand. */
export function Notes({ themes, ask }: { readonly themes: readonly string[]; readonly ask?: () => void }): ReactElement | null {
  const study = useStudy();
  const memos = study.memos.filter((m) => m.links.some((l) => l.kind === "theme" && themes.includes(l.id))).sort((a, b) => (a.changed < b.changed ? 1 : -1));
  if (memos.length === 0 && !ask) return null;
  return (
    <div className={css.notes}>
      {memos.map((memo) => <Note key={memo.id} memo={memo} />)}
      {ask ? <button type="button" className={css.write} onClick={ask}><Icon name="note" size="s" />Write a note</button> : null}
    </div>
  );
}

const Note = ({ memo }: { readonly memo: MemoAnswer }): ReactElement => (
  <article className={css.note}>
    <p><b>{memo.title || kinds[memo.kind]}</b> <span>{memo.author}, {dayOfStamp(memo.changed)}</span></p>
    <InPlace label={memo.title || kinds[memo.kind]} bare keep={`memo ${memo.id}`} value={memo.text} hint="A note" look="read" needed onSave={async (text) => wrongWith(await act({ type: "memo.rewrite", memo: memo.id, text }, { quiet: true }))} />
    <IconButton label="Remove this note" className={css.remove!} onClick={() => void act({ type: "memo.remove", memo: memo.id }, { tell: true })}><Icon name="close" size="s" /></IconButton>
  </article>
);
