import { joinedParticipants } from "../study/recruitment.ts";
import { attributeKinds, type AttributeKind, type Value } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import { recruitmentFlow } from "../analysis/flow.ts";
import { numbersOf } from "../formats/table/numbers.ts";
import { convert, isBlank } from "../workbench/importCells.ts";
import { importPeople } from "../workbench/importPeople.ts";
import { presentSources } from "../study/source.ts";
import { changing, json, listing, study, type CliCommand } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { pairs, tell } from "./import-words.ts";
import { theAttribute, thePerson, theSubstudy } from "./names.ts";
import { short, tableText } from "./table-text.ts";

/** A value as people write it. */
const worded = (value: Value | undefined): string => (value === null || value === undefined ? "" : value === true ? "yes" : value === false ? "no" : String(value));

/** What is known of a participant, by the names of attributes; null where nothing is. */
const attributesOf = (study: Study, values: Readonly<Record<string, Value>>): Record<string, Value> => Object.fromEntries([...study.attributes.values()].map((a) => [a.name, values[a.id] ?? null]));

const label = { name: "LABEL", what: "the participant's label" };

/** Commands about participants and what is known of them. */
export const peopleCommands: readonly CliCommand[] = [
  {
    name: "people import",
    summary: "Bring in a register of participants from CSV or XLSX, one row to a person",
    operands: [study, { name: "FILE", what: "the register" }],
    options: [
      { name: "id", value: "COLUMN", what: "the column with the participants' labels; needed unless one column is plainly it" },
      { name: "types", value: "NAME=TYPE,…", what: `what columns hold, where it is not what it seems: ${attributeKinds.join(", ")}`, many: true },
      { name: "dates", value: "ORDER", what: "how dates in figures are written, for columns of type date that do not tell", among: ["day-first", "month-first"] },
      { name: "sheet", value: "NAME", what: "the sheet of a workbook; by default the first that holds a table" },
      json,
      ...changing,
    ],
    notes: ["The whole file goes in, or nothing of it. People who are in the study already are updated; a blank cell leaves what is known of them."],
    examples: ["earshot people import study.earshot register.csv --id id", 'earshot people import study.earshot register.xlsx --id "Study number" --types "postcode=text,parity=category"'],
    run: async (call) => {
      const file = { name: call.operand("FILE"), bytes: await call.read(call.operand("FILE")) };
      const workbench = await call.open({ write: true });
      const report = await importPeople(workbench, { ...file, name: file.name.split(/[\\/]/).at(-1)! }, { id: call.value("id"), types: pairs("types", call.values("types")), dayFirst: call.has("dates") ? call.value("dates") === "day-first" : null, sheet: call.value("sheet") }, await call.actor());
      if (call.has("json")) {
        call.json(report);
        return report.ok ? 0 : 1;
      }
      if (report.columns.length > 0) call.io.out.write(tableText(["column", "type", "blank", "examples", "note"], report.columns.map((c) => [c.name, c.kind, c.blanks, short(c.examples.join("; "), 48), c.note ?? ""])));
      return tell(call, report);
    },
  },
  {
    name: "people list",
    summary: "List the participants and what is known of them",
    operands: [study],
    options: [...listing, { name: "substudy", value: "NAME", what: "only those in this substudy" }, { name: "all", what: "also people who were approached and never joined" }],
    examples: ["earshot people list study.earshot", "earshot people list study.earshot --json"],
    run: async (call) => {
      const study = await call.study();
      const within = call.has("substudy") ? new Set(theSubstudy(study, call.value("substudy")!).members) : null;
      const rows = (call.has("all") ? [...study.participants.values()] : joinedParticipants(study))
        .filter((p) => !within || within.has(p.id))
        .map((p) => ({ id: p.label, attributes: attributesOf(study, p.values), substudies: [...study.substudies.values()].filter((s) => s.members.includes(p.id)).map((s) => s.name), withdrawn: p.withdrawn?.level ?? null }));
      const names = [...study.attributes.values()].map((a) => a.name);
      call.list(rows, ["id", ...names, "substudies"], (r) => [r.id, ...names.map((n) => (typeof r.attributes[n] === "number" ? (r.attributes[n] as number) : short(worded(r.attributes[n]), 30))), r.substudies.join(", ")], { none: 'No participants yet. Bring them in with "earshot people import".' });
    },
  },
  {
    name: "people show",
    summary: "Show all that is recorded of one participant",
    operands: [study, label],
    options: listing,
    examples: ['earshot people show study.earshot "Mother 4"'],
    run: async (call) => {
      const study = await call.study();
      const p = thePerson(study, call.operand("LABEL"));
      const shown = {
        id: p.label,
        attributes: attributesOf(study, p.values),
        withdrawn: p.withdrawn,
        recruitment: (study.recruitment.get(p.id) ?? []).map(({ participant: _, ...r }) => r),
        eligibility: [...(study.eligibility.get(p.id) ?? [])].map(([id, e]) => ({ criterion: study.criteria.get(id)?.name ?? "", ...e })),
        consents: (study.consents.get(p.id) ?? []).map(({ participant: _, form, ...c }) => ({ form: study.consentForms.get(form)?.version ?? "", ...c })),
        interviews: [...study.interviews.values()].filter((i) => i.participant === p.id).map(({ participant: _, id: _id, guide, ...i }) => ({ guide: guide === null ? null : (study.guides.get(guide)?.version ?? ""), ...i })),
        sources: presentSources(study).filter((s) => s.participant === p.id).map((s) => s.name),
        substudies: [...study.substudies.values()].filter((s) => s.members.includes(p.id)).map((s) => s.name),
      };
      if (call.has("json")) return call.json(shown);
      call.say(shown.id);
      if (p.withdrawn) call.say(`  withdrew${p.withdrawn.date ? ` on ${p.withdrawn.date}` : ""}: ${p.withdrawn.level}`);
      for (const [name, value] of Object.entries(shown.attributes)) if (value !== null) call.say(`  ${name}: ${worded(value)}`);
      for (const r of shown.recruitment) call.say(`  ${r.date || "no date   "}  ${r.step}${r.by || r.service ? ` (${[r.by, r.service].filter(Boolean).join(", ")})` : ""}${r.reason ? `: ${r.reason}` : ""}`);
      for (const e of shown.eligibility) call.say(`  ${e.date || "no date   "}  ${e.criterion}: ${e.met === null ? "not known" : e.met ? "met" : "not met"}`);
      for (const c of shown.consents) call.say(`  ${c.date || "no date   "}  consent on form ${c.form}: ${Object.entries(c.clauses).map(([clause, yes]) => `${clause} ${yes ? "yes" : "no"}`).join(", ")}`);
      for (const i of shown.interviews) call.say(`  ${i.date || "no date   "}  interview${i.minutes === null ? "" : `, ${i.minutes} minutes`}${i.place ? `, ${i.place}` : ""}${i.interviewer ? `, by ${i.interviewer}` : ""}${i.others ? ` (${i.others})` : ""}`);
      if (shown.sources.length > 0) call.say(`  sources: ${shown.sources.join(", ")}`);
      if (shown.substudies.length > 0) call.say(`  substudies: ${shown.substudies.join(", ")}`);
    },
  },
  {
    name: "people add",
    summary: "Register one participant",
    operands: [study, label, { name: "ATTRIBUTE=VALUE", what: "what is known of them", optional: true, many: true }],
    options: changing,
    examples: ['earshot people add study.earshot "Mother 53" age=31 "ethnicity=White British"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "participant.register", label: call.operand("LABEL"), values: valuesOf(study, call.operands("ATTRIBUTE=VALUE")) });
    },
  },
  {
    name: "people set",
    summary: "Change what is known of a participant; an empty value clears it",
    operands: [study, label, { name: "ATTRIBUTE=VALUE", what: "what is known now", optional: true, many: true }],
    options: [{ name: "label", value: "NEW", what: "give the participant another label" }, ...changing],
    examples: ['earshot people set study.earshot "Mother 4" "education=A levels or equivalent"', 'earshot people set study.earshot "Mother 4" age='],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const written = call.operands("ATTRIBUTE=VALUE");
      const renamed = call.value("label");
      if (written.length === 0 && renamed === undefined) throw misused('Say what to change, like age=31 or --label "Mother 5".');
      await call.do({ type: "participant.describe", participant: thePerson(study, call.operand("LABEL")).id, ...(renamed !== undefined && { label: renamed }), values: valuesOf(study, written) });
    },
  },
  {
    name: "people attributes",
    summary: "List the attributes of participants with their types, levels and bands",
    operands: [study],
    options: listing,
    examples: ["earshot people attributes study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const rows = [...study.attributes.values()].map((a) => ({ name: a.name, type: a.kind, levels: a.levels, bands: a.bands, known: [...study.participants.values()].filter((p) => (p.values[a.id] ?? null) !== null).length }));
      call.list(rows, ["name", "type", "known of", "levels or bands"], (r) => [r.name, r.type, r.known, r.bands || r.levels.join("; ")], { none: "No attributes yet.", give: "levels or bands" });
    },
  },
  {
    name: "people attribute",
    summary: "Add an attribute, or change its name, type, the order of its levels or its bands",
    operands: [study, { name: "NAME", what: "the attribute" }],
    options: [
      { name: "type", value: "TYPE", what: "what its values are", among: attributeKinds },
      { name: "levels", value: "A; B; C", what: "the order in which a category's levels are shown in tables" },
      { name: "bands", value: "BANDS", what: 'how a number is cut for tables, such as "under 25; 25-29; 30 and over"' },
      { name: "rename", value: "NEW", what: "another name" },
      ...changing,
    ],
    examples: ['earshot people attribute study.earshot age --bands "under 25; 26-30; 31-35; 36-40"', 'earshot people attribute study.earshot education --levels "GCSE or less; A levels; Degree"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const name = call.operand("NAME");
      const known = [...study.attributes.values()].find((a) => a.name.toLowerCase() === name.trim().toLowerCase());
      const kind = (call.value("type") as AttributeKind | undefined) ?? known?.kind;
      if (!kind) throw refused(`There is no attribute "${name}" in this study; to add it, say --type ${attributeKinds.join(", --type ")}.`);
      const levels = call.value("levels")?.split(";").map((l) => l.trim()).filter((l) => l !== "");
      const bands = call.value("bands");
      await call.do({ type: "attribute.define", ...(known && { attribute: known.id }), name: call.value("rename") ?? known?.name ?? name, kind, ...(levels && { levels }), ...(bands !== undefined && { bands }) });
    },
  },
  {
    name: "people flow",
    summary: "Show how many people came how far in recruitment, and why the others did not",
    operands: [study],
    options: [...listing, { name: "substudy", value: "NAME", what: "and how many of them are in this analysis" }],
    examples: ['earshot people flow study.earshot --substudy "Parent-infant teams"'],
    run: async (call) => {
      const study = await call.study();
      const flow = recruitmentFlow(study, call.has("substudy") ? theSubstudy(study, call.value("substudy")!) : null);
      if (call.has("json")) return call.json(flow);
      for (const { step, reached, losses, waiting } of flow.steps) {
        call.say(`${String(reached).padStart(5)}  ${step}`);
        for (const loss of losses) call.say(`         − ${loss.n} ${loss.way}${loss.reasons.some((r) => r.reason) ? `: ${loss.reasons.map((r) => `${r.reason || "no reason recorded"}${r.n > 1 || loss.reasons.length > 1 ? ` (${r.n})` : ""}`).join("; ")}` : ""}`);
        if (waiting > 0) call.say(`         · ${waiting} with nothing further recorded`);
      }
      for (const { level, n } of flow.withdrawn) call.say(`         − ${n} withdrew: ${level}`);
      if (flow.analysed) call.say(`${String(flow.analysed.n).padStart(5)}  analysed in "${flow.analysed.name}"${flow.analysed.rule ? ` (${flow.analysed.rule})` : ""}; ${flow.analysed.notIn} of the register are not in it`);
    },
  },
];

/** Reads "age=31" against the study's attributes. */
function valuesOf(study: Study, written: readonly string[]): Record<string, Value> {
  return Object.fromEntries(
    written.map((pair): [string, Value] => {
      const at = pair.indexOf("=");
      if (at < 1) throw misused(`What is known is written attribute=value; "${pair}" is not.`);
      const attribute = theAttribute(study, pair.slice(0, at));
      const text = pair.slice(at + 1).trim();
      if (isBlank(text)) return [attribute.id, null];
      const value = convert(text, attribute.kind, { dayFirst: null, mark: numbersOf([text], "\t").mark });
      if (!value.ok) throw refused(`"${text}" ${value.why}, as the attribute "${attribute.name}" asks.`);
      return [attribute.id, value.value];
    }),
  );
}
