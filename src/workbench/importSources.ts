import { readInterview } from "../formats/transcript/read.ts";
import type { Interview } from "../formats/interview.ts";
import { contentName } from "../log/chain.ts";
import type { Content } from "../log/port.ts";
import type { CoderId } from "../study/coder.ts";
import { participantLabelled, type Participant } from "../study/participant.ts";
import { presentSources, sourceNamed, type TurnRecord } from "../study/source.ts";
import type { Command } from "../study/study.ts";
import type { Speaker } from "../text/turns.ts";
import { stemOf, wordsIn, type FileBytes, type ImportReport } from "./importReport.ts";
import { linkerOf } from "./importLink.ts";
import type { Workbench } from "./workbench.ts";

/** What became of one file. */
export interface ImportedSource {
  readonly file: string;
  /** The source's name in the study. */
  readonly name: string;
  /** The label of the participant it was linked to; null where none fits. */
  readonly participant: string | null;
  readonly format: string;
  readonly charset: string | null;
  readonly layout: string | null;
  readonly speakers: readonly Speaker[];
  readonly turns: number;
  /** White-space-separated words of the text. */
  readonly words: number;
  readonly notes: readonly string[];
}

export interface SourcesReport extends ImportReport {
  readonly sources: readonly ImportedSource[];
  /** The names of sources that no participant was found for. */
  readonly unlinked: readonly string[];
}

export interface ImportSourcesOptions {
  /** How a file's name tells whose it is, with {id} for a participant's label or {number} for the digits in it, and * for anything. */
  readonly link?: string | undefined;
  /** The label of the participant whose files these all are. */
  readonly participant?: string | undefined;
}

/**
 * Brings interview files in. Those that can be read go in as one step, all or none; each of the others is a problem
 * that names it. A file whose very bytes are in the study already is refused with the name it has there.
 */
export async function importSources(wb: Workbench, files: readonly FileBytes[], { link, participant }: ImportSourcesOptions, actor: CoderId, progress: (done: number, of: number) => void = () => undefined): Promise<SourcesReport> {
  const problems: { what: string }[] = [];
  const sources: ImportedSource[] = [];
  const commands: Command[] = [];
  const contents: Content[] = [];
  const nothing = (what: string): SourcesReport => ({ ok: false, said: [], problems: [{ what }], sources: [], unlinked: [] });
  const person = participant === undefined ? null : participantLabelled(wb.study, participant);
  if (person === undefined) return nothing(`There is no participant "${participant}" in this study.`);
  const linker = person ? { ok: true as const, find: (): { person: Participant } => ({ person }) } : linkerOf([...wb.study.participants.values()], link);
  if (!linker.ok) return nothing(linker.problem);

  const known = await filesInStudy(wb);
  const here = new Map<string, string>();
  const names = new Set<string>();
  for (const [done, { name: file, bytes }] of files.entries()) {
    progress(done, files.length);
    const twin = await known(bytes) ?? sameBytes(here, bytes);
    if (twin) {
      problems.push({ what: `${file} is in the study already, as "${twin}"; it was not imported again.` });
      continue;
    }
    const reading = await readInterview(file, bytes);
    if (!reading.ok) {
      problems.push({ what: reading.problem });
      continue;
    }
    const interview = reading.value;
    const stem = stemOf(file);
    const name = freeName(wb, names, stem);
    names.add(name.toLowerCase());
    here.set(fingerprintOf(bytes), name);
    const found = linker.find(stem);
    const notes = [...interview.notes];
    if (name !== stem) notes.push(`"${stem}" is taken, so it is called "${name}".`);
    if ("note" in found && found.note) notes.push(found.note);
    const text = wb.contentOf(new TextEncoder().encode(interview.text));
    const original = wb.contentOf(bytes);
    contents.push(text, original);
    commands.push(importing(interview, name, text, original, found.person?.id ?? null));
    sources.push({ file, name, participant: found.person?.label ?? null, format: interview.format, charset: interview.charset, layout: interview.layout, speakers: interview.speakers, turns: interview.turns.length, words: wordsIn(interview.text), notes });
  }
  progress(files.length, files.length);
  if (commands.length > 0) {
    const outcome = await wb.do(commands, actor, contents);
    if (!outcome.ok) return { ...nothing(outcome.refusal.sentence), problems: [...problems, { what: `${outcome.refusal.sentence} Nothing was imported.` }] };
  }
  const unlinked = sources.filter((s) => s.participant === null).map((s) => s.name);
  const count = sources.length === 1 ? "1 interview" : `${sources.length} interviews`;
  const linked = sources.length - unlinked.length;
  const said = sources.length === 0 ? [] : [`Imported ${count}${linked > 0 ? `, ${linked} linked to ${linked === 1 ? "a participant" : "participants"}` : ""}.`];
  return { ok: problems.length === 0, said, problems, sources, unlinked };
}

function importing(interview: Interview, name: string, text: Content, original: Content, participant: string | null): Command {
  const turns = interview.turns.map((t): [number, number, number, number | null, number | null] => [t.start, t.said, t.end, t.speaker, t.at] satisfies TurnRecord);
  return { type: "source.import", name, content: text.name, file: original.name, units: interview.text.length, format: interview.format, charset: interview.charset, turns, speakers: interview.speakers.map((s) => ({ ...s })), participant };
}

/** A way to tell which source came from the same bytes; null where none did. Only contents of the same size are hashed. */
export async function filesInStudy(wb: Workbench): Promise<(bytes: Uint8Array) => Promise<string | null>> {
  const contents = new Map((await wb.log.contents()).map((c) => [c.name, c]));
  const files = presentSources(wb.study).flatMap((source) => {
    const content = contents.get(source.file);
    return content ? [{ source, content }] : [];
  });
  return async (bytes) => files.find(({ content }) => content.size === bytes.length && contentName(content.salt, bytes) === content.name)?.source.name ?? null;
}

const fingerprintOf = (bytes: Uint8Array): string => contentName("", bytes);
const sameBytes = (here: ReadonlyMap<string, string>, bytes: Uint8Array): string | null => here.get(fingerprintOf(bytes)) ?? null;

/** The name asked for, or with " (2)", " (3)" … where the study or this import has it. */
function freeName(wb: Workbench, names: ReadonlySet<string>, stem: string): string {
  const taken = (name: string): boolean => names.has(name.toLowerCase()) || sourceNamed(wb.study, name) !== undefined;
  let name = stem;
  for (let n = 2; taken(name); n++) name = `${stem} (${n})`;
  return name;
}
