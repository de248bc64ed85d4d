import type { ReactElement, ReactNode } from "react";
import css from "./page.module.css";

interface Props {
  readonly title: ReactNode;
  /** Beside the title: a switch of views, chips. */
  readonly beside?: ReactNode;
  /** At the far end of the title's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** The body fills the page and scrolls within itself. */
  readonly full?: boolean;
}

/** The frame of a page: a line with its title, then its body. */
export const Page = ({ title, beside, actions, children, full = false }: Props): ReactElement => (
  <div className={css.page}>
    <header className={css.head}>
      <h1>{title}</h1>
      {beside}
      <div className={css.actions}>{actions}</div>
    </header>
    <div className={full ? css.full : css.body}>{children}</div>
  </div>
);
