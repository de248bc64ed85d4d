import { came } from "../../formats/project/counts.ts";
import type { LossReport, Problem } from "../../formats/project/problems.ts";
import type { ExportDialect } from "../../formats/refi/export-dialect.ts";
import { writeQdc } from "../../formats/refi/write-codebook.ts";
import { writeQdpx } from "../../formats/refi/write.ts";
import { csvFiles, jsonLines } from "../../formats/tidy/csv.ts";
import { webAnnotations } from "../../formats/tidy/web-annotations.ts";
import { xlsxOf } from "../../formats/tidy/xlsx.ts";
import { refuse, type Refusal } from "../../study/event.ts";
import { readAll, type Workbench } from "../workbench.ts";
import { openKept } from "./media.ts";
import { studyTables } from "./tidy.ts";
import { toProject, type StudyProject } from "./to-project.ts";

/** What a study can be written as. */
export const exportFormats = ["qdpx", "qdc", "csv", "xlsx", "jsonl", "jsonld"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** One file of an export, in pieces that can be taken once. */
export interface OutFile {
  readonly name: string;
  readonly parts: AsyncIterable<Uint8Array>;
}

/** An export: one file without a name of its own, or the files of a folder; and what became of everything. */
export interface Exported {
  readonly ok: true;
  readonly kind: string;
  /** True where the files belong into one folder. */
  readonly isFolder: boolean;
  readonly files: readonly OutFile[];
  readonly loss: LossReport;
}

const kinds: Readonly<Record<ExportFormat, string>> = {
  qdpx: "REFI-QDA project", qdc: "REFI-QDA codebook", csv: "tidy tables (CSV) with a data dictionary", xlsx: "tidy tables (XLSX) with a data dictionary", jsonl: "events of the log (JSON Lines)", jsonld: "W3C Web Annotations (JSON-LD)",
};

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Adds up findings of the same words. */
function join(...lists: (readonly Problem[])[]): Problem[] {
  const all = new Map<string, Problem>();
  for (const one of lists.flat()) {
    const known = all.get(one.what);
    all.set(one.what, known ? { ...one, count: known.count + one.count, where: [...new Set([...known.where, ...one.where])].slice(0, 20) } : one);
  }
  return [...all.values()];
}

/**
 * Writes a study in a format of others. The same study always gives the same bytes. Refused only where the format cannot hold what there is at all.
 */
export async function exportStudy(wb: Workbench, format: ExportFormat, dialect: ExportDialect = "standard", given?: StudyProject): Promise<Exported | { readonly ok: false; readonly refusal: Refusal }> {
  const study = given ?? (await toProject(wb));
  const { project } = study;
  const [changed, noPlace] = [study.changed.list(), study.noPlace.list()];
  const loss = (more: LossReport | null): LossReport => ({ came: more?.came ?? came(project), changed: join(changed, more?.changed ?? []), noPlace: join(noPlace, more?.noPlace ?? []) });
  const one = (parts: AsyncIterable<Uint8Array>, more: LossReport | null): Exported => ({ ok: true, kind: kinds[format], isFolder: false, files: [{ name: "", parts }], loss: loss(more) });
  switch (format) {
    case "qdpx": {
      const { parts, loss: more } = writeQdpx(project, dialect, await openKept(wb.log));
      return one(parts, more);
    }
    case "qdc": {
      const written = writeQdc(project);
      if (!written.ok) return refuse("nothing to do", written.problem);
      const { came: codes, changed: anew, noPlace: left } = written.loss;
      return { ...one(whole(written.bytes), null), loss: { came: codes, changed: anew, noPlace: [...left, { what: "A codebook holds codes and nothing else; sources, codings, memos and people stay in the study.", where: [], count: 1 }] } };
    }
    case "csv":
      return { ok: true, kind: kinds.csv, isFolder: true, files: csvFiles(await studyTables(wb, study)).map(({ name, bytes }) => ({ name, parts: whole(bytes) })), loss: loss(tableLoss(study)) };
    case "xlsx": {
      const { bytes, problems } = await xlsxOf(await studyTables(wb, study));
      const more = tableLoss(study);
      return one(whole(bytes), { ...more, changed: [...more.changed, ...problems] });
    }
    case "jsonl":
      return { ...one(whole(jsonLines(await readAll(wb.log))), null), loss: { came: [{ what: "events", count: wb.study.events }], changed: [], noPlace: [{ what: "Texts and files are named in the events and not in them; the study has them.", where: [], count: 1 }] } };
    case "jsonld":
      return one(whole(webAnnotations(project)), { came: [{ what: "codings", count: project.codings.length }], changed: [], noPlace: [{ what: "Web Annotations hold codings and their words; the texts, the codebook and people stay in the study.", where: [], count: 1 }] });
  }
}

/** What tables have no columns for. */
function tableLoss({ project }: StudyProject): LossReport {
  const noPlace: Problem[] = [];
  const add = (what: string, count: number): void => void (count > 0 && noPlace.push({ what, where: [], count }));
  add("Whole texts are not in the tables; turns and codings have their words.", project.sources.filter(({ text }) => text !== null).length);
  add("A set has no table.", project.groups.length);
  add("A link has no table.", project.links.length);
  add("A drawing (graph) has no table.", project.graphs.length);
  add("A rectangle of a picture or page has no columns.", project.selections.filter(({ place }) => place.kind === "region").length);
  return { came: came(project), changed: [], noPlace };
}

