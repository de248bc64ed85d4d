import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { ask, server } from "../../server.ts";
import { reasonsOf } from "../../state/out-kinds.ts";
import { Counts } from "../bring/findings.tsx";
import { download } from "./download.ts";
import css from "./out.module.css";

/** An archive for a data repository: what may be shared, and what is left out, each with its reason. */
export function ArchiveOut(): ReactElement {
  const [memos, setMemos] = useState(false);
  const [unlinked, setUnlinked] = useState(false);
  const query = { memos: memos ? "yes" : "no", unlinked: unlinked ? "yes" : "no" } as const;
  const { data, error } = useQuery({ queryKey: ["analysis", "archive", memos, unlinked], gcTime: 0, retry: false, queryFn: () => ask(server.archive.$get({ query })) });
  return (
    <>
      <h2>An archive for a data repository</h2>
      <p className={css.quiet}>Only what participants agreed to share goes in: those whose last word on a clause about archiving, sharing or re-use was yes. Open formats, checksums, a README and a data dictionary. Texts go out as they stand: read them for names before you deposit them.</p>
      <fieldset className={css.options}>
        <legend>Also</legend>
        <label><input type="checkbox" checked={memos} onChange={(event) => setMemos(event.target.checked)} /> reflexive and case memos</label>
        <label><input type="checkbox" checked={unlinked} onChange={(event) => setUnlinked(event.target.checked)} /> interviews that are linked to no participant</label>
      </fieldset>
      {error ? <p className={css.problem} role="alert">{error.message}</p> : null}
      {data ? (
        <>
          <Counts label="What goes in" counts={data.counts} />
          <h3>What is left out, and why</h3>
          <ul className={css.left}>
            {reasonsOf(data.leftOut).map(({ why, what }) => (
              <li key={why}><b>{why}</b><span>{what.slice(0, 14).join("; ")}{what.length > 14 ? `; and ${what.length - 14} more` : ""}</span></li>
            ))}
          </ul>
          <details className={css.filesIn}>
            <summary>{data.files.length} files</summary>
            <ul>{data.files.map(({ name, size }) => <li key={name}>{name} <small>{size.toLocaleString("en-GB")} bytes</small></li>)}</ul>
          </details>
          <div className={css.actions}><Button look="main" onClick={() => download("/api/archive/file", query)}>Save {data.file}</Button></div>
        </>
      ) : error ? null : <p className={css.quiet} role="status">Looking what may be shared</p>}
    </>
  );
}
