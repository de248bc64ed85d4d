import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { memoKinds, type MemoKind } from "../study/memo.ts";
import { linkOptions, linksOf, linkWords } from "./about.ts";
import { changing, listing, study, type CliCommand } from "./command.ts";
import { misused } from "./exit.ts";
import { theCoder, theMemo } from "./names.ts";

const name = { name: "CODER", what: "the coder's name" };
const textOptions = [{ name: "text", value: "TEXT", what: "the text" }, { name: "file", value: "FILE", what: "a file with the text (- for standard input)" }] as const;

/** How many codings each coder has in sources that are there. */
function codingsPerCoder(study: Study): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of presentSources(study)) for (const { coder } of study.codingsBySource.get(source.id) ?? []) counts.set(coder, (counts.get(coder) ?? 0) + 1);
  return counts;
}

/** Commands about researchers, and the notes they write. */
export const coderCommands: readonly CliCommand[] = [
  {
    name: "coders list",
    summary: "List the coders",
    operands: [study],
    options: [...listing, { name: "all", what: "also people who only ran commands" }],
    examples: ["earshot coders list study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const counts = codingsPerCoder(study);
      const rows = [...study.coders.values()].filter((c) => c.declared || call.has("all")).map((c) => ({ coder: c.name, codings: counts.get(c.id) ?? 0, facts: c.facts, positionality: c.positionality.map((p) => ({ date: p.stamp.slice(0, 10), text: p.text })) }));
      call.list(rows, ["coder", "codings", "positionality", "facts"], (r) => [r.coder, r.codings, r.positionality.length === 0 ? "none yet" : `${r.positionality.length} (last ${r.positionality.at(-1)!.date})`, Object.entries(r.facts).filter(([, v]) => v).map(([k, v]) => `${k}: ${v}`).join("; ")], { none: "No coders yet. Whoever codes becomes one.", give: "facts" });
    },
  },
  {
    name: "coders add",
    summary: "Name someone as a coder",
    operands: [study, name],
    options: changing,
    examples: ["earshot coders add study.earshot RO"],
    run: async (call) => void (await call.do({ type: "coder.add", name: call.operand("CODER") })),
  },
  {
    name: "coders describe",
    summary: "Record what a report needs to say of a coder, or another name",
    operands: [study, name],
    options: [{ name: "fact", value: "NAME=TEXT", what: "such as \"credentials=DClinPsy\", occupation, gender, experience", many: true }, { name: "rename", value: "NEW", what: "another name" }, ...changing],
    examples: ['earshot coders describe study.earshot RO --fact "credentials=DClinPsy" --fact "occupation=clinical psychologist"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const facts = Object.fromEntries(call.values("fact").map((fact): [string, string] => {
        const at = fact.indexOf("=");
        if (at < 1) throw misused(`--fact is written NAME=TEXT; "${fact}" is not.`);
        return [fact.slice(0, at).trim(), fact.slice(at + 1).trim()];
      }));
      const rename = call.value("rename");
      if (Object.keys(facts).length === 0 && rename === undefined) throw misused('Say what to record, such as --fact "occupation=midwife".');
      await call.do({ type: "coder.describe", coder: theCoder(study, call.operand("CODER")).id, ...(rename !== undefined && { name: rename }), facts });
    },
  },
  {
    name: "coders positionality",
    summary: "Add a statement of who a coder is and how it may shape the reading; earlier ones stay",
    operands: [study, name],
    options: [...textOptions, ...changing],
    examples: ["earshot coders positionality study.earshot HN --file positionality-HN.txt"],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const text = await call.text();
      if (!text) throw misused("Give the statement with --text or --file.");
      await call.do({ type: "positionality.state", coder: theCoder(study, call.operand("CODER")).id, text });
    },
  },
  {
    name: "memos add",
    summary: "Write a memo, linked to whatever it is about",
    operands: [study],
    options: [{ name: "kind", value: "KIND", what: "which kind (analytic, if not given)", among: memoKinds }, { name: "title", value: "TITLE", what: "its title" }, ...textOptions, ...linkOptions, ...changing],
    examples: ['earshot memos add study.earshot --kind reflexive --source "Mother 4" --text "I read her as defended; that was the therapist\'s word."', 'earshot memos add study.earshot --title "Why guilt and shame became one" --code "Guilt and shame" --file memo.md'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const text = await call.text();
      if (!text) throw misused("Give the memo's text with --text or --file.");
      await call.do({ type: "memo.write", kind: (call.value("kind") ?? "analytic") as MemoKind, title: call.value("title") ?? "", text, links: linksOf(call, study) });
    },
  },
  {
    name: "memos list",
    summary: "List memos",
    operands: [study],
    options: [{ name: "kind", value: "KIND", what: "only this kind", among: memoKinds }, ...linkOptions, ...listing],
    examples: ["earshot memos list study.earshot --kind reflexive", 'earshot memos list study.earshot --code "Guilt and shame"'],
    run: async (call) => {
      const study = await call.study();
      const wanted = linksOf(call, study);
      const rows = [...study.memos.values()]
        .filter((m) => (!call.has("kind") || m.kind === call.value("kind")) && wanted.every((w) => m.links.some((l) => l.kind === w.kind && l.id === w.id)))
        .map((m) => ({ id: m.id, kind: m.kind, author: study.coders.get(m.author)?.name ?? "", date: m.written.slice(0, 10), title: m.title, about: m.links.map((l) => linkWords(study, l)), text: m.text }));
      call.list(rows, ["date", "author", "kind", "id", "about", "memo"], (r) => [r.date, r.author, r.kind, r.id, r.about.join(", "), r.title ? `${r.title}: ${r.text}` : r.text], { none: "No memos here.", give: "memo" });
    },
  },
  {
    name: "memos show",
    summary: "Print one memo",
    operands: [study, { name: "MEMO", what: "its title, its id or the beginning of it" }],
    options: listing,
    examples: ['earshot memos show study.earshot "Why guilt and shame became one"'],
    run: async (call) => {
      const study = await call.study();
      const m = theMemo(study, call.operand("MEMO"));
      const shown = { id: m.id, kind: m.kind, author: study.coders.get(m.author)?.name ?? "", written: m.written.slice(0, 10), changed: m.changed.slice(0, 10), title: m.title, about: m.links.map((l) => linkWords(study, l)), text: m.text };
      if (call.has("json")) return call.json(shown);
      if (m.title) call.say(m.title);
      call.say(`${shown.kind} memo by ${shown.author}, ${shown.written}${shown.changed === shown.written ? "" : `, changed ${shown.changed}`}${shown.about.length > 0 ? `, about ${shown.about.join(", ")}` : ""}\n`);
      call.say(m.text);
    },
  },
  {
    name: "memos edit",
    summary: "Change a memo's text, title or links; the history keeps what it said",
    operands: [study, { name: "MEMO", what: "its title, its id or the beginning of it" }],
    options: [{ name: "title", value: "TITLE", what: "another title" }, ...textOptions, ...linkOptions, ...changing],
    examples: ['earshot memos edit study.earshot 7fqk --text "On reflection …"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const memo = theMemo(study, call.operand("MEMO"));
      const [text, title, links] = [await call.text(), call.value("title"), linksOf(call, study)];
      if (text === undefined && title === undefined && links.length === 0) throw misused("Say what to change: --text, --file, --title, or what to link it to.");
      await call.do([
        ...(text !== undefined || title !== undefined ? [{ type: "memo.rewrite" as const, memo: memo.id, ...(text !== undefined && { text }), ...(title !== undefined && { title }) }] : []),
        ...(links.length > 0 ? [{ type: "memo.link" as const, memo: memo.id, links: [...memo.links, ...links.filter((l) => !memo.links.some((m) => m.kind === l.kind && m.id === l.id))] }] : []),
      ]);
    },
  },
  {
    name: "memos remove",
    summary: "Take a memo away; undo brings it back",
    operands: [study, { name: "MEMO", what: "its title, its id or the beginning of it" }],
    options: changing,
    examples: ["earshot memos remove study.earshot 7fqk"],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "memo.remove", memo: theMemo(study, call.operand("MEMO")).id });
    },
  },
];
