/** Where something that the write-up lacks can be filled in. */
export type Place =
  /** A fact of the study, written right here. */
  | { readonly kind: "fact"; readonly heading: string }
  /** A fact of each researcher, written right here. */
  | { readonly kind: "researchers"; readonly heading: string }
  /** The signed-in researcher's positionality statement. */
  | { readonly kind: "position" }
  /** A page where the records are kept. */
  | { readonly kind: "page"; readonly to: string; readonly name: string }
  /** The authors' own words in a section of the text. */
  | { readonly kind: "prose"; readonly section: string };

const people: Place = { kind: "page", to: "/people", name: "People" };
const papers: Place = { kind: "page", to: "/people/papers", name: "Guide and forms" };
const inMethods: Place = { kind: "prose", section: "methods" };

/** What the methods paragraph calls missing, by its first words, and where it is filled in. */
const methods: readonly (readonly [RegExp, Place])[] = [
  [/theoretical stance/, { kind: "fact", heading: "stance" }],
  [/ethics approval/, { kind: "fact", heading: "ethics reference" }],
  [/consent was given/, people],
  [/interview guide/, papers],
  [/were sampled/, { kind: "fact", heading: "sampling" }],
  [/recorded, transcribed/, { kind: "fact", heading: "transcription" }],
  [/who interviewed|interviews took place|long the interviews|by whom/, people],
  [/nothing is coded/, { kind: "page", to: "/interviews", name: "Interviews" }],
  [/differences between coders/, { kind: "page", to: "/compare", name: "Compare" }],
  [/anyone else read or coded/, { kind: "page", to: "/compare/assignments", name: "Who codes what" }],
  [/who the researchers are/, { kind: "position" }],
];

/** Where a line that the methods paragraph lacks is filled in; in the authors' own words where no record would do. */
export const placeOfGap = (missing: string): Place => methods.find(([pattern]) => pattern.test(missing))?.[1] ?? inMethods;

const records: readonly (readonly [RegExp, Place])[] = [
  [/positionality/, { kind: "position" }],
  [/recruitment records|interview records|register/, people],
  [/interview guide/, papers],
  [/chosen quotations/, { kind: "prose", section: "findings" }],
  [/themes|deviant/, { kind: "page", to: "/themes", name: "Themes" }],
  [/codebook/, { kind: "page", to: "/codes", name: "Codes" }],
  [/codings/, { kind: "page", to: "/interviews", name: "Interviews" }],
];

/** Where an item of the checklist is filled in, from what it says its evidence would be; null where there is nothing to fill. */
export function placeOfItem({ evidence }: { readonly evidence: string }): Place | null {
  if (evidence === "this program") return null;
  const researchers = /facts of the researchers: ([a-z ]+)/.exec(evidence);
  if (researchers) return { kind: "researchers", heading: researchers[1]!.trim() };
  const fact = /study fact: ([a-z ]+)/.exec(evidence);
  if (fact) return { kind: "fact", heading: fact[1]!.trim() };
  return records.find(([pattern]) => pattern.test(evidence))?.[1] ?? inMethods;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, " ").trim();

/** The heading under which a fact stands already, whatever its case; the heading itself where none does. */
export const headingOf = (facts: Readonly<Record<string, string>>, heading: string): string => Object.keys(facts).find((name) => plain(name) === plain(heading)) ?? heading;
