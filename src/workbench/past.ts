import { refuse, type Refusal } from "../study/event.ts";
import { endOf } from "../study/stamp.ts";
import type { Study } from "../study/study.ts";
import { foldLog, type Workbench } from "./workbench.ts";

/** The study as it stood at the end of a day (`2026-11-23`, in UTC) or at an exact time. */
export async function studyAt(workbench: Workbench, date: string): Promise<{ ok: true; study: Study } | { ok: false; refusal: Refusal }> {
  const until = endOf(date);
  if (until === null) return refuse("invalid", `"${date}" is not a date. Write it like 2026-11-23, or with a time like 2026-11-23T14:30:00Z.`);
  return { ok: true, study: (await foldLog(workbench.log, until)).study };
}
