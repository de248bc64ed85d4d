import { useRef, useState, type ReactElement } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import { memoTitle } from "../../state/memo-links.ts";
import { WriteMemo } from "./memo-dialog.tsx";
import { OneMemo } from "./memo.tsx";
import css from "./memos.module.css";

/** All memos, the latest first, and the one that was asked for, edited where it stands. */
export function MemosView(): ReactElement {
  const { id } = useParams();
  const study = useStudy();
  const navigate = useNavigate();
  const [writing, setWriting] = useState(false);
  const list = useRef<HTMLElement>(null);
  const memos = [...study.memos].sort((a, b) => (a.changed < b.changed ? 1 : -1));
  const memo = memos.find((m) => m.id === id) ?? (id === undefined ? memos[0] : undefined);
  const write = <Button look="main" disabled={study.readOnly} onClick={() => setWriting(true)}>Write a memo</Button>;
  return (
    <Page title="Memos" full actions={<><Link to="/explore">Back to Explore</Link>{memos.length > 0 ? write : null}</>}>
      {memos.length === 0 ? (
        <EmptyState icon="note" title="No memos yet" actions={<>{write}<Link to="/interviews">Read an interview</Link></>}>Write what you think of the study as it grows: of an idea, of yourself in it, of a decision. In an interview, select words and press M.</EmptyState>
      ) : (
        <div className={css.two}>
          <nav className={css.list} aria-label="All memos" ref={list}>
            <ul>
              {memos.map((m) => (
                <li key={m.id}><Link to={`/explore/memos/${m.id}`} aria-current={m === memo ? "page" : undefined}><span>{memoTitle(m)}</span><small>{m.kind} · {m.author}, {dayOfStamp(m.changed)}</small></Link></li>
              ))}
            </ul>
          </nav>
          {memo ? <OneMemo key={memo.id} memo={memo} onGone={() => { void navigate("/explore/memos"); list.current?.querySelector("a")?.focus(); }} /> : <EmptyState icon="note" title="This memo is not in the study" actions={<Link to="/explore/memos">All memos</Link>}>It was removed, or writing it was undone. The history tells what became of it.</EmptyState>}
        </div>
      )}
      {writing ? <WriteMemo onClose={() => setWriting(false)} onMade={(made) => void navigate(`/explore/memos/${made}`)} /> : null}
    </Page>
  );
}
