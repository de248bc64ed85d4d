import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { SuggestionAnswer } from "../../../server/explore-words.ts";
import { act } from "../../doing.ts";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { placeOf } from "../../state/explore-framework.ts";
import { decided, isOpen, keyOf, nextOpen, nothingDecided, reviewKey, type Review } from "../../state/explore-review.ts";
import { useSuggestions } from "./data.ts";
import { useFilters } from "./filters.tsx";
import { Choice, Frame, Waiting } from "./frame.tsx";
import css from "./suggest.module.css";

/** Passages that words were found in, to be coded one by one: a person accepts or skips each. */
export function SuggestView(): ReactElement {
  const study = useStudy();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const filters = useFilters();
  const { words: scope } = filters;
  const [q, codeId] = [params.get("q") ?? "", params.get("code") ?? ""];
  const [unit, setUnit] = useKept("explore suggest unit", "sentence");
  const code = codesById(study).get(codeId);
  const { data, error, isPlaceholderData } = useSuggestions(scope, q, code?.id ?? "", unit);
  // What a person has seen stays where it was while they decide, although what they accept is no longer suggested.
  const [list, setList] = useState<{ readonly of: string; readonly all: readonly SuggestionAnswer[] }>({ of: "", all: [] });
  const of = JSON.stringify([scope, q, codeId, unit]);
  if (data && !isPlaceholderData && list.of !== of) setList({ of, all: data.suggestions });
  const [skipped, keepSkipped] = useKept<readonly string[]>(`explore skipped ${codeId}`, []);
  const [review, setReview] = useState<Review>(() => ({ ...nothingDecided, skipped: new Set(skipped) }));
  const made = useRef(new Map<string, string>());
  const [at, setAt] = useState<string | null>(null);
  const box = useRef<HTMLOListElement>(null);
  const wanted = useRef(true);
  const all = list.of === of ? list.all : [];
  const current = all.find((s) => keyOf(s) === at) ?? nextOpen(all, review, null) ?? all[0] ?? null;
  const left = useMemo(() => all.filter((s) => isOpen(review, s)).length, [all, review]);
  useEffect(() => {
    if (!wanted.current) return;
    const row = box.current?.querySelector<HTMLElement>("[data-here]");
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
  const to = (one: SuggestionAnswer | null): void => {
    if (!one) return;
    wanted.current = true;
    setAt(keyOf(one));
  };
  const decide = (one: SuggestionAnswer, how: "accepted" | "skipped" | "open"): void => {
    const before = review.accepted.has(keyOf(one));
    const next = decided(review, one, how);
    setReview(next);
    keepSkipped([...next.skipped]);
    to(how === "open" ? one : (nextOpen(all, next, one) ?? one));
    if (how === "accepted" && !before) {
      const id = newId();
      made.current.set(keyOf(one), id);
      void act({ type: "coding.add", id, source: one.source, code: codeId, start: one.start, end: one.end }).then((came) => {
        if (came.state === "refused") setReview((now) => decided(now, one, "open"));
      });
    }
    const id = made.current.get(keyOf(one));
    if (how !== "accepted" && before && id) {
      made.current.delete(keyOf(one));
      void act({ type: "coding.remove", coding: id, reason: "" });
    }
  };
  const open = (one: SuggestionAnswer): void => void navigate(`/interviews/${one.source}?from=${one.start}&to=${one.end}`);
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = event.ctrlKey || event.metaKey || event.altKey ? null : reviewKey(event.key);
    if (!current || !key || !(event.target instanceof HTMLElement) || !event.target.matches("[data-suggestion]")) return;
    event.preventDefault();
    const place = all.indexOf(current);
    if (key === "accept") decide(current, "accepted");
    else if (key === "skip") decide(current, "skipped");
    else if (key === "back") decide(current, "open");
    else if (key === "open") open(current);
    else to(all[place + (key === "next" ? 1 : -1)] ?? null);
  };
  const colour = code ? colourName(code) : "";
  if (colour) registerColour(colour);
  return (
    <Frame
      view="words"
      chosen={filters}
      words
      note={<>Nothing is coded by itself: what you accept is coded as yours, and can be undone. {data && data.skipped.length > 0 ? `Left out, because no speakers can be told apart: ${data.skipped.join(", ")}.` : ""}</>}
      tools={
        <>
          <Link to={`/explore/words?q=${encodeURIComponent(q)}`}>Back to the words</Link>
          <Choice label="Suggest" value={unit} options={[["match", "the words alone"], ["sentence", "the sentence"], ["turn", "the whole turn"]]} onChange={setUnit} />
        </>
      }
    >
      {!code ? (
        <EmptyState icon="codes" title="Choose a code first" actions={<Link to="/explore/words">Go to the words</Link>}>Look for words, and choose “Code these…” there.</EmptyState>
      ) : all.length === 0 ? (data && !isPlaceholderData ? (
        <EmptyState icon="check" title="Nothing to suggest" actions={<Link to={`/explore/words?q=${encodeURIComponent(q)}`}>Back to the words</Link>}>Wherever “{q}” was said, you have coded it with “{code.name}” already, or nobody whose words count said it.</EmptyState>
      ) : <Waiting error={error} what="Looking for passages" />) : (
        <section className={css.page} aria-label="Suggestions">
          <header>
            <h2><Dot code={code} />{code.name} <small>for “{q}”</small></h2>
            <p role="status">{left === 0 ? "All decided." : `${left} of ${all.length} to decide.`} {review.accepted.size > 0 ? `${review.accepted.size} coded.` : ""} <span className={css.keys}><kbd>Enter</kbd> codes it, <kbd>S</kbd> skips, <kbd>U</kbd> takes it back, <kbd>O</kbd> opens it</span></p>
            {code.description ? <p className={css.definition}>{code.description}</p> : null}
          </header>
          <ol ref={box} onKeyDown={onKeyDown}>
            {all.map((s) => {
              const state = review.accepted.has(keyOf(s)) ? "coded" : review.skipped.has(keyOf(s)) ? "skipped" : "open";
              const here = s === current;
              return (
                <li key={keyOf(s)} data-suggestion data-state={state} data-here={here || undefined} className={colour} tabIndex={here ? 0 : -1} aria-current={here ? "true" : undefined} onFocus={(event) => { if (event.target === event.currentTarget && !here) setAt(keyOf(s)); }} onPointerDown={() => { if (!here) setAt(keyOf(s)); }}>
                  <span className={css.where}><b>{s.label}</b><span>{placeOf(s)}</span>{state === "open" ? null : <em>{state}</em>}</span>
                  <p dir="auto">{s.before}<mark>{s.quote}</mark>{s.after}</p>
                  {here ? (
                    <span className={css.actions}>
                      {state === "coded" ? null : <Button size="s" look="main" tabIndex={-1} onClick={() => decide(s, "accepted")}>Code it</Button>}
                      {state === "open" ? <Button size="s" tabIndex={-1} onClick={() => decide(s, "skipped")}>Skip</Button> : <Button size="s" tabIndex={-1} onClick={() => decide(s, "open")}>Take back</Button>}
                      <Button size="s" look="quiet" tabIndex={-1} onClick={() => open(s)}>Open</Button>
                    </span>
                  ) : null}
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </Frame>
  );
}
