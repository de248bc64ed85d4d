import type { ReactElement } from "react";
import type { FoundProject } from "../../../server/found.ts";
import css from "./bring.module.css";

/** The codes of a file as their tree, so that whoever brings them in sees whether it came through. `of`: how many there are. */
export const CodeTree = ({ codes, of }: { readonly codes: FoundProject["codes"]; readonly of: number }): ReactElement | null =>
  codes.length === 0 ? null : (
    <details className={css.section} open={codes.length <= 12}>
      <summary><b>Codes as their tree</b> <span>{of.toLocaleString("en-GB")}</span></summary>
      <ul className={css.tree}>
        {codes.map(({ name, depth }, i) => <li key={i} data-depth={Math.min(depth, 6)}>{name}</li>)}
        {of > codes.length ? <li>and {(of - codes.length).toLocaleString("en-GB")} more</li> : null}
      </ul>
    </details>
  );
