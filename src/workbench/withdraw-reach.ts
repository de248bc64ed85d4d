import type { WithdrawalLevel } from "../study/consent.ts";
import type { ReplicaId } from "../study/event.ts";
import type { ParticipantId } from "../study/participant.ts";
import { sentence } from "../study/sentence.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Recorded, Study } from "../study/study.ts";
import { shingles, textsIn, type Shingles } from "./withdraw-quoting.ts";
import { readAll, type Workbench } from "./workbench.ts";

/** Events that lose their words, and contents that go. */
export interface Erasure {
  readonly events: readonly { readonly replica: ReplicaId; readonly seq: number }[];
  readonly contents: readonly string[];
}

/** What a withdrawal takes out of the file, and what it leaves; for a person to read beforehand. */
export interface Removal {
  readonly erasure: Erasure;
  /** What loses its words, by kind, most first. */
  readonly kinds: readonly { readonly what: string; readonly n: number }[];
  /** The names of the interviews whose text and file go. */
  readonly sources: readonly string[];
  /** Each event that loses words, in the words that are still there. */
  readonly sentences: readonly string[];
  /** Codings that stay as ranges without words: that a passage was coded, when and with which code. */
  readonly codings: number;
  /** Where other words of the study repeat six of theirs in a row: these stay, and someone must look at them. */
  readonly quoted: readonly string[];
}

/**
 * What would be erased if a participant withdrew. Of everything: who they are, their interviews' texts and files, what was
 * corrected in them, memos linked to them or quoting them, and what was written about them in recruitment, consent, themes
 * and consensus. Of what is not analysed: the same of their interviews in which nothing is coded, and of nothing else.
 * The other levels erase nothing. `seen` says which events the person asking may know of: of the others nothing is told, though they are erased alike.
 */
export async function removalOf(workbench: Workbench, participant: ParticipantId, level: WithdrawalLevel, seen: (event: Recorded) => boolean = () => true): Promise<Removal> {
  const { study, log } = workbench;
  const nothing: Removal = { erasure: { events: [], contents: [] }, kinds: [], sources: [], sentences: [], codings: 0, quoted: [] };
  if (level !== "remove everything" && level !== "remove what is not analysed") return nothing;
  const events = await readAll(log);
  const all = sourcesOf(study, participant, events);
  const sources = level === "remove everything" ? all : all.filter((id) => (study.codingsBySource.get(id) ?? []).length === 0);
  const their = await theirWords(workbench, sources);
  const ids = belongings(study, level === "remove everything" ? participant : null, sources);
  for (const event of events) if (event.type === "memo.written" || event.type === "memo.rewritten") if (their.quotedIn(textsIn(event.words))) ids.add(event.body.memo);
  const present = new Set((await log.contents()).map(({ name }) => name));
  const contents = new Set<string>();
  const hit: Recorded[] = [];
  const quoted: string[] = [];
  for (const event of events) {
    if (event.type === "source.imported" && ids.has(event.body.source)) for (const name of [event.body.content, event.body.file]) contents.add(name);
    if (event.type === "import.kept" && speaksOf(event, ids)) contents.add(event.body.content);
    if (event.type === "history.wordsErased" || Object.keys(event.words).length === 0) continue;
    if (speaksOf(event, ids)) hit.push(event);
    else if (seen(event) && event.type !== "source.imported" && event.type !== "source.edited" && their.quotedIn(textsIn(event.words))) quoted.push(sentence(study, event));
  }
  const counts = new Map<string, number>();
  const known = hit.filter(seen);
  for (const event of known) counts.set(kindOf(event), (counts.get(kindOf(event)) ?? 0) + 1);
  return {
    erasure: { events: hit.map(({ replica, seq }) => ({ replica, seq })), contents: [...contents].filter((name) => present.has(name)) },
    kinds: [...counts].map(([what, n]) => ({ what, n })).sort((a, b) => b.n - a.n || (a.what < b.what ? -1 : 1)),
    sources: sources.flatMap((id) => study.sources.get(id)?.name ?? []),
    sentences: known.map((event) => sentence(study, event)),
    codings: sources.reduce((sum, id) => sum + (study.codingsBySource.get(id) ?? []).length, 0),
    quoted,
  };
}

/** Their sources, those that were imported for them and undone or linked elsewhere since among them. */
function sourcesOf(study: Study, participant: ParticipantId, events: readonly Recorded[]): string[] {
  const ids = new Set<string>();
  for (const source of study.sources.values()) if (source.participant === participant) ids.add(source.id);
  for (const event of events) if (event.type === "source.imported" && event.body.participant === participant && !study.sources.has(event.body.source)) ids.add(event.body.source);
  return [...ids];
}

/** The ids of the participant and of all that is theirs: sources, codings in them, interviews, memos about any of these. */
function belongings(study: Study, participant: ParticipantId | null, sources: readonly string[]): Set<string> {
  const ids = new Set<string>(sources);
  if (participant !== null) ids.add(participant);
  for (const source of sources) for (const coding of study.codingsBySource.get(source) ?? []) ids.add(coding.id);
  if (participant !== null) for (const interview of study.interviews.values()) if (interview.participant === participant) ids.add(interview.id);
  for (const memo of study.memos.values()) if (memo.links.some((link) => ids.has(link.id))) ids.add(memo.id);
  return ids;
}

/** What was said in their interviews alone, to find it where it is repeated. What stands in the guide or in other interviews too, as the interviewer's questions do, is no one's. */
async function theirWords(workbench: Workbench, ids: readonly string[]): Promise<Shingles> {
  const { study } = workbench;
  const textsOf = async (sources: readonly Source[]): Promise<string[]> => {
    const texts: string[] = [];
    for (const source of sources) texts.push(await workbench.textOf(source));
    return texts;
  };
  const theirs = ids.flatMap((id) => study.sources.get(id) ?? []);
  if (theirs.length === 0) return shingles([], []);
  const others = presentSources(study).filter((source) => !ids.includes(source.id));
  return shingles(await textsOf(theirs), [...(await textsOf(others)), ...[...study.guides.values()].map((guide) => guide.text)]);
}

/** Whether an event is about one of these. The record of the withdrawal itself keeps its reason. */
function speaksOf(event: Recorded, ids: ReadonlySet<string>): boolean {
  if (event.type === "consent.withdrawn") return false;
  const { source, participant, coding, memo, interview } = event.body as Partial<Record<string, string>>;
  if ([source, participant, coding, memo, interview].some((id) => id !== undefined && ids.has(id))) return true;
  return event.type === "memo.written" && event.body.links.some((link) => ids.has(link.id));
}

/** What an event holds words of, for a list. */
function kindOf({ type }: Recorded): string {
  const [noun = ""] = type.split(".");
  const kinds: Readonly<Record<string, string>> = { participant: "what is known of them", recruitment: "recruitment records", consent: "consent records", interview: "interview records", memo: "memos", theme: "notes on themes", consensus: "notes on differences", coding: "notes on codings", import: "imported parts" };
  if (type === "source.edited") return "corrections of transcripts";
  if (noun === "source") return "names of interviews and speakers";
  return kinds[noun] ?? type;
}
