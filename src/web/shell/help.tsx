import type { ReactElement } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { keyHelp } from "../state/keys.ts";
import css from "./help.module.css";

/** All keys on one page. */
export const Help = ({ onClose }: { readonly onClose: () => void }): ReactElement => (
  <Dialog title="By keyboard" onClose={onClose} wide>
    <div className={css.columns}>
      {keyHelp.map(({ title, keys }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key + does}>
                <dt><kbd>{key}</kbd></dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </Dialog>
);
