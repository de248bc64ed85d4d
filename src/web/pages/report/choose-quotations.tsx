import { useMemo, useState, type ReactElement } from "react";
import type { PassageAnswer } from "../../../server/answers.ts";
import type { ReportTheme } from "../../../server/report.ts";
import { act } from "../../doing.ts";
import { useThemePage } from "../../foreseeing.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useStudy } from "../../queries.ts";
import css from "./choose-quotations.module.css";

const collator = new Intl.Collator("en", { numeric: true });

/** All passages of a theme by participant; those ticked are quoted, the others not. */
export function ChooseQuotations({ theme, onClose }: { readonly theme: ReportTheme; readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const { data, error } = useThemePage(theme.id);
  const [of, setOf] = useState("");
  const chosen = new Map(theme.quotations.map((q) => [q.coding, q.id]));
  const excluded = new Set(study.themes.find((t) => t.id === theme.id)?.excluded.map((e) => e.coding));
  const labelOf = useMemo(() => new Map(study.sources.map((s) => [s.id, study.participants.find((p) => p.id === s.participant)?.label ?? s.name])), [study.sources, study.participants]);
  const groups = useMemo(() => {
    // What two coders coded alike is offered once.
    const seen = new Set<string>();
    const once = (data?.passages ?? []).filter((p) => {
      const key = `${p.source} ${p.start} ${p.end}`;
      if (p.words.trim() === "" || excluded.has(p.coding) || (seen.has(key) && !chosen.has(p.coding))) return false;
      seen.add(key);
      return true;
    });
    return [...Map.groupBy(once, (p) => labelOf.get(p.source) ?? "nobody")].sort(([a], [b]) => collator.compare(a, b));
    // The sets follow from the theme.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, labelOf, theme]);
  const toggle = (p: PassageAnswer): void => {
    const quotation = chosen.get(p.coding);
    void act(quotation === undefined ? { type: "theme.chooseQuotation", theme: theme.id, coding: p.coding, cuts: [] } : { type: "theme.dropQuotation", theme: theme.id, quotation });
  };
  const codeName = (id: string): string => study.codes.find((c) => c.id === id)?.name ?? "";
  return (
    <Dialog title={`Quotations for “${theme.name}”`} wide onClose={onClose} actions={<Button look="main" onClick={onClose}>Done</Button>}>
      {error ? <p role="alert">{error.message}</p> : !data ? <p role="status">Reading the passages</p> : (
        <div className={css.two}>
          <ul className={css.people} aria-label="Whose passages are shown">
            <li><button type="button" aria-pressed={of === ""} onClick={() => setOf("")}><span>Everyone</span></button></li>
            {groups.map(([label, list]) => {
              const n = list.filter((p) => chosen.has(p.coding)).length;
              return <li key={label}><button type="button" aria-pressed={of === label} onClick={() => setOf(label)}><span>{label}</span><small>{n > 0 ? `${n} of ${list.length}` : list.length}</small></button></li>;
            })}
          </ul>
          <div className={css.passages}>
            {groups.filter(([label]) => of === "" || label === of).map(([label, list]) => (
              <section key={label} aria-label={label}>
                <h3>{label}{list.some((p) => chosen.has(p.coding)) ? null : <small>not quoted here yet</small>}</h3>
                {list.map((p) => (
                  <div key={p.coding} className={css.passage}>
                    <input id={`quote-${p.coding}`} type="checkbox" checked={chosen.has(p.coding)} onChange={() => toggle(p)} />
                    <label htmlFor={`quote-${p.coding}`}><q>{p.words.trim()}</q><small>{codeName(p.code)}{p.turn === null ? "" : `, turn ${p.turn}`}</small></label>
                  </div>
                ))}
              </section>
            ))}
          </div>
        </div>
      )}
    </Dialog>
  );
}
