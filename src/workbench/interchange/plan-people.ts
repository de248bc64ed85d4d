import type { Guid } from "../../formats/project/guid.ts";
import { coderNamed } from "../../study/coder.ts";
import { attributeNamed, participantLabelled, type AttributeKind, type ParticipantId, type Value } from "../../study/participant.ts";
import type { Plan } from "./plan.ts";
import { kindOf, peopleOf, type Someone, valueIn } from "./values.ts";

/** Plans the people who coded: known by identity, else by name, else added. */
export function planCoders(plan: Plan): void {
  const { study, project, held } = plan;
  const coded = new Set([...held.codings.values()].map(({ coder }) => coder));
  const names = new Set<string>();
  const matched = new Set<string>();
  for (const user of project.users) {
    if (!coded.has(user.guid)) continue;
    const id = plan.id("coder", user.guid);
    const here = study.coders.get(id);
    if (here) {
      matched.add(id);
      const [now, before] = [plan.find("now", "users", user.guid), plan.find("kept", "users", user.guid)];
      const name = user.name.trim();
      if (now && name !== "" && plan.takes(user.name, now.name, before?.name, "The name of a coder", here.name) && !coderNamed(study, name)) plan.change("renamed coders", { type: "coder.describe", coder: id, name });
      continue;
    }
    const wanted = user.name.trim() || user.id?.trim() || `unnamed coder (${user.guid.slice(0, 4)})`;
    const namesake = coderNamed(study, wanted);
    if (namesake && !matched.has(namesake.id) && user.name.trim() !== "") {
      matched.add(namesake.id);
      plan.same.set(user.guid, namesake.id);
      if (namesake.name !== user.name) plan.called.set(user.guid, namesake.name);
      plan.notes.add("A coder of the file is the coder of that name in the study.", namesake.name);
      continue;
    }
    const name = plan.free(user.guid, user.name, wanted, (one) => names.has(one.toLowerCase()) || coderNamed(study, one) !== undefined, "coder");
    names.add(name.toLowerCase());
    plan.make("coders", { type: "coder.add", name, id });
  }
}

/** Plans attributes for the variables, and participants for the cases and for what sources say of a person. Returns whose each source of the file is. */
export function planPeople(plan: Plan): Map<Guid, ParticipantId> {
  const people = peopleOf(plan.project);
  const kinds = planAttributes(plan, people);
  const owners = new Map<Guid, ParticipantId>();
  const names = new Set<string>();
  const matched = new Set<string>();
  const before = new Map(peopleOf(plan.kept.project).map((one) => [one.guid, one]));
  for (const person of people) {
    const id = planPerson(plan, person, before.get(person.guid), kinds, names, matched);
    for (const source of person.sources) {
      if (!owners.has(source)) owners.set(source, id);
      else if (owners.get(source) !== id) plan.notes.add("A source belongs to several cases; it is linked to the first, and the others were kept.", plan.find("project", "sources", source)?.name ?? "");
    }
    if (person.of && person.of.codes.length + person.of.selections.length > 0) plan.held.noPlace.add("The passages and codes that belong to a case were kept as they are.", person.name);
    if (person.of?.description) plan.held.noPlace.add("The description of a case was kept as it is.", person.name);
    if (person.of === null || person.of.name === null) plan.held.changed.add("What a source says of a person came as a participant of the source's name.", person.name);
  }
  return owners;
}

function planAttributes(plan: Plan, people: readonly Someone[]): Map<Guid, AttributeKind> {
  const { study, project } = plan;
  const values = people.flatMap((one) => one.values);
  const kinds = new Map<Guid, AttributeKind>();
  const names = new Set<string>();
  const matched = new Set<string>();
  for (const variable of project.variables) {
    const kind = kindOf(variable.guid, variable.type, values);
    const id = plan.id("attribute", variable.guid);
    const here = study.attributes.get(id);
    if (here) {
      matched.add(id);
      kinds.set(variable.guid, here.kind);
      const [now, before] = [plan.find("now", "variables", variable.guid), plan.find("kept", "variables", variable.guid)];
      const name = variable.name.trim();
      if (now && name !== "" && plan.takes(variable.name, now.name, before?.name, "The name of an attribute", here.name) && !attributeNamed(study, name)) plan.change("renamed attributes", { type: "attribute.define", attribute: id, name, kind: here.kind });
      continue;
    }
    const wanted = variable.name.trim() || `unnamed (${variable.guid.slice(0, 4)})`;
    const namesake = attributeNamed(study, wanted);
    const fits = (other: AttributeKind): boolean => values.every((one) => one.variable !== variable.guid || valueIn(one.value, other) !== undefined);
    if (namesake && !matched.has(namesake.id) && fits(namesake.kind)) {
      matched.add(namesake.id);
      plan.same.set(variable.guid, namesake.id);
      if (namesake.name !== variable.name) plan.called.set(variable.guid, namesake.name);
      kinds.set(variable.guid, namesake.kind);
      plan.notes.add("A variable is the attribute of that name in the study.", namesake.name);
      continue;
    }
    const name = plan.free(variable.guid, variable.name, wanted, (one) => names.has(one.toLowerCase()) || attributeNamed(study, one) !== undefined, "variable");
    names.add(name.toLowerCase());
    kinds.set(variable.guid, kind);
    if (variable.type === "DateTime") plan.held.changed.add("A date with a time of day came as text.", variable.name);
    else if (kind === "text" && variable.type !== "Text") plan.held.changed.add(`A variable of type ${variable.type} has values that are none; it came as text.`, variable.name);
    if (variable.description) plan.held.noPlace.add("The description of a variable was kept as it is.", variable.name);
    plan.make("attributes", { type: "attribute.define", attribute: id, name, kind });
  }
  return kinds;
}

function planPerson(plan: Plan, person: Someone, before: Someone | undefined, kinds: ReadonlyMap<Guid, AttributeKind>, names: Set<string>, matched: Set<string>): ParticipantId {
  const { study } = plan;
  const id = plan.id("participant", person.guid);
  const stated = new Map<string, Value>();
  for (const { variable, value } of person.values) {
    const kind = kinds.get(variable);
    const found = kind === undefined ? undefined : valueIn(value, kind);
    const attribute = plan.id("attribute", variable);
    if (kind === undefined) plan.held.noPlace.add("A value of a variable that is not in the project was kept as it is.", person.name);
    else if (found === undefined) plan.conflicts.add("A value does not fit its attribute in the study; it was left out.", `${person.name}: ${value ?? ""}`);
    else if (!stated.has(attribute)) stated.set(attribute, found);
  }
  const here = study.participants.get(id);
  if (!here) {
    const wanted = person.name.trim();
    const namesake = participantLabelled(study, wanted);
    if (namesake && !matched.has(namesake.id) && !names.has(wanted.toLowerCase()) && namesake.withdrawn === null) {
      matched.add(namesake.id);
      plan.same.set(person.guid, namesake.id);
      if (namesake.label !== person.of?.name) plan.called.set(person.guid, namesake.label);
      plan.notes.add("A case is the participant of that label in the study.", namesake.label);
      const news = Object.fromEntries([...stated].filter(([attribute, value]) => {
        const known = namesake.values[attribute] ?? null;
        if (value === null || known === value) return false;
        if (known === null) return true;
        plan.conflicts.add("A value in the file differs from the one in the study; the study's stands.", `${namesake.label}, ${study.attributes.get(attribute)?.name ?? ""}: ${String(value)} (study: ${String(known)})`);
        return false;
      }));
      if (Object.keys(news).length > 0) plan.change("described participants", { type: "participant.describe", participant: namesake.id, values: news });
      return namesake.id;
    }
    const own = person.of?.name ?? null;
    const label = own === null ? unlike(wanted, (one) => names.has(one.toLowerCase()) || participantLabelled(study, one) !== undefined)
      : plan.free(person.guid, own, wanted, (one) => names.has(one.toLowerCase()) || participantLabelled(study, one) !== undefined, "case");
    names.add(label.toLowerCase());
    plan.make("participants", { type: "participant.register", label, values: Object.fromEntries([...stated].filter(([, value]) => value !== null)), id });
    return id;
  }
  matched.add(id);
  const then = new Map(before?.values.map((one) => [one.variable, one.value]) ?? []);
  const news = Object.fromEntries(person.values.flatMap(({ variable, value }) => {
    const attribute = plan.id("attribute", variable);
    const kind = kinds.get(variable);
    const old = kind !== undefined && then.has(variable) ? valueIn(then.get(variable)!, kind) ?? null : before ? null : undefined;
    return stated.has(attribute) && kind !== undefined && valueIn(value, kind) === stated.get(attribute) && plan.takes(stated.get(attribute), here.values[attribute] ?? null, old, "What is known of a participant", here.label) ? [[attribute, stated.get(attribute)!]] : [];
  }));
  const name = person.of?.name?.trim() ?? "";
  const now = plan.find("now", "cases", person.guid);
  const renamed = name !== "" && now && plan.takes(person.of!.name, now.name, before?.of?.name, "The label of a participant", here.label) && !participantLabelled(study, name) ? { label: name } : {};
  if (Object.keys({ ...news, ...renamed }).length > 0) plan.change("described participants", { type: "participant.describe", participant: id, ...renamed, ...(Object.keys(news).length > 0 && { values: news }) });
  return id;
}

function unlike(wanted: string, taken: (name: string) => boolean): string {
  let name = wanted;
  for (let n = 2; taken(name); n++) name = `${wanted} (${n})`;
  return name;
}
