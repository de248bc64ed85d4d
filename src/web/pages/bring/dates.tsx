import type { ReactElement } from "react";
import type { DayOrder } from "../../../formats/table/moments.ts";
import type { ProjectReport } from "../../../workbench/interchange/report.ts";
import { Select } from "../../parts/field.tsx";
import css from "./bring.module.css";

const named: Readonly<Record<DayOrder, string>> = { "day-first": "the day, then the month", "month-first": "the month, then the day" };

/** What stands first in dates written in figures: as the file tells it, or as a person who knows. Nothing where there are no such dates. */
export function DatesChoice({ dates, chosen, onChange }: { readonly dates: ProjectReport["dates"]; readonly chosen: DayOrder | ""; readonly onChange: (order: DayOrder | "") => void }): ReactElement | null {
  if (dates === null) return null;
  const { order, example } = dates;
  const found = chosen === "" && order !== null ? `as found: ${named[order]}` : "as found";
  return (
    <section className={css.block} aria-label="How it writes dates">
      <div className={css.twoUp}>
        <div>
          <h3>How it writes dates</h3>
          <p className={order === null ? css.note : css.about}>{order === null ? `A date like ${example} can be read in two ways, and the file does not tell which. Say what stands first, or such dates are not read.` : `A date like ${example} was read with ${named[order]}.`}</p>
        </div>
        <Select label="What stands first" value={chosen} onChange={(event) => onChange(event.target.value as DayOrder | "")}>
          <option value="">{order === null && chosen === "" ? "not known" : found}</option>
          {Object.entries(named).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </Select>
      </div>
    </section>
  );
}
