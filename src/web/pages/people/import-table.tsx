import { useEffect, useRef, useState, type ReactElement } from "react";
import type { TablePreview } from "../../../server/people.ts";
import { attributeKinds } from "../../../study/participant.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Select } from "../../parts/field.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { say } from "../../parts/toast.tsx";
import { memory } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import { claimFiles } from "../../shell/drop-files.tsx";
import { registers } from "../../state/handing.ts";
import { sendTo } from "../../uploading.ts";
import css from "./import-table.module.css";

const isTable = (file: File): boolean => /\.(csv|tsv|tab|xlsx|xlsm)$/i.test(file.name);

interface Waiting {
  readonly preview: TablePreview;
  readonly kind: TablePreview["kind"];
  readonly id: string;
  readonly types: Readonly<Record<string, string>>;
}

export interface Tables {
  readonly waiting: Waiting | null;
  readonly change: (by: Partial<Waiting> | null) => void;
  readonly choose: () => void;
  readonly input: React.RefObject<HTMLInputElement | null>;
  readonly take: (files: readonly File[]) => Promise<void>;
}

/** Tables that are dropped on the page, or chosen: each is read first and shown before it is stored. */
export function useTables(): Tables {
  const [queue, setQueue] = useState<readonly Waiting[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      try {
        const preview = await sendTo<TablePreview>(`/api/people/read?name=${encodeURIComponent(file.name)}`, file, file.name);
        setQueue((now) => [...now, { preview, kind: preview.kind, id: preview.id ?? "", types: {} }]);
      } catch (problem) {
        say((problem as Error).message, "problem");
      }
    }
  };
  const taking = useRef(take);
  taking.current = take;
  useEffect(
    () =>
      claimFiles((files) => {
        const tables = files.filter(isTable);
        if (tables.length > 0) void taking.current(tables);
        return files.filter((f) => !isTable(f));
      }),
    [],
  );
  useEffect(() => registers.take((files) => void taking.current(files)), []);
  return {
    waiting: queue[0] ?? null,
    change: (by) => setQueue((now) => (by === null ? now.slice(1) : now.map((w, i) => (i === 0 ? { ...w, ...by } : w)))),
    choose: () => input.current?.click(),
    input,
    take,
  };
}

const kinds: readonly (readonly [TablePreview["kind"], string])[] = [
  ["people", "Participants, one row for each"],
  ["recruitment", "Steps of recruitment"],
  ["criteria", "Criteria"],
  ["eligibility", "Who meets which criterion"],
  ["consent forms", "Versions of the consent form"],
  ["consents", "Consents"],
  ["interviews", "Interviews that took place"],
];

/** What was found in a table, before it is stored: what its rows are, whose they are, and what every column holds. */
export function ImportTable({ tables }: { readonly tables: Tables }): ReactElement {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [storing, setStoring] = useState(false);
  const { waiting, change } = tables;
  const close = (): void => {
    setProblems([]);
    change(null);
  };
  const store = async (): Promise<void> => {
    if (!waiting) return;
    setStoring(true);
    try {
      const { preview, kind, id, types } = waiting;
      const done = await ask(server.people.store.$post({ json: { table: preview.table, kind, ...(kind === "people" && id !== "" && { id }), types: { ...types } } }));
      if (!done.ok) return setProblems(done.problems);
      say([...done.said, ...done.notes].join(" "));
      await memory.invalidateQueries();
      close();
    } catch (error) {
      setProblems([(error as Error).message]);
    } finally {
      setStoring(false);
    }
  };
  const people = waiting?.kind === "people";
  return (
    <>
      <input ref={tables.input} type="file" multiple hidden accept=".csv,.tsv,.tab,.xlsx,.xlsm" onChange={(event) => { void tables.take([...(event.target.files ?? [])]); event.target.value = ""; }} />
      {waiting ? (
        <Dialog title={`Bring in ${waiting.preview.file}`} wide onClose={close} actions={<><Button onClick={close}>Leave it</Button><Button look="main" disabled={storing || (people && waiting.id === "")} onClick={() => void store()}>{storing ? "Storing" : `Store ${waiting.preview.total} rows`}</Button></>}>
          <div className={css.two}>
            <Select label="What its rows are" value={waiting.kind} onChange={(event) => { change({ kind: event.target.value as TablePreview["kind"] }); setProblems([]); }}>
              {kinds.map(([kind, name]) => <option key={kind} value={kind}>{name}</option>)}
            </Select>
            {people ? (
              <Select label="The column of the labels" value={waiting.id} hint={undefined} onChange={(event) => change({ id: event.target.value })}>
                {waiting.id === "" ? <option value="">Choose one</option> : null}
                {waiting.preview.columns.map((c) => <option key={c.name} value={c.name} disabled={!c.different}>{c.name}{c.different ? "" : " (not every row differs)"}</option>)}
              </Select>
            ) : null}
          </div>
          {people ? <p className={css.quiet}>People who are in the register by their label are updated; an empty cell leaves what is known of them as it is.</p> : null}
          {problems.length > 0 ? (
            <div className={css.problems} role="alert">
              <p>Nothing was stored.</p>
              <ul>{problems.slice(0, 12).map((p) => <li key={p}>{p}</li>)}</ul>
              {problems.length > 12 ? <p>And {problems.length - 12} more.</p> : null}
            </div>
          ) : null}
          {waiting.preview.notes.map((note) => <p key={note} className={css.note}>{note}</p>)}
          <TableScroll label={`Columns of ${waiting.preview.file}`}>
            <Table>
              <thead><tr><th scope="col">Column</th><th scope="col">Holds</th><th scope="col">For example</th><th scope="col" data-number>Empty</th></tr></thead>
              <tbody>
                {waiting.preview.columns.map((c) => (
                  <tr key={c.name}>
                    <th scope="row">{c.name}{c.note ? <small className={css.about}>{c.note}</small> : null}</th>
                    <td>
                      {people && c.name !== waiting.id ? (
                        <select className={css.type} aria-label={`What ${c.name} holds`} value={waiting.types[c.name] ?? c.kind} onChange={(event) => change({ types: { ...waiting.types, [c.name]: event.target.value } })}>
                          {attributeKinds.map((kind) => <option key={kind} value={kind}>{kind}</option>)}
                        </select>
                      ) : people ? "the labels" : c.kind}
                    </td>
                    <td className={css.examples}>{c.examples.slice(0, 3).join(", ")}</td>
                    <td data-number>{c.blanks}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </TableScroll>
        </Dialog>
      ) : null}
    </>
  );
}
