import { useEffect, useId, useState, type ReactElement } from "react";
import { readBands } from "../../../analysis/bands.ts";
import type { Attribute } from "../../../study/participant.ts";
import { act } from "../../doing.ts";
import { useKept } from "../../kept.ts";
import css from "./table-one.module.css";

interface Props {
  readonly attribute: Attribute;
  /** Told what is typed while it is typed, and null when it is saved or put back. */
  readonly onTry: (bands: string | null) => void;
  /** What is wrong with the table that the typed bands give. */
  readonly problems: readonly string[];
}

/** The bands of a number, edited in the table: what is typed is tried at once, Enter or leaving the line saves it, Esc puts back what was there. */
export function BandsField({ attribute, onTry, problems }: Props): ReactElement {
  const [typed, setTyped, forget] = useKept<string | null>(`bands ${attribute.id}`, null);
  const [refused, setRefused] = useState<string | null>(null);
  const id = useId();
  const read = typed === null || typed.trim() === "" ? null : readBands(typed);
  const problem = refused ?? (read?.ok === false ? read.sentence : (problems[0] ?? null));
  const standing = read ?? (attribute.bands.trim() === "" ? null : readBands(attribute.bands));
  const gaps = standing?.ok ? standing.warnings : [];
  const usable = typed !== null && read?.ok !== false;
  useEffect(() => {
    if (usable) onTry(typed);
    // Tried whenever other words stand there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, usable]);
  const back = (): void => {
    forget();
    setRefused(null);
    onTry(null);
  };
  const save = async (): Promise<void> => {
    if (typed === null) return;
    if (typed.trim() === attribute.bands.trim()) return back();
    if (read?.ok === false || problems.length > 0) return;
    const came = await act({ type: "attribute.define", attribute: attribute.id, name: attribute.name, kind: attribute.kind, levels: [...attribute.levels], bands: typed.trim() }, { quiet: true });
    if (came.state === "refused") setRefused(came.sentence);
    else back();
  };
  return (
    <span className={css.bands}>
      <label htmlFor={id}>bands</label>
      <input
        id={id}
        aria-label={`Bands of ${attribute.name}`}
        value={typed ?? attribute.bands}
        placeholder="none; such as: under 25; 25-29; 30 or over"
        spellCheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefused(null);
        }}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Enter") void save();
          else if (event.key === "Escape" && typed !== null) {
            event.stopPropagation();
            back();
          }
        }}
      />
      <span id={`${id}-about`} className={problem ? css.wrong : css.gap} role={problem ? "alert" : undefined}>{problem ?? gaps.join(" ")}</span>
    </span>
  );
}
