import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { valueOf, type Figure } from "../src/analysis/agreement/result.ts";

const folder = new URL("../../shared/data/agreement/", import.meta.url);

/** Whether the folder of reference values is there; where it is not, the tests that read it are skipped and the published numbers in the tests remain. */
export const haveReference = existsSync(folder);
if (!haveReference) console.warn("The folder of agreement reference values is not here: only the numbers printed in the tests are checked.");

/** The files in the folder of reference values. */
export const referenceFiles = (): string[] => (haveReference ? readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : []);

/** A figure has this value to nine significant digits; null stands for undefined. */
export function agrees(found: Figure | number | null, expected: number | null, what = ""): void {
  const value = found === null || typeof found === "number" ? found : valueOf(found);
  if (expected === null) return expect(value, what).toBeNull();
  expect(value, `${what} ${JSON.stringify(found)}`).not.toBeNull();
  expect(Math.abs(value! - expected), `${what}: ${value} is not ${expected}`).toBeLessThanOrEqual(Math.max(1e-14, Math.abs(expected) * 5e-10));
}

/** Each value of a file that is neither a list nor an object, by its path: keys and places joined by slashes. */
function leavesOf(value: unknown, path = ""): [string, unknown][] {
  if (value === null || typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === "" ? key : `${path}/${key}`));
}

/**
 * One file of reference values, and which of its values have been accounted for: each is either compared with what Earshot computes,
 * or belongs to a named part of which it is said why it is no value of a coefficient.
 */
export class ReferenceFile {
  // oxlint-disable-next-line no-explicit-any -- every file has a shape of its own
  readonly data: any;
  private readonly leaves: Map<string, unknown>;
  private readonly accounted = new Set<string>();

  constructor(name: string) {
    this.data = haveReference ? JSON.parse(readFileSync(new URL(name, folder), "utf8")) : {};
    this.leaves = new Map(leavesOf(this.data));
  }

  /** What stands at a path is what Earshot found, to nine significant digits; a text letter by letter. Null stands for undefined. */
  value(path: string, found: Figure | number | string | null): void {
    const expected = this.leaf(path);
    if (typeof expected === "string") expect(found, path).toBe(expected);
    else agrees(found as Figure | number | null, expected as number | null, path);
  }

  /** The same for a number that was printed with few digits: to as many decimals as stand there. */
  rounded(path: string, found: Figure | number): void {
    const expected = this.leaf(path) as number;
    const value = typeof found === "number" ? found : valueOf(found);
    expect(value, path).not.toBeNull();
    expect(Number(value!.toFixed(String(expected).split(".")[1]?.length ?? 0)), path).toBe(expected);
  }

  /** Several values below one path. */
  values(path: string, found: Readonly<Record<string, Figure | number | string | null>>): void {
    for (const [key, figure] of Object.entries(found)) this.value(`${path}/${key}`, figure);
  }

  /** A value that is another than Earshot's on purpose; whoever says so also says why. */
  differs(path: string, found: Figure | number | null, _why: string): void {
    const expected = this.leaf(path) as number;
    const value = found === null || typeof found === "number" ? found : valueOf(found);
    if (value !== null) expect(Math.abs(value - expected), path).toBeGreaterThan(1e-6);
  }

  /** Parts that hold no value of a coefficient, and what they are. `*` is any key, `**` at the end anything below. A part that is not there is a mistake. */
  aside(parts: Readonly<Record<string, string>>): void {
    for (const part of Object.keys(parts)) {
      const deep = part.endsWith("/**");
      const keys = (deep ? part.slice(0, -3) : part).split("/");
      const fits = [...this.leaves.keys()].filter((path) => {
        const own = path.split("/");
        return (deep ? own.length > keys.length : own.length === keys.length) && keys.every((key, i) => key === "*" || key === own[i]);
      });
      expect(fits.length, `nothing is at ${part}`).toBeGreaterThan(0);
      for (const path of fits) {
        expect(this.accounted.has(path), `${path} is compared and set aside`).toBe(false);
        this.accounted.add(path);
      }
    }
  }

  /** Paths that nothing was said of. */
  unaccounted(): string[] {
    return [...this.leaves.keys()].filter((path) => !this.accounted.has(path));
  }

  private leaf(path: string): unknown {
    expect(this.leaves.has(path), `nothing is at ${path}`).toBe(true);
    this.accounted.add(path);
    return this.leaves.get(path);
  }
}
