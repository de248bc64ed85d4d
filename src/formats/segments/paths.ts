/** How names of codes say what is above them: by marks between the names, or not at all. */
export type Step = RegExp | null;

// These hardly ever stand in a name itself.
const plain = [/\s*\\+\s*/, /\s+>+\s+/, /\s*::\s*/, /\s+[→»›]\s+/];
// These do, so the codes must bear witness.
const doubtful = [/\s*>\s*/, /\s*\/\s*/, /:\s+/, /\s+[-–—]\s+/, /\s*\|\s*/];

const stated: Readonly<Record<string, Step>> = { MAXQDA: /\s*\\+\s*|\s+>\s+/, NVivo: /\s*\\+\s*/, Dedoose: /\s*\\+\s*/, Taguette: null };
const folders = /^(nodes|codes|knoten|nœuds|nodos|nós)$/i;

/**
 * How the names of a table say what is above them. What a program writes is known; elsewhere a mark counts if it stands in no name otherwise, or if what is
 * before it is a code of its own in half of the names, as in "Trust", "Trust: Lost". `isPath`: the heading says that whole paths are given.
 */
export function stepOf(names: readonly string[], from: string, isPath = false): Step {
  if (Object.hasOwn(stated, from)) return stated[from]!;
  const all = [...new Set(names)];
  const known = new Set(all.map((name) => name.toLowerCase()));
  const first = (name: string, step: RegExp): string => name.slice(0, name.search(step)).toLowerCase();
  const having = (step: RegExp): string[] => all.filter((name) => name.search(step) > 0 && parts(name, step).length > 1);
  const sure = plain.find((step) => having(step).length > 0);
  if (sure) return sure;
  return doubtful.find((step) => {
    const found = having(step);
    if (found.length === 0) return false;
    if (isPath) return true;
    const told = found.filter((name) => known.has(first(name, step))).length;
    // ATLAS.ti writes what is above a code before it, also where that is no code itself.
    const shared = from === "ATLAS.ti" && step.source.startsWith(":") && new Set(found.map((name) => first(name, step))).size <= found.length / 2;
    return told >= Math.max(1, found.length / 2) || shared;
  }) ?? null;
}

const parts = (name: string, step: RegExp): string[] => name.split(step).map((part) => part.trim()).filter((part) => part !== "");

/** A name as its path from the top. The folder of all codes is none of them. */
export function pathOf(name: string, step: Step): string[] {
  const path = step === null ? [name.trim()].filter((part) => part !== "") : parts(name, step);
  return path.length > 1 && folders.test(path[0]!) && /\\\\/.test(name) ? path.slice(1) : path;
}
