import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentName, hashOf, origin, sealOf } from "./chain.ts";
import { all, contentOf, draft } from "./drafts.ts";
import { Broken, type ContentStream, type Draft, type Entry, type Log } from "./port.ts";
import { inStampOrder } from "./stamp-order.ts";

export { all, draft } from "./drafts.ts";

/** How a contract suite gets its logs. */
export interface Making {
  /** A new, empty log that can be written. */
  readonly create: () => Promise<Log>;
  /** Closes a log and opens it again; absent where a log ends when it is closed. */
  readonly reopen?: (log: Log) => Promise<Log>;
  /** How many random cases each property is tried on, where making a log is slow. */
  readonly runs?: number;
}

const at = (entries: readonly Entry[]): string[] => entries.map((e) => `${e.replica}/${e.seq}`);

/** What every log must do, whatever it is kept in. */
export function logContract(name: string, { create, reopen, runs = 20 }: Making): void {
  describe(`a log in ${name}`, () => {
    it("is empty, sound and writes under an id of eight letters when it is new", async () => {
      const log = await create();
      expect(log.replica).toMatch(/^[a-z2-7]{8}$/);
      expect(log.continues).toBeNull();
      expect(await all(log)).toEqual([]);
      expect(await log.heads()).toEqual([]);
      expect(await log.check()).toBeNull();
      await log.close();
    });

    it("numbers events from 1, chains them and seals their words", async () => {
      const log = await create();
      const [first, second] = (await log.append([draft(log, 1, { name: "trust" }), draft(log, 2)])) as [Entry, Entry];
      const [third] = (await log.append([{ ...draft(log, 3), step: 1 }])) as [Entry];
      expect([first.seq, second.seq, third.seq]).toEqual([1, 2, 3]);
      expect(first.hash).toBe(hashOf(origin, first));
      expect(second.hash).toBe(hashOf(first.hash, second));
      expect(third.hash).toBe(hashOf(second.hash, third));
      expect(first.words).toBe('{"name":"trust"}');
      expect(first.salt).toMatch(/^[0-9a-f]{32}$/);
      expect(first.seal).toBe(sealOf(first.salt as string, first.words as string));
      expect([second.words, second.salt, second.seal]).toEqual([null, null, null]);
      expect(await log.heads()).toEqual([{ replica: log.replica, seq: 3, hash: third.hash }]);
      await log.close();
    });

    it("gives a step of 0 the number of the first event of its append, and leaves any other as it is", async () => {
      const log = await create();
      await log.append([draft(log, 1)]);
      const entries = await log.append([draft(log, 2), draft(log, 3), { ...draft(log, 4), step: 1 }]);
      expect(entries.map((e) => e.step)).toEqual([2, 2, 1]);
      await log.close();
    });

    it("salts the same words differently each time", async () => {
      const log = await create();
      const [a, b] = (await log.append([draft(log, 1, { name: "trust" }), draft(log, 2, { name: "trust" })])) as [Entry, Entry];
      expect(a.seal).not.toBe(b.seal);
      await log.close();
    });

    it("gives back what it took, letter by letter, whatever the letters", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ body: fc.jsonValue(), words: fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()) }), { minLength: 1, maxLength: 5 }), async (drafts) => {
          const log = await create();
          const kept = await log.append(drafts.map(({ body, words }, i) => draft(log, i, words as Draft["words"], body)));
          expect(await all(log)).toEqual(kept);
          expect(kept.map((e) => [JSON.parse(e.body), JSON.parse(e.words ?? "{}")])).toEqual(drafts.map((d) => [JSON.parse(JSON.stringify(d.body)), JSON.parse(JSON.stringify(d.words))]));
          expect(await log.check()).toBeNull();
          await log.close();
        }),
        { numRuns: runs },
      );
    });

    it("refuses stamps that go back, as a bug, and records nothing of that append", async () => {
      const log = await create();
      await log.append([draft(log, 5)]);
      await expect(log.append([draft(log, 6), draft(log, 4)])).rejects.toThrow("lies before");
      await expect(log.append([{ ...draft(log, 7), stamp: "yesterday" }])).rejects.toThrow('not a stamp: "yesterday"');
      expect(await log.heads()).toMatchObject([{ seq: 1 }]);
      await log.append([draft(log, 6)]);
      expect(await log.check()).toBeNull();
      await log.close();
    });

    it("takes in another copy's events, and all copies read them in the same order", async () => {
      const [a, b] = [await create(), await create()];
      await a.append([draft(a, 1), draft(a, 4)]);
      await b.append([draft(b, 2), draft(b, 3), draft(b, 5)]);
      await a.adopt((await all(b)).toReversed());
      await b.adopt(await all(a));
      expect(at(await all(a))).toEqual([`${a.replica}/1`, `${b.replica}/1`, `${b.replica}/2`, `${a.replica}/2`, `${b.replica}/3`]);
      expect(await all(b)).toEqual(await all(a));
      expect([await a.check(), await b.check()]).toEqual([null, null]);
      await a.close();
      await b.close();
    });

    it("comes to the same events whatever the order and however often copies exchange them", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ who: fc.nat(2), does: fc.constantFrom("append", "append", "take"), from: fc.nat(2) }), { maxLength: 25 }), async (moves) => {
          const logs = [await create(), await create(), await create()] as const;
          for (const [minute, { who, does, from }] of moves.entries()) {
            const [log, other] = [logs[who] as Log, logs[from] as Log];
            if (does === "append") await log.append([draft(log, minute, { minute })]);
            else await log.adopt(await all(other), []);
          }
          for (const log of logs) for (const other of logs) await log.adopt(await all(other));
          const [first, ...rest] = await Promise.all(logs.map((log) => all(log)));
          for (const other of rest) expect(other).toEqual(first);
          expect(first).toEqual(first?.toSorted(inStampOrder));
          for (const log of logs) {
            expect(await log.check()).toBeNull();
            await log.close();
          }
        }),
        { numRuns: runs },
      );
    });

    it("does nothing when it takes in what it has", async () => {
      const [a, b] = [await create(), await create()];
      await b.append([draft(b, 1, { name: "trust" })], [contentOf("Good morning.")]);
      await a.adopt(await all(b), [contentOf("Good morning.")]);
      const before = [await all(a), await a.heads(), await a.contents()];
      await a.adopt(await all(b), [contentOf("Good morning.")]);
      expect([await all(a), await a.heads(), await a.contents()]).toEqual(before);
      await a.close();
      await b.close();
    });

    it("goes on from where another copy's events ended when it last took them in", async () => {
      const [a, b] = [await create(), await create()];
      await b.append([draft(b, 1)]);
      await a.adopt(await all(b));
      await b.append([draft(b, 2)]);
      await a.adopt(await all(b));
      expect(await a.heads()).toEqual(await b.heads());
      await a.close();
      await b.close();
    });

    it("notices a changed event, changed words, a missing event and a stamp that goes back, and takes in nothing", async () => {
      const [a, b] = [await create(), await create()];
      const [one, two, three] = (await b.append([draft(b, 1, { name: "trust" }), draft(b, 2), draft(b, 3)])) as [Entry, Entry, Entry];
      const taking = (entries: readonly Entry[], sentence: string): Promise<void> => expect(a.adopt(entries)).rejects.toThrow(sentence);
      await taking([one, { ...two, body: '{"n":3}' }, three], `event 2 of replica ${b.replica} of 3 March 2026 was changed after it was recorded`);
      await taking([{ ...one, words: '{"name":"truce"}' }], `the words of event 1 of replica ${b.replica} of 3 March 2026 were changed`);
      await taking([one, three], `event 3 of replica ${b.replica} of 3 March 2026 but not event 2`);
      const early = { ...two, stamp: draft(b, 0).stamp };
      await taking([one, { ...early, hash: hashOf(one.hash, early) }], "does not follow on the event before it");
      await a.adopt([one, two, three]);
      expect(await all(a)).toEqual([one, two, three]);
      await a.close();
      await b.close();
    });

    it("throws Broken where both copies wrote under one number of one replica", async () => {
      const [a, b] = [await create(), await create()];
      const [one] = (await b.append([draft(b, 1)])) as [Entry];
      await a.adopt([one]);
      const other = { ...one, body: '{"n":9}' };
      const error = await a.adopt([{ ...other, hash: hashOf(origin, other) }]).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Broken);
      expect((error as Broken).message).toContain(`Both copies wrote as the same replica ${b.replica}`);
      await a.close();
      await b.close();
    });

    it("takes in events whose words were erased elsewhere, and keeps its own words where another has lost them", async () => {
      const [a, b] = [await create(), await create()];
      const [one] = (await b.append([draft(b, 1, { name: "trust" })])) as [Entry];
      const bare = { ...one, words: null, salt: null };
      await a.adopt([bare]);
      expect(await all(a)).toEqual([bare]);
      await a.adopt([one]);
      expect(await all(a)).toEqual([bare]);
      await b.adopt([bare]);
      expect(await all(b)).toEqual([one]);
      expect([await a.check(), await b.check()]).toEqual([null, null]);
      await a.close();
      await b.close();
    });

    it("gives only later events where it is told how far each replica is known, and only the types asked for", async () => {
      const [a, b] = [await create(), await create()];
      await b.append([draft(b, 1), draft(b, 3)]);
      await a.adopt(await all(b));
      await a.append([draft(a, 2, {}, {}, "code.added"), draft(a, 4)]);
      expect(at(await all(a, { after: new Map([[b.replica as string, 1]]) }))).toEqual([`${a.replica}/1`, `${b.replica}/2`, `${a.replica}/2`]);
      expect(at(await all(a, { types: ["code.added"] }))).toEqual([`${a.replica}/1`]);
      expect(at(await all(a, { types: ["test.happened"], after: new Map([[a.replica as string, 1], [b.replica as string, 2]]) }))).toEqual([`${a.replica}/2`]);
      expect(await all(a, { types: [] })).toEqual([]);
      await a.close();
      await b.close();
    });

    it("reads long logs in batches, without what is recorded meanwhile", async () => {
      const log = await create();
      await log.append(Array.from({ length: 4500 }, (_, i) => draft(log, i)));
      const sizes: number[] = [];
      for await (const batch of log.entries()) {
        sizes.push(batch.length);
        await log.append([draft(log, 5000 + sizes.length)]);
      }
      expect(sizes.reduce((a, b) => a + b)).toBe(4500);
      expect(sizes.length).toBeGreaterThan(1);
      await log.close();
    });

    it("keeps contents of any size and gives their bytes back", async () => {
      const log = await create();
      const small = contentOf("Good morning.");
      const none = contentOf("");
      const bytes = Uint8Array.from({ length: 2 * 1024 * 1024 + 7 }, (_, i) => (i * 7919) >> 3);
      const large = { name: contentName("ab", bytes), salt: "ab", bytes };
      const exact = { name: contentName("cd", bytes.subarray(0, 1024 * 1024)), salt: "cd", bytes: bytes.subarray(0, 1024 * 1024) };
      await log.append([draft(log, 1)], [small, none, large, exact]);
      for (const content of [small, none, large, exact]) expect(Buffer.compare((await log.content(content.name)) ?? Buffer.from("absent"), content.bytes)).toBe(0);
      expect(await log.content("00")).toBeNull();
      expect((await log.contents()).toSorted((x, y) => x.size - y.size)).toEqual([none, small, exact, large].map(({ name: n, salt, bytes: b }) => ({ name: n, salt, size: b.length })));
      expect(await log.check()).toBeNull();
      await log.close();
    });

    it("takes in large contents piece by piece, gives them out so, and leaves nothing of one that fails", async () => {
      const log = await create();
      const bytes = Uint8Array.from({ length: 3 * 1024 * 1024 + 11 }, (_, i) => (i * 7919) >> 3);
      const streamed = (salt: string, whole: Uint8Array, { name = contentName(salt, whole), size = whole.length, fail = false } = {}): ContentStream => ({
        name, salt, size,
        async *chunks() {
          for (let at = 0; at < whole.length; at += 700_001) {
            if (fail && at > 1_000_000) throw new Error("the disk was pulled out");
            yield whole.subarray(at, at + 700_001);
          }
        },
      });
      await log.append([draft(log, 1)], [streamed("ab", bytes), contentOf("Good morning."), streamed("ab", bytes), streamed("ee", new Uint8Array(0))]);
      const out: Uint8Array[] = [];
      for await (const piece of (await log.chunks(contentName("ab", bytes)))!) out.push(piece.slice());
      expect(Buffer.compare(Buffer.concat(out), bytes)).toBe(0);
      expect(Buffer.compare((await log.content(contentName("ab", bytes)))!, bytes)).toBe(0);
      expect(await log.content(contentName("ee", new Uint8Array(0)))).toEqual(new Uint8Array(0));
      expect(await log.chunks("00")).toBeNull();
      const before = await log.contents();
      for (const wrong of [streamed("cd", bytes, { name: contentName("ab", bytes.subarray(1)) }), streamed("cd", bytes, { size: bytes.length - 1 }), streamed("cd", bytes, { size: bytes.length + 1 }), streamed("cd", bytes, { fail: true })]) {
        await expect(log.append([draft(log, 2)], [wrong])).rejects.toThrow();
        await expect(log.adopt([], [wrong])).rejects.toThrow();
      }
      expect(await log.contents()).toEqual(before);
      expect(await log.heads()).toMatchObject([{ seq: 1 }]);
      expect(await log.check()).toBeNull();
      // What failed once can be taken in afterwards, and what is here already is not run through again.
      await log.append([draft(log, 3)], [streamed("cd", bytes)]);
      await log.append([draft(log, 4)], [streamed("cd", bytes)]);
      expect(await log.contents()).toHaveLength(before.length + 1);
      expect(await log.check()).toBeNull();
      await log.close();
    });

    it("takes in nothing with a content that does not fit its name", async () => {
      const [a, b] = [await create(), await create()];
      await b.append([draft(b, 1)]);
      const wrong = { ...contentOf("Good morning."), bytes: new TextEncoder().encode("Good evening.") };
      await expect(a.adopt(await all(b), [wrong])).rejects.toThrow(Broken);
      await expect(a.append([draft(a, 1)], [wrong])).rejects.toThrow(Broken);
      expect(await a.heads()).toEqual([]);
      await a.close();
      await b.close();
    });

    it("erases words and contents, and still verifies", async () => {
      const log = await create();
      const [one, two] = (await log.append([draft(log, 1, { name: "Rose" }), draft(log, 2, { name: "trust" })], [contentOf("I am Rose."), contentOf("I am Ada.")])) as [Entry, Entry];
      await log.erase([{ replica: one.replica, seq: 1 }, { replica: "nobody22", seq: 5 }], [contentOf("I am Rose.").name, "unknown"]);
      expect(await all(log)).toEqual([{ ...one, words: null, salt: null }, two]);
      expect(await log.content(contentOf("I am Rose.").name)).toBeNull();
      expect(await log.content(contentOf("I am Ada.").name)).not.toBeNull();
      expect(await log.check()).toBeNull();
      await log.append([draft(log, 3)]);
      expect(await log.check()).toBeNull();
      await log.close();
    });

    it("says how far its check has come", async () => {
      const log = await create();
      await log.append([draft(log, 1), draft(log, 2)], [contentOf("Good morning.")]);
      const steps: [number, number][] = [];
      await log.check((done, of) => steps.push([done, of]));
      expect(steps.at(-1)).toEqual([3, 3]);
      await log.close();
    });

    it.skipIf(reopen === undefined)("is the same after it is closed and opened again", async () => {
      let log = await create();
      const kept = await log.append([draft(log, 1, { name: "trust" }), draft(log, 2)], [contentOf("Good morning.")]);
      const { replica } = log;
      log = await (reopen as NonNullable<typeof reopen>)(log);
      expect([log.replica, log.continues]).toEqual([replica, null]);
      expect(await all(log)).toEqual(kept);
      const [third] = (await log.append([draft(log, 3)])) as [Entry];
      expect(third.hash).toBe(hashOf(kept[1]?.hash as string, third));
      expect(await log.check()).toBeNull();
      await log.close();
    });
  });
}
