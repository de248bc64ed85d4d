import { writeFile } from "node:fs/promises";
import { withdrawalLevels, type WithdrawalLevel } from "../study/consent.ts";
import { certificate } from "../workbench/withdraw-certificate.ts";
import { erases, withdraw } from "../workbench/withdraw.ts";
import { removalOf, type Removal } from "../workbench/withdraw-reach.ts";
import { fileProblem, type Call } from "./call.ts";
import { changing, json, study, type CliCommand } from "./command.ts";
import { confirmed } from "./confirm.ts";
import { misused, refused } from "./exit.ts";
import { thePerson } from "./names.ts";
import { suggestion } from "./nearest.ts";

/** A level as it is written: with spaces or hyphens, or short. */
function levelOf(written: string): WithdrawalLevel {
  const folded = written.trim().toLowerCase().replace(/[\s_-]+/g, " ");
  const short: Readonly<Record<string, WithdrawalLevel>> = { contact: "no further contact", "no contact": "no further contact", keep: "keep what was collected", "not analysed": "remove what is not analysed", "remove not analysed": "remove what is not analysed", everything: "remove everything" };
  const level = short[folded] ?? withdrawalLevels.find((l) => l === folded);
  if (!level) throw misused(`--level is one of "${withdrawalLevels.join('", "')}", not "${written}".${suggestion(folded, withdrawalLevels, 0)}`);
  return level;
}

/** What would go, as lines. */
function reachLines({ kinds, sources, codings, quoted, erasure }: Removal): string[] {
  if (erasure.events.length + erasure.contents.length === 0) return ["Nothing would be erased."];
  return [
    `Erased for good: the words of ${erasure.events.length} events and ${erasure.contents.length} files.`,
    ...(sources.length > 0 ? [`  interviews, with the files as they came: ${sources.join(", ")}`] : []),
    ...kinds.map(({ what, n }) => `  ${what}: ${n} ${n === 1 ? "event" : "events"}`),
    `Kept, without words: ${codings} ${codings === 1 ? "coding" : "codings"} (that a passage was coded, when and with which code), and that each of these things happened.`,
    ...(quoted.length > 0 ? [`Not erased, though their words seem to be repeated there; look at each:`, ...quoted.map((line) => `  ${line}`)] : []),
    "Not reached: files written out before (reports, tables, exports, archives), backups, and other copies of this study until they merge with this one.",
  ];
}

async function run(call: Call): Promise<void> {
  const written = call.value("level");
  if (written === undefined) throw misused(`Say how much is taken back: --level "${withdrawalLevels.join('", --level "')}".`);
  const level = levelOf(written);
  const date = call.day("date") || new Date(call.surroundings().now()).toISOString().slice(0, 10);
  const dry = call.has("dry-run");
  const workbench = await call.open({ write: !dry });
  const person = thePerson(workbench.study, call.operand("LABEL"));
  const { label } = person;
  const removal = await removalOf(workbench, person.id, level);
  if (dry) {
    if (call.has("json")) return call.json({ participant: label, level, ...removal });
    call.say(`If ${label} withdrew (${level}):`);
    for (const line of reachLines(removal)) call.say(line);
    return call.say("Nothing was done (--dry-run).");
  }
  if (erases(level) && !call.has("yes")) {
    for (const line of reachLines(removal)) call.warn(line);
    await confirmed(call.io, { yes: false, question: `${label} withdraws: ${level}.`, word: label });
  }
  const affected = [...workbench.study.substudies.values()].filter((s) => s.members.includes(person.id)).map((s) => s.name);
  const outcome = await withdraw(workbench, person.id, { level, date, reason: call.value("reason") ?? "" }, await call.actor());
  if (!outcome.ok) throw refused(outcome.refusal.sentence);
  if (call.has("json")) call.json({ participant: label, level, date, erasedEvents: removal.erasure.events.length, erasedFiles: removal.erasure.contents.length, quoted: removal.quoted });
  else for (const line of outcome.said) call.say(line);
  if (removal.quoted.length > 0) call.warn(`Their words seem to be repeated in ${removal.quoted.length} other ${removal.quoted.length === 1 ? "place" : "places"}, which stay: ${removal.quoted.join(" ")}`);
  const file = call.value("certificate");
  if (file === undefined) return;
  const text = await certificate(workbench, { participant: person.id, label, level, date, by: call.who(), removal, affected });
  await writeFile(call.path(file), text, { flag: "wx" }).catch((problem: unknown) => {
    throw refused(`The withdrawal is recorded and done, but its certificate could not be written: ${fileProblem(file, problem, "write")}`);
  });
  if (!call.has("json")) call.say(`Wrote the certificate to ${file}.`);
}

/** The command that takes consent back. */
export const withdrawCommands: readonly CliCommand[] = [
  {
    name: "people withdraw",
    summary: "Record that a participant withdrew, and erase what they take back",
    operands: [study, { name: "LABEL", what: "the participant's label" }],
    options: [
      { name: "level", value: "LEVEL", what: `how much is taken back: ${withdrawalLevels.join(", ")}` },
      { name: "date", value: "DATE", what: "the day on which they said so (today, if not given)" },
      { name: "reason", value: "TEXT", what: "why, for the audit trail; it is kept, so write nothing in it that points at them" },
      { name: "dry-run", what: "say what would be erased, what stays and what is not reached, and do nothing" },
      { name: "yes", what: "go on without being asked; needed at the levels that erase, where there is no terminal" },
      { name: "certificate", value: "FILE", what: "write a certificate of what was done, for whoever asked for it" },
      json,
      ...changing,
    ],
    notes: [
      "no further contact and keep what was collected are recorded and erase nothing. remove what is not analysed erases the interviews in which nothing is coded yet. remove everything erases all that the participant said and all that was written about them: label, attributes, recruitment, consent and interview records, transcripts with the files as they came, corrections, memos linked to them or quoting them.",
      "What is erased is gone from the file, byte by byte, and cannot be undone; that it happened stays in the history. Other copies lose the words when they next merge, also what they wrote meanwhile about someone who took everything back.",
    ],
    examples: ['earshot people withdraw study.earshot "Mother 4" --level "remove everything" --dry-run', 'earshot people withdraw study.earshot "Mother 4" --level "remove everything" --date 2016-11-02 --yes --certificate mother-4.md', 'earshot people withdraw study.earshot "Mother 4" --level "no further contact"'],
    run,
  },
];
