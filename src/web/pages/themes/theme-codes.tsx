import { useRef, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import { act } from "../../doing.ts";
import { IconButton } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Picker } from "../../parts/picker.tsx";
import { registerColour } from "../../source/text/colour-sheet.ts";
import { codesById, useStudy } from "../../queries.ts";
import { colourName } from "../../state/colours.ts";
import css from "./theme-codes.module.css";

/** The codes that serve a theme: open them, take them out, take more in. */
export function ThemeCodes({ theme }: { readonly theme: ThemeAnswer }): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const [picking, setPicking] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const subthemes = study.themes.filter((t) => t.parent === theme.id && t.state !== "discarded");
  return (
    <section className={css.codes} aria-label="Codes of the theme">
      <h2>Codes</h2>
      <ul>
        {theme.codes.flatMap((id) => codes.get(id) ?? []).map((code) => {
          registerColour(colourName(code));
          return (
            <li key={code.id}>
              <Dot code={code} />
              <Link to={`/codes/${code.id}`}>{code.name}</Link>
              <IconButton label={`Take “${code.name}” out of the theme`} onClick={() => void act({ type: "theme.placeCode", theme: theme.id, code: code.id, placed: false }, { tell: true })}><Icon name="close" size="s" /></IconButton>
            </li>
          );
        })}
        <li className={css.add}><button ref={add} type="button" onClick={() => setPicking(true)}><Icon name="plus" size="s" />Add a code</button></li>
      </ul>
      {subthemes.length > 0 ? <p>Its subthemes bring their own codes: {subthemes.map((t, i) => <span key={t.id}>{i > 0 ? ", " : ""}<Link to={`/themes/${t.id}`}>{t.name}</Link></span>)}.</p> : null}
      {picking ? (
        <Picker
          anchor={() => add.current?.getBoundingClientRect() ?? null}
          label={`Place in “${theme.name}”`}
          placeholder="Type a code"
          options={study.codes.filter((c) => !c.retired && !theme.codes.includes(c.id)).map((c) => ({ id: c.id, name: c.name, path: c.path, codings: c.codings, depth: c.depth, colour: c.colour, hue: c.hue }))}
          onPick={(code) => void act({ type: "theme.placeCode", theme: theme.id, code }, { tell: true })}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </section>
  );
}
