import { createInterface } from "node:readline/promises";
import type { Io } from "./call.ts";
import { misused, refused } from "./exit.ts";

/** Asks on a terminal for a word to be typed before something that cannot be undone. Elsewhere `--yes` must have been given. Throws `Stop` where it was not. */
export async function confirmed(io: Io, { yes, question, word }: { readonly yes: boolean; readonly question: string; readonly word: string }): Promise<void> {
  if (yes) return;
  const { stdin } = io;
  if (!stdin?.isTTY || !io.err.isTTY) throw misused(`${question} This cannot be undone, so it needs --yes where nobody can be asked. Nothing was done.`);
  const asking = createInterface({ input: stdin, output: process.stderr });
  const typed = await asking.question(`${question} This cannot be undone. Type ${word} to go on: `).finally(() => asking.close());
  if (typed.trim() !== word) throw refused("Nothing was done.");
}
