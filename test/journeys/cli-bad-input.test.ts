import { beforeAll, describe, expect, it } from "vitest";
import { Terminal } from "./terminal.ts";

const t = new Terminal();
const study = "s.earshot";
const counts = async (): Promise<Record<string, number>> => JSON.parse(await t.do("summary", study, "--json")) as Record<string, number>;

beforeAll(async () => {
  await t.do("new", study, "--title", "T", "--approach", "codebook");
  t.file("interview.txt", "I: Well?\nP: Yes. It was kind. 🙂 It was\nkind of her. Yes.\n");
  await t.do("sources", "import", study, "interview.txt");
  await t.do("codes", "add", study, "Kindness / Shown");
});

describe("a register that cannot be taken in", () => {
  it.each([
    ["a duplicate id, with both lines", "id,age\nA,1\nB,2\na,3\n", ["--id", "id"], 'line 4: "a" stands on line 2 already'],
    ["an empty id, with its line", "id,age\nA,1\n,2\n", ["--id", "id"], 'line 3: the column "id" is empty'],
    ["a column that is not there, with those that are", "label,age\nA,1\n", ["--id", "id"], 'no column "id"; it has "label", "age"'],
    ["a wrong separator, by its header", "id;age,x\nA;1,1\nB;2,2\n", ["--id", "id"], "semicolons separated the columns"],
    ["a value that is not of the stated type, with its line", "id,age\nA,1\nB,old\n", ["--id", "id", "--types", "age=number"], 'line 3: "old" is not a number'],
    ["a type that there is not", "id,age\nA,1\n", ["--id", "id", "--types", "age=figure"], '"figure" is no type'],
    ["a file without rows", "id,age\n", ["--id", "id"], "no rows below it"],
    ["an id that has to be chosen", "x,y\n1,2\n", [], "Say which column"],
    ["an empty file", "", ["--id", "id"], "empty"],
  ])("names %s, and takes in nothing", async (_, csv, options, sentence) => {
    const before = await counts();
    const said = await t.try(["people", "import", study, t.file("people.csv", csv), ...options]);
    expect(said.code).toBe(1);
    expect(said.err).toContain(sentence);
    expect((await counts())["participants"]).toBe(before["participants"]);
    expect((await t.list("people", "attributes", study))).toEqual([]);
  });

  it("updates those who are known and leaves what a blank cell does not say", async () => {
    await t.do("new", "p.earshot", "--title", "T", "--approach", "codebook");
    await t.do("people", "import", "p.earshot", t.file("one.csv", "id,age,town\nA,30,Leeds\nB,40,York\n"));
    const said = await t.do("people", "import", "p.earshot", t.file("two.csv", "id,age,town\nA,31,\nB,40,York\nC,20,Hull\n"));
    expect(said).toContain("Registered 1 participant, updated 1 (A), found 1 unchanged");
    expect(said).toContain("1 blank cell left");
    expect((await t.list("people", "list", "p.earshot")).map((p) => p["attributes"])).toEqual([{ age: 31, town: "Leeds" }, { age: 40, town: "York" }, { age: 20, town: "Hull" }]);
    await t.do("undo", "p.earshot");
    expect((await t.list("people", "list", "p.earshot")).map((p) => p["attributes"])).toEqual([{ age: 30, town: "Leeds" }, { age: 40, town: "York" }]);
  });

  it("turns dates with the day first into days, where one of them shows it", async () => {
    await t.do("new", "d.earshot", "--title", "T", "--approach", "codebook");
    await t.do("people", "import", "d.earshot", t.file("dates.csv", "id,born\nA,03/04/1990\nB,25/12/1988\n"));
    expect((await t.list("people", "list", "d.earshot")).map((p) => p["attributes"])).toEqual([{ born: "1990-04-03" }, { born: "1988-12-25" }]);
  });
});

describe("codings that cannot all be placed", () => {
  it.each([
    ["a quotation that occurs twice, with its places", "source,quote,code\ninterview,Yes.,Kindness / Shown\n", [], 'line 2: the quotation "Yes." occurs twice in "interview" (at 12 and 53)'],
    ["a quotation that is not there", "source,quote,code\ninterview,No.,Kindness / Shown\n", [], 'line 2: the quotation "No." is not in "interview"'],
    ["offsets beyond the text", "source,start,end,code\ninterview,0,5000,Kindness / Shown\n", ["--unit", "utf16"], "line 2: the range 0 to 5000 is outside"],
    ["an empty range", "source,start,end,code\ninterview,4,4,Kindness / Shown\n", ["--unit", "utf16"], "covers no text"],
    ["what is no offset", "source,start,end,code\ninterview,x,4,Kindness / Shown\n", ["--unit", "utf16"], '"x" is not an offset'],
    ["an unknown source", "source,start,end,code\nothers,0,4,Kindness / Shown\n", ["--unit", "utf16"], 'there is no source "others"'],
    ["an unstated unit where it matters", "source,start,end,code\ninterview,0,4,Kindness / Shown\n", [], "say --unit utf16 or --unit codepoint"],
    ["an edge inside one character", "source,start,end,code\ninterview,31,34,Kindness / Shown\n", ["--unit", "utf16"], "falls inside one character"],
    ["offsets that do not fit their quotation", "source,start,end,quote,code\ninterview,3,8,Yes.,Kindness / Shown\n", ["--unit", "utf16"], 'says "Well?" and not "Yes."'],
    ["a row without a code", "source,start,end,code\ninterview,3,8,\n", ["--unit", "utf16"], "no code is named"],
    ["wrong columns", "src,from,code\ninterview,3,x\n", [], 'no column "source"'],
  ])("lists %s", async (_, csv, options, sentence) => {
    const before = await counts();
    const said = await t.try(["codings", "import", study, t.file("codings.csv", csv), ...options]);
    expect(said.code).toBe(1);
    expect(said.err).toContain(sentence);
    expect(await counts()).toMatchObject({ codings: before["codings"], codes: before["codes"] });
  });

  it("takes the good rows in as one step, makes what they need, and names the others", async () => {
    const csv = "source,quote,code,coder\ninterview,It was kind of her.,Kindness,RO\ninterview,Yes.,Kindness,RO\ninterview,It was kind.,Anger / Held back,RO\n";
    const said = await t.try(["codings", "import", study, t.file("codings.csv", csv)]);
    expect(said.code).toBe(1);
    expect(said.out).toContain("Added 2 codings");
    expect(said.out).toContain("Made 1 code: Anger / Held back.");
    expect(said.out).toContain("Made 1 heading: Anger.");
    expect(said.out).toContain("Turned from a heading into a code, as something is coded with it: Kindness.");
    expect(said.out).toContain("Added the coder RO.");
    expect(said.err.split("\n")[0]).toContain("line 3");
    expect((await t.list("codings", "list", study)).map((c) => [c["code"], c["coder"], c["quote"]])).toEqual([["Anger / Held back", "RO", "It was kind."], ["Kindness", "RO", "It was\nkind of her."]]);
    await t.do("undo", study);
    expect(await t.list("codings", "list", study)).toEqual([]);
  });

  it("counts code points where the user says so", async () => {
    const text = "I: Well?\nP: Yes. It was kind. 🙂 It was\nkind of her. Yes.\n";
    const at = Array.from(text.slice(0, text.indexOf("kind of her"))).length;
    await t.do("codings", "import", study, t.file("points.csv", `source,start,end,code\ninterview,${at},${at + 11},Kindness / Shown\n`), "--unit", "codepoint");
    expect((await t.list("codings", "list", study)).map((c) => c["quote"])).toEqual(["kind of her"]);
    await t.do("undo", study);
  });

  it("places repeated quotations where the rows follow the text", async () => {
    await t.do("codings", "import", study, t.file("rows.csv", "quote,code\nYes.,A\nIt was kind.,\nYes.,B;C\n"), "--source", "interview", "--split", ";", "--in-order");
    expect((await t.list("codings", "list", study)).map((c) => [c["code"], c["start"]])).toEqual([["A", 12], ["B", 53], ["C", 53]]);
    await t.do("undo", study);
  });
});

describe("a codebook with faults", () => {
  it("leaves out the rows that are not clear, names them, and takes the others", async () => {
    const said = await t.try(["codes", "import", study, t.file("codebook.csv", "code,colour\nOne,reddish\n,#ffffff\nTwo / Three,#0f0\nONE,\nFour /  / Five,\n")]);
    expect(said.code).toBe(1);
    for (const part of ['line 2: "reddish" is not a colour', 'line 3: the column "code" is empty', 'line 5: the code "ONE" stands at codebook.csv, line 2 already']) expect(said.err).toContain(part);
    expect(await t.list("codes", "list", study)).toEqual(expect.arrayContaining([expect.objectContaining({ code: "One", colour: null }), expect.objectContaining({ code: "Two / Three", colour: "#00ff00" })]));
    await t.do("undo", study);
  });
});

describe("interview files of which some cannot be read", () => {
  it("keeps the good ones, names each bad one, refuses the same file and numbers the same name", async () => {
    t.file("good.txt", "I: Now?\nP: Later.\n");
    t.file("good.md", "I: Another?\nP: Yes, another.\n");
    t.file("copy.txt", "I: Now?\nP: Later.\n");
    t.file("empty.docx", "");
    t.file("broken.docx", "PK\u0003\u0004 not a document");
    const said = await t.try(["sources", "import", study, "good.txt", "good.md", "copy.txt", "empty.docx", "broken.docx", "gone.txt", "interview.txt"]);
    expect(said.code).toBe(1);
    expect(said.out).toContain('"good" is taken, so it is called "good (2)"');
    expect(said.out).toContain("Imported 2 interviews.");
    for (const part of ['copy.txt is in the study already, as "good"', "empty.docx is empty", "broken.docx", "gone.txt is not there", 'interview.txt is in the study already, as "interview"']) expect(said.err).toContain(part);
    expect((await t.list("sources", "list", study)).map((s) => s["name"])).toEqual(["interview", "good", "good (2)"]);
    expect(await t.do("undo", study)).toContain("Undid");
    expect(await t.list("sources", "list", study)).toHaveLength(1);
    await t.do("sources", "import", study, "good.txt");
    await t.do("undo", study);
  });

  it("links by a pattern and lists what was not linked", async () => {
    await t.do("people", "add", study, "Mother 4");
    await t.do("people", "add", study, "Mother 14");
    for (const name of ["rec_04_home.txt", "rec_14_clinic.txt", "rec_99.txt", "mother-14.txt"]) t.file(name, `I: Hello.\nP: This is ${name}.\n`);
    const said = await t.do("sources", "import", study, "rec_04_home.txt", "rec_14_clinic.txt", "rec_99.txt", "--link", "rec_{number}_*");
    expect(said).toContain("Not linked to a participant: rec_99.");
    await t.do("sources", "import", study, "mother-14.txt");
    expect((await t.list("sources", "list", study)).slice(-4).map((s) => s["participant"])).toEqual(["Mother 4", "Mother 14", null, "Mother 14"]);
  });
});

describe("someone whom the study does not know yet", () => {
  it("codes under their own name, and leaves no trace where they are refused", async () => {
    await t.do("new", "who.earshot", "--title", "T", "--approach", "codebook");
    await t.do("sources", "import", "who.earshot", t.file("said.txt", "I: Well?\nP: It was kind of her.\n"));
    await t.do("codes", "add", "who.earshot", "Kindness");
    expect((await t.try(["codings", "add", "who.earshot", "said", "Kindness", "--start", "3", "--end", "900", "--as", "XX"])).code).toBe(1);
    await t.do("codings", "add", "who.earshot", "said", "Kindness", "--quote", "kind of her", "--as", "RO");
    expect((await t.list("codings", "list", "who.earshot", "--coder", "RO")).map((c) => c["quote"])).toEqual(["kind of her"]);
    expect(await t.do("history", "who.earshot")).not.toContain("XX");
  });
});

describe("records about people", () => {
  it("go in as a whole or not at all, and not twice", async () => {
    await t.do("people", "criteria", study, t.file("criteria.csv", "criterion,definition\n16 or over,on the day of screening\n"));
    await t.do("people", "eligibility", study, t.file("eligibility.csv", "participant,criterion,met,date\nMother 4,16 or over,yes,2015-10-01\n"));
    await t.do("people", "consent-forms", study, t.file("forms.csv", "form,date,clause,wording\nv1,2015-08-01,recording,I agree to be recorded.\nv1,2015-08-01,quotation,My words may be quoted.\n"));
    await t.do("people", "consents", study, t.file("consents.csv", "participant,form,date,recording,quotation\nMother 4,v1,2015-10-02,yes,no\n"));
    await t.do("guide", "add", study, "v1", t.file("guide.md", "1. How was it?"), "--date", "2015-07-01");
    await t.do("people", "interviews", study, t.file("interviews.csv", "participant,date,minutes,guide\nMother 4,2015-10-03,61,v1\n"));
    const steps = "participant,step,date,reason\nMother 4,approached,2015-09-01,\nMother 14,declined,2015-09-02,no time\n";
    await t.do("people", "recruitment", study, t.file("recruitment.csv", steps));
    expect(await t.do("people", "recruitment", study, "recruitment.csv")).toContain("2 rows were recorded already.");
    expect(JSON.parse(await t.do("people", "show", study, "Mother 4", "--json"))).toMatchObject({
      recruitment: [{ step: "approached", date: "2015-09-01" }],
      eligibility: [{ criterion: "16 or over", met: true }],
      consents: [{ form: "v1", clauses: { recording: true, quotation: false } }],
      interviews: [{ minutes: 61, guide: "v1" }],
    });
    const events = (await counts())["events"];
    const said = await t.try(["people", "recruitment", study, t.file("bad.csv", "participant,step\nMother 4,called\nMother 5,called\nMother 4,dreamt\n")]);
    expect(said.code).toBe(1);
    expect(said.err).toContain('line 3: there is no participant "Mother 5"');
    expect(said.err).toContain('line 4: "dreamt" is no step');
    expect((await counts())["events"]).toBe(events);
  });
});
