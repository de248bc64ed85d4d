import type { CoderId } from "../study/coder.ts";
import { hasFinished } from "../study/assignment.ts";
import { pathOf } from "../study/code.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { differencesOf, type Comparing, type DifferencesAnswer } from "../analysis/coderComparison.ts";
import { numbered, type Numbered } from "../analysis/settling.ts";
import type { Call } from "./call.ts";
import type { Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { theCode, theCoder, theSource } from "./names.ts";

export const codersOption: Option = { name: "coders", value: "A,B", what: "whose codings are compared: names separated by commas, the first coder first" };
export const sourcesOption: Option = { name: "sources", value: "X,Y", what: "only these sources, separated by commas" };
export const codesOption: Option = { name: "codes", value: "A,B", what: "only these codes (full paths), separated by commas" };

/**
 * Names in a list separated by commas. A name that itself holds commas is found as long as `isName` knows it whole: the
 * longest run of parts that is a name counts.
 */
export function namesIn(list: string, isName: (name: string) => boolean): string[] {
  const parts = list.split(",").map((part) => part.trim());
  const names: string[] = [];
  for (let i = 0; i < parts.length; ) {
    let taken = 1;
    for (let n = parts.length - i; n > 1; n--) {
      if (!isName(parts.slice(i, i + n).join(", "))) continue;
      taken = n;
      break;
    }
    const name = parts.slice(i, i + taken).join(", ");
    if (name !== "") names.push(name);
    i += taken;
  }
  return names;
}

const knows = (find: () => unknown): boolean => {
  try {
    return find() !== undefined;
  } catch {
    return false;
  }
};

/** The sources of an option that takes a list, or may be given several times; undefined where it was not given. */
export function sourcesGiven(call: Call, study: Study, option: string): Source[] | undefined {
  if (!call.has(option)) return undefined;
  const found = call.values(option).flatMap((list) => namesIn(list, (name) => knows(() => theSource(study, name))).map((name) => theSource(study, name)));
  if (found.length === 0) throw misused(`--${option} needs the name of a source.`);
  return [...new Set(found)];
}

/** The two coders who have finished the same sources, where there are no others: the one with an assignment is the second. */
function onlyPair(study: Study): CoderId[] | null {
  const coders = [...study.coders.keys()].filter((coder) => presentSources(study).some(({ id }) => hasFinished(study, coder, id)));
  if (coders.length !== 2) return null;
  const assigned = (coder: CoderId): number => ([...study.assignments.values()].some((a) => a.coder === coder) ? 1 : 0);
  return coders.sort((a, b) => assigned(a) - assigned(b));
}

/** Who and what the options name, each name as the study writes it. Throws `Stop` with the nearest name. */
export function comparing(call: Call, study: Study, { guess = false }: { guess?: boolean } = {}): Comparing & { readonly coders: readonly string[] } {
  const given = call.value("coders");
  const pair = given === undefined && guess ? onlyPair(study) : null;
  if (given === undefined && !pair) throw misused(guess ? "Say whose codings: --coders A,B. Only where exactly two coders have finished sources can it be left out." : "Say whose codings: --coders A,B.");
  const coders = pair ? pair.map((id) => study.coders.get(id)!.name) : namesIn(given!, (name) => knows(() => theCoder(study, name))).map((name) => theCoder(study, name).name);
  const codes = call.value("codes");
  return {
    coders,
    ...(call.has("sources") && { sources: sourcesGiven(call, study, "sources")!.map((s) => s.name) }),
    ...(codes !== undefined && { codes: namesIn(codes, (name) => knows(() => theCode(study, name))).map((name) => pathOf(study, theCode(study, name).id)) }),
  };
}

/** All differences between two coders, numbered over everything that both have finished, so that a number means the same in every listing. */
export async function differencesFor(call: Call, study: Study, options: { guess?: boolean } = {}): Promise<DifferencesAnswer & { readonly all: Numbered[]; readonly names: readonly [string, string]; readonly text: (source: Source) => string }> {
  const asked = comparing(call, study, options);
  const text = await (await call.open({ write: false })).texts(presentSources(study));
  const found = differencesOf(study, text, { coders: asked.coders });
  if (!found.ok) throw refused(found.refusal.sentence);
  const wanted = (d: Numbered): boolean =>
    (asked.sources === undefined || asked.sources.includes(d.sourceName)) && (asked.codes === undefined || asked.codes.some((code) => code === d.firstCode || code === d.secondCode));
  const [first, second] = found.coders.map((id) => study.coders.get(id)!.name) as [string, string];
  return { ...found, all: numbered(found.differences).filter(wanted), names: [first, second], text };
}

/** Says which sources could not be compared yet, and what to do about it. */
export function warnOfUnfinished(call: Call, study: Study, coders: readonly CoderId[], notFinished: readonly string[]): void {
  const assigned = new Set([...study.assignments.values()].filter((a) => coders.includes(a.coder)).flatMap((a) => a.sources));
  const due = presentSources(study).filter((s) => notFinished.includes(s.name) && (assigned.has(s.id) || coders.every((c) => (study.codingsBySource.get(s.id) ?? []).some((coding) => coding.coder === c))));
  for (const source of due) {
    const who = coders.filter((c) => !hasFinished(study, c, source.id)).map((c) => study.coders.get(c)?.name ?? "someone");
    call.warn(`"${source.name}" is left out: ${who.join(" and ")} ${who.length === 1 ? "has" : "have"} not marked it as finished.`);
  }
  if (due.length > 0) call.warn('"earshot assignment finish" marks sources as finished.');
}
