import { ancestry, type CodeId } from "../study/code.ts";
import type { AttributeId, Participant } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { analysedParticipants, byLabel } from "./analysed.ts";
import { bandsOf, readBands } from "./bands.ts";
import { placedCodings } from "./placed.ts";

/** A group of participants, or one of them. */
export interface MatrixColumn {
  /** The participant's id where every participant has a column, else the level. */
  readonly key: string;
  readonly label: string;
  readonly people: readonly string[];
}

/** How often a code was used in what a column's people said, and by how many of them. */
export interface MatrixCell {
  readonly passages: number;
  readonly people: number;
}

export interface CodeMatrix {
  readonly columns: readonly MatrixColumn[];
  /** By code: one cell for each column. Codes that were used nowhere here have no row. */
  readonly rows: ReadonlyMap<CodeId, readonly MatrixCell[]>;
}

const notKnown = "not known";

/** The level of an attribute that a person falls under: its band for a number that has bands. */
function levelOf(study: Study, id: AttributeId, person: Participant): string {
  const attribute = study.attributes.get(id);
  const value = person.values[id] ?? null;
  if (value === null || value === "") return notKnown;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && attribute && attribute.bands.trim() !== "") {
    const read = readBands(attribute.bands);
    return (read.ok ? bandsOf(read.bands, value)[0]?.label : undefined) ?? `${value}, in no band`;
  }
  return String(value).trim();
}

/**
 * Codes against participants, or against the levels of an attribute. A passage is one coding that still has words; a
 * second coder's counts too. Whoever has a transcript has a place, also where nothing of it is coded; people without a
 * transcript could not be heard and are left out.
 */
export function codeMatrix(study: Study, { by = null, substudy = null, below = false }: { by?: AttributeId | null; substudy?: Substudy | null; below?: boolean } = {}): CodeMatrix {
  const heard = new Set([...study.sources.values()].filter((s) => !s.removed).map((s) => s.participant));
  const people = analysedParticipants(study, substudy).filter((p) => heard.has(p.id)).sort((a, b) => byLabel(a.label, b.label));
  const columns = by === null ? people.map((p): MatrixColumn => ({ key: p.id, label: p.label, people: [p.id] })) : levels(study, by, people);
  const place = new Map(columns.flatMap((column, i) => column.people.map((id) => [id, i] as const)));
  const counts = new Map<CodeId, { passages: number; people: Set<string> }[]>();
  const above = new Map<CodeId, readonly CodeId[]>();
  for (const { source, codings } of placedCodings(study)) {
    const column = source.participant === null ? undefined : place.get(source.participant);
    if (column === undefined) continue;
    for (const { code } of codings) {
      let targets = above.get(code);
      if (!targets) above.set(code, (targets = below ? ancestry(study, code).map((c) => c.id) : [code]));
      for (const target of targets) {
        let row = counts.get(target);
        if (!row) counts.set(target, (row = columns.map(() => ({ passages: 0, people: new Set<string>() }))));
        row[column]!.passages++;
        row[column]!.people.add(source.participant!);
      }
    }
  }
  return { columns, rows: new Map([...counts].map(([code, row]) => [code, row.map((c) => ({ passages: c.passages, people: c.people.size }))])) };
}

function levels(study: Study, by: AttributeId, people: readonly Participant[]): MatrixColumn[] {
  const attribute = study.attributes.get(by);
  const groups = Map.groupBy(people, (p) => levelOf(study, by, p));
  const bands = attribute && attribute.bands.trim() !== "" ? readBands(attribute.bands) : null;
  const order = [...(attribute?.levels ?? []), ...(bands?.ok ? bands.bands.map((b) => b.label) : []), "yes", "no"];
  const rank = (level: string): number => (level === notKnown ? Number.POSITIVE_INFINITY : order.includes(level) ? order.indexOf(level) : order.length);
  return [...groups].sort(([a], [b]) => (rank(a) === rank(b) ? byLabel(a, b) : rank(a) - rank(b))).map(([level, group]) => ({ key: level, label: level, people: group.map((p) => p.id) }));
}
