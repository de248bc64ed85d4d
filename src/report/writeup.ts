import { joinedParticipants } from "../study/recruitment.ts";
import { codebook } from "../analysis/codebook.ts";
import { coreq } from "../analysis/coreq.ts";
import { recruitmentFlow } from "../analysis/flow.ts";
import { methodsOf } from "../analysis/methods.ts";
import type { Texts } from "../analysis/passages.ts";
import { staleness } from "../analysis/rule.ts";
import { table1 } from "../analysis/table1.ts";
import { counted, dayInWords, listed, opening } from "../analysis/wording.ts";
import { disclosure, smallNumberWarnings } from "../privacy/disclosure.ts";
import type { Profile } from "../privacy/smallNumbers.ts";
import { suppressTable } from "../privacy/suppressTable.ts";
import type { Recorded, Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { secondCoders } from "./agreement.ts";
import { auditAppendix } from "./auditAppendix.ts";
import { authorMark, forAuthors, heading, note, paragraph, type Block, type Document, type Row } from "./document.ts";
import { findings, quotationCounts, voicesSection } from "./findings.ts";
import { table1Block } from "./table1.ts";

export interface WriteUpOptions {
  readonly substudy?: Substudy | null;
  /** The program's name and version, "Earshot 0.1.0". */
  readonly software: string;
  /** Hides small numbers in Table 1; shown as they are, with the warning, unless given. */
  readonly profile?: Profile | null;
  /** The attributes of Table 1, by name. */
  readonly attributes?: readonly string[];
}

/**
 * The write-up of a study, or of one of its substudies: what the records can tell, told, and what only the authors can
 * say, marked. It depends on the study alone, so the same study gives the same document.
 */
export function writeUp(study: Study, events: readonly Recorded[], texts: Texts, options: WriteUpOptions): Document {
  const { substudy = null, software } = options;
  const quotations = quotationCounts(study, texts, substudy);
  const second = secondCoders(study, texts);
  const blocks: Block[] = [
    note(`What the study's records can tell is filled in. What is left to write is marked "${authorMark}".`),
    ...prose(study, "introduction", "Introduction", "introduce the study: what is known, and the question."),
    heading(1, "Methods"),
    ...methodsSection(study, events, { substudy, software, secondCoderTold: second.methods.length > 0 }),
    ...second.methods,
    heading(2, "Recruitment"),
    ...flowSection(study, substudy),
    heading(2, "Participants"),
    ...participantsSection(study, options),
    heading(1, "Findings"),
    ...(study.settings.prose["findings"] ? study.settings.prose["findings"].split(/\n{2,}/).map((text) => paragraph(text)) : []),
    ...findings(study, texts, substudy),
    heading(1, "Balance of voices"),
    ...voicesSection(study, texts, substudy),
    ...prose(study, "discussion", "Discussion", "discuss the findings, their limits and what follows from them."),
    { kind: "pageBreak" },
    ...codebookAppendix(study),
    ...second.appendix,
    { kind: "pageBreak" },
    ...coreqAppendix(study, events, substudy, software, quotations),
    { kind: "pageBreak" },
    ...auditAppendix(events),
  ];
  const asOf = study.lastStamp === "" ? "" : `as the study stood on ${dayInWords(study.lastStamp)}`;
  return { title: study.settings.title || "Untitled study", subtitle: substudy ? [`Substudy: ${substudy.name}`, asOf].filter((s) => s !== "").join(", ") : asOf.replace(/^as/, "As"), language: "en-GB", blocks };
}

function prose(study: Study, section: string, title: string, gap: string): Block[] {
  const written = study.settings.prose[section];
  return [heading(1, title), ...(written ? written.split(/\n{2,}/).map((text) => paragraph(text)) : [forAuthors(gap)])];
}

function methodsSection(study: Study, events: readonly Recorded[], options: { substudy: Substudy | null; software: string; secondCoderTold: boolean }): Block[] {
  const { paragraphs, missing } = methodsOf(study, events, options);
  const written = study.settings.prose["methods"];
  const gaps: Block[] = missing.length === 0 ? [] : [forAuthors("not in the records, to be added here:"), { kind: "list", items: missing.map((m) => [m]), for: "authors" }];
  return [...(written ? written.split(/\n{2,}/).map((text) => paragraph(text)) : []), ...paragraphs.map((text) => paragraph(text)), ...gaps];
}

const stepNames: Readonly<Record<string, string>> = { registered: "In the register", approached: "Approached", interested: "Interested", called: "Called", "information sheet": "Sent the information sheet", screened: "Screened", consented: "Consented", interviewed: "Interviewed" };

function flowSection(study: Study, substudy: Substudy | null): Block[] {
  const flow = recruitmentFlow(study, substudy);
  if (study.participants.size === 0) return [forAuthors("nobody is in the register yet.")];
  const rows: Row[] = flow.steps.flatMap((step) => {
    const lost = step.losses.flatMap((loss): Row[] => [
      { cells: [`left: ${loss.way}${loss.reasons.some((r) => r.reason !== "") ? ` (${loss.reasons.map((r) => `${r.reason || "no reason recorded"}: ${r.n}`).join("; ")})` : ", no reason recorded"}`, String(loss.n)], indent: 1 },
    ]);
    return [{ cells: [stepNames[step.step] ?? step.step, String(step.reached)] }, ...lost, ...(step.waiting > 0 ? [{ cells: ["nothing further recorded", String(step.waiting)], indent: 1 }] : [])];
  });
  for (const w of flow.withdrawn) rows.push({ cells: [`Withdrew: ${w.level}`, String(w.n)] });
  if (flow.analysed) rows.push({ cells: [`Analysed in the substudy "${flow.analysed.name}"`, String(flow.analysed.n)] });
  const joined = joinedParticipants(study).length;
  const all = flow.steps[0]!.reached;
  const entered = all === joined ? `${counted(joined, "person was", "people were")} registered` : `${counted(all, "person was", "people were")} approached and ${joined} took part`;
  const path = flow.analysed ? `${entered}; ${flow.analysed.n} ${flow.analysed.n === 1 ? "is" : "are"} analysed here.` : `${entered}.`;
  const stale = substudy ? staleness(study, substudy) : null;
  const label = (id: string): string => study.participants.get(id)?.label ?? "someone";
  const warning: Block[] = !stale?.stale ? [] : [forAuthors(stale.problem ?? `the substudy's rule would now give another list (${[stale.joining.length > 0 ? `joining: ${listed(stale.joining.map(label))}` : "", stale.leaving.length > 0 ? `leaving: ${listed(stale.leaving.map(label))}` : ""].filter((s) => s !== "").join("; ")}); freeze it anew or say why not.`)];
  return [paragraph(opening(path)), ...warning, { kind: "table", caption: "Recruitment flow", columns: [{ heading: "Step", align: "left", share: 8 }, { heading: "People", align: "right", share: 2 }], rows, notes: ["A person counts at every step up to the furthest that is recorded. Indented rows are people who came as far as the step above and no further."] }];
}

function participantsSection(study: Study, { substudy = null, profile = null, attributes }: WriteUpOptions): Block[] {
  const result = table1(study, { substudy, ...(attributes && { attributes }) });
  if (!result.ok) return [forAuthors("Table 1 cannot be made yet:"), { kind: "list", items: result.problems.map((p) => [p]), for: "authors" }];
  if (result.table.characteristics.length === 0) return [forAuthors("the register has no characteristics to show in Table 1.")];
  const caption = `Table 1. Characteristics of the participants (n = ${profile ? suppressTable(result.table, profile).n : result.table.n})`;
  const named = <T extends { readonly characteristics: readonly { readonly name: string }[] }>(table: T): T => ({ ...table, characteristics: table.characteristics.map((c) => ({ ...c, name: `${c.name.charAt(0).toUpperCase()}${c.name.slice(1)}` })) });
  if (profile) return [table1Block(named(suppressTable(result.table, profile)), caption)];
  const warnings = [...smallNumberWarnings(disclosure(result.table, result.people)), ...result.warnings];
  return [table1Block(named(result.table), caption), ...(warnings.length > 0 ? [forAuthors("before Table 1 goes out:"), { kind: "list", items: warnings.map((w) => [w]), for: "authors" } as const] : [])];
}

function codebookAppendix(study: Study): Block[] {
  const book = codebook(study);
  const rows = book.map((row): Row => {
    const definition = [row.description, row.whenToUse && `Use when: ${row.whenToUse}`, row.whenNotToUse && `Not when: ${row.whenNotToUse}`, row.example && `Example: ${row.example}`].filter((s) => s !== "").join("\n");
    if (row.kind === "heading" && row.depth === 0 && definition === "") return { cells: [row.name, "", "", ""], group: true };
    return { cells: [row.name, definition, row.kind === "heading" ? "" : String(row.codings), row.kind === "heading" ? "" : String(row.participants)], indent: row.depth };
  });
  if (rows.length === 0) return [heading(1, "Appendix: codebook"), forAuthors("there are no codes yet.")];
  const codes = book.filter((row) => row.kind === "code");
  const headings = book.length - codes.length;
  const undefinedCodes = codes.filter((c) => c.description === "").length;
  return [
    heading(1, "Appendix: codebook"),
    { kind: "table", caption: `Codebook (${counted(codes.length, "code")}${headings > 0 ? ` under ${counted(headings, "heading")}` : ""})`, columns: [{ heading: "Code", align: "left", share: 20 }, { heading: "Definition", align: "left", share: 60 }, { heading: "Passages", align: "right", share: 12 }, { heading: "People", align: "right", share: 8 }], rows, notes: ["Counts are over the whole study and all coders. Codes that were merged count with the code that they were merged into."] },
    ...(undefinedCodes > 0 ? [forAuthors(`${counted(undefinedCodes, "code has", "codes have")} no definition.`)] : []),
  ];
}

const areOf = (n: number): string => `${n === 0 ? "none" : n} ${n === 1 ? "is" : "are"}`;
const statusNames = { filled: "filled from data", prefilled: "prefilled, to complete", author: "left to the authors" } as const;

function coreqAppendix(study: Study, events: readonly Recorded[], substudy: Substudy | null, software: string, quotations: { shown: number; labelled: number }): Block[] {
  const items = coreq(study, events, { substudy, software, quotations });
  const count = (status: keyof typeof statusNames): number => items.filter((i) => i.status === status).length;
  return [
    heading(1, "Appendix: COREQ checklist"),
    paragraph(`Of the ${items.length} items, ${areOf(count("filled"))} filled from the study's records, ${areOf(count("prefilled"))} prefilled for the authors to complete, and ${areOf(count("author"))} left to the authors.`),
    {
      kind: "table",
      caption: "Consolidated criteria for reporting qualitative research (Tong, Sainsbury & Craig 2007)",
      columns: [{ heading: "Item", align: "left", share: 8 }, { heading: "Topic", align: "left", share: 22 }, { heading: "Answer", align: "left", share: 53 }, { heading: "Status", align: "left", share: 17 }],
      rows: items.map((i) => ({ cells: [String(i.item), i.topic, i.answer || (i.evidence === "the authors" ? "For the authors to say." : `Nothing recorded (${i.evidence}).`), statusNames[i.status]] })),
      notes: [],
    },
  ];
}
