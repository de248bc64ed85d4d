import { anchor } from "../project/anchor.ts";
import type { Build } from "../project/build.ts";
import type { Guid } from "../project/guid.ts";
import { unknownAudit } from "../project/project.ts";
import { type DateHints, datesOf } from "../table/moments.ts";

/** One coded passage as a table or a report of another program has it. */
export interface Entry {
  /** The name of its document; empty where it is not told. */
  readonly document: string;
  readonly words: string;
  /** Its codes, each as its path from the top. */
  readonly paths: readonly (readonly string[])[];
  readonly coder: string;
  readonly date: string;
  readonly comment: string;
  /** What the passage is called, apart from its words. */
  readonly name: string;
  /** The group or folder that its document is in; several are on a line each. */
  readonly group: string;
  /** Where it stands in the file, in words. */
  readonly at: string;
}

export const emptyEntry: Entry = { document: "", words: "", paths: [], coder: "", date: "", comment: "", name: "", group: "", at: "" };

/** Makes codes as they are met, by their paths. */
export function codesOf(build: Build): (path: readonly string[]) => Guid {
  const codes = new Map<string, Guid>();
  const code = (path: readonly string[]): Guid => {
    const key = path.join("\0");
    const known = codes.get(key);
    if (known) return known;
    const parent = path.length > 1 ? code(path.slice(0, -1)) : null;
    const guid = build.guid("code", key);
    build.codes.push({ guid, parent, name: path.at(-1)!, description: null, colour: null, isCodable: true, isCase: false });
    codes.set(key, guid);
    return guid;
  };
  return code;
}

const bare = (name: string): string => name.trim().toLowerCase().replace(/^(?:[dp] ?)?\d+: */, "").replace(/\.(?:docx?|txt|rtf|pdf|odt|md|vtt|srt|html?)$/, "").replace(/\s+/g, " ").trim();

/** The document that a program means: of the same name, or of the same name but for a number before it and the ending of a file. */
function documentNamed(name: string, whole: ReadonlyMap<string, string>): string | null {
  if (whole.has(name)) return name;
  const like = [...whole.keys()].filter((one) => bare(one) === bare(name));
  return like.length === 1 ? like[0]! : null;
}

/** Puts passages where their words stand in the whole texts, as far as those are given; else a source holds its passages, one after another. */
export function placeEntries(name: string, entries: readonly Entry[], build: Build, whole: ReadonlyMap<string, string>, hints: DateHints = {}): void {
  const code = codesOf(build);
  const dates = datesOf(entries.map(({ date }) => date), hints);
  build.dated(dates);
  const documents = new Map<string, Entry[]>();
  for (const entry of entries) {
    const words = entry.words.replace(/\r\n?/g, "\n");
    if (words.trim() === "") {
      build.noPlace.add("A row without words was left out.", entry.at);
      continue;
    }
    const document = documentNamed(entry.document || name, whole) ?? (entry.document || name);
    const list = documents.get(document) ?? [];
    documents.set(document, list);
    list.push({ ...entry, words });
  }
  const groups = new Map<string, Set<Guid>>();
  for (const [document, list] of documents) {
    const source = build.guid("source", document);
    const known = whole.get(document);
    // Without the document its passages, each once, are all there is of it.
    const text = build.text(source, known ?? [...new Set(list.map(({ words }) => words))].join("\n\n"));
    if (known === undefined) build.changed.add("The table has passages and not the whole document: the source holds its passages, one after another.", document);
    build.sources.push({ ...unknownAudit, guid: source, kind: "text", name: document, description: null, text, textGuid: null, media: null, transcripts: [], values: [] });
    const selections = new Map<string, Guid>();
    let after = 0;
    for (const { words, paths, coder, date, comment, name: called, group, at } of list) {
      for (const one of group.split("\n").map((part) => part.trim()).filter((part) => part !== "")) groups.set(one, (groups.get(one) ?? new Set()).add(source));
      const audit = { ...unknownAudit, createdBy: build.user(coder), createdAt: dates.moment(date) };
      const found = anchor(text, { start: after, end: after + words.length }, words) ?? anchor(text, { start: 0, end: words.length }, words);
      if (!found) {
        build.noPlace.add("A passage does not stand in its document and was left out.", `${document}: ${words.slice(0, 60)}`);
        continue;
      }
      after = found.range.start;
      const key = `${found.range.start}-${found.range.end}`;
      const selection = selections.get(key) ?? build.guid("selection", source, key);
      if (!selections.has(key)) build.selections.push({ ...audit, guid: selection, source, place: { kind: "words", range: found.range, region: null }, name: called && !words.startsWith(called.replace(/(…|\.\.\.)$/, "")) ? called : null, description: null, quote: text.slice(found.range.start, found.range.end) });
      selections.set(key, selection);
      if (paths.length === 0 && comment !== "") build.memo(comment, { kind: "selection", guid: selection }, audit);
      for (const path of paths) {
        const guid = build.guid("coding", at, ...path);
        build.coding(guid, source, selection, code(path), audit);
        build.memo(comment, { kind: "coding", guid }, audit);
      }
    }
  }
  for (const [group, sources] of groups) build.groups.push({ guid: build.guid("group", group), name: group, description: null, codes: [], sources: [...sources], notes: [] });
}
