import { drawSources, type FractionOf } from "../analysis/drawSources.ts";
import { hasFinished, type Assignment } from "../study/assignment.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { assignmentsOf, handOut } from "../workbench/assignmentCopy.ts";
import type { StudyFile } from "../log/sqlite/log.ts";
import type { Asked, Call } from "./call.ts";
import { changing, listing, study, type CliCommand, type Option } from "./command.ts";
import { sourcesGiven } from "./comparing.ts";
import { misused, refused } from "./exit.ts";
import { questionsIn, turnsGivable, turnsGiven, turnsTaken } from "../study/assignedPart.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { nearest } from "./nearest.ts";
import { theCoder } from "./names.ts";
import { passphrase } from "./passphrase.ts";

const coderOption: Option = { name: "coder", value: "CODER", what: "the coder's name" };
const sourceOption: Option = { name: "source", value: "SOURCE", what: "a source, by its name", many: true };

const named = (call: Call): string => {
  const name = call.value("coder")?.trim();
  if (!name) throw misused("Say whose assignment it is: --coder NAME.");
  return name;
};

/** Commands about who codes what. */
export const assignmentCommands: readonly CliCommand[] = [
  {
    name: "assignment add",
    summary: "Give sources to a coder, chosen by hand or by chance; blind unless told otherwise",
    operands: [study],
    options: [
      coderOption,
      sourceOption,
      { name: "fraction", value: "F", what: "draw at least this share by chance, such as 0.2; with --source, from among these" },
      { name: "of", value: "WHAT", what: "what the share is of: whole interviews, or single turns out of all of them, the interviewer's left out (interviews, if not given)", among: ["interviews", "turns"] },
      { name: "seed", value: "N", what: "the seed of the drawing; one is chosen and recorded, if not given" },
      { name: "turns", value: "N,M-K", what: "with one --source: only these turns of it, by number" },
      { name: "rule", value: "TEXT", what: "how they were chosen, for a choice by hand" },
      { name: "open", what: "not blind: the coder may see the others' codings" },
      { name: "may-make-codes", what: "the coder may make new codes" },
      ...changing,
    ],
    notes: ["The rule, the seed and the codebook's date are recorded with the assignment and appear in the report. Sources and turns that the coder was given before are not drawn again.", "Of a source of which only turns were given, only these are compared; the coder reads the whole and marks it as finished as any other."],
    examples: ['earshot assignment add study.earshot --coder RO --source "Mother 1" --source "Mother 4"', "earshot assignment add study.earshot --coder RO --fraction 0.25 --of interviews --seed 7", "earshot assignment add study.earshot --coder RO --fraction 0.1 --of turns --seed 7"],
    run: add,
  },
  {
    name: "assignment list",
    summary: "List who codes what, on what terms, and who has finished",
    operands: [study],
    options: [{ ...coderOption, what: "only this coder's" }, ...listing],
    examples: ["earshot assignment list study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const only = call.has("coder") ? theCoder(study, named(call)).id : null;
      const rows = [...study.assignments.values()].filter((a) => only === null || a.coder === only).map((a) => rowOf(study, a));
      call.list(rows, ["coder", "sources", "finished", "blind", "new codes", "codebook of", "chosen", "id"], (r) => [r.coder, r.sources.map((s) => (s.turns ? `${s.name} (${s.turns.length} of ${s.of} turns: ${rangesInWords(s.turns)})` : s.name)).join(", "), `${r.sources.filter((s) => s.finished !== null).length} of ${r.sources.length}`, r.blind ? "yes" : "no", r.mayMakeCodes ? "may" : "no", r.codebook.slice(0, 10), r.rule, r.id], { none: "Nothing is assigned to anyone yet.", give: "chosen" });
    },
  },
  {
    name: "assignment export",
    summary: "Write a copy of the study for a coder, without what the others coded, wrote or decided",
    operands: [study],
    options: [coderOption, { name: "output", short: "o", value: "FILE", what: "the copy, such as for-RO.earshot" }, { name: "encrypt", what: "encrypt the copy with a passphrase that you are asked for (always done where the study is encrypted)" }],
    notes: [
      "The copy holds the sources' texts, the codebook, the people and the coder's own work. Of everything else it holds the places in the log and nothing more, so that it can be checked and merged back: earshot merge STUDY FILE.",
      "The files that the sources came from are not in it, since they can hold comments or codings.",
    ],
    examples: ["earshot assignment export study.earshot --coder RO -o for-RO.earshot"],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const coder = theCoder(workbench.study, named(call));
      const output = call.value("output");
      if (output === undefined) throw misused("Say where the copy goes: -o FILE.earshot.");
      const encrypted = call.has("encrypt") || (workbench.log as Partial<StudyFile>).encrypted === true;
      const phrase = encrypted ? await passphrase(call.io, `Passphrase for ${output}`) : undefined;
      const made = await handOut(workbench, coder.id, call.path(output), { passphrase: phrase, called: output });
      if (!made.ok) throw refused(made.refusal.sentence);
      call.say(made.said);
    },
  },
  {
    name: "assignment finish",
    summary: "Mark sources as finished by a coder: also where nothing was to be coded",
    operands: [study],
    options: [coderOption, sourceOption, { name: "reopen", what: "take the mark away" }, ...changing],
    notes: ["Without --source, all that is assigned to the coder. Only finished sources count in agreement; a coder with no codings in a finished source has decided that nothing is to be coded there."],
    examples: ['earshot assignment finish study.earshot --coder RO --source "Mother 1"', "earshot assignment finish study.earshot --coder RO"],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const coder = theCoder(study, named(call));
      const given = sourcesGiven(call, study, "source");
      const assigned = new Set(assignmentsOf(study, coder.id).flatMap((a) => a.sources));
      const finished = !call.has("reopen");
      const sources = (given ?? presentSources(study).filter((s) => assigned.has(s.id))).filter((s) => given || hasFinished(study, coder.id, s.id) !== finished);
      if (sources.length === 0) throw refused(assigned.size === 0 ? `Nothing is assigned to ${coder.name}. Name what is finished: --source SOURCE.` : finished ? `${coder.name} has finished all that is assigned already.` : `${coder.name} has finished nothing that is assigned.`);
      await call.do({ type: "assignment.finish", coder: coder.id, sources: sources.map((s) => s.id), finished });
    },
  },
  {
    name: "assignment withdraw",
    summary: "Take an assignment back; what was coded stays",
    operands: [study],
    options: [{ ...coderOption, what: "whose assignments" }, { ...sourceOption, what: "only assignments that hold this source" }, ...changing],
    examples: ['earshot assignment withdraw study.earshot --coder RO --source "Mother 1"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const coder = theCoder(study, named(call));
      const given = sourcesGiven(call, study, "source")?.map((s) => s.id as string);
      const those = assignmentsOf(study, coder.id).filter((a) => !given || a.sources.some((s) => given.includes(s)));
      if (those.length === 0) throw refused(`${coder.name} has no such assignment.`);
      // An assignment of several sources is taken back as a whole and made anew for the rest, on the same terms.
      const rest = (a: Assignment): string[] => (given ? a.sources.filter((s) => !given.includes(s)) : []);
      const made = those.filter((a) => rest(a).length > 0).map((a): Asked => ({ type: "assignment.make", coder: a.coder, sources: rest(a), turns: turnsGiven(study, a).filter((t) => rest(a).includes(t.source)), blind: a.blind, mayMakeCodes: a.mayMakeCodes, rule: `${a.rule}; the rest of an assignment of ${a.codebookAt.slice(0, 10)}`, seed: a.seed }));
      await call.do([...those.map((a): Asked => ({ type: "assignment.withdraw", assignment: a.id })), ...made]);
    },
  },
];

async function add(call: Call): Promise<void> {
  const workbench = await call.open({ write: true });
  const { study } = workbench;
  const name = named(call);
  const known = coderNamed(study, name);
  const coder: CoderId = known?.id ?? workbench.newId();
  const given = sourcesGiven(call, study, "source");
  const chosen = call.has("fraction") ? drawn(call, workbench, known?.id ?? null, given) : byHand(call, given);
  const make: Asked = { type: "assignment.make", coder, sources: chosen.given.map(({ source }) => source.id), turns: chosen.given.flatMap(({ source, turns }) => (turns ? [{ source: source.id, turns: [...turns] }] : [])), blind: !call.has("open"), mayMakeCodes: call.has("may-make-codes"), rule: chosen.rule, seed: chosen.seed };
  const near = known ? null : nearest(name, [...study.coders.values()].filter((c) => c.declared).map((c) => c.name));
  await call.do(known ? make : [{ type: "coder.add", name, id: coder }, make]);
  if (near !== null) call.warn(`"${name}" is new to this study. If you meant "${near}", undo this and try again.`);
  if (chosen.seed !== null) call.say(`Rule: ${chosen.rule}.`);
}

/** What an assignment gives, and how it was chosen. */
interface Chosen {
  readonly given: readonly { readonly source: Source; readonly turns: readonly number[] | null }[];
  readonly rule: string;
  readonly seed: number | null;
}

function byHand(call: Call, sources: readonly Source[] | undefined): Chosen {
  if (!sources) throw misused("Say what is assigned: --source SOURCE, or --fraction 0.2 to draw by chance.");
  for (const option of ["of", "seed"]) if (call.has(option)) throw misused(`--${option} goes with --fraction.`);
  const written = call.value("turns");
  if (written !== undefined && sources.length !== 1) throw misused("--turns goes with one --source: the turns are counted in it.");
  return { given: sources.map((source) => ({ source, turns: written === undefined ? null : numbersIn(written) })), rule: call.value("rule") ?? "chosen by hand", seed: null };
}

function drawn(call: Call, { study, surroundings }: Workbench, coder: CoderId | null, among: readonly Source[] | undefined): Chosen {
  const fraction = call.value("fraction")!;
  const share = Number(fraction);
  if (fraction.trim() === "" || Number.isNaN(share)) throw misused(`--fraction is a number such as 0.2, not "${fraction}".`);
  if (call.has("turns")) throw misused("--turns names turns by hand; with --fraction they are drawn: --of turns.");
  const of = (call.value("of") ?? "interviews") as FractionOf;
  const pool = (among ?? presentSources(study)).flatMap((source) => {
    const taken = coder === null ? [] : turnsTaken(study, coder, source);
    return taken === "all" || (of === "interviews" && taken.length > 0) ? [] : [{ name: source.name, turns: source.turns.length, taken, questions: questionsIn(source), source }];
  });
  const seed = call.count("seed") ?? chanceSeed(surroundings.random);
  const draw = drawSources(pool, { fraction: share, of, seed });
  if (!draw.ok) throw refused(draw.refusal.sentence);
  return { given: draw.drawn.map(({ source: { source }, turns }) => ({ source, turns })), rule: [call.value("rule"), draw.rule].filter(Boolean).join("; "), seed };
}

/** "3, 7-9" as numbers. */
function numbersIn(written: string): number[] {
  return written.split(",").flatMap((part) => {
    const [, from, to] = /^\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to ?? from)];
    if (!(first >= 1 && last >= first && last - first < 100_000)) throw misused(`--turns takes numbers such as 3,7-9, not "${written}".`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** 3, 7, 8, 9 as "3, 7–9". */
function rangesInWords(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

const chanceSeed = (random: (bytes: number) => Uint8Array): number => random(4).reduce((sum, byte) => sum * 256 + byte, 0) % 1_000_000;

function rowOf(study: Study, a: Assignment): { id: string; coder: string; sources: { name: string; finished: string | null; codings: number; turns: number[] | null; of: number }[]; blind: boolean; mayMakeCodes: boolean; rule: string; seed: number | null; codebook: string } {
  const given = turnsGiven(study, a);
  const turnsOfSource = (id: string): number => (study.sources.has(id) ? turnsGivable(study.sources.get(id)!).length : 0);
  const sources = a.sources.map((id) => ({ turns: given.find((t) => t.source === id)?.turns ?? null, of: turnsOfSource(id), name: study.sources.get(id)?.name ?? "a source that is gone", finished: study.finished.get(id)?.get(a.coder)?.slice(0, 24) ?? null, codings: (study.codingsBySource.get(id) ?? []).filter((c) => c.coder === a.coder).length }));
  return { id: a.id, coder: study.coders.get(a.coder)?.name ?? "someone", sources, blind: a.blind, mayMakeCodes: a.mayMakeCodes, rule: a.rule, seed: a.seed, codebook: a.codebookAt.slice(0, 24) };
}
