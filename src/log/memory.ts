import type { ReplicaId } from "../study/event.ts";
import { admit, examineContent, type Known } from "./admit.ts";
import { audit } from "./audit.ts";
import { newReplicaId, realChance, type Chance } from "./chance.ts";
import { contentName, origin } from "./chain.ts";
import { gathered } from "./pieces.ts";
import { Broken, type Content, type Entry, type Log, type SealedEvents } from "./port.ts";
import { record, type Tail } from "./record.ts";
import { isSealed, sealedType } from "./sealed.ts";
import { inStampOrder } from "./stamp-order.ts";

/**
 * A log in memory, for tests and for looking at a study without keeping anything. It holds to the same contract as
 * the file, except that it ends with the process.
 */
export function memoryLog({ chance = realChance }: { chance?: Chance } = {}): Log {
  const replica = newReplicaId(chance);
  const chains = new Map<ReplicaId, Entry[]>();
  const kept = new Map<string, Content>();
  const known: Known = {
    tail: (id) => chains.get(id)?.at(-1) ?? null,
    hash: (id, seq) => chains.get(id)?.[seq - 1]?.hash ?? null,
    isSealed: (id, seq) => chains.get(id)?.[seq - 1]?.type === sealedType,
  };
  const keep = (entries: readonly Entry[], contents: readonly Content[]): void => {
    for (const entry of entries) {
      const chain = chains.get(entry.replica);
      if (chain) chain[entry.seq - 1] = entry;
      else chains.set(entry.replica, [entry]);
    }
    for (const content of contents) if (!kept.has(content.name)) kept.set(content.name, { ...content, bytes: content.bytes.slice() });
  };

  return {
    replica,
    continues: null,
    async append(drafts, given = []) {
      const contents = await Promise.all(given.map(gathered));
      const tail: Tail = known.tail(replica) ?? { replica, seq: 0, hash: origin, stamp: "" };
      const entries = record(drafts, tail, chance);
      contents.forEach(examineContent);
      keep(entries, contents);
      return entries;
    },
    async adopt(entries, given = []) {
      const contents = await Promise.all(given.map(gathered));
      const fresh = admit(entries, known);
      contents.forEach(examineContent);
      keep(fresh, contents);
      return fresh;
    },
    async sealed() {
      return [...chains].flatMap(([id, chain]): SealedEvents[] => {
        const held = chain.filter(isSealed);
        return held[0] ? [{ replica: id, first: held[0].seq, count: held.length }] : [];
      });
    },
    async *entries({ after, types } = {}) {
      const all = [...chains].flatMap(([id, chain]) => chain.slice(after?.get(id) ?? 0)).sort(inStampOrder);
      const wanted = types === undefined ? all : all.filter((entry) => types.includes(entry.type));
      for (let i = 0; i < wanted.length; i += 2000) yield wanted.slice(i, i + 2000);
    },
    async heads() {
      return [...chains.values()].map((chain) => chain.at(-1) as Entry).map(({ replica: id, seq, hash }) => ({ replica: id, seq, hash }));
    },
    async content(name) {
      const content = kept.get(name);
      if (content === undefined) return null;
      if (contentName(content.salt, content.bytes) !== name) throw new Broken(`The content ${name} is damaged: its bytes do not fit its name.`);
      return content.bytes.slice();
    },
    async chunks(name) {
      const bytes = await this.content(name);
      return bytes && (async function* () {
        yield bytes;
      })();
    },
    async contents() {
      return [...kept.values()].map(({ name, salt, bytes }) => ({ name, salt, size: bytes.length }));
    },
    async erase(events, contents) {
      for (const { replica: id, seq } of events) {
        const chain = chains.get(id);
        const entry = chain?.[seq - 1];
        if (chain && entry) chain[seq - 1] = { ...entry, words: null, salt: null };
      }
      for (const name of contents) kept.delete(name);
    },
    async check(progress) {
      const found = audit();
      const of = chains.values().reduce((sum, chain) => sum + chain.length, 0) + kept.size;
      for (const chain of chains.values()) chain.forEach(found.event);
      for (const { name, salt, bytes } of kept.values()) found.content(name, contentName(salt, bytes) === name);
      progress?.(of, of);
      return found.verdict();
    },
    async close() {},
  };
}
