import { useState, type ReactElement } from "react";
import type { CoreqItem, CoreqStatus } from "../../../analysis/coreq.ts";
import { Chip } from "../../parts/chip.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { placeOfItem } from "../../state/report-gaps.ts";
import { Fill } from "./gap.tsx";
import css from "./report.module.css";

const names: Readonly<Record<CoreqStatus, string>> = { filled: "from the records", prefilled: "to complete", author: "to write" };
const tones: Readonly<Record<CoreqStatus, "good" | "plain" | "warn">> = { filled: "good", prefilled: "plain", author: "warn" };

/** The reporting checklist, answered from the records; what is missing is filled in on the spot where that can be. */
export function Coreq({ items }: { readonly items: readonly CoreqItem[] }): ReactElement {
  const [show, setShow] = useState<"all" | "left">("all");
  const count = (status: CoreqStatus): number => items.filter((i) => i.status === status).length;
  const shown = show === "all" ? items : items.filter((i) => i.status !== "filled");
  return (
    <>
      <div className={css.coreqHead}>
        <p>Of the {items.length} items, {count("filled")} are filled from the records, {count("prefilled")} are there to be completed, and {count("author")} are yours to write.</p>
        <Segmented label="Which items are shown" value={show} options={[["all", "All items"], ["left", "What is left"]]} onChange={setShow} />
      </div>
      <table className={css.coreq}>
        <caption className="hidden-visually">Consolidated criteria for reporting qualitative research (Tong, Sainsbury and Craig 2007)</caption>
        <thead><tr><th scope="col">Item</th><th scope="col">Answer</th><th scope="col">State</th></tr></thead>
        <tbody>
          {shown.map((item) => {
            const place = placeOfItem(item);
            const inPlace = place?.kind === "fact" || place?.kind === "researchers";
            return (
              <tr key={item.item}>
                <th scope="row"><span>{item.item}</span> {item.topic}</th>
                <td>
                  {item.answer !== "" && place?.kind !== "researchers" ? <p>{item.answer}</p> : null}
                  {item.answer === "" && !inPlace ? <p className={css.nothing}>Nothing is recorded ({item.evidence}).</p> : null}
                  {inPlace || item.status !== "filled" ? <Fill place={place} about={item.topic} /> : null}
                </td>
                <td><Chip tone={tones[item.status]}>{names[item.status]}</Chip></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={css.more}>Tong A, Sainsbury P, Craig J. Consolidated criteria for reporting qualitative research (COREQ). Int J Qual Health Care 2007; 19: 349.</p>
    </>
  );
}
