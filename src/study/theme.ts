import { z } from "zod";
import { mapRange, original, type Version } from "../text/edit.ts";
import { isEmpty, type Range } from "../text/range.ts";
import type { CodeId, CodeSlice } from "./code.ts";
import type { CodingId, CodingSlice } from "./coding.ts";
import { accept, erased, refuse, type Context, type Decision, type Envelope, type Happening } from "./event.ts";
import type { ParticipantId, ParticipantSlice } from "./participant.ts";
import { versionSeenBy, type SourceSlice } from "./source.ts";

export type ThemeId = string & { readonly __noun?: "theme" };
export type QuotationId = string & { readonly __noun?: "quotation" };

export const themeStates = ["candidate", "reviewed", "defined", "discarded"] as const;
export type ThemeState = (typeof themeStates)[number];

/** A passage chosen to be shown for a theme. Its words stay in the source; `cuts` are left out and marked. */
export interface Quotation {
  readonly id: QuotationId;
  readonly coding: CodingId;
  /** What is left out, in the offsets of `version`; `cutsOf` gives it in the current text's. */
  readonly cuts: readonly Range[];
  readonly version: Version;
  order: number;
}

/** A theme or, with a parent, a subtheme. Not a code: many codes can serve it, and one code many themes. */
export interface Theme {
  readonly id: ThemeId;
  name: string;
  parent: ThemeId | null;
  order: number;
  centralIdea: string;
  scope: string;
  state: ThemeState;
  readonly codes: Set<CodeId>;
  /** Passages that its codes bring but that do not belong, with the reason. */
  readonly excluded: Map<CodingId, string>;
  /** Participants who do not fit, with what does not fit. */
  readonly deviant: Map<ParticipantId, string>;
  readonly quotations: Map<QuotationId, Quotation>;
}

export interface ThemeSlice {
  readonly themes: Map<ThemeId, Theme>;
}

type Words = { name: string; centralIdea: string; scope: string };
export type ThemeEvent =
  | Happening<"theme.created", { theme: ThemeId; parent: ThemeId | null; order: number }, Words>
  | Happening<"theme.described", { theme: ThemeId }, Words & { reason: string }>
  | Happening<"theme.moved", { theme: ThemeId; parent: ThemeId | null; order: number }, Record<never, never>>
  | Happening<"theme.stateSet", { theme: ThemeId; state: ThemeState }, { reason: string }>
  | Happening<"theme.codePlaced", { theme: ThemeId; code: CodeId; placed: boolean }, { reason: string }>
  | Happening<"theme.passageExcluded", { theme: ThemeId; coding: CodingId; excluded: boolean }, { reason: string }>
  | Happening<"theme.deviantMarked", { theme: ThemeId; participant: ParticipantId; deviant: boolean }, { reason: string }>
  | Happening<"theme.quotationChosen", { theme: ThemeId; quotation: QuotationId; coding: CodingId; cuts: readonly Range[]; order: number }, Record<never, never>>
  | Happening<"theme.quotationDropped", { theme: ThemeId; quotation: QuotationId }, Record<never, never>>
  | Happening<"theme.quotationMoved", { theme: ThemeId; quotation: QuotationId; order: number }, Record<never, never>>;

const name = z.string().trim().min(1);
const reason = z.string().default("");
const cut = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() });
export const themeCommands = [
  z.object({ type: z.literal("theme.create"), id: z.string().optional(), name, parent: z.string().nullable().default(null), order: z.number().optional(), centralIdea: z.string().default(""), scope: z.string().default("") }),
  z.object({ type: z.literal("theme.describe"), theme: z.string(), name: name.optional(), centralIdea: z.string().optional(), scope: z.string().optional(), reason }),
  z.object({ type: z.literal("theme.move"), theme: z.string(), parent: z.string().nullable(), order: z.number().optional() }),
  z.object({ type: z.literal("theme.setState"), theme: z.string(), state: z.enum(themeStates), reason }),
  z.object({ type: z.literal("theme.placeCode"), theme: z.string(), code: z.string(), placed: z.boolean().default(true), reason }),
  z.object({ type: z.literal("theme.excludePassage"), theme: z.string(), coding: z.string(), excluded: z.boolean().default(true), reason }),
  z.object({ type: z.literal("theme.markDeviant"), theme: z.string(), participant: z.string(), deviant: z.boolean().default(true), reason }),
  z.object({ type: z.literal("theme.chooseQuotation"), theme: z.string(), coding: z.string(), cuts: z.array(cut).default([]), order: z.number().optional() }),
  z.object({ type: z.literal("theme.dropQuotation"), theme: z.string(), quotation: z.string() }),
  z.object({ type: z.literal("theme.moveQuotation"), theme: z.string(), quotation: z.string(), order: z.number() }),
] as const;
export type ThemeCommand = z.infer<(typeof themeCommands)[number]>;

export const byThemeOrder = (a: Theme, b: Theme): number => a.order - b.order || (a.name < b.name ? -1 : 1);

/** The themes under a theme (or the top ones), in order; discarded ones are left out. */
export const themesUnder = (study: ThemeSlice, parent: ThemeId | null): Theme[] =>
  [...study.themes.values()].filter((t) => t.state !== "discarded" && (t.parent !== null && study.themes.has(t.parent) ? t.parent : null) === parent).sort(byThemeOrder);

/** The theme of a name, whatever its case; undefined where there is none. */
export const themeNamed = (study: ThemeSlice, wanted: string): Theme | undefined => [...study.themes.values()].find((t) => t.state !== "discarded" && t.name.toLowerCase() === wanted.trim().toLowerCase());

/** A theme's own codes and those of its subthemes. */
export function codesOfTheme(study: ThemeSlice, theme: Theme, seen = new Set<ThemeId>()): Set<CodeId> {
  seen.add(theme.id);
  const codes = new Set(theme.codes);
  for (const sub of themesUnder(study, theme.id)) if (!seen.has(sub.id)) for (const code of codesOfTheme(study, sub, seen)) codes.add(code);
  return codes;
}

/** A theme's chosen quotations in the order they are to be shown. */
export const quotationsOf = (theme: Theme): Quotation[] => [...theme.quotations.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/** What a quotation leaves out, in the offsets of the current text. */
export function cutsOf(study: CodingSlice & SourceSlice, quotation: Quotation): Range[] {
  const coding = study.codings.get(quotation.coding);
  const source = coding && study.sources.get(coding.source);
  return source ? quotation.cuts.map((cut) => mapRange(source.text, cut, quotation.version, source.version)).filter((cut) => !isEmpty(cut)) : [];
}

const lastOrder = (items: readonly { order: number }[]): number => items.reduce((most, item) => Math.max(most, item.order), 0) + 1;

function isBelow(study: ThemeSlice, id: ThemeId, above: ThemeId): boolean {
  const seen = new Set<ThemeId>();
  for (let theme = study.themes.get(id); theme && !seen.has(theme.id); theme = theme.parent === null ? undefined : study.themes.get(theme.parent)) {
    if (theme.id === above) return true;
    seen.add(theme.id);
  }
  return false;
}

export function decideTheme(study: ThemeSlice & CodeSlice & CodingSlice & ParticipantSlice, command: ThemeCommand, { id }: Context): Decision<ThemeEvent> {
  if (command.type === "theme.create") {
    if (command.parent !== null && !study.themes.has(command.parent)) return refuse("missing", `The theme above "${command.name}" is not in this study.`);
    const namesake = themeNamed(study, command.name);
    if (namesake) return refuse("duplicate", `There is already a theme "${namesake.name}".`);
    const theme = command.id ?? id();
    const { name, parent, centralIdea, scope } = command;
    const order = command.order ?? lastOrder(themesUnder(study, parent));
    return accept(`Made the ${parent === null ? "theme" : "subtheme"} "${name}".`, [{ type: "theme.created", body: { theme, parent, order }, words: { name, centralIdea, scope } }], theme);
  }
  const theme = study.themes.get(command.theme);
  if (!theme) return refuse("missing", "That theme is not in this study.");
  const about = { theme: theme.id };
  switch (command.type) {
    case "theme.describe": {
      const namesake = command.name === undefined ? undefined : themeNamed(study, command.name);
      if (namesake && namesake !== theme) return refuse("duplicate", `There is already a theme "${namesake.name}".`);
      const { name, centralIdea, scope, reason } = command;
      const words = Object.fromEntries(Object.entries({ name, centralIdea, scope, reason }).filter(([, v]) => v !== undefined));
      return accept(name !== undefined && name !== theme.name ? `Renamed the theme "${theme.name}" to "${name}".` : `Changed the definition of "${theme.name}".`, [{ type: "theme.described", body: about, words }]);
    }
    case "theme.move": {
      const { parent } = command;
      if (parent !== null && !study.themes.has(parent)) return refuse("missing", "The theme to move it under is not in this study.");
      if (parent !== null && isBelow(study, parent, theme.id)) return refuse("invalid", `"${theme.name}" cannot be moved under itself.`);
      return accept(`Moved the theme "${theme.name}".`, [{ type: "theme.moved", body: { ...about, parent, order: command.order ?? lastOrder(themesUnder(study, parent)) }, words: {} }]);
    }
    case "theme.setState":
      if (theme.state === command.state) return refuse("nothing to do", `"${theme.name}" is ${theme.state} already.`);
      return accept(`Marked the theme "${theme.name}" as ${command.state}.`, [{ type: "theme.stateSet", body: { ...about, state: command.state }, words: { reason: command.reason } }]);
    case "theme.placeCode": {
      const code = study.codes.get(command.code);
      if (!code) return refuse("missing", "That code is not in this study.");
      if (theme.codes.has(code.id) === command.placed) return refuse("nothing to do", `"${code.name}" is ${command.placed ? "" : "not "}in "${theme.name}" already.`);
      return accept(`${command.placed ? "Placed" : "Took"} "${code.name}" ${command.placed ? "in" : "out of"} the theme "${theme.name}".`, [{ type: "theme.codePlaced", body: { ...about, code: code.id, placed: command.placed }, words: { reason: command.reason } }]);
    }
    case "theme.excludePassage":
      if (!study.codings.has(command.coding)) return refuse("missing", "That coding is not in this study.");
      return accept(`${command.excluded ? "Excluded a passage from" : "Took a passage back into"} the theme "${theme.name}".`, [{ type: "theme.passageExcluded", body: { ...about, coding: command.coding, excluded: command.excluded }, words: { reason: command.reason } }]);
    case "theme.markDeviant": {
      const person = study.participants.get(command.participant);
      if (!person) return refuse("missing", "That participant is not in this study.");
      return accept(`${command.deviant ? "Marked" : "Unmarked"} ${person.label} as a deviant case of "${theme.name}".`, [{ type: "theme.deviantMarked", body: { ...about, participant: person.id, deviant: command.deviant }, words: { reason: command.reason } }]);
    }
    case "theme.chooseQuotation": {
      if (!study.codings.has(command.coding)) return refuse("missing", "That coding is not in this study.");
      const quotation = id();
      const order = command.order ?? lastOrder([...theme.quotations.values()]);
      return accept(`Chose a quotation for "${theme.name}".`, [{ type: "theme.quotationChosen", body: { ...about, quotation, coding: command.coding, cuts: command.cuts, order }, words: {} }], quotation);
    }
    case "theme.dropQuotation":
    case "theme.moveQuotation": {
      if (!theme.quotations.has(command.quotation)) return refuse("missing", "That quotation is not chosen for this theme.");
      if (command.type === "theme.dropQuotation") return accept(`Dropped a quotation from "${theme.name}".`, [{ type: "theme.quotationDropped", body: { ...about, quotation: command.quotation }, words: {} }]);
      return accept(`Moved a quotation in "${theme.name}".`, [{ type: "theme.quotationMoved", body: { ...about, quotation: command.quotation, order: command.order }, words: {} }]);
    }
  }
}

export function evolveTheme(study: ThemeSlice & CodingSlice & SourceSlice, event: ThemeEvent, at: Envelope): void {
  if (event.type === "theme.created") {
    const { theme: id, parent, order } = event.body;
    const { name = erased, centralIdea = "", scope = "" } = event.words;
    study.themes.set(id, { id, name, parent, order, centralIdea, scope, state: "candidate", codes: new Set(), excluded: new Map(), deviant: new Map(), quotations: new Map() });
    return;
  }
  const theme = study.themes.get(event.body.theme);
  if (!theme) return;
  switch (event.type) {
    case "theme.described": {
      const { reason: _reason, ...words } = event.words;
      Object.assign(theme, words);
      return;
    }
    case "theme.moved":
      theme.parent = event.body.parent;
      theme.order = event.body.order;
      return;
    case "theme.stateSet":
      theme.state = event.body.state;
      return;
    case "theme.codePlaced":
      if (event.body.placed) theme.codes.add(event.body.code);
      else theme.codes.delete(event.body.code);
      return;
    case "theme.passageExcluded":
      if (event.body.excluded) theme.excluded.set(event.body.coding, event.words.reason ?? "");
      else theme.excluded.delete(event.body.coding);
      return;
    case "theme.deviantMarked":
      if (event.body.deviant) theme.deviant.set(event.body.participant, event.words.reason ?? "");
      else theme.deviant.delete(event.body.participant);
      return;
    case "theme.quotationChosen": {
      const { quotation: id, coding, cuts, order } = event.body;
      const source = study.sources.get(study.codings.get(coding)?.source ?? "");
      theme.quotations.set(id, { id, coding, cuts, order, version: source ? versionSeenBy(study, source, at.replica) : original });
      return;
    }
    case "theme.quotationDropped":
      theme.quotations.delete(event.body.quotation);
      return;
    case "theme.quotationMoved": {
      const quotation = theme.quotations.get(event.body.quotation);
      if (quotation) quotation.order = event.body.order;
    }
  }
}
