import { Hono } from "hono";
import { z } from "zod";
import { codebookMarks, woven, type Mark } from "../analysis/codebookBeside.ts";
import { codebook } from "../analysis/codebook.ts";
import { currentCode, pathOf } from "../study/code.ts";
import { presentSources, type Source } from "../study/source.ts";
import { endOf } from "../study/stamp.ts";
import type { Recorded, Study } from "../study/study.ts";
import { themesUnder, type Theme } from "../study/theme.ts";
import { readAll } from "../workbench/workbench.ts";
import type { CodeAnswer, PassageAnswer, SourceAnswer } from "./answers.ts";
import { codeStory, inForce, type StoryRow } from "./codes-story.ts";
import { query, type Environment } from "./environment.ts";
import { pastOf } from "./past-study.ts";
import { passagesOf, sourceAnswer } from "./reading.ts";
import { Refused } from "./refusals.ts";
import { codesOf } from "./study-answer.ts";

/** A day (`2016-06-14`, until its end in UTC) or an exact time. */
export const thenQuery = z.object({ date: z.string().min(1) });
export const besideQuery = z.object({
  from: z.string().min(1),
  /** Now, where it is left out. */
  to: z.string().optional(),
});

/** The study in numbers. */
export interface StandsAnswer {
  readonly participants: number;
  readonly interviews: number;
  readonly codes: number;
  readonly codings: number;
  readonly themes: number;
  readonly quotations: number;
  readonly memos: number;
  readonly coders: number;
}

/** What has become of something since: "" where it is as it was. */
interface Since {
  readonly became: string;
}
export interface ThenTheme extends Since {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly state: string;
  readonly centralIdea: string;
  readonly scope: string;
  readonly codes: readonly string[];
  readonly quotations: number;
}
export interface ThenSource extends Since {
  readonly id: string;
  readonly name: string;
  readonly participant: string;
  readonly units: number;
  readonly codings: number;
  readonly codingsNow: number;
}
export interface ThenPerson extends Since {
  readonly id: string;
  readonly label: string;
  readonly values: Readonly<Record<string, string>>;
  readonly interviews: number;
}

/** The study as it stood, beside the study as it stands. */
export interface ThenAnswer {
  readonly date: string;
  /** False where the study had not begun yet. */
  readonly begun: boolean;
  readonly then: StandsAnswer;
  readonly now: StandsAnswer;
  readonly codes: readonly (CodeAnswer & Since & { readonly codingsNow: number })[];
  readonly themes: readonly ThenTheme[];
  readonly sources: readonly ThenSource[];
  readonly attributes: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly ThenPerson[];
  /** The names of what has come since. */
  readonly since: { readonly codes: readonly string[]; readonly themes: readonly string[]; readonly sources: readonly string[]; readonly people: readonly string[] };
}

type Side = Pick<CodeAnswer, "name" | "path" | "depth" | "kind" | "colour" | "hue" | "description" | "whenToUse" | "whenNotToUse" | "example" | "retired" | "codings">;

/** One code on both days. */
export interface BesideRow {
  readonly id: string;
  readonly then: Side | null;
  readonly now: Side | null;
  readonly marks: readonly Mark[];
  /** What was done to it in between, oldest first, with the reasons given. */
  readonly story: readonly StoryRow[];
}
export interface BesideAnswer {
  readonly rows: readonly BesideRow[];
}

const stands = (study: Study): StandsAnswer => ({
  participants: study.participants.size,
  interviews: presentSources(study).length,
  codes: codebook(study).filter((c) => c.kind === "code").length,
  codings: [...study.codings.values()].filter((c) => study.sources.get(c.source)?.removed === false).length,
  themes: [...study.themes.values()].filter((t) => t.state !== "discarded").length,
  quotations: [...study.themes.values()].filter((t) => t.state !== "discarded").reduce((n, t) => n + t.quotations.size, 0),
  memos: study.memos.size,
  coders: [...study.coders.values()].filter((c) => c.declared).length,
});

/** What is true of these, as one line: "Now called “Trust”; now defined". */
function together(parts: readonly (string | false)[]): string {
  const line = parts.filter((p) => p !== false).join("; ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function codesThen(then: Study, now: Study): ThenAnswer["codes"] {
  const today = new Map(codesOf(now).map((c) => [c.id, c]));
  const marks = codebookMarks(then, now, []);
  return codesOf(then).map((code) => ({ ...code, became: together((marks.get(code.id) ?? []).map((m, i) => (i === 0 ? m.words : m.words.charAt(0).toLowerCase() + m.words.slice(1)))), codingsNow: today.get(currentCode(now, code.id)?.id ?? "")?.codings ?? 0 }));
}

function themesThen(then: Study, now: Study, parent: string | null = null, depth = 0): ThenTheme[] {
  if (depth > 8) return [];
  const names = (study: Study, theme: Theme): string[] => [...theme.codes].filter((id) => study.codes.has(id)).map((id) => pathOf(study, id));
  return themesUnder(then, parent).flatMap((theme) => {
    const later = now.themes.get(theme.id);
    const gained = later ? [...later.codes].filter((id) => !theme.codes.has(id)).length : 0;
    const lost = later ? [...theme.codes].filter((id) => !later.codes.has(id)).length : 0;
    const became = !later ? "Not in the study any more: making it was undone" : later.state === "discarded" ? "Discarded since" : together([
      later.name !== theme.name && `now called “${later.name}”`,
      later.parent !== theme.parent && `now ${later.parent === null ? "a theme of its own" : `under “${now.themes.get(later.parent)?.name ?? "another theme"}”`}`,
      later.state !== theme.state && `now ${later.state}`,
      later.centralIdea !== theme.centralIdea && "its central idea was changed",
      gained > 0 && `${gained} ${gained === 1 ? "code" : "codes"} came in`,
      lost > 0 && `${lost} ${lost === 1 ? "code" : "codes"} went out`,
    ]);
    const { id, name, state, centralIdea, scope, quotations } = theme;
    return [{ id, name, depth, state, centralIdea, scope, codes: names(then, theme), quotations: quotations.size, became }, ...themesThen(then, now, id, depth + 1)];
  });
}

const codingsIn = (study: Study, source: Source): number => (study.codingsBySource.get(source.id) ?? []).length;

function sourcesThen(then: Study, now: Study): ThenSource[] {
  return presentSources(then).map((source) => {
    const later = now.sources.get(source.id);
    const edits = later ? later.revisions.filter((r) => r.inForce).length - source.revisions.filter((r) => r.inForce).length : 0;
    const became = !later || later.removed ? "Removed since" : together([later.name !== source.name && `now called “${later.name}”`, edits > 0 && `corrected ${edits} ${edits === 1 ? "time" : "times"} since`]);
    const { id, name, units } = source;
    return { id, name, units, participant: then.participants.get(source.participant ?? "")?.label ?? "", codings: codingsIn(then, source), codingsNow: later && !later.removed ? codingsIn(now, later) : 0, became };
  });
}

const shown = (value: unknown): string => (value === null || value === undefined ? "" : value === true ? "yes" : value === false ? "no" : String(value));

function peopleThen(then: Study, now: Study): ThenPerson[] {
  const heard = presentSources(then);
  return [...then.participants.values()].map((person) => {
    const later = now.participants.get(person.id);
    const changed = later ? [...then.attributes.values()].filter((a) => shown(person.values[a.id]) !== shown(later.values[a.id])).map((a) => a.name) : [];
    const became = !later ? "Not in the study any more" : together([later.withdrawn !== null && person.withdrawn === null && "withdrew since", later.label !== person.label && `now called ${later.label}`, changed.length > 0 && `changed since: ${changed.join(", ")}`]);
    return { id: person.id, label: person.label, values: Object.fromEntries([...then.attributes.keys()].map((id) => [id, shown(person.values[id])])), interviews: heard.filter((s) => s.participant === person.id).length, became };
  }).sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
}

function since(then: Study, now: Study): ThenAnswer["since"] {
  const fresh = <V extends { readonly id: string }>(values: Iterable<V>, known: ReadonlyMap<string, unknown>, name: (value: V) => string): string[] => [...values].filter((v) => !known.has(v.id)).map(name);
  const knownSources = new Map(presentSources(then).map((s) => [s.id, s]));
  return {
    codes: fresh(codesOf(now), then.codes, (c) => c.path),
    themes: fresh([...now.themes.values()].filter((t) => t.state !== "discarded"), then.themes, (t) => t.name),
    sources: fresh(presentSources(now), knownSources, (s) => s.name),
    people: fresh(now.participants.values(), then.participants, (p) => p.label),
  };
}

const sideOf = ({ name, path, depth, kind, colour, hue, description, whenToUse, whenNotToUse, example, retired, codings }: CodeAnswer): Side => ({ name, path, depth, kind, colour, hue, description, whenToUse, whenNotToUse, example, retired, codings });
const codeTypes = ["code.created", "code.described", "code.moved", "code.merged", "code.split", "code.retired", "history.undone", "history.redone"] as const;

function beside(then: Study, now: Study, events: readonly Recorded[], after: string): BesideRow[] {
  const [before, later] = [new Map(codesOf(then).map((c) => [c.id, c])), new Map(codesOf(now).map((c) => [c.id, c]))];
  const marks = codebookMarks(then, now, events.filter((e) => e.stamp > after));
  return woven([...before.keys()], [...later.keys()]).map((id) => {
    const [old, code] = [before.get(id), later.get(id)];
    const own = marks.get(id) ?? [];
    return { id, then: old ? sideOf(old) : null, now: code ? sideOf(code) : null, marks: own, story: own.length === 0 ? [] : codeStory(now, events, id).filter((row) => row.stamp > after) };
  });
}

/** The study as it stood: in numbers and names, its interviews as they were coded, and its codebook beside another day's. */
export const thenPages = new Hono<Environment>()
  .get("/past", query(thenQuery), async (c) => {
    const open = c.get("open")();
    const { date } = c.req.valid("query");
    const [then, now] = [await pastOf(open, date), open.study];
    const attributes = [...then.attributes.values()].map(({ id, name }) => ({ id, name }));
    return c.json({ date, begun: then.events > 0, then: stands(then), now: stands(now), codes: codesThen(then, now), themes: themesThen(then, now), sources: sourcesThen(then, now), attributes, people: peopleThen(then, now), since: since(then, now) } as ThenAnswer);
  })
  .get("/past/sources/:id", query(thenQuery), async (c) => {
    const open = c.get("open")();
    const then = await pastOf(open, c.req.valid("query").date);
    const source = then.sources.get(c.req.param("id"));
    if (!source || source.removed) throw new Refused("missing", "That interview was not in the study on that day.");
    return c.json((await sourceAnswer(open.wb.textOf(source), then, source, open.viewer)) as SourceAnswer);
  })
  .get("/past/codes/:id/passages", query(thenQuery), async (c) => {
    const open = c.get("open")();
    const then = await pastOf(open, c.req.valid("query").date);
    const code = then.codes.get(c.req.param("id"));
    if (!code) throw new Refused("missing", "That code was not in the codebook on that day.");
    return c.json({ passages: (await passagesOf(open.wb.textOf.bind(open.wb), then, new Set([code.id]))) as PassageAnswer[] });
  })
  .get("/past/codebook", query(besideQuery), async (c) => {
    const open = c.get("open")();
    const { from, to } = c.req.valid("query");
    const then = await pastOf(open, from);
    const now = to === undefined || to === "" ? open.study : await pastOf(open, to);
    const [after, until] = [endOf(from) ?? "", to === undefined || to === "" ? "\uffff" : (endOf(to) ?? "\uffff")];
    if (until <= after) throw new Refused("invalid", "The first day must lie before the second.");
    const events = inForce((await readAll(open.wb.log, codeTypes)).filter((e) => e.stamp <= until), new Set());
    return c.json({ rows: beside(then, now, events, after) } as BesideAnswer);
  });
