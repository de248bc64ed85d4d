import type { ReactElement } from "react";
import type { SourceAnswer } from "../../../server/answers.ts";
import type { DifferenceAnswer } from "../../../server/compare.ts";
import { overlaps, type Range } from "../../../text/range.ts";
import { codesById, useStudy } from "../../queries.ts";
import { colourName } from "../../state/colours.ts";
import css from "./stripes.module.css";

interface Props {
  readonly source: SourceAnswer;
  readonly pair: readonly [string, string];
  readonly names: readonly [string, string];
  /** What is compared, where it is not the whole text. */
  readonly parts: readonly Range[] | null;
  readonly differences: readonly DifferenceAnswer[];
  readonly current: string;
  readonly onChoose: (difference: DifferenceAnswer) => void;
}

const wide = 1000;

/** Both coders' codings along the whole transcript, one lane each, from its first word to its last; between them where they differ. */
export function Stripes({ source, pair, names, parts, differences, current, onChoose }: Props): ReactElement {
  const codes = codesById(useStudy());
  const length = Math.max(1, source.text.length);
  const x = (at: number): number => (at / length) * wide;
  const byCoding = new Map(differences.flatMap((d) => [...(d.first?.codings ?? []), ...(d.second?.codings ?? [])].map((id) => [id, d] as const)));
  const lane = (coder: string, y: number): ReactElement[] =>
    source.codings.filter((c) => c.coder === coder && c.end > c.start && (parts === null || parts.some((part) => overlaps(part, c)))).map((c) => {
      const code = codes.get(c.code);
      const difference = byCoding.get(c.id);
      return (
        <rect key={c.id} className={`${css.stripe} ${code ? colourName(code) : ""}`} x={x(c.start)} y={y} width={Math.max(2, x(c.end) - x(c.start))} height={9} onClick={() => difference && onChoose(difference)}>
          <title>{code?.path ?? "a code that is gone"}</title>
        </rect>
      );
    });
  const differing = differences.filter((d) => d.kind !== "agreed");
  return (
    <figure className={css.stripes} aria-label={`Codings of ${names.join(" and ")} along ${source.name}: ${differing.length} differences, ${differing.filter((d) => d.settled).length} settled`}>
      <span className={css.name}>{names[0]}</span>
      <span className={css.name} data-row="2">{names[1]}</span>
      <svg viewBox={`0 0 ${wide} 34`} preserveAspectRatio="none" aria-hidden="true">
        {(parts ?? [{ start: 0, end: length }]).map((part) => [0, 25].map((y) => <rect key={`${part.start} ${y}`} className={css.ground} x={x(part.start)} y={y} width={Math.max(2, x(part.end) - x(part.start))} height={9} />))}
        {lane(pair[0], 0)}
        {differing.map((d) => <rect key={d.id} className={css.tick} data-settled={d.settled} data-current={d.id === current} x={x(d.covering.start)} y={12} width={Math.max(3, x(d.covering.end) - x(d.covering.start))} height={10} onClick={() => onChoose(d)} />)}
        {lane(pair[1], 25)}
      </svg>
    </figure>
  );
}
