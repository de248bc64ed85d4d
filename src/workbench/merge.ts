import { together } from "../analysis/together.ts";
import { Broken, type ContentStream, type Entry, type Log } from "../log/port.ts";
import { isSealed } from "../log/sealed.ts";
import { openStudyFile } from "../log/sqlite/file.ts";
import type { CoderId } from "../study/coder.ts";
import { refuse, type Refusal, type ReplicaId } from "../study/event.ts";
import { byStamp } from "../study/fold.ts";
import { conflictSentence, sentence } from "../study/sentence.ts";
import type { Recorded, Study } from "../study/study.ts";
import { eraseOfWithdrawn } from "./withdraw.ts";
import { foldLog, readAll, toRecorded, type Workbench } from "./workbench.ts";

/** What a merge brought in, for a person to read. */
export interface MergeReport {
  readonly ok: true;
  /** In one line. */
  readonly said: string;
  /** How many events came in; 0 where the other copy had nothing new. */
  readonly events: number;
  /** How many of each kind of event came in, most first. */
  readonly kinds: readonly { readonly type: string; readonly count: number }[];
  /** What came in, for a person to read: a line for each thing, or one for many of a kind. */
  readonly told: readonly string[];
  /** What came in, in sentences; the first two hundred. */
  readonly came: readonly string[];
  /** What the two copies changed without seeing each other, and what could not apply, that was not known before. */
  readonly conflicts: readonly string[];
}

/**
 * Brings another copy of this study in: the union of the two logs, folded. Both sides' events all stay. The other file
 * is only read. Merging the same copy again brings nothing and records nothing.
 */
export async function mergeFile(workbench: Workbench, path: string, actor: CoderId, { passphrase }: { passphrase?: string | undefined } = {}): Promise<MergeReport | { ok: false; refusal: Refusal }> {
  const other = await openStudyFile(path, { write: false, passphrase, chance: workbench.surroundings.random });
  try {
    return await mergeLog(workbench, other, path, actor);
  } finally {
    await other.close();
  }
}

/** `mergeFile` for a log that is open already. `called` is what to call it in messages. */
export function mergeLog(workbench: Workbench, other: Log, called: string, actor: CoderId): Promise<MergeReport | { ok: false; refusal: Refusal }> {
  return workbench.exclusively(async () => {
    const { log, study } = workbench;
    if (log.replica === null) return refuse("not allowed", "This study is open for reading only, so nothing can be merged into it.");
    const theirs = (await foldLog(other)).study;
    if (theirs.settings.id !== study.settings.id) {
      return refuse("not allowed", `"${called}" is a copy of another study ("${theirs.settings.title}"), not of "${study.settings.title}". Only copies of one study can be merged.`);
    }
    const entries: Entry[] = [];
    for await (const batch of other.entries({ after: await wholeUpTo(workbench) })) entries.push(...batch);
    const before = new Set(study.conflicts.keys());
    let fresh: readonly Entry[] = [];
    if (entries.length > 0) {
      try {
        fresh = await log.adopt(entries, await missingContents(log, other));
      } catch (problem) {
        if (problem instanceof Broken) return refuse("invalid", `"${called}" cannot be merged: ${problem.message}`);
        throw problem;
      }
    }
    if (entries.length > 0) await eraseWhatWasErased(log);
    const events = fresh.filter((entry) => !isSealed(entry)).map(toRecorded).sort(byStamp);
    // What is only another copy's note of a merge is no news: else two copies would tell each other of it for ever.
    const news = events.filter((event) => event.type !== "history.merged");
    if (entries.length > 0) {
      await workbench.refold();
      if (news.length > 0) await workbench.record(actor, [{ type: "history.merged", body: { heads: Object.fromEntries([...workbench.heads].filter(([replica]) => replica !== log.replica)) }, words: {} }]);
      await eraseOfWithdrawn(workbench, actor);
      workbench.announce();
    }
    return report(workbench, called, news, before);
  });
}

/** How far each replica's events are here without one that is held back: from there on the other copy is asked. */
async function wholeUpTo({ heads, log }: Workbench): Promise<Map<ReplicaId, number>> {
  const upTo = new Map(heads);
  for (const { replica, first } of await log.sealed()) upTo.set(replica, first - 1);
  return upTo;
}

/** What the other copy has and this one not, to be taken over piece by piece. */
async function missingContents(log: Log, other: Log): Promise<ContentStream[]> {
  const here = new Set((await log.contents()).map((c) => c.name));
  return (await other.contents()).filter(({ name }) => !here.has(name)).map((one) => ({
    ...one,
    async *chunks() {
      for await (const piece of (await other.chunks(one.name)) ?? []) yield piece;
    },
  }));
}

/** An erasure reaches every copy: words that either side has erased are gone after a merge, whichever way it went. */
async function eraseWhatWasErased(log: Log): Promise<void> {
  const erasures = await readAll(log, ["history.wordsErased"]);
  const bodies = erasures.map((event) => event.body as { events: { replica: ReplicaId; seq: number }[]; contents: string[] });
  if (bodies.length > 0) await log.erase(bodies.flatMap((body) => body.events), [...new Set(bodies.flatMap((body) => body.contents))]);
}

function report(workbench: Workbench, called: string, news: readonly Recorded[], before: ReadonlySet<string>): MergeReport {
  const { study } = workbench;
  const counts = new Map<string, number>();
  for (const { type } of news) counts.set(type, (counts.get(type) ?? 0) + 1);
  const kinds = [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
  const conflicts = [...study.conflicts].filter(([key]) => !before.has(key)).map(([, conflict]) => conflictSentence(study, conflict));
  const said =
    news.length === 0
      ? `"${called}" has nothing new; nothing was changed.`
      : `Merged "${called}": ${news.length} ${news.length === 1 ? "event" : "events"} came in, ${conflicts.length === 0 ? "no conflicts" : conflicts.length === 1 ? "1 conflict" : `${conflicts.length} conflicts`}.`;
  return { ok: true, said, events: news.length, kinds, told: told(study, news), came: news.slice(0, 200).map((event) => sentence(study, event)), conflicts };
}

/** So many of a kind are told one by one. */
const oneByOne = 3;

function told(study: Study, news: readonly Recorded[]): string[] {
  return [...Map.groupBy(news, (event) => event.type)].flatMap(([type, group]) => {
    if (type === "history.joined") return [];
    const sum = together[type];
    if (group.length <= oneByOne || !sum) return [...group.slice(0, 12).map((event) => sentence(study, event)), ...(group.length > 12 ? [`And ${group.length - 12} more of this kind.`] : [])];
    return [`${sum(group.length)}.`];
  });
}
