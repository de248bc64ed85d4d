import { gather, zip } from "../project/zip.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A GUID that a test can read: `id("C0DE", 1)`. */
export const id = (word: string, n: number): string => `${word.padEnd(8, "0").slice(0, 8)}-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Packs files for a test; strings as UTF-8. */
export const pack = (files: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> =>
  gather(zip(Object.entries(files).map(([name, content]) => ({ name, content: typeof content === "string" ? encode(content) : content }))));

/** A project around the inside of its XML. */
export const projectXml = (inside: string, attributes = 'name="P"'): string => `<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" ${attributes}>${inside}</Project>`;

/** A project with one text and selections of it, each `[start, end, name]`, all coded with one code. */
export function oneText(text: string, marks: readonly (readonly [number, number, string?])[], origin = "Some program"): Promise<Uint8Array> {
  const selections = marks.map(([start, end, name], i) =>
    `<PlainTextSelection guid="${id("5E1", i)}"${name === undefined ? "" : ` name="${name}"`} startPosition="${start}" endPosition="${end}"><Coding guid="${id("C0D", i)}"><CodeRef targetGUID="${id("C", 0)}"/></Coding></PlainTextSelection>`).join("");
  return pack({
    "project.qde": projectXml(`<CodeBook><Codes><Code guid="${id("C", 0)}" name="Mark" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="${id("50", 0)}" name="T" plainTextPath="internal://t.txt">${selections}</TextSource></Sources>`, `name="P" origin="${origin}"`),
    "sources/t.txt": text,
  });
}

/** A project that uses everything the schema has. */
export const everything = projectXml(`
<Users><User guid="{${id("a", 1)}}" name="Ann &amp; Co" id="AC"/><User guid="${id("A", 2)}"/></Users>
<CodeBook><Codes>
  <Code guid="${id("C", 1)}" name="Folder" isCodable="false"><Description>of codes</Description><NoteRef targetGUID="${id("E", 1)}"/>
    <Code guid="${id("C", 2)}" name="Trust" isCodable="true" color="#abc"><Code guid="${id("C", 3)}" name="Lost &quot;trust&quot;" isCodable="true" color="#123456"/></Code></Code>
  <Code guid="${id("C", 4)}" name="Other" isCodable="true"/>
</Codes></CodeBook>
<Variables><Variable guid="${id("B", 1)}" name="Age" typeOfVariable="Integer"><Description>in years</Description></Variable>
  ${["Text", "Boolean", "Float", "Date", "DateTime"].map((type, i) => `<Variable guid="${id("B", 2 + i)}" name="${type}" typeOfVariable="${type}"/>`).join("")}</Variables>
<Cases><Case guid="${id("CA5E", 1)}" name="P1"><Description>a person</Description><CodeRef targetGUID="${id("C", 2)}"/>
  ${[["B", 1, "Integer", "42"], ["B", 2, "Text", " x "], ["B", 3, "Boolean", "1"], ["B", 4, "Float", "2.50"], ["B", 5, "Date", "2024-02-29"], ["B", 6, "DateTime", "2024-05-01T10:00:00+02:00"]]
    .map(([word, n, type, value]) => `<VariableValue><VariableRef targetGUID="${id(word as string, n as number)}"/><${type}Value>${value}</${type}Value></VariableValue>`).join("")}
  <VariableValue><VariableRef targetGUID="${id("B", 1)}"/></VariableValue>
  <SourceRef targetGUID="${id("50", 1)}"/><SelectionRef targetGUID="${id("5E1", 1)}"/></Case><Case guid="${id("CA5E", 2)}"/></Cases>
<Sources>
  <TextSource guid="${id("50", 1)}" name="Interview 1" plainTextPath="internal://t.txt" richTextPath="internal://t.docx" creatingUser="${id("A", 1)}" creationDateTime="2024-01-01T00:00:00Z" modifyingUser="${id("A", 2)}" modifiedDateTime="2024-01-02T00:00:00.5Z">
    <Description>first</Description>
    <PlainTextSelection guid="${id("5E1", 1)}" startPosition="0" endPosition="5" creatingUser="${id("A", 1)}"><Description>a remark</Description>
      <Coding guid="${id("C0D", 1)}" creatingUser="${id("A", 1)}" creationDateTime="2024-01-03T00:00:00Z"><CodeRef targetGUID="${id("C", 2)}"/><NoteRef targetGUID="${id("E", 1)}"/></Coding>
      <Coding guid="${id("C0D", 2)}" creatingUser="${id("A", 2)}"><CodeRef targetGUID="${id("C", 3)}"/></Coding><NoteRef targetGUID="${id("E", 2)}"/></PlainTextSelection>
    <PlainTextSelection guid="${id("5E1", 2)}" name="named by a person" startPosition="6" endPosition="8"/>
    <Coding guid="${id("C0D", 3)}"><CodeRef targetGUID="${id("C", 4)}"/></Coding><NoteRef targetGUID="${id("E", 2)}"/>
    <VariableValue><VariableRef targetGUID="${id("B", 1)}"/><IntegerValue>7</IntegerValue></VariableValue></TextSource>
  <PictureSource guid="${id("50", 2)}" name="A picture" path="internal://p.png" currentPath="absolute:///C:/p.png">
    <TextDescription guid="${id("DE5C", 1)}"><PlainTextContent>seen here</PlainTextContent><PlainTextSelection guid="${id("5E1", 3)}" startPosition="0" endPosition="4"/></TextDescription>
    <PictureSelection guid="${id("5E1", 4)}" name="left" firstX="9" firstY="186" secondX="1" secondY="3"><Coding guid="${id("C0D", 4)}"><CodeRef targetGUID="${id("C", 2)}"/></Coding></PictureSelection></PictureSource>
  <PDFSource guid="${id("50", 3)}" name="A PDF" path="internal://d.pdf">
    <PDFSelection guid="${id("5E1", 5)}" name="page two" page="1" firstX="1" firstY="2" secondX="3" secondY="4"><Representation guid="${id("4E9", 1)}"><PlainTextContent>some words</PlainTextContent></Representation></PDFSelection>
    <PDFSelection guid="${id("5E1", 6)}" name="granola" page="0" firstX="335" firstY="367" secondX="485" secondY="420"><Coding guid="${id("C0D", 5)}"><CodeRef targetGUID="${id("C", 2)}"/></Coding></PDFSelection>
    <Representation guid="${id("4E9", 2)}" plainTextPath="internal://d.txt"><PlainTextSelection guid="${id("5E1", 6)}" name="granola" startPosition="4" endPosition="11"><Coding guid="${id("C0D", 6)}"><CodeRef targetGUID="${id("C", 2)}"/></Coding></PlainTextSelection></Representation></PDFSource>
  <AudioSource guid="${id("50", 4)}" name="A recording" path="relative:///sub/a.m4a">
    <Transcript guid="${id("74A", 1)}" name="its words" plainTextPath="internal://a.txt"><Description>by hand</Description>
      <SyncPoint guid="${id("5F", 1)}" timeStamp="0" position="0"/><SyncPoint guid="${id("5F", 2)}" timeStamp="1500" position="6"/><SyncPoint guid="${id("5F", 3)}" position="9"/>
      <TranscriptSelection guid="${id("5E1", 7)}" fromSyncPoint="${id("5F", 1)}" toSyncPoint="${id("5F", 2)}"><Coding guid="${id("C0D", 7)}"><CodeRef targetGUID="${id("C", 4)}"/></Coding></TranscriptSelection><NoteRef targetGUID="${id("E", 2)}"/></Transcript>
    <AudioSelection guid="${id("5E1", 8)}" begin="100" end="2500"/></AudioSource>
  <VideoSource guid="${id("50", 5)}" name="A film" path="internal://v.mp4"><VideoSelection guid="${id("5E1", 9)}" name="a scene" begin="1" end="2"><Coding guid="${id("C0D", 8)}"><CodeRef targetGUID="${id("C", 4)}"/></Coding></VideoSelection></VideoSource>
</Sources>
<Notes><Note guid="${id("E", 1)}" name="Memo" creatingUser="${id("A", 1)}"><Description>short</Description><PlainTextContent>long
  &lt;memo&gt; &#128512; end</PlainTextContent><PlainTextSelection guid="${id("5E1", 10)}" startPosition="16" endPosition="19"><Coding guid="${id("C0D", 9)}"><CodeRef targetGUID="${id("C", 4)}"/></Coding></PlainTextSelection></Note>
  <Note guid="${id("E", 2)}" plainTextPath="internal://n.txt"><NoteRef targetGUID="${id("E", 1)}"/></Note></Notes>
<Links><Link guid="${id("1", 1)}" name="contradicts" direction="OneWay" color="#00FF00" originGUID="${id("5E1", 1)}" targetGUID="${id("C", 4)}"><NoteRef targetGUID="${id("E", 1)}"/></Link></Links>
<Sets><Set guid="${id("5E7", 1)}" name="A set"><Description>of things</Description><MemberCode targetGUID="${id("C", 2)}"/><MemberSource targetGUID="${id("50", 1)}"/><MemberNote targetGUID="${id("E", 1)}"/></Set></Sets>
<Graphs><Graph guid="${id("9", 1)}" name="A drawing"><Vertex guid="${id("9", 2)}" representedGUID="${id("C", 2)}" name="Trust" firstX="0" firstY="1" secondX="2" secondY="3" shape="Oval" color="#FF0000"/><Vertex guid="${id("9", 3)}" firstX="5" firstY="5"/>
  <Edge guid="${id("9", 4)}" sourceVertex="${id("9", 2)}" targetVertex="${id("9", 3)}" direction="Bidirectional" lineStyle="dashed"/></Graph></Graphs>
<Description>all of it</Description><NoteRef targetGUID="${id("E", 2)}"/>`,
`name="Everything" origin="Some program 1.0" creatingUserGUID="${id("A", 1)}" creationDateTime="2024-01-01T00:00:00Z" basePath="C:/media"`);

/** The files beside it: an emoji and a Windows line end are in the text, a control character in a note. */
export const everythingFiles: Readonly<Record<string, string | Uint8Array>> = {
  "project.qde": everything, "sources/t.txt": "Hello \u{1F600} world\nsecond line\n", "sources/t.docx": "not really a document", "sources/p.png": Uint8Array.of(137, 80, 78, 71, 1, 2, 3),
  "sources/d.pdf": "%PDF-1.4 not really", "sources/d.txt": "the granola bar", "sources/a.txt": "Hello there.", "sources/v.mp4": new Uint8Array(300_000).map((_, i) => i % 251), "sources/n.txt": "bell \u0007 rings",
};
