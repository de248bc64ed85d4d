import { useMemo, useState, type ReactElement } from "react";
import { Link } from "react-router";
import type { AgreementAnswer, AgreementCell } from "../../../analysis/agreement/cells.ts";
import { unitNames, type UnitName } from "../../../analysis/agreement/question.ts";
import { isDefined, valueOf, type Figure } from "../../../analysis/agreement/result.ts";
import { dayInWords } from "../../../analysis/wording.ts";
import type { CompareAnswer } from "../../../server/compare.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { TableScroll } from "../../parts/table.tsx";
import { useStudy } from "../../queries.ts";
import { setDistanceNames, type SetDistanceName } from "../../../analysis/agreement/set-distance.ts";
import { decimals, heatOf } from "../../state/comparing.ts";
import { Pooled } from "./pooled.tsx";
import css from "./agreement.module.css";
import { useAgreement } from "./data.ts";

interface Props {
  readonly compare: CompareAnswer;
  readonly pair: readonly [string, string];
  readonly names: readonly [string, string];
}

const shownFigures = [["cohenKappa", "Cohen’s kappa"], ["positiveAgreement", "positive agreement"], ["gwetAC1", "Gwet’s AC1"]] as const;
type Shown = (typeof shownFigures)[number][0];
/** How far two coders agree: pooled figures, a map of codes by interviews that leads to the passages, and how it was all counted. */
export function Agreement({ compare, pair, names }: Props): ReactElement {
  const study = useStudy();
  const [asked, setAsked] = useKept(`figures ${study.settings.id}`, false);
  const [unit, setUnit] = useState<UnitName>("character");
  const [rule, setRule] = useState<"any" | "half">("any");
  const [when, setWhen] = useState<"before" | "after">("before");
  const [figure, setFigure] = useState<Shown>("cohenKappa");
  const on = study.settings.approach !== "reflexive" || asked;
  const [sets, setSets] = useState<SetDistanceName | "">("");
  const [exclusive, setExclusive] = useState(false);
  const [nvivo, setNvivo] = useState(false);
  const [qualcoder, setQualcoder] = useState(false);
  const [at, setAt] = useState("");
  const { data, error } = useAgreement(pair, { unit, rule, when, sets, exclusive, nvivo, at }, on);
  if (!on) {
    return (
      <EmptyState icon="compare" title="No coefficients in a reflexive study, unless you ask" actions={<><Link to="/compare">The differences</Link><Button onClick={() => setAsked(true)}>Show them all the same</Button></>}>
        Where researchers read for meaning, a second reading widens the first; a figure would take one of them for the measure. What differed and how it was talked through is on the page of differences.
      </EmptyState>
    );
  }
  const today = <Button onClick={() => setAt("")}>Count as of today</Button>;
  if (error) return <div className={css.said}><p role="alert">{error.message}</p>{at === "" ? null : today}</div>;
  if (!data) return <p className={css.said} role="status">Counting</p>;
  if (data.method.documents.length === 0) return <EmptyState icon="compare" title={at === "" ? "Nothing to compare yet" : "Nothing to compare by then"} actions={at === "" ? undefined : today}>{names.join(" and ")} {at === "" ? "have" : "had"} not both marked an interview as finished{at === "" ? "" : ` by the end of ${dayInWords(at)}`}.</EmptyState>;
  return (
    <div className={css.page}>
      <div className={css.controls}>
        <label>Unit <select value={unit} onChange={(event) => setUnit(event.target.value as UnitName)}>{unitNames.map((u) => <option key={u}>{u}</option>)}</select></label>
        {unit === "character" ? null : <label>coded where <select value={rule} onChange={(event) => setRule(event.target.value as "any" | "half")}><option value="any">any of it was marked</option><option value="half">at least half was marked</option></select></label>}
        <Segmented label="Which layers" value={when} options={[["before", "Before consensus"], ["after", "After consensus"]]} onChange={setWhen} />
        <label title="With the codings, the codebook and the marks of that day">As it stood on <input type="date" value={at} onChange={(event) => setAt(event.target.value)} /></label>
        {at === "" ? null : today}
        {study.settings.approach === "reflexive" ? <Button look="quiet" onClick={() => setAsked(false)}>Put the figures away</Button> : null}
      </div>
      <div className={css.two}>
        <section aria-label="Heat map">
          <div className={css.head}>
            <h2>Codes by interviews</h2>
            <label>Shown: <select value={figure} onChange={(event) => setFigure(event.target.value as Shown)}>{shownFigures.map(([key, name]) => <option key={key} value={key}>{name}</option>)}</select></label>
          </div>
          <HeatMap answer={data} figure={figure} compare={compare} names={names} />
        </section>
        <div className={css.figures}>
          <Pooled answer={data} qualcoder={qualcoder && unit === "character"} />
          <details className={css.further}>
            <summary>Also count</summary>
            <label>Sets of codes, by distance <select value={sets} onChange={(event) => setSets(event.target.value as SetDistanceName | "")}><option value="">no</option>{setDistanceNames.map((name) => <option key={name} value={name}>{name === "masi" ? "MASI" : name === "jaccard" ? "Jaccard" : name}</option>)}</select></label>
            <label><input type="checkbox" checked={exclusive && unit === "character"} disabled={unit !== "character"} onChange={(event) => setExclusive(event.target.checked)} /> unitizing alphas, as if codes excluded each other{unit === "character" ? "" : " (characters only)"}</label>
            <label><input type="checkbox" checked={nvivo} onChange={(event) => setNvivo(event.target.checked)} /> means as NVivo shows them</label>
            <label><input type="checkbox" checked={qualcoder && unit === "character"} disabled={unit !== "character"} onChange={(event) => setQualcoder(event.target.checked)} /> what QualCoder 3 calls kappa{unit === "character" ? "" : " (characters only)"}</label>
          </details>
        </div>
      </div>
      <p className={css.method}><b>Method.</b> {data.method.statement}</p>
    </div>
  );
}

function HeatMap({ answer, figure, compare, names }: { readonly answer: AgreementAnswer; readonly figure: Shown; readonly compare: CompareAnswer; readonly names: readonly [string, string] }): ReactElement {
  const study = useStudy();
  const sources = answer.method.documents;
  const cells = useMemo(() => new Map(answer.cells.map((c) => [`${c.code}\n${c.source}`, c])), [answer]);
  const used = answer.pooled.byCode.filter((c) => (c.both ?? 0) + (c.onlyFirst ?? 0) + (c.onlySecond ?? 0) > 0);
  const sourceId = new Map(compare.sources.map((s) => [s.name, s.id]));
  const codeId = new Map(study.codes.map((c) => [c.path, c.id]));
  const wordsOf = (cell: AgreementCell): string => `${cell.code}, ${cell.source}: both ${cell.both}, only ${names[0]} ${cell.onlyFirst}, only ${names[1]} ${cell.onlySecond}, neither ${cell.neither}`;
  return (
    <>
      <TableScroll label="Agreement by code and interview">
        <table className={css.heat}>
          <thead><tr><th scope="col">code</th>{sources.map((s) => <th key={s} scope="col">{s}</th>)}<th scope="col">pooled</th></tr></thead>
          <tbody>
            {used.map((row) => (
              <tr key={row.code}>
                <th scope="row" title={row.code}>{row.code.split(" / ").at(-1)}</th>
                {sources.map((s) => {
                  const cell = cells.get(`${row.code}\n${s}`)!;
                  const none = (cell.both ?? 0) + (cell.onlyFirst ?? 0) + (cell.onlySecond ?? 0) === 0;
                  return (
                    <td key={s} data-heat={none ? "unused" : (heatOf(valueOf(cell[figure])) ?? "undefined")}>
                      {none ? <span title={wordsOf(cell)}>·</span> : <Link to={`/compare?in=${sourceId.get(s)}&code=${codeId.get(row.code)}`} title={wordsOf(cell)} aria-label={`${wordsOf(cell)}; ${spoken(cell[figure])}. Show the differences`}>{short(cell[figure])}</Link>}
                    </td>
                  );
                })}
                <td className={css.pooled} data-heat={heatOf(valueOf(row[figure])) ?? "undefined"} title={spoken(row[figure])}>{short(row[figure])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className={css.legend}>
        {([0, 1, 2, 3, 4] as const).map((step) => <span key={step}><i data-heat={step} />{["below 0.2", "0.2", "0.4", "0.6", "0.8 to 1"][step]}</span>)}
        <span>· used by neither</span>
        <span>Steps of equal width; no verdict is meant by them.</span>
      </p>
    </>
  );
}

const short = (figure: Figure): string => (isDefined(figure) ? decimals(figure.value, 2) : "–");
const spoken = (figure: Figure): string => (isDefined(figure) ? decimals(figure.value, 3) : `undefined: ${figure.undefined}`);
