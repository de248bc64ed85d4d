import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { buildSample } from "../../samples/build.ts";
import type { Running } from "../../src/server/serve.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";
import { enter, launch, serving } from "./browser.ts";
import { closed, folder } from "./fixture.ts";
import { routes } from "./routes.ts";

const first = <T>(all: Iterable<T>): T => [...all][0]!;

/** What stands for the names in the addresses, so that each has something to show. */
const stands = ({ study }: Workbench): Record<string, string> => {
  const source = first(study.sources.keys());
  const code = first([...study.codings.values()]).code;
  const theme = [...study.themes.values()].find((t) => t.state !== "discarded")!.id;
  return { "/interviews/:id": source, "/codes/:id": code, "/themes/:id": theme, "/people/:id": first(study.participants.keys()), "/explore/memos/:id": first(study.memos.keys()), "/history/on/:day/interviews/:id": source };
};
const day = "2017-07-01";

/** The sample study in a browser, to be asked about every address of the router. */
export class EveryPage {
  readonly #dir = folder();
  #wb!: Workbench;
  #running!: Running;
  #browser!: Browser;
  page!: Page;
  problems!: string[];

  async open(): Promise<void> {
    this.#wb = await buildSample(join(this.#dir, "study.earshot"));
    this.#running = await serving(this.#wb, join(this.#dir, "memory"));
    this.#browser = await launch();
    ({ page: this.page, problems: this.problems } = await enter(this.#browser, this.#running));
  }

  close(): Promise<void> {
    return closed(this.#dir, this.#browser, this.#running, this.#wb);
  }

  /** The addresses in which nothing stands for a name. */
  without(): string[] {
    const known = stands(this.#wb);
    return routes().filter((route) => route.includes(":id") && known[route] === undefined);
  }

  /** Goes to an address of the router, "/people/:id", and waits until it is there. */
  async go(route: string): Promise<void> {
    await this.page.goto(`http://127.0.0.1:${this.#running.port}${route.replace(":day", day).replace(":id", stands(this.#wb)[route] ?? "there is none")}`);
    await this.page.locator("main :is(h1, h2)").first().waitFor();
    await this.page.waitForLoadState("networkidle");
  }
}
