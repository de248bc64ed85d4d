import { differenceCalled, placeOf, progressOf, surroundingsOf, type Numbered } from "../analysis/settling.ts";
import { consensusLayer } from "../analysis/coderComparison.ts";
import { pathOf, type Code } from "../study/code.ts";
import { outcomes, type Outcome } from "../study/consensus.ts";
import type { Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Range } from "../text/range.ts";
import { timeCode } from "../text/turns.ts";
import { settle } from "../analysis/settle.ts";
import { decisionsOn, isContested } from "../workbench/consensus.ts";
import type { Call } from "./call.ts";
import { changing, listing, reason, study, type CliCommand } from "./command.ts";
import { codesOption, codersOption, differencesFor, namesIn, sourcesOption, warnOfUnfinished } from "./comparing.ts";
import { howSettled, listDifferences, rowOf, whatDiffers } from "./differences.ts";
import { misused, refused } from "./exit.ts";
import { theCode, theCoder } from "./names.ts";
import { tableText } from "./table-text.ts";

const difference = { name: "DIFFERENCE", what: "its number in the listing, its id, or the beginning of the id" };
const pair = { ...codersOption, what: "whose differences; can be left out where exactly two coders have finished sources" };

/** Commands about settling differences. */
export const consensusCommands: readonly CliCommand[] = [
  {
    name: "consensus status",
    summary: "How far settling has come, source by source",
    operands: [study],
    options: [pair, ...listing],
    examples: ["earshot consensus status study.earshot"],
    run: status,
  },
  {
    name: "consensus list",
    summary: "List differences with what was decided about them",
    operands: [study],
    options: [pair, sourcesOption, codesOption, { name: "open", what: "only what is not settled" }, { name: "layer", what: "print the consensus layer in place of the differences" }, ...listing],
    examples: ["earshot consensus list study.earshot --open", "earshot consensus list study.earshot --coders HN,RO --layer --json"],
    run: list,
  },
  {
    name: "consensus show",
    summary: "Show one difference in its passage, with every decision made about it",
    operands: [study, difference],
    options: [pair, ...listing],
    examples: ["earshot consensus show study.earshot 3"],
    run: show,
  },
  {
    name: "consensus decide",
    summary: "Record what was decided about a difference; deciding again stands in its place and keeps the earlier one",
    operands: [study, difference, { name: "OUTCOME", what: `what stands: ${outcomes.join(", ")}` }],
    options: [
      pair,
      { name: "code", value: "CODE", what: "with other: the code that you settled on" },
      { name: "start", value: "N", what: "with other: where the passage begins, in UTF-16 code units of the current text" },
      { name: "end", value: "N", what: "with other: where it ends" },
      reason,
      { name: "who", value: "A,B", what: "who took part (both coders, if not given)" },
      { name: "definition", value: "TEXT", what: "the code's new description: the decision changes it and is linked to the change" },
      { name: "when-to-use", value: "TEXT", what: "in the same way, when to use the code" },
      { name: "when-not-to-use", value: "TEXT", what: "in the same way, when not to use it" },
      { name: "defines", value: "CODE", what: "which code's definition changes, where the decision leaves more than one" },
      ...changing,
    ],
    notes: ["first and second keep that coder's code and extent, both keeps the two, none says that nothing should be coded here, open leaves it for later, other takes another code or range. The coders' own codings stay as they were."],
    examples: ['earshot consensus decide study.earshot 3 second --reason "The room leaves him out before anyone speaks of the couple."', 'earshot consensus decide study.earshot 4 other --code "Support / home visits" --start 1204 --end 1260', 'earshot consensus decide study.earshot 5 none --who HN,RO --definition "Only where she says that she kept something back"'],
    run: decide,
  },
];

async function status(call: Call): Promise<void> {
  const study = await call.study();
  const found = await differencesFor(call, study, { guess: true });
  const rows = found.compared.map((source) => ({ source: source.name, ...progressOf(found.all.filter((d) => d.source === source.id)) }));
  const all = progressOf(found.all);
  const contested = found.all.filter((d) => isContested(study, d.id)).map((d) => d.number);
  if (call.has("json")) return call.json({ coders: found.names, ...all, sources: rows, notFinished: found.notFinished, outdated: found.outdated.length, contested });
  warnOfUnfinished(call, study, found.coders, found.notFinished);
  if (rows.length === 0) return call.say(`${found.names.join(" and ")} have not both finished any source, so there is nothing to settle yet.`);
  call.say(`${found.names.join(" (first) and ")} (second): ${all.settled} of ${all.differences} differences settled, ${all.leftOpen} left open, ${all.untouched} not looked at; ${all.agreed} places agreed from the start.\n`);
  call.io.out.write(tableText(["source", "agreed", "boundary", "presence", "label", "settled", "left open", "not looked at"], rows.map((r) => [r.source, r.agreed, r.byKind.boundary, r.byKind.presence, r.byKind.label, r.settled, r.leftOpen, r.untouched])));
  if (contested.length > 0) call.warn(`Decided by two people who did not see each other's decision: ${contested.join(", ")}. The later decision stands; look at it with "earshot consensus show" and decide again to settle it.`);
  if (found.outdated.length > 0) call.warn(`${found.outdated.length} earlier ${found.outdated.length === 1 ? "decision is" : "decisions are"} on places where someone coded afterwards, and ${found.outdated.length === 1 ? "counts" : "count"} for nothing until decided anew.`);
}

async function list(call: Call): Promise<void> {
  const study = await call.study();
  const found = await differencesFor(call, study, { guess: true });
  warnOfUnfinished(call, study, found.coders, found.notFinished);
  if (call.has("layer")) {
    const pathNow = (code: string): string => pathOf(study, code);
    const rows = found.compared.flatMap((source) => consensusLayer(study, found.coders, source).map((r) => ({ source: source.name, code: pathNow(r.code), start: r.start, end: r.end, quote: found.text(source).slice(r.start, r.end) })).sort((a, b) => a.start - b.start || a.end - b.end));
    return call.list(rows, ["source", "code", "start", "end", "quote"], (r) => [r.source, r.code, r.start, r.end, r.quote], { none: "The consensus layer is empty.", give: "quote" });
  }
  const rows = found.all.filter((d) => (call.has("open") ? !d.settled : call.has("json") || d.kind !== "agreed")).map((d) => rowOf(study, d, found.names));
  listDifferences(call, rows, call.has("open") && found.all.length > 0 ? "Every difference is settled." : "No differences here.");
}

async function theDifference(call: Call, study: Study): Promise<{ found: Awaited<ReturnType<typeof differencesFor>>; difference: Numbered; source: Source }> {
  const found = await differencesFor(call, study, { guess: true });
  const chosen = differenceCalled(found.all, call.operand("DIFFERENCE"));
  if (!chosen.ok) throw refused(chosen.refusal.sentence);
  return { found, difference: chosen.difference, source: study.sources.get(chosen.difference.source)! };
}

async function show(call: Call): Promise<void> {
  const study = await call.study();
  const { found, difference: d, source } = await theDifference(call, study);
  const row = rowOf(study, d, found.names);
  const history = await decisionsOn(await call.open({ write: false }), d.id);
  const around = surroundingsOf(source, found.text(source), d.covering);
  if (call.has("json")) return call.json({ ...row, context: { ...around, text: found.text(source).slice(around.start, around.end) }, decisions: history });
  const { turn, at } = placeOf(source, d.covering.start);
  call.say(`${row.number === null ? "" : `${row.number}. `}${row.kind}, ${row.source}${turn === null ? "" : `, turn ${turn}`}${at === null ? "" : `, ${timeCode(at)}`}: ${whatDiffers(row)}\n`);
  call.say(marked(found.text(source), around, d.first?.ranges ?? [], d.second?.ranges ?? []));
  call.say("");
  if (row.first) call.say(`  [ ]  ${row.first.coder}: ${row.first.code} (${row.first.ranges.map((r) => `${r.start} to ${r.end}`).join(", ")})`);
  if (row.second) call.say(`  { }  ${row.second.coder}: ${row.second.code} (${row.second.ranges.map((r) => `${r.start} to ${r.end}`).join(", ")})`);
  call.say("");
  if (history.length === 0) call.say(row.kind === "agreed" ? "Agreed from the start." : "Not looked at yet.");
  for (const made of history) call.say(`${made.stamp.slice(0, 10)}  ${made.who.join(", ")}: ${made.outcome}${made.result.length > 0 ? ` (${[...new Set(made.result)].join(", ")})` : ""}${made.reason ? `. ${made.reason}` : ""}${made.stands ? "  [stands]" : ""}${made.unseen ? "  [decided without the later one being seen]" : ""}`);
}

/** A passage with the first coder's extents in [ ] and the second's in { }. */
function marked(text: string, { start, end }: Range, first: readonly Range[], second: readonly Range[]): string {
  const marks = [...first.flatMap((r) => [[r.start, 2, "["], [r.end, 1, "]"]] as const), ...second.flatMap((r) => [[r.start, 3, "{"], [r.end, 0, "}"]] as const)].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let out = "";
  let from = start;
  for (const [at, , sign] of marks) {
    out += text.slice(from, at) + sign;
    from = at;
  }
  return out + text.slice(from, end);
}

function usable(code: Code): Code {
  if (code.kind === "heading") throw refused(`"${code.name}" is a heading; choose one of the codes below it.`);
  return code;
}

async function decide(call: Call): Promise<void> {
  const workbench = await call.open({ write: true });
  const { study } = workbench;
  const outcome = call.operand("OUTCOME");
  if (!(outcomes as readonly string[]).includes(outcome)) throw misused(`What stands is one of ${outcomes.join(", ")}, not "${outcome}".`);
  const { found, difference: d } = await theDifference(call, study);
  const who = call.value("who");
  const people = who === undefined ? [...found.coders] : namesIn(who, () => false).map((name) => theCoder(study, name).id);
  if (people.length === 0) throw misused("--who needs the name of a coder.");
  const fields = ([["definition", "description"], ["when-to-use", "whenToUse"], ["when-not-to-use", "whenNotToUse"]] as const).filter(([option]) => call.has(option));
  if (fields.length > 1) throw misused("One decision changes one part of a definition: give only one of --definition, --when-to-use and --when-not-to-use.");
  if (fields.length === 0 && call.has("defines")) throw misused("--defines says whose definition changes; give the new one with --definition.");
  const [field] = fields;
  const code = call.value("code");
  const [start, end] = [call.count("start"), call.count("end")];
  if ((start === undefined) !== (end === undefined)) throw misused("Give both ends of the range: --start and --end.");
  const other = code === undefined && start === undefined ? undefined : { code: code === undefined ? undefined : usable(theCode(study, code)).id, range: start === undefined ? undefined : { start, end: end! } };
  const settled = settle(d, {
    outcome: outcome as Outcome,
    other,
    reason: call.value("reason") ?? "",
    who: people,
    ...(field && { definition: { field: field[1], text: call.value(field[0])!, ...(call.has("defines") && { code: theCode(study, call.value("defines")!).id }) } }),
  });
  if (!settled.ok) throw refused(settled.refusal.sentence);
  await call.do(settled.commands);
  const after = await differencesFor(call, workbench.study, { guess: true });
  const row = after.all.find((x) => x.id === d.id);
  const { settled: done, differences } = progressOf(after.all);
  call.say(`${row ? `${capital(howSettled(rowOf(workbench.study, row, after.names)))}. ` : ""}${done} of ${differences} settled.`);
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
