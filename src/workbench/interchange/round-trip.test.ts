import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Imported } from "../../formats/project/imported.ts";
import type { Project } from "../../formats/project/project.ts";
import { gather } from "../../formats/project/zip.ts";
import type { ExportDialect } from "../../formats/refi/export-dialect.ts";
import { everythingFiles, pack } from "../../formats/refi/fixture.ts";
import { readQdpx } from "../../formats/refi/read.ts";
import { writeQdpx } from "../../formats/refi/write.ts";
import { memoryLog } from "../../log/memory.ts";
import { fingerprint } from "../../study/fingerprint.ts";
import { rangeOf } from "../../study/coding.ts";
import { Workbench } from "../workbench.ts";
import { importProject } from "./from-project.ts";
import { openKept } from "./media.ts";
import { toProject } from "./to-project.ts";

const shared = new URL("../../../../shared/data/refi/", import.meta.url);
const all: readonly ExportDialect[] = ["standard", "nvivo-windows", "maxqda", "atlasti"];

async function aStudy(): Promise<{ wb: Workbench; actor: string }> {
  const wb = await Workbench.open(memoryLog());
  const actor = await wb.actor("Researcher");
  await wb.do({ type: "study.create", id: wb.newId(), title: "A study", approach: "codebook" }, actor);
  return { wb, actor };
}

async function read(bytes: Uint8Array): Promise<Imported> {
  const result = await readQdpx(bytes);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

const written = async (wb: Workbench, dialect: ExportDialect): Promise<Uint8Array> => gather(writeQdpx((await toProject(wb)).project, dialect, await openKept(wb.log)).parts);

const byGuid = <T extends { readonly guid: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.guid < b.guid ? -1 : 1));
/** A project but for its name, the program that wrote it, where its media lie in an archive, and the order of what has none. */
// Who spoke when is worked out here, and goes along beside what the file said.
const comparable = ({ notes, selections, codings, ...project }: Project): unknown =>
  JSON.parse(JSON.stringify({ ...project, kept: project.kept.filter(({ what }) => what !== "earshot turns"), notes: byGuid(notes), selections: byGuid(selections), codings: byGuid(codings), name: "" }, (key, value: unknown) => (key === "origin" || key === "path" || key === "entry" ? undefined : value)));

async function survives(bytes: Uint8Array): Promise<Workbench> {
  const imported = await read(bytes);
  const { wb, actor } = await aStudy();
  const report = await importProject(wb, imported, {}, actor);
  expect(report).toMatchObject({ ok: true, conflicts: [], gone: [] });
  const { project } = await toProject(wb);
  expect(comparable(project)).toEqual(comparable(imported.project));
  expect(wb.study.conflicts.size).toBe(0);
  const before = fingerprint(wb.study);
  expect(await importProject(wb, imported, {}, actor)).toMatchObject({ ok: true, made: {}, changed: {}, gone: [], conflicts: [] });
  expect(fingerprint(wb.study) === before).toBe(true);
  for (const dialect of all) {
    const out = await written(wb, dialect);
    expect(await written(wb, dialect)).toEqual(out);
    const again = await read(out);
    expect(await importProject(wb, again, {}, actor)).toMatchObject({ ok: true, made: {}, changed: {}, gone: [], conflicts: [] });
    const other = await aStudy();
    expect(await importProject(other.wb, again, {}, other.actor)).toMatchObject({ ok: true });
    const back = (await toProject(other.wb)).project;
    expect(comparable(back)).toEqual(comparable(project));
    expect(back.kept).toEqual(project.kept);
  }
  expect(fingerprint(wb.study) === before).toBe(true);
  return wb;
}

describe("import, export, import", () => {
  it("gives an equal study in every dialect, and nothing new the second time, for a project that uses everything", async () => {
    const wb = await survives(await pack(everythingFiles));
    expect([wb.study.codes.size, wb.study.sources.size, wb.study.codings.size, wb.study.participants.size, wb.study.memos.size]).toEqual([4, 4, 4, 1, 2]);
  }, 60_000);

  for (const folder of existsSync(shared) ? ["synthetic/", "real/"] : []) {
    for (const file of readdirSync(new URL(folder, shared)).filter((name) => name.endsWith(".qdpx"))) {
      it(`gives an equal study in every dialect for ${file}`, async () => {
        const wb = await survives(new Uint8Array(readFileSync(new URL(folder + file, shared))));
        for (const coding of wb.study.codings.values()) {
          const range = rangeOf(wb.study, coding);
          expect(range.end).toBeGreaterThan(range.start);
        }
      }, 60_000);
    }
  }
});
