import { approaches, type Approach } from "../study/settings.ts";
import { pathSeparator } from "../study/code.ts";
import { checkStudy } from "../workbench/check.ts";
import { history } from "../workbench/history.ts";
import { mergeLog } from "../workbench/merge.ts";
import { Broken, type Log } from "../log/port.ts";
import { coderNamed } from "../study/coder.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Call } from "./call.ts";
import { at, as, changing, json, study, type CliCommand } from "./command.ts";
import { exitCodes, misused, refused } from "./exit.ts";
import { summarise } from "./summary.ts";
import { tableText } from "./table-text.ts";

/** Commands about a study as a whole. */
export const studyCommands: readonly CliCommand[] = [
  {
    name: "new",
    summary: "Make a new study file",
    operands: [{ name: "STUDY", what: "the file to make, such as study.earshot" }],
    options: [
      { name: "title", value: "TITLE", what: "what the study is called" },
      { name: "approach", value: "APPROACH", what: "what the analysis takes itself to be", among: approaches },
      { name: "encrypt", what: "encrypt the whole file; asks for a passphrase, or takes it from EARSHOT_PASSPHRASE" },
      as,
    ],
    notes: ["reflexive: meaning is made by the researcher, and a second coder is someone to think with. codebook: a shared codebook, agreement is looked at. reliability: agreement between coders is a finding of its own."],
    examples: ['earshot new study.earshot --title "How mothers found support" --approach reflexive'],
    run: async (call) => {
      const title = call.value("title")?.trim();
      if (!title) throw misused('A study needs a title: earshot new study.earshot --title "…" --approach reflexive.');
      const approach = call.value("approach") as Approach | undefined;
      if (!approach) throw misused(`Say what the analysis takes itself to be: --approach ${approaches.join(", --approach ")}. "earshot new --help" says what they mean.`);
      await call.create({ title, approach, encrypt: call.has("encrypt") });
      call.say(`Made the study "${title}" (${approach}) in ${call.operand("STUDY")}.`);
    },
  },
  {
    name: "describe",
    summary: "Change a study's title, approach or the facts a report must state, or show them",
    operands: [study],
    options: [
      { name: "title", value: "TITLE", what: "a new title" },
      { name: "approach", value: "APPROACH", what: "a new approach", among: approaches },
      { name: "fact", value: "NAME=TEXT", what: "something a report must say, such as \"ethics reference=15/LO/0001\"; an empty text takes it away", many: true },
      json,
      ...changing,
    ],
    examples: ['earshot describe study.earshot --fact "ethics reference=15/LO/0001" --fact "setting=NHS services in England"', "earshot describe study.earshot"],
    run: async (call) => {
      const facts = Object.fromEntries(call.values("fact").map((fact) => split("fact", fact)));
      const [title, approach] = [call.value("title"), call.value("approach") as Approach | undefined];
      if (title === undefined && approach === undefined && Object.keys(facts).length === 0) {
        const { settings } = await call.study();
        if (call.has("json")) return call.json({ title: settings.title, approach: settings.approach, facts: settings.facts });
        call.say(`${settings.title} (${settings.approach})`);
        for (const [name, text] of Object.entries(settings.facts)) if (text) call.say(`  ${name}: ${text}`);
        return;
      }
      await call.do({ type: "study.describe", ...(title !== undefined && { title }), ...(approach && { approach }), ...(Object.keys(facts).length > 0 && { facts }) });
    },
  },
  {
    name: "write",
    summary: "Write a section of the report that belongs to the authors",
    operands: [study, { name: "SECTION", what: "the section, such as introduction or discussion" }],
    options: [{ name: "text", value: "TEXT", what: "its text" }, { name: "file", value: "FILE", what: "a file with its text (- for standard input)" }, ...changing],
    examples: ["earshot write study.earshot discussion --file discussion.md"],
    run: async (call) => {
      const text = await call.text();
      if (text === undefined) throw misused("Give the text with --text or --file.");
      await call.do({ type: "study.writeProse", section: call.operand("SECTION"), text });
    },
  },
  {
    name: "summary",
    summary: "Show what is in a study, now or on any earlier day",
    operands: [study],
    options: [json, at],
    examples: ["earshot summary study.earshot", "earshot summary study.earshot --at 2016-12-31 --json"],
    run: async (call) => {
      const summary = summarise(await call.study());
      if (summary.events === 0 && call.has("at")) call.warn(`The study did not exist yet on ${call.value("at")}.`);
      if (call.has("json")) return call.json(summary);
      if (summary.events === 0) return;
      const { title, approach, substudies, ...counts } = summary;
      call.say(`${title} (${approach})${call.has("at") ? `, as it stood on ${call.value("at")}` : ""}`);
      call.io.out.write(tableText(["", ""], Object.entries(counts).map(([what, n]) => [`  ${what}`, n])).replace(/^\s*\n/, ""));
      if (substudies.length > 0) call.say(`  substudies: ${substudies.join(", ")}`);
    },
  },
  {
    name: "history",
    summary: "List what happened in a study, oldest first",
    operands: [study],
    options: [
      json,
      { name: "limit", value: "N", what: "only the latest so many" },
      { name: "by", value: "CODER", what: "only what this person did" },
      { name: "about", value: "NAME", what: `only what is about this code (full path joined by "${pathSeparator}"), source, participant or theme` },
    ],
    examples: ["earshot history study.earshot --limit 20", 'earshot history study.earshot --about "Support / home visits"'],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const about = call.value("about");
      const id = about === undefined ? undefined : (await import("./about.ts")).idOf(workbench.study, about);
      const rows = await history(workbench, { limit: call.count("limit"), actor: call.value("by"), about: id });
      call.list(rows, ["when", "who", "what"], (r) => [`${r.stamp.slice(0, 10)} ${r.stamp.slice(11, 16)}`, r.actor, `${r.sentence}${r.undone ? " (undone)" : ""}`], { none: "Nothing has happened here yet.", give: "what" });
    },
  },
  ...(["undo", "redo"] as const).map(
    (verb): CliCommand => ({
      name: verb,
      summary: verb === "undo" ? "Take the last step back; it stays in the history" : "Do again what was undone last",
      operands: [study],
      options: [{ name: "steps", value: "N", what: "so many steps" }, { name: "dry-run", what: "only say what it would be" }, ...changing],
      examples: [`earshot ${verb} study.earshot`, `earshot ${verb} study.earshot --dry-run`],
      run: async (call) => {
        const workbench = await call.open({ write: !call.has("dry-run") });
        if (call.has("dry-run")) {
          const next = verb === "undo" ? await workbench.nextUndo() : await workbench.nextRedo();
          return call.say(next === null ? `There is nothing to ${verb}.` : `Would ${verb}: ${next}`);
        }
        const next = verb === "undo" ? await workbench.nextUndo() : await workbench.nextRedo();
        if (next === null) throw refused(`There is nothing to ${verb}.`);
        for (let i = 0; i < (call.count("steps") ?? 1); i++) {
          const outcome = await workbench[verb](await call.actor());
          if (!outcome.ok) throw refused(i === 0 ? outcome.refusal.sentence : `${outcome.refusal.sentence} (after ${i} ${i === 1 ? "step" : "steps"})`);
          for (const line of outcome.said) call.say(line);
        }
      },
    }),
  ),
  {
    name: "merge",
    summary: "Bring in what happened in another copy of the same study",
    operands: [study, { name: "OTHER", what: "the other copy; it is only read" }],
    options: [json, ...changing],
    notes: ["Both copies' work stays. What two people changed without seeing each other is listed. Merging the same copy again changes nothing."],
    examples: ["earshot merge study.earshot study-of-ruth.earshot"],
    run: async (call) => {
      const workbench = await call.open({ write: true });
      const other = await call.openLog(call.operand("OTHER"));
      const report = await mergeLog(workbench, other, call.operand("OTHER"), await merger(call, workbench, other)).finally(() => other.close());
      if (!report.ok) throw refused(report.refusal.sentence);
      if (call.has("json")) return call.json(report);
      call.say(report.said);
      for (const line of report.told) call.say(`  ${line}`);
      if (report.conflicts.length > 0) call.say("To look at:");
      for (const sentence of report.conflicts) call.say(`  ${sentence}`);
    },
  },
  {
    name: "check",
    summary: "Check every event and content of a study file, and name the first break",
    operands: [study],
    options: [json],
    examples: ["earshot check study.earshot"],
    run: async (call) => {
      const bar = call.bar("Checking");
      const report = await call
        .open({ write: false })
        .then((workbench) => checkStudy(workbench, bar.step))
        .catch((problem: unknown) => {
          if (problem instanceof Broken) return { broken: true, sentence: problem.message };
          throw problem;
        });
      bar.end();
      if (call.has("json")) call.json(report);
      else if (report.broken) call.warn(report.sentence);
      else call.say(report.sentence);
      return report.broken ? exitCodes.broken : exitCodes.done;
    },
  },
];

/** Who merges. A stranger is recorded only where something comes in, so that merging the same copy again changes nothing. */
async function merger(call: Call, workbench: Workbench, other: Log): Promise<string> {
  const known = coderNamed(workbench.study, call.who())?.id;
  const fresh = (await other.heads()).some((head) => head.seq > workbench.seqOf(head.replica));
  return known ?? (fresh ? call.actor() : "");
}

/** "name=text" as a pair. */
function split(option: string, written: string): [string, string] {
  const at = written.indexOf("=");
  if (at < 1) throw misused(`--${option} is written NAME=TEXT; "${written}" is not.`);
  return [written.slice(0, at).trim(), written.slice(at + 1).trim()];
}
