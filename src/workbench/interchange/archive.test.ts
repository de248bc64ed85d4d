import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Command } from "../../study/study.ts";
import type { Workbench } from "../workbench.ts";
import { archiveStudy, isArchiving } from "./archive.ts";
import { emptyStudy } from "./fixture.ts";

const texts: Readonly<Record<string, string>> = { Anna: "I felt safe there.", Berta: "Nobody asked me, ever.", Clara: "It was my sister Zenobia who helped.", Nobody: "Field notes about the clinic." };

/** Three women: Anna agreed to archiving, Berta did not, Clara was never asked. One source is linked to nobody. */
async function threeWomen(): Promise<{ wb: Workbench; actor: string }> {
  const { wb, actor } = await emptyStudy();
  const doing = async (commands: Command[], contents: ReturnType<Workbench["contentOf"]>[] = []): Promise<readonly (string | undefined)[]> => {
    const outcome = await wb.do(commands, actor, contents);
    if (!outcome.ok) throw new Error(outcome.refusal.sentence);
    return outcome.made;
  };
  const [form] = await doing([{ type: "consentForm.define", version: "v1", date: "2016-01-01", clauses: [{ name: "interview", wording: "I agree to be interviewed." }, { name: "sharing", wording: "My anonymous interview may be kept in a data archive." }] }]);
  const [code] = await doing([{ type: "code.create", name: "help", parent: null, kind: "code", colour: null }]);
  for (const [name, words] of Object.entries(texts)) {
    const content = wb.contentOf(new TextEncoder().encode(words));
    const [person] = name === "Nobody" ? [null] : await doing([{ type: "participant.register", label: name, values: {} }]);
    if (person && name !== "Clara") {
      await doing([{ type: "consent.record", participant: person, form: form!, date: "2016-02-01", mode: "paper", taker: "HN", clauses: { interview: true, sharing: name === "Anna" } }]);
      await doing([{ type: "recruitment.record", participant: person, step: "called", date: "2016-01-20", by: "Dr Secretname", service: "", reason: "" }]);
    }
    const [source] = await doing([{ type: "source.import", name: `Interview ${name}`, content: content.name, file: content.name, units: words.length, format: "txt", charset: null, turns: [], speakers: [], participant: person ?? null }], [content]);
    await doing([{ type: "coding.add", source: source!, code: code!, start: 0, end: 5 }]);
    await doing([{ type: "memo.write", kind: name === "Anna" ? "case" : "analytic", title: `On ${name}`, text: `Thoughts about ${name}.`, links: [{ kind: "source", id: source! }] }]);
  }
  return { wb, actor };
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("an archive", () => {
  it("holds those who agreed, and names everyone and everything else with the reason", async () => {
    const { wb } = await threeWomen();
    const { files, report } = await archiveStudy(wb);
    expect(report.counts).toMatchObject({ people: 1, sources: 1, codes: 1, codings: 1, memos: 0 });
    const all = files.filter(({ name }) => /\.(csv|txt|md)$/.test(name) && name !== "left-out.csv" && name !== "README.md").map(({ bytes }) => decode(bytes)).join("\n");
    expect(all).toContain(texts["Anna"]);
    for (const secret of ["Nobody asked", "Zenobia", "Field notes", "Secretname", "Thoughts about"]) expect(all).not.toContain(secret);
    const why = Object.fromEntries(report.leftOut.map(({ what, why: reason }) => [what, reason]));
    expect(why["Berta, with all their sources, codings and memos"]).toBe('did not agree to "sharing"');
    expect(why["Clara, with all their sources, codings and memos"]).toBe("no consent is recorded");
    expect(why['The source "Interview Nobody"']).toMatch(/no participant/);
    expect(why['The memo "On Anna"']).toBe("it is a case memo");
    expect(decode(files.find(({ name }) => name === "left-out.csv")!.bytes)).toContain("Berta");
  });

  it("gives in more where somebody answers for it", async () => {
    const { wb } = await threeWomen();
    const { report } = await archiveStudy(wb, { withMemos: true, withUnlinked: true });
    expect(report.counts).toMatchObject({ people: 1, sources: 2, codings: 2, memos: 2 });
  });

  it("has a checksum for every file that holds, a dictionary of every column, and the same bytes each time", async () => {
    const { wb } = await threeWomen();
    const { files } = await archiveStudy(wb);
    const sums = decode(files.at(-1)!.bytes).trim().split("\n").map((line) => line.split("  ") as [string, string]);
    expect(sums).toHaveLength(files.length - 1);
    for (const [sum, name] of sums) expect(createHash("sha256").update(files.find((file) => file.name === name)!.bytes).digest("hex")).toBe(sum);
    expect((await archiveStudy(wb)).files).toEqual(files);
    const dictionary = decode(files.find(({ name }) => name === "tables/data-dictionary.csv")!.bytes);
    for (const { name, bytes } of files.filter((file) => file.name.startsWith("tables/") && !file.name.includes("dictionary"))) {
      for (const column of decode(bytes).split("\r\n")[0]!.split(",")) expect(dictionary).toMatch(new RegExp(`^${name.slice(7, -4)},.*,${column},`, "m"));
    }
  });

  it("knows a clause on archiving by its name or wording", () => {
    for (const clause of ["archiving", "Data sharing", "kept in a repository", "future research"]) expect(isArchiving(clause)).toBe(true);
    for (const clause of ["interview", "recording", "quotations"]) expect(isArchiving(clause)).toBe(false);
  });
});
