import type { ReactElement } from "react";
import type { ProjectReport } from "../../../workbench/interchange/report.ts";
import type { MergeReport } from "../../../workbench/merge.ts";
import { takeBack } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { fileName, saveFile } from "../../parts/saving.ts";
import { importSections, importText, mergeText } from "../../state/bring-words.ts";
import css from "./bring.module.css";
import { Sections } from "./findings.tsx";

/** What came of bringing something in. */
export type Outcome = { readonly file: string } & ({ readonly report: ProjectReport } | { readonly merged: MergeReport });

const today = (): string => new Date().toLocaleDateString("en-CA");

/** The report of what came in, to read, to keep, and to take back as one step. */
export function Brought({ outcome, onClose }: { readonly outcome: Outcome; readonly onClose: () => void }): ReactElement {
  const { file } = outcome;
  const text = "report" in outcome ? importText(file, outcome.report, today()) : mergeText(file, outcome.merged, today());
  const didSomething = "report" in outcome && Object.keys({ ...outcome.report.made, ...outcome.report.changed }).length > 0;
  return (
    <Dialog
      title={"report" in outcome ? `What became of ${file}` : `Merged ${file}`}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => saveFile(`${fileName(file)} report.md`, text, "text/markdown;charset=utf-8")}>Save this report</Button>
          {didSomething ? <Button look="danger" onClick={() => void takeBack("undo").then(onClose)}>Undo the import</Button> : null}
          <Button look="main" onClick={onClose}>Done</Button>
        </>
      }
    >
      {"report" in outcome ? (
        <>
          <div role="status">{outcome.report.said.map((one) => <p key={one} className={css.lead}>{one}</p>)}</div>
          <Sections sections={importSections(outcome.report)} />
        </>
      ) : (
        <>
          <p className={css.lead} role="status">{outcome.merged.said}</p>
          {outcome.merged.conflicts.length > 0 ? <details className={css.section} open><summary><b>To look at</b> <span>{outcome.merged.conflicts.length}</span></summary><ul>{outcome.merged.conflicts.map((one) => <li key={one}>{one}</li>)}</ul></details> : null}
          {outcome.merged.came.length > 0 ? <details className={css.section} open={outcome.merged.came.length <= 12}><summary><b>What came in</b> <span>{outcome.merged.events}</span></summary><ul>{outcome.merged.came.map((one, i) => <li key={i}>{one}</li>)}{outcome.merged.events > outcome.merged.came.length ? <li>And {outcome.merged.events - outcome.merged.came.length} more; the History page has them all.</li> : null}</ul></details> : null}
        </>
      )}
    </Dialog>
  );
}
