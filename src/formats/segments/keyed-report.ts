import type { Line } from "./blocks.ts";
import { emptyEntry, type Entry } from "./entries.ts";

type Key = "document" | "code" | "weight" | "position" | "coder" | "date" | "comment" | "words" | "other";

const keys: readonly (readonly [RegExp, Key])[] = [
  [/^(document name|document|dokument|title|media title|media|source|resource)$/i, "document"],
  [/^(codes applied|codes?|coding|tags?)$/i, "code"],
  [/^(weight score|weight|gewicht)$/i, "weight"],
  [/^(position|excerpt range|range|paragraphs?|absatz|lines?)$/i, "position"],
  [/^(doc creator|excerpt creator|author|created by|coder|autor)$/i, "coder"],
  [/^(excerpt date|date|created|datum)$/i, "date"],
  [/^(comment|memo|kommentar)$/i, "comment"],
  [/^(excerpt|excerpt copy|segment|content|quotation)$/i, "words"],
  [/^(descriptors?|descriptor info|excerpt memos?|linked memos?|document group)$/i, "other"],
];

const keyOf = (text: string): { key: Key; rest: string } | null => {
  const found = /^([\p{L}][\p{L} ]{2,20}):\s*(.*)$/u.exec(text);
  const key = found && keys.find(([pattern]) => pattern.test(found[1]!.trim()))?.[1];
  return key ? { key, rest: found![2]!.trim() } : null;
};

// MAXQDA ends a segment with its place: "Interviews > Anna, Pos. 3-4", or "Interviews\Anna: 3 - 4 (0)".
const located = [/^[(]?(.+?),\s*(?:Pos|Abs|Para)\.?\s*\d+(?:\s*[-–]\s*\d+)?[)]?$/i, /^[(]?([^:]*[\\/>][^:]*):\s*\d+\s*[-–]\s*\d+\s*(?:\(\d+\))?[)]?$/];
const steps = /\s*\\+\s*|\s+>\s+/;
const mark = /^[○●◯•■]\s*/;

function paths(cell: string): string[][] {
  const bare = cell.replace(/\s+(?:weight score|weight|gewicht)\s*:.*$/i, "").replace(mark, "").trim();
  return bare === "" ? [] : [bare.split(steps).filter((part) => part !== "")];
}

interface Draft {
  document: string;
  group: string;
  words: string[];
  paths: string[][];
  coder: string;
  date: string;
  comment: string;
}
const begin = (): Draft => ({ document: "", group: "", words: [], paths: [], coder: "", date: "", comment: "" });

function inDocument(draft: Draft, path: string): void {
  const parts = path.split(steps).filter((part) => part !== "");
  [draft.document, draft.group] = [parts.at(-1) ?? path, parts.slice(0, -1).join(" / ")];
}

/** What Taguette, MAXQDA and Dedoose write of passages: each with lines such as "Code: …" or "Document: …" before or after its words. */
export function readKeyed(lines: readonly Line[]): { from: string; entries: Entry[] } | null {
  const full = lines.filter(({ text }) => text !== "");
  if (full.some(({ text }) => /^Document:\s*.+?\s+Tags:/.test(text))) return { from: "Taguette", entries: afterwards(full, (text, draft) => {
    const found = /^Document:\s*(.+?)\s+Tags:\s*(.*)$/.exec(text);
    if (!found) return null;
    draft.document = found[1]!;
    draft.paths = found[2]!.split(/,\s+/).map((tag) => tag.trim()).filter((tag) => tag !== "").map((tag) => [tag]);
    return "last";
  }, (text) => /^Taguette highlights(:|$)/.test(text)) };
  const known = full.map(({ text }) => keyOf(text));
  const isLocated = (text: string): string | null => located.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined) ?? null;
  const codesAt = known.filter((one) => one?.key === "code").length;
  const documents = known.filter((one) => one?.key === "document").length;
  const places = full.filter(({ text }) => isLocated(text) !== null).length;
  if (places > 0 && documents === 0) return maxqda(full, isLocated);
  if (codesAt === 0 || documents === 0) return null;
  const isDedoose = full.some(({ text }) => /^(Codes Applied|Excerpt Range|Doc Creator):/i.test(text));
  return { from: isDedoose ? "Dedoose" : "MAXQDA", entries: before(full, isDedoose) };
}

/** Passages whose words come first and what is said of them after. */
function afterwards(lines: readonly Line[], take: (text: string, draft: Draft) => "more" | "last" | null, skip: (text: string, line: Line) => boolean): Entry[] {
  const entries: Entry[] = [];
  let draft = begin();
  for (const line of lines) {
    if (skip(line.text, line)) continue;
    const taken = take(line.text, draft);
    if (taken === null) draft.words.push(line.text);
    else if (taken === "last") {
      entries.push(entryOf(draft, entries.length));
      draft = begin();
    }
  }
  return entries;
}

const entryOf = (draft: Draft, n: number): Entry => ({ ...emptyEntry, ...draft, words: draft.words.join("\n").trim(), at: `passage ${n + 1}` });

/** Segments of MAXQDA: under the code's heading or with a line "Code: …", each ending with its place. */
function maxqda(lines: readonly Line[], isLocated: (text: string) => string | null): { from: string; entries: Entry[] } {
  const entries: Entry[] = [];
  const above: string[] = [];
  let draft = begin();
  let done = false;
  const close = (): void => {
    if (done && draft.document !== "") entries.push(entryOf({ ...draft, paths: draft.paths.length > 0 ? draft.paths : above.length > 0 ? [above.filter((part) => part !== undefined)] : [] }, entries.length));
    if (done) draft = begin();
    done = false;
  };
  for (const { text, level } of lines) {
    if (level !== null) {
      close();
      above.length = level - 1;
      above[level - 1] = text.replace(/^\d+(\.\d+)*\.?\s+/, "");
      continue;
    }
    const path = isLocated(text);
    const key = keyOf(text);
    if (path !== null) {
      inDocument(draft, path);
      done = true;
    } else if (key?.key === "code") {
      draft.paths.push(...paths(key.rest));
    } else if (key?.key === "weight" || key?.key === "position" || key?.key === "other") continue;
    else if (key?.key === "comment") draft.comment = key.rest;
    else if (key?.key === "coder") draft.coder = key.rest;
    else {
      close();
      draft.words.push(text);
    }
  }
  close();
  return { from: "MAXQDA", entries };
}

/** Passages that begin with what is said of them. */
function before(lines: readonly Line[], isDedoose: boolean): Entry[] {
  const entries: Entry[] = [];
  let draft: Draft | null = null;
  let last: Key | null = null;
  const close = (): void => {
    if (draft && draft.words.length > 0) entries.push(entryOf(draft, entries.length));
  };
  for (const { text, indent } of lines) {
    const found = keyOf(text);
    if (found && (draft === null || found.key === "document" || draft.words.length === 0 || last !== "words")) {
      if (found.key === "document" || (draft !== null && draft.words.length > 0)) {
        close();
        draft = { ...begin(), ...(found.key !== "document" && draft ? { document: draft.document, group: draft.group } : {}) };
      }
      draft ??= begin();
      last = found.key;
      if (found.key === "document") inDocument(draft, found.rest);
      else if (found.key === "code") draft.paths.push(...(isDedoose ? found.rest.split(/\t+| {2,}/).map((code) => code.trim()).filter((code) => code !== "").map((code) => code.split(steps)) : paths(found.rest)));
      else if (found.key === "coder") draft.coder = found.rest;
      else if (found.key === "date") draft.date = found.rest;
      else if (found.key === "comment") draft.comment = found.rest;
      else if (found.key === "words" && found.rest !== "") draft.words.push(found.rest);
      continue;
    }
    if (!draft) continue;
    // Further codes of Dedoose stand below the first, moved in.
    if (last === "code" && isDedoose && indent > 0) draft.paths.push(text.split(steps));
    else {
      draft.words.push(text);
      last = "words";
    }
  }
  close();
  return entries;
}
