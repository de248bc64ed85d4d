import { useEffect, useRef, type ReactElement } from "react";
import { Link } from "react-router";
import type { SourceRow } from "../../../server/answers.ts";
import { IconButton } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { codesById, memory, sourceQuery, useStudy } from "../../queries.ts";
import { chooseFiles } from "../../shell/drop-files.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import css from "./interview-list.module.css";

/** The interviews of the study, each with what is coded where. */
export function InterviewList({ current }: { readonly current: string }): ReactElement {
  const study = useStudy();
  const read = study.sources.filter((s) => s.reading === "read" || s.finished).length;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav className={css.list} aria-label="Interviews">
      <h2>
        <span>Interviews</span>
        <span className={css.count}>{read > 0 ? `${read} of ${study.sources.length} read` : study.sources.length}</span>
        <IconButton label="Bring in interviews" onClick={chooseFiles}><Icon name="plus" size="s" /></IconButton>
      </h2>
      <ul ref={list}>
        {study.sources.map((source) => (
          <li key={source.id}>
            <Link to={`/interviews/${source.id}`} className={css.row} aria-current={source.id === current ? "page" : undefined} onPointerEnter={() => void memory.prefetchQuery(sourceQuery(source.id))}>
              <span className={css.name}>{source.name}{source.reading === "unread" ? <small> to read</small> : source.reading === "read again" ? <small> read again</small> : null}</span>
              <small>{source.codings === 0 ? "" : source.codings}<span className="hidden-visually"> codings</span></small>
              <Bar source={source} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Bar({ source }: { readonly source: SourceRow }): ReactElement {
  const codes = codesById(useStudy());
  let at = 0;
  return (
    <svg className={css.bar} viewBox="0 0 40 5" preserveAspectRatio="none" aria-hidden="true">
      {source.bar.map(([root, wide]) => {
        const x = at;
        at += wide;
        const code = root === null ? undefined : codes.get(root);
        if (!code) return null;
        const colour = colourName(code);
        registerColour(colour);
        return <rect key={x} x={x} y="0" width={wide - 0.25} height="5" className={colour} />;
      })}
    </svg>
  );
}
