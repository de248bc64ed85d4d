import { Hono } from "hono";
import { z } from "zod";
import { categoriesIn, oddCells, statementOf, troublesOf } from "../analysis/agreement/table-words.ts";
import { agreementOfTable, type TableAgreement } from "../analysis/agreement/table.ts";
import { weightNames, type WeightName } from "../analysis/agreement/weights.ts";
import { ratingsIn } from "../formats/table/ratings.ts";
import { readTable } from "../formats/table/read.ts";
import { query, type Environment } from "./environment.ts";
import { Refused } from "./refusals.ts";
import { bytesOf } from "./uploads.ts";

export const ratingsQuery = z.object({ name: z.string().min(1), weights: z.enum(weightNames as [WeightName, ...WeightName[]]).optional(), categories: z.string().optional() });

/** Agreement in a table of units × coders that was sent; nothing of it is kept. */
export interface RatingsAnswer {
  readonly file: string;
  readonly agreement: TableAgreement;
  /** What was left out, read in a certain way, or cannot be compared, in sentences. */
  readonly said: readonly string[];
  readonly statement: string;
}

/** Most that a table of ratings may take: far more than people rate. */
const mostBytes = 50 << 20;

/** Agreement in tables from elsewhere, without a study. */
export const ratings = new Hono<Environment>().post("/agree/table", query(ratingsQuery), async (c) => {
  const { name, weights, categories: listed } = c.req.valid("query");
  const read = await readTable(name, await bytesOf(c.req.raw.body, name, mostBytes));
  if (!read.ok) throw new Refused("invalid", read.problem);
  const { coders, rows, units, said } = ratingsIn(read.value);
  const agreement = agreementOfTable(rows, { coders, units, ...(weights && { weights }), ...(listed !== undefined && { categories: categoriesIn(listed) }) });
  return c.json({ file: name, agreement, said: [...said, ...oddCells(rows), ...troublesOf(name, agreement)], statement: statementOf(agreement.method) } satisfies RatingsAnswer as RatingsAnswer);
});
