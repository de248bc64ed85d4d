import { useMemo, useRef, type ReactElement } from "react";
import { Link } from "react-router";
import { ChooseSubstudy, useSubstudy } from "../../parts/choose-substudy.tsx";
import { CopyButton, asTabs } from "../../parts/copy-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { SaveMenu } from "../../parts/save-menu.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { useStudy } from "../../queries.ts";
import { flowPicture, stepName, type Box } from "../../state/people-flow.ts";
import { approachedFrom } from "../../state/people-services.ts";
import { useFlow } from "./data.ts";
import css from "./flow.module.css";
import { Views } from "./views.tsx";

/** How people came into the study: how many at each step, how many were lost, and why. */
export function Flow(): ReactElement {
  const study = useStudy();
  const [substudy, setSubstudy] = useSubstudy();
  const { data: flow, error } = useFlow(substudy);
  const picture = useRef<HTMLDivElement>(null);
  const drawn = useMemo(() => (flow ? flowPicture(flow) : null), [flow]);
  const services = useMemo(() => approachedFrom(study), [study]);
  const rows = flow?.steps.flatMap((s) => [[stepName(s.step), s.reached, ""], ...s.losses.flatMap((l) => l.reasons.map((r) => [l.way, r.n, r.reason || "no reason recorded"])), ...(s.waiting > 0 ? [["nothing further recorded", s.waiting, ""]] : [])]) ?? [];
  const has = study.participants.length > 0;
  return (
    <Page
      title="People"
      beside={<Views now="flow" />}
      actions={has ? <><ChooseSubstudy value={substudy} onChange={setSubstudy} /><CopyButton text={() => asTabs([["step", "people", "reason"], ...rows])}>Copy as a table</CopyButton><SaveMenu what="the flow" name={`${study.settings.title}, recruitment`} picture={() => picture.current?.querySelector("svg") ?? null} rows={() => [["step", "people", "reason"], ...rows]} /></> : null}
    >
      {!has ? (
        <EmptyState icon="people" title="Nobody is registered yet" actions={<Link to="/people">Go to the register</Link>}>The picture shows how many people came how far, from the first word to the interview, and why others did not.</EmptyState>
      ) : error ? <p role="alert">{error.message}</p> : drawn ? (
        <div className={css.two}>
          <figure className={css.picture} ref={picture}>
            <svg data-picture viewBox={`0 0 ${drawn.width} ${drawn.height}`} width={drawn.width} height={drawn.height} role="img" aria-label={`Recruitment: ${flow!.steps.map((s) => `${stepName(s.step)} ${s.reached}`).join(", ")}`}>
              <title>Recruitment flow of {study.settings.title}</title>
              {drawn.arrows.map((line, i) => <polyline key={i} className={css.arrow} points={line.map((p) => p.join(",")).join(" ")} />)}
              {drawn.arrows.map((line, i) => {
                const [x, y] = line.at(-1)!;
                const flat = line[0]![1] === y;
                return <path key={`head ${i}`} className={css.tip} d={flat ? `M${x},${y}l-7,-4v8z` : `M${x},${y}l-4,-7h8z`} />;
              })}
              {drawn.boxes.map((box, i) => <FlowBox key={i} box={box} />)}
            </svg>
            <figcaption className={css.caption}>A person counts at every step up to the furthest that is recorded; consents, interviews and transcripts count as records of their steps. The bar in a box is its share of everyone.</figcaption>
          </figure>
          {services.length > 0 ? (
            <section className={css.services}>
              <h2>Where people were approached</h2>
              <TableScroll label="Where people were approached">
                <Table>
                  <thead><tr><th scope="col">Service</th><th scope="col" data-number>Approached</th><th scope="col" data-number>Interviewed</th></tr></thead>
                  <tbody>{services.map((s) => <tr key={s.service}><th scope="row" className={css.service}>{s.service}</th><td data-number>{s.approached}</td><td data-number>{s.interviewed}</td></tr>)}</tbody>
                </Table>
              </TableScroll>
            </section>
          ) : null}
        </div>
      ) : <p role="status">Counting</p>}
    </Page>
  );
}

function FlowBox({ box }: { readonly box: Box }): ReactElement {
  const { x, y, width, height, title, n, lines, kind, share } = box;
  if (kind === "loss" || kind === "waiting") {
    return (
      <g>
        <rect x={x} y={y} width={width} height={height} rx={7} className={kind === "loss" ? css.loss : css.waiting} />
        <text x={x + 14} y={y + 20} className={css.lossNumber}>{n}</text>
        <text x={x + 44} y={y + 20} className={css.lossTitle}>{title}</text>
        {lines.map((line, i) => <text key={i} x={x + 44} y={y + 39 + i * 17} className={css.reason}>{line}</text>)}
      </g>
    );
  }
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx={9} className={kind === "end" ? css.end : css.main} />
      <text x={x + 16} y={y + 29} className={css.title}>{title}</text>
      <text x={x + width - 16} y={y + 31} textAnchor="end" className={css.number}>{n}</text>
      {lines.map((line, i) => <text key={i} x={x + 16} y={y + 48 + i * 17} className={css.reason}>{line}</text>)}
      <rect x={x + 16} y={y + height - 9} width={width - 32} height={3} rx={1.5} className={css.track} />
      <rect x={x + 16} y={y + height - 9} width={Math.max(3, (width - 32) * share)} height={3} rx={1.5} className={css.share} />
    </g>
  );
}
