import { useId, useRef, useState, type ReactElement } from "react";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { ChooseSubstudy, useSubstudy } from "../../parts/choose-substudy.tsx";
import { Floating } from "../../parts/floating.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useStudy } from "../../queries.ts";
import { asked, noFilters, withCoder, type Filters } from "../../state/explore-filters.ts";
import type { ScopeAsked } from "./data.ts";
import css from "./explore.module.css";

/** The choice of substudy, layers and speakers, as a view asks with it and as its frame shows it. */
export interface Chosen {
  readonly filters: Filters;
  readonly set: (filters: Filters) => void;
  readonly substudy: string;
  readonly setSubstudy: (id: string) => void;
  /** What questions about codings are asked with. */
  readonly scope: ScopeAsked;
  /** What questions about words are asked with: who coded does not matter, and participants speak unless others are chosen. */
  readonly words: ScopeAsked;
}

/** Whose codings and words are counted; one choice for all views, kept over a reload. What no longer exists is not asked for. */
export function useFilters(): Chosen {
  const study = useStudy();
  const [substudy, setSubstudy] = useSubstudy();
  const [kept, set] = useKept<Filters>("explore filters", noFilters);
  const filters = { ...kept, coders: kept.coders.filter((id) => study.coders.some((c) => c.id === id)) };
  const { coders: _, ...words } = asked({ ...filters, speakers: filters.speakers === "" ? "participant" : filters.speakers }, substudy);
  return { filters, set, substudy, setSubstudy, scope: asked(filters, substudy), words };
}

/** Shows the choice. `words` leaves out the layers. */
export function FilterBar({ chosen: { filters, set, substudy, setSubstudy }, words = false }: { readonly chosen: Chosen; readonly words?: boolean }): ReactElement {
  const study = useStudy();
  const coders = study.coders.filter((c) => c.declared);
  return (
    <>
      <ChooseSubstudy value={substudy} onChange={setSubstudy} />
      {words || coders.length < 2 ? null : <Layers coders={coders} chosen={filters.coders} onChange={(chosen) => set({ ...filters, coders: chosen })} />}
      <label className={css.choice}>
        <span>Said by</span>
        <select value={words && filters.speakers === "" ? "participant" : filters.speakers} onChange={(event) => set({ ...filters, speakers: event.target.value as Filters["speakers"] })}>
          {words ? null : <option value="">anyone</option>}
          <option value="participant">participants</option>
          <option value="not interviewer">all but interviewers</option>
          <option value="interviewer">interviewers</option>
        </select>
      </label>
    </>
  );
}

function Layers({ coders, chosen, onChange }: { readonly coders: readonly { readonly id: string; readonly name: string }[]; readonly chosen: readonly string[]; readonly onChange: (chosen: string[]) => void }): ReactElement {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const id = useId();
  const all = coders.map((c) => c.id);
  const close = (): void => {
    setOpen(false);
    button.current?.querySelector("button")?.focus();
  };
  return (
    <span ref={button} data-handle>
      <Button aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen((now) => !now)}>
        {chosen.length === 0 ? "All coders’ layers" : `Layer${chosen.length > 1 ? "s" : ""} of ${coders.filter((c) => chosen.includes(c.id)).map((c) => c.name).join(", ")}`} <Icon name="down" size="s" />
      </Button>
      {open ? (
        <Floating anchor={() => button.current?.getBoundingClientRect() ?? null} label="Whose codings are counted" onClose={close} className={css.layers!}>
          <fieldset>
            <legend>Whose codings are counted</legend>
            {coders.map((c, i) => (
              <label key={c.id} htmlFor={`${id}-${i}`}>
                <input id={`${id}-${i}`} type="checkbox" autoFocus={i === 0} checked={chosen.length === 0 || chosen.includes(c.id)} onChange={() => onChange(withCoder(chosen, all, c.id))} />
                {c.name}
              </label>
            ))}
          </fieldset>
          <Button size="s" onClick={close}>Done</Button>
        </Floating>
      ) : null}
    </span>
  );
}
