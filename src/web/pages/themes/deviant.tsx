import { useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { useVoices, wrongWith } from "../../foreseeing.ts";
import { AskReason } from "../../parts/ask-reason.tsx";
import { IconButton } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { Picker } from "../../parts/picker.tsx";
import { useStudy } from "../../queries.ts";
import type { Placed } from "../../state/codes-passages.ts";
import css from "./deviant.module.css";

/** Participants who do not fit a theme, kept in sight on purpose, each with what does not fit. */
export function Deviant({ theme, passages }: { readonly theme: ThemeAnswer; readonly passages: readonly Placed[] }): ReactElement {
  const study = useStudy();
  const { data: voices } = useVoices();
  const [picking, setPicking] = useState(false);
  const [asking, setAsking] = useState<string | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const labelOf = (id: string): string => study.participants.find((p) => p.id === id)?.label ?? "someone";
  const countOf = (id: string): number => passages.filter((p) => p.participant === id).length;
  const marked = new Set(theme.deviant.map((d) => d.participant));
  return (
    <section className={css.deviant} aria-label="Deviant cases">
      <h2>Deviant cases <span>{theme.deviant.length}</span></h2>
      {theme.deviant.length === 0 ? <p className={css.none}>Who does not fit? Somebody for whom it was otherwise shows how far the theme reaches.</p> : null}
      <ul>
        {theme.deviant.map(({ participant, reason }) => (
          <li key={participant}>
            <p><Link to={`/people/${participant}`}>{labelOf(participant)}</Link> <small>{countOf(participant) === 1 ? "1 passage here" : `${countOf(participant)} passages here`}</small></p>
            <InPlace label={`What does not fit in the case of ${labelOf(participant)}`} bare keep={`deviant ${theme.id} ${participant}`} value={reason} hint="What does not fit?" look="read" needed onSave={async (words) => wrongWith(await act({ type: "theme.markDeviant", theme: theme.id, participant, reason: words }, { quiet: true }))} />
            <IconButton label={`${labelOf(participant)} is no deviant case after all`} onClick={() => void act({ type: "theme.markDeviant", theme: theme.id, participant, deviant: false }, { tell: true })}><Icon name="close" size="s" /></IconButton>
          </li>
        ))}
      </ul>
      <button ref={add} type="button" className={css.add} onClick={() => setPicking(true)}><Icon name="plus" size="s" />Add a deviant case</button>
      {picking ? (
        <Picker
          anchor={() => add.current?.getBoundingClientRect() ?? null}
          label="Who does not fit this theme"
          placeholder="Type a participant"
          options={(voices?.people ?? []).filter((p) => !marked.has(p.id)).map((p) => ({ id: p.id, name: p.label, path: p.label, codings: 0, note: countOf(p.id) === 0 ? "says nothing here" : `${countOf(p.id)} here` }))}
          onPick={setAsking}
          onClose={() => setPicking(false)}
        />
      ) : null}
      {asking !== null ? (
        <AskReason title={`${labelOf(asking)} as a deviant case`} does="Mark" keep={`deviant new ${theme.id} ${asking}`} label="What does not fit" needed hint="How was it otherwise for this person?" onClose={() => setAsking(null)} onDo={async (reason) => wrongWith(await act({ type: "theme.markDeviant", theme: theme.id, participant: asking, reason }, { quiet: true, tell: true }))} />
      ) : null}
    </section>
  );
}
