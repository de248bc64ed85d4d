import { importCodebook } from "../workbench/importCodebook.ts";
import { importCodings } from "../workbench/importCodings.ts";
import type { FileBytes } from "../workbench/importReport.ts";
import { type ProjectReport, unread } from "../workbench/interchange/report.ts";
import type { Problem } from "../formats/project/problems.ts";
import { coderNamed } from "../study/coder.ts";
import type { Workbench } from "../workbench/workbench.ts";

const finding = (what: string): Problem => ({ what, where: [], count: 1 });
const counts = (all: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));

/** Brings a plain table of codes or codings in, row by row; what cannot be placed is a problem with its row. With `dryRun` nothing is stored. */
export async function bringTable(wb: Workbench, use: "codebook" | "codings", file: FileBytes, dryRun: boolean, as: string): Promise<ProjectReport> {
  const actor = dryRun ? coderNamed(wb.study, as)?.id ?? wb.newId() : await wb.actor(as);
  const base = { ...unread(""), dryRun, confidence: 1 };
  if (use === "codebook") {
    const report = await importCodebook(wb, file, { dryRun }, actor);
    const came = counts({ codes: report.made.length + report.changed.length + report.unchanged, headings: report.headings.length });
    return {
      ...base, ok: report.ok || report.said.length > 0, kind: "codebook (table)", dialect: "a codebook has no offsets", counts: came, said: report.said,
      made: counts({ codes: report.made.length, headings: report.headings.length }), changed: counts({ codes: report.changed.length }), problems: report.problems.map(({ what }) => finding(what)), decided: report.notes.map(finding),
      loss: { came: Object.entries(came).map(([what, count]) => ({ what, count })), changed: [], noPlace: report.problems.map(({ what }) => finding(what)) },
    };
  }
  const report = await importCodings(wb, file, { dryRun }, actor);
  const came = counts({ codings: report.added + report.repeated });
  return {
    ...base, ok: report.ok || report.said.length > 0, kind: "codings (table)", dialect: "the table", counts: came, said: report.said,
    made: counts({ codings: report.added, codes: report.codesMade.length, coders: report.codersMade.length }), problems: report.problems.map(({ what }) => finding(what)), decided: report.notes.map(finding),
    loss: { came: Object.entries(came).map(([what, count]) => ({ what, count })), changed: [], noPlace: report.problems.map(({ what }) => finding(what)) },
  };
}
