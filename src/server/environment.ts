import { validator } from "hono/validator";
import type { z } from "zod";
import type { CoderId } from "../study/coder.ts";
import type { Study } from "../study/study.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Desk } from "./desk.ts";
import { Refused } from "./refusals.ts";
import type { Shelf } from "./shelf.ts";

/** What every route finds in its context. */
export interface Environment {
  Variables: {
    desk: Desk;
    shelf: Shelf | null;
    /** True for a terminal that showed the server's secret, false for a page with its cookie. */
    trusted: boolean;
    /** The name of who is looking and doing. */
    person: string;
    /** Opens the study, or refuses in words where none is open. */
    open: () => Open;
  };
}

/** The study on the desk as the person before it may see it. */
export interface Open {
  readonly wb: Workbench;
  /** The person's id as a coder; "" for one who has done nothing here yet. */
  readonly viewer: CoderId;
  /** The study without what is hidden from the viewer: the only one that answers are made from. */
  readonly study: Study;
}

/** One sentence for the first thing wrong with what was sent. */
function sentenceFor(error: z.ZodError, what: string): string {
  const issue = error.issues[0]!;
  const where = issue.path.length > 0 ? ` at ${issue.path.map(String).join(".")}` : "";
  return `The ${what} of this request cannot be used${where}: ${issue.message}.`;
}

/** Checks the JSON body of a request; refuses in words what does not fit. */
export const body = <T extends z.ZodType>(schema: T) =>
  validator("json", (value): z.output<T> => {
    const result = schema.safeParse(value);
    if (!result.success) throw new Refused("invalid", sentenceFor(result.error, "body"));
    return result.data;
  });

/** Checks the query of a request. */
export const query = <T extends z.ZodObject>(schema: T) =>
  validator("query", (value): z.output<T> => {
    const result = schema.safeParse(value);
    if (!result.success) throw new Refused("invalid", sentenceFor(result.error, "query"));
    return result.data;
  });
