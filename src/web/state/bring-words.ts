import type { LossReport, Problem } from "../../formats/project/problems.ts";
import type { ProjectReport } from "../../workbench/interchange/report.ts";
import type { MergeReport } from "../../workbench/merge.ts";

const singular = (what: string): string => what.replace(/^(code|memo|coding|heading|passage)s\b/, "$1").replace(/ies$/, "y").replace(/(?<!s)s$/, "");

/** A phrase as a sentence begins. */
export const capital = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);

/** "12 codes", "1 memo", with the thousands apart. */
export const howMany = (what: string, count: number): string => `${count.toLocaleString("en-GB")} ${count === 1 ? singular(what) : what}`;

/** "12 codes, 3 sources and 1 memo"; "" for none. */
export function inWords(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([what, count]) => howMany(what, count));
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Text sources are sources already. */
export const withoutTwice = (counts: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(counts).filter(([what]) => what !== "text sources"));

/** A part of a report: what is listed, and the findings. */
export interface Section {
  readonly title: string;
  readonly findings: readonly Problem[];
  /** True where a reader should not miss it. */
  readonly weighty: boolean;
}

const section = (title: string, findings: readonly Problem[], weighty = false): Section[] => (findings.length === 0 ? [] : [{ title, findings, weighty }]);

/** What was decided about columns is said in the words of the command line; here it is a list. */
function inPlainWords(finding: Problem): Problem {
  const roles = /^The columns were taken as --roles "(.*)"\.$/s.exec(finding.what)?.[1];
  return roles === undefined ? finding : { ...finding, what: "What each column was taken for:", where: [roles.replaceAll(",", ", ").replaceAll("=", ": ")] };
}

/** What an import's report says beyond its counts, each finding once, what matters most first. */
export function importSections({ problems, left, conflicts, gone, decided, loss }: ProjectReport): Section[] {
  const without = (list: readonly Problem[], ...others: readonly (readonly Problem[])[]): Problem[] => list.filter(({ what }) => !others.some((other) => other.some((one) => one.what === what)));
  const kept = without(loss.noPlace.filter(({ what }) => /\bkept\b/.test(what)), left);
  const trouble = without(problems, left, kept, loss.changed);
  return [
    ...section("Changed in the file and in the study: the study's stands", conflicts, true),
    ...section("Trouble in the file", trouble, true),
    ...section("Left out", left, true),
    ...section("No longer in the file", gone, true),
    ...section("Has no place in a study: kept, and goes out again with the next .qdpx", without(loss.noPlace, left, trouble)),
    ...section("Comes in another form", loss.changed),
    ...section("Decided on the way", decided.map(inPlainWords)),
  ];
}

/** What an export's report says beyond its counts. */
export const exportSections = ({ changed, noPlace }: LossReport): Section[] => [...section("Has no place in this format", noPlace, true), ...section("Goes out in another form", changed)];

const line = ({ what, where, count }: Problem): string => {
  const places = where.filter((one) => one.trim() !== "").map((one) => one.replace(/\s+/g, " ").trim());
  return `- ${count > 1 ? `${count} × ` : ""}${what}${places.length > 0 ? ` (${places.join("; ")}${count > places.length ? "; …" : ""})` : ""}`;
};
const written = (sections: readonly Section[]): string[] => sections.flatMap(({ title, findings }) => [`## ${title}`, "", ...findings.map(line), ""]);

/** An import's report as a text to keep. */
export function importText(file: string, report: ProjectReport, when: string): string {
  const { kind, dialect, confidence, counts, said } = report;
  const offsets = /^(utf16|codepoint)/.test(dialect) ? [`Offsets: ${dialect.replace(/\.$/, "")}${confidence < 1 ? `; sure to ${Math.round(100 * confidence)} of 100` : ""}.`, ""] : [];
  return [`# ${file}, brought in on ${when}`, "", `${kind}. It holds ${inWords(withoutTwice(counts)) || "nothing"}.`, "", ...offsets, ...said, "", ...written(importSections(report))].join("\n");
}

/** An export's report as a text to keep. */
export const exportText = (file: string, kind: string, loss: LossReport, when: string): string =>
  [`# ${file}, taken out on ${when}`, "", `${kind}, with ${inWords(withoutTwice(Object.fromEntries(loss.came.map(({ what, count }) => [what, count])))) || "nothing in it yet"}.`, "", ...written(exportSections(loss))].join("\n");

/** A merge's report as a text to keep. */
export const mergeText = (file: string, { said, came, events, conflicts }: MergeReport, when: string): string =>
  [`# ${file}, merged on ${when}`, "", said, "", ...(conflicts.length > 0 ? ["## To look at", "", ...conflicts.map((one) => `- ${one}`), ""] : []), "## What came in", "", ...came.map((one) => `- ${one}`), ...(events > came.length ? [`- and ${events - came.length} more`] : []), ""].join("\n");
