/** How many letters must be put in, taken out, changed or swapped with their neighbour to make one word the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    [before, above] = [above, row];
  }
  return above[b.length]!;
}

/** The name nearest to what was written, whatever its case: a beginning or a slip of the hand; null where none is near. */
export function nearest(written: string, names: Iterable<string>): string | null {
  const wanted = written.trim().toLowerCase();
  let best: string | null = null;
  let bestScore = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const name of names) {
    const known = name.toLowerCase();
    if (Math.abs(known.length - wanted.length) > 40) continue;
    const begins = wanted.length >= 2 && (known.startsWith(wanted) || (known.length >= 2 && wanted.startsWith(known)));
    const score = Math.min(distance(wanted, known), begins ? 1 : Number.POSITIVE_INFINITY);
    if (score < bestScore) [best, bestScore] = [name, score];
  }
  return best;
}

/** A half sentence that offers the nearest name, or lists the names where they are few; "" where neither helps. */
export function suggestion(written: string, names: Iterable<string>, most = 8): string {
  const all = [...names];
  const near = nearest(written, all);
  if (near !== null) return ` Did you mean "${near}"?`;
  return all.length > 0 && all.length <= most ? ` There is ${all.map((n) => `"${n}"`).join(", ")}.` : "";
}
