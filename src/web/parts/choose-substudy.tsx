import type { ReactElement } from "react";
import { useKept } from "../kept.ts";
import { useStudy } from "../queries.ts";
import css from "./choose-substudy.module.css";

/** Which substudy the pages speak of; "" for the whole study. One choice for people, report and explore; it falls back where the substudy is gone. */
export function useSubstudy(): readonly [string, (id: string) => void] {
  const { substudies } = useStudy();
  const [kept, keep] = useKept<string | null>("substudy", null);
  const id = kept === null ? (substudies.length === 1 ? substudies[0]!.id : "") : substudies.some((s) => s.id === kept) ? kept : "";
  return [id, keep];
}

/** Chooses between the whole study and its substudies; nothing where there are none. */
export function ChooseSubstudy({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }): ReactElement | null {
  const { substudies } = useStudy();
  if (substudies.length === 0) return null;
  return (
    <label className={css.choose}>
      <span>Of</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">the whole study</option>
        {substudies.map((s) => <option key={s.id} value={s.id}>{s.name}</option>)}
      </select>
    </label>
  );
}
