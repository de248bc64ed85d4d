import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = new URL(".", import.meta.url);

it("documents every event type, and none that does not exist", () => {
  const declared = new Set<string>();
  for (const file of readdirSync(here).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
    for (const [, type] of readFileSync(new URL(file, here), "utf8").matchAll(/Happening<\s*"([^"]+)"/g)) declared.add(type!);
  }
  const documented = [...readFileSync(new URL("../../docs/event-types.md", here), "utf8").matchAll(/^\| `([^`]+)` \|/gm)].map(([, type]) => type!);
  expect(declared.size).toBeGreaterThan(50);
  expect(documented.toSorted()).toEqual([...declared].sort());
});
