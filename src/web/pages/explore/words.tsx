import { useDeferredValue, useState, type FormEvent, type ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { useKept } from "../../kept.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { useStudy } from "../../queries.ts";
import { asSearch, lineRows, sortedLines, type LineOrder } from "../../state/explore-words.ts";
import { Concordance } from "./concordance.tsx";
import { useContext, useWords } from "./data.ts";
import css from "./words.module.css";
import shared from "./explore.module.css";
import { useFilters } from "./filters.tsx";
import { Frame, Waiting } from "./frame.tsx";

/** The words that were said, by how often; and any word, phrase or pattern in its context. */
export function WordsView(): ReactElement {
  const study = useStudy();
  const filters = useFilters();
  const { words: scope } = filters;
  const [params, setParams] = useSearchParams();
  const [stop, setStop] = useKept("explore words stop", true);
  const [typedLeave, setLeave] = useKept("explore words leave", "");
  const leave = useDeferredValue(typedLeave);
  const [order, setOrder] = useKept<LineOrder>("explore words order", "people");
  const q = params.get("q") ?? "";
  const [typed, setTyped] = useState(q);
  const [last, setLast] = useState(q);
  if (q !== last) {
    setLast(q);
    setTyped(q);
  }
  const { data, error } = useWords(scope, { stop, leave, shortest: 2 });
  const found = useContext(scope, q);
  const lines = found.data ? sortedLines(found.data.lines, order) : [];
  const look = (words: string): void => setParams(words.trim() === "" ? {} : { q: words.trim() });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    look(typed);
  };
  const most = data?.words[0]?.n ?? 1;
  const rows = (): (string | number)[][] => [["word", "n", "interviews", "% of all words"], ...(data?.words ?? []).map((w) => [w.word, w.n, w.sources, Number(((100 * w.n) / (data?.total || 1)).toFixed(3))])];
  return (
    <Frame
      view="words"
      chosen={filters}
      words
      note={data ? <>{data.total.toLocaleString("en-GB")} words, {data.different.toLocaleString("en-GB")} different ones, in {data.sources === 1 ? "one interview" : `${data.sources} interviews`}; a share is of all of them, also of those left out.{data.unheard.length > 0 ? ` Nobody whose words count speaks in ${data.unheard.slice(0, 4).join(", ")}${data.unheard.length > 4 ? ` and ${data.unheard.length - 4} more` : ""}.` : ""}</> : null}
      tools={
        <>
          <form className={css.search} role="search" onSubmit={submit}>
            <input type="search" aria-label="Words to look for" aria-describedby="words-how" placeholder="Look for words: came round, visit*" value={typed} onChange={(event) => { setTyped(event.target.value); if (event.target.value === "") look(""); }} />
            <button type="submit">Look</button>
          </form>
          <span id="words-how" className={css.how}>Commas part phrases; <kbd>*</kbd> stands for any letters, <kbd>?</kbd> for one.</span>
        </>
      }
      save={data && data.words.length > 0 ? <><SaveMenu what="the words" name={`${study.settings.title}, words`} rows={rows} />{lines.length > 0 ? <SaveMenu what="the lines" name={`${study.settings.title}, ${q} in context`} rows={() => lineRows(lines)} /> : null}</> : null}
    >
      {study.sources.length === 0 ? (
        <EmptyState icon="interviews" title="There are no interviews yet" actions={<Link to="/interviews">Bring in interviews</Link>}>Then this shows which words were said how often, by whom, and in what context.</EmptyState>
      ) : !data ? <Waiting error={error} what="Counting words" /> : (
        <div className={css.two}>
          <section className={css.list} aria-label="Words by how often">
            <div className={css.leave}>
              <label className={shared.check}><input type="checkbox" checked={stop} onChange={(event) => setStop(event.target.checked)} />leave out usual English words</label>
              <input aria-label="More words to leave out" placeholder="leave out also: baby, mum" value={typedLeave} onChange={(event) => setLeave(event.target.value)} />
            </div>
            {data.words.length === 0 ? <p className={shared.said}>No words are left to count. Choose other speakers above, or mark who speaks in the interviews.</p> : (
              <table className={css.words}>
                <thead><tr><th scope="col">Word</th><th scope="col" data-number>n</th><th scope="col" data-number title="In how many interviews">interviews</th><th scope="col"><span className="hidden-visually">As a bar</span></th></tr></thead>
                <tbody>
                  {data.words.map((w) => (
                    <tr key={w.word} aria-selected={asSearch(w.word) === q || undefined}>
                      <th scope="row"><button type="button" onClick={() => look(asSearch(w.word))}>{w.word}</button></th>
                      <td data-number>{w.n.toLocaleString("en-GB")}</td>
                      <td data-number>{w.sources}</td>
                      <td><meter min={0} max={most} value={w.n} aria-label={`${w.word}: ${w.n}`} /></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
          <Concordance q={q} answer={found.data} error={found.error} isStale={found.isPlaceholderData} lines={lines} order={order} onOrder={setOrder} />
        </div>
      )}
    </Frame>
  );
}
