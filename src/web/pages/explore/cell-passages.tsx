import { useMemo, useState, type ReactElement } from "react";
import { useNavigate } from "react-router";
import type { MatrixColumn } from "../../../analysis/codeMatrix.ts";
import type { Unit } from "../../../analysis/exploreUnits.ts";
import { Button } from "../../parts/button.tsx";
import { Dot } from "../../parts/chip.tsx";
import { Passages } from "../../parts/passages.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { placed, type Placed } from "../../state/codes-passages.ts";
import { useCell, type MatrixAsked } from "./data.ts";
import { Waiting } from "./frame.tsx";
import css from "./meeting.module.css";
import { Side } from "./side.tsx";

/** The passages behind one cell, each leading to its interview. */
export function CellPassages({ asked, unit, column, hidden, onClose }: { readonly asked: MatrixAsked; readonly unit: Unit; readonly column: MatrixColumn; readonly hidden: boolean; readonly onClose: () => void }): ReactElement {
  const study = useStudy();
  const codes = codesById(study);
  const navigate = useNavigate();
  const { data, error, isPlaceholderData } = useCell(asked, unit.id, column.people);
  const passages = useMemo(() => placed(study, data?.passages ?? []), [study, data]);
  const [at, setAt] = useState<string | null>(null);
  const ready = data !== undefined && !isPlaceholderData;
  const several = new Set(passages.map((p) => p.coder)).size > 1;
  const open = (p: Placed): void => void navigate(`/interviews/${p.source}?from=${p.start}&to=${p.end}`);
  return (
    <Side label={`${unit.name}, ${column.label}`} of={`${unit.id} ${column.key}`} ready={ready} focus="[data-passage][tabindex='0']" onClose={onClose} title={<span className={css.title}><span>{codes.get(unit.id) ? <Dot code={codes.get(unit.id)} /> : null}{unit.name}</span> <small>{column.label}</small></span>}>
      {hidden ? <p className={css.says}>Few people are behind this cell, and such are hidden. Take the tick away from “hide 1 to 4 people” to read what they said.</p> : !ready ? <Waiting error={error} what="Looking for the passages" /> : passages.length === 0 ? <p className={css.says}>Nothing of this is coded here.</p> : (
        <Passages
          label={`Passages of ${unit.name}, ${column.label}`}
          passages={passages}
          at={at}
          onAt={setAt}
          headings={3}
          codeOf={(p) => codes.get(p.code)}
          renderAbout={(p) => (
            <>
              {p.code !== unit.id ? <span>{codes.get(p.code)?.name}</span> : null}
              {several ? <span>{study.coders.find((c) => c.id === p.coder)?.name ?? "someone"}</span> : null}
            </>
          )}
          renderActions={(p) => <Button size="s" look="quiet" tabIndex={-1} onClick={() => open(p)}>Open <kbd>O</kbd></Button>}
          onKey={(event, p) => {
            if (event.key !== "Enter" && event.key !== "o") return;
            event.preventDefault();
            open(p);
          }}
        />
      )}
    </Side>
  );
}
