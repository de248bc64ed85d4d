import { ancestry, childrenOf, codeAt, currentCode, liveCodes, pathOf, pathSeparator, type Code, type CodeId } from "../study/code.ts";
import type { Study } from "../study/study.ts";
import { presentSources } from "../study/source.ts";
import { history } from "../workbench/history.ts";
import { importCodebook } from "../workbench/importCodebook.ts";
import type { Asked } from "./call.ts";
import { changing, json, listing, reason, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { pairs, tell } from "./import-words.ts";
import { theCode } from "./names.ts";
import { columnsOption } from "./records.ts";

const operand = { name: "CODE", what: `the code: its full path joined by "${pathSeparator}", or its name where only one code has it` };
const wordOptions: readonly Option[] = [
  { name: "description", value: "TEXT", what: "what it means" },
  { name: "when-to-use", value: "TEXT", what: "when to use it" },
  { name: "when-not-to-use", value: "TEXT", what: "when not to use it" },
  { name: "example", value: "TEXT", what: "an example" },
  { name: "colour", value: "#RRGGBB", what: "its colour, or none" },
];

/** How many codings each code has now, through merges, in sources that are there. */
export function codingCounts(study: Study): ReadonlyMap<CodeId, number> {
  const counts = new Map<CodeId, number>();
  for (const source of presentSources(study)) {
    for (const coding of study.codingsBySource.get(source.id) ?? []) {
      const id = currentCode(study, coding.code)?.id;
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Codes in the order of the tree. Those whose parents form a loop or are gone come last. */
function inTreeOrder(study: Study, withRetired: boolean): Code[] {
  const found: Code[] = [];
  const seen = new Set<CodeId>();
  const walk = (parent: CodeId | null): void => {
    for (const code of childrenOf(study, parent, withRetired)) {
      if (seen.has(code.id)) continue;
      seen.add(code.id);
      found.push(code);
      walk(code.id);
    }
  };
  walk(null);
  return [...found, ...liveCodes(study).filter((c) => !seen.has(c.id))];
}

/** A code as the listing shows it. */
const row = (study: Study, c: Code, counts: ReadonlyMap<CodeId, number>) => ({
  code: pathOf(study, c.id),
  kind: c.kind,
  description: c.description,
  whenToUse: c.whenToUse,
  whenNotToUse: c.whenNotToUse,
  example: c.example,
  colour: c.colour,
  codings: counts.get(c.id) ?? 0,
  retired: c.retired,
});

/** The words and colour that options give a code. */
function wordsOf(call: { value(name: string): string | undefined }): { description?: string; whenToUse?: string; whenNotToUse?: string; example?: string; colour?: string | null } {
  const colour = call.value("colour");
  const given = { description: call.value("description"), whenToUse: call.value("when-to-use"), whenNotToUse: call.value("when-not-to-use"), example: call.value("example") };
  return { ...Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)), ...(colour !== undefined && { colour: colour === "none" ? null : colour }) };
}

/** Commands about the codebook. */
export const codeCommands: readonly CliCommand[] = [
  {
    name: "codes import",
    summary: "Bring in a codebook from CSV or XLSX",
    operands: [study, { name: "FILE", what: "the codebook" }],
    options: [columnsOption, reason, json, ...changing],
    notes: [`Columns: code (the full path, joined by "${pathSeparator}"), description, whenToUse, whenNotToUse, example, colour, kind (code or heading); only the first is needed. Missing parents become headings. Codes that are there already take on what the file says anew.`],
    examples: ["earshot codes import study.earshot codebook.csv", "earshot codes import study.earshot filters.csv --columns code=tag"],
    run: async (call) => {
      const { files, problems } = await call.readAll([call.operand("FILE")]);
      if (!files[0]) throw refused(problems[0]!);
      const workbench = await call.open({ write: true });
      const report = await importCodebook(workbench, files[0], { columns: pairs("columns", call.values("columns")), reason: call.value("reason") ?? "" }, await call.actor());
      if (!call.has("json")) return tell(call, report);
      call.json(report);
      return report.ok ? 0 : 1;
    },
  },
  {
    name: "codes list",
    summary: "List the codebook with how often each code is used",
    operands: [study],
    options: [...listing, { name: "all", what: "also codes that were retired" }, { name: "headings", what: "with --json, also the headings, which only hold codes" }],
    examples: ["earshot codes list study.earshot", "earshot codes list study.earshot --at 2017-06-30 --json"],
    run: async (call) => {
      const study = await call.study();
      const counts = codingCounts(study);
      // For a person the tree is whole; for a program a code is a code.
      const codes = inTreeOrder(study, call.has("all")).filter((c) => c.kind === "code" || !call.has("json") || call.has("headings"));
      call.list(codes.map((c) => row(study, c, counts)), ["code", "codings", "description"], (r) => [`${r.code}${r.retired ? " (retired)" : ""}`, r.kind === "heading" && r.codings === 0 ? null : r.codings, r.description], { none: 'No codes yet. "earshot codes add" makes one; "earshot codes import" brings a codebook in.', give: "description" });
    },
  },
  {
    name: "codes show",
    summary: "Show one code: its definition, its use and its history",
    operands: [study, operand],
    options: [json],
    examples: ['earshot codes show study.earshot "Support / home visits"'],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const { study } = workbench;
      const code = codeAt(study, call.operand("CODE")) ?? theCode(study, call.operand("CODE"));
      const shown = row(study, code, codingCounts(study));
      const bySource = presentSources(study).flatMap((s) => {
        const n = (study.codingsBySource.get(s.id) ?? []).filter((c) => currentCode(study, c.code)?.id === code.id).length;
        return n > 0 ? [{ source: s.name, codings: n }] : [];
      });
      const events = (await history(workbench, { about: code.id })).filter((e) => !e.type.startsWith("coding."));
      const themes = [...study.themes.values()].filter((t) => t.codes.has(code.id) && t.state !== "discarded").map((t) => t.name);
      if (call.has("json")) return call.json({ ...shown, themes, sources: bySource, history: events.map((e) => ({ date: e.stamp.slice(0, 10), coder: e.actor, what: e.sentence, undone: e.undone })) });
      call.say(`${shown.code}${code.kind === "heading" ? " (heading)" : ""}${code.retired ? " (retired)" : ""}`);
      for (const [what, text] of [["", code.description], ["when to use: ", code.whenToUse], ["when not to use: ", code.whenNotToUse], ["example: ", code.example], ["colour: ", code.colour ?? ""], ["themes: ", themes.join("; ")]] as const) if (text) call.say(`  ${what}${text}`);
      call.say(`  ${shown.codings === 1 ? "1 coding" : `${shown.codings} codings`}${bySource.length > 0 ? `: ${bySource.map((s) => `${s.source} (${s.codings})`).join(", ")}` : ""}`);
      for (const e of events) call.say(`  ${e.stamp.slice(0, 10)}  ${e.actor}: ${e.sentence}${e.undone ? " (undone)" : ""}`);
    },
  },
  {
    name: "codes add",
    summary: "Make a code; missing parents become headings",
    operands: [study, { name: "CODE", what: `its full path, joined by "${pathSeparator}"` }],
    options: [...wordOptions, { name: "heading", what: "make a heading, which only holds codes" }, ...changing],
    examples: ['earshot codes add study.earshot "Support / home visits" --description "Someone comes to the home"'],
    run: async (call) => {
      const { study, newId } = await call.open({ write: true });
      const names = call.operand("CODE").split(/\s+\/\s+/).map((n) => n.trim());
      const commands: Asked[] = [];
      let parent: CodeId | null = null;
      for (const [i, name] of names.entries()) {
        const last = i === names.length - 1;
        const there: Code | undefined = parent !== null && !study.codes.has(parent) ? undefined : childrenOf(study, parent).find((c) => c.name.toLowerCase() === name.toLowerCase());
        if (there && !last) {
          parent = there.id;
          continue;
        }
        const id = newId();
        commands.push({ type: "code.create", id, name, parent, kind: last && !call.has("heading") ? "code" : "heading", ...(last && wordsOf(call)) });
        parent = id;
      }
      const headings = names.slice(names.length - commands.length, -1);
      await call.do(commands, { said: `Made the ${call.has("heading") ? "heading" : "code"} "${names.join(pathSeparator)}"${headings.length === 0 ? "" : `, with the ${headings.length === 1 ? "heading" : "headings"} ${headings.map((h) => `"${h}"`).join(" and ")} above it`}.` });
    },
  },
  {
    name: "codes rename",
    summary: "Give a code another name",
    operands: [study, { ...operand, name: "OLD" }, { name: "NEW", what: "its new name, without the path" }],
    options: [reason, ...changing],
    examples: ['earshot codes rename study.earshot "Support / home visits" "visits at home" --reason "families say visits"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const code = theCode(study, call.operand("OLD"));
      // A new full path whose parents are the old ones means the same as its last name.
      const above = ancestry(study, code.id).slice(0, -1).map((c) => c.name).join(pathSeparator);
      const written = call.operand("NEW").trim();
      const name = above !== "" && written.toLowerCase().startsWith(`${above}${pathSeparator}`.toLowerCase()) ? written.slice(above.length + pathSeparator.length) : written;
      if (name.includes(pathSeparator)) throw refused(`A new name has no "${pathSeparator}" in it. To put the code under another one, use "earshot codes move".`);
      await call.do({ type: "code.describe", code: code.id, name, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codes describe",
    summary: "Change a code's definition, colour, or whether it is a heading",
    operands: [study, operand],
    options: [...wordOptions, { name: "kind", value: "KIND", what: "code or heading", among: ["code", "heading"] }, reason, ...changing],
    examples: ['earshot codes describe study.earshot "home visits" --when-not-to-use "a visit by family"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const words = wordsOf(call);
      const kind = call.value("kind") as Code["kind"] | undefined;
      if (Object.keys(words).length === 0 && !kind) throw misused('Say what to change, such as --description "…".');
      await call.do({ type: "code.describe", code: theCode(study, call.operand("CODE")).id, ...words, ...(kind && { kind }), reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codes move",
    summary: "Put a code under another one, or at the top",
    operands: [study, operand],
    options: [{ name: "under", value: "CODE", what: "the code or heading to put it under" }, { name: "top", what: "put it at the top" }, reason, ...changing],
    examples: ['earshot codes move study.earshot "home visits" --under Support', 'earshot codes move study.earshot "home visits" --top'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const under = call.value("under");
      if ((under === undefined) === !call.has("top")) throw misused("Say where: --under CODE or --top.");
      await call.do({ type: "code.move", code: theCode(study, call.operand("CODE")).id, parent: under === undefined ? null : theCode(study, under).id, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codes merge",
    summary: "Merge a code into another one; its codings count there",
    operands: [study, operand, { name: "INTO", what: "the code that stays" }],
    options: [reason, ...changing],
    examples: ['earshot codes merge study.earshot "Feelings / guilt" "Feelings / shame" --reason "never told apart in the transcripts"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "code.merge", code: theCode(study, call.operand("CODE")).id, into: theCode(study, call.operand("INTO")).id, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codes split",
    summary: "Split a code: new ones stand beside it, and its codings can be recoded one by one",
    operands: [study, operand, { name: "NEW", what: "the names of the new codes", many: true }],
    options: [reason, ...changing],
    examples: ['earshot codes split study.earshot "Referral / waiting" "waiting for a call" "waiting for the first visit"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "code.split", code: theCode(study, call.operand("CODE")).id, into: call.operands("NEW").map((name) => ({ name })), reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "codes retire",
    summary: "Take a code out of use; its codings stay",
    operands: [study, operand],
    options: [{ name: "back", what: "take it back into use" }, reason, ...changing],
    examples: ['earshot codes retire study.earshot "Outcomes" --reason "a word from forms"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const path = call.operand("CODE");
      const retired = [...study.codes.values()].filter((c) => c.retired && c.mergedInto === null && [pathOf(study, c.id), c.name].some((n) => n.toLowerCase() === path.trim().toLowerCase()));
      const code = call.has("back") && retired.length === 1 ? retired[0]! : theCode(study, path);
      await call.do({ type: "code.retire", code: code.id, retired: !call.has("back"), reason: call.value("reason") ?? "" });
    },
  },
];
