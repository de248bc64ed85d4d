/** One fact to fill in, with what belongs in it. */
export interface FactRow {
  readonly name: string;
  readonly hint: string;
  readonly text: string;
}

/** The facts that the write-up looks for, with the other names under which it finds them. */
const asked: readonly (readonly [name: string, also: readonly string[], hint: string])[] = [
  ["ethics reference", ["ethics"], "The committee and its number, such as 15/LO/0001"],
  ["setting", [], "Where the data were collected"],
  ["stance", ["theory", "orientation"], "The theoretical stance, and why this approach"],
  ["sampling", [], "How participants were sampled"],
  ["method of approach", [], "How participants were approached, such as face to face"],
  ["relationship", ["relationship established"], "What participants and interviewers knew of each other before"],
  ["recording", ["audio recording"], "How interviews were recorded"],
  ["transcription", [], "How they were transcribed and de-identified"],
  ["field notes", [], "Whether and when they were made"],
  ["saturation", ["data saturation", "information power"], "Saturation or information power, as it was judged"],
  ["transcripts returned", [], "Whether participants saw their transcripts"],
  ["participant checking", ["member checking"], "Whether participants commented on the findings"],
];

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** All facts of a study and those that are still to be stated, in one list; what was typed stands before what is saved. */
export function factsToFill(saved: Readonly<Record<string, string>>, typed: Readonly<Record<string, string>>): FactRow[] {
  const names = [...new Set([...Object.keys(saved).filter((name) => saved[name] !== ""), ...Object.keys(typed)])];
  const text = (name: string): string => typed[name] ?? saved[name] ?? "";
  const rows: FactRow[] = [];
  const taken = new Set<string>();
  for (const [name, also, hint] of asked) {
    const known = names.find((one) => [name, ...also].some((other) => plain(other) === plain(one))) ?? name;
    taken.add(known);
    rows.push({ name: known, hint, text: text(known) });
  }
  for (const name of names) if (!taken.has(name)) rows.push({ name, hint: "", text: text(name) });
  return rows;
}

/** What was typed and differs from what is saved; an empty text takes a fact away. */
export const factsToSend = (saved: Readonly<Record<string, string>>, typed: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()] as const).filter(([name, text]) => text !== (saved[name] ?? "")));
