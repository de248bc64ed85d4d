import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { OutFile } from "../workbench/interchange/export.ts";
import { inWords } from "../workbench/interchange/report.ts";
import { fileProblem, type Call } from "./call.ts";
import { json, study, type CliCommand } from "./command.ts";
import { makeFolder } from "./folder.ts";
import { misused, refused } from "./exit.ts";
import { findingLines } from "./losses.ts";

/** Writes files beside where they belong and puts them in place when all are whole, so that nothing half written is left. */
export async function writeFiles(call: Call, target: string, files: readonly OutFile[], isFolder: boolean): Promise<{ name: string; size: number }[]> {
  const path = call.path(target);
  const partial = join(dirname(path), `.${basename(path)}.part`);
  const written: { name: string; size: number }[] = [];
  try {
    if (isFolder) {
      const there = await stat(path).catch(() => null);
      if (there && !there.isDirectory()) throw refused(`${target} is a file; the export is a folder. Give another name.`);
      await makeFolder(path);
    }
    for (const { name, parts } of files) {
      const place = isFolder ? join(path, name) : path;
      const draft = isFolder ? `${place}.part` : partial;
      if (isFolder) await makeFolder(dirname(place));
      const file = await open(draft, "w");
      let size = 0;
      try {
        for await (const part of parts) {
          await file.write(part);
          size += part.length;
        }
        await file.sync();
      } catch (problem) {
        await rm(draft, { force: true });
        throw problem;
      } finally {
        await file.close();
      }
      await rename(draft, place);
      written.push({ name: name || basename(path), size });
    }
    return written;
  } catch (problem) {
    if (problem instanceof Error && "syscall" in problem) throw refused(fileProblem(target, problem, "write"));
    throw problem;
  }
}

type Format = "qdpx" | "qdc" | "csv" | "xlsx" | "jsonl" | "jsonld";

/** The format that the name of the target asks for. */
function formatOf(target: string): Format {
  const ending = extname(target).toLowerCase();
  const known: Readonly<Record<string, Format>> = { ".qdpx": "qdpx", ".qdc": "qdc", ".csv-folder": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonld": "jsonld", ".json": "jsonld", "": "csv" };
  const format = target.endsWith("/") ? "csv" : known[ending];
  if (!format) throw misused(`"${target}" ends in nothing that can be written. End it in .qdpx (project), .qdc (codebook), .xlsx, .jsonl (the log), .jsonld (Web Annotations), or in .csv-folder or "/" for a folder of CSV files.`);
  return format;
}

/** The command that writes a study for other programs. */
export const exportCommands: readonly CliCommand[] = [
  {
    name: "export",
    summary: "Write the study for other programs: REFI-QDA, tables, annotations, the log",
    operands: [study],
    options: [
      { name: "output", short: "o", value: "FILE", what: "where to: a name ending in .qdpx, .qdc, .xlsx, .jsonl or .jsonld, or a folder for CSV files (ending in .csv-folder or /)" },
      { name: "dialect", value: "PROGRAM", what: "which program a .qdpx is for", among: ["standard", "nvivo-windows", "maxqda", "atlasti"] },
      json,
    ],
    notes: ["The same study always gives the same bytes, and everything in it the same GUID. What a format cannot hold is named at the end. An existing file is replaced."],
    examples: ["earshot export study.earshot -o study.qdpx", "earshot export study.earshot -o for-nvivo.qdpx --dialect nvivo-windows", "earshot export study.earshot -o tables.csv-folder"],
    run: async (call) => {
      const target = call.value("output");
      if (target === undefined || target === "") throw misused("Say where to: -o FILE.qdpx, FILE.qdc, FILE.xlsx, FILE.jsonl, FILE.jsonld, or a folder FOLDER.csv-folder.");
      const format = formatOf(target);
      if (call.has("dialect") && format !== "qdpx") throw misused("--dialect is for .qdpx files only.");
      const { exportStudy } = await import("../workbench/interchange/export.ts");
      const workbench = await call.open({ write: false });
      const dialect = (call.value("dialect") ?? "standard") as "standard" | "nvivo-windows" | "maxqda" | "atlasti";
      const exported = await exportStudy(workbench, format, dialect);
      if (!exported.ok) throw refused(exported.refusal.sentence);
      const files = await writeFiles(call, target, exported.files, exported.isFolder);
      if (call.has("json")) return call.json({ ok: true, kind: exported.kind, ...(format === "qdpx" && { dialect }), output: target, files, loss: exported.loss });
      const { came, changed, noPlace } = exported.loss;
      for (const line of [...findingLines("Went out in another form:", changed), ...findingLines("Has no place in this format:", noPlace)]) call.say(line);
      call.say(`Wrote ${target}: ${exported.kind}${format === "qdpx" && dialect !== "standard" ? `, as ${dialect} wants it` : ""}, with ${inWords(Object.fromEntries(came.filter(({ what }) => what !== "text sources").map(({ what, count }) => [what, count]))) || "nothing in it yet"}.`);
    },
  },
];
