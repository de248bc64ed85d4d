import type { ReactElement } from "react";
import { Link } from "react-router";
import type { CompareAnswer } from "../../../server/compare.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { TableScroll } from "../../parts/table.tsx";
import css from "./codes.module.css";
import { useStudy } from "../../queries.ts";
import { placeOfPair } from "../../state/comparing.ts";
import { useConfusion } from "./data.ts";

/** Which codes two coders gave to the same text: on the diagonal what both called the same. */
export function Codes({ compare, pair, names }: { readonly compare: CompareAnswer; readonly pair: readonly [string, string]; readonly names: readonly [string, string] }): ReactElement {
  const study = useStudy();
  const { data, error } = useConfusion(pair);
  if (error) return <p className={css.said} role="alert">{error.message}</p>;
  if (!data) return <p className={css.said} role="status">Counting</p>;
  const { codes, pairs, onlyFirst, onlySecond } = data;
  const inUse = codes.filter((code, i) => onlyFirst[i]! > 0 || onlySecond[i]! > 0 || pairs.some((p) => p.first === code || p.second === code));
  if (inUse.length === 0) return <EmptyState icon="codes" title="Nothing to compare yet">{names.join(" and ")} have not both marked an interview as finished in which either of them coded something.</EmptyState>;
  const amounts = new Map(pairs.map((p) => [`${p.first}\n${p.second}`, p.characters]));
  const most = Math.max(1, ...pairs.map((p) => p.characters));
  const step = (n: number): number => (n === 0 ? 0 : Math.max(1, Math.ceil((n / most) * 4)));
  const idOf = new Map(study.codes.map((code) => [code.path, code.id]));
  const last = (path: string): string => path.split(" / ").at(-1)!;
  return (
    <div className={css.page}>
      <p className={css.intro}>Characters to which {names[0]} gave the code of the row and {names[1]} that of the column, in what both have finished. The diagonal is what both called the same. The edge is what only one of them coded. A number leads to a passage.</p>
      <TableScroll label="Codes against codes">
        <table className={css.matrix}>
          <thead>
            <tr><th scope="col">{names[0]} ↓ {names[1]} →</th>{inUse.map((code) => <th key={code} scope="col" title={code}><span>{last(code)}</span></th>)}<th scope="col"><span>only {names[0]}</span></th></tr>
          </thead>
          <tbody>
            {inUse.map((row) => (
              <tr key={row}>
                <th scope="row" title={row}>{last(row)}</th>
                {inUse.map((column) => {
                  const n = amounts.get(`${row}\n${column}`) ?? 0;
                  return <td key={column} data-step={step(n)} data-same={row === column} title={`${names[0]}: ${row}; ${names[1]}: ${column}`}>{n === 0 ? "" : <Count n={n} to={placeOfPair(compare.differences, idOf.get(row), idOf.get(column))} said={`${names[0]}: ${last(row)}, ${names[1]}: ${last(column)}, ${number(n)} characters`} />}</td>;
                })}
                <td className={css.edge}>{number(onlyFirst[codes.indexOf(row)]!)}</td>
              </tr>
            ))}
            <tr><th scope="row">only {names[1]}</th>{inUse.map((column) => <td key={column} className={css.edge}>{number(onlySecond[codes.indexOf(column)]!)}</td>)}<td aria-label="nothing to count here" /></tr>
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

const Count = ({ n, to, said }: { readonly n: number; readonly to: string | null; readonly said: string }): ReactElement => (to === null ? <>{number(n)}</> : <Link to={to} aria-label={`${said}. Show where`}>{number(n)}</Link>);

const number = (n: number): string => (n === 0 ? "" : n.toLocaleString("en-GB"));
