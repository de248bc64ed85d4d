import type { Reading } from "../../formats/interview.ts";
import { deriveGuid } from "../../formats/project/guid.ts";
import { readSegments } from "../../formats/segments/read.ts";
import { codeNames, meanings } from "../../formats/segments/columns.ts";
import { decodeEntities } from "../../formats/transcript/entities.ts";
import { readInterview } from "../../formats/transcript/read.ts";
import type { Table } from "../../formats/table/table.ts";
import { stemOf } from "../importReport.ts";
import type { Opened } from "./opened.ts";

/**
 * Reads a coded transcript kept as a table: its words as an interview with its turns, and the tags of each row as codings of that turn's words. A row
 * whose words cannot be found among the turns is said.
 */
export async function taggedTurns(name: string, table: Table, bytes: Uint8Array): Promise<Reading<Opened>> {
  const simple = readSegments(name, table);
  const interview = await readInterview(name, bytes);
  if (!simple.ok || !interview.ok) return simple.ok && !interview.ok ? interview : (simple as Extract<typeof simple, { ok: false }>);
  const { value: imported } = simple;
  const { text, turns, speakers, format, charset } = interview.value;
  const at = meanings(table.columns);
  const called = stemOf(name);
  const source = deriveGuid("tagged transcript", called);
  const base = imported.project;
  const selections: typeof base.selections[number][] = [];
  const codings: typeof base.codings[number][] = [];
  const codeOf = new Map(base.codes.map((code) => [code.name, code.guid]));
  const audit = { createdBy: null, createdAt: null, modifiedBy: null, modifiedAt: null };
  let turn = 0;
  const lost: string[] = [];
  for (const [i, row] of table.rows.entries()) {
    const words = decodeEntities((row[at.words] ?? "").trim()).replace(/\s+/g, " ").trim();
    if (words === "") continue;
    const found = turns.findIndex((one, n) => n >= turn && text.slice(one.said, one.end).replace(/\s+/g, " ").trim() === words);
    const paths = codeNames(row[at.code] ?? "", "unknown");
    if (found < 0) {
      if (paths.length > 0) lost.push(`line ${table.lines[i] ?? i + 2}`);
      continue;
    }
    turn = found + 1;
    if (paths.length === 0) continue;
    const range = { start: turns[found]!.said, end: turns[found]!.end };
    const guid = deriveGuid("tagged turn", called, i);
    selections.push({ ...audit, guid, source, place: { kind: "words", range, region: null }, name: null, description: null, quote: text.slice(range.start, range.end) });
    for (const tag of new Set(paths)) {
      const code = codeOf.get(tag) ?? deriveGuid("tag", tag.toLowerCase());
      codeOf.set(tag, code);
      codings.push({ guid: deriveGuid("tagged turn", called, i, tag), source, selection: guid, code, coder: null, at: null, twin: null });
    }
  }
  const used = new Set(codings.map(({ code }) => code));
  const codes = [...codeOf].filter(([, guid]) => used.has(guid)).map(([tag, guid]) => ({ guid, parent: null, name: tag, description: null, colour: null, isCodable: true, isCase: false }));
  const problems = lost.length === 0 ? [] : [{ what: "The words of a tagged row were not found among the turns; its tags were left out.", where: lost.slice(0, 20), count: lost.length }];
  const project = { ...base, codes, selections, codings, sources: [{ ...base.sources[0]!, guid: source, name: called, text }] };
  const counts = { codes: codes.length, sources: 1, "text sources": 1, selections: selections.length, codings: codings.length };
  return {
    ok: true,
    value: {
      is: "project", byName: true, notes: interview.value.notes,
      turns: { turns, speakers, format, charset },
      imported: { ...imported, project, counts, problems: [...imported.problems, ...problems], loss: { came: Object.entries(counts).map(([what, count]) => ({ what, count })), changed: [], noPlace: problems } },
    },
  };
}
