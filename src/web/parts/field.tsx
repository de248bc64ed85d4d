import { useId, type ComponentProps, type ReactElement, type ReactNode } from "react";
import css from "./field.module.css";

interface Props {
  readonly label: ReactNode;
  /** What to write here, below the label. */
  readonly hint?: ReactNode;
  /** What is wrong with what was written. */
  readonly problem?: string | null | undefined;
  /** Keep the label for screen readers only. */
  readonly bare?: boolean;
}

function Framed({ id, label, hint, problem, bare, children }: Props & { id: string; children: ReactNode }): ReactElement {
  return (
    <div className={css.field}>
      <label htmlFor={id} className={bare ? "hidden-visually" : css.label}>{label}</label>
      {hint ? <p className={css.hint} id={`${id}-hint`}>{hint}</p> : null}
      {children}
      {problem ? <p className={css.problem} role="alert" id={`${id}-problem`}>{problem}</p> : null}
    </div>
  );
}

const about = (id: string, { hint, problem }: Props): string | undefined => [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;

/** A line to write in, with its label. */
export function Field({ label, hint, problem, bare, className = "", ...rest }: Props & ComponentProps<"input">): ReactElement {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, problem }} bare={bare ?? false}>
      <input {...rest} id={id} className={`${css.input} ${className}`} aria-invalid={problem ? true : undefined} aria-describedby={about(id, { label, hint, problem })} />
    </Framed>
  );
}

/** Some lines to write in; grows with what is written. */
export function TextArea({ label, hint, problem, bare, className = "", ...rest }: Props & ComponentProps<"textarea">): ReactElement {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, problem }} bare={bare ?? false}>
      <textarea rows={3} {...rest} id={id} className={`${css.input} ${css.area} ${className}`} aria-invalid={problem ? true : undefined} aria-describedby={about(id, { label, hint, problem })} />
    </Framed>
  );
}

/** A choice of a few; `children` are the options. */
export function Select({ label, hint, problem, bare, className = "", ...rest }: Props & ComponentProps<"select">): ReactElement {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, problem }} bare={bare ?? false}>
      <select {...rest} id={id} className={`${css.input} ${css.select} ${className}`} aria-describedby={about(id, { label, hint, problem })} />
    </Framed>
  );
}
