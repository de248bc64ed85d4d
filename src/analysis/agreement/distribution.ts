const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** The share of a standard normal distribution below x, by the series of Abramowitz and Stegun (1964) 26.2.11. */
function normalBelow(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + density(x) * sum;
}

/**
 * The z that leaves `level` of a standard normal distribution between −z and z: 1.959963984540 for 0.95.
 * Newton's method on the distribution function. `level` lies strictly between 0 and 1.
 */
export function normalQuantile(level: number): number {
  demandLevel(level);
  const p = (1 + level) / 2;
  let z = 0;
  for (let i = 0; i < 60; i += 1) {
    // The first steps are held to 1, so that the far tails do not overshoot.
    const step = Math.max(-1, Math.min(1, (p - normalBelow(z)) / density(z)));
    z += step;
    if (Math.abs(step) < 1e-15) break;
  }
  return z;
}

/** The share of Student's t with whole degrees of freedom between −t and t: Abramowitz and Stegun (1964) 26.7.3 and 26.7.4. */
function studentWithin(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df));
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const odd = df % 2 === 1;
  let term = odd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}

/**
 * The t that leaves `level` of Student's distribution with `df` (a whole number from 1) between −t and t: 2.200985160 for 0.95 and 11.
 * Bisection on the exact distribution up to 200 degrees of freedom, beyond that the expansion of Abramowitz and Stegun (1964) 26.7.5.
 */
export function studentQuantile(level: number, df: number): number {
  demandLevel(level);
  if (!Number.isInteger(df) || df < 1) throw new RangeError(`Student's t needs whole degrees of freedom from 1, not ${df}`);
  if (df > 200) return expanded(normalQuantile(level), df);
  let high = 2;
  while (studentWithin(high, df) < level) high *= 2;
  let low = 0;
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentWithin(middle, df) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function expanded(z: number, df: number): number {
  const s = z * z;
  const g1 = (z * (s + 1)) / 4;
  const g2 = (z * ((5 * s + 16) * s + 3)) / 96;
  const g3 = (z * (((3 * s + 19) * s + 17) * s - 15)) / 384;
  const g4 = (z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945)) / 92160;
  return z + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4;
}

function demandLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`A confidence level lies between 0 and 1, not ${level}`);
}
