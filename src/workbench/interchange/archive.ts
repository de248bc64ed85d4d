import { createHash } from "node:crypto";
import { csvFiles, type NamedFile } from "../../formats/tidy/csv.ts";
import type { Consent } from "../../study/consent.ts";
import type { Participant, ParticipantId } from "../../study/participant.ts";
import { presentSources, type Source } from "../../study/source.ts";
import type { Study } from "../../study/study.ts";
import { writeQdpx } from "../../formats/refi/write.ts";
import type { Project } from "../../formats/project/project.ts";
import { gather } from "../../formats/project/zip.ts";
import { byGuidName, type LeftOut, restrict } from "./restrict.ts";
import type { Workbench } from "../workbench.ts";
import { inWords } from "./report.ts";
import { studyTables } from "./tidy.ts";
import { toProject } from "./to-project.ts";

/** What else may go in, where somebody answers for it. */
export interface ArchiveOptions {
  /** Also memos marked as reflexive or about a case. */
  readonly withMemos?: boolean;
  /** Also sources that are linked to no participant. */
  readonly withUnlinked?: boolean;
}

export interface ArchiveReport {
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly leftOut: readonly LeftOut[];
  readonly counts: Readonly<Record<string, number>>;
}

/** The clauses of a consent form that are about archiving or sharing data. */
export const isArchiving = (clause: string): boolean => /archiv|reposit|deposit|data ?shar|share|re-?use|future research|other research|secondary/i.test(clause);

/** Why a participant's data may not be archived; null where they may. Of several consents the later counts, clause by clause. */
function notToShare(study: Study, person: Participant): string | null {
  if (person.withdrawn && person.withdrawn.level !== "no further contact") return `withdrew (${person.withdrawn.level})`;
  const consents: readonly Consent[] = study.consents.get(person.id) ?? [];
  if (consents.length === 0) return "no consent is recorded";
  const clauses: Record<string, boolean> = {};
  const wordings = new Map<string, string>();
  for (const consent of consents.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    Object.assign(clauses, consent.clauses);
    for (const { name, wording } of study.consentForms.get(consent.form)?.clauses ?? []) wordings.set(name, wording);
  }
  const about = Object.entries(clauses).filter(([name]) => isArchiving(`${name} ${wordings.get(name) ?? ""}`));
  if (about.length === 0) return "no clause on archiving or sharing was agreed to";
  const refused = about.find(([, agreed]) => !agreed);
  return refused ? `did not agree to "${refused[0]}"` : null;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * A study as a folder that a data repository would accept: open formats, checksums, a README and a data dictionary. What must not be shared is left
 * out and named: everyone whose consent does not cover archiving with all that is theirs, the files as they came (which can identify people),
 * recruitment and consent records, and memos on cases or on the researchers themselves. The same study always gives the same bytes.
 */
export async function archiveStudy(wb: Workbench, { withMemos = false, withUnlinked = false }: ArchiveOptions = {}): Promise<{ files: NamedFile[]; report: ArchiveReport }> {
  const { study } = wb;
  const leftOut: LeftOut[] = [];
  const closed = new Set<ParticipantId>();
  for (const person of study.participants.values()) {
    const why = notToShare(study, person);
    if (why === null) continue;
    closed.add(person.id);
    leftOut.push({ what: `${person.label}, with all their sources, codings and memos`, why });
  }
  const whose = (source: Source): boolean => (source.participant === null ? withUnlinked : !closed.has(source.participant));
  const sources = presentSources(study).filter(whose);
  for (const source of presentSources(study)) if (source.participant === null && !withUnlinked) leftOut.push({ what: `The source "${source.name}"`, why: "it is linked to no participant, so nobody's consent covers it" });
  const memos = [...study.memos.values()].filter((memo) => !withMemos && (memo.kind === "case" || memo.kind === "reflexive"));
  for (const memo of memos) leftOut.push({ what: memo.title ? `The memo "${memo.title}"` : `A ${memo.kind} memo`, why: `it is a ${memo.kind} memo` });
  const given = await toProject(wb);
  const project = restrict(given.project, given.identity, study, { sources: new Set(sources.map(({ id }) => id)), closed, memos: new Set(memos.map(({ id }) => id)) }, leftOut);
  const standing: readonly LeftOut[] = [
    { what: "Recruitment records, consent records, eligibility, and details of interviews (dates, places, interviewers)", why: "they can identify participants" },
    { what: "The files in which sources came, recordings, pictures and page images", why: "they can identify participants; the texts as they stand, corrected and de-identified, are in texts/" },
    { what: "The history of the study, with earlier versions of corrected texts", why: "it holds what was taken out of the texts" },
  ];
  leftOut.push(...standing);
  const tables = (await studyTables(wb, { ...given, project })).map((table) => (table.name === "themes" ? { ...table, rows: table.rows.map((row) => row.map((cell, i) => (i === 9 ? shownOnly(cell, project) : cell))) } : table));
  const names = byGuidName(project.sources.flatMap((source) => (source.text === null ? source.transcripts.map((one) => ({ guid: one.guid, name: source.name, text: one.text })) : [{ guid: source.guid, name: source.name, text: source.text }])));
  const files: NamedFile[] = [
    ...csvFiles(tables).map(({ name, bytes }) => ({ name: `tables/${name}`, bytes })),
    ...names.map(({ file, text }) => ({ name: `texts/${file}`, bytes: encode(text) })),
    { name: "project.qdpx", bytes: await gather(writeQdpx(project).parts) },
    { name: "left-out.csv", bytes: csvFiles([{ name: "left-out", meaning: "one thing that is not in this archive", columns: [{ name: "what", meaning: "What is not here." }, { name: "why", meaning: "Why." }], rows: leftOut.map(({ what, why }) => [what, why]) }])[0]!.bytes },
  ];
  const counts = { people: project.cases.length, sources: project.sources.length, codes: project.codes.length, codings: project.codings.length, memos: project.notes.length };
  files.unshift({ name: "README.md", bytes: encode(readme(study, counts, files, leftOut)) });
  const listed = files.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha(bytes) }));
  files.push({ name: "checksums-sha256.txt", bytes: encode(listed.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("")) });
  return { files, report: { files: listed, leftOut, counts } };
}

/** The quotations of a theme that are in the archive. */
function shownOnly(cell: unknown, project: Project): string {
  const there = new Set(project.codings.map(({ guid }) => guid));
  return String(cell ?? "").split("; ").filter((guid) => there.has(guid)).join("; ");
}

function readme(study: Study, counts: Readonly<Record<string, number>>, files: readonly NamedFile[], leftOut: readonly LeftOut[]): string {
  const about: Readonly<Record<string, string>> = { "tables/": "tidy tables, CSV (RFC 4180, UTF-8, comma); an empty cell is a missing value; data-dictionary.csv explains every column", "texts/": "the texts as they stand, UTF-8, line ends LF; offsets in the tables count UTF-16 units of these", "project.qdpx": "texts, codes and codings as a REFI-QDA project (the exchange format of programs for qualitative analysis: XML in a zip)", "left-out.csv": "what is not in this archive, and why", "checksums-sha256.txt": "SHA-256 of every file; check with: sha256sum -c checksums-sha256.txt" };
  const facts = Object.entries(study.settings.facts).filter(([, value]) => value.trim() !== "");
  return [
    `# ${study.settings.title}`, "",
    `Data of a qualitative study (approach: ${study.settings.approach}). The study began on ${study.settings.created.slice(0, 10)}; the last change is of ${study.lastStamp.slice(0, 10)}.`, "",
    ...(facts.length > 0 ? ["## About the study", "", ...facts.map(([name, value]) => `- **${name}**: ${value.replace(/\s+/g, " ").trim()}`), ""] : []),
    "## What is here", "", ...Object.entries(counts).map(([what, count]) => `- ${inWords({ [what]: count })}`), "",
    ...Object.entries(about).filter(([name]) => name === "checksums-sha256.txt" || files.some((file) => file.name.startsWith(name))).map(([name, what]) => `- \`${name}\`: ${what}`), "",
    "## What was left out", "", ...leftOut.map(({ what, why }) => `- ${what}: ${why}.`), "",
    "The texts were not searched again for names when this archive was made. Read them before they are deposited.", "",
  ].join("\n");
}
