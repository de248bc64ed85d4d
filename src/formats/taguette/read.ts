import type { Reading } from "../interview.ts";
import { came, counts } from "../project/counts.ts";
import { deriveGuid, type Guid } from "../project/guid.ts";
import type { Imported } from "../project/imported.ts";
import { readMoment } from "../project/moment.ts";
import { Findings } from "../project/problems.ts";
import { type Coding, emptyProject, type Kept, type Project, type Selection, type Source, unknownAudit } from "../project/project.ts";
import { numberOf, rowsOf, type Tables, textOf } from "../project/tables.ts";
import { htmlWords } from "./html-words.ts";

/** True where a database is one of Taguette. */
export const isTaguette = (tables: Tables): boolean => ["documents", "highlights", "highlight_tags", "tags"].every((table) => tables.tableNames().includes(table));

interface Deed {
  readonly who: string;
  readonly when: string | null;
}

/** Who first did what, from the commands that Taguette keeps: by kind and number. */
function deeds(tables: Tables, project: number): Map<string, Deed> {
  const first = new Map<string, Deed>();
  for (const row of rowsOf(tables, "commands")) {
    if (numberOf(row["project_id"]) !== project) continue;
    try {
      const payload = JSON.parse(textOf(row["payload"])) as Record<string, unknown>;
      const deed = { who: textOf(row["user_login"]), when: readMoment(textOf(row["date"])) };
      const type = String(payload["type"]);
      const tags = type === "highlight_add" && Array.isArray(payload["tags"]) ? payload["tags"].map((tag) => `coding ${payload["highlight_id"]} ${tag}`) : [];
      for (const key of [`${type} ${payload["highlight_id"] ?? payload["tag_id"] ?? textOf(row["document_id"])}`, ...tags]) if (!first.has(key)) first.set(key, deed);
    } catch {
      // A command that is not JSON tells nothing.
    }
  }
  return first;
}

/**
 * Reads a project of Taguette. A database of a server may hold several: `which` is the number of one; without it the first is taken and the others
 * are named. Never throws on bad input.
 */
export function readTaguette(tables: Tables, which?: number): Reading<Imported> {
  if (!isTaguette(tables)) return { ok: false, problem: "The database is not a project of Taguette: its tables are missing. Export the project from Taguette as a SQLite file." };
  const [changed, noPlace] = [new Findings(), new Findings()];
  const projects = rowsOf(tables, "projects");
  const chosen = which === undefined ? projects[0] : projects.find((row) => numberOf(row["id"]) === which);
  if (!chosen) return { ok: false, problem: which === undefined ? "The Taguette database holds no project." : `The Taguette database holds no project with the number ${which}.` };
  const id = numberOf(chosen["id"]) ?? 0;
  for (const other of projects) if (other !== chosen) noPlace.add("The database holds another project, which was not read.", textOf(other["name"]));
  const mine = (table: string): Record<string, unknown>[] => rowsOf(tables, table).filter((row) => numberOf(row["project_id"]) === id);
  // The moment a project was made tells it from every other; numbers only count within it.
  const guid = (kind: string, ...parts: (string | number)[]): Guid => deriveGuid("taguette", textOf(chosen["created"]), id, kind, ...parts);
  const done = deeds(tables, id);
  const user = (login: string): Guid | null => (login === "" ? null : deriveGuid("taguette user", login));
  const logins = new Set([...mine("project_members").map((row) => textOf(row["user_login"])), ...[...done.values()].map(({ who }) => who)]);
  logins.delete("");

  const kept: Kept[] = [];
  const sources: Source[] = [];
  const words = new Map<number, ReturnType<typeof htmlWords>>();
  const names = new Map<number, string>();
  for (const row of mine("documents")) {
    const number = numberOf(row["id"]) ?? 0;
    const read = htmlWords(textOf(row["contents"]));
    words.set(number, read);
    names.set(number, textOf(row["name"]));
    const by = done.get(`document_add ${number}`);
    sources.push({
      ...unknownAudit, guid: guid("document", number), kind: "text", name: textOf(row["name"]), description: textOf(row["description"]) || null, text: read.text, textGuid: null, media: null,
      transcripts: [], values: [], createdAt: readMoment(textOf(row["created"])), createdBy: by ? user(by.who) : null,
    });
    if (textOf(row["filename"])) kept.push({ parent: guid("document", number), what: "filename", raw: textOf(row["filename"]) });
    if (textOf(row["text_direction"]) === "RIGHT_TO_LEFT") kept.push({ parent: guid("document", number), what: "text_direction", raw: "RIGHT_TO_LEFT" });
  }
  if (sources.length > 0) changed.add("Documents came as plain text: headings, bold and other formatting were left behind.", "", sources.length);

  const codes = mine("tags").map((row) => ({
    guid: guid("tag", numberOf(row["id"]) ?? 0), parent: null, name: textOf(row["path"]), description: textOf(row["description"]) || null, colour: null, isCodable: true, isCase: false,
  }));
  const selections: Selection[] = [];
  for (const row of rowsOf(tables, "highlights")) {
    const [number, document] = [numberOf(row["id"]) ?? 0, numberOf(row["document_id"]) ?? -1];
    const text = words.get(document);
    if (!text) continue;
    const [a, b] = [numberOf(row["start_offset"]) ?? NaN, numberOf(row["end_offset"]) ?? NaN];
    let [start, end] = [text.at(Math.min(a, b)), text.at(Math.max(a, b), true)];
    if (Number.isNaN(start) || Number.isNaN(end)) {
      changed.add("A highlight reached beyond its document; it was cut to what is there.", names.get(document)!);
      [start, end] = [Number.isNaN(start) ? text.text.length : start, text.text.length];
    }
    const by = done.get(`highlight_add ${number}`);
    selections.push({
      ...unknownAudit, guid: guid("highlight", number), source: guid("document", document), place: { kind: "words", range: { start, end: Math.max(start, end) }, region: null },
      name: null, description: null, quote: text.text.slice(start, end), createdAt: by?.when ?? null, createdBy: by ? user(by.who) : null,
    });
  }
  const placed = new Map(selections.map((selection) => [selection.guid, selection]));
  const known = new Set(codes.map((code) => code.guid));
  const codings: Coding[] = rowsOf(tables, "highlight_tags").flatMap((row) => {
    const [highlight, tag] = [numberOf(row["highlight_id"]) ?? 0, numberOf(row["tag_id"]) ?? 0];
    const selection = placed.get(guid("highlight", highlight));
    if (!selection || !known.has(guid("tag", tag))) return [];
    const by = done.get(`coding ${highlight} ${tag}`) ?? done.get(`highlight_add ${highlight}`);
    return [{ guid: guid("coding", highlight, tag), source: selection.source, selection: selection.guid, code: guid("tag", tag), coder: by ? user(by.who) : null, at: by?.when ?? null, twin: null }];
  });
  const project: Project = {
    ...emptyProject(textOf(chosen["name"])), description: textOf(chosen["description"]) || null, origin: "Taguette", createdAt: readMoment(textOf(chosen["created"])),
    users: [...logins].sort().map((login) => ({ guid: user(login)!, name: login, id: null })), codes, sources, selections, codings, kept,
  };
  return {
    ok: true,
    value: {
      project, files: null, kind: "Taguette project", confidence: 1, counts: counts(project), problems: [...changed.list(), ...noPlace.list()],
      dialect: "offsets in UTF-8 bytes of the text within the HTML, end after the last byte", loss: { came: came(project), changed: changed.list(), noPlace: noPlace.list() },
    },
  };
}
