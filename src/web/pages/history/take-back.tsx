import type { ReactElement } from "react";
import { takeBack } from "../../doing.ts";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useStudy } from "../../queries.ts";
import css from "./timeline.module.css";

const names = { undo: "Undo", redo: "Redo" } as const;

/** Undo and redo, each saying what it will do. */
export function TakeBack(): ReactElement | null {
  const study = useStudy();
  if (study.readOnly) return null;
  return (
    <div className={css.takeBack} role="group" aria-label="Undo and redo">
      {(["undo", "redo"] as const).map((which) => {
        const what = study[which];
        return (
          <Button key={which} disabled={what === null} title={what === null ? `There is nothing to ${which}.` : `${names[which]}: ${what}`} onClick={() => void takeBack(which)}>
            <Icon name={which} size="s" />
            <span>{what === null ? `Nothing to ${which}` : <><b>{names[which]}:</b> {what}</>}</span>
          </Button>
        );
      })}
    </div>
  );
}
