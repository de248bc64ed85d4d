import { attributeNamed, type Attribute, type Participant, type Value } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { analysedParticipants } from "./analysed.ts";
import { bandsOf, readBands, type Band } from "./bands.ts";
import { summarise } from "./summary.ts";

/** How many people have a level, and what share that is of everyone in the table (0 to 100, not rounded). */
export interface Level {
  readonly level: string;
  readonly n: number;
  readonly percent: number;
}

/** One characteristic: its levels, how many people it is not known of, and what a number or date comes to. */
export interface Characteristic {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly missing: number;
  readonly mean?: number;
  /** Of the sample (n − 1). */
  readonly sd?: number;
  readonly median?: number;
  /** Quartiles are of type 7. */
  readonly q1?: number;
  readonly q3?: number;
  /** Numbers, or days as `2016-06-14`. */
  readonly min?: number | string;
  readonly max?: number | string;
}

/** Who took part. */
export interface Table1 {
  readonly n: number;
  readonly characteristics: readonly Characteristic[];
}

export interface Table1Options {
  readonly substudy?: Substudy | null;
  /** The attributes to show, by name and in this order; by default all that can be counted. */
  readonly attributes?: readonly string[];
  /** Bands by attribute name, in place of those that the attribute has; "" for none. */
  readonly bands?: Readonly<Record<string, string>>;
}

export type Table1Result =
  | {
      readonly ok: true;
      readonly table: Table1;
      /** What a careful reader should be told, one sentence each. */
      readonly warnings: readonly string[];
      /** Each person's level of each characteristic that has levels, in the order of the table. */
      readonly people: readonly { readonly label: string; readonly levels: ReadonlyMap<string, string> }[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A characteristic with what was found on the way, person by person. */
interface Counted {
  readonly characteristic: Characteristic;
  readonly levelOf: readonly (string | null)[];
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
}

const isMissing = (value: Value | undefined): boolean => value === undefined || value === null || (typeof value === "string" && value.trim() === "");
const valueOf = (person: Participant, attribute: Attribute): Value => {
  const value = person.values[attribute.id] ?? null;
  return typeof value === "string" ? value.trim() : value;
};
const people = (n: number): string => (n === 1 ? "1 person" : `${n} people`);

/**
 * Table 1: who took part, computed from the register. Percentages are of everyone in the table, the people of whom a
 * characteristic is not known included. A number that falls between two bands, or into two, is a problem that names it.
 */
export function table1(study: Study, options: Table1Options = {}): Table1Result {
  const who = analysedParticipants(study, options.substudy ?? null);
  const warnings: string[] = [];
  const problems: string[] = [];
  const chosen: Attribute[] = [];
  if (options.attributes) {
    for (const name of options.attributes) {
      const attribute = attributeNamed(study, name);
      if (attribute) chosen.push(attribute);
      else problems.push(`There is no attribute "${name}" in this study${study.attributes.size > 0 ? `; it has ${[...study.attributes.values()].map((a) => `"${a.name}"`).join(", ")}` : ""}.`);
    }
  } else {
    const everyone = analysedParticipants(study, null);
    for (const attribute of study.attributes.values()) {
      const why = notCountable(attribute, everyone);
      if (who.length === 0) continue;
      if (why === null) chosen.push(attribute);
      else warnings.push(`"${attribute.name}" is not in the table: ${why}.`);
    }
  }
  for (const name of Object.keys(options.bands ?? {})) {
    const attribute = attributeNamed(study, name);
    if (!attribute) problems.push(`There are bands for "${name}", but this study has no such attribute.`);
  }
  const bandsFor = (attribute: Attribute): string => Object.entries(options.bands ?? {}).find(([name]) => name.trim().toLowerCase() === attribute.name.toLowerCase())?.[1] ?? attribute.bands;
  const counted = chosen.map((attribute) => count(attribute, who, bandsFor(attribute)));
  for (const c of counted) {
    warnings.push(...c.warnings);
    problems.push(...c.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const withdrawn = [...study.participants.values()].filter((p) => p.withdrawn?.level === "remove everything" && (!options.substudy || options.substudy.members.includes(p.id))).length;
  if (withdrawn > 0) warnings.push(`${people(withdrawn)} withdrew with everything and ${withdrawn === 1 ? "is" : "are"} not counted.`);
  const levels = who.map((person, i) => ({ label: person.label, levels: new Map(counted.flatMap((c): [string, string][] => (c.levelOf[i] == null ? [] : [[c.characteristic.name, c.levelOf[i]]]))) }));
  return { ok: true, table: { n: who.length, characteristics: counted.map((c) => c.characteristic) }, warnings, people: levels };
}

/** Why an attribute is left out unless it is asked for, as half a sentence; null where it belongs in. `everyone` is the whole register, so that a small substudy has the rows of the large one. */
function notCountable(attribute: Attribute, everyone: readonly Participant[]): string | null {
  const known = everyone.map((p) => valueOf(p, attribute)).filter((v) => !isMissing(v));
  const distinct = new Set(known).size;
  const allDiffer = distinct === known.length && known.length > 2;
  const telling = /\b(id|ids|identifier|study number|participant (number|no)|case number|record number)\b/i.test(attribute.name);
  if (allDiffer && telling) return "it tells people apart and does not describe them";
  if (attribute.kind === "category" && allDiffer && known.length > 12) return "every person has another value";
  if (attribute.kind !== "text") return null;
  const prose = known.some((value) => String(value).length > 60) || /\b(name|names|note|notes|comment|comments)\b/i.test(attribute.name);
  const free = distinct > 12 || (known.length > fewPeople || prose ? allDiffer || distinct > Math.max(2, known.length / 2) : false);
  return free ? `it is free text with ${distinct} different values` : null;
}

/** Among so few people, that all values differ says nothing about what kind of values they are. */
const fewPeople = 6;

function count(attribute: Attribute, who: readonly Participant[], bands: string): Counted {
  switch (attribute.kind) {
    case "number":
      return countNumbers(attribute, who, bands.trim());
    case "date":
      return countDates(attribute, who);
    case "yes/no":
    case "text":
    case "category":
      return countLevels(attribute, who, bands.trim());
  }
}

const level = (name: string, n: number, of: number): Level => ({ level: name, n, percent: of === 0 ? 0 : (100 * n) / of });

function countLevels(attribute: Attribute, who: readonly Participant[], bands: string): Counted {
  const levelOf = who.map((p) => {
    const value = valueOf(p, attribute);
    return isMissing(value) ? null : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  });
  const counts = new Map<string, number>();
  for (const found of levelOf) if (found !== null) counts.set(found, (counts.get(found) ?? 0) + 1);
  if (attribute.kind === "yes/no") for (const side of ["yes", "no"]) if (counts.size > 0) counts.set(side, counts.get(side) ?? 0);
  const levels = inOrder(attribute, counts).map((name) => level(name, counts.get(name)!, who.length));
  const problems = bands === "" ? [] : [`"${attribute.name}" has bands, but it is not a number; take the bands away or change its type.`];
  return { characteristic: { name: attribute.name, levels, missing: levelOf.filter((l) => l === null).length }, levelOf, warnings: spellings(attribute, [...counts.keys()]), problems };
}

/** Levels that are one word in two spellings are counted apart, and said. */
function spellings(attribute: Attribute, names: readonly string[]): string[] {
  const fold = (name: string): string => name.toLowerCase().replace(/\s+/g, " ");
  return names.flatMap((name, i) => {
    const twin = names.slice(0, i).find((other) => fold(other) === fold(name));
    return twin === undefined ? [] : [`"${attribute.name}": "${twin}" and "${name}" are counted apart; if they mean the same, correct the register.`];
  });
}

const lastWord = /^(other|others|none of (these|the above)|prefer not to say|not stated|not known|unknown|don['’]t know)\b/i;

/** The attribute's own order first. The rest: numbers and bands by size; yes before no; else the most frequent first, and "other" last. */
function inOrder(attribute: Attribute, counts: ReadonlyMap<string, number>): string[] {
  if (attribute.kind === "yes/no") return ["yes", "no"].filter((name) => counts.has(name));
  const declared = attribute.levels.map((name) => name.trim()).filter((name) => counts.has(name));
  const rest = [...counts.keys()].filter((name) => !declared.includes(name));
  const asBand = new Map(rest.map((name) => [name, bandOf(name)]));
  if (rest.every((name) => asBand.get(name) || lastWord.test(name))) {
    return [...declared, ...rest.sort((a, b) => Number(!asBand.get(a)) - Number(!asBand.get(b)) || (asBand.get(a)?.low ?? 0) - (asBand.get(b)?.low ?? 0) || (asBand.get(a)?.high ?? 0) - (asBand.get(b)?.high ?? 0))];
  }
  return [...declared, ...rest.sort((a, b) => Number(lastWord.test(a)) - Number(lastWord.test(b)) || counts.get(b)! - counts.get(a)!)];
}

const bandOf = (name: string): Band | null => {
  const read = readBands(name.replace(/[,;:=]/g, " "));
  return read.ok && read.bands.length === 1 ? read.bands[0]! : null;
};

/** Numbers few enough to be listed one by one: whole, at most six different ones, and each shared by two people on average. */
const listed = (values: readonly number[]): boolean => {
  const distinct = new Set(values).size;
  return distinct <= 6 && distinct <= values.length / 2 && values.every(Number.isInteger);
};

function countNumbers(attribute: Attribute, who: readonly Participant[], written: string): Counted {
  const problems: string[] = [];
  const warnings: string[] = [];
  const values = who.map((p) => {
    const value = valueOf(p, attribute);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (!isMissing(value)) problems.push(`${p.label}: "${String(value)}" is not a number, as "${attribute.name}" asks.`);
    return null;
  });
  const known = values.filter((v) => v !== null);
  const summary = summarise(known);
  let levels: Level[] = [];
  let levelOf: (string | null)[] = who.map(() => null);
  if (written !== "") {
    const read = readBands(written);
    if (!read.ok) return { characteristic: { name: attribute.name, levels, missing: 0 }, levelOf, warnings, problems: [...problems, `The bands of "${attribute.name}": ${read.sentence}`] };
    warnings.push(...read.warnings.map((w) => `The bands of "${attribute.name}": ${w}`));
    levelOf = values.map((value, i) => {
      if (value === null) return null;
      const found = bandsOf(read.bands, value);
      if (found.length === 0) problems.push(`${who[i]!.label}: "${attribute.name}" is ${value}, which is in none of the bands "${written}".`);
      if (found.length > 1) problems.push(`${who[i]!.label}: "${attribute.name}" is ${value}, which is in two bands, ${found.map((b) => `"${b.label}"`).join(" and ")}.`);
      return found[0]?.label ?? null;
    });
    levels = read.bands.map((band) => level(band.label, levelOf.filter((l) => l === band.label).length, who.length));
  } else if (listed(known)) {
    levelOf = values.map((v) => (v === null ? null : String(v)));
    levels = [...new Set(known)].sort((a, b) => a - b).map((value) => level(String(value), known.filter((v) => v === value).length, who.length));
  }
  const { sd, ...figures } = summary ?? { sd: undefined };
  const characteristic = { name: attribute.name, levels, missing: values.length - known.length, ...figures, ...(sd !== undefined && { sd }) };
  return { characteristic, levelOf, warnings, problems };
}

function countDates(attribute: Attribute, who: readonly Participant[]): Counted {
  const known = who.map((p) => valueOf(p, attribute)).filter((v) => typeof v === "string" && v !== "").sort() as string[];
  const range = known.length === 0 ? {} : { min: known[0]!, max: known.at(-1)! };
  return { characteristic: { name: attribute.name, levels: [], missing: who.length - known.length, ...range }, levelOf: who.map(() => null), warnings: [], problems: [] };
}
