import { useId, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { InPlace } from "../../parts/in-place.tsx";
import { useStudy } from "../../queries.ts";
import { headingOf, placeOfGap, type Place } from "../../state/report-gaps.ts";
import { sentenceOf, stateFact } from "./data.ts";
import css from "./report.module.css";
import { goTo } from "./section.tsx";

/** Something that the methods paragraph lacks, and where to fill it in: right here where that can be. */
export function Gap({ missing }: { readonly missing: string }): ReactElement {
  return (
    <li>
      <span>{missing.charAt(0).toUpperCase() + missing.slice(1)}</span>
      <Fill place={placeOfGap(missing)} about={missing} />
    </li>
  );
}

/** The place where something is filled in: a line to write in, or the way to the records. */
export function Fill({ place, about }: { readonly place: Place | null; readonly about: string }): ReactElement | null {
  const study = useStudy();
  const { facts, id } = study.settings;
  if (!place) return null;
  switch (place.kind) {
    case "fact": {
      const heading = headingOf(facts, place.heading);
      return <div className={css.fill}><InPlace label={`${heading}: ${about}`} bare look="read" keep={`fact ${id} ${heading}`} value={facts[heading] ?? ""} hint={`Write the ${place.heading} here.`} disabled={study.readOnly} onSave={(text) => stateFact(heading, text)} /></div>;
    }
    case "researchers":
      return (
        <div className={css.fill}>
          {study.coders.filter((c) => c.declared).map((c) => {
            const heading = headingOf(c.facts, place.heading);
            return (
              <div key={c.id} className={css.researcher}>
                <span>{c.name}</span>
                <InPlace label={`${heading} of ${c.name}`} bare line look="read" keep={`coder ${c.id} ${heading}`} value={c.facts[heading] ?? ""} hint={`${place.heading} of ${c.name}`} disabled={study.readOnly} onSave={async (text) => sentenceOf(await act({ type: "coder.describe", coder: c.id, facts: { [heading]: text } }, { quiet: true }))} />
              </div>
            );
          })}
        </div>
      );
    case "position":
      return <Position />;
    case "page":
      return <Link className={css.go} to={place.to}>Fill it in at {place.name}</Link>;
    case "prose":
      return <a className={css.go} href={`#report-${place.section}`} onClick={(event) => goTo(event, place.section)}>{place.section === "findings" ? "Choose quotations in the findings" : "Write it in your words of the methods"}</a>;
  }
}

/** Who the signed-in researcher is and how it may shape the reading. */
function Position(): ReactElement {
  const study = useStudy();
  const [text, setText, forget] = useKept(`position ${study.settings.id} ${study.me.name}`, "");
  const [open, setOpen] = useState(text !== "");
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  if (!open) return <Button size="s" disabled={study.me.id === null} onClick={() => setOpen(true)}>Write {study.me.name}’s positionality statement</Button>;
  const save = async (): Promise<void> => {
    if (text.trim() === "") return setProblem("Write who you are and how it may shape your reading.");
    const wrong = sentenceOf(await act({ type: "positionality.state", coder: study.me.id!, text: text.trim() }, { quiet: true, tell: true }));
    setProblem(wrong);
    if (wrong === null) {
      forget();
      setOpen(false);
    }
  };
  return (
    <div className={css.fill} id={id}>
      <TextArea label={`Positionality of ${study.me.name}`} hint="Who you are, and how that may shape your reading." value={text} problem={problem} onChange={(event) => setText(event.target.value)} />
      <Button size="s" onClick={() => void save()}>Record it</Button>
    </div>
  );
}
