import type { CodeAnswer } from "../src/server/answers.ts";
import { replanted } from "../src/web/state/codes-tree.ts";

/** Codes from lines indented by two spaces for each level; "-name" is retired. */
export function planted(...lines: string[]): CodeAnswer[] {
  const above: string[] = [];
  const bare = lines.map((line, i): CodeAnswer => {
    const depth = (line.length - line.trimStart().length) / 2;
    const retired = line.trim().startsWith("-");
    const name = line.trim().replace(/^-/, "");
    above[depth] = name;
    return { id: name, name, parent: depth === 0 ? null : above[depth - 1]!, path: name, depth, root: name, kind: "code", colour: null, hue: 0, description: `About ${name}`, whenToUse: "", whenNotToUse: "", example: "", order: i + 1, retired, codings: 2, sources: 1 };
  });
  return replanted(bare);
}
