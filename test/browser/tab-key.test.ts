import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canBrowse } from "./browser.ts";
import { EveryPage } from "./every-page.ts";
import { walk } from "./keyboard.ts";
import { routes } from "./routes.ts";

const every = new EveryPage();

describe.skipIf(!canBrowse)("the Tab key, on every page of the router", () => {
  beforeAll(() => every.open(), 120_000);
  afterAll(() => every.close());

  for (const route of routes())
    it(`on ${route || "/"} shows where the focus is, and nothing covers it`, async () => {
      await every.go(route);
      expect(await walk(every.page)).toEqual([]);
      expect(every.problems.splice(0)).toEqual([]);
    }, 180_000);
});
