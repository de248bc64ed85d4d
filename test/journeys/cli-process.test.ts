import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStudy } from "../../src/workbench/file.ts";
import { program, Terminal } from "./terminal.ts";

const t = new Terminal();

describe("the program", () => {
  it("ends with the exit codes of its table, and says each refusal in one line", async () => {
    expect(await t.spawn(["new", "s.earshot", "--title", "T", "--approach", "reflexive"])).toMatchObject({ code: 0, err: "" });
    const cases: [string[], number, string][] = [
      [["new", "s.earshot", "--title", "T", "--approach", "reflexive"], 1, "There is already a file"],
      [["codes", "rename", "s.earshot", "Trust", "X"], 1, 'There is no code "Trust"'],
      [["undo", "s.earshot"], 1, "There is nothing to undo."],
      [["sorces", "list"], 2, 'Did you mean "earshot sources"?'],
      [["sources", "lits", "s.earshot"], 2, 'Did you mean "earshot sources list"?'],
      [["sources", "list", "s.earshot", "--jsno"], 2, 'Did you mean "--json"?'],
      [["sources", "list"], 2, "needs STUDY"],
      [["summary", "s.earshot", "--at", "yesterday"], 2, "is not a date"],
      [["sources", "list", "none.earshot"], 3, "There is no file"],
    ];
    for (const [argv, code, sentence] of cases) {
      const said = await t.spawn(argv);
      expect(said, argv.join(" ")).toMatchObject({ code, out: "" });
      expect(said.err).toContain(sentence);
      expect(said.err.trimEnd().split("\n")).toHaveLength(1);
      expect(said.err).not.toMatch(/^\s+at /m);
    }
  });

  it("refuses what is not a study, is empty, or was damaged, and check names the break", async () => {
    t.file("text.earshot", "hello");
    t.file("empty.earshot", "");
    expect((await t.spawn(["summary", "text.earshot"])).code).toBe(3);
    expect((await t.spawn(["summary", "empty.earshot"])).code).toBe(3);
    t.file("i.txt", `I: Now?\nP: ${"A long answer that fills pages. ".repeat(4000)}\n`);
    await t.do("sources", "import", "s.earshot", "i.txt");
    copyFileSync(join(t.folder, "s.earshot"), join(t.folder, "flipped.earshot"));
    const bytes = readFileSync(join(t.folder, "flipped.earshot"));
    const place = bytes.indexOf("A long answer", Math.floor(bytes.length / 2));
    expect(place).toBeGreaterThan(0);
    bytes[place]! ^= 1;
    writeFileSync(join(t.folder, "flipped.earshot"), bytes);
    const said = await t.spawn(["check", "flipped.earshot"]);
    expect(said.code).toBe(4);
    expect(said.err.trimEnd().split("\n")).toHaveLength(1);
    expect((await t.spawn(["check", "s.earshot"])).code).toBe(0);
  });

  it("says when a file is open for writing elsewhere, and still reads it", async () => {
    const workbench = await openStudy(join(t.folder, "s.earshot"), { write: true });
    try {
      const said = await t.spawn(["codes", "add", "s.earshot", "Trust"]);
      expect(said.code).toBe(3);
      expect(said.err).toContain("is open for writing");
      expect((await t.spawn(["sources", "list", "s.earshot", "--json"])).code).toBe(0);
    } finally {
      await workbench.close();
    }
    expect((await t.spawn(["codes", "add", "s.earshot", "Trust"])).code).toBe(0);
  });

  it("takes a passphrase from the environment and never from an argument", async () => {
    expect((await t.spawn(["new", "e.earshot", "--title", "T", "--approach", "reflexive", "--encrypt"], { EARSHOT_PASSPHRASE: "a long one" })).code).toBe(0);
    expect((await t.spawn(["summary", "e.earshot"])).err).toContain("EARSHOT_PASSPHRASE");
    expect((await t.spawn(["summary", "e.earshot"], { EARSHOT_PASSPHRASE: "another" })).code).toBe(3);
    expect((await t.spawn(["summary", "e.earshot"], { EARSHOT_PASSPHRASE: "a long one" })).code).toBe(0);
    expect((await t.spawn(["summary", "e.earshot", "--passphrase", "a long one"])).code).toBe(2);
    expect(readFileSync(join(t.folder, "e.earshot")).includes("SQLite format 3")).toBe(false);
  });

  it("does not mind when nobody reads on", () => {
    const script = `"${process.execPath}" "${program}" sources text s.earshot i | head -c 5; echo " \${PIPESTATUS[0]}"`;
    expect(execFileSync("bash", ["-c", script], { cwd: t.folder, encoding: "utf8" })).toBe("I: No 0\n");
  });
});

describe("an import that is killed", () => {
  it("is there as a whole or not at all, and the file checks clean", async () => {
    mkdirSync(join(t.folder, "many"));
    const files = Array.from({ length: 30 }, (_, i) => {
      t.file(`many/m${i}.txt`, `I: Question ${i}?\nP: ${`Answer ${i} goes on. `.repeat(3000)}\n`);
      return `many/m${i}.txt`;
    });
    await t.do("new", "k.earshot", "--title", "K", "--approach", "codebook");
    const outcomes = new Set<number>();
    for (let round = 0; round < 8; round++) {
      copyFileSync(join(t.folder, "k.earshot"), join(t.folder, `k${round}.earshot`));
      const child = spawn(process.execPath, [program, "sources", "import", `k${round}.earshot`, ...files], { cwd: t.folder, stdio: "ignore" });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      const timer = setTimeout(() => child.kill("SIGKILL"), 250 + round * 120);
      await ended;
      clearTimeout(timer);
      const sources = await t.list("sources", "list", `k${round}.earshot`);
      outcomes.add(sources.length);
      expect([0, 30]).toContain(sources.length);
      expect(await t.do("check", `k${round}.earshot`)).toContain("Sound:");
      expect((await t.try(["codes", "add", `k${round}.earshot`, "After"])).code).toBe(0);
    }
    expect(outcomes.size).toBeGreaterThan(0);
  }, 120_000);
});
