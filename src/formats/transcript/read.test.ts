import { zipSync, strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { bold, bytes, docx, odt, p, pdf, read, run, said } from "./read.fixture.ts";
import { readInterview } from "./read.ts";

async function problem(name: string, file: Uint8Array | string): Promise<string> {
  const reading = await readInterview(name, typeof file === "string" ? bytes(file) : file);
  return reading.ok ? `read as ${reading.value.format}` : reading.problem;
}
describe("speakers are recognised in the common layouts", () => {
  const layouts: [name: string, text: string, expected: string[]][] = [
    ["labels with a colon", "Interviewer: How are you?\nP1: Fine.\nInterviewer: And now?\nP1: Still fine.", ["Interviewer: How are you?", "P1: Fine.", "Interviewer: And now?", "P1: Still fine."]],
    ["letters", "I: How are you?\n\nR: Fine.\n\nI: Good.\n\nR: Yes.", ["I: How are you?", "R: Fine.", "I: Good.", "R: Yes."]],
    ["names with titles", "Dr Hall: Tell me.\nMrs Ito: I was tired.", ["Dr Hall: Tell me.", "Mrs Ito: I was tired."]],
    ["tabs", "Anna\tHello there.\nBen\tHello.\nAnna\tHow is it?\nBen\tGood.", ["Anna: Hello there.", "Ben: Hello.", "Anna: How is it?", "Ben: Good."]],
    ["name and time on a line of their own (Otter)", "Anna Hall  0:12  \nHello there.\n\nBen Ito  12:04\nHello.\nAnd more.", ["Anna Hall @12: Hello there.", "Ben Ito @724: Hello.\nAnd more."]],
    ["time in brackets before the label", "[00:01:02] Anna: Hello.\n[00:01:05] Ben: Hi.", ["Anna @62: Hello.", "Ben @65: Hi."]],
    ["time in brackets after the name", "Anna (00:01:02): Hello.\nBen (00:01:05): Hi.", ["Anna @62: Hello.", "Ben @65: Hi."]],
    ["bare time before the label", "00:01:02 Anna: Hello.\n00:01:05 Ben: Hi.", ["Anna @62: Hello.", "Ben @65: Hi."]],
    ["label, then time", "S01: [00:00:12] Hello.\n\nS00: [00:00:36] Hi.", ["S01 @12: Hello.", "S00 @36: Hi."]],
    ["a time alone on its line", "[00:12:04]\nI: Hello.\n[00:13:00]\nP: Hi.", ["I @724: Hello.", "P @780: Hi."]],
    ["brackets around the label (whisperX)", "[SPEAKER_00]: Hello.\n[SPEAKER_01]: Hi.", ["SPEAKER_00: Hello.", "SPEAKER_01: Hi."]],
    ["Zoom's saved text", "[Anna Hall] 10:24:03\nHello.\n\n[Ben Ito] 10:24:09\nHi.", ["Anna Hall @37443: Hello.", "Ben Ito @37449: Hi."]],
    ["an older Teams text", "0:0:0.0 --> 0:0:3.400\nAnna Hall\nHello.\n0:0:4.0 --> 0:0:5.0\nBen Ito\nHi.\n0:0:6.0 --> 0:0:7.0\nAnna Hall\nSo.\n0:0:8.0 --> 0:0:9.0\nBen Ito\nYes.", ["Anna Hall @0: Hello.", "Ben Ito @4: Hi.", "Anna Hall @6: So.", "Ben Ito @8: Yes."]],
    ["a label on a line of its own", "INTERVIEWER\nHello.\nPARTICIPANT\nHi.\nINTERVIEWER\nSo.\nPARTICIPANT\nYes.", ["INTERVIEWER: Hello.", "PARTICIPANT: Hi.", "INTERVIEWER: So.", "PARTICIPANT: Yes."]],
    ["times at the end of paragraphs (f4)", "I: Hello. #00:00:05-2#\nB: Hi. #00:00:09-0#\nI: So.", ["I: Hello.", "B @5.2: Hi.", "I @9: So."]],
    ["Q. and A.", "Q. Why?\nA. So.\nQ. When?\nA. Then.", ["Q: Why?", "A: So.", "Q: When?", "A: Then."]],
    ["turn numbers before labels", "1 Dan: Hello.\n2 Eve: Hi.\n3 Dan: So.\n4 Eve: Yes.", ["Dan: Hello.", "Eve: Hi.", "Dan: So.", "Eve: Yes."]],
  ];
  test.each(layouts)("%s", async (_, text, expected) => {
    expect(said(await read("a.txt", text))).toEqual(expected);
  });

  test("labels stand in the text where the file had them, time codes do not", async () => {
    const { text, turns } = await read("a.txt", "[00:01:02] Anna: Hello [00:01:04] again.\n\n[00:01:05] Ben: Hi.");
    expect(text).toBe("Anna: Hello again.\n\nBen: Hi.");
    expect(turns.map(({ start, said, end }) => [start, said, end])).toEqual([[0, 6, 18], [20, 25, 28]]);
  });
  test("a word before a colon in running text is not a speaker", async () => {
    const { turns, speakers } = await read("a.txt", "I: Hello.\nNote: this matters.\nP: One thing: no.\nRemember: yes.\nI: Good.\nP: Yes.");
    expect(speakers.map(({ label }) => label)).toEqual(["I", "P"]);
    expect(turns).toHaveLength(4);
  });
  test("a header that names the interviewer once is not a turn", async () => {
    const { turns, text } = await read("a.txt", "Interviewer: Jane Hall\nDate: 3 May\n\nI: Hello.\nP: Hi.\nI: So.\nP: Yes.");
    expect(turns[0] && text.slice(turns[0].start, turns[0].end)).toBe("I: Hello.");
  });
  test("prose without labels has no turns", async () => {
    const { turns, speakers, layout } = await read("a.txt", "I woke at 6:30 and thought: no.\n\nThere were two things: rain and wind.");
    expect([turns, speakers, layout]).toEqual([[], [], null]);
  });
  test("two turns of one speaker in a row stay two", async () => {
    expect(said(await read("a.txt", "I: One.\nI: Two.\nP: Three."))).toEqual(["I: One.", "I: Two.", "P: Three."]);
  });
  test("roles come from labels, and from who asks where labels do not tell", async () => {
    const names = await read("a.txt", Array.from({ length: 4 }, (_, i) => `Ann: Why ${i}?\nBea: Because it was a long and difficult year for all of us.`).join("\n"));
    expect(names.speakers).toEqual([{ label: "Ann", role: "interviewer" }, { label: "Bea", role: "participant" }]);
    const alike = await read("a.txt", "Ann: Hello there.\nBea: Hello.\nAnn: Rain again.\nBea: Yes, rain.\nAnn: Well.\nBea: Well.");
    expect(alike.speakers.map(({ role }) => role)).toEqual(["unknown", "unknown"]);
  });
});

describe("captions become turns", () => {
  test("each voice tag opens a turn with its label, and its time", async () => {
    const vtt = "WEBVTT\n\nSTYLE\n::cue {}\n\nNOTE secret\n\n1\n00:01.000 --> 00:02.000\n<v Anna Hall>Hello &amp; <i>welcome</i>.</v>\n\n2\n00:03.000 --> 00:04.000\n<v Anna Hall>More.\n\n00:05.000 --> 00:06.000\n<v Ben>Hi.";
    const interview = await read("a.vtt", vtt);
    expect(interview.text).toBe("Anna Hall: Hello & welcome.\nAnna Hall: More.\nBen: Hi.");
    expect(said(interview)).toEqual(["Anna Hall @1: Hello & welcome.", "Anna Hall @3: More.", "Ben @5: Hi."]);
    expect(interview.notes.join(" ")).toContain("1 comment");
  });
  test("captions of one Teams utterance are one turn", async () => {
    const id = "6b2c2f8e-1111-4d2e-9c1a-aaaaaaaaaaaa/12";
    const interview = await read("a.vtt", `WEBVTT\n\n${id}-0\n00:00:01.000 --> 00:00:02.000\n<v Anna>It was a</v>\n\n${id}-1\n00:00:02.000 --> 00:00:03.000\n<v Anna>Long day.</v>`);
    expect(said(interview)).toEqual(["Anna @1: It was a Long day."]);
    expect(interview.layout).toBe("Teams transcript");
  });
  test("Zoom captions carry their speaker as words", async () => {
    expect(said(await read("a.vtt", "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnna Hall: Hello.\n\n2\n00:00:03.000 --> 00:00:04.000\nBen: Hi.\n\n3\n00:00:05.000 --> 00:00:06.000\nAnna Hall: So.\n\n4\n00:00:07.000 --> 00:00:08.000\nBen: Yes.")))
      .toEqual(["Anna Hall @1: Hello.", "Ben @3: Hi.", "Anna Hall @5: So.", "Ben @7: Yes."]);
  });
  test("captions without speakers are joined to whole sentences, parted at pauses and dashes", async () => {
    const interview = await read("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nIt was\n\n2\n00:00:02,000 --> 00:00:03,000\nraining.\n\n3\n00:00:09,500 --> 00:00:10,000\n- Yes?\n- No.\n");
    expect(interview.text).toBe("It was raining.\n- Yes?\n- No.");
    expect(interview.turns.map(({ at }) => at)).toEqual([1000, 9500, 9500]);
  });
  test("a broken time keeps the words, and is said", async () => {
    const interview = await read("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\nTwo.\n\n3\n00:00:0x,000 --> 00:00:09,000\nThree.");
    expect(interview.text).toBe("One. Two. Three.");
    expect(interview.notes.join(" ")).toMatch(/2 captions have a missing or damaged time code/);
  });
  test.each([
    ["openai-whisper", '{"text":"a","segments":[{"start":1.5,"end":2,"text":" Hello."},{"start":2,"end":3,"text":" Hi."}]}', ["- @1.5: Hello. Hi."]],
    ["whisperX", '{"segments":[{"start":1,"end":2,"text":"Hello.","speaker":"SPEAKER_00"},{"start":2,"end":3,"text":"So.","speaker":"SPEAKER_00"},{"start":4,"end":5,"text":"Hi.","speaker":"SPEAKER_01"}]}', ["SPEAKER_00 @1: Hello. So.", "SPEAKER_01 @4: Hi."]],
    ["whisper.cpp", '{"transcription":[{"offsets":{"from":1500,"to":2000},"text":" Hello."}]}', ["- @1.5: Hello."]],
    ["a bare list", '[{"start":1,"end":2,"text":"Hello."}]', ["- @1: Hello."]],
  ])("JSON of Whisper: %s", async (_, json, expected) => {
    const interview = await read("a.json", json);
    expect(said(interview)).toEqual(expected);
    expect(interview.layout).toBe("Whisper transcript");
  });
  test("a table of turns: a blank speaker goes on, initials find their name, entities are decoded", async () => {
    const interview = await read("a.csv", 'speaker,words,tags,timestamp\nAda Bell,"One&#8212;two, three.",x,[0:07]\n,Four.,,\nCy Dow,Five.,,\nAB:,Six.,,[01:09]\n');
    expect(interview.text).toBe("Ada Bell: One—two, three.\nFour.\nCy Dow: Five.\nAB: Six.");
    expect(said(interview)).toEqual(["Ada Bell @7: One—two, three.", "Ada Bell: Four.", "Cy Dow: Five.", "Ada Bell @69: Six."]);
    expect(interview.notes.join(" ")).toContain('"tags"');
  });
});

describe("documents", () => {
  test("docx: tracked changes are accepted and counted", async () => {
    const changed = `<w:p>${run("I was ")}<w:del><w:r><w:delText>very </w:delText></w:r></w:del><w:ins>${run("quite ")}</w:ins>${run("tired.")}</w:p>`;
    const moved = `<w:p><w:moveFrom>${run("Moved.")}</w:moveFrom></w:p><w:p><w:moveTo>${run("Moved.")}</w:moveTo></w:p>`;
    const joined = `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run("One ")}</w:p>${p("paragraph.")}`;
    const interview = await read("a.docx", docx(changed + moved + joined));
    expect(interview.text.split("\n").filter((line) => line !== "")).toEqual(["I was quite tired.", "Moved.", "One paragraph."]);
    expect(interview.notes.join(" ")).toContain("1 insertion kept, 1 deletion left out, 1 moved passage read once");
  });
  test("docx: comments, headers and footers are left out and said; footnotes keep their words", async () => {
    const interview = await read("a.docx", docx(`<w:p>${run("Yes.")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`, {
      "word/footnotes.xml": `<w:root><w:footnote w:id="2">${p("She nodded.")}</w:footnote></w:root>`,
      "word/header1.xml": `<w:root>${p("Study 7")}</w:root>`,
      "word/comments.xml": `<w:root>${p("Hidden remark")}</w:root>`,
    }));
    expect(interview.text).toBe("Yes.[1]\n\n[1] She nodded.");
    expect(interview.notes.join(" ")).toMatch(/1 comment was left out.*Headers and footers were left out: "Study 7"/);
  });
  test("docx: bold labels, tabbed labels and tables of turns", async () => {
    const b = await read("a.docx", docx([["Anna", "Hello."], ["Ben", "Hi."], ["Anna", "So."], ["Ben", "Yes."]].map(([n, w]) => `<w:p>${bold(`${n} `)}${run(w ?? "")}</w:p>`).join("")));
    expect(said(b)).toEqual(["Anna: Hello.", "Ben: Hi.", "Anna: So.", "Ben: Yes."]);
    const row = (a: string, c: string): string => `<w:tr><w:tc>${p(a)}</w:tc><w:tc>${p(c)}${p("And more.")}</w:tc></w:tr>`;
    const t = await read("a.docx", docx(`<w:tbl>${row("I", "Why?")}${row("P", "So.")}${row("I", "Oh.")}${row("P", "Yes.")}</w:tbl>`));
    expect(said(t)).toEqual(["I: Why?\nAnd more.", "P: So.\nAnd more.", "I: Oh.\nAnd more.", "P: Yes.\nAnd more."]);
  });
  test("docx: a Teams transcript with line breaks inside paragraphs", async () => {
    const turn = (head: string, words: string): string => `<w:p>${bold(head)}<w:r><w:br/></w:r>${run(words)}</w:p>`;
    const interview = await read("a.docx", docx(p("Anna Hall started transcription") + turn("Anna Hall   0:03", "Hello.") + turn("Ben Ito   0:09", "Hi.")));
    expect(said(interview)).toEqual(["Anna Hall @3: Hello.", "Ben Ito @9: Hi."]);
    expect(interview.layout).toBe("Teams transcript");
  });
  test("docx: text boxes count once, and a file named by another main part is found", async () => {
    const box = `<w:p>${run("Out.")}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p("In.")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p("In.")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`.replace("<mc:AlternateContent>", '<mc:AlternateContent xmlns:mc="m">');
    expect((await read("a.docx", docx(box))).text).toBe("Out.\nIn.");
  });
  test("odt: spaces, tabs, notes, deletions and bold labels", async () => {
    const body = `<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>A<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Under.</text:p></text:note-body></text:note>.</text:p>`;
    const interview = await read("a.odt", odt(body));
    expect(interview.text).toBe("A  b\tc\nd[1].\n\n[1] Under.");
    expect(interview.notes.join(" ")).toContain("1 deletion left out");
  });
  test("rtf: escapes with fallbacks, code pages, and groups that are no text", async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\info{\author Nobody}}I: caf\'e9 \u8217?s {\uc2\u228\'e4a}\par {\f1 \'e4\'e0}\par {\deleted gone}{\*\unknown gone}P: \{yes\}~\emdash no\par}`;
    expect((await read("a.rtf", rtf)).text).toBe("I: café ’s ä\nда\nP: {yes}~—no");
  });
  test("rtf: footnotes keep their words, also as LibreOffice marks them", async () => {
    for (const mark of ["\\footnote", "\\*\\footnote"]) expect((await read("a.rtf", `{\\rtf1 P: Yes.{${mark} She nodded.}\\par}`)).text).toBe("P: Yes.[1]\n\n[1] She nodded.");
  });
  test("pdf: lines are joined to paragraphs and turns found", async () => {
    const interview = await read("a.pdf", pdf(["I: How was it for you in that first long winter, would you say?", "P: It was a very long winter and in the end I was glad that it was", "over at last.", "I: Right.", "P: Yes."]));
    expect(said(interview)).toEqual(["I: How was it for you in that first long winter, would you say?", "P: It was a very long winter and in the end I was glad that it was over at last.", "I: Right.", "P: Yes."]);
  });
  test("html: blocks, breaks and entities; no scripts", async () => {
    const interview = await read("a.html", "<!doctype html><title>x</title><script>no()</script><p><b>I:</b> Why\n  now?<br>Really?</p><div>P: Caf&eacute; <i>yes</i>.</div>");
    expect(interview.text).toBe("I: Why now?\nReally?\nP: Café yes.");
    expect(interview.turns).toHaveLength(2);
  });
});

describe("every character that is writing stays", () => {
  test("emoji, right-to-left text and combining marks are unchanged; control characters go and are counted", async () => {
    const words = "P: e\u0301 👩‍👩‍👧 שלום\u200f مرحبا \u00a0x";
    const interview = await read("a.txt", `I: a\0b\u0007\r\n${words}\r`);
    expect(interview.text).toBe(`I: ab\n${words}`);
    expect(interview.notes.join(" ")).toContain("2 control characters");
  });
});

describe("bad input gets one sentence", () => {
  const ole = (word: string): Uint8Array => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 40 }, () => 0), ...[...word].flatMap((c) => [c.charCodeAt(0), 0])]);
  const cases: [string, string, Uint8Array | string, RegExp][] = [
    ["empty", "a.docx", "", /^a\.docx is empty/],
    ["blank", "a.txt", " \n\n ", /no words/],
    ["a password on a docx", "a.docx", ole("EncryptedPackage"), /password/],
    ["an old Word file", "a.doc", ole("WordDocument"), /save it as \.docx/],
    ["a cut-off docx", "a.docx", docx(p("Hello there.")).slice(0, 200), /cut off or damaged/],
    ["a docx whose XML breaks off", "a.docx", zipSync({ "word/document.xml": strToU8("<w:document><w:body><w:p>") }), /damaged: "word\/document\.xml"/],
    ["a spreadsheet", "a.docx", zipSync({ "xl/workbook.xml": strToU8("<x/>") }), /spreadsheet/],
    ["a zip of something else", "a.docx", zipSync({ "b.txt": strToU8("x") }), /zip archive of 1 file, such as "b\.txt"/],
    ["a picture", "a.txt", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), /picture/],
    ["bytes that are no text", "a.txt", Uint8Array.from({ length: 999 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff), /no readable text/],
    ["a pdf without a text layer", "a.pdf", pdf([]), /no text layer/],
    ["a cut-off pdf", "a.pdf", "%PDF-1.4\n1 0 obj <<", /cut off or damaged/],
    ["a pdf of four bytes", "a.pdf", "%PDF", /cut off or damaged/],
    ["a cut-off rtf", "a.rtf", "{\\rtf1\\ansi I: Hello.\\par P: H", /^a\.rtf is cut off: its end is missing/],
    ["an rtf of four bytes", "a.rtf", "{\\rt", /cut off/],
    ["JSON of one word", "a.json", "null", /not a transcript/],
    ["more text than anyone says", "a.txt", new Uint8Array(21 << 20).fill(0x61), /^a\.txt has 21 MB of text; no interview is longer/],
    ["cut-off JSON", "a.json", '{"segments":[{"text":"Hel', /not whole JSON/],
    ["JSON of another kind", "a.json", '{"a":1}', /not a transcript/],
    ["captions without words", "a.vtt", "WEBVTT\n", /no words/],
    ["a table without words", "a.csv", "a,b\n1,2\n", /without a column for the words/],
  ];
  test.each(cases)("%s", async (_, name, file, expected) => {
    const sentence = await problem(name, file);
    expect(sentence).toMatch(expected);
    expect(sentence.startsWith(name)).toBe(true);
  });
  test("a file named as another kind is read, and that is said", async () => {
    expect((await read("a.docx", "I: Hello.\nP: Hi.")).notes[0]).toContain("named .docx and was read as txt");
    expect((await read("a.txt", docx(p("Hello.")))).notes[0]).toContain("named .txt and was read as docx");
  });
});
