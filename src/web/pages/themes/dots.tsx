import type { ReactElement } from "react";
import type { VoicesAnswer } from "../../../server/themes.ts";
import css from "./board.module.css";

/** One dot per participant: filled where they speak, a ring where they do not. Beyond forty, a bar stands in for the dots. */
export function Dots({ dots, people }: { readonly dots: readonly boolean[]; readonly people: VoicesAnswer["people"] }): ReactElement {
  const heard = dots.flatMap((on, i) => (on ? [people[i]?.label ?? ""] : []));
  const title = heard.length === 0 ? "Nobody yet" : heard.length > 12 ? `${heard.length} of ${people.length} participants` : heard.join(", ");
  const [gap, size] = [10, 7];
  const perLine = 20;
  if (dots.length > 40) {
    return (
      <svg className={css.dots} viewBox="0 0 200 7" width="200" height="7" aria-hidden="true">
        <title>{title}</title>
        <rect x="0.5" y="0.5" width="199" height="6" rx="3" className={css.off} />
        <rect x="0" y="0" width={(200 * heard.length) / dots.length} height="7" rx="3" className={css.on} />
      </svg>
    );
  }
  const lines = Math.max(1, Math.ceil(dots.length / perLine));
  const width = Math.min(dots.length, perLine) * gap;
  return (
    <svg className={css.dots} viewBox={`0 0 ${width} ${lines * gap - 3}`} width={width} height={lines * gap - 3} aria-hidden="true">
      <title>{title}</title>
      {dots.map((on, i) => <circle key={i} cx={(i % perLine) * gap + size / 2} cy={Math.floor(i / perLine) * gap + size / 2} r={on ? 3.5 : 3} className={on ? css.on : css.off} />)}
    </svg>
  );
}
