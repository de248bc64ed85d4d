import type { ReactElement } from "react";
import { jaccardOf, qualcoderFigure } from "../../../analysis/agreement/as-others-count.ts";
import type { AgreementAnswer } from "../../../analysis/agreement/cells.ts";
import { isDefined, type Figure } from "../../../analysis/agreement/result.ts";
import { tableOf } from "../../../analysis/agreement/two-by-two.ts";
import { TableScroll } from "../../parts/table.tsx";
import { decimals } from "../../state/comparing.ts";
import css from "./pooled.module.css";

type Row = readonly [name: string, figure: Figure, also?: string];

const first = ({ pooled: p }: AgreementAnswer): Row[] => [
  ["Cohen’s kappa", p.cohenKappa, "Conger’s and Light’s kappa of two coders are the same number"],
  ["Krippendorff’s alpha", p.krippendorffAlpha.nominal, "nominal; of coded or not every level is the same number"],
  ["Gwet’s AC1", p.gwetAC1, "AC2 of two categories is the same number"],
  ["Positive agreement", p.positiveAgreement, "how much of what one coded the other coded too"],
  ["Percent agreement", p.percent, "Holsti’s coefficient is the same number"],
];
const rest = ({ pooled: p, sets, unitizing }: AgreementAnswer): Row[] => [
  ["Scott’s pi", p.scottPi, "Fleiss’ kappa of two coders is the same number"],
  ["Brennan-Prediger (PABAK)", p.brennanPrediger],
  ["Highest kappa possible", p.kappaMax, "what the coders’ margins allow"],
  ["Negative agreement", p.negativeAgreement],
  ["Prevalence index", p.prevalenceIndex],
  ["Bias index", p.biasIndex],
  ...(p.binaryUnitizingAlpha ? [["Unitizing alpha, binary", p.binaryUnitizingAlpha, "each code’s segments against the rest"] as const] : []),
  ...(sets ? [[`Alpha of sets (${sets.distance})`, sets.alpha, `${sets.sets.toLocaleString("en-GB")} different sets of codes`] as const] : []),
  ...(unitizing ? ([["u-alpha", unitizing.whole], ["cu-alpha", unitizing.valued], ["Text that cu-alpha rests on", unitizing.coverage]] as const) : []),
];

/** The pooled figures with their intervals, what was counted, and means over codes and interviews. */
export function Pooled({ answer, qualcoder }: { readonly answer: AgreementAnswer; readonly qualcoder: boolean }): ReactElement {
  const { pooled, method, cells, unitizing } = answer;
  const { cohenKappa } = pooled.means;
  const withIntervals = [...first(answer), ...rest(answer)].some(([, figure]) => isDefined(figure) && figure.interval);
  const why = isDefined(pooled.percent) ? pooled.percent.noInterval : undefined;
  const counts = [["both", pooled.both], [`only ${method.coders[0]}`, pooled.onlyFirst], [`only ${method.coders[1]}`, pooled.onlySecond], ["neither", pooled.neither]] as const;
  return (
    <section aria-label="Pooled">
      <h2>Pooled</h2>
      <Figures rows={first(answer)} withIntervals={withIntervals} />
      <h3>Further figures</h3>
      <Figures rows={rest(answer)} withIntervals={withIntervals} />
      {qualcoder ? (
        <>
          <h3>As QualCoder 3 counts</h3>
          <Figures rows={[["What it calls kappa", qualcoderFigure(tableOf(pooled))], ["Coded by both, of all coded", jaccardOf(tableOf(pooled))]]} withIntervals={false} />
          <p className={css.small}>It is not Cohen’s kappa: it leaves out what neither coded and multiplies the two chances that Cohen adds. It is here so that earlier figures can be found again.</p>
        </>
      ) : null}
      {why ? <p className={css.small}>No intervals: {why}.</p> : null}
      {unitizing && unitizing.byValue.length > 0 ? (
        <>
          <h3>(k)u-alpha of each code</h3>
          <TableScroll label="(k)u-alpha of each code">
            <Figures rows={unitizing.byValue.map(({ value, alpha }) => [value.split(" / ").at(-1)!, alpha] as const)} withIntervals={false} />
          </TableScroll>
        </>
      ) : null}
      <h3>Counts, in {method.unit}s</h3>
      <table className={css.rows}>
        <tbody>{counts.map(([name, n]) => <tr key={name}><th scope="row">{name}</th><td>{n?.toLocaleString("en-GB")}</td></tr>)}</tbody>
      </table>
      <p className={css.small}>
        Mean of kappa over codes and interviews {short(cohenKappa.mean)}, weighted by length {short(cohenKappa.weightedByLength)}{cohenKappa.undefinedAsOne ? <>, as NVivo shows it {short(cohenKappa.undefinedAsOne)}</> : null}; undefined in {cohenKappa.undefined} of {cells.length} and left out{cohenKappa.undefinedAsOne ? ", except by NVivo, for which it is 1 where both agree throughout" : ""}.
      </p>
    </section>
  );
}

const short = (figure: Figure): string => (isDefined(figure) ? decimals(figure.value, 2) : "undefined");

function Figures({ rows, withIntervals }: { readonly rows: readonly Row[]; readonly withIntervals: boolean }): ReactElement {
  const reasons = [...new Set(rows.flatMap(([, figure]) => (isDefined(figure) ? [] : [figure.undefined])))];
  return (
    <>
      <table className={css.rows}>
        <tbody>
          {rows.map(([name, figure, also]) => (
            <tr key={name}>
              <th scope="row" title={also}>{name}</th>
              <td>{isDefined(figure) ? decimals(figure.value, 3) : "undefined"}</td>
              {withIntervals ? <td className={css.interval}>{isDefined(figure) && figure.interval ? `${decimals(figure.interval.low, 2)} to ${decimals(figure.interval.high, 2)}` : ""}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {reasons.map((reason) => <p key={reason} className={css.small}>Undefined: {reason}.</p>)}
    </>
  );
}
