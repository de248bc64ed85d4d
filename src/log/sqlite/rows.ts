import type { ReplicaId } from "../../study/event.ts";
import { Broken, type Entry, type SealedEvents } from "../port.ts";
import type { Tail } from "../record.ts";
import { sealedType } from "../sealed.ts";
import type { Source } from "../stamp-order.ts";
import type { Db } from "./database.ts";

/** Rows read at a time. */
export const batchSize = 2000;

const columns = "replica, seq, stamp, step, actor, type, body, words, salt, seal, hash";

/** Whether a row has the kinds of values that it should; in a damaged file it may not. */
const isEntry = (row: Entry): boolean =>
  typeof row.replica === "string" &&
  typeof row.seq === "number" &&
  typeof row.stamp === "string" &&
  typeof row.step === "number" &&
  typeof row.actor === "string" &&
  typeof row.type === "string" &&
  typeof row.body === "string" &&
  (row.words === null || typeof row.words === "string") &&
  (row.salt === null || typeof row.salt === "string") &&
  (row.seal === null || typeof row.seal === "string") &&
  typeof row.hash === "string";

/** Throws `Broken` where a row is not an event. */
function sure(rows: Entry[]): Entry[] {
  const wrong = rows.find((row) => !isEntry(row));
  if (wrong) throw new Broken(`Event ${String(wrong.seq)} of replica ${String(wrong.replica)} is damaged. Run check to see what is sound, and go back to a backup or to another person's copy.`);
  return rows;
}

/** The statements on events of one open file. */
export interface Rows {
  insert(entry: Entry): void;
  /** As `insert`, and where a sealed event stands, in its place. */
  put(entry: Entry): void;
  tail(replica: ReplicaId): Tail | null;
  hash(replica: ReplicaId, seq: number): string | null;
  isSealed(replica: ReplicaId, seq: number): boolean;
  sealed(): SealedEvents[];
  /** The last event of each replica. */
  tails(): Tail[];
  count(): number;
  /** Events of a replica after one number up to another, in batches. */
  source(replica: ReplicaId, after: number, upTo: number, types: readonly string[] | undefined): Source;
  /** All events by replica and number, in batches. */
  all(): Generator<readonly Entry[]>;
}

/** Prepares the statements. */
export function prepareRows(db: Db): Rows {
  const insert = db.prepare(`INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const put = db.prepare(
    `INSERT INTO event (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (replica, seq) DO UPDATE SET stamp = excluded.stamp, step = excluded.step, actor = excluded.actor, type = excluded.type, body = excluded.body, words = excluded.words, salt = excluded.salt, seal = excluded.seal WHERE type = '${sealedType}' AND hash = excluded.hash`,
  );
  const typeOf = db.prepare("SELECT type FROM event WHERE replica = ? AND seq = ?").pluck();
  const sealed = db.prepare(`SELECT replica, min(seq) AS first, count(*) AS count FROM event WHERE type = '${sealedType}' GROUP BY replica`);
  const tail = db.prepare("SELECT replica, seq, stamp, hash FROM event WHERE replica = ? ORDER BY seq DESC LIMIT 1");
  const hash = db.prepare("SELECT hash FROM event WHERE replica = ? AND seq = ?").pluck();
  const nextReplica = db.prepare("SELECT replica FROM event WHERE replica > ? ORDER BY replica LIMIT 1").pluck();
  const count = db.prepare("SELECT count(*) FROM event").pluck();
  const some = db.prepare(`SELECT ${columns} FROM event WHERE replica = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${batchSize}`);
  const ofTypes = db.prepare(`SELECT ${columns} FROM event WHERE replica = ? AND seq > ? AND seq <= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ${batchSize}`);
  const onward = db.prepare(`SELECT ${columns} FROM event WHERE (replica, seq) > (?, ?) ORDER BY replica, seq LIMIT ${batchSize}`);
  const tailOf = (replica: ReplicaId): Tail | null => (tail.get(replica) as Tail | undefined) ?? null;
  return {
    insert: (e) => void insert.run(e.replica, e.seq, e.stamp, e.step, e.actor, e.type, e.body, e.words, e.salt, e.seal, e.hash),
    put: (e) => void put.run(e.replica, e.seq, e.stamp, e.step, e.actor, e.type, e.body, e.words, e.salt, e.seal, e.hash),
    tail: tailOf,
    hash: (replica, seq) => (hash.get(replica, seq) as string | undefined) ?? null,
    isSealed: (replica, seq) => typeOf.get(replica, seq) === sealedType,
    sealed: () => sealed.all() as SealedEvents[],
    tails() {
      const found: Tail[] = [];
      for (let id = nextReplica.get("") as string | undefined; id !== undefined; id = nextReplica.get(id) as string | undefined) {
        const last = tailOf(id);
        if (last) found.push(last);
      }
      return found;
    },
    count: () => count.get() as number,
    source(replica, after, upTo, types) {
      let at = after;
      const wanted = types && JSON.stringify(types);
      return () => {
        if (at >= upTo) return [];
        const rows = sure((wanted === undefined ? some.all(replica, at, upTo) : ofTypes.all(replica, at, upTo, wanted)) as Entry[]);
        at = rows.length < batchSize ? upTo : (rows.at(-1)?.seq ?? upTo);
        return rows;
      };
    },
    *all() {
      let at: readonly [string, number] = ["", 0];
      for (;;) {
        const rows = onward.all(...at) as Entry[];
        if (rows.length === 0) return;
        yield rows;
        const last = rows.at(-1) as Entry;
        at = [last.replica, last.seq];
      }
    },
  };
}
