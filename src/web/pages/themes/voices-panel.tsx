import { useMemo, type ReactElement } from "react";
import { Link } from "react-router";
import type { ThemeAnswer } from "../../../server/answers.ts";
import type { VoicesAnswer } from "../../../server/themes.ts";
import { useStudy } from "../../queries.ts";
import { voicesOf, warningsOf } from "../../state/themes-board.ts";
import css from "./voices-panel.module.css";

/** Who speaks under a theme and who does not, with what should make one think twice, in words. */
export function VoicesPanel({ theme, voices, hue }: { readonly theme: ThemeAnswer | null; readonly voices: VoicesAnswer; readonly hue: number }): ReactElement {
  const study = useStudy();
  const found = useMemo(() => (theme ? voicesOf(study, voices, theme.id) : null), [study, voices, theme]);
  const warnings = useMemo(() => (found ? warningsOf(found, study, voices.people) : []), [found, study, voices.people]);
  if (!theme || !found) {
    return (
      <aside className={css.panel} aria-label="Balance of voices">
        <h2>Balance of voices</h2>
        <p className={css.none}>Make a theme and place codes in it. Who speaks under it, and who does not, then stands here.</p>
      </aside>
    );
  }
  const most = Math.max(1, ...found.voices.map((v) => v.passages));
  return (
    <aside className={`${css.panel} k-${hue % 12}`} aria-label="Balance of voices">
      <h2>Balance of voices: <Link to={`/themes/${theme.id}`}>{theme.name}</Link></h2>
      <p className={css.sum}>{found.passages === 1 ? "1 passage" : `${found.passages} passages`}, {found.quotations === 1 ? "1 quotation chosen" : `${found.quotations} quotations chosen`}</p>
      <table>
        <thead><tr><th scope="col"><span className="hidden-visually">Participant</span></th><th scope="col"><span className="hidden-visually">Share</span></th><th scope="col">passages</th><th scope="col">quoted</th></tr></thead>
        <tbody>
          {found.voices.map((v) => (
            <tr key={v.person} data-none={v.passages === 0 || undefined}>
              <th scope="row"><Link to={`/people/${voices.people[v.person]!.id}`}>{v.label}</Link></th>
              <td>
                <svg viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true">
                  {v.passages > 0 ? <rect x="0" y="0" width={Math.max(1.5, (100 * v.passages) / most)} height="9" /> : <line x1="0.5" x2="0.5" y1="0" y2="9" />}
                </svg>
              </td>
              <td>{v.passages}</td>
              <td>{v.quotations === 0 ? <span aria-label="0">·</span> : v.quotations}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {warnings.length > 0 ? <p className={css.warn}>{warnings.join(" ")}</p> : found.passages > 0 ? <p className={css.well}>Everyone speaks under this theme, and nobody holds too much of it.</p> : null}
    </aside>
  );
}
