import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { coderNamed } from "../study/coder.ts";
import { Broken } from "../log/port.ts";
import { Workbench } from "../workbench/workbench.ts";
import { codes } from "./codes.ts";
import { Desk } from "./desk.ts";
import { comparing } from "./compare.ts";
import { doing } from "./do.ts";
import type { Environment, Open } from "./environment.ts";
import { explore } from "./explore.ts";
import { exploreWords } from "./explore-words.ts";
import { fileAnswer } from "./files.ts";
import { findings } from "./findings.ts";
import { guard, seal, type Door } from "./guard.ts";
import { historyPages } from "./history.ts";
import { importing } from "./importing.ts";
import { opening } from "./opening.ts";
import { openApi } from "./openapi.ts";
import { past } from "./past.ts";
import { people } from "./people.ts";
import { ratings } from "./ratings.ts";
import { reading } from "./reading.ts";
import { reporting } from "./report.ts";
import { isRefused, Refused, statusOf, type RefusalAnswer } from "./refusals.ts";
import type { Shelf } from "./shelf.ts";
import { takingOut } from "./taking-out.ts";
import { terminal } from "./terminal.ts";
import { themes } from "./themes.ts";
import { thenPages } from "./then.ts";
import { seenBy } from "./visible.ts";
import { watching } from "./watching.ts";
import { withdrawing } from "./withdrawing.ts";

export interface AppOptions {
  readonly door: Door;
  /** The name of the person at this machine, for a browser that has not said who it is. */
  readonly person: string;
  /** The folder of built pages; null where only the API is served. */
  readonly pages: string | null;
  /** Where studies can be made and opened from the first page; null where the study is given and stays. */
  readonly shelf: Shelf | null;
  /** Where a bug is told of, for the terminal. */
  readonly complain?: (problem: unknown) => void;
}

/** All routes of the API, chained so that the typed client knows them. */
const api = new Hono<Environment>().route("/", reading).route("/", codes).route("/", themes).route("/", doing).route("/", past).route("/", importing).route("/", takingOut).route("/", comparing).route("/", ratings).route("/", findings).route("/", people).route("/", reporting).route("/", historyPages).route("/", thenPages).route("/", explore).route("/", exploreWords).route("/", terminal).route("/", opening).route("/", withdrawing).route("/", watching);

export type Api = typeof api;

/** The server over a study: web-standard requests in, responses out. `study` may be a workbench or a desk that may be empty. */
export function makeApp(study: Workbench | Desk, { door, person, pages, shelf, complain = (problem) => console.error(problem) }: AppOptions): Hono<Environment> {
  const desk = study instanceof Workbench ? new Desk(study) : study;
  const app = new Hono<Environment>();
  app.onError((error, c) => {
    if (isRefused(error)) return c.json({ refusal: { reason: error.reason, sentence: error.sentence } } satisfies RefusalAnswer, statusOf(error.reason));
    if (error instanceof HTTPException) return c.json({ refusal: { reason: "invalid", sentence: "The body of this request is not JSON." } } satisfies RefusalAnswer, 422);
    if (error instanceof Broken) return c.json({ refusal: { reason: "damaged", sentence: error.message } } satisfies RefusalAnswer, statusOf("damaged"));
    complain(error);
    return c.json({ refusal: { reason: "bug", sentence: "Something went wrong inside Earshot; nothing was changed by this. The terminal it was started in says more." } } satisfies RefusalAnswer, 500);
  });
  app.use("*", seal, guard(door));
  app.use("/api/*", async (c, next) => {
    const named = c.req.query("as") ?? decoded(c.req.header("earshot-as"));
    const name = named?.trim() || person;
    c.set("desk", desk);
    c.set("person", name);
    c.set("shelf", shelf);
    c.set("open", (): Open => {
      const wb = desk.workbench;
      if (!wb) throw new Refused("no study", "No study is open. Open one, make a new one or look at the sample.");
      const viewer = coderNamed(wb.study, name)?.id ?? "";
      return { wb, viewer, study: seenBy(wb.study, viewer) };
    });
    await next();
  });
  app.route("/api", api);
  app.get("/api/openapi.json", (c) => c.json(openApi()));
  app.all("/api/*", () => {
    throw new Refused("missing", "There is nothing at this address of the API; /api/openapi.json lists what there is.");
  });
  app.get("*", async (c) => {
    if (pages === null) return c.text("Only the API is served here.", 404);
    return (await fileAnswer(pages, c.req.path)) ?? (await fileAnswer(pages, "/index.html")) ?? c.text("The pages have not been built. Run: npm start, in a checkout", 503);
  });
  return app;
}

const decoded = (value: string | undefined): string | undefined => {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
};
