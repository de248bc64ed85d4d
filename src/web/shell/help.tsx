import type { ReactElement } from "react";
import { useLocation } from "react-router";
import { Dialog } from "../parts/dialog.tsx";
import { keysFor, type KeySection } from "../state/key-help.ts";
import css from "./help.module.css";

/** All keys on one page, those of the page that is open first. */
export function Help({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { pathname } = useLocation();
  const { here, elsewhere } = keysFor(pathname.split("/")[1] ?? "");
  return (
    <Dialog title="By keyboard" onClose={onClose} wide>
      <Sections of={here} />
      <h3 className={css.elsewhere}>On other pages</h3>
      <Sections of={elsewhere} />
    </Dialog>
  );
}

const Sections = ({ of }: { readonly of: readonly KeySection[] }): ReactElement => (
  <div className={css.columns}>
    {of.map(({ title, keys }) => (
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
);
