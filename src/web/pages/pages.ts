import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { IconName } from "../parts/icon.tsx";

/** A page of the rail. Everything below its path is its own. */
export interface PageEntry {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  readonly page: LazyExoticComponent<ComponentType>;
}

/** A view of a page, or a page that the rail does not show: it is gone to by its name. */
export const places: readonly { readonly to: string; readonly name: string; readonly icon: IconName }[] = [
  { to: "/people/flow", name: "Flow: the way into the study", icon: "people" },
  { to: "/people/table-1", name: "Table 1", icon: "people" },
  { to: "/people/substudies", name: "Substudies", icon: "people" },
  { to: "/people/papers", name: "Interview guide, consent form and criteria", icon: "people" },
  { to: "/themes/map", name: "Map of the themes", icon: "themes" },
  { to: "/compare/assignments", name: "Assignments: who codes what", icon: "compare" },
  { to: "/explore/who", name: "Who speaks of what", icon: "explore" },
  { to: "/explore/framework", name: "Framework matrix", icon: "explore" },
  { to: "/explore/words", name: "Words", icon: "explore" },
  { to: "/explore/memos", name: "Memos", icon: "note" },
  { to: "/history/on", name: "The study on a day", icon: "history" },
  { to: "/history/codebook", name: "The codebook then and now", icon: "history" },
  { to: "/out", name: "Take the study out", icon: "file" },
  { to: "/settings", name: "Study settings", icon: "file" },
  { to: "/studies", name: "Open another study", icon: "file" },
];

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
