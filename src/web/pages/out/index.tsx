import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Button } from "../../parts/button.tsx";
import { Select } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { fileName, saveFile } from "../../parts/saving.ts";
import { ask, server } from "../../server.ts";
import { exportSections, exportText } from "../../state/bring-words.ts";
import { dialects, outKinds, type Dialect, type OutKind } from "../../state/out-kinds.ts";
import { Counts, Sections } from "../bring/findings.tsx";
import { ArchiveOut } from "./archive.tsx";
import { download } from "./download.ts";
import css from "./out.module.css";

const today = (): string => new Date().toLocaleDateString("en-CA");

/** Taking the study out: what for, what goes and what cannot, and the file. */
export default function TakeOut(): ReactElement {
  const [kind, setKind] = useState<OutKind["format"]>("qdpx");
  return (
    <Page title="Take the study out" full>
      <div className={css.two}>
        <fieldset className={css.kinds}>
          <legend>What for</legend>
          {outKinds.map(({ format, name, ending, says }) => (
            <label key={format} className={css.kind}>
              <input type="radio" name="kind" checked={format === kind} onChange={() => setKind(format)} />
              <span><b>{name}</b> {ending}<small>{says}</small></span>
            </label>
          ))}
        </fieldset>
        <section className={css.shown} aria-label="What goes out">
          {kind === "archive" ? <ArchiveOut /> : <Export key={kind} format={kind} />}
        </section>
      </div>
    </Page>
  );
}

function Export({ format }: { readonly format: Exclude<OutKind["format"], "archive"> }): ReactElement {
  const [dialect, setDialect] = useState<Dialect>("standard");
  const query = { format, dialect };
  const { data, error } = useQuery({ queryKey: ["analysis", "export", format, dialect], gcTime: 0, retry: false, queryFn: () => ask(server.export.$get({ query })) });
  const { name } = outKinds.find((one) => one.format === format)!;
  return (
    <>
      <h2>{name}</h2>
      {format === "qdpx" ? (
        <Select label="For which program" value={dialect} onChange={(event) => setDialect(event.target.value as Dialect)} hint="They count offsets in different ways; codings land where they belong when the file is made for the program that opens it.">
          {dialects.map(([value, says]) => <option key={value} value={value}>{says}</option>)}
        </Select>
      ) : null}
      {error ? <p className={css.problem} role="alert">{error.message}</p> : null}
      {data ? (
        <>
          <Counts label="What goes out" counts={Object.fromEntries(data.loss.came.map(({ what, count }) => [what, count]))} />
          {exportSections(data.loss).length === 0 ? <p className={css.quiet}>Everything has a place in this format.</p> : <Sections sections={exportSections(data.loss)} />}
          <div className={css.actions}>
            <Button look="main" onClick={() => download("/api/export/file", query)}>Save {data.file}</Button>
            <Button onClick={() => saveFile(`${fileName(data.file)} report.md`, exportText(data.file, data.kind, data.loss, today()), "text/markdown;charset=utf-8")}>Save this report</Button>
          </div>
        </>
      ) : error ? null : <p className={css.quiet} role="status">Looking what goes out</p>}
    </>
  );
}
