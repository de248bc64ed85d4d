import type { ReactElement } from "react";
import css from "./segmented.module.css";

interface Props<T extends string> {
  /** What is chosen here, for screen readers. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly onChange: (value: T) => void;
}

/** A choice of two to five views, one of which is shown. */
export const Segmented = <T extends string>({ label, value, options, onChange }: Props<T>): ReactElement => (
  <div className={css.segmented} role="group" aria-label={label}>
    {options.map(([option, name]) => (
      <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>{name}</button>
    ))}
  </div>
);
