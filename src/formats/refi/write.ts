import type { Guid } from "../project/guid.ts";
import { came } from "../project/counts.ts";
import type { LossReport } from "../project/problems.ts";
import type { Archive } from "../project/archive.ts";
import type { Code, Graph, Group, Project } from "../project/project.ts";
import { zip } from "../project/zip.ts";
import { type ExportDialect, layouts } from "./export-dialect.ts";
import { orphans, writeNote, writeSource } from "./write-sources.ts";
import { type Open, Writer } from "./writer.ts";
import { hasIllegal } from "./xml.ts";

/** A written project: its bytes in pieces, to be taken once, and what became of everything. */
export interface Written {
  readonly parts: AsyncIterable<Uint8Array>;
  readonly loss: LossReport;
}

const shapes = ["Person", "Oval", "Rectangle", "RoundedRectangle", "Star", "LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle", "Note"];
const lines = ["dotted", "dashed", "solid"];

/** The tree of codes. Codes whose parents form a circle, or are not there, stand at the top. */
export function writeCodes(codes: readonly Code[], writer: Writer, notes: boolean): string[] {
  const known = new Set(codes.map(({ guid }) => guid));
  const below = new Map<Guid | null, Code[]>();
  for (const code of codes) {
    const parent = code.parent !== null && known.has(code.parent) ? code.parent : null;
    const list = below.get(parent);
    if (list) list.push(code);
    else below.set(parent, [code]);
  }
  const done = new Set<Guid>();
  const out: string[] = [];
  const run = (roots: readonly Code[]): void => {
    const todo: (Code | string)[] = roots.toReversed();
    while (todo.length > 0) {
      const next = todo.pop()!;
      if (typeof next === "string") {
        out.push(next);
        continue;
      }
      if (done.has(next.guid)) continue;
      done.add(next.guid);
      const open = writer.tag("Code", { guid: next.guid, name: next.name, isCodable: String(next.isCodable), color: next.colour }, ["\0"]).split("\0")[0]!;
      out.push(open, ...writer.words("Description", next.description), ...(notes ? writer.notes("code", next.guid) : []));
      todo.push("</Code>\n", ...(below.get(next.guid) ?? []).toReversed());
    }
  };
  run(below.get(null) ?? []);
  for (const code of codes) {
    if (done.has(code.guid)) continue;
    writer.changed.add("Codes that are each other's parents were put at the top.", code.name);
    run([code]);
  }
  return out.length === 0 ? [] : [out.join("").trimEnd()];
}

const writeGroup = (group: Group, writer: Writer): string => writer.tag("Set", { guid: group.guid, name: group.name },
  [...writer.words("Description", group.description), ...writer.refs("MemberCode", group.codes), ...writer.refs("MemberSource", group.sources), ...writer.refs("MemberNote", group.notes)]);

function writeGraph(graph: Graph, writer: Writer): string {
  const oneOf = (value: string | null, allowed: readonly string[]): string | null => {
    const found = allowed.find((word) => word.toLowerCase() === value?.toLowerCase()) ?? null;
    if (value !== null && found === null) writer.changed.add("A shape or line of a graph that the standard does not have was left out.", value);
    return found;
  };
  const round = (value: number | null): number | null => (value === null ? null : writer.whole(value, graph.name ?? ""));
  return writer.tag("Graph", { guid: graph.guid, name: graph.name }, [
    ...graph.vertices.map((v) => writer.tag("Vertex", { guid: v.guid, representedGUID: v.represents, name: v.name, firstX: round(v.x1), firstY: round(v.y1), secondX: round(v.x2), secondY: round(v.y2), shape: oneOf(v.shape, shapes), color: v.colour })),
    ...graph.edges.map((e) => writer.tag("Edge", { guid: e.guid, representedGUID: e.represents, name: e.name, sourceVertex: e.from, targetVertex: e.to, color: e.colour, direction: e.direction, lineStyle: oneOf(e.line, lines) })),
  ]);
}

const instruction = (kept: Project["kept"][number]): string =>
  `<?earshot kept ${JSON.stringify(kept).replace(/[>\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}?>\n`;

/** The XML of a project and the files beside it. */
export function projectXml(project: Project, dialect: ExportDialect, open: Open): { xml: string; writer: Writer } {
  const writer = new Writer(project, layouts[dialect], open);
  orphans(project.selections, new Set([...project.sources, ...project.notes].map(({ guid }) => guid)), writer);
  const codes = writeCodes(project.codes, writer, true);
  const parts = [
    ...writer.list("Users", project.users.map((user) => writer.tag("User", { guid: user.guid, name: user.name || null, id: user.id }))),
    ...(codes.length > 0 ? [`<CodeBook>\n${writer.list("Codes", codes)[0]}</CodeBook>\n`] : []),
    ...writer.list("Variables", project.variables.map((one) => writer.tag("Variable", { guid: one.guid, name: one.name, typeOfVariable: one.type }, writer.words("Description", one.description)))),
    ...writer.list("Cases", project.cases.map((one) => writer.tag("Case", { guid: one.guid, name: one.name },
      [...writer.words("Description", one.description), ...writer.refs("CodeRef", one.codes), ...writer.values(one.values), ...writer.refs("SourceRef", one.sources), ...writer.refs("SelectionRef", one.selections)]))),
    ...writer.list("Sources", project.sources.map((source) => writeSource(source, writer))),
    ...writer.list("Notes", project.notes.map((note) => writeNote(note, hasIllegal(note.text ?? ""), writer))),
    ...writer.list("Links", project.links.map((link) => writer.tag("Link", { guid: link.guid, name: link.name, direction: link.direction, color: link.colour, originGUID: link.origin, targetGUID: link.target }, writer.notes("link", link.guid)))),
    ...writer.list("Sets", project.groups.map((group) => writeGroup(group, writer))),
    ...writer.list("Graphs", project.graphs.map((graph) => writeGraph(graph, writer))),
    ...writer.words("Description", project.description), ...writer.notes("project", null),
  ];
  for (const { what } of project.kept) {
    if (what === "earshot turns") writer.noPlace.add("Who spoke when has no place in the standard; it went along where only Earshot reads it.");
    else writer.noPlace.add(`"${what}" has no place in the standard; it went along where only Earshot reads it.`);
  }
  const root = writer.tag("Project", {
    xmlns: "urn:QDA-XML:project:1.0", name: project.name, origin: layouts[dialect].origin, creatingUserGUID: project.createdBy, creationDateTime: project.createdAt,
    modifyingUserGUID: project.modifiedBy, modifiedDateTime: project.modifiedAt, basePath: project.basePath,
  }, ["\n", ...parts]);
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${project.kept.map(instruction).join("")}`, writer };
}

/** Takes media from the archive that a project was read from. */
export const openFrom = (files: Archive | null): Open => (media) => {
  const entry = files?.entries.find(({ name }) => name === media.entry);
  return files && entry ? () => files.chunks(entry) : null;
};

/** Writes a project as `.qdpx`: valid against the schema, the same project always as the same bytes, GUIDs as they are. Media pass through in pieces. */
export function writeQdpx(project: Project, dialect: ExportDialect = "standard", open: Open = () => null): Written {
  const { xml, writer } = projectXml(project, dialect, open);
  return {
    parts: zip([{ name: "project.qde", content: new TextEncoder().encode(xml) }, ...writer.files]),
    loss: { came: came(project), changed: writer.changed.list(), noPlace: writer.noPlace.list() },
  };
}
