import { union, type Range } from "../src/text/range.ts";
import { bootstrap } from "../src/analysis/agreement/bootstrap.ts";
import { agreement } from "../src/analysis/agreement/cells.ts";
import { kappaOf } from "../src/analysis/agreement/coded-or-not.ts";
import { differences } from "../src/analysis/agreement/differences.ts";
import { krippendorffAlpha } from "../src/analysis/agreement/krippendorff-alpha.ts";
import type { CodingOfAgreement } from "../src/analysis/agreement/question.ts";
import { randomFrom, type Random } from "../src/analysis/agreement/random.ts";
import { ratingsOf } from "../src/analysis/agreement/ratings.ts";
import { valueOf } from "../src/analysis/agreement/result.ts";
import { charactersOf } from "../src/analysis/agreement/sweep.ts";
import type { TwoByTwo } from "../src/analysis/agreement/two-by-two.ts";

/** One measurement held to its limit. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly holds: boolean;
}

const [codes, sources, length] = [150, 52, 55_000];

/** Times something: the quickest of several runs after one that does not count, because everything else on the machine can only make a run slower. */
function milliseconds(run: () => unknown, runs = 15): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Two coders' codings of a large study: each code a few times in each interview, the second coder's ends a little off. */
function codingsOfStudy(random: Random): CodingOfAgreement[] {
  const list: CodingOfAgreement[] = [];
  for (let source = 0; source < sources; source += 1)
    for (let code = 0; code < codes; code += 1)
      for (let times = Math.floor(random() * 4); times > 0; times -= 1) {
        const start = Math.floor(random() * (length - 700));
        const end = start + 40 + Math.floor(random() * 600);
        const named = { source: `s${source}`, code: `c${code}` };
        list.push({ ...named, coder: "A", start, end });
        if (random() < 0.8) list.push({ ...named, coder: "B", start: start + Math.floor(random() * 20), end: end + Math.floor(random() * 20) });
      }
  return list;
}

/** The slow and plain way: mark every character, then count. */
function byMarking(first: readonly Range[], second: readonly Range[], marks: Uint8Array): TwoByTwo {
  marks.fill(0);
  for (const { start, end } of first) for (let i = start; i < end; i += 1) marks[i]! |= 1;
  for (const { start, end } of second) for (let i = start; i < end; i += 1) marks[i]! |= 2;
  const counts = [0, 0, 0, 0];
  for (const mark of marks) counts[mark]! += 1;
  return { both: counts[3]!, onlyFirst: counts[1]!, onlySecond: counts[2]!, neither: counts[0]! };
}

/** Measures the speed that agreement is held to. */
export async function run(): Promise<Measurement[]> {
  const random = randomFrom(2026);
  const codings = codingsOfStudy(random);
  const sourceList = Array.from({ length: sources }, (_, i) => ({ id: `s${i}`, length, finishedBy: ["A", "B"] }));
  const codeList = Array.from({ length: codes }, (_, i) => `c${i}`);

  // The counts alone, both ways, from the same layers.
  const layers = new Map<string, { A: Range[]; B: Range[] }>();
  for (const coding of codings) {
    const key = `${coding.source} ${coding.code}`;
    if (!layers.has(key)) layers.set(key, { A: [], B: [] });
    layers.get(key)![coding.coder as "A" | "B"].push(coding);
  }
  const cells = Array.from({ length: sources * codes }, (_, i) => layers.get(`s${Math.floor(i / codes)} c${i % codes}`) ?? { A: [], B: [] });
  const sweep = (): TwoByTwo[] => cells.map(({ A, B }) => charactersOf(union(A), union(B), length));
  const marks = new Uint8Array(length);
  const mark = (): TwoByTwo[] => cells.map(({ A, B }) => byMarking(union(A), union(B), marks));
  if (JSON.stringify(sweep()) !== JSON.stringify(mark())) throw new Error("The sweep and the marking of characters count differently");
  const sweeping = milliseconds(sweep);
  const marking = milliseconds(mark, 3);

  const whole = milliseconds(() => agreement({ sources: sourceList, codes: codeList, codings, coders: ["A", "B"], unit: "character" }));

  const rows = Array.from({ length: 100_000 }, () => {
    const value = Math.floor(random() * 5);
    return [value, random() < 0.8 ? value : Math.floor(random() * 5), random() < 0.1 ? null : value];
  });
  const alpha = milliseconds(() => krippendorffAlpha(ratingsOf(rows)));

  const tables = sourceList.map((_, source) => {
    const [A, B] = (["A", "B"] as const).map((coder) => union(codings.filter((c) => c.source === `s${source}` && c.coder === coder))) as [Range[], Range[]];
    return charactersOf(A, B, length);
  });
  const drawing = milliseconds(() =>
    bootstrap(sources, (times) => {
      const sum = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
      tables.forEach((table, i) => {
        for (const key of ["both", "onlyFirst", "onlySecond", "neither"] as const) sum[key] += table[key] * times[i]!;
      });
      return valueOf(kappaOf(sum));
    }, { seed: 1, draws: 1000 }),
  );

  const named = codings.slice(0, 20_000).map((coding, i) => ({ ...coding, id: `k${i}` }));
  const differing = milliseconds(() => differences({ coders: ["A", "B"], codings: named }));
  const crowded = named.map((coding) => ({ ...coding, source: "s" }));
  const crowding = milliseconds(() => differences({ coders: ["A", "B"], codings: crowded }));

  const below = (name: string, value: number, limit: number): Measurement => ({ name, value, limit, unit: "ms, at most", holds: value <= limit });
  const size = `${codes} codes × ${sources} interviews of ${length} characters, ${codings.length} codings`;
  return [
    below(`agreement, every coefficient: ${size}`, whole, 50),
    below("agreement, counts alone, by sweeping", sweeping, 50),
    { name: "marking every character, against sweeping, same run", value: marking / sweeping, limit: 100, unit: "times, at least", holds: marking / sweeping >= 100 },
    below("nominal alpha, 3 coders × 100,000 units", alpha, 50),
    below(`bootstrap of kappa, 1,000 draws over ${sources} interviews`, drawing, 500),
    below(`differences over ${named.length} codings in ${new Set(named.map((c) => c.source)).size} interviews`, differing, 200),
    below(`differences over ${named.length} codings in one interview`, crowding, 200),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const rounded = (await run()).map(({ name, value, limit, unit, holds }) => ({ name, value: Number(value.toPrecision(3)), limit, unit, holds }));
  console.table(rounded);
  if (rounded.some(({ holds }) => !holds)) process.exitCode = 1;
}
