import { z } from "zod";
import { accept, erased, refuse, type Context, type Decision, type Happening } from "./event.ts";

export type CodeId = string & { readonly __noun?: "code" };
export type CodeKind = "code" | "heading";

/** What separates the parts of a full path, "Support / home visits". No name may hold it. */
export const pathSeparator = " / ";

/** A code: the smallest idea that passages are labelled with; or a heading that only holds codes. */
export interface Code {
  readonly id: CodeId;
  name: string;
  parent: CodeId | null;
  kind: CodeKind;
  /** As `#rrggbb`; null for the parent's, or none. */
  colour: string | null;
  description: string;
  whenToUse: string;
  whenNotToUse: string;
  example: string;
  /** Its place among its siblings: lower comes first, ties by name. */
  order: number;
  /** The code it was merged into; its codings count there. */
  mergedInto: CodeId | null;
  retired: boolean;
}

export interface CodeSlice {
  readonly codes: Map<CodeId, Code>;
}

const texts = { description: z.string().optional(), whenToUse: z.string().optional(), whenNotToUse: z.string().optional(), example: z.string().optional() };
type CodeWords = { name: string; description: string; whenToUse: string; whenNotToUse: string; example: string };

export type CodeEvent =
  | Happening<"code.created", { code: CodeId; parent: CodeId | null; kind: CodeKind; colour: string | null; order: number }, CodeWords>
  | Happening<"code.described", { code: CodeId; kind?: CodeKind; colour?: string | null }, CodeWords & { reason: string }>
  | Happening<"code.moved", { code: CodeId; parent: CodeId | null; order: number }, { reason: string }>
  | Happening<"code.merged", { code: CodeId; into: CodeId }, { reason: string }>
  | Happening<"code.split", { code: CodeId; into: readonly CodeId[] }, { reason: string }>
  | Happening<"code.retired", { code: CodeId; retired: boolean }, { reason: string }>;

const name = z.string().trim().min(1);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour is written like #c0504d").nullable();
const kind = z.enum(["code", "heading"]);
const reason = z.string().default("");
export const codeCommands = [
  z.object({ type: z.literal("code.create"), id: z.string().optional(), name, parent: z.string().nullable().default(null), kind: kind.default("code"), colour: colour.default(null), order: z.number().optional(), ...texts }),
  z.object({ type: z.literal("code.describe"), code: z.string(), name: name.optional(), kind: kind.optional(), colour: colour.optional(), reason, ...texts }),
  z.object({ type: z.literal("code.move"), code: z.string(), parent: z.string().nullable(), order: z.number().optional(), reason }),
  z.object({ type: z.literal("code.merge"), code: z.string(), into: z.string(), reason }),
  z.object({ type: z.literal("code.split"), code: z.string(), into: z.array(z.object({ name, description: z.string().default("") })).min(1), reason }),
  z.object({ type: z.literal("code.retire"), code: z.string(), retired: z.boolean().default(true), reason }),
] as const;
export type CodeCommand = z.infer<(typeof codeCommands)[number]>;

/** The code that a code's codings count under now: itself, or what it was merged into. */
export function currentCode(study: CodeSlice, id: CodeId): Code | undefined {
  let code = study.codes.get(id);
  for (let steps = 0; code?.mergedInto && steps < 1000; steps++) {
    const next = study.codes.get(code.mergedInto);
    if (!next) break;
    code = next;
  }
  return code;
}

/** The names from the root to the code. Ends at a loop, which two people's concurrent moves can make. */
export function ancestry(study: CodeSlice, id: CodeId): Code[] {
  const line: Code[] = [];
  for (let code = study.codes.get(id); code && !line.includes(code); code = code.parent === null ? undefined : study.codes.get(code.parent)) line.unshift(code);
  return line;
}

/** A code's full path, "Support / home visits". */
export const pathOf = (study: CodeSlice, id: CodeId): string => ancestry(study, id).map((c) => c.name).join(pathSeparator);

/** The codes in use: not merged away, not retired. */
export const liveCodes = (study: CodeSlice): Code[] => [...study.codes.values()].filter((c) => c.mergedInto === null && !c.retired);

export const bySiblingOrder = (a: Code, b: Code): number => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** The children of a code (or the roots), in order; merged codes are left out, retired ones only if asked for. */
export const childrenOf = (study: CodeSlice, parent: CodeId | null, withRetired = false): Code[] =>
  [...study.codes.values()].filter((c) => c.mergedInto === null && (withRetired || !c.retired) && (c.parent !== null && study.codes.has(c.parent) ? c.parent : null) === parent).sort(bySiblingOrder);

/** Whether a code is another one or lies below it. */
export const isWithin = (study: CodeSlice, id: CodeId, ancestor: CodeId): boolean => ancestry(study, id).some((c) => c.id === ancestor);

/** The code at a path, whatever its case: a full path first, else a name that only one code has; undefined otherwise. */
export function codeAt(study: CodeSlice, path: string): Code | undefined {
  const fold = (text: string): string => text.split("/").map((part) => part.trim().toLowerCase()).join("/");
  const wanted = fold(path);
  const live = [...study.codes.values()].filter((c) => c.mergedInto === null);
  const exact = live.filter((c) => fold(pathOf(study, c.id)) === wanted);
  const named = exact.length > 0 ? exact : live.filter((c) => fold(c.name) === wanted);
  return named.find((c) => !c.retired) && named.length === 1 ? named[0] : exact.find((c) => !c.retired) ?? (named.length === 1 ? named[0] : undefined);
}

const sibling = (study: CodeSlice, parent: CodeId | null, wanted: string): Code | undefined => childrenOf(study, parent).find((c) => c.name.toLowerCase() === wanted.toLowerCase());

function badName(study: CodeSlice, parent: CodeId | null, wanted: string, self?: CodeId): ReturnType<typeof refuse> | null {
  if (wanted.includes(pathSeparator)) return refuse("invalid", `A code's name cannot contain "${pathSeparator}", which separates the levels of a path: "${wanted}".`);
  const namesake = sibling(study, parent, wanted);
  return namesake && namesake.id !== self ? refuse("duplicate", `There is already a code "${pathOf(study, namesake.id)}".`) : null;
}

const lastOrder = (study: CodeSlice, parent: CodeId | null): number => childrenOf(study, parent).reduce((most, c) => Math.max(most, c.order), 0) + 1;

export function decideCode(study: CodeSlice, command: CodeCommand, { id }: Context): Decision<CodeEvent> {
  if (command.type === "code.create") {
    const { parent } = command;
    if (parent !== null && !study.codes.has(parent)) return refuse("missing", `The code above "${command.name}" is not in this study.`);
    const bad = badName(study, parent, command.name);
    if (bad) return bad;
    const code = command.id ?? id();
    const { description = "", whenToUse = "", whenNotToUse = "", example = "" } = command;
    const body = { code, parent, kind: command.kind, colour: command.colour, order: command.order ?? lastOrder(study, parent) };
    return accept(`Made the ${command.kind} "${command.name}".`, [{ type: "code.created", body, words: { name: command.name, description, whenToUse, whenNotToUse, example } }], code);
  }
  const code = study.codes.get(command.code);
  if (!code || code.mergedInto !== null) return refuse("missing", "That code is not in this study.");
  const about = { code: code.id };
  const words = { reason: command.reason };
  switch (command.type) {
    case "code.describe": {
      const bad = command.name === undefined ? null : badName(study, code.parent, command.name, code.id);
      if (bad) return bad;
      const { kind, colour, name, description, whenToUse, whenNotToUse, example } = command;
      const changes = Object.fromEntries(Object.entries({ name, description, whenToUse, whenNotToUse, example }).filter(([, v]) => v !== undefined));
      const said = name !== undefined && name !== code.name ? `Renamed "${code.name}" to "${name}".` : `Changed the description of "${code.name}".`;
      return accept(said, [{ type: "code.described", body: { ...about, ...(kind && { kind }), ...(colour !== undefined && { colour }) }, words: { ...changes, ...words } }]);
    }
    case "code.move": {
      const { parent } = command;
      if (parent !== null && !study.codes.has(parent)) return refuse("missing", "The code to move it under is not in this study.");
      if (parent !== null && isWithin(study, parent, code.id)) return refuse("invalid", `"${code.name}" cannot be moved under itself.`);
      const bad = badName(study, parent, code.name, code.id);
      if (bad) return bad;
      const said = parent === null ? `Moved "${code.name}" to the top.` : `Moved "${code.name}" under "${pathOf(study, parent)}".`;
      return accept(said, [{ type: "code.moved", body: { ...about, parent, order: command.order ?? lastOrder(study, parent) }, words }]);
    }
    case "code.merge": {
      const into = study.codes.get(command.into);
      if (!into || into.mergedInto !== null) return refuse("missing", "The code to merge into is not in this study.");
      if (isWithin(study, into.id, code.id)) return refuse("invalid", `"${code.name}" cannot be merged into ${into.id === code.id ? "itself" : "a code below it"}.`);
      return accept(`Merged "${code.name}" into "${into.name}".`, [{ type: "code.merged", body: { ...about, into: into.id }, words }]);
    }
    case "code.split": {
      const created: CodeEvent[] = [];
      for (const [i, part] of command.into.entries()) {
        if (command.into.findIndex((p) => p.name.toLowerCase() === part.name.toLowerCase()) < i) return refuse("duplicate", `Two parts cannot both be called "${part.name}".`);
        const bad = badName(study, code.parent, part.name, code.id);
        if (bad) return bad;
        const body = { code: id(), parent: code.parent, kind: code.kind, colour: code.colour, order: code.order + (i + 1) / (command.into.length + 1) };
        created.push({ type: "code.created", body, words: { name: part.name, description: part.description, whenToUse: "", whenNotToUse: "", example: "" } });
      }
      const into = created.map((event) => event.body.code);
      return accept(`Split "${code.name}" into ${command.into.map((p) => `"${p.name}"`).join(" and ")}.`, [...created, { type: "code.split", body: { ...about, into }, words }], into[0]);
    }
    case "code.retire":
      if (code.retired === command.retired) return refuse("nothing to do", `"${code.name}" is ${code.retired ? "retired" : "in use"} already.`);
      return accept(`${command.retired ? "Retired" : "Took back into use"} "${code.name}".`, [{ type: "code.retired", body: { ...about, retired: command.retired }, words }]);
  }
}

export function evolveCode(study: CodeSlice, event: CodeEvent): void {
  if (event.type === "code.created") {
    const { code: id, parent, kind, colour, order } = event.body;
    const { name = erased, description = "", whenToUse = "", whenNotToUse = "", example = "" } = event.words;
    study.codes.set(id, { id, name, parent, kind, colour, order, description, whenToUse, whenNotToUse, example, mergedInto: null, retired: false });
    return;
  }
  const code = study.codes.get(event.body.code);
  if (!code) return;
  switch (event.type) {
    case "code.described": {
      const { reason: _reason, ...words } = event.words;
      Object.assign(code, words);
      code.kind = event.body.kind ?? code.kind;
      if (event.body.colour !== undefined) code.colour = event.body.colour;
      return;
    }
    case "code.moved":
      code.parent = event.body.parent;
      code.order = event.body.order;
      return;
    case "code.merged": {
      const into = currentCode(study, event.body.into);
      if (!into || into.id === code.id) return;
      code.mergedInto = into.id;
      for (const child of study.codes.values()) if (child.parent === code.id) child.parent = into.id;
      return;
    }
    case "code.split":
      return;
    case "code.retired":
      code.retired = event.body.retired;
  }
}
