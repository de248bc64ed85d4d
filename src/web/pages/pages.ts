import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { IconName } from "../parts/icon.tsx";

/** A page of the rail. Everything below its path is its own. */
export interface PageEntry {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  readonly page: LazyExoticComponent<ComponentType>;
}

/** The pages in the order of the rail. Each is a folder with an `index.tsx` that exports its component as default. */
export const pages: readonly PageEntry[] = [
  { path: "people", name: "People", icon: "people", page: lazy(() => import("./people/index.tsx")) },
  { path: "interviews", name: "Interviews", icon: "interviews", page: lazy(() => import("./interviews/index.tsx")) },
  { path: "codes", name: "Codes", icon: "codes", page: lazy(() => import("./codes/index.tsx")) },
  { path: "themes", name: "Themes", icon: "themes", page: lazy(() => import("./themes/index.tsx")) },
  { path: "compare", name: "Compare", icon: "compare", page: lazy(() => import("./compare/index.tsx")) },
  { path: "explore", name: "Explore", icon: "explore", page: lazy(() => import("./explore/index.tsx")) },
  { path: "report", name: "Report", icon: "report", page: lazy(() => import("./report/index.tsx")) },
  { path: "history", name: "History", icon: "history", page: lazy(() => import("./history/index.tsx")) },
];
