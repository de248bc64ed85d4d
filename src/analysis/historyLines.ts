import { historyKind, type HistoryKind } from "./historyKind.ts";
import { phrase } from "./historyPhrase.ts";
import type { HistoryStep, Told } from "./historySteps.ts";
import { goalOf, linked, type Mention, type Piece } from "./mentions.ts";
import { listed } from "./wording.ts";

/** One line of the history: a step, or several of the same sort that one person did one after the other. */
export interface HistoryLine {
  /** The key of its latest step. */
  readonly key: string;
  readonly steps: readonly HistoryStep[];
  readonly kind: HistoryKind;
  /** The type of event that it is told by. */
  readonly type: Told["type"];
  readonly said: readonly Piece[];
  /** What else the step did, "made 2 codes and coded 8 passages"; "" for nothing. */
  readonly also: string;
  /** How many events are folded into it: 1 where there is nothing to open. */
  readonly events: number;
}

/** What a step is told by, where it did several things at once; the first that is there. */
const principal: readonly Told["type"][] = ["code.split", "code.merged", "code.retired", "consent.withdrawn", "source.imported", "source.removed", "consensus.decided", "theme.created", "participant.registered", "interview.recorded", "consent.recorded", "recruitment.recorded"];

/** What is folded where one does it again and again; all else is told one by one, and whatever was given a reason. */
const foldable: ReadonlySet<Told["type"]> = new Set<Told["type"]>([
  "coding.added", "coding.removed", "coding.resized", "coding.recoded", "participant.registered", "participant.described", "recruitment.recorded", "eligibility.recorded", "consent.recorded",
  "interview.recorded", "source.linked", "source.readingMarked", "source.speakersNamed", "attribute.defined", "theme.quotationMoved", "history.undone", "history.redone", "coder.described",
]);
/** A run shorter than this is told step by step. */
const worth = 3;

const goal = ({ kind, id }: Mention): string => `${kind} ${id}`;
const where: Readonly<Partial<Record<Mention["kind"], string>>> = { source: " in ", participant: " for ", theme: " for the theme " };

/** " in “Mother 4” with “home visits”": what all of these events speak of. */
function common(told: readonly Told[], stillThere: (mention: Mention) => boolean): Piece[] {
  const out: Piece[] = [];
  const passages = told[0]!.type.startsWith("coding.");
  for (const kind of ["theme", "source", "participant", "code"] as const) {
    const before = kind === "code" ? (passages && told[0]!.type !== "coding.recoded" ? " with " : undefined) : where[kind];
    const [first, ...others] = told[0]!.mentions.filter((m) => m.kind === kind);
    const name = first?.names[0];
    if (before === undefined || !first || others.length > 0 || name === undefined) continue;
    if (!told.every((t) => t.mentions.filter((m) => m.kind === kind).every((m) => goal(m) === goal(first)) && t.mentions.some((m) => goal(m) === goal(first)))) continue;
    const { coding: _, ...place } = goalOf(first);
    const quotes = kind === "participant" ? "" : `"`;
    out.push(`${before}${quotes}`, stillThere(first) ? { text: name, to: place } : name, quotes);
  }
  return out.filter((p) => p !== "");
}

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Events that are counted together. */
const sortOf = ({ type, back }: Told): string => `${type}${back ? " back" : ""}`;

/** What some events of one step, or of a run of steps, come to. */
function headline(told: readonly Told[], stillThere: (mention: Mention) => boolean): Pick<HistoryLine, "type" | "said" | "also" | "events"> {
  const sorts = new Map<string, Told[]>();
  for (const one of told) sorts.set(sortOf(one), [...(sorts.get(sortOf(one)) ?? []), one]);
  const first = principal.map((type) => told.find((t) => t.type === type)).find((t) => t !== undefined) ?? told[0]!;
  const leading = sorts.get(sortOf(first))!;
  sorts.delete(sortOf(first));
  const also = listed([...sorts.values()].map((those) => phrase(those[0]!.type, those.length, those[0]!.back)));
  if (leading.length === 1) return { type: first.type, said: linked(first.sentence, first.mentions, stillThere), also, events: told.length };
  const why = first.reason !== "" && leading.every((t) => t.reason === first.reason) ? `, because: ${first.reason.replace(/([^.!?…])$/, "$1.")}` : ".";
  return { type: first.type, said: joined([begun(phrase(first.type, leading.length, first.back)), ...common(leading, stillThere), why]), also, events: told.length };
}

/** Pieces with neighbouring words put together. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece === "string" && typeof last === "string") out[out.length - 1] = last + piece;
    else out.push(piece);
  }
  return out;
}

/** What steps must share to be folded into one line; null for a step that stands alone. */
function fold(step: HistoryStep, dayOf: (stamp: string) => string): string | null {
  const type = step.told[0]!.type;
  if (!foldable.has(type) || step.told.some((t) => t.type !== type || t.reason !== "")) return null;
  const source = type.startsWith("coding.") ? step.told.flatMap((t) => t.mentions.filter((m) => m.kind === "source").slice(0, 1).map((m) => m.id)) : [];
  return [type, step.actor, dayOf(step.stamp), step.undone, ...new Set(source)].join(" ");
}

/**
 * Steps as the lines of a history, latest first. Steps of one sort that follow each other on one day (codings: in one
 * interview) become one line. `stillThere` says what of all that is mentioned one can go to.
 */
export function historyLines(steps: readonly HistoryStep[], dayOf: (stamp: string) => string, stillThere: (mention: Mention) => boolean): HistoryLine[] {
  const runs: HistoryStep[][] = [];
  let open: string | null = null;
  for (const step of steps) {
    const sort = fold(step, dayOf);
    if (sort !== null && sort === open) runs.at(-1)!.push(step);
    else runs.push([step]);
    open = sort;
  }
  const lines: HistoryLine[] = [];
  for (const run of runs) for (const group of run.length >= worth ? [run] : run.map((step) => [step])) {
    const told = headline(group.flatMap((s) => s.told), stillThere);
    const taken = told.type === "history.undone" || told.type === "history.redone";
    lines.push({ key: group.at(-1)!.key, steps: group, kind: (taken ? [...group[0]!.kinds][0] : undefined) ?? historyKind(told.type), ...told });
  }
  return lines.reverse();
}
