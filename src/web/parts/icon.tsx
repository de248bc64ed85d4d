import type { ReactElement } from "react";
import css from "./icon.module.css";

const paths = {
  people: <><circle cx="9" cy="8" r="3.4" /><path d="M3 20c0-3.6 2.6-6 6-6s6 2.4 6 6M16 5.5a3.2 3.2 0 0 1 0 6M18 14.5c2 .8 3 2.6 3 5.5" /></>,
  interviews: <><path d="M4 5h16v11H9l-5 4z" /><path d="M8 9h8M8 12h5" /></>,
  codes: <path d="M4 6h7l2 2-2 2H4zM4 15h11l2 2-2 2H4z" />,
  themes: <><circle cx="7" cy="7" r="3" /><circle cx="17" cy="9" r="3" /><circle cx="10" cy="17" r="3" /><path d="M9.6 8 14 8.6M8 9.8l1.2 4.4M15.4 11.5 12 15" /></>,
  compare: <path d="M8 4v16M16 4v16M4 8h4M16 8h4M4 14h4M16 14h4" />,
  explore: <path d="M4 20V10M10 20V4M16 20v-7M21 20H3" />,
  report: <path d="M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7" />,
  history: <><circle cx="12" cy="12" r="8" /><path d="M12 8v4l3 2" /></>,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  search: <><circle cx="11" cy="11" r="6" /><path d="m16 16 4 4" /></>,
  plus: <path d="M12 5v14M5 12h14" />,
  filter: <path d="M4 6h16M7 12h10M10 18h4" />,
  focus: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />,
  note: <path d="M5 4h14v10l-5 6H5zM19 14h-5v6" />,
  more: <><circle cx="5" cy="12" r="1.2" /><circle cx="12" cy="12" r="1.2" /><circle cx="19" cy="12" r="1.2" /></>,
  check: <path d="m5 12 5 5 9-10" />,
  up: <path d="m6 15 6-6 6 6" />,
  down: <path d="m6 9 6 6 6-6" />,
  right: <path d="m9 6 6 6-6 6" />,
  left: <path d="m15 6-6 6 6 6" />,
  trash: <path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5" />,
  pen: <path d="m4 20 1-4L16 5l3 3L8 19zM14 7l3 3" />,
  resize: <path d="M8 5v14M16 5v14M8 12H3m2.500-2.500L3 12l2.500 2.500M16 12h5m-2.500-2.500L21 12l-2.500 2.500" />,
  swap: <path d="M4 8h14m-3-3 3 3-3 3M20 16H6m3-3-3 3 3 3" />,
  undo: <path d="M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3" />,
  redo: <path d="m16 5 4 4-4 4M20 9H10a6 6 0 0 0 0 12h3" />,
  eye: <><path d="M3 12c3-5 6-7 9-7s6 2 9 7c-3 5-6 7-9 7s-6-2-9-7z" /><circle cx="12" cy="12" r="2.600" /></>,
  eyeOff: <path d="M4 4l16 16M6 8c-1 1-2 2.400-3 4 3 5 6 7 9 7 1.500 0 3-.5 4.500-1.500M10 5.300c.7-.2 1.300-.3 2-.3 3 0 6 2 9 7-.6 1-1.300 2-2 2.700" />,
  person: <><circle cx="12" cy="8" r="3.600" /><path d="M5 20c0-4 3-6.500 7-6.500s7 2.500 7 6.500" /></>,
  file: <path d="M6 3h9l4 4v14H6zM15 3v4h4" />,
  sun: <><circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400" /></>,
  help: <><circle cx="12" cy="12" r="8.500" /><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.700M12 16.600v.1" /></>,
} as const;

export type IconName = keyof typeof paths;

/** A line drawing of 18 pixels in the colour of the text around it; it says nothing to screen readers. */
export const Icon = ({ name, size = "m" }: { readonly name: IconName; readonly size?: "s" | "m" }): ReactElement => (
  <svg viewBox="0 0 24 24" className={`${css.icon} ${css[size]}`} aria-hidden="true" focusable="false">{paths[name]}</svg>
);
