import type { ReactElement, ReactNode } from "react";
import css from "./empty-state.module.css";
import { Icon, type IconName } from "./icon.tsx";

/** What a page shows where there is nothing yet: what it will hold, and what to do next. */
export const EmptyState = ({ icon, title, children, actions }: { readonly icon: IconName; readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode }): ReactElement => (
  <div className={css.empty}>
    <span className={css.mark}><Icon name={icon} /></span>
    <h2>{title}</h2>
    {children ? <div className={css.words}>{children}</div> : null}
    {actions ? <div className={css.actions}>{actions}</div> : null}
  </div>
);
