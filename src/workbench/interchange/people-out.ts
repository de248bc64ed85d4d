import type { Guid } from "../../formats/project/guid.ts";
import type { Case, Source, Value as Stated, Variable } from "../../formats/project/project.ts";
import type { Participant } from "../../study/participant.ts";
import { nameOut, type Outward } from "./outward.ts";
import { peopleOf, personOfSource, type Someone, typeOf, valueOut } from "./values.ts";

/** Participants as cases, attributes as variables, and the values of sources as the project had them. */
export function peopleOut({ study, kept, identity, sources: present }: Outward, sources: readonly Source[]): { variables: Variable[]; cases: Case[]; sources: Source[] } {
  const variables = new Map(kept.project.variables.map((one) => [one.guid, one]));
  for (const [guid, variable] of variables) {
    const attribute = study.attributes.get(identity.id("attribute", guid));
    if (attribute) variables.set(guid, { ...variable, name: nameOut(guid, attribute.name, variable.name, kept.called) });
  }
  const everyone = [...study.participants.values()].filter((person) => person.withdrawn?.level !== "remove everything");
  for (const attribute of study.attributes.values()) {
    const guid = identity.guid("attribute", attribute.id);
    if (!variables.has(guid)) variables.set(guid, { guid, name: attribute.name, type: typeOf(attribute, everyone.map((person) => person.values[attribute.id] ?? null)), description: null });
  }
  /** What is known of a person, in the letters and the order in which it came. */
  const values = (person: Participant, before: readonly Stated[]): Stated[] => {
    const known = new Set<string>();
    const old = before.map((one): Stated => {
      const attribute = study.attributes.get(identity.id("attribute", one.variable));
      if (!attribute || known.has(attribute.id)) return one;
      known.add(attribute.id);
      return { ...one, value: valueOut(person.values[attribute.id] ?? null, one.value, attribute.kind) };
    });
    const more = Object.entries(person.values).flatMap(([id, value]): Stated[] => {
      const attribute = study.attributes.get(id);
      if (!attribute || known.has(id) || value === null) return [];
      const variable = identity.guid("attribute", id);
      return [{ variable, type: variables.get(variable)?.type ?? "Text", value: valueOut(value, undefined, attribute.kind) }];
    });
    return [...old, ...more];
  };
  const before = peopleOf(kept.project);
  const known = new Map<string, Someone>(before.map((one) => [identity.id("participant", one.guid), one]));
  const firstLink = new Map<Guid, string>();
  for (const one of before) for (const guid of one.sources) if (!firstLink.has(guid)) firstLink.set(guid, identity.id("participant", one.guid));
  /** Which sources of the project are whose now, where that is not as it came. */
  const owners = new Map<Guid, string | null>();
  for (const source of sources) {
    const here = present.filter((one) => pageOf(source).includes(identity.guid("source", one.id)));
    if (here.length > 0 && here[0]!.participant !== (firstLink.get(source.guid) ?? null)) owners.set(source.guid, here[0]!.participant);
  }
  const there = new Set(sources.map(({ guid }) => guid));
  const sourcesOf = (id: string, old: readonly Guid[]): Guid[] => [...new Set([...old.filter((guid) => there.has(guid) && (!owners.has(guid) || firstLink.get(guid) !== id)), ...sources.filter(({ guid }) => owners.get(guid) === id).map(({ guid }) => guid)])];
  const cases: Case[] = kept.project.cases.flatMap((one): Case[] => {
    const id = identity.id("participant", one.guid);
    const person = study.participants.get(id);
    if (!person) return [one];
    if (person.withdrawn?.level === "remove everything") return [];
    const someone = known.get(id);
    return [{ ...one, name: one.name === null && someone?.name === person.label ? null : nameOut(one.guid, person.label, one.name, kept.called), values: values(person, one.values), sources: sourcesOf(id, one.sources) }];
  });
  for (const person of everyone) {
    const someone = known.get(person.id);
    if (someone) continue;
    cases.push({ guid: identity.guid("participant", person.id), name: person.label, description: null, codes: [], values: values(person, []), sources: sourcesOf(person.id, []), selections: [] });
  }
  const valued = sources.map((source): Source => {
    const person = study.participants.get(identity.id("participant", personOfSource(source.guid)));
    return person ? { ...source, values: values(person, source.values) } : source;
  });
  return { variables: [...variables.values()], cases, sources: valued };
}

const pageOf = (source: Source): Guid[] => [source.guid, ...source.transcripts.map(({ guid }) => guid)];
