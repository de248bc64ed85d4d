import type { Attribute, AttributeKind, Value } from "../../study/participant.ts";

/** What typed words come to as a value of an attribute; or what is wrong with them, in a sentence. */
export type ReadCell = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly sentence: string };

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day as `2016-06-14` from "2016-06-14", "14 June 2016", "14.6.2016" or "25/6/2016"; null where it is none, or could be two. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const worded = /^(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?\s+(\d{4})$/i.exec(text);
  const figures = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  let parts: readonly [number, number, number] | null = null;
  if (iso) parts = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  else if (worded) parts = [Number(worded[3]), months.indexOf(worded[2]!.toLowerCase()) + 1, Number(worded[1])];
  else if (figures) {
    const [first, second] = [Number(figures[1]), Number(figures[3])];
    // With points the day comes first everywhere; with strokes it could be either, unless one of them is no month.
    if (figures[2] === "." || first > 12 || first === second) parts = [Number(figures[4]), second, first];
    else if (second > 12) parts = [Number(figures[4]), first, second];
  }
  if (!parts) return null;
  const [year, month, day] = parts;
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Reads what was typed into a cell. Nothing typed is no value. */
export function readCell(kind: AttributeKind, typed: string): ReadCell {
  const text = typed.normalize("NFC").trim().replace(/\s+/g, " ");
  if (text === "") return { ok: true, value: null };
  switch (kind) {
    case "text":
    case "category":
      return { ok: true, value: text };
    case "number": {
      const plain = text.replace(/(?<=\d),(?=\d{3}(\D|$))/g, "").replace(/^−/, "-").replace(/^([-+]?\d+),(\d+)$/, "$1.$2");
      return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? { ok: true, value: Number(plain) } : { ok: false, sentence: `"${text}" is not a number. Write it in figures, like 31 or 7.5.` };
    }
    case "yes/no": {
      if (/^(yes|y|true|1|✓|x)$/i.test(text)) return { ok: true, value: true };
      if (/^(no|n|false|0)$/i.test(text)) return { ok: true, value: false };
      return { ok: false, sentence: `"${text}" is neither yes nor no. Write yes or no.` };
    }
    case "date": {
      const day = dayOf(text);
      return day === null ? { ok: false, sentence: `"${text}" is not a day that can be told for certain. Write it like 2016-06-14 or 14 June 2016.` } : { ok: true, value: day };
    }
  }
}

/** A value as a cell shows it; "" for none. */
export const shownCell = (value: Value | undefined): string => (value === null || value === undefined ? "" : typeof value === "boolean" ? (value ? "yes" : "no") : String(value));

/** The values that a category has, or could have: its levels in their order, then the rest that people have. At most 200. */
export function choicesFor(attribute: Attribute, people: readonly { readonly values: Readonly<Record<string, Value>> }[]): string[] {
  if (attribute.kind === "yes/no") return ["yes", "no"];
  if (attribute.kind !== "category" && attribute.kind !== "text") return [];
  const found = new Set(attribute.levels);
  for (const person of people) {
    const value = person.values[attribute.id];
    if (typeof value === "string" && value !== "") found.add(value);
  }
  return attribute.kind === "text" && found.size > 30 ? [] : [...found].slice(0, 200);
}
