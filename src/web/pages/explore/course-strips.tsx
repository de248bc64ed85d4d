import { useState, type KeyboardEvent, type ReactElement, type Ref } from "react";
import { useNavigate } from "react-router";
import type { Unit } from "../../../analysis/exploreUnits.ts";
import { stripInWords, type CoursePicture } from "../../state/explore-course.ts";
import css from "./course.module.css";

interface Props {
  readonly picture: CoursePicture;
  readonly units: readonly Unit[];
  readonly letters: readonly string[];
  readonly colours: readonly string[];
  readonly svg: Ref<SVGSVGElement>;
  readonly title: string;
}

/** Every interview as a strip with a lane for each code. One passage is in hand; the keyboard goes from one to the next. */
export function Strips({ picture, units, letters, colours, svg, title }: Props): ReactElement {
  const navigate = useNavigate();
  const [at, setAt] = useState<{ strip: number; mark: number }>({ strip: 0, mark: -1 });
  const open = (strip: number, mark: number): void => {
    const { source, marks } = picture.strips[strip]!;
    const m = marks[mark];
    void navigate(`/interviews/${source}${m ? `?from=${m.start}&to=${m.end}` : ""}`);
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const element = (event.target as Element).closest("[data-strip]");
    if (!element || event.altKey || event.ctrlKey || event.metaKey) return;
    const strip = Number(element.getAttribute("data-strip"));
    const mark = at.strip === strip ? at.mark : -1;
    if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      return open(strip, mark);
    }
    const [down, along] = [{ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0, { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0];
    if (down === 0 && along === 0) return;
    event.preventDefault();
    const next = down === 0 ? { strip, mark: Math.max(-1, Math.min(picture.strips[strip]!.marks.length - 1, mark + along)) } : { strip: Math.max(0, Math.min(picture.strips.length - 1, strip + down)), mark: -1 };
    setAt(next);
    const group = event.currentTarget.querySelector<SVGGElement>(`[data-strip="${next.strip}"]`);
    group?.focus({ preventScroll: true });
    group?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div className={css.scroll}>
      <svg ref={svg} className={css.strips} viewBox={`0 0 ${picture.width} ${picture.height}`} width={picture.width} height={picture.height} role="group" aria-label="Each interview by itself" onKeyDown={onKeyDown}>
        <title>{title}: the course of interviews</title>
        <g aria-hidden="true">
          {picture.legend.map((l) => <g key={l.lane}><rect x={l.x} y={l.y - 9} width={11} height={11} rx={3} className={`${css.mark} ${colours[l.lane]}`} /><text x={l.x + 17} y={l.y} className={css.legend}>{l.words}</text></g>)}
          {[0, 25, 50, 75, 100].map((p) => {
            const x = picture.left + (picture.across * p) / 100;
            return <g key={p}><line x1={x} x2={x} y1={picture.scale + 6} y2={picture.height - 4} className={css.rule} /><text x={x} y={picture.scale} textAnchor="middle" className={css.axis}>{p}%</text></g>;
          })}
        </g>
        {picture.strips.map((strip, i) => {
          const held = at.strip === i ? strip.marks[at.mark] : undefined;
          return (
            <g key={strip.source} data-strip={i} className={css.strip} tabIndex={i === at.strip ? 0 : -1} role="button" aria-label={held ? `${strip.name}: ${units[held.lane]!.name}, at ${Math.round((100 * (held.x - picture.left)) / picture.across)}%` : `${strip.name}: ${stripInWords(strip, units)}`} onFocus={() => { if (at.strip !== i) setAt({ strip: i, mark: -1 }); }} onClick={(event) => { const m = (event.target as Element).getAttribute("data-mark"); open(i, m === null ? -1 : Number(m)); }}>
              <text x={picture.left - 12} y={strip.y + strip.height / 2 + 4} textAnchor="end" className={css.name}>{strip.name.length > 20 ? `${strip.name.slice(0, 19)}…` : strip.name}</text>
              <rect x={picture.left} y={strip.y} width={picture.across} height={strip.height} className={css.ground} />
              {units.map((u, lane) => <text key={u.id} x={picture.left + picture.across + 6} y={strip.y + (lane + 0.5) * picture.laneHeight + 3} className={css.lane}>{letters[lane]}</text>)}
              {strip.marks.map((m, place) => (
                <rect key={place} data-mark={place} x={m.x} y={strip.y + m.lane * picture.laneHeight + 1} width={m.width} height={picture.laneHeight - 2} className={`${css.mark} ${colours[m.lane]}`} data-held={m === held || undefined}>
                  <title>{`${letters[m.lane]} ${units[m.lane]!.name}`}</title>
                </rect>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
