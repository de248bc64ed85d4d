import { useState, type ReactElement } from "react";
import type { FoundProject } from "../../../server/found.ts";
import { Select } from "../../parts/field.tsx";
import css from "./bring.module.css";

const programs = [["", "As found"], ["standard", "As the standard says"], ["nvivo-windows", "As NVivo for Windows does"], ["maxqda", "As MAXQDA does"], ["atlasti", "As ATLAS.ti does"], ["parts", "In parts, by hand"]] as const;
const parts = [
  ["What is counted", [["codepoint", "characters"], ["utf16", "UTF-16 units"]]],
  ["The byte-order mark", [["bom-not-counted", "is not counted"], ["bom-counted", "is counted"]]],
  ["Line ends", [["line-ends-kept", "as in the file"], ["line-ends-as-one", "count as one"]]],
  ["The end is", [["exclusive", "after the last character"], ["inclusive", "at the last character"]]],
] as const;

/** How a file counts offsets: as it was found out, with passages to see it by, and a way to overrule it. `onChange` gets the words of `--dialect`, "" for as found. */
export function DialectChoice({ found, dialect, onChange }: { readonly found: FoundProject; readonly dialect: string; readonly onChange: (dialect: string) => void }): ReactElement {
  const [byHand, setByHand] = useState(false);
  const { report, passages } = found;
  const words = dialect === "" ? [] : dialect.split(",");
  const chosen = byHand ? "parts" : dialect;
  const sure = Math.round(100 * report.confidence);
  const part = (options: readonly (readonly [string, string])[], word: string): void => {
    const others = words.filter((one) => !options.some(([of]) => of === one));
    onChange([...others, ...(word === "" ? [] : [word])].join(","));
  };
  return (
    <section className={css.block} aria-label="How it counts offsets">
      <div className={css.twoUp}>
        <div>
          <h3>How it counts offsets</h3>
          <p className={css.about}>{report.dialect.replace(/\.$/, "")}.{sure < 100 ? ` Sure to ${sure} of 100.` : ""}</p>
        </div>
        <Select label="Taken" value={chosen} onChange={(event) => { setByHand(event.target.value === "parts"); onChange(event.target.value === "parts" ? "" : event.target.value); }}>
          {programs.map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </Select>
      </div>
      {byHand ? (
        <div className={css.fourUp}>
          {parts.map(([label, options]) => (
            <Select key={label} label={label} value={options.find(([word]) => words.includes(word))?.[0] ?? ""} onChange={(event) => part(options, event.target.value)}>
              <option value="">as found</option>
              {options.map(([word, name]) => <option key={word} value={word}>{name}</option>)}
            </Select>
          ))}
        </div>
      ) : null}
      {passages.length > 0 ? (
        <>
          <p className={css.about}>Passages as they would be coded. If they begin or end in the middle of a word, the offsets are counted in another way.</p>
          <ul className={css.passages}>
            {passages.map((one, i) => (
              <li key={i}><span>{one.before}<mark>{one.words}</mark>{one.after}</span><small>{one.code} · {one.source}</small></li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
