import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import { readColour } from "../project/colour.ts";
import type { Imported } from "../project/imported.ts";
import { readMoment } from "../project/moment.ts";
import { type Audit, type Media, type SourceKind, type Transcript, unknownAudit, type Value } from "../project/project.ts";
import { numberOf, rowsOf, type Tables, textOf } from "../project/tables.ts";

type Row = Record<string, unknown>;

/** True where a database is one of QualCoder. */
export const isQualCoder = (tables: Tables): boolean => ["code_name", "code_cat", "code_text", "source"].every((table) => tables.tableNames().includes(table));

const id = (row: Row, column: string): number => numberOf(row[column]) ?? -1;
const extensionOf = (path: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? "";

/** What a source is, by where QualCoder keeps its file. */
function kindOf(path: string): SourceKind {
  if (/^\/?images[:/]/.test(path)) return "picture";
  if (/^\/?audio[:/]/.test(path)) return "audio";
  if (/^\/?video[:/]/.test(path)) return "video";
  return extensionOf(path) === "pdf" ? "pdf" : "text";
}

/** The file behind a source: within the project's folder ("/images/x.png"), or elsewhere ("images:/home/…"). */
const mediaOf = (path: string): Media | null => path === "" ? null : {
  path: path.startsWith("/") ? `relative://${path}` : `absolute:///${path.replace(/^\w+:\/*/, "")}`, entry: null, size: null, extension: extensionOf(path), before: null,
};

/**
 * Reads a project of QualCoder: the database `data.qda` of its folder. Pictures, recordings and PDFs are named by their paths within that folder.
 * Never throws on bad input.
 */
export function readQualCoder(tables: Tables): Reading<Imported> {
  if (!isQualCoder(tables)) return { ok: false, problem: "The database is not a project of QualCoder: its tables are missing. Choose the file data.qda in the .qda folder." };
  const about = rowsOf(tables, "project")[0] ?? {};
  const build = new Build("qualcoder", textOf(about["date"]));
  readCodes(tables, build);
  readSources(tables, build);
  readPassages(tables, build);
  readCases(tables, build);
  for (const row of rowsOf(tables, "journal")) build.memo(row["jentry"], null, build.audit(row), textOf(row["name"]) || null, id(row, "jid"));
  build.memo(about["memo"], { kind: "project", guid: null }, unknownAudit);
  return { ok: true, value: build.finish("QualCoder", "QualCoder project", { createdAt: readMoment(textOf(about["date"])) }, "codepoint (offsets in Unicode characters), end after the last character; each passage checked against its stored words") };
}

function readCodes(tables: Tables, build: Build): void {
  const rows = new Map(rowsOf(tables, "code_cat").map((row) => [id(row, "catid"), row]));
  const done = new Set<number>();
  // Parents first; a circle of categories is broken where it closes.
  const add = (start: number): void => {
    const chain: number[] = [];
    for (let at = start; rows.has(at) && !done.has(at) && !chain.includes(at); at = id(rows.get(at)!, "supercatid")) chain.push(at);
    for (const at of chain.reverse()) {
      const row = rows.get(at)!;
      const above = id(row, "supercatid");
      const guid = build.guid("category", at);
      build.codes.push({ guid, parent: done.has(above) ? build.guid("category", above) : null, name: textOf(row["name"]), description: textOf(row["memo"]) || null, colour: null, isCodable: false, isCase: false });
      done.add(at);
    }
  };
  for (const at of rows.keys()) add(at);
  for (const row of rowsOf(tables, "code_name")) {
    const above = id(row, "catid");
    build.codes.push({
      guid: build.guid("code", id(row, "cid")), parent: done.has(above) ? build.guid("category", above) : null, name: textOf(row["name"]), description: textOf(row["memo"]) || null,
      colour: readColour(textOf(row["color"])), isCodable: true, isCase: false,
    });
  }
}

const valuesOf = (tables: Tables, build: Build, kind: string, owner: number): Value[] => {
  const numeric = new Set(rowsOf(tables, "attribute_type").filter((row) => textOf(row["valuetype"]) === "numeric").map((row) => textOf(row["name"])));
  return rowsOf(tables, "attribute").filter((row) => textOf(row["attr_type"]) === kind && id(row, "id") === owner)
    .map((row) => build.value(textOf(row["name"]), textOf(row["value"]), numeric.has(textOf(row["name"]))));
};

function readSources(tables: Tables, build: Build): void {
  const rows = rowsOf(tables, "source");
  const words = new Map<number, string>();
  for (const row of rows) words.set(id(row, "id"), build.text(build.guid("source", id(row, "id")), textOf(row["fulltext"])));
  for (const row of rows) {
    const number = id(row, "id");
    const [guid, path, audit] = [build.guid("source", number), textOf(row["mediapath"]), build.audit(row)];
    const kind = kindOf(path);
    // The transcript of a recording is a source of its own, which the recording points at: it is told as both.
    const other = numberOf(row["av_text_id"]);
    const own = other === null ? undefined : rows.find((candidate) => id(candidate, "id") === other);
    const transcripts: Transcript[] = own ? [{ ...build.audit(own), guid: build.guid("transcript", other!), name: textOf(own["name"]), description: null, text: words.get(other!) ?? null, rich: null, syncPoints: [] }] : [];
    build.sources.push({
      ...audit, guid, kind, name: textOf(row["name"]), description: null, text: kind === "text" || kind === "pdf" ? words.get(number)! : null, textGuid: null, media: mediaOf(path), transcripts,
      values: valuesOf(tables, build, "file", number),
    });
    build.memo(row["memo"], { kind: "source", guid }, audit);
  }
}

function readPassages(tables: Tables, build: Build): void {
  const coded = (row: Row, kind: string, number: number, file: number, selection: string | undefined, audit: Audit): void => {
    if (selection === undefined) return;
    const guid = build.guid(`${kind} coding`, number);
    build.coding(guid, build.guid("source", file), selection, build.guid("code", id(row, "cid")), audit);
    build.memo(row["memo"], { kind: "coding", guid }, audit);
    if (numberOf(row["important"]) === 1) {
      build.kept.push({ parent: guid, what: "important", raw: "1" });
      build.noPlace.add("A mark that a coding is important was kept as it is.");
    }
  };
  for (const [i, row] of rowsOf(tables, "code_text").entries()) {
    const [number, file, audit] = [numberOf(row["ctid"]) ?? i, id(row, "fid"), build.audit(row)];
    const words = typeof row["seltext"] === "string" ? row["seltext"] : null;
    coded(row, "text", number, file, build.words(build.guid("passage", number), build.guid("source", file), numberOf(row["pos0"]), numberOf(row["pos1"]), words, audit, words?.slice(0, 60) ?? "")?.guid, audit);
  }
  for (const [i, row] of rowsOf(tables, "code_image").entries()) {
    const [number, file, audit] = [numberOf(row["imid"]) ?? i, id(row, "id"), build.audit(row)];
    const [x1, y1] = [numberOf(row["x1"]) ?? 0, numberOf(row["y1"]) ?? 0];
    const page = numberOf(row["pdf_page"]);
    const selection = { ...audit, guid: build.guid("region", number), source: build.guid("source", file), name: null, description: null, quote: null,
      place: { kind: "region" as const, region: { page, x1, y1, x2: x1 + (numberOf(row["width"]) ?? 0), y2: y1 + (numberOf(row["height"]) ?? 0), up: false, words: null } } };
    build.selections.push(selection);
    coded(row, "image", number, file, selection.guid, audit);
  }
  for (const [i, row] of rowsOf(tables, "code_av").entries()) {
    const [number, file, audit] = [numberOf(row["avid"]) ?? i, id(row, "id"), build.audit(row)];
    const [a, b] = [numberOf(row["pos0"]) ?? 0, numberOf(row["pos1"]) ?? 0];
    const selection = { ...audit, guid: build.guid("stretch", number), source: build.guid("source", file), name: null, description: null, quote: null, place: { kind: "time" as const, begin: Math.min(a, b), end: Math.max(a, b) } };
    build.selections.push(selection);
    coded(row, "recording", number, file, selection.guid, audit);
  }
  for (const [i, row] of rowsOf(tables, "annotation").entries()) {
    const guid = build.guid("annotation", numberOf(row["anid"]) ?? i);
    const selection = build.words(guid, build.guid("source", id(row, "fid")), numberOf(row["pos0"]), numberOf(row["pos1"]), null, build.audit(row), textOf(row["memo"]).slice(0, 60));
    if (selection) build.memo(row["memo"], { kind: "selection", guid }, build.audit(row));
  }
}

function readCases(tables: Tables, build: Build): void {
  const links = rowsOf(tables, "case_text");
  const lengths = new Map(build.sources.map(({ guid, text }) => [guid, [...(text ?? "")].length]));
  for (const row of rowsOf(tables, "cases")) {
    const number = id(row, "caseid");
    const [sources, selections]: [string[], string[]] = [[], []];
    for (const [i, link] of links.entries()) {
      if (id(link, "caseid") !== number) continue;
      const source = build.guid("source", id(link, "fid"));
      const [start, end] = [numberOf(link["pos0"]) ?? 0, numberOf(link["pos1"]) ?? 0];
      // A whole file, or a file without text, belongs to the case as a source.
      const length = lengths.get(source);
      if (length === undefined) continue;
      const passage = build.guid("case passage", numberOf(link["id"]) ?? i);
      if (end <= start || (start === 0 && end >= length - 1)) sources.push(source);
      else if (build.words(passage, source, start, end, null, build.audit(link), textOf(row["name"]))) selections.push(passage);
    }
    build.cases.push({ guid: build.guid("case", number), name: textOf(row["name"]) || null, description: textOf(row["memo"]) || null, codes: [], values: valuesOf(tables, build, "case", number), sources: [...new Set(sources)], selections: [...new Set(selections)] });
  }
}
