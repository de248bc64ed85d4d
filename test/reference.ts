import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { valueOf, type Figure } from "../src/analysis/agreement/result.ts";

const folder = new URL("../../shared/data/agreement/", import.meta.url);

/** Whether the folder of reference values is there; where it is not, the tests that read it are skipped and the published numbers in the tests remain. */
export const haveReference = existsSync(folder);
if (!haveReference) console.warn("The folder of agreement reference values is not here: only the numbers printed in the tests are checked.");

/** One file of reference values; `any`, because every file has a shape of its own. */
// oxlint-disable-next-line no-explicit-any
export const reference = (name: string): any => (haveReference ? JSON.parse(readFileSync(new URL(name, folder), "utf8")) : {});

/** A figure has this value to nine significant digits; null stands for undefined. */
export function agrees(found: Figure | number, expected: number | null, what = ""): void {
  const value = typeof found === "number" ? found : valueOf(found);
  if (expected === null) return expect(value, what).toBeNull();
  expect(value, `${what} ${JSON.stringify(found)}`).not.toBeNull();
  expect(Math.abs(value! - expected), `${what}: ${value} is not ${expected}`).toBeLessThanOrEqual(Math.max(1e-14, Math.abs(expected) * 5e-10));
}
