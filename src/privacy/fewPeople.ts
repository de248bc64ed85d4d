import { isSmall, type Profile } from "./smallNumbers.ts";

/** A cell of a table of groups of people stands for few of them, so that it could point at someone. Zero points at nobody. */
export const isFew = (people: number, profile: Profile = "under 5"): boolean => isSmall(people, profile);

const most = 4;

/** What a careful reader should be told of a table of codes against groups of people, in sentences; none where nothing is small. */
export function fewPeople(groups: readonly { readonly label: string; readonly people: number }[], rows: readonly { readonly name: string; readonly people: readonly number[] }[]): string[] {
  const cells = rows.flatMap((row) => row.people.map((people, i) => ({ name: `${row.name}, ${groups[i]!.label}`, people }))).filter((c) => c.people > 0);
  const ones = cells.filter((c) => c.people === 1);
  const few = cells.filter((c) => c.people > 1 && isFew(c.people));
  const small = groups.filter((g) => isFew(g.people));
  const said: string[] = [];
  if (small.length > 0) said.push(`${small.length === 1 ? "One group has" : `${small.length} groups have`} fewer than five people: ${small.slice(0, most).map((g) => `${g.label} (${g.people})`).join(", ")}${small.length > most ? ` and ${small.length - most} more` : ""}.`);
  if (ones.length > 0) said.push(`${ones.length === 1 ? "One cell stands" : `${ones.length} of ${cells.length} cells stand`} for a single person (${ones.slice(0, most).map((c) => c.name).join("; ")}${ones.length > most ? `; and ${ones.length - most} more` : ""}): together with what is known of them, that can point at someone.`);
  if (few.length > 0) said.push(`${few.length === 1 ? `One ${ones.length > 0 ? "more " : ""}cell stands` : `${few.length} ${ones.length > 0 ? "more " : `of ${cells.length} `}cells stand`} for two to four people.`);
  return said;
}
