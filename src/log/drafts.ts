import { nextStamp } from "../study/stamp.ts";
import { contentName } from "./chain.ts";
import type { Content, Draft, Entry, Log } from "./port.ts";

/** Drafts for tests: each a type, a body and words, at a minute of its own. */
export const draft = (log: Log, minute: number, words: Draft["words"] = {}, body: unknown = { n: minute }, type = "test.happened"): Draft => ({
  stamp: nextStamp("", Date.UTC(2026, 2, 3) + minute * 60_000, log.replica ?? ""),
  step: 0,
  actor: "ada",
  type,
  body,
  words,
});

/** A content for tests. */
export const contentOf = (text: string, salt = "00112233445566778899aabbccddeeff"): Content => {
  const bytes = new TextEncoder().encode(text);
  return { name: contentName(salt, bytes), salt, bytes };
};

/** All entries of a log. */
export async function all(log: Log, options?: Parameters<Log["entries"]>[0]): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const batch of log.entries(options)) found.push(...batch);
  return found;
}
