import type { Guid } from "../../formats/project/guid.ts";
import { Findings } from "../../formats/project/problems.ts";
import { emptyProject, type Group, type Project, type User } from "../../formats/project/project.ts";
import { presentSources } from "../../study/source.ts";
import type { Study } from "../../study/study.ts";
import type { Workbench } from "../workbench.ts";
import { codesOut } from "./codes-out.ts";
import { Identity } from "./identity.ts";
import { type Kept, readKept } from "./kept-parts.ts";
import { notesOut } from "./notes-out.ts";
import { passagesOut } from "./passages-out.ts";
import { momentOf, nameOut, type Outward } from "./outward.ts";
import { peopleOut } from "./people-out.ts";
import { turnsOut } from "./turns-kept.ts";

/** A study as a project of any program, with what an import kept. */
export interface StudyProject {
  readonly project: Project;
  readonly identity: Identity;
  readonly kept: Kept;
  readonly changed: Findings;
  readonly noPlace: Findings;
}

/** Turns a study into a project. The same study always gives the same project: identities and dates come from the log. */
export async function toProject(wb: Workbench, { study = wb.study }: { study?: Study } = {}): Promise<StudyProject> {
  const kept = await readKept(study, wb.log);
  const gone = new Set([...study.participants.values()].filter((p) => p.withdrawn?.level === "remove everything").map((p) => p.id));
  const [changed, noPlace] = [new Findings(), new Findings()];
  const sources = presentSources(study).filter((source) => source.participant === null || !gone.has(source.participant));
  const texts = await wb.texts(sources);
  const identity = new Identity(study, kept.same).learn();
  const out: Outward = { study, kept, identity, text: texts, sources, changed, noPlace };
  const passages = passagesOut(out);
  const people = peopleOut(out, passages.sources);
  const root = kept.project;
  const project: Project = {
    ...emptyProject(study.settings.title), description: root.description, basePath: root.basePath, createdBy: root.createdBy, modifiedBy: root.modifiedBy, modifiedAt: root.modifiedAt,
    createdAt: root.createdAt ?? (study.kept.size > 0 ? null : momentOf(study.settings.created)), origin: "Earshot",
    users: usersOut(out), codes: codesOut(out), variables: people.variables, cases: people.cases, sources: people.sources, selections: passages.selections, codings: passages.codings,
    notes: notesOut(out, new Set([...passages.selections, ...passages.codings].map(({ guid }) => guid))), links: root.links, groups: groupsOut(out), graphs: root.graphs, kept: [...root.kept, ...turnsOut(out)],
  };
  tellRest(out);
  return { project, identity, kept, changed, noPlace };
}

function usersOut({ study, kept, identity }: Outward): User[] {
  const users = new Map(kept.project.users.map((user) => [user.guid, user]));
  for (const [guid, user] of users) {
    const coder = study.coders.get(identity.id("coder", guid));
    if (coder) users.set(guid, { ...user, name: nameOut(guid, coder.name, user.name, kept.called) });
  }
  // Who only brought in what the file says nobody coded, or others wrote, is not a user of the project.
  const codings = new Set(kept.project.codings.map(({ guid }) => identity.id("coding", guid)));
  const notes = new Set(kept.project.notes.map(({ guid }) => identity.id("memo", guid)));
  const [used, busy] = [new Set<string>(), new Set<string>()];
  for (const { id, coder } of study.codings.values()) {
    busy.add(coder);
    if (!codings.has(id)) used.add(coder);
  }
  for (const { id, author } of study.memos.values()) if (!notes.has(id)) used.add(author);
  for (const coder of study.coders.values()) {
    const guid = identity.guid("coder", coder.id);
    if (!users.has(guid) && (used.has(coder.id) || (coder.declared && !busy.has(coder.id)))) users.set(guid, { guid, name: coder.name, id: null });
  }
  return [...users.values()];
}

/** Sets as they came, less what is gone; and themes, which others know as sets of codes. */
function groupsOut({ study, kept, identity, sources, changed }: Outward): Group[] {
  const here = new Set(sources.map(({ id }) => id));
  const isGone = (guid: Guid): boolean => study.sources.has(identity.id("source", guid)) && !here.has(identity.id("source", guid));
  const groups: Group[] = kept.project.groups.map((group) => ({ ...group, sources: group.sources.filter((guid) => !isGone(guid)) }));
  for (const theme of study.themes.values()) {
    const guid = identity.guid("theme", theme.id);
    if (theme.state === "discarded" || groups.some((group) => group.guid === guid)) continue;
    const above = theme.parent === null ? undefined : study.themes.get(theme.parent);
    const description = [above && `Subtheme of ${above.name}.`, theme.centralIdea, theme.scope].filter(Boolean).join("\n\n");
    groups.push({ guid, name: theme.name, description: description || null, codes: [...theme.codes].map((code) => identity.guid("code", code)), sources: [], notes: [] });
    changed.add("A theme went out as a set of its codes.", theme.name);
  }
  return groups;
}

/** Names what a project has no nouns for. */
function tellRest({ study, noPlace, sources, kept }: Outward): void {
  const add = (what: string, count: number): void => void (count > 0 && noPlace.add(what, "", count));
  add("A step of recruitment stays in the study.", [...study.recruitment.values()].flat().length);
  add("A record of consent stays in the study.", [...study.consents.values()].flat().length);
  add("A record of an interview stays in the study.", study.interviews.size);
  add("A version of the interview guide stays in the study.", study.guides.size);
  add("A frozen list of participants stays in the study.", study.substudies.size);
  add("An assignment of sources to a coder stays in the study.", study.assignments.size);
  add("A decision on a difference between coders stays in the study.", study.decisions.size);
  add("Earlier versions of a corrected text stay in the study.", sources.filter((source) => source.revisions.length > 0).length);
  add("A chosen quotation of a theme stays in the study.", [...study.themes.values()].reduce((sum, theme) => sum + theme.quotations.size, 0));
  add("A part of an imported project was erased by a withdrawal.", kept.erased);
  add("Someone who withdrew everything was left out.", [...study.participants.values()].filter((p) => p.withdrawn?.level === "remove everything").length);
}
