import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import type { MemoAnswer, StudyAnswer } from "../../../server/answers.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import css from "./memos.module.css";

const day = (stamp: string): string => new Date(stamp.slice(0, 24)).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });
const titleOf = (memo: MemoAnswer): string => memo.title || `${memo.text.slice(0, 60).replace(/\s+\S*$/u, "")}${memo.text.length > 60 ? " …" : ""}`;

/** What a memo is about, in a word and with the way there; null for what has no page of its own. */
function about(study: StudyAnswer, { kind, id }: MemoAnswer["links"][number]): { readonly name: string; readonly to: string } | null {
  switch (kind) {
    case "source": return { name: study.sources.find((s) => s.id === id)?.name ?? "an interview", to: `/interviews/${id}` };
    case "code": return { name: study.codes.find((c) => c.id === id)?.name ?? "a code", to: `/codes/${id}` };
    case "theme": return { name: study.themes.find((t) => t.id === id)?.name ?? "a theme", to: `/themes/${id}` };
    case "participant": return { name: study.participants.find((p) => p.id === id)?.label ?? "a participant", to: `/people/${id}` };
    case "memo": return { name: "another memo", to: `/explore/memos/${id}` };
    default: return null;
  }
}

/** All memos, the latest first, and the one that was asked for with what it is about. */
export function MemosView(): ReactElement {
  const { id } = useParams();
  const study = useStudy();
  const memos = [...study.memos].sort((a, b) => (a.changed < b.changed ? 1 : -1));
  const memo = memos.find((m) => m.id === id) ?? (id === undefined ? memos[0] : undefined);
  const links = memo?.links.map((link) => about(study, link)).filter((link) => link !== null) ?? [];
  return (
    <Page title="Memos" full actions={<Link to="/explore">Back to Explore</Link>}>
      {memos.length === 0 ? (
        <EmptyState icon="note" title="No memos yet" actions={<Link to="/interviews">Read an interview</Link>}>Select words in an interview and press M to write what you think of them.</EmptyState>
      ) : (
        <div className={css.two}>
          <nav className={css.list} aria-label="All memos">
            <ul>
              {memos.map((m) => (
                <li key={m.id}><Link to={`/explore/memos/${m.id}`} aria-current={m === memo ? "page" : undefined}><span>{titleOf(m)}</span><small>{m.kind} · {m.author}, {day(m.changed)}</small></Link></li>
              ))}
            </ul>
          </nav>
          {memo ? (
            <article className={css.memo} aria-label={titleOf(memo)}>
              <h2>{memo.title || `A ${memo.kind} memo`}</h2>
              <p className={css.by}>{memo.kind}, by {memo.author}, {day(memo.written)}{day(memo.changed) === day(memo.written) ? "" : `, changed on ${day(memo.changed)}`}</p>
              <p dir="auto" className={css.text}>{memo.text}</p>
              {links.length > 0 ? <p className={css.by}>About {links.map((link, i) => <span key={link.to}>{i > 0 ? ", " : ""}<Link to={link.to}>{link.name}</Link></span>)}</p> : null}
            </article>
          ) : <EmptyState icon="note" title="This memo is not in the study" actions={<Link to="/explore/memos">All memos</Link>}>It was removed, or writing it was undone. The history tells what became of it.</EmptyState>}
        </div>
      )}
    </Page>
  );
}
