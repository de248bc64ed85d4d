import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canBrowse } from "./browser.ts";
import { EveryPage } from "./every-page.ts";
import { routes } from "./routes.ts";

const every = new EveryPage();

describe.skipIf(!canBrowse)("every page of the router", () => {
  beforeAll(() => every.open(), 120_000);
  afterAll(() => every.close());

  it("has something to stand for each name in its address", () => {
    expect(routes().length).toBeGreaterThan(30);
    expect(every.without()).toEqual([]);
  });

  for (const route of routes())
    it(`${route || "/"} gives axe nothing to find in light and dark`, async () => {
      await every.go(route);
      for (const colorScheme of ["light", "dark"] as const) {
        await every.page.emulateMedia({ colorScheme });
        const axe = new AxeBuilder({ page: every.page }).options({ resultTypes: ["violations"] });
        // In the dark only colours are others than in the light.
        const { violations } = await (colorScheme === "light" ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]) : axe.withRules(["color-contrast", "link-in-text-block"])).analyze();
        expect(violations.map((v) => `${colorScheme}: ${v.id} ${v.nodes.map((n) => n.html.slice(0, 200)).slice(0, 3).join(" | ")}`)).toEqual([]);
      }
      expect(every.problems.splice(0)).toEqual([]);
    }, 180_000);
});
