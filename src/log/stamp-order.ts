import type { Entry } from "./port.ts";

/** The order in which all copies fold events: by stamp, then replica, then seq. */
export const inStampOrder = (a: Entry, b: Entry): number => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : a.replica < b.replica ? -1 : a.replica > b.replica ? 1 : a.seq - b.seq);

/** Gives the next events of one replica in their order, a batch at a time; an empty batch is the end. */
export type Source = () => readonly Entry[];

interface Stream {
  readonly next: Source;
  batch: readonly Entry[];
  at: number;
}

/**
 * Merges the events of several replicas, each already in stamp order, into batches of `size` in the order of all.
 * Holds one batch of each replica at a time; works in runs, so that long stretches by one person cost no comparing.
 */
export function* mergeByStamp(sources: readonly Source[], size: number): Generator<readonly Entry[]> {
  let streams = sources.map((next): Stream => ({ next, batch: next(), at: 0 })).filter((s) => s.batch.length > 0);
  const headOf = (s: Stream): Entry => s.batch[s.at] as Entry;
  let out: Entry[] = [];
  while (streams.length > 0) {
    streams.sort((a, b) => inStampOrder(headOf(a), headOf(b)));
    const [run, rival] = streams as [Stream, Stream?];
    const rivalHead = rival && headOf(rival);
    const isNext = (entry: Entry): boolean => rivalHead === undefined || inStampOrder(entry, rivalHead) <= 0;
    while (run.at < run.batch.length && isNext(headOf(run))) {
      out.push(headOf(run));
      run.at++;
      if (out.length === size) {
        yield out;
        out = [];
      }
    }
    if (run.at < run.batch.length) continue;
    run.batch = run.next();
    run.at = 0;
    if (run.batch.length === 0) streams = streams.filter((s) => s !== run);
  }
  if (out.length > 0) yield out;
}
