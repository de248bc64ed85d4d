import { describe, expect, it } from "vitest";
import type { Found, FoundInterview } from "../../server/found.ts";
import { Bringing, isWanted, type Sender } from "./bringing.ts";
import { gather } from "./gathering.ts";

const interview = (file: string, more: Partial<FoundInterview> = {}): Found => ({
  is: "interview", upload: `u-${file}`, file, couldBe: [], name: file.replace(/\..*$/, ""), taken: false, already: null, mark: `mark of ${file}`, format: "txt", layout: null, charset: "UTF-8", words: 3, turns: 1, minutes: null,
  speakers: [{ label: "P1", role: "participant", turns: 1, begins: "Yes." }], participant: null, suggestion: file, beginning: "", notes: [], ...more,
});

function queue(answers: Readonly<Record<string, Found | string>>): { bringing: Bringing<string>; left: string[]; sent: string[] } {
  const [left, sent]: [string[], string[]] = [[], []];
  const sender: Sender<string> = {
    send: async ({ name }) => {
      sent.push(name);
      const answer = answers[name]!;
      if (typeof answer === "string") throw new Error(answer);
      return answer;
    },
    leave: (uploads) => void left.push(...uploads),
    link: async (pattern, names) => ({ found: names.map((name) => (name.includes("4") ? "p4" : null)), notes: pattern === "" ? ["no pattern"] : [] }),
  };
  return { bringing: new Bringing(sender), left, sent };
}
const take = (bringing: Bringing<string>, ...names: string[]): Promise<void> => bringing.take(gather(names.map((path) => ({ path, file: path }))));

describe("what was dropped", () => {
  it("goes on when one file of a batch cannot be read, and keeps its sentence", async () => {
    const { bringing } = queue({ "a.txt": interview("a.txt"), "b.doc": "b.doc is an old Office file.", "c.txt": interview("c.txt") });
    await take(bringing, "a.txt", "b.doc", "c.txt");
    expect(bringing.items.map(({ state, problem }) => [state, problem])).toEqual([["found", null], ["failed", "b.doc is an old Office file."], ["found", null]]);
    expect(bringing.items.filter(isWanted)).toHaveLength(2);
  });

  it("names the second of two files with the same bytes, and brings it in once", async () => {
    const { bringing } = queue({ "a.txt": interview("a.txt"), "copy.txt": interview("copy.txt", { mark: "mark of a.txt" }) });
    await take(bringing, "a.txt", "copy.txt");
    expect(bringing.items.map(({ twin }) => twin)).toEqual([null, "a.txt"]);
    expect(bringing.items.map(isWanted)).toEqual([true, false]);
  });

  it("does not bring in what the study has already", async () => {
    const { bringing } = queue({ "a.txt": interview("a.txt", { already: "Mother 1" }) });
    await take(bringing, "a.txt");
    expect(bringing.items.map(isWanted)).toEqual([false]);
  });

  it("gives two files of one name two names", async () => {
    const { bringing } = queue({ "a.txt": interview("a.txt"), "a.docx": interview("a.docx", { name: "a" }) });
    await take(bringing, "a.txt", "a.docx");
    expect(bringing.items.map(({ choice }) => choice?.name)).toEqual(["a", "a (2)"]);
  });

  it("registers people anew only where there is no register yet", async () => {
    const { bringing } = queue({ "a.txt": interview("a.txt"), "b.txt": interview("b.txt"), "c.txt": interview("c.txt", { participant: "p1" }) });
    await take(bringing, "a.txt");
    bringing.registers = false;
    await take(bringing, "b.txt", "c.txt");
    expect(bringing.items.map(({ choice }) => choice?.participant)).toEqual(["new", "", "p1"]);
  });

  it("is linked by a pattern all at once", async () => {
    const { bringing } = queue({ "int 4.txt": interview("int 4.txt"), "notes.txt": interview("notes.txt") });
    await take(bringing, "int 4.txt", "notes.txt");
    expect(await bringing.link("int {number}")).toEqual({ linked: 1, notes: [] });
    expect(bringing.items.map(({ choice }) => choice?.participant)).toEqual(["p4", ""]);
  });

  it("keeps what was chosen when the server has forgotten the files and they are sent again", async () => {
    const { bringing, sent } = queue({ "a.txt": interview("a.txt") });
    await take(bringing, "a.txt");
    bringing.choose(1, { name: "Mother 1" });
    await bringing.again([1]);
    expect(sent).toEqual(["a.txt", "a.txt"]);
    expect(bringing.items[0]?.choice?.name).toBe("Mother 1");
  });

  it("is forgotten by the server when it is left", async () => {
    const { bringing, left } = queue({ "a.txt": interview("a.txt"), "b.txt": interview("b.txt") });
    await take(bringing, "a.txt", "b.txt");
    bringing.leave([1]);
    expect(left).toEqual(["u-a.txt"]);
    expect(bringing.items.map(({ what }) => what.name)).toEqual(["b.txt"]);
  });
});

describe("a dropped folder", () => {
  const names = (...paths: string[]): string[] => gather(paths.map((path) => ({ path, file: path }))).map(({ name, isFolder, files }) => `${name}${isFolder ? ` (${files.map(({ path }) => path).join(", ")})` : ""}`);

  it("of interviews is taken file by file, without what systems leave about", () => {
    expect(names("int/a.txt", "int/.DS_Store", "int/~$a.docx", "int/more/b.txt", "Thumbs.db")).toEqual(["a.txt", "b.txt"]);
  });

  it("that is a QualCoder or an unpacked REFI-QDA project is taken whole, and what lies beside it by itself", () => {
    expect(names("all/study.qda/data.qda", "all/study.qda/audio/one.mp3", "all/int.txt")).toEqual(["int.txt", "study.qda (data.qda, audio/one.mp3)"]);
    expect(names("proj/project.qde", "proj/sources/1.txt")).toEqual(["proj (project.qde, sources/1.txt)"]);
  });

  it("does not make a project of a single .qde file", () => {
    expect(names("project.qde")).toEqual(["project.qde"]);
  });
});
