import { everythingFiles, pack } from "../../formats/refi/fixture.ts";
import type { Imported } from "../../formats/project/imported.ts";
import { readQdpx } from "../../formats/refi/read.ts";
import { memoryLog } from "../../log/memory.ts";
import { Workbench } from "../workbench.ts";

/** An empty study in memory, for tests. */
export async function emptyStudy(): Promise<{ wb: Workbench; actor: string }> {
  const wb = await Workbench.open(memoryLog());
  const actor = await wb.actor("Researcher");
  await wb.do({ type: "study.create", id: wb.newId(), title: "A study", approach: "codebook" }, actor);
  return { wb, actor };
}

/** The project that uses everything, read; its XML changed as asked. */
export async function everythingRead(change: (xml: string) => string = (xml) => xml): Promise<Imported> {
  const result = await readQdpx(await pack({ ...everythingFiles, "project.qde": change(everythingFiles["project.qde"] as string) }));
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}
