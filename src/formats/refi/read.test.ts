import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inMemory, wholeEntry } from "../project/archive.ts";
import type { Imported } from "../project/imported.ts";
import { unzip } from "../project/unzip.ts";
import { everything, everythingFiles, id, oneText, pack, projectXml } from "./fixture.ts";
import { readFolder, readQde, readQdpx } from "./read.ts";

const shared = new URL("../../../../shared/data/refi/", import.meta.url);
const here = existsSync(shared);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const load = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, shared)));

async function imported(reading: ReturnType<typeof readQdpx>): Promise<Imported> {
  const result = await reading;
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}
const quotes = ({ project }: Imported): (string | null)[] => project.selections.map(({ quote }) => quote);

describe.skipIf(!here)("projects that count their offsets in different ways (shared data is absent: skipped)", () => {
  for (const file of here ? readdirSync(new URL("synthetic/", shared)) : []) {
    it(`gives every quotation of ${file} as its name tells it`, async () => {
      const bytes = load(`synthetic/${file}`);
      const archive = await unzip(inMemory(bytes));
      const xml = new TextDecoder().decode(await wholeEntry(archive, archive.entries.find(({ name }) => name.endsWith(".qde"))!, 1e6));
      const truth = [...xml.matchAll(/<PlainTextSelection [^>]*name="([^"]*)"/g)].map((match) => match[1]!);
      const result = await imported(readQdpx(bytes));
      expect(truth).toHaveLength(6);
      expect(quotes(result).map((quote) => quote?.replace(/\s/g, " "))).toEqual(truth.map((quote) => quote.replace(/\s/g, " ")));
      const text = result.project.sources[0]!.text;
      for (const { place, quote } of result.project.selections) {
        if (text !== null && place.kind === "words") expect(text.slice(place.range.start, place.range.end)).toBe(quote);
      }
      expect(result.confidence).toBe(1);
    });
  }

  it.each([
    ["nvivo-win-u16-crlf-bom.qdpx", /^utf16 .*not counted, line ends as in the file, end after/],
    ["atlas-crlf-file-lf-offsets.qdpx", /^utf16 .*line ends counted as one/],
    ["qualcoder-bom-lf-cp.qdpx", /^codepoint .*byte-order mark not counted/],
    ["spec-inclusive-end.qdpx", /^codepoint .*end at the last character/],
  ])("says how %s counts", async (file, words) => {
    expect((await imported(readQdpx(load(`synthetic/${file}`)))).dialect).toMatch(words);
  });

  it("says which text is missing where a path leads outside the archive", async () => {
    const { problems, project } = await imported(readQdpx(load("synthetic/path-traversal.qdpx")));
    expect(project.sources[0]!.text).toBeNull();
    expect(problems.map(({ what }) => what).join()).toMatch(/missing from the archive/);
  });

  it("reads the empty project of ATLAS.ti: two users and nothing else", async () => {
    const { counts, kind } = await imported(readQdpx(load("real/atlas-win23-blank.qdpx")));
    expect(kind).toBe("REFI-QDA project from ATLAS.ti for Windows 23.2.3.27778");
    expect(counts).toEqual({ users: 2 });
  });

  it("reads the project of NVivo for Mac: 262 codes in a tree, two texts with their documents", async () => {
    const { project, problems } = await imported(readQdpx(load("real/nvivo-mac15-qc.qdpx")));
    expect(project.codes).toHaveLength(262);
    expect(project.codes.filter(({ parent }) => parent === null).length).toBeLessThan(20);
    expect(project.sources.map(({ text, media }) => [text, media?.extension, media?.size])).toEqual([["\n", "docx", 5066], ["\n", "docx", 5066]]);
    expect(problems).toEqual([]);
  });

  it("reads the project of qc, whose paths have no scheme: 158 lines with 205 codings", async () => {
    const { project, counts } = await imported(readQdpx(load("real/qc132-demo.qdpx")));
    expect(counts).toMatchObject({ codes: 262, "text sources": 2, selections: 158, codings: 205, users: 1 });
    expect(project.sources.map(({ name }) => name)).toEqual(["board_2017.txt", "admin-1.txt"]);
    // qc codes whole lines and calls each by its number.
    const lines = project.sources[0]!.text!.split("\n");
    for (const selection of project.selections) expect(selection.quote).toBe(`${lines[Number(selection.name!.slice(5))]}\n`);
  });

  it("reads the codebook of Taguette, which the schema does not allow", async () => {
    const { counts, kind } = await imported(readQde(load("real/taguette-sample.qdc")));
    expect(kind).toBe("REFI-QDA codebook from Taguette 1.5.2");
    expect(counts).toEqual({ codes: 6 });
  });
});

describe("a project that uses everything", () => {
  it("arrives whole", async () => {
    const { counts, project, problems } = await imported(readQdpx(await pack(everythingFiles)));
    expect(counts).toEqual({
      users: 2, codes: 4, variables: 6, cases: 2, sources: 5, "text sources": 1, "PDF sources": 1, pictures: 1, "audio sources": 1, "video sources": 1, transcripts: 1,
      selections: 10, codings: 8, notes: 2, links: 1, groups: 1, graphs: 1,
    });
    expect(project.users[0]).toEqual({ guid: id("A", 1), name: "Ann & Co", id: "AC" });
    expect(project.codes[2]).toMatchObject({ parent: id("C", 2), name: 'Lost "trust"', colour: "#123456" });
    expect(project.cases[0]!.values.map(({ value }) => value)).toEqual(["42", " x ", "true", "2.50", "2024-02-29", "2024-05-01T08:00:00Z", null]);
    expect(project.notes[0]!.targets.map(({ kind }) => kind).sort()).toEqual(["code", "coding", "link", "note"]);
    expect(problems.map(({ what }) => what)).toEqual(["A passage stands twice, as words and as a rectangle, with one GUID; it was read as one."]);
  });

  it("takes a passage of a PDF that stands twice as one, its codings paired", async () => {
    const { project } = await imported(readQdpx(await pack(everythingFiles)));
    const passage = project.selections.find(({ guid }) => guid === id("5E1", 6))!;
    expect(passage).toMatchObject({ quote: "granola", name: null, place: { kind: "words", range: { start: 4, end: 11 }, region: { page: 0, x1: 335 } } });
    expect(project.codings.filter(({ selection }) => selection === passage.guid)).toMatchObject([{ guid: id("C0D", 6), twin: id("C0D", 5) }]);
  });

  it("cuts the words of a transcript between two sync points", async () => {
    const { project } = await imported(readQdpx(await pack(everythingFiles)));
    expect(project.selections.find(({ place }) => place.kind === "transcript")!.quote).toBe("Hello ");
  });

  it("is the same from a folder, and from a bare .qde but for its files", async () => {
    const whole = await imported(readQdpx(await pack(everythingFiles)));
    const files = Object.entries(everythingFiles).map(([path, bytes]) => ({ path: `My export/${path}`, bytes: typeof bytes === "string" ? encode(bytes) : bytes }));
    const folder = await imported(readFolder([...files, { path: "My export/sources/.root", bytes: new Uint8Array(0) }, { path: "__MACOSX/._project.qde", bytes: encode("no") }]));
    expect(folder.counts).toEqual(whole.counts);
    expect(folder.project.sources.map(({ text }) => text)).toEqual(whole.project.sources.map(({ text }) => text));
    const bare = await imported(readQde(encode(everything)));
    expect(bare.counts).toEqual(whole.counts);
    expect(bare.project.sources[0]!.text).toBeNull();
  });
});

describe("what has to be survived", () => {
  it.each([["internal://t.txt"], ["internal:///t.txt"], ["internal:/t.txt"], ["t.txt"], ["sources\\t.txt"], ["internal://T.TXT"], ["internal://%74.txt"], ["Sources/t.txt"]])("finds the text at %s", async (path) => {
    const bytes = await pack({ "project.qde": projectXml(`<Sources><TextSource guid="${id("50", 1)}" plainTextPath="${path}"/></Sources>`), "SOURCES/t.txt": "found" });
    expect((await imported(readQdpx(bytes))).project.sources[0]!.text).toBe("found");
  });

  it("reads elements in any name space and order, and keeps what it does not know", async () => {
    const xml = `<q:Project xmlns:q="urn:other" name="P"><q:Sources><q:TextSource guid="${id("50", 1)}" name="T" mood="blue"><q:PlainTextSelection guid="${id("5E1", 1)}" startPosition="0" endPosition="2"/><q:PlainTextContent>Hello</q:PlainTextContent><q:Odd a="1">x<q:Deep/></q:Odd></q:TextSource></q:Sources><q:Users><q:User guid="${id("A", 1)}" name="A"/></q:Users></q:Project>`;
    const { project, loss } = await imported(readQde(encode(xml)));
    expect(project.selections[0]!.quote).toBe("He");
    expect(project.users).toHaveLength(1);
    expect(project.kept).toEqual([{ parent: id("50", 1), what: "@mood", raw: "blue" }, { parent: id("50", 1), what: "Odd", raw: '<Odd a="1">x<Deep></Deep></Odd>' }]);
    expect(loss.noPlace).toHaveLength(2);
  });

  it("puts codings whose code is gone under one code, and counts them", async () => {
    const xml = projectXml(`<Sources><TextSource guid="${id("50", 1)}"><PlainTextContent>Hello</PlainTextContent><Coding guid="${id("C0D", 1)}"><CodeRef targetGUID="${id("C", 9)}"/></Coding><Coding guid="${id("C0D", 2)}"/></TextSource></Sources>`);
    const { project, loss } = await imported(readQde(encode(xml)));
    expect(project.codes.map(({ name }) => name)).toEqual(["unresolved"]);
    expect(project.codings.map(({ code }) => code)).toEqual([project.codes[0]!.guid, project.codes[0]!.guid]);
    expect(loss.changed[0]!.count).toBe(2);
  });

  it("gives repeated, missing and malformed GUIDs new ones, the same every time", async () => {
    const xml = projectXml(`<CodeBook><Codes><Code guid="${id("C", 1)}" name="a" isCodable="1"/><Code guid="${id("C", 1)}" name="b"/><Code name="c" isCodable="0"/><Code guid="no guid" name="d"/></Codes></CodeBook>`);
    const [one, two] = [await imported(readQde(encode(xml))), await imported(readQde(encode(xml)))];
    expect(new Set(one.project.codes.map(({ guid }) => guid)).size).toBe(4);
    expect(one.project.codes).toEqual(two.project.codes);
    expect(one.project.codes.map(({ isCodable }) => isCodable)).toEqual([true, true, false, true]);
  });

  it("marks codes that are cases and gives the cases their passages", async () => {
    const guid = id("CA5E", 1);
    const xml = projectXml(`<CodeBook><Codes><Code guid="${guid}" name="P1" isCodable="true"/></Codes></CodeBook><Cases><Case guid="${guid}" name="P1"/></Cases><Sources><TextSource guid="${id("50", 1)}"><PlainTextContent>Hello</PlainTextContent><PlainTextSelection guid="${id("5E1", 1)}" startPosition="0" endPosition="5"><Coding guid="${id("C0D", 1)}"><CodeRef targetGUID="${guid}"/></Coding></PlainTextSelection></TextSource></Sources>`);
    const { project, counts } = await imported(readQde(encode(xml)));
    expect(project.codes[0]!.isCase).toBe(true);
    expect(project.cases[0]!.selections).toEqual([id("5E1", 1)]);
    expect(counts["codes"]).toBeUndefined();
  });

  it("turns round, cuts and keeps selections that lie badly", async () => {
    const { project, loss } = await imported(readQdpx(await oneText("Hello world", [[5, 0], [6, 99], [-3, 5], [4, 4], [50, 60]])));
    expect(quotes({ project } as Imported)).toEqual(["Hello", "world", "Hello", "", ""]);
    expect(loss.changed.map(({ count }) => count)).toEqual([1, 3]);
  });

  it("puts a selection that lies beside its own words on them, where all others are right", async () => {
    const text = "I never thought about it before. Then it came to me slowly. And that was all there was to say.";
    const at = (words: string): [number, number, string] => [text.indexOf(words), text.indexOf(words) + words.length, words];
    const [start, end, words] = at("came to me slowly");
    const { project, loss } = await imported(readQdpx(await oneText(text, [at("I never thought"), at("about it"), at("Then it"), at("that was all"), at("there was"), at("to say"), at("before"), [start + 1, end + 1, words]])));
    expect(project.selections.at(-1)!.quote).toBe("came to me slowly");
    expect(loss.changed).toHaveLength(1);
  });

  it("reads UTF-16 XML, a mark before the declaration, and texts that are not UTF-8", async () => {
    const xml = projectXml(`<Description>Übung</Description>`).replace("utf-8", "utf-16");
    const wide = new Uint8Array(2 + 2 * xml.length);
    wide.set([0xff, 0xfe]);
    [...xml].forEach((c, i) => { new DataView(wide.buffer).setUint16(2 + 2 * i, c.charCodeAt(0), true); });
    expect((await imported(readQde(wide))).project.description).toBe("Übung");
    expect((await imported(readQde(encode(`\ufeff${projectXml("<Description>Ü</Description>")}`)))).project.description).toBe("Ü");
    const bytes = await pack({ "project.qde": projectXml(`<Sources><TextSource guid="${id("50", 1)}" plainTextPath="internal://t.txt"/></Sources>`), "sources/t.txt": Uint8Array.of(0xdc, 0x62, 0x75, 0x6e, 0x67) });
    const result = await imported(readQdpx(bytes));
    expect(result.project.sources[0]!.text).toBe("Übung");
    expect(result.loss.changed[0]!.what).toMatch(/Windows-1252/);
  });

  it("takes the words from the document where there is no plain text", async () => {
    const docx = await pack({ "word/document.xml": "<w:document><w:body><w:p><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>Two</w:t><w:br/><w:t>three</w:t></w:r></w:p></w:body></w:document>" });
    const bytes = await pack({ "project.qde": projectXml(`<Sources><TextSource guid="${id("50", 1)}" richTextPath="internal://t.docx"/></Sources>`), "sources/t.docx": docx });
    expect((await imported(readQdpx(bytes))).project.sources[0]!.text).toBe("One\nTwo\nthree\n");
  });

  it("lets a person overrule how offsets are counted", async () => {
    const bytes = await oneText("\u{1F600} one two", [[2, 5]]);
    expect(quotes(await imported(readQdpx(bytes)))).toEqual(["one"]);
    const result = await imported(readQdpx(bytes, { dialect: { unit: "utf16", end: "inclusive" } }));
    expect(quotes(result)).toEqual([" one"]);
    expect(result.dialect).toMatch(/^utf16 .*chosen by hand/);
  });
});

describe("what is refused, in one sentence", () => {
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const result = await readQdpx(bytes);
    return result.ok ? "accepted" : result.problem;
  };
  it("an archive without a project", async () => expect(await refused(await pack({ "a.txt": "x" }))).toMatch(/^There is no project in the archive/));
  it("an archive that is cut short", async () => expect(await refused((await pack(everythingFiles)).subarray(0, 2000))).toMatch(/cut short/));
  it("an entry that leads outside", async () => expect(await refused(await pack({ "project.qde": everything, "../../evil.txt": "x" }))).toMatch(/leads outside/));
  it("XML that declares entities", async () =>
    expect(await refused(await pack({ "project.qde": `<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project name="&b;"/>` }))).toMatch(/declares entities/));
  it("XML that breaks off", async () => expect(await refused(await pack({ "project.qde": everything.slice(0, 3000) }))).toMatch(/breaks off/));
  it("another XML", async () => expect(await refused(await pack({ "project.qde": "<html/>" }))).toMatch(/begins with <html>/));
  it("an empty file", async () => expect((await readQde(new Uint8Array(0))).ok).toBe(false));
  it("an entry that unpacks to more than the archive states", async () => {
    const bytes = await pack({ "project.qde": projectXml(`<Description>${"a".repeat(5_000_000)}</Description>`) });
    const data = new DataView(bytes.buffer);
    for (let i = 0; i < bytes.length - 4; i++) if (data.getUint32(i, true) === 0x02014b50) data.setUint32(i + 24, 1000, true);
    expect(await refused(bytes)).toMatch(/unpacks to more than the 1000 bytes/);
  });
  it("a project that is said to unpack to 2 GB", async () => {
    const bytes = await pack({ "project.qde": everything });
    const data = new DataView(bytes.buffer);
    for (let i = 0; i < bytes.length - 4; i++) if (data.getUint32(i, true) === 0x02014b50) data.setUint32(i + 24, 0x7fffffff, true);
    expect(await refused(bytes)).toMatch(/would unpack to 2147483647 bytes/);
  });
});
