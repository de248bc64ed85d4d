/** A stretch of numbers with the name its author gave it. The ends are in it or not, as `lowIn` and `highIn` say. */
export interface Band {
  readonly label: string;
  readonly low: number;
  readonly lowIn: boolean;
  readonly high: number;
  readonly highIn: boolean;
}

export type ReadBands = { readonly ok: true; readonly bands: readonly Band[]; readonly warnings: readonly string[] } | { readonly ok: false; readonly sentence: string };

const numberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const N = String.raw`([-−]?\d+(?:\.\d+)?)`;
const between = String.raw`\s*(?:-|–|—|−|\.\.+|…|\bto\b|\buntil\b)\s*`;
const pattern = (source: string): RegExp => new RegExp(`^${source}$`, "i");

type Ends = Omit<Band, "label">;
const below = (high: number, highIn: boolean): Ends => ({ low: -Infinity, lowIn: false, high, highIn });
const above = (low: number, lowIn: boolean): Ends => ({ low, lowIn, high: Infinity, highIn: false });

/** How people write a band, tried in turn. */
const forms: readonly (readonly [RegExp, (a: number, b: number) => Ends])[] = [
  [pattern(String.raw`(?:<=|≤|=<|up to|at most|to|no more than|not over)\s*${N}`), (a) => below(a, true)],
  [pattern(String.raw`${N}\s*(?:or|and)\s+(?:less|under|younger|fewer|below|lower|earlier)`), (a) => below(a, true)],
  [pattern(String.raw`(?:<|under|below|less than|fewer than|younger than|lower than|before)\s*${N}`), (a) => below(a, false)],
  [pattern(String.raw`(?:>=|≥|=>|at least|from|no less than|not under)\s*${N}`), (a) => above(a, true)],
  [pattern(String.raw`${N}\s*(?:\+|plus|(?:or|and)\s+(?:more|over|older|above|higher|later|up|upwards?))`), (a) => above(a, true)],
  [pattern(String.raw`(?:>|over|above|more than|older than|higher than|after)\s*${N}`), (a) => above(a, false)],
  [pattern(String.raw`${N}${between}(?:<|under|below|less than)\s*${N}`), (a, b) => ({ low: a, lowIn: true, high: b, highIn: false })],
  [pattern(String.raw`(?:from\s+)?${N}${between}${N}`), (a, b) => ({ low: a, lowIn: true, high: b, highIn: true })],
  [pattern(String.raw`between\s+${N}\s+and\s+${N}`), (a, b) => ({ low: a, lowIn: true, high: b, highIn: true })],
  [pattern(String.raw`(?:=|exactly|only)?\s*${N}(?:\s+only)?`), (a) => ({ low: a, lowIn: true, high: a, highIn: true })],
];

/** The ends of one band as written, or null where it is none. */
function readBand(written: string): Ends | null {
  const plain = written
    .toLowerCase()
    .replace(/\b(?:and|years|year|yrs|months|month|weeks|week|days|day|hours|minutes|mins|children|child)\b\.?(?=\s*$)/g, "")
    .replace(new RegExp(String.raw`\b(?:${numberWords.join("|")})\b`, "g"), (word) => String(numberWords.indexOf(word)))
    .replace(/(\d)\s*(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?|mins?|children|child)\b\.?/g, "$1 ")
    .replace(/\bold\b(?!er)/g, "")
    .replace(/(?<=\d),(?=\d{3}\b)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  for (const [form, ends] of forms) {
    const found = form.exec(plain);
    if (found) return ends(Number(found[1]!.replace("−", "-")), Number((found[2] ?? "").replace("−", "-")));
  }
  return null;
}

/** Whether a number lies in a band. */
export const inBand = (band: Ends, value: number): boolean => (value > band.low || (band.lowIn && value === band.low)) && (value < band.high || (band.highIn && value === band.high));

/** The bands that a number falls into: one, as it should be; none; or several. */
export const bandsOf = (bands: readonly Band[], value: number): Band[] => bands.filter((band) => inBand(band, value));

/**
 * Reads bands as people write them: "under 25; 26-30; 36 or over", "<25, 25-29, 30+", "young = under 25; older = 25+", "one; two; three or more".
 * They are separated by semicolons, or by commas or line ends where there is no semicolon. The order is kept, and the label is what was written.
 * Warnings name what lies between two bands in no band, and what lies in two, counted in steps as fine as the bounds are written.
 */
export function readBands(text: string): ReadBands {
  const parts = text.split(text.includes(";") ? ";" : /[,\n]/).map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length === 0) return { ok: false, sentence: "No bands are given; write them like \"under 25; 25-29; 30+\"." };
  const bands: Band[] = [];
  for (const part of parts) {
    const named = /^([^<>=:]+?)\s*[:=]\s*(.+)$/.exec(part);
    const namedEnds = named ? readBand(named[2]!) : null;
    const ends = namedEnds ?? readBand(part);
    if (!ends) return { ok: false, sentence: `"${part}" is not a band; write bands like "under 25; 25-29; 30+".` };
    if (ends.low > ends.high || (ends.low === ends.high && !(ends.lowIn && ends.highIn))) return { ok: false, sentence: `The band "${part}" ends before it begins.` };
    bands.push({ label: namedEnds ? named![1]! : part, ...ends });
  }
  const twice = bands.find((band, i) => bands.findIndex((b) => b.label === band.label) < i);
  if (twice) return { ok: false, sentence: `The band "${twice.label}" is written twice.` };
  return { ok: true, bands, warnings: gaps(bands) };
}

const decimals = (n: number): number => (Number.isFinite(n) ? (String(n).split(".")[1] ?? "").length : 0);

/** What is in no band or in two, between the lowest and the highest bound. */
function gaps(bands: readonly Band[]): string[] {
  const finest = Math.max(...bands.flatMap((b) => [decimals(b.low), decimals(b.high)]));
  const scale = 10 ** finest;
  const step = (n: number): number => Math.round(n * scale);
  const show = (n: number): string => String(n / scale);
  /** Each band as whole steps, both ends in it. */
  const stretches = bands
    .map((b) => ({ label: b.label, first: b.low === -Infinity ? -Infinity : step(b.low) + (b.lowIn ? 0 : 1), last: b.high === Infinity ? Infinity : step(b.high) - (b.highIn ? 0 : 1) }))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const said: string[] = [];
  const several = (from: number, to: number, what: string): string => (from === to ? `${show(from)} is ${what}` : `${show(from)} to ${show(to)} are ${what}`);
  let reached = stretches[0]!;
  for (const next of stretches.slice(1)) {
    if (next.first > reached.last + 1) said.push(several(reached.last + 1, next.first - 1, "in no band."));
    else if (next.first <= reached.last) {
      const to = Math.min(reached.last, next.last);
      said.push(Number.isFinite(next.first) && Number.isFinite(to) ? several(next.first, to, `in two bands, "${reached.label}" and "${next.label}".`) : `The bands "${reached.label}" and "${next.label}" overlap.`);
    }
    if (next.last > reached.last) reached = next;
  }
  return said;
}
