import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { MemoAnswer, PassageAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { Button, IconButton } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { Picker } from "../../parts/picker.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { dayOfStamp } from "../../state/day-of-stamp.ts";
import { keyOf, linkables, linkedTo, linkedWith, linkedWithout } from "../../state/memo-links.ts";
import css from "./memos.module.css";

/** The passages that a memo is about. */
const useMemoPassages = (memo: MemoAnswer) =>
  useQuery({
    queryKey: ["passages", "memo", memo.id, memo.links.length],
    enabled: memo.links.some((l) => l.kind === "coding"),
    queryFn: async () => (await ask<{ passages: PassageAnswer[] }>(server.memos[":id"].passages.$get({ param: { id: memo.id } }) as never)).passages,
  });

/** One memo: its title and words edited in place, and what it is about. */
export function OneMemo({ memo, onGone }: { readonly memo: MemoAnswer; readonly onGone: () => void }): ReactElement {
  const study = useStudy();
  const { readOnly } = study;
  const [linking, setLinking] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const { data: passages = [] } = useMemoPassages(memo);
  const codes = codesById(study);
  const links = linkedTo(study, memo.links);
  const rewrite = async (words: { title?: string; text?: string }): Promise<string | null> => {
    const came = await act({ type: "memo.rewrite", memo: memo.id, ...words }, { quiet: true });
    return came.state === "refused" ? came.sentence : null;
  };
  const link = (next: MemoAnswer["links"]): void => void act({ type: "memo.link", memo: memo.id, links: [...next] });
  const remove = async (): Promise<void> => {
    const came = await act({ type: "memo.remove", memo: memo.id }, { tell: true });
    if (came.state === "done") onGone();
  };
  return (
    <article className={css.memo} aria-label={memo.title || "A memo without a title"}>
      <header>
        <InPlace label="Title" bare line look="title" keep={`memo ${memo.id} title`} value={memo.title} hint="A title, if it needs one" disabled={readOnly} onSave={(title) => rewrite({ title })} />
        <Button size="s" look="danger" disabled={readOnly} onClick={() => void remove()}>Remove</Button>
      </header>
      <p className={css.by}>{memo.kind}, by {memo.author}, {dayOfStamp(memo.written)}{dayOfStamp(memo.changed) === dayOfStamp(memo.written) ? "" : `, changed on ${dayOfStamp(memo.changed)}`}. <Link to={`/history?kind=memos&about=${encodeURIComponent(memo.id)}`}>Its history</Link></p>
      <div className={css.text}><InPlace label="The memo" bare look="read" needed keep={`memo ${memo.id}`} value={memo.text} hint="The memo" disabled={readOnly} onSave={(text) => rewrite({ text })} /></div>
      <section className={css.about} aria-labelledby="memo-about">
        <h2 id="memo-about">About</h2>
        <ul className={css.links}>
          {links.map((one) => (
            <li key={keyOf(one)}>
              {one.to ? <Link to={one.to}>{one.name}</Link> : <span>{one.name}</span>}<small>{one.what}</small>
              <IconButton label={`Not about ${one.name} any more`} disabled={readOnly} onClick={() => link(linkedWithout(memo.links, one))}><Icon name="close" size="s" /></IconButton>
            </li>
          ))}
          <li className={css.add}><span ref={button}><Button size="s" disabled={readOnly} onClick={() => setLinking(true)}><Icon name="plus" size="s" />{links.length + passages.length === 0 ? "Say what it is about" : "And something else"}</Button></span></li>
        </ul>
        {passages.map((p) => {
          const code = codes.get(p.code);
          if (code) registerColour(colourName(code));
          return (
            <blockquote key={p.coding} className={css.passage}>
              <p dir="auto">{p.start === p.end ? <em>The words of this passage are no longer in the transcript.</em> : p.words}</p>
              <footer>
                <Link to={`/interviews/${p.source}?from=${p.start}&to=${p.end}`}>{study.sources.find((s) => s.id === p.source)?.name ?? "the interview"}</Link>
                {code ? <span><Dot code={code} />{code.name}</span> : null}
                <IconButton label="Not about this passage any more" disabled={readOnly} onClick={() => link(linkedWithout(memo.links, { kind: "coding", id: p.coding }))}><Icon name="close" size="s" /></IconButton>
              </footer>
            </blockquote>
          );
        })}
      </section>
      {linking ? (
        <Picker
          anchor={() => button.current?.getBoundingClientRect() ?? null}
          label="What this memo is about"
          placeholder="An interview, code, theme, person …"
          options={linkables(study).filter((one) => one.id !== memo.id && !memo.links.some((l) => l.kind === one.kind && l.id === one.id)).map((one) => ({ id: keyOf(one), name: one.name, path: one.name, codings: 0, note: one.what }))}
          onPick={(key) => {
            const one = linkables(study).find((l) => keyOf(l) === key);
            if (one) link(linkedWith(memo.links, one));
          }}
          onClose={() => setLinking(false)}
        />
      ) : null}
    </article>
  );
}
