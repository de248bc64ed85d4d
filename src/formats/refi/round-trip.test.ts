import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inMemory, wholeEntry } from "../project/archive.ts";
import type { Imported } from "../project/imported.ts";
import { emptyProject, type Project } from "../project/project.ts";
import { unzip } from "../project/unzip.ts";
import { gather } from "../project/zip.ts";
import type { ExportDialect } from "./export-dialect.ts";
import { everythingFiles, id, pack, projectXml } from "./fixture.ts";
import { readQde, readQdpx } from "./read.ts";
import { openFrom, writeQdpx } from "./write.ts";
import { writeQdc } from "./write-codebook.ts";

const shared = new URL("../../../../shared/data/refi/", import.meta.url);
const here = existsSync(shared);
const xmllint = ["/usr/bin/xmllint", "/opt/homebrew/bin/xmllint", "/usr/local/bin/xmllint"].find((path) => existsSync(path));
const canValidate = here && xmllint !== undefined;
const all: readonly ExportDialect[] = ["standard", "nvivo-windows", "maxqda", "atlasti"];

/** The complaints of the schema's validator; empty where the document is valid, or where there is no validator. */
function complaints(xml: Uint8Array, schema: "Project" | "Codebook"): string {
  if (!canValidate) return "";
  const folder = mkdtempSync(join(tmpdir(), "refi-"));
  try {
    const file = join(folder, "x.xml");
    writeFileSync(file, xml);
    execFileSync(xmllint, ["--noout", "--schema", fileURLToPath(new URL(`spec/${schema}-mrt2019.xsd`, shared)), file], { stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stderr: unknown }).stderr).slice(0, 2000);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function read(bytes: Uint8Array): Promise<Imported> {
  const result = await readQdpx(bytes);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}
const write = ({ project, files }: Imported, dialect: ExportDialect): Promise<Uint8Array> => gather(writeQdpx(project, dialect, openFrom(files)).parts);

/** A project but for where its media lie in an archive and which program wrote it. */
const comparable = (project: Project): unknown => JSON.parse(JSON.stringify(project, (key, value: unknown) => (key === "origin" || key === "path" || key === "entry" ? undefined : value)));

async function xmlOf(bytes: Uint8Array): Promise<Uint8Array> {
  const archive = await unzip(inMemory(bytes));
  expect(archive.entries[0]!.name).toBe("project.qde");
  return wholeEntry(archive, archive.entries[0]!, 1e8);
}

async function survives(bytes: Uint8Array): Promise<string> {
  const first = await read(bytes);
  for (const dialect of all) {
    const out = await write(first, dialect);
    expect(complaints(await xmlOf(out), "Project")).toBe("");
    const second = await read(out);
    expect(comparable(second.project)).toEqual(comparable(first.project));
    expect(await write(second, dialect)).toEqual(out);
    expect(await write(first, dialect)).toEqual(out);
  }
  return first.project.name;
}

describe("export, validate, import", () => {
  it("gives an equal project in every dialect, and the same bytes again, for a project that uses everything", async () => expect(await survives(await pack(everythingFiles))).toBe("Everything"), 60_000);

  for (const folder of here ? ["synthetic/", "real/"] : []) {
    for (const file of readdirSync(new URL(folder, shared)).filter((name) => name.endsWith(".qdpx"))) {
      it(`gives an equal project in every dialect for ${file}`, async () => expect(await survives(new Uint8Array(readFileSync(new URL(folder + file, shared))))).not.toBe(""), 60_000);
    }
  }

  it("lets media pass through byte for byte", async () => {
    const out = await write(await read(await pack(everythingFiles)), "standard");
    const archive = await unzip(inMemory(out));
    const film = archive.entries.find(({ name }) => name.endsWith(".mp4"))!;
    expect(film.name).toBe(`sources/${id("50", 5)}.mp4`);
    expect(await wholeEntry(archive, film, 1e6)).toEqual(everythingFiles["sources/v.mp4"]);
  });

  it.each([
    ["standard", "sources/", "Hello \u{1F600} world\nsecond line\n", [6, 8]],
    ["nvivo-windows", "Sources/", "\ufeffHello \u{1F600} world\r\nsecond line\r\n", [6, 9]],
    ["maxqda", "sources/", "Hello \u{1F600} world\r\nsecond line\r\n", [6, 8]],
    ["atlasti", "sources/", "Hello \u{1F600} world\nsecond line\n", [6, 9]],
  ] as const)("writes texts and offsets as %s wants them", async (dialect, folder, text, [start, end]) => {
    const out = await write(await read(await pack(everythingFiles)), dialect);
    const archive = await unzip(inMemory(out));
    const entry = archive.entries.find(({ name }) => name === `${folder}${id("50", 1)}.txt`)!;
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await wholeEntry(archive, entry, 1e6))).toBe(text);
    expect(new TextDecoder().decode(await xmlOf(out))).toContain(`name="named by a person" startPosition="${start}" endPosition="${end}"`);
  });

  it("carries what the standard has no place for where only Earshot looks, and stays valid", async () => {
    const xml = projectXml(`<Sources><TextSource guid="${id("50", 1)}"><PlainTextContent>x</PlainTextContent><Odd>a ?&gt; b \u{1F600}</Odd></TextSource></Sources>`);
    const result = await readQde(new TextEncoder().encode(xml));
    if (!result.ok) throw new Error(result.problem);
    const out = await write(result.value, "standard");
    expect(complaints(await xmlOf(out), "Project")).toBe("");
    const again = await read(out);
    expect(again.project.kept).toEqual(result.value.project.kept);
    expect(again.project.kept[0]!.raw).toBe("<Odd>a ?&gt; b \u{1F600}</Odd>");
  });

  it("says what it had to change: positions rounded, values that are none, circles of codes", async () => {
    const base = { description: null, colour: null, isCodable: true, isCase: false };
    const project: Project = {
      ...emptyProject("P"),
      codes: [{ ...base, guid: id("C", 1), parent: id("C", 2), name: "a" }, { ...base, guid: id("C", 2), parent: id("C", 1), name: "b" }],
      variables: [{ guid: id("B", 1), name: "V", type: "Float", description: null }],
      cases: [{ guid: id("CA5E", 1), name: "c", description: null, codes: [], values: [{ variable: id("B", 1), type: "Float", value: "1e5" }], sources: [], selections: [] }],
      graphs: [{ guid: id("9", 1), name: "g\u0001", edges: [], vertices: [{ guid: id("9", 2), represents: null, name: null, x1: 1.5, y1: 0, x2: null, y2: null, shape: "Heart", colour: null }] }],
    };
    const { parts, loss } = writeQdpx(project);
    const out = await gather(parts);
    expect(complaints(await xmlOf(out), "Project")).toBe("");
    expect(loss.changed.map(({ what }) => what).sort()).toEqual([
      "A shape or line of a graph that the standard does not have was left out.", "A value is no decimal number as the standard writes it; it went out as text.",
      "Codes that are each other's parents were put at the top.", "Control characters that XML cannot carry were left out.", "Positions were rounded: the standard has whole numbers only.",
    ]);
  });

  it("holds for any words: emoji, line ends, markup, and any ranges of them", async () => {
    const word = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("\n", "\u{1F469}\u200d\u{1F467}", " ", "<&\">", "\u2028", "e\u0301", "\t", "東京"));
    await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 30 }), fc.array(fc.tuple(fc.nat(400), fc.nat(400)), { maxLength: 12 }), fc.constantFrom(...all), async (words, ranges, dialect) => {
      const text = words.join("").replaceAll("\r", "").replace(/^\ufeff+/, "");
      const edge = (n: number): number => {
        const at = n % (text.length + 1);
        return /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at;
      };
      const project: Project = {
        ...emptyProject("P"),
        sources: [{ guid: id("50", 1), kind: "text", name: "T", description: null, text, textGuid: null, media: null, transcripts: [], values: [], createdBy: null, createdAt: null, modifiedBy: null, modifiedAt: null }],
        selections: ranges.map(([a, b], i) => {
          const [start, end] = [Math.min(edge(a), edge(b)), Math.max(edge(a), edge(b))];
          return { guid: id("5E1", i), source: id("50", 1), place: { kind: "words", range: { start, end }, region: null }, name: null, description: null, quote: text.slice(start, end), createdBy: null, createdAt: null, modifiedBy: null, modifiedAt: null };
        }),
      };
      const again = await read(await gather(writeQdpx(project, dialect).parts));
      expect(again.project.sources[0]!.text).toBe(text);
      expect(again.project.selections).toEqual(project.selections);
    }), { numRuns: 200 });
  });
});

describe("codebooks", () => {
  it("go out valid and come back equal, notes and sources of sets left behind and named", async () => {
    const { project } = await read(await pack(everythingFiles));
    const out = writeQdc(project);
    if (!out.ok) throw new Error(out.problem);
    expect(complaints(out.bytes, "Codebook")).toBe("");
    const again = await readQde(out.bytes);
    if (!again.ok) throw new Error(again.problem);
    expect(again.value.kind).toBe("REFI-QDA codebook from Earshot");
    expect(again.value.project.codes).toEqual(project.codes);
    expect(again.value.project.groups).toEqual([{ ...project.groups[0], sources: [], notes: [] }]);
    expect(out.loss.noPlace.map(({ count }) => count)).toEqual([1, 1]);
  });

  it("are refused without a code, because the schema wants one", () => {
    expect(writeQdc(emptyProject("P"))).toMatchObject({ ok: false });
  });
});
