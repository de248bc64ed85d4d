import type { ReactElement, ReactNode } from "react";
import { colourName } from "../state/colours.ts";
import css from "./chip.module.css";

/** A word or two about something: "de-identified". */
export const Chip = ({ children, tone = "plain" }: { readonly children: ReactNode; readonly tone?: "plain" | "good" | "warn" }): ReactElement => <span className={`${css.chip} ${css[tone]}`}>{children}</span>;

/** The colour of a code as a small square. Always beside its name: colour is never the only sign. */
export const Dot = ({ code }: { readonly code: { readonly colour: string | null; readonly hue: number } | undefined }): ReactElement => <span className={`${css.dot} ${code ? colourName(code) : ""}`} aria-hidden="true" />;

/** The first letters of a name, at most two: "HN". */
export const initials = (name: string): string => {
  const parts = name.trim().split(/[\s._-]+/u).filter(Boolean);
  const letters = parts.length > 1 ? [parts[0]!, parts.at(-1)!].map((p) => [...p][0]) : [...(parts[0] ?? "?")].slice(0, parts[0] === parts[0]?.toUpperCase() ? 2 : 1);
  return letters.join("").toUpperCase();
};

/** A person as a round mark with initials; the hue is the person's place in the study. */
export const Avatar = ({ name, place = 0 }: { readonly name: string; readonly place?: number }): ReactElement => <span className={`${css.avatar} ${css[`p${place % 5}`]}`} title={name} aria-hidden="true">{initials(name)}</span>;
