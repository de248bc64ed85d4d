import { AxeBuilder } from "@axe-core/playwright";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSample } from "../../samples/build.ts";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { canBrowse, enter, launch, serving } from "./browser.ts";
import { folder } from "./fixture.ts";
import { walk } from "./keyboard.ts";
import { routes } from "./routes.ts";

const dir = folder();
const first = <T>(all: Iterable<T>): T => [...all][0]!;

/** What stands for the names in the addresses, so that each has something to show. */
const stands = ({ study }: Workbench): Record<string, string> => {
  const source = first(study.sources.keys());
  const code = first([...study.codings.values()]).code;
  const theme = [...study.themes.values()].find((t) => t.state !== "discarded")!.id;
  return { "/interviews/:id": source, "/codes/:id": code, "/themes/:id": theme, "/people/:id": first(study.participants.keys()), "/explore/memos/:id": first(study.memos.keys()), "/history/on/:day/interviews/:id": source };
};
const day = "2017-07-01";

describe.skipIf(!canBrowse)("every page of the router", () => {
  let wb: Workbench;
  let running: Running;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  const address = (route: string): string => route.replace(":day", day).replace(":id", stands(wb)[route] ?? "there is none");
  beforeAll(async () => {
    wb = await buildSample(join(dir, "study.earshot"));
    running = await serving(wb, join(dir, "memory"));
    browser = await launch();
    ({ page, problems } = await enter(browser, running));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.close();
    await wb?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("has something to stand for each name in its address", () => {
    expect(routes().length).toBeGreaterThan(30);
    expect(routes().filter((route) => route.includes(":id") && stands(wb)[route] === undefined)).toEqual([]);
  });

  for (const route of routes())
    it(`${route || "/"} gives axe nothing to find in light and dark, and shows where the focus is and lets nothing cover it`, async () => {
      await page.goto(`http://127.0.0.1:${running.port}${address(route)}`);
      await page.locator("main :is(h1, h2)").first().waitFor();
      await page.waitForLoadState("networkidle");
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const axe = new AxeBuilder({ page });
        // In the dark only colours are others than in the light.
        const { violations } = await (colorScheme === "light" ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]) : axe.withRules(["color-contrast", "link-in-text-block"])).analyze();
        expect(violations.map((v) => `${colorScheme}: ${v.id} ${v.nodes.map((n) => n.html.slice(0, 200)).slice(0, 3).join(" | ")}`)).toEqual([]);
      }
      expect(await walk(page)).toEqual([]);
      expect(problems.splice(0)).toEqual([]);
    }, 180_000);
});
