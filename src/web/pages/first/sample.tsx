import type { ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { ask, server } from "../../server.ts";
import css from "./first.module.css";
import type { Opener } from "./index.tsx";

/** Offers the sample study: a copy of one's own, to go on with or to begin afresh. */
export function Sample({ copy, opener: { busy, wrong, go } }: { readonly copy: string | null; readonly opener: Opener }): ReactElement {
  const open = (fresh: boolean): void => void go(fresh ? "fresh sample" : "sample", () => ask(server.desk.sample.$post({ json: { fresh } })));
  return (
    <section className={css.sample} aria-labelledby="sample">
      <div>
        <h2 id="sample">Look at the sample study</h2>
        <p>Eleven invented interviews about parent-infant teams, coded by two people, with themes and a write-up. {copy === null ? "You get a copy of your own: try anything." : "Go on with your copy, or begin with a fresh one."}</p>
        {wrong?.at.endsWith("sample") ? <p className={css.problem} role="alert">{wrong.sentence}</p> : null}
      </div>
      <div className={css.buttons}>
        {copy === null ? null : <Button disabled={busy !== null} onClick={() => open(true)}>{busy === "fresh sample" ? "Copying it" : "A fresh copy"}</Button>}
        <Button look="main" disabled={busy !== null} onClick={() => open(false)}>{busy === "sample" ? "Opening it" : copy === null ? "Open the sample" : "Open my copy"}</Button>
      </div>
    </section>
  );
}
