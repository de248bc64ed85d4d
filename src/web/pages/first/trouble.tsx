import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ask, server } from "../../server.ts";
import { readableInWords } from "../../state/trouble-words.ts";
import css from "./first.module.css";
import type { Opener } from "./index.tsx";

/** A study file that does not open, and why. */
export interface Troubled {
  readonly path: string;
  readonly reason: string;
  readonly sentence: string;
  readonly passphrase: string | undefined;
}

/** What is wrong with a study file, what of it can be rescued, and which copies lie beside it. */
export function Trouble({ trouble, opener }: { readonly trouble: Troubled; readonly opener: Opener }): ReactElement {
  const { path, reason, sentence, passphrase } = trouble;
  const phrase = passphrase === undefined ? {} : { passphrase };
  const name = path.replace(/^.*[/\\]/, "");
  const { data, isPending } = useQuery({ queryKey: ["trouble", path, reason], gcTime: 0, retry: false, queryFn: () => ask(server.desk.trouble.$post({ json: { path, reason, ...phrase } })) });
  const [rescuing, setRescuing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [rescued, setRescued] = useState<{ readonly path: string; readonly lost: readonly string[] } | null>(null);
  const rescue = async (): Promise<void> => {
    setRescuing(true);
    setProblem(null);
    try {
      setRescued(await ask(server.desk.rescue.$post({ json: { path, ...phrase } })));
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setRescuing(false);
    }
  };
  return (
    <section className={css.trouble} aria-labelledby="trouble">
      <div role="alert">
        <h2 id="trouble">“{name}” {reason === "newer" ? "was written by a newer Earshot" : "cannot be opened"}</h2>
        <p>{sentence}</p>
      </div>
      {isPending ? <p className={css.quiet} role="status">Looking what of it can be read</p> : null}
      {rescued ? (
        <div className={css.offer} role="status">
          <p>What can be read is in {rescued.path.replace(/^.*[/\\]/, "")}; the damaged file is as it was.{rescued.lost.length > 0 ? ` The words of ${rescued.lost.join(", ")} could not be read; what was coded in ${rescued.lost.length === 1 ? "it" : "them"} is there. Bring the words back by merging a copy or backup of this study.` : ""}</p>
          <Button look="main" disabled={opener.busy !== null} onClick={() => void opener.open(rescued.path, passphrase)}>Open it</Button>
        </div>
      ) : data?.readable ? (
        <div className={css.offer}>
          <p>{readableInWords(data.readable)} A new file is made beside it; the damaged one stays as it is, and a backup can be merged in later.</p>
          <Button look="main" disabled={rescuing} onClick={() => void rescue()}>{rescuing ? "Rescuing" : "Rescue what can be read"}</Button>
        </div>
      ) : data && reason !== "newer" ? <p>Nothing that was recorded in it can be read here. Go back to a backup, or to another person's copy.</p> : null}
      {problem ? <p className={css.problem} role="alert">{problem}</p> : null}
      {data && data.neighbours.length > 0 ? (
        <div>
          <h3>Files beside it that open</h3>
          <ul className={css.files}>
            {data.neighbours.map((one) => (
              <li key={one.path}>
                <button type="button" disabled={opener.busy !== null} onClick={() => void opener.open(one.path, passphrase)}>
                  <Icon name="file" />
                  <span><b>{one.name}</b><small>{one.title} · {one.events.toLocaleString("en-GB")} events, the last of {one.until}</small></span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}
