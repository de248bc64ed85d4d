import { memo, useEffect, useRef, type ReactElement } from "react";
import { Link } from "react-router";
import type { CodeAnswer, SourceRow } from "../../../server/answers.ts";
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
  const codes = codesById(study);
  const read = study.sources.filter((s) => s.reading === "read" || s.finished).length;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav className={css.list} aria-label="Interviews">
      <div className={css.head}>
        <h2>Interviews</h2>
        <span className={css.count}>{read > 0 ? <>{read} of {study.sources.length}<span className={css.word}> read</span></> : study.sources.length}</span>
        <IconButton label="Bring in interviews" onClick={chooseFiles}><Icon name="plus" size="s" /></IconButton>
      </div>
      <ul ref={list}>
        {study.sources.map((source) => (
          <li key={source.id}>
            <Link to={`/interviews/${source.id}`} className={css.row} aria-current={source.id === current ? "page" : undefined} onPointerEnter={() => void memory.prefetchQuery(sourceQuery(source.id))}>
              <span className={css.name}>{source.name}{source.reading === "unread" ? <small> to read</small> : source.reading === "read again" ? <small> read again</small> : null}</span>
              <small>{source.codings === 0 ? "" : source.codings}<span className="hidden-visually"> codings</span></small>
              <Bar stretches={stretches(source.bar, codes)} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A source's bar in letters, "k-3:12 :5": colour and width of each stretch, so that a bar is drawn again only where it changed. */
const stretches = (bar: SourceRow["bar"], codes: ReadonlyMap<string, CodeAnswer>): string =>
  bar.map(([root, wide]) => {
    const code = root === null ? undefined : codes.get(root);
    return `${code ? colourName(code) : ""}:${wide}`;
  }).join(" ");

const Bar = memo(function Bar({ stretches }: { readonly stretches: string }): ReactElement {
  let at = 0;
  return (
    <svg className={css.bar} viewBox="0 0 40 5" preserveAspectRatio="none" aria-hidden="true">
      {stretches.split(" ").map((stretch) => {
        const [colour = "", width] = stretch.split(":");
        const [x, wide] = [at, Number(width)];
        at += wide;
        if (colour === "") return null;
        registerColour(colour);
        return <rect key={x} x={x} y="0" width={wide - 0.25} height="5" className={colour} />;
      })}
    </svg>
  );
});
