import type { ImportReport } from "../workbench/importReport.ts";
import type { Call } from "./call.ts";
import { exitCodes, misused } from "./exit.ts";

/** Prints what an import did and what it could not, and gives its exit code. Details come first, on standard output. */
export function tell(call: Call, report: ImportReport & { readonly notes?: readonly string[]; readonly added?: number }): number {
  if (report.notes && report.notes.length > 0) call.say(report.notes.map((note, i) => `${i === 0 || note.length > 60 ? (i === 0 ? "  " : "\n  ") : " "}${note}`).join(""));
  for (const line of report.said) call.say(line);
  if (report.problems.length === 0) return exitCodes.done;
  if (report.problems.length > 1) call.warn(`${report.problems.length} problems:`);
  for (const { what } of report.problems) call.warn(what);
  if (report.added !== 0 && report.said.length > 0) call.warn("The rest was imported.");
  return exitCodes.refused;
}

/** Reads `a=b,c=d`, with commas inside quotation marks kept. Throws `Stop` where a part has no "=". */
export function pairs(option: string, written: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of written) {
    for (const part of text.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
      const at = part.lastIndexOf("=");
      if (at < 0) throw misused(`--${option} is written like ${option === "types" ? "age=number,ethnicity=category" : "code=tag,quote=words"}; "${part.trim()}" has no "=".`);
      const bare = (side: string): string => side.trim().replace(/^"(.*)"$/, "$1");
      found[bare(part.slice(0, at))] = bare(part.slice(at + 1));
    }
  }
  return found;
}
