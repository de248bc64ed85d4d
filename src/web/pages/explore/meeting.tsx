import { useRef, type KeyboardEvent, type ReactElement } from "react";
import { Link } from "react-router";
import type { CodeAnswer } from "../../../server/answers.ts";
import type { MeetingPassage } from "../../../server/explore.ts";
import { Dot } from "../../parts/chip.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { colourName } from "../../state/colours.ts";
import { placeOf } from "../../state/explore-framework.ts";
import { sharedParts } from "../../state/explore-together.ts";
import { useMeeting, type MeetAsked } from "./data.ts";
import { Waiting } from "./frame.tsx";
import css from "./meeting.module.css";
import { Side } from "./side.tsx";

interface Props {
  readonly asked: MeetAsked;
  readonly a: string;
  readonly b: string;
  readonly names: readonly [string, string];
  readonly codes: readonly [CodeAnswer | undefined, CodeAnswer | undefined];
  readonly onClose: () => void;
}

/** Where two codes meet: what lies under the one beside what lies under the other, with whose words they are. */
export function Meeting({ asked, a, b, names, codes, onClose }: Props): ReactElement {
  const { data, error, isPlaceholderData } = useMeeting(asked, a, b);
  const list = useRef<HTMLOListElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-place]") ?? [])];
    const next = links[links.indexOf(document.activeElement as HTMLElement) + (way ?? 0)];
    if (way === undefined || !next) return;
    event.preventDefault();
    next.focus();
  };
  const ready = data !== undefined && !isPlaceholderData;
  return (
    <Side label={`${names[0]} and ${names[1]}`} of={`${a} ${b}`} ready={ready} focus="[data-place]" onClose={onClose} title={<span className={css.title}>{[0, 1].map((i) => <span key={i}>{codes[i] ? <Dot code={codes[i]} /> : null}{names[i]}</span>)}</span>}>
      {!ready ? <Waiting error={error} what="Looking for the passages" /> : data.passages.length === 0 ? <p className={css.says}>They meet nowhere in what is counted now. Change the choices above.</p> : (
        <>
          <p className={css.says}>{data.total === 1 ? "One place" : `${data.total} places`}{data.passages.length < data.total ? `, the first ${data.passages.length} of them here` : ""}. Letters under both are underlined.</p>
          <ol ref={list} className={css.places} onKeyDown={onKeyDown}>
            {data.passages.map((p) => <Place key={`${p.source} ${p.a.start} ${p.b.start}`} place={p} names={names} codes={codes} />)}
          </ol>
        </>
      )}
    </Side>
  );
}

function Place({ place: p, names, codes }: { readonly place: MeetingPassage; readonly names: readonly [string, string]; readonly codes: Props["codes"] }): ReactElement {
  return (
    <li className={css.place}>
      <Link data-place to={`/interviews/${p.source}?from=${Math.min(p.a.start, p.b.start)}&to=${Math.max(p.a.end, p.b.end)}`}><b>{p.label}</b>{p.name !== p.label ? `, ${p.name}` : ""}{placeOf(p) ? <small>{placeOf(p)}</small> : null}</Link>
      {([["a", 0], ["b", 1]] as const).map(([side, i]) => {
        const [before, both, after] = sharedParts(p[side], p[side === "a" ? "b" : "a"]);
        const colour = codes[i] ? colourName(codes[i]) : "";
        if (colour) registerColour(colour);
        return <p key={side} dir="auto" className={`${css.words} ${colour}`}><span className="hidden-visually">{names[i]}: </span>{before}{both ? <mark>{both}</mark> : null}{after}</p>;
      })}
    </li>
  );
}
