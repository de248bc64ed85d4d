/** A source of chance that gives the same numbers for the same seed, everywhere: each call one number from 0 up to, not including, 1. */
export type Random = () => number;

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/**
 * Chance from a seed (any whole number), by xoshiro128** (Blackman and Vigna 2018, ACM Transactions on Mathematical Software 47:36),
 * its state filled by a multiplicative hash of the seed. Good for resampling, not for secrets.
 */
export function randomFrom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, not ${seed}`);
  let filler = (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b);
  const fill = (): number => {
    filler = (filler + 0x9e3779b9) | 0;
    const mixed = Math.imul(filler ^ (filler >>> 16), 0x21f0aaad);
    const again = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return again ^ (again >>> 15);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill() | 1];
  return () => {
    const out = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return out / 2 ** 32;
  };
}
