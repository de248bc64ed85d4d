import type { Line } from "./blocks.ts";
import { emptyEntry, type Entry } from "./entries.ts";

const head = /^<?([^<>]+?)>?\s+[-–]\s+§\s*\d+\s+[^[]*\[\s*[\d.,]+\s*%[^\]]*\]\s*$/;
const reference = /^\p{L}[\p{L} .]* \d+\s*[-–:]\s*[\d.,]+\s*% \p{L}+\s*$/u;

const parts = (path: string): string[] => path.split(/\\+/).map((part) => part.trim()).filter((part) => part !== "");

/**
 * What NVivo writes of a code: each file with its references under `<Files\\Name> - § 2 references coded [1.20% Coverage]`. The code is the one that
 * "Name:" states, else it is called like the file.
 */
export function readNvivo(name: string, lines: readonly Line[]): { from: string; entries: Entry[] } | null {
  if (!lines.some(({ text }) => head.test(text))) return null;
  const entries: Entry[] = [];
  let code = [name];
  let document: string[] = [];
  let words: string[] | null = null;
  const close = (): void => {
    const text = words?.join("\n").trim() ?? "";
    if (text !== "") entries.push({ ...emptyEntry, document: document.at(-1) ?? "", group: document.slice(1, -1).join(" / "), words: text, paths: [code], at: `reference ${entries.length + 1}` });
    words = null;
  };
  for (const { text } of lines) {
    const file = head.exec(text)?.[1];
    if (file !== undefined) {
      close();
      document = parts(file);
    } else if (reference.test(text)) {
      close();
      words = [];
    } else if (/^Name:\s*\S/.test(text) && document.length === 0 || /^Name:\s*\S/.test(text) && words === null) {
      close();
      const path = parts(text.slice(5));
      code = path.length > 1 && /^(nodes|codes|knoten|nœuds|nodos)$/i.test(path[0]!) ? path.slice(1) : path;
    } else if (words !== null) words.push(text);
  }
  close();
  return { from: "NVivo", entries };
}
