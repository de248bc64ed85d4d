import type { ReactElement } from "react";
import { NavLink } from "react-router";
import { pages } from "../pages/pages.ts";
import { Icon } from "../parts/icon.tsx";
import css from "./rail.module.css";

/** The way from page to page. */
export const Rail = (): ReactElement => (
  <nav className={css.rail} aria-label="Pages">
    {pages.map(({ path, name, icon }) => (
      <NavLink key={path} to={`/${path}`} className={({ isActive }) => (isActive ? `${css.item} ${css.on}` : css.item!)}>
        <Icon name={icon} />
        {name}
      </NavLink>
    ))}
  </nav>
);
