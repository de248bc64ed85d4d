import { describe, expect, it } from "vitest";
import { tablesOf } from "../project/tables.fixture.ts";
import { gather } from "../project/zip.ts";
import { readQdpx } from "../refi/read.ts";
import { writeQdpx } from "../refi/write.ts";
import { readQualCoder } from "./read.ts";

const row = { owner: "Ann", date: "2024-01-02 03:04:05", memo: "" };
const text = "First \u{1F600} line\nand the second line\n";
const tables = tablesOf({
  project: [{ date: "2024-01-01 00:00:00", memo: "about it all" }],
  code_cat: [{ ...row, catid: 2, name: "inner", supercatid: 1 }, { ...row, catid: 1, name: "outer", supercatid: null }, { ...row, catid: 3, name: "round", supercatid: 4 }, { ...row, catid: 4, name: "and round", supercatid: 3 }],
  code_name: [{ ...row, cid: 1, name: "Trust", catid: 2, color: "#123456", memo: "what it means" }, { ...row, cid: 2, name: "Free", catid: null, color: "nonsense" }],
  source: [
    { ...row, id: 1, name: "T", fulltext: text, mediapath: null, memo: "a memo", av_text_id: null }, { ...row, id: 2, name: "P", fulltext: "", mediapath: "/images/p.png" },
    { ...row, id: 3, name: "A", fulltext: "", mediapath: "/audio/a.mp3", av_text_id: 1 }, { ...row, id: 4, name: "D", fulltext: "words of a page", mediapath: "/docs/d.pdf" },
  ],
  code_text: [
    { ...row, ctid: 1, cid: 1, fid: 1, seltext: "line", pos0: 8, pos1: 12, memo: "why", important: 1 }, { ...row, ctid: 2, cid: 2, fid: 1, seltext: "second", pos0: 21, pos1: 27, owner: "Bea" },
    { ...row, ctid: 3, cid: 1, fid: 4, seltext: "page", pos0: 11, pos1: 15 }, { ...row, ctid: 4, cid: 77, fid: 1, seltext: "line", pos0: 8, pos1: 12 }, { ...row, ctid: 5, cid: 1, fid: 99, seltext: "gone", pos0: 0, pos1: 4 },
  ],
  code_image: [{ ...row, imid: 1, id: 2, cid: 1, x1: 10, y1: 20, width: 30, height: 40 }],
  code_av: [{ ...row, avid: 1, id: 3, cid: 1, pos0: 1000, pos1: 2500 }],
  annotation: [{ ...row, anid: 1, fid: 1, pos0: 0, pos1: 5, memo: "a remark" }],
  cases: [{ ...row, caseid: 1, name: "P1" }], case_text: [{ ...row, id: 1, caseid: 1, fid: 1, pos0: 0, pos1: 32 }, { ...row, id: 2, caseid: 1, fid: 4, pos0: 0, pos1: 5 }],
  attribute_type: [{ name: "Age", valuetype: "numeric" }], attribute: [{ ...row, attrid: 1, name: "Age", attr_type: "case", value: "42", id: 1 }, { ...row, attrid: 2, name: "Place", attr_type: "file", value: "", id: 1 }],
  journal: [{ ...row, jid: 1, name: "Day one", jentry: "It began." }],
});

describe("a project of QualCoder", () => {
  const result = readQualCoder(tables);
  if (!result.ok) throw new Error(result.problem);
  const { project, loss } = result.value;

  it("comes with every kind of thing it holds", () => {
    expect(result.value.counts).toEqual({
      users: 2, codes: 6, variables: 2, cases: 1, sources: 4, "text sources": 1, "PDF sources": 1, pictures: 1, "audio sources": 1, transcripts: 1, selections: 8, codings: 5, notes: 5,
    });
    expect(project.sources.find(({ kind }) => kind === "picture")!.media).toMatchObject({ path: "relative:///images/p.png", extension: "png" });
    expect(project.cases[0]).toMatchObject({ sources: [project.sources[0]!.guid], values: [{ type: "Float", value: "42" }] });
  });

  it("gives each passage the words that QualCoder stored with it", () => {
    expect(project.selections.flatMap(({ place, quote }) => (place.kind === "words" ? [quote] : []))).toEqual(["line", "second", "page", "line", "First", "words"]);
  });

  it("keeps the tree of categories, breaking a circle where it closes", () => {
    const parent = (name: string): string | undefined => project.codes.find(({ guid }) => guid === project.codes.find((code) => code.name === name)!.parent)?.name;
    expect([parent("Trust"), parent("inner"), parent("outer"), parent("Free")]).toEqual(["inner", "outer", undefined, undefined]);
    expect(parent("round") === undefined || parent("and round") === undefined).toBe(true);
  });

  it("says what was left out: a coding of a deleted code, a passage of a deleted source", () => {
    expect(loss.noPlace.map(({ what, count }) => [what, count])).toEqual([
      ["A mark that a coding is important was kept as it is.", 1], ["A passage of a source that is not there, or without a place, was left out.", 1], ["A coding with a code or source that was deleted was left out.", 1],
    ]);
  });

  it("goes out as a REFI-QDA project and comes back equal", async () => {
    const again = await readQdpx(await gather(writeQdpx(project).parts));
    if (!again.ok) throw new Error(again.problem);
    expect({ ...again.value.project, origin: null }).toEqual({ ...project, origin: null, selections: again.value.project.selections, codings: again.value.project.codings });
    expect(new Set(again.value.project.codings)).toEqual(new Set(project.codings));
    const byGuid = (list: typeof project.selections) => [...list].sort((a, b) => (a.guid < b.guid ? -1 : 1)).map((one) => (one.place.kind === "region" ? { ...one, place: { ...one.place, region: { ...one.place.region, up: false } } } : one));
    expect(byGuid(again.value.project.selections)).toEqual(byGuid(project.selections));
  });

  it("is refused where the tables are another program's", () => expect(readQualCoder(tablesOf({ a: [] }))).toMatchObject({ ok: false }));
});
