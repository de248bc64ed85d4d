import type { ComponentProps, ReactElement } from "react";
import css from "./table.module.css";

/** A table with quiet rules; numbers go in `<td data-number>`. Wrap wide ones in `<TableScroll>`. */
export const Table = ({ className = "", ...rest }: ComponentProps<"table">): ReactElement => <table {...rest} className={`${css.table} ${className}`} />;

/** Lets a wide table scroll sideways by itself, with the keyboard too. */
export const TableScroll = ({ label, ...rest }: ComponentProps<"div"> & { readonly label: string }): ReactElement => <div {...rest} className={css.scroll} role="region" aria-label={label} tabIndex={0} />;
