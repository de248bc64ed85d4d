import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file))
  .map((file) => join(root, "src", file));

/** Which layers a layer may import from, besides itself. Types of the server's routes are all that the browser takes of it. */
const mayImport: Record<string, readonly string[]> = {
  text: [],
  study: ["text"],
  analysis: ["study", "text"],
  privacy: ["study", "text"],
  formats: ["study", "text"],
  report: ["analysis", "privacy", "study", "text"],
  log: ["study", "text"],
  workbench: ["log", "formats", "report", "analysis", "privacy", "study", "text"],
  server: ["workbench", "cli", "log", "formats", "report", "analysis", "privacy", "study", "text"],
  cli: ["workbench", "server", "log", "formats", "report", "analysis", "privacy", "study", "text"],
  web: ["study", "text", "analysis", "privacy"],
};
const pure = ["text", "study", "analysis", "privacy", "formats", "report"];
/** The samples and the bench are for the command line alone, loaded when asked for. */
const layerOf = (file: string): string => relative(join(root, "src"), file).split(sep)[0]!;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}
const imports: Import[] = files.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/^(import|export)( type)?\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm)].map((m) => ({ from: file, to: m[3] ?? m[4]!, typeOnly: m[2] !== undefined })),
);

describe("the structure", () => {
  it("has imports run one way only", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (!to.startsWith(".")) return false;
      const target = resolve(dirname(from), to);
      if (!target.startsWith(join(root, "src"))) return false;
      const [mine, theirs] = [layerOf(from), layerOf(target)];
      if (mine === theirs || mayImport[mine]!.includes(theirs)) return false;
      return !(mine === "web" && typeOnly);
    });
    expect(wrong.map(({ from, to }) => `${relative(root, from)} imports ${to}`)).toEqual([]);
  });

  it("keeps Node out of the pure layers, so that they run unchanged in a browser", () => {
    const wrong = imports.filter(({ from, to }) => pure.includes(layerOf(from)) && to.startsWith("node:"));
    expect(wrong.map(({ from, to }) => `${relative(root, from)} imports ${to}`)).toEqual([]);
    const buffers = files.filter((file) => pure.includes(layerOf(file)) && /\bBuffer\b|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/.test(readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")));
    expect(buffers.map((file) => relative(root, file))).toEqual([]);
  });

  it("has no folder whose name says nothing", () => {
    expect(files.map((file) => relative(root, file)).filter((file) => /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.)/.test(file))).toEqual([]);
  });

  it("is told of in ARCHITECTURE.md, folder by folder", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const folders = new Set(files.map((file) => dirname(relative(root, file)).split(sep).slice(0, 3).join("/")));
    expect([...folders].filter((folder) => !text.includes(`${folder}/`))).toEqual([]);
  });

  it("keeps the glossary to one entry a term, each with a sentence", () => {
    const terms = [...readFileSync(join(root, "GLOSSARY.md"), "utf8").matchAll(/^\*\*(.+?)\*\*(.*)$/gm)];
    expect(terms.length).toBeGreaterThan(25);
    expect(terms.filter(([, , sentence]) => !sentence!.trim().endsWith(".")).map(([, term]) => term)).toEqual([]);
    expect(new Set(terms.map(([, term]) => term)).size).toBe(terms.length);
  });
});
