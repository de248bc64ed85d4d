import type { Guid } from "../../formats/project/guid.ts";
import type { Kept, Project } from "../../formats/project/project.ts";
import { turnsOf } from "../../study/source.ts";
import type { Speaker, SpeakerRole, Turn } from "../../text/turns.ts";
import type { Outward } from "./outward.ts";

/** Who spoke when, as a file of ours has it: no other program reads it. */
export interface KeptTurns {
  readonly turns: readonly Turn[];
  readonly speakers: readonly Speaker[];
}

const what = "earshot turns";
const roles: ReadonlySet<string> = new Set<SpeakerRole>(["interviewer", "participant", "other", "unknown"]);

/** The turns of the texts that go out, beside them: a project has no place for who spoke when. */
export const turnsOut = ({ sources, identity }: Outward): Kept[] =>
  sources.filter(({ turns }) => turns.length > 0).map((source) => ({
    parent: identity.guid("source", source.id), what,
    raw: JSON.stringify({ speakers: source.speakers.map(({ label, role }) => [label, role]), turns: turnsOf(source).map((turn) => [turn.start, turn.said, turn.end, turn.speaker, turn.at]) }),
  }));

/** Takes the turns out of what a file keeps, by the text they belong to. Any that do not fit their text are left out. */
export function takeTurns(project: Project): { readonly project: Project; readonly turns: ReadonlyMap<Guid, KeptTurns> } {
  const mine = project.kept.filter((one) => one.what === what);
  if (mine.length === 0) return { project, turns: new Map() };
  const texts = new Map(project.sources.flatMap(({ guid, text, transcripts }) => [[guid, text] as const, ...transcripts.map((one) => [one.guid, one.text] as const)]));
  const turns = new Map<Guid, KeptTurns>();
  for (const { parent, raw } of mine) {
    const text = parent === null ? null : texts.get(parent);
    const found = typeof text === "string" ? read(raw, text.length) : null;
    if (found) turns.set(parent!, found);
  }
  return { project: { ...project, kept: project.kept.filter((one) => one.what !== what) }, turns };
}

function read(raw: string, length: number): KeptTurns | null {
  try {
    const { speakers, turns } = JSON.parse(raw) as { speakers: [string, SpeakerRole][]; turns: [number, number, number, number | null, number | null][] };
    let last = 0;
    const isWhole = (n: unknown): n is number => Number.isInteger(n) && (n as number) >= 0;
    for (const [start, said, end, speaker, at] of turns) {
      if (![start, said, end].every(isWhole) || start < last || said < start || end < said || end > length) return null;
      if ((speaker !== null && !(isWhole(speaker) && speaker < speakers.length)) || (at !== null && !isWhole(at))) return null;
      last = end;
    }
    if (!speakers.every(([label, role]) => typeof label === "string" && roles.has(role))) return null;
    return { speakers: speakers.map(([label, role]) => ({ label, role })), turns: turns.map(([start, said, end, speaker, at]) => ({ start, said, end, speaker, at })) };
  } catch {
    return null;
  }
}
