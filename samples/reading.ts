import type { Command } from "../src/study/study.ts";
import { importSources } from "../src/workbench/importSources.ts";
import { bytesOf, json, type Correction, type SampleMemo, type SampleStudy } from "./content.ts";
import type { Desk, Sitting } from "./desk.ts";

/** The transcripts as they came in, some at a time. */
const arrivals: Readonly<Record<string, readonly number[]>> = { "2017-04-04": [1, 2, 4, 6, 9, 10], "2017-04-06": [13, 14, 17, 22, 31] };
/** Who read which transcripts and how far they then were. */
const readings: readonly (readonly [day: string, by: string, numbers: readonly number[], status: "reading" | "read" | "read again"])[] = [
  ["2017-04-07", "HN", [1, 2, 4], "read"],
  ["2017-04-11", "HN", [6, 9, 10], "read"],
  ["2017-04-13", "HN", [13, 14], "read"],
  ["2017-04-18", "HN", [17, 22, 31], "read"],
  ["2017-04-24", "HN", [1, 2, 4, 6, 9, 10, 13, 14, 17, 22, 31], "read again"],
  ["2017-05-15", "PT", [14], "read"],
  ["2017-09-04", "RO", [4, 10, 17], "read"],
  ["2017-10-11", "AM", [4, 10, 17], "read"],
  ["2017-10-16", "HN", [1, 2, 4, 6, 9, 10, 13, 14, 17, 22, 31], "read again"],
];
const mother = (n: number): string => `Mother ${n}`;

/** Transcripts come in, are read, and are corrected. */
export function readingSittings(): Sitting[] {
  const memos = json<SampleMemo[]>("memos.json");
  const arriving = Object.entries(arrivals).map(([day, numbers]): Sitting => ({
    day, by: "HN", pace: 2,
    work: async (desk) => {
      const { unlinked } = desk.brought(await importSources(desk.wb, numbers.map((n) => bytesOf(`interviews/${mother(n)}.txt`)), {}, desk.actor));
      if (unlinked.length > 0) throw new Error(`Nobody was found for ${unlinked.join(", ")}`);
      await linkEarlier(desk, memos);
    },
  }));
  const reading = readings.map(([day, by, numbers, status]): Sitting => ({ day, by, pace: 20, work: async (desk) => void (await desk.do(...numbers.map((n): Command => ({ type: "source.markReading", source: desk.source(mother(n)).id, status })))) }));
  return [...arriving, ...reading];
}

/** Corrections of transcripts against the recording, and one that was taken back. */
export const correctionSittings = (): Sitting[] =>
  json<Correction[]>("corrections.json").map((correction): Sitting => ({
    day: correction.date, by: correction.by, pace: 1,
    work: async (desk) => {
      const source = desk.source(correction.source);
      const letters = await desk.wb.textOf(source);
      const edits = correction.changes.map(({ from, to }) => ({ at: letters.indexOf(from), remove: from.length, insert: to }));
      await desk.do({ type: "source.edit", source: source.id, edits, letters });
      if (correction.undone) await desk.undo();
      else desk.corrected.push(correction);
    },
  }));

/** What the researchers thought, linked to what there was to link to on that day. */
export const memoSittings = (pathOn: (path: string, day: string) => string): Sitting[] =>
  json<SampleMemo[]>("memos.json").map((memo): Sitting => ({
    day: memo.date, by: memo.author, pace: 12,
    work: async (desk) => {
      const links = memo.links.flatMap(({ kind, name }) => (kind === "source" && !desk.has(name) ? [] : [{ kind, id: idOf(desk, kind, kind === "code" ? pathOn(name, memo.date) : name) }]));
      const { kind, title, text } = memo;
      await desk.do({ type: "memo.write", kind, title, text, links });
    },
  }));

/** Memos from the field are linked to the transcript once there is one. */
async function linkEarlier(desk: Desk, memos: readonly SampleMemo[]): Promise<void> {
  for (const written of desk.wb.study.memos.values()) {
    const wanted = memos.find((m) => m.title === written.title)?.links.filter((l) => l.kind === "source" && desk.has(l.name)) ?? [];
    const missing = wanted.map((l) => desk.source(l.name).id).filter((id) => !written.links.some((l) => l.id === id));
    if (missing.length > 0) await desk.do({ type: "memo.link", memo: written.id, links: [...written.links, ...missing.map((id) => ({ kind: "source" as const, id }))] });
  }
}

function idOf(desk: Desk, kind: SampleMemo["links"][number]["kind"], name: string): string {
  switch (kind) {
    case "participant": return desk.person(name);
    case "source": return desk.source(name).id;
    case "code": return desk.code(name);
    case "theme": return desk.theme(name);
    case "coder": return desk.coder(name);
    case "substudy": return [...desk.wb.study.substudies.values()].find((s) => s.name === name)!.id;
  }
}

/** What the authors wrote themselves. */
export const proseSittings = (): Sitting[] => json<SampleStudy>("study.json").prose.map(({ date, by, section, text }): Sitting => ({ day: date, by, pace: 30, work: async (desk) => void (await desk.do({ type: "study.writeProse", section, text })) }));
