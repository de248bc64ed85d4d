import { useEffect, useRef, useState, type ReactElement } from "react";
import { figuresOf } from "../../../analysis/agreement/figure-names.ts";
import { measurements } from "../../../analysis/agreement/krippendorff-alpha.ts";
import { isDefined, type Figure } from "../../../analysis/agreement/result.ts";
import { weightNames, type WeightName } from "../../../analysis/agreement/weights.ts";
import type { RatingsAnswer } from "../../../server/ratings.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Field } from "../../parts/field.tsx";
import { TableScroll } from "../../parts/table.tsx";
import { claimFiles } from "../../shell/drop-files.tsx";
import { decimals } from "../../state/comparing.ts";
import { sendTo } from "../../uploading.ts";
import css from "./ratings.module.css";

const isTable = (file: File): boolean => /\.(csv|tsv|tab|txt|xlsx)$/i.test(file.name);

/** Every coefficient of a table of units and coders from elsewhere. Nothing of it is stored. */
export function RatingsTable(): ReactElement {
  const [file, setFile] = useState<File | null>(null);
  const [weights, setWeights] = useState<WeightName | "">("");
  const [categories, setCategories] = useState("");
  const [answer, setAnswer] = useState<RatingsAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => claimFiles((files) => {
    const [table, ...rest] = files.filter(isTable);
    if (table) setFile(table);
    return [...rest, ...files.filter((one) => !isTable(one))];
  }), []);
  useEffect(() => {
    if (!file) return;
    let gone = false;
    const asked = new URLSearchParams({ name: file.name, ...(weights && { weights }), ...(categories.trim() && { categories }) });
    const show = (came: RatingsAnswer | null, trouble: string | null): void => {
      if (gone) return;
      setAnswer(came);
      setProblem(trouble);
    };
    sendTo<RatingsAnswer>(`/api/agree/table?${asked}`, file, file.name).then((came) => show(came, null), (trouble: Error) => show(null, trouble.message));
    return () => void (gone = true);
  }, [file, weights, categories]);
  const choose = (
    <>
      <Button look={file ? "plain" : "main"} onClick={() => input.current?.click()}>{file ? "Choose another table" : "Choose a table"}</Button>
      <input ref={input} type="file" hidden accept=".csv,.tsv,.tab,.txt,.xlsx" aria-label="A table of ratings" onChange={(event) => {
        const [chosen] = event.target.files ?? [];
        event.target.value = "";
        if (chosen) setFile(chosen);
      }} />
    </>
  );
  if (!file)
    return (
      <EmptyState icon="compare" title="Agreement in a table from elsewhere" actions={choose}>
        A CSV or Excel file with the coders’ names in its first row, a unit in every row below, and the units’ names in the first column. An empty cell is a missing value. Every coefficient that applies is shown; nothing is stored.
      </EmptyState>
    );
  return (
    <div className={css.page}>
      <div className={css.controls}>
        <h2>{file.name}</h2>
        {choose}
        <label>Weights <select value={weights} onChange={(event) => setWeights(event.target.value as WeightName | "")}><option value="">none</option>{weightNames.map((name) => <option key={name}>{name}</option>)}</select></label>
        <Field label="Categories in their order, where names are ranked" value={categories} placeholder="never, sometimes, often" onChange={(event) => setCategories(event.target.value)} />
      </div>
      {problem ? <p role="alert">{problem}</p> : answer ? <Shown answer={answer} /> : <p role="status">Counting</p>}
    </div>
  );
}

function Shown({ answer: { agreement, said, statement } }: { readonly answer: RatingsAnswer }): ReactElement {
  const { method, krippendorffAlpha, byCategory } = agreement;
  const figures: [string, Figure][] = [
    ...figuresOf(agreement),
    ...measurements.map((level): [string, Figure] => [`Krippendorff’s alpha (${level})`, krippendorffAlpha[level]]),
  ];
  return (
    <>
      <p className={css.facts}>{method.n.rows} {method.n.rows === 1 ? "unit" : "units"}, {method.coders.length === 0 ? "no coder" : method.coders.join(", ")}, {method.categories.length} {method.categories.length === 1 ? "category" : "categories"}, {method.missing} missing</p>
      {said.length > 0 ? <ul className={css.said}>{said.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul> : null}
      <div className={css.two}>
        <TableScroll label="Coefficients">
          <table className={css.figures}>
            <thead><tr><th scope="col">coefficient</th><th scope="col">value</th><th scope="col">standard error</th><th scope="col">interval</th></tr></thead>
            <tbody>{figures.map(([name, figure]) => <Row key={name} name={name} figure={figure} />)}</tbody>
          </table>
        </TableScroll>
        {byCategory.length > 0 ? (
          <TableScroll label="By category">
            <table className={css.figures}>
              <thead><tr><th scope="col">category</th><th scope="col">times</th><th scope="col">alpha</th><th scope="col">Fleiss’ kappa</th><th scope="col">specific agreement</th></tr></thead>
              <tbody>{byCategory.map((c) => <tr key={String(c.category)}><th scope="row">{String(c.category)}</th><td>{c.times}</td><td>{short(c.alpha)}</td><td>{short(c.fleissKappa)}</td><td>{short(c.specificAgreement)}</td></tr>)}</tbody>
            </table>
          </TableScroll>
        ) : null}
      </div>
      <p className={css.method}><b>Method.</b> {statement.charAt(0).toUpperCase()}{statement.slice(1)}</p>
    </>
  );
}

const short = (figure: Figure): string => (isDefined(figure) ? decimals(figure.value, 3) : "undefined");

function Row({ name, figure }: { readonly name: string; readonly figure: Figure }): ReactElement {
  if (!isDefined(figure)) return <tr><th scope="row">{capital(name)}</th><td className={css.undefined} colSpan={3}>undefined: {figure.undefined}</td></tr>;
  const { value, standardError, interval, noInterval } = figure;
  return (
    <tr>
      <th scope="row">{capital(name)}</th>
      <td>{decimals(value, 4)}</td>
      <td>{standardError === undefined ? "" : decimals(standardError, 4)}</td>
      <td title={interval?.method ?? noInterval}>{interval ? `${decimals(interval.low, 3)} to ${decimals(interval.high, 3)}` : ""}</td>
    </tr>
  );
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
