export interface Clause {
  readonly name: string;
  readonly wording: string;
}

/** Clauses as they are written, one on a line, "name: wording". A line without a colon names a clause without a wording. */
export const clausesOf = (text: string): readonly Clause[] =>
  text.split("\n").flatMap((line) => {
    const at = line.indexOf(":");
    const name = (at < 0 ? line : line.slice(0, at)).trim();
    return name === "" ? [] : [{ name, wording: at < 0 ? "" : line.slice(at + 1).trim() }];
  });

/** What is wrong with clauses, in a sentence; null where nothing is. */
export function clausesProblem(clauses: readonly Clause[]): string | null {
  if (clauses.length === 0) return "Write at least one clause, such as “recording: The conversation may be recorded.”";
  const twice = clauses.find((clause, i) => clauses.findIndex((other) => other.name.toLowerCase() === clause.name.toLowerCase()) !== i);
  return twice ? `The clause “${twice.name}” stands there twice. Give each its own name.` : null;
}

/** Clauses as text, to begin the next version from. */
export const clausesText = (clauses: readonly Clause[]): string => clauses.map(({ name, wording }) => (wording === "" ? name : `${name}: ${wording.replace(/\s*\n\s*/g, " ")}`)).join("\n");
