import { foldHeading } from "./headings.ts";

const level = "level|lvl|tier|ebene|stufe|niveau|nivel|livello";
const thing = "categor(?:y|ies|ie|ia)|kategorien?|(?:code|kode|codigo|codice)s?|themes?|thema|themen|tema|topic|node|knoten|dimension|domain|family|group";
const numbered = [new RegExp(`^(?:(?:${thing}) )?(?:${level}) ?(\\d)(?: (?:${thing}))?$`), new RegExp(`^(\\d)(?:st|nd|rd|th|er|e|o)? ?(?:${level})(?: (?:${thing}))?$`)];
const chained = new RegExp(`^((?:main|top|ober|haupt|parent|principal) ?)?((?:(?:sub|unter|sous|child|sotto) ?)*)(${thing})(?: (principale?|parent|padre|hija|hijo))?$`);
const ordered = /^(?:(\d)(?:st|nd|rd|th)?|(first|second|third)) order\b|^(aggregate) dimensions?$/;

/** The columns that hold a tree of codes, one column for each level, by their headings and from the top: "Level 1, Level 2", "Theme, Subtheme, Code", or first-order to aggregate. None where fewer than two do. */
export function levelsNamed(columns: readonly string[]): number[] {
  const names = columns.map(foldHeading);
  const by = (depth: (name: string) => number | null): number[] => names.flatMap((name, column) => {
    const found = depth(name);
    return found === null ? [] : [{ column, found }];
  }).toSorted((a, b) => a.found - b.found).map(({ column }) => column);
  const levels = by((name) => {
    const digit = numbered.map((pattern) => pattern.exec(name)?.[1]).find((one) => one !== undefined);
    return digit === undefined ? null : Number(digit);
  });
  if (levels.length > 1) return levels;
  // The first order is nearest to the words, so it stands lowest.
  const orders = by((name) => {
    const found = ordered.exec(name);
    return found ? -(found[3] ? 9 : Number(found[1] ?? { first: 1, second: 2, third: 3 }[found[2]!])) : null;
  });
  if (orders.length > 1) return orders;
  const depths = names.map((name) => {
    const found = chained.exec(name);
    return found ? { below: found[2]!.match(/sub|unter|sous|child|sotto/g)?.length ?? 0, isCode: /^(code|kode|codigo|codice)/.test(found[3]!), stem: found[3]! } : null;
  });
  // "Category" alone names what is above a code; only what lies below another makes levels.
  if (!depths.some((one) => one && one.below > 0) || !depths.some((one) => one && one.below === 0)) return [];
  const hasOwnChain = depths.some((one) => one && one.isCode && one.below > 0);
  return by((name) => {
    const one = depths[names.indexOf(name)];
    return one ? one.below + (one.isCode && !hasOwnChain ? 20 : 0) + (hasOwnChain && one.isCode ? 10 : 0) : null;
  });
}

/** The columns without a heading right after the one of codes, where a program writes every level in a column of its own. */
export function levelsUnnamed(columns: readonly string[], code: number): number[] {
  const after: number[] = [];
  for (let i = code + 1; i < columns.length && columns[i] === `column ${i + 1}`; i++) after.push(i);
  return after.length > 0 ? [code, ...after] : [];
}
