import { useDeferredValue, useState, type ReactElement } from "react";
import { Link } from "react-router";
import { profiles, type Profile } from "../../../privacy/smallNumbers.ts";
import { useKept } from "../../kept.ts";
import { ChooseSubstudy, useSubstudy } from "../../parts/choose-substudy.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { useStudy } from "../../queries.ts";
import { BandsField } from "./bands-field.tsx";
import { useTable1, type Table1Answer } from "./data.ts";
import css from "./table-one.module.css";
import { Views } from "./views.tsx";

const profileNames: Readonly<Record<Profile, string>> = { "under 5": "Hide 1 to 4", "under 10": "Hide 1 to 9", hospital: "As hospital statistics", "round to 5": "Round to the nearest 5" };

/** Table 1: who took part, computed from the register, with what a careful reader should be told before it goes out. */
export function TableOne(): ReactElement {
  const study = useStudy();
  const [substudy, setSubstudy] = useSubstudy();
  const [profile, setProfile] = useKept<Profile | "">("table 1 profile", "");
  const [percent, setPercent] = useKept("table 1 percent", true);
  const [left, setLeft] = useKept<readonly string[]>("table 1 left out", []);
  const [tried, setTried] = useState<Readonly<Record<string, string>>>({});
  const bands = useDeferredValue(tried);
  const chosen = left.length === 0 ? null : study.attributes.filter((a) => !left.includes(a.id)).map((a) => a.name);
  const { data, error } = useTable1({ substudy, attributes: chosen, bands, profile, percent });
  const [last, setLast] = useState<Table1Answer | null>(null);
  if (data?.table && data !== last) setLast(data);
  const shown = data?.table ? data : last;
  const table = shown?.table ?? null;

  if (study.participants.length === 0 || study.attributes.length === 0) {
    return (
      <Page title="People" beside={<Views now="table-1" />}>
        <EmptyState icon="people" title="Nothing to count yet" actions={<Link to="/people">Go to the register</Link>}>Table 1 is computed from the register: add participants and columns such as age, or import a table.</EmptyState>
      </Page>
    );
  }
  const warnings = [...(data?.smallNumbers ?? []), ...(data?.warnings ?? [])];
  return (
    <Page
      title="People"
      beside={<Views now="table-1" />}
      actions={
        <>
          <ChooseSubstudy value={substudy} onChange={setSubstudy} />
          <CopyButton text={() => shown?.markdown ?? ""}>Copy as Markdown</CopyButton>
          <CopyButton text={() => shown?.csv ?? ""}>Copy as CSV</CopyButton>
        </>
      }
    >
      {error ? <p role="alert">{error.message}</p> : null}
      <div className={css.two}>
        <section className={css.paper} aria-label="Table 1">
          {table ? (
            <div className={css.scroll} role="region" aria-label="Table 1, as it will be printed" tabIndex={0}>
              <table className={css.table} data-stale={data?.table === null || undefined}>
                <caption><b>Table 1.</b> Characteristics of the participants (n = {table.n})</caption>
                <thead><tr><th scope="col">Characteristic</th><th scope="col">n{percent ? " (%)" : ""}</th></tr></thead>
                {table.characteristics.map((c) => {
                  const attribute = study.attributes.find((a) => a.name === c.name);
                  const rows = figures(c);
                  return (
                    <tbody key={c.name}>
                      <tr className={css.group}>
                        <th scope="rowgroup" colSpan={2}>
                          {c.name}
                          {attribute?.kind === "number" && !study.readOnly ? <BandsField attribute={attribute} onTry={(typed) => setTried((now) => { const { [attribute.name]: _, ...rest } = now; return typed === null ? rest : { ...rest, [attribute.name]: typed }; })} problems={tried[attribute.name] !== undefined ? (data?.problems ?? []) : []} /> : null}
                        </th>
                      </tr>
                      {rows.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>)}
                      {c.levels.map((l) => <tr key={l.level}><th scope="row">{l.level}</th><td>{l.n}{percent && l.percent !== null ? <span> ({l.percent.toFixed(1)})</span> : null}</td></tr>)}
                      {c.missing === 0 || c.missing === "0" ? null : <tr><th scope="row">Missing</th><td>{c.missing}{percent && typeof c.missing === "number" ? <span> ({((100 * c.missing) / Number(table.n)).toFixed(1)})</span> : null}</td></tr>}
                    </tbody>
                  );
                })}
              </table>
              <p className={css.foot}>Values are n{percent ? " (%)" : ""} unless stated{percent ? "; percentages are of all participants" : ""}. SD: standard deviation of the sample. IQR: interquartile range, quartiles of type 7.{"notes" in table ? ` ${table.notes.join(" ")}` : ""}</p>
            </div>
          ) : data ? null : <p role="status">Counting</p>}
          {data && data.table === null ? (
            <div className={css.problems} role="alert">
              <h2>{table ? "The table above is the last that could be made" : "Table 1 cannot be made yet"}</h2>
              <ul>{data.problems.map((p) => <li key={p}>{p}</li>)}</ul>
              {table ? null : <p>Change the bands of a column below, or correct the value in the <Link to="/people">register</Link>.</p>}
            </div>
          ) : null}
          {!table && data ? study.attributes.filter((a) => a.kind === "number" && a.bands !== "").map((a) => <div key={a.id} className={css.loose}><b>{a.name}</b><BandsField attribute={a} onTry={(typed) => setTried((now) => (typed === null ? now : { ...now, [a.name]: typed }))} problems={[]} /></div>) : null}
        </section>
        <aside className={css.side}>
          <section>
            <h2>Before it goes out</h2>
            {warnings.length === 0 ? <p className={css.fine}>{profile === "" ? "Nothing in this table needs a second look." : "Small numbers are hidden, so that no cell points at anyone."}</p> : <ul className={css.warnings}>{warnings.map((w) => <li key={w}>{w}</li>)}</ul>}
          </section>
          <section>
            <h2><label htmlFor="table-1-profile">Small numbers</label></h2>
            <select id="table-1-profile" value={profile} onChange={(event) => setProfile(event.target.value as Profile | "")}>
              <option value="">Show them as they are</option>
              {profiles.map((p) => <option key={p} value={p}>{profileNames[p]}</option>)}
            </select>
            <label className={css.check}><input type="checkbox" checked={percent} onChange={(event) => setPercent(event.target.checked)} /> Percentages</label>
          </section>
          <section>
            <h2 id="table-1-columns">Characteristics</h2>
            <ul aria-labelledby="table-1-columns" className={css.columns}>
              {study.attributes.map((a) => (
                <li key={a.id}>
                  <label className={css.check}>
                    <input type="checkbox" checked={!left.includes(a.id)} onChange={() => setLeft(left.includes(a.id) ? left.filter((id) => id !== a.id) : [...left, a.id])} />
                    {a.name}
                    <small>{a.kind}</small>
                  </label>
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </Page>
  );
}

const one = (value: number): string => value.toFixed(Math.abs(value) >= 1000 ? 0 : 1);
const plain = (value: number | string): string => (typeof value === "string" ? value : String(Number(value.toFixed(2))));

/** What a number or a day comes to, as rows of the table. */
function figures(c: { mean?: number; sd?: number; median?: number; q1?: number; q3?: number; min?: number | string; max?: number | string }): readonly (readonly [string, string])[] {
  const rows: [string, string][] = [];
  if (c.mean !== undefined) rows.push(c.sd === undefined ? ["Mean", one(c.mean)] : ["Mean (SD)", `${one(c.mean)} (${one(c.sd)})`]);
  if (c.median !== undefined && c.q1 !== undefined && c.q3 !== undefined) rows.push(["Median (IQR)", `${one(c.median)} (${one(c.q1)} to ${one(c.q3)})`]);
  if (c.min !== undefined && c.max !== undefined) rows.push(["Range", `${plain(c.min)} to ${plain(c.max)}`]);
  return rows;
}
