import type { Participant } from "../study/participant.ts";

/** Whose file it is, by its name; null with the reason where that cannot be told. */
interface Found {
  readonly person: Participant | null;
  readonly note?: string;
}

/** Names compare whatever their case, and with spaces, underscores, hyphens and points alike: "Mother 4", "mother_4", "Mother-4". */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/[\s_.\-–—]+/gu, " ").trim();

const digitsOf = (text: string): string => (text.match(/\d+/g) ?? []).join(" ").replace(/(?<=^| )0+(?=\d)/g, "");

/**
 * How files find their participants. Without a pattern, a file's name without its ending must be the participant's
 * label. A pattern such as `interview_{id}_*` says where in the name the label stands, `M{number}*` where its digits.
 */
export function linkerOf(people: readonly Participant[], pattern?: string): { readonly ok: true; readonly find: (stem: string) => Found } | { readonly ok: false; readonly problem: string } {
  const labels = new Map<string, Participant[]>();
  const numbers = new Map<string, Participant[]>();
  const put = (map: Map<string, Participant[]>, key: string, person: Participant): void => void map.set(key, [...(map.get(key) ?? []), person]);
  for (const person of people) {
    put(labels, foldName(person.label), person);
    if (digitsOf(person.label)) put(numbers, digitsOf(person.label), person);
  }
  const one = (found: readonly Participant[] | undefined, by: string): Found => {
    if (found?.length === 1) return { person: found[0]! };
    return found ? { person: null, note: `Several participants fit "${by}": ${found.map((p) => p.label).join(", ")}; it was not linked.` } : { person: null };
  };
  if (pattern === undefined) return { ok: true, find: (stem) => one(labels.get(foldName(stem)), stem) };

  const slots = pattern.match(/\{(id|number)\}/g) ?? [];
  if (slots.length !== 1) return { ok: false, problem: `The pattern "${pattern}" must hold {id} or {number} once, where the participant stands in the file's name; * stands for anything. For "int_07_home.docx" write "int_{number}_*".` };
  const byNumber = slots[0] === "{number}";
  const parts = pattern.replace(/\.[a-z0-9]{1,5}$/i, "").split(/(\{id\}|\{number\}|\*)/);
  const expression = new RegExp(`^${parts.map((part) => (part === "{id}" ? "(.+?)" : part === "{number}" ? "(\\d+)" : part === "*" ? ".*?" : escape(part))).join("")}$`, "iu");
  return {
    ok: true,
    find: (stem) => {
      const caught = expression.exec(stem)?.[1];
      if (caught === undefined) return { person: null, note: `Its name does not fit the pattern "${pattern}".` };
      return one((byNumber ? numbers : labels).get(byNumber ? digitsOf(caught) : foldName(caught)), caught);
    },
  };
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
