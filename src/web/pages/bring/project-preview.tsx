import { useState, type ReactElement } from "react";
import type { DayOrder } from "../../../formats/table/moments.ts";
import type { FoundProject } from "../../../server/found.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { capital, importSections, inWords } from "../../state/bring-words.ts";
import css from "./bring.module.css";
import type { Outcome } from "./brought.tsx";
import { CodeTree } from "./code-tree.tsx";
import { DatesChoice } from "./dates.tsx";
import { DialectChoice } from "./dialect.tsx";
import { Counts, Sections } from "./findings.tsx";
import { useLooking } from "./looking.ts";
import { TakenFor } from "./taken-for.tsx";

/** What a project, codebook or table of codings would bring, before it is stored. */
export function ProjectPreview({ item, found, onDone }: { readonly item: number; readonly found: FoundProject; readonly onDone: (outcome: Outcome) => void }): ReactElement {
  const { file, report, use } = found;
  const [dialect, setDialect] = useState("");
  const [remove, setRemove] = useState(false);
  const [dates, setDates] = useState<DayOrder | "">("");
  const { busy, problem, leave, ...upon } = useLooking(item, found, onDone);
  const kind = use === null ? {} : { use };
  const wishes = (wanted: { dialect: string; remove: boolean; dates: DayOrder | "" }) => ({ dialect: wanted.dialect, remove: wanted.remove, ...(wanted.dates === "" ? {} : { dates: wanted.dates }), ...kind });
  const look = (next: { dialect?: string; remove?: boolean; dates?: DayOrder | "" }): Promise<void> => {
    const wanted = { dialect, remove, dates, ...next };
    setDates(wanted.dates);
    setDialect(wanted.dialect);
    setRemove(wanted.remove);
    return upon.look(wishes(wanted));
  };
  const store = (): Promise<void> => upon.store(wishes({ dialect, remove, dates }));
  const nothing = Object.keys({ ...report.made, ...report.changed }).length === 0;
  const knowsNoOther = report.counts["codes"] === undefined && report.counts["sources"] === undefined;
  return (
    <Dialog
      title={`Bring in ${file}`}
      wide
      onClose={leave}
      actions={
        <>
          {problem ? <p className={css.problem} role="alert">{problem}</p> : null}
          <Button onClick={leave}>Leave it</Button>
          <Button look="main" disabled={busy !== null} onClick={() => void store()}>{busy === "storing" ? "Storing" : "Bring it in"}</Button>
        </>
      }
    >
      <TakenFor found={found} onTake={(use) => void upon.look({ use })} />
      <div>
        <p className={css.lead}><b>{capital(report.kind)}.</b> Nothing is stored yet.</p>
        {knowsNoOther && Object.keys(report.counts).length === 0 ? null : <Counts counts={report.counts} label="What it holds" />}
      </div>
      <section className={css.block} aria-label="What would come of it" aria-busy={busy === "looking"}>
        <h3>What would come of it</h3>
        {nothing ? <p>{report.said[0] ?? "The study has everything in it already."}</p> : (
          <>
            {Object.keys(report.made).length > 0 ? <p>New in the study: {inWords(report.made)}.</p> : null}
            {Object.keys(report.changed).length > 0 ? <p>Changed to what the file says: {inWords(report.changed)}.</p> : null}
            <p className={css.about}>All of it in one step, which Ctrl Z takes back.</p>
          </>
        )}
        {report.gone.length > 0 || remove ? <label className={css.check}><input type="checkbox" checked={remove} onChange={(event) => void look({ remove: event.target.checked })} /> Also remove what an earlier import brought and the file no longer has</label> : null}
      </section>
      {found.offsets ? <DialectChoice found={found} dialect={dialect} onChange={(next) => void look({ dialect: next })} /> : null}
      <DatesChoice dates={report.dates} chosen={dates} onChange={(next) => void look({ dates: next })} />
      <CodeTree codes={found.codes} of={report.counts["codes"] ?? 0} />
      <Sections sections={importSections(report)} />
    </Dialog>
  );
}
