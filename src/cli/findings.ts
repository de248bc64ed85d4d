import { dirname, extname } from "node:path";
import { existsSync } from "node:fs";
import { codebook } from "../analysis/codebook.ts";
import { reliedOnRule, balanceOfVoices } from "../analysis/voices.ts";
import { search, searchable, type Searchable } from "../analysis/search.ts";
import { table1 } from "../analysis/table1.ts";
import type { Texts } from "../analysis/passages.ts";
import { disclosure, smallNumberWarnings } from "../privacy/disclosure.ts";
import { profiles, type Profile } from "../privacy/smallNumbers.ts";
import { suppressTable } from "../privacy/suppressTable.ts";
import type { Document } from "../report/document.ts";
import { htmlTable } from "../report/html.ts";
import { markdownTable } from "../report/markdown.ts";
import { table1Block, table1Csv } from "../report/table1.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { readAll } from "../workbench/workbench.ts";
import type { Call } from "./call.ts";
import { at, json, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { theSubstudy } from "./names.ts";
import { tableText } from "./table-text.ts";
import { software } from "./version.ts";
import { writeWhole } from "./write-whole.ts";

const within: Option = { name: "substudy", value: "NAME", what: "only the participants of this substudy" };
const suppressing: Option = { name: "suppress", value: "PROFILE", what: "hide small numbers", among: profiles };
const chosenAttributes: Option = { name: "attribute", value: "NAME", what: "show these attributes only, in this order", many: true };

const substudyOf = (call: Call, study: Study): Substudy | null => (call.has("substudy") ? theSubstudy(study, call.value("substudy")!) : null);

/** A way to look up texts by source, after loading them all. */
async function textsFor(call: Call, study: Study): Promise<Texts> {
  const workbench = await call.open({ write: false });
  const texts = await workbench.texts(presentSources(study));
  return (id) => {
    const source = study.sources.get(id);
    return source ? texts(source) : "";
  };
}

/** Commands that turn a study into findings. */
export const findingCommands: readonly CliCommand[] = [
  {
    name: "table1",
    summary: "Compute Table 1, who took part, from the register",
    operands: [study],
    options: [
      within,
      { name: "format", value: "FORMAT", what: "how to print it (md, if not given)", among: ["md", "csv", "html", "json"] },
      { name: "bands", value: "NAME=BANDS", what: 'how to cut a number, such as "age=under 25; 26-30; 31-35; 36-40"', many: true },
      chosenAttributes,
      suppressing,
      at,
    ],
    notes: ["What a careful reader should be told (values outside the bands, people who stand alone) is printed on standard error, so that the table itself can be sent to a file. A value that falls between bands or into two is an error that names the person."],
    examples: ['earshot table1 study.earshot --substudy "Parent-infant teams" --bands "age=under 25; 26-30; 31-35; 36-40"', 'earshot table1 study.earshot --format csv --suppress "under 5" > table1.csv'],
    run: printTable1,
  },
  {
    name: "report",
    summary: "Write the study up: methods, recruitment, Table 1, themes with quotations, codebook, COREQ, audit trail",
    operands: [study],
    options: [{ name: "output", short: "o", value: "FILE", what: "where to; its ending says how: .docx, .html or .md" }, within, chosenAttributes, suppressing],
    notes: ["What the records tell is filled in; what only the authors can say is marked. The same study gives the same Markdown and HTML, byte for byte."],
    examples: ['earshot report study.earshot --substudy "Parent-infant teams" -o findings.docx'],
    run: report,
  },
  {
    name: "voices",
    summary: "Show the balance of voices: who is quoted, how often, who never, who is relied on too much",
    operands: [study],
    options: [within, json, at],
    examples: ["earshot voices study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const balances = balanceOfVoices(study, await textsFor(call, study), substudyOf(call, study));
      if (call.has("json")) return call.json(balances.map((b) => ({ theme: b.theme?.name ?? null, quotations: b.quotations, passages: b.passages, equalShare: b.equalShare, voices: b.voices.map(({ label, quotations, passages, reliedOn }) => ({ label, quotations, passages, reliedOn })), never: b.never, reliedOn: b.reliedOn })));
      const [all, ...each] = balances;
      if (!all || all.voices.length === 0) return call.say("No participant has a transcript yet, so there are no voices to weigh.");
      call.io.out.write(tableText(["participant", "quotations", "passages", ""], all.voices.map((v) => [v.label, v.quotations, v.passages, v.reliedOn ? "relied on much" : ""])));
      call.say(`An equal share would be ${all.equalShare.toFixed(1)} quotations each (${reliedOnRule}).`);
      for (const b of each) call.say(`${"  ".repeat(b.theme!.depth)}${b.theme!.name}: ${b.quotations} ${b.quotations === 1 ? "quotation" : "quotations"}${b.reliedOn.length > 0 ? `; relied on much: ${b.reliedOn.join(", ")}` : ""}; never quoted: ${b.never.length === 0 ? "nobody" : b.never.join(", ")}`);
    },
  },
  {
    name: "find",
    summary: "Find words wherever people wrote: sources, codes, themes, memos, participants",
    operands: [study, { name: "WORDS", what: "a word or phrase" }],
    options: [
      { name: "in", value: "WHERE", what: "only there", among: searchable, many: true },
      { name: "whole", what: "whole words only" },
      { name: "case", what: "capital and small letters differ" },
      { name: "limit", value: "N", what: "at most so many (1,000, if not given)" },
      json,
      at,
    ],
    examples: ['earshot find study.earshot "health visitor" --in source'],
    run: async (call) => {
      const study = await call.study();
      const limit = call.count("limit");
      const hits = search(study, await textsFor(call, study), call.operand("WORDS"), { ...(call.has("in") && { in: call.values("in") as Searchable[] }), wholeWords: call.has("whole"), ignoreCase: !call.has("case"), ...(limit !== undefined && { limit }) });
      call.list(hits, ["where", "", "words"], (h) => [h.name || h.kind, h.kind === "source" && h.field === "text" ? h.start : `${h.kind}, ${h.field}`, `${h.before}${h.match}${h.after}`], { none: `"${call.operand("WORDS")}" is nowhere in this study.`, give: "words" });
    },
  },
  {
    name: "codebook",
    summary: "Print the codebook as a document",
    operands: [study],
    options: [at],
    examples: ["earshot codebook study.earshot > codebook.md"],
    run: async (call) => {
      const rows = codebook(await call.study());
      if (rows.length === 0) return call.say("No codes yet.");
      for (const row of rows) {
        call.say(`${"#".repeat(Math.min(6, row.depth + 2))} ${row.name}\n`);
        for (const [what, text] of [["", row.description], ["Use when: ", row.whenToUse], ["Not when: ", row.whenNotToUse], ["Example: ", row.example]] as const) if (text) call.say(`${what}${text}\n`);
        if (row.kind === "code") call.say(`${row.codings} ${row.codings === 1 ? "passage" : "passages"} of ${row.participants} ${row.participants === 1 ? "participant" : "participants"}.\n`);
      }
    },
  },
];

async function printTable1(call: Call): Promise<void> {
  const study = await call.study();
  const substudy = substudyOf(call, study);
  const bands = Object.fromEntries(
    call.values("bands").map((written): [string, string] => {
      const cut = written.indexOf("=");
      if (cut < 1) throw misused(`--bands is written NAME=BANDS, such as "age=under 25; 25-29; 30 and over"; "${written}" is not.`);
      return [written.slice(0, cut).trim(), written.slice(cut + 1).trim()];
    }),
  );
  const result = table1(study, { substudy, bands, ...(call.has("attribute") && { attributes: call.values("attribute") }) });
  if (!result.ok) throw refused(result.problems.join("\n"));
  const profile = call.value("suppress") as Profile | undefined;
  const table = profile ? suppressTable(result.table, profile) : result.table;
  const caption = `Table 1. Characteristics of the participants (n = ${table.n})`;
  const format = call.value("format") ?? "md";
  if (format === "json") call.json(table);
  else if (format === "csv") call.io.out.write(table1Csv(table));
  else if (format === "html") call.say(htmlTable(table1Block(table, caption)));
  else call.say(markdownTable(table1Block(table, caption)));
  if (table.characteristics.length === 0) call.warn(result.table.n === 0 ? "Nobody is in this table." : "The register has no characteristics to show. Bring them in with \"earshot people import\", or ask for one by name with --attribute.");
  for (const warning of result.warnings) call.warn(warning);
  if (!profile) for (const warning of smallNumberWarnings(disclosure(result.table, result.people))) call.warn(warning);
}

/** A document in the form that a file's ending asks for. The writers are loaded only here: they are large. */
async function formed(ending: string, document: Document): Promise<string | Uint8Array> {
  if (ending === ".docx") return (await import("../report/docx.ts")).docx(document);
  return ending === ".html" ? (await import("../report/html.ts")).html(document) : (await import("../report/markdown.ts")).markdown(document);
}

async function report(call: Call): Promise<void> {
  const file = call.value("output");
  const ending = extname(file ?? "").toLowerCase();
  if (file === undefined) throw misused("Say where to write it: -o findings.docx (or .html, or .md).");
  if (![".docx", ".html", ".md"].includes(ending)) throw misused(`The ending of "${file}" does not say how to write it; use .docx, .html or .md.`);
  const path = call.path(file);
  if (!existsSync(dirname(path))) throw refused(`There is no folder ${dirname(path)}. Make it first, or choose another.`);
  const workbench = await call.open({ write: false });
  const { study } = workbench;
  const { writeUp } = await import("../report/writeup.ts");
  const document = writeUp(study, await readAll(workbench.log), await textsFor(call, study), {
    substudy: substudyOf(call, study),
    software,
    profile: (call.value("suppress") as Profile | undefined) ?? null,
    ...(call.has("attribute") && { attributes: call.values("attribute") }),
  });
  const written = await formed(ending, document);
  await writeWhole(path, file, written);
  call.say(`Wrote ${file}.`);
}
