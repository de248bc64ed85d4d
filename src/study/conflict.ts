import type { DomainEvent, Recorded, Study } from "./study.ts";

type Write = readonly [key: string, value: unknown];

/** The fields that an event writes, for the events where two people's writes of one field can be at odds. */
function writes(event: DomainEvent): Write[] {
  const { body, words } = event;
  const fields = (noun: string, id: string, values: object): Write[] =>
    Object.entries(values).filter(([name]) => name !== "reason" && name !== "facts" && name !== "values").map(([name, value]) => [`${noun}/${id}/${name}`, value]);
  switch (event.type) {
    case "study.described":
      return [...fields("study", "", event.words), ...(event.body.approach ? [["study//approach", event.body.approach] as const] : []), ...fields("study", "facts", event.words.facts ?? {})];
    case "study.proseWritten":
      return [[`study/prose/${event.body.section}`, event.words.text]];
    case "participant.described":
      return [...fields("participant", event.body.participant, event.words), ...fields("participant", event.body.participant, event.words.values ?? {})];
    case "code.described": {
      const { code, ...rest } = event.body;
      return [...fields("code", code, event.words), ...fields("code", code, rest)];
    }
    case "code.moved":
      return [[`code/${event.body.code}/parent`, event.body.parent]];
    case "code.merged":
      return [[`code/${event.body.code}/merged`, event.body.into]];
    case "code.retired":
      return [[`code/${event.body.code}/retired`, event.body.retired]];
    case "coding.resized":
    case "coding.recoded":
    case "coding.removed":
      return [[`coding/${event.body.coding}/`, [event.type, body]]];
    case "memo.rewritten":
    case "memo.removed":
      return [[`memo/${event.body.memo}/`, words]];
    case "theme.described":
      return fields("theme", event.body.theme, event.words);
    case "theme.moved":
      return [[`theme/${event.body.theme}/parent`, event.body.parent]];
    case "theme.stateSet":
      return [[`theme/${event.body.theme}/state`, event.body.state]];
    case "theme.codePlaced":
      return [[`theme/${event.body.theme}/code ${event.body.code}`, event.body.placed]];
    case "source.renamed":
      return fields("source", event.body.source, event.words);
    case "source.linked":
      return [[`source/${event.body.source}/participant`, event.body.participant]];
    case "source.removed":
      return [[`source/${event.body.source}/removed`, true]];
    case "substudy.frozen":
      return [[`substudy/${event.body.substudy}/members`, event.body.members]];
    case "consensus.decided":
      return [[`difference/${event.body.difference}/`, [event.body.outcome, event.body.result]]];
    default:
      return [];
  }
}

/** What the parts of an event's body refer to, by the body's key; an event that brings a thing into being is not asked for it. */
const nouns = { source: "sources", code: "codes", coding: "codings", coder: "coders", participant: "participants", theme: "themes", memo: "memos", criterion: "criteria", into: "codes" } as const;
const creates: Partial<Record<DomainEvent["type"], keyof typeof nouns>> = {
  "source.imported": "source",
  "code.created": "code",
  "coding.added": "coding",
  "coder.added": "coder",
  "participant.registered": "participant",
  "theme.created": "theme",
  "memo.written": "memo",
  "criterion.defined": "criterion",
};

/** The first thing that an event speaks of and that is not there, as `noun/id`; null where all is there. */
export function notThere(study: Study, event: DomainEvent): string | null {
  if (event.type === "coding.added") {
    // By far the most frequent event, so it is spelled out.
    const { source, code, coder } = event.body;
    if (!study.sources.has(source)) return `source/${source}`;
    if (!study.codes.has(code)) return `code/${code}`;
    return study.coders.has(coder) ? null : `coder/${coder}`;
  }
  const created = creates[event.type];
  for (const key in event.body) {
    const noun = nouns[key as keyof typeof nouns];
    if (noun === undefined || key === created) continue;
    const id = (event.body as unknown as Record<string, unknown>)[key];
    if (typeof id === "string" && !(study[noun] as Map<string, unknown>).has(id)) return `${key === "into" ? "code" : key}/${id}`;
  }
  return null;
}

/** Called before an event that is in force is applied: notes what cannot apply, and what two people changed unseen by each other. */
export function noteConflicts(study: Study, event: Recorded & DomainEvent): void {
  const missing = notThere(study, event);
  if (missing === null && event.type === "coding.added") return;
  const later = { replica: event.replica, seq: event.seq };
  if (missing !== null) study.conflicts.set(`${missing}#${event.replica}:${event.seq}`, { kind: "not there", key: missing, earlier: null, later });
  if (event.type === "coding.added") return;
  for (const [key, raw] of writes(event)) {
    const value = JSON.stringify(raw) ?? "";
    const before = study.lastWrites.get(key);
    const unseen = before && before.replica !== event.replica && (study.knowledge.get(event.replica)?.get(before.replica) ?? 0) < before.seq;
    if (unseen && before.value !== value) study.conflicts.set(key, { kind: "both changed", key, earlier: { replica: before.replica, seq: before.seq }, later });
    else if (!unseen) study.conflicts.delete(key);
    study.lastWrites.set(key, { ...later, value });
  }
  if (event.type === "source.edited") noteEditConflict(study, event);
}

/** Two corrections that took out the same letters, unseen by each other. Both stand; a person should look. */
function noteEditConflict(study: Study, event: Extract<Recorded, { type: "source.edited" }>): void {
  const source = study.sources.get(event.body.source);
  const unseen = source?.revisions.filter((r) => r.inForce && r.replica !== event.replica && (study.knowledge.get(event.replica)?.get(r.replica) ?? 0) < r.seq) ?? [];
  if (unseen.length === 0) return;
  const theirs = unseen.flatMap((r) => r.numbers);
  const touched = source!.text.pieces.some((p) => p.removedBy.some((n) => theirs.includes(n)));
  const later = { replica: event.replica, seq: event.seq };
  const earlier = { replica: unseen[0]!.replica, seq: unseen[0]!.seq };
  if (touched && event.body.edits.some((e) => e.remove > 0)) study.conflicts.set(`source/${event.body.source}/text`, { kind: "both changed", key: `source/${event.body.source}/text`, earlier, later });
}
