import type { Interview } from "../formats/interview.ts";
import { contentName } from "../log/chain.ts";
import { participantLabelled } from "../study/participant.ts";
import { freeSourceName, sourceNamed } from "../study/source.ts";
import { linkerOf } from "../workbench/importLink.ts";
import { stemOf, wordsIn } from "../workbench/importReport.ts";
import { filesInStudy } from "../workbench/importSources.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { FoundInterview } from "./found.ts";
import type { Upload } from "./uploads.ts";

/** What an interview file holds, with a guess at whose it is. */
export async function interviewFound(wb: Workbench, { name: file, bytes }: Upload, { text, turns, speakers, format, layout, charset, notes }: Interview): Promise<Omit<FoundInterview, "upload" | "file" | "couldBe">> {
  const { study } = wb;
  const name = stemOf(file.replace(/^.*[/\\]/, ""));
  const times = turns.map((t) => t.at).filter((at) => at !== null);
  const people = [...study.participants.values()];
  const linker = linkerOf(people);
  const byName = linker.ok ? linker.find(name) : { person: null };
  const speaking = speakers.filter((s) => s.role === "participant").map((s) => participantLabelled(study, s.label)).find((p) => p !== undefined);
  return {
    is: "interview",
    name: freeSourceName(study, name),
    taken: sourceNamed(study, name) !== undefined,
    already: bytes === null ? null : await (await filesInStudy(wb))(bytes),
    mark: bytes === null ? "" : contentName("", bytes),
    format, layout, charset,
    words: wordsIn(text),
    turns: turns.length,
    minutes: times.length > 1 ? Math.max(1, Math.round((times.at(-1)! - times[0]!) / 60_000)) : null,
    speakers: speakers.map((speaker, i) => {
      const own = turns.filter((t) => t.speaker === i);
      const first = own.toSorted((a, b) => b.end - b.said - (a.end - a.said))[0];
      return { ...speaker, turns: own.length, begins: first ? text.slice(first.said, Math.min(first.end, first.said + 110)) : "" };
    }),
    participant: (byName.person ?? speaking)?.id ?? null,
    suggestion: name,
    beginning: text.slice(0, 600),
    notes: [...notes, ...("note" in byName && byName.note ? [byName.note] : [])],
  };
}
