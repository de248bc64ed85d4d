import type { ComponentProps, ReactElement } from "react";
import css from "./button.module.css";

interface Props extends ComponentProps<"button"> {
  /** `main` for what a page is for, `quiet` without a border, `danger` for what takes something away. */
  readonly look?: "plain" | "main" | "quiet" | "danger";
  readonly size?: "m" | "s";
}

export function Button({ look = "plain", size = "m", className = "", type = "button", ...rest }: Props): ReactElement {
  return <button {...rest} type={type} className={`${css.button} ${css[look]} ${css[size]} ${className}`} />;
}

/** A button that shows an icon only; its label is for screen readers and the tooltip. */
export function IconButton({ label, className = "", ...rest }: ComponentProps<"button"> & { readonly label: string }): ReactElement {
  return <button type="button" title={label} {...rest} aria-label={label} className={`${css.icon} ${className}`} />;
}
