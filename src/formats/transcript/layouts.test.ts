import { describe, expect, test } from "vitest";
import { bold, docx, p, read, run, said } from "./read.fixture.ts";

const row = (...cells: string[]): string => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join("")}</w:tr>`;

describe("layouts of transcription programs", () => {
  const layouts: [name: string, text: string, expected: string[]][] = [
    ["Zoom's chat", "10:24:03 From Anna Hall to Everyone:\n\tHello: all\n10:24:33 From Ben Ito to Anna Hall(Direct Message):\n\tHi", ["Anna Hall @37443: Hello: all", "Ben Ito @37473: Hi"]],
    ["Zoom's older chat", "10:24:03\t From Anna Hall : Hello\n10:24:33\t From  Ben Ito  to  Everyone : Hi", ["Anna Hall @37443: Hello", "Ben Ito @37473: Hi"]],
    ["a time between tabs behind the label", "Anna Hall:\t00:00\tSo.\nBen Ito:\t00:05\tWell.\nAnna Hall:\t00:35\tOh?", ["Anna Hall @0: So.", "Ben Ito @5: Well.", "Anna Hall @35: Oh?"]],
    ["fractions set off by a hyphen (f5)", "#00:00:00-0# I: Wie war das? #00:00:05-2#\n#00:00:05-2# B1: Ja. #00:00:19-8#", ["I @0: Wie war das?", "B1 @5.2: Ja."]],
    ["a name after its time, the words below", "00:00:01.123 Interviewer\nHow was it?\n\n00:00:05.003 Anna Hall\nFine.\n\n00:00:09.999 Interviewer\nAnd?", ["Interviewer @1.123: How was it?", "Anna Hall @5.003: Fine.", "Interviewer @9.999: And?"]],
    ["a time alone, the name on the next line with its words", "00:00:01\nInterviewer: How?\n00:00:05\nAnna Hall: Fine.\n00:00:09\nInterviewer: And?", ["Interviewer @1: How?", "Anna Hall @5: Fine.", "Interviewer @9: And?"]],
    ["names over their words, blank lines between", "JANE\nHow was it?\n\nMARY\nFine.\nYes\n\nJANE\nAnd?\n\nMARY\nNo.", ["JANE: How was it?", "MARY: Fine.\nYes", "JANE: And?", "MARY: No."]],
    ["letters with a full stop", "I. How?\nP. Fine.\nI. And?\nP. No.", ["I: How?", "P: Fine.", "I: And?", "P: No."]],
    ["a dash behind the label", "I – How?\nP – Fine – really.\nI – And?\nP – No.", ["I: How?", "P: Fine – really.", "I: And?", "P: No."]],
    ["a mark of a new voice before the label", ">> ANNA: How?\n>> BEN: Fine.\n>> ANNA: And?", ["ANNA: How?", "BEN: Fine.", "ANNA: And?"]],
    ["a name, its time on the next line, then the words", "Anna Hall\n00:00\nHello.\n\nBen Ito\n00:05\nHi.\n\nAnna Hall\n00:09\nOk?", ["Anna Hall @0: Hello.", "Ben Ito @5: Hi.", "Anna Hall @9: Ok?"]],
    ["a name, a dash and a time", "Anna Hall - 00:01\nHello.\n\nBen Ito - 00:05\nHi.\n\nAnna Hall - 00:09\nOk?", ["Anna Hall @1: Hello.", "Ben Ito @5: Hi.", "Anna Hall @9: Ok?"]],
    ["a name and a stretch of time", "Anna Hall 00:00:01 --> 00:00:03\nHello.\n\nBen 00:00:04 --> 00:00:05\nHi.", ["Anna Hall @1: Hello.", "Ben @4: Hi."]],
    ["NVivo's table of time, content and speaker", "Timespan\tContent\tSpeaker\n0:00.0 - 0:04.5\tHello.\tInterviewer\n0:04.5 - 0:09.0\tHi.\tAnna", ["Interviewer @0: Hello.", "Anna @4.5: Hi."]],
    ["a guest's long name in Teams", "Anna Hall   0:03\nHello.\nIto, Ben (NHS FOUNDATION TRUST)   1:02:13\nHi.", ["Anna Hall @3: Hello.", "Ito, Ben (NHS FOUNDATION TRUST) @3733: Hi."]],
  ];
  test.each(layouts)("%s", async (_, text, expected) => {
    expect(said(await read("a.txt", text))).toEqual(expected);
  });
  test("a table of speaker, time and words", async () => {
    const table = await read("a.docx", docx(`<w:tbl>${row("Jane", "00:00:01", "How?")}${row("Anna", "00:00:05", "Fine.")}${row("Jane", "00:00:09", "And?")}${row("Anna", "00:00:12", "No.")}</w:tbl>`));
    expect(said(table)).toEqual(["Jane @1: How?", "Anna @5: Fine.", "Jane @9: And?", "Anna @12: No."]);
    expect(table.text).toBe("Jane\tHow?\nAnna\tFine.\nJane\tAnd?\nAnna\tNo.");
  });
  test("Google Meet's document: times alone on their lines", async () => {
    const meet = docx([p("Interview 3 – Transcript"), p("Attendees"), p("Anna Hall, Ben Ito"), p("00:00:00"), `<w:p>${bold("Anna Hall: ")}${run("Hello.")}</w:p>`, `<w:p>${bold("Ben Ito: ")}${run("Hi.")}</w:p>`, p("00:05:00"), `<w:p>${bold("Anna Hall: ")}${run("So.")}</w:p>`].join(""));
    const { text, ...interview } = await read("a.docx", meet);
    expect(said({ text, ...interview })).toEqual(["Anna Hall @0: Hello.", "Ben Ito: Hi.", "Anna Hall @300: So."]);
    expect(text).not.toMatch(/\d\d:\d\d/);
  });
});

describe("time codes leave the text, other times stay", () => {
  test("codes inside the words go where most lines begin with the same make of code", async () => {
    const { text } = await read("a.txt", "(00:01:02) I: How?\n(00:01:05) P: So (00:01:09) and at 10:30 (2.0) more.\n(00:01:12) I: Oh.");
    expect(text).toBe("I: How?\nP: So and at 10:30 (2.0) more.\nI: Oh.");
  });
  test("without that habit round brackets stay", async () => {
    expect((await read("a.txt", "I: How?\nP: The train (10:30) was late.\nI: Oh.\nP: Yes.")).text).toContain("(10:30)");
  });
});

describe("short files, where names have no room to recur", () => {
  test.each([
    ["two lines", "Anna: Hello there.\nBen: Hi.", ["Anna: Hello there.", "Ben: Hi."]],
    ["one reply", "Interviewer: How was it?\nAnna-Lena Müller: At 10:30 she said: no.\nInterviewer: And then?", ["Interviewer: How was it?", "Anna-Lena Müller: At 10:30 she said: no.", "Interviewer: And then?"]],
    ["Markdown", "**Interviewer**: How was it?\n\n**Anna**: Fine.\n\n**Interviewer**: And?", ["Interviewer: How was it?", "Anna: Fine.", "Interviewer: And?"]],
  ])("%s", async (_, text, expected) => {
    expect(said(await read(text.startsWith("*") ? "a.md" : "a.txt", text))).toEqual(expected);
  });
  test("Zoom captions", async () => {
    expect(said(await read("a.vtt", "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nMaría José Núñez-López: Hola.\n\n2\n00:00:03.000 --> 00:00:04.000\nJörg: Hallo."))).toEqual(["María José Núñez-López @1: Hola.", "Jörg @3: Hallo."]);
  });
  test("a small table of letters has no speakers", async () => {
    expect((await read("a.docx", docx(`<w:tbl>${row("A", "B", "C")}${row("E", "F", "G")}</w:tbl>`))).turns).toEqual([]);
  });
  test("a list of properties has no speakers", async () => {
    expect((await read("a.txt", "Colour: red\nShape: round\nWeight: light\nA sentence follows here.")).turns).toEqual([]);
  });
});

describe("who asks and who answers", () => {
  const roles = async (text: string): Promise<string[]> => (await read("a.txt", text)).speakers.map(({ label, role }) => `${label} ${role}`);
  const talk = (asks: string, answers: string): string => `${asks}: Ok?\n${answers}: Ok.\n${asks}: Ok?\n${answers}: Ok.`;
  test.each([["Pesquisadora", "Participante 3"], ["Badaczka", "Badana"], ["访问者", "受访者"], ["聞き手", "話し手"], ["الباحث", "المشاركة"], ["מראיינת", "מרואיינת"], ["Forsker", "Informant"], ["R", "P4"]])("%s asks, %s answers", async (asks, answers) => {
    expect(await roles(talk(asks, answers))).toEqual([`${asks} interviewer`, `${answers} participant`]);
  });
  test("a heading that names them tells", async () => {
    expect(await roles(`Interviewer: Jane Bell\nInterviewee: Mother 4\n\n${talk("JB", "M4")}`)).toEqual(["JB interviewer", "M4 participant"]);
  });
  test("everyone who speaks beside an interviewer and is no one else is a participant", async () => {
    expect(await roles("Interviewer: How was it?\nAnna: Hard.\nBen: Very hard.\nInterviewer: And?\nAnna: Well.\nBen: Yes.")).toEqual(["Interviewer interviewer", "Anna participant", "Ben participant"]);
  });
});
