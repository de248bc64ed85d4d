import type { Build } from "../project/build.ts";
import type { Guid } from "../project/guid.ts";
import { levelsOf } from "../table/indent.ts";
import type { Line } from "./blocks.ts";
import { foldHeading } from "./headings.ts";

/** One code of a codebook. */
export interface BookEntry {
  /** From the top; those above it need not stand in the book. */
  readonly path: readonly string[];
  readonly description: string;
  readonly colour: string | null;
}

/** A codebook written under headings, as Taguette and MAXQDA do: a heading is a code, what stands under it says what it means. */
export function readBookLines(lines: readonly Line[]): { from: string; book: BookEntry[] } | null {
  const title = lines.filter(({ text }) => text !== "").slice(0, 8).map(({ text }) => text).find((text) => /code ?book|code ?system|codebuch|codesystem|liste der codes|list of codes/i.test(text));
  const levels = lines.flatMap(({ text, level }) => (level === null || text === "" || text === title ? [] : [level]));
  if (title === undefined || levels.length === 0) return null;
  const top = Math.min(...levels);
  const from = /^Taguette/i.test(title) ? "Taguette" : /MAXQDA/i.test(lines.map(({ text }) => text).join("\n")) || /code ?system/i.test(title) ? "MAXQDA" : "a document";
  const above: string[] = [];
  const book: { path: string[]; description: string[]; parent: string | null }[] = [];
  for (const { text, level } of lines) {
    if (text === "" || text === title) continue;
    if (level !== null) {
      above.length = level - top;
      above[level - top] = text.replace(/^\d+(\.\d+)*\.?\s+/, "").replace(/\s*\(\d+\)$/, "");
      book.push({ path: above.filter((part) => part !== undefined), description: [], parent: null });
      continue;
    }
    const one = book.at(-1);
    const parent = /^Parent:\s*(.+)$/.exec(text)?.[1];
    if (!one || (from === "Taguette" && /^\d+ highlights?$/.test(text))) continue;
    if (parent !== undefined && from === "Taguette") one.parent = parent;
    else one.description.push(text);
  }
  return { from, book: book.map(({ path, description, parent }) => ({ path: parent === null ? path : [parent, ...path.slice(-1)], description: description.join("\n").trim(), colour: null })) };
}

/** A list of names under a word such as "Codes", one on a line, where what belongs to a code is moved in below it. */
export function readOutline(lines: readonly Line[]): { from: string; book: BookEntry[] } | null {
  const [title, ...names] = lines.filter(({ text }) => text !== "");
  if (!title || names.length < 2 || !/^(codes?|code names?|codename|kodes?|codigos?|code ?book|codebuch|code ?system|code ?list|liste der codes|list of codes|nodes|knoten)$/.test(foldHeading(title.text))) return null;
  if (names.some(({ text, level }) => level !== null || text.length > 200)) return null;
  const above: string[] = [];
  const levels = levelsOf(names.map(({ indent }) => indent));
  const book = names.map(({ text }, i): BookEntry => {
    const [name, ...rest] = text.replace(/^"(.*)"$/, "$1").split(/\t+/);
    above.length = Math.min(above.length, levels[i]!);
    above.push(name!.trim());
    return { path: [...above], description: rest.join(" ").trim(), colour: null };
  });
  return { from: "a list", book };
}

/** Puts the codes of a book into a project; what only stands above others becomes a heading. */
export function placeBook(book: readonly BookEntry[], build: Build): void {
  const made = new Map<string, Guid>();
  const stated = new Map(book.toReversed().map((one) => [one.path.join("\0"), one]));
  const guidOf = (path: readonly string[]): Guid => {
    const key = path.join("\0");
    const known = made.get(key);
    if (known) return known;
    const parent = path.length > 1 ? guidOf(path.slice(0, -1)) : null;
    const guid = build.guid("code", key);
    made.set(key, guid);
    const own = stated.get(key);
    build.codes.push({ guid, parent, name: path.at(-1)!, description: own?.description || null, colour: own?.colour ?? null, isCodable: stated.has(key), isCase: false });
    return guid;
  };
  for (const { path } of book) if (path.length > 0) guidOf(path);
}
