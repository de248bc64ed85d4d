import type { Guid } from "../../formats/project/guid.ts";
import type { Imported } from "../../formats/project/imported.ts";
import type { Media, Note, Project, Source } from "../../formats/project/project.ts";
import type { CoderId } from "../../study/coder.ts";
import type { Command } from "../../study/study.ts";
import type { ParticipantId } from "../../study/participant.ts";
import type { Workbench } from "../workbench.ts";
import { byName } from "./by-name.ts";
import { sortOut } from "./held.ts";
import { keyOf, type Kept, pack, split } from "./kept-parts.ts";
import { storeMedia } from "./media.ts";
import type { Told } from "./opened.ts";
import { Plan } from "./plan.ts";
import { goneCodes, planCodes } from "./plan-codes.ts";
import { goneCodings, planCodings, planMemos } from "./plan-codings.ts";
import { planCoders, planPeople } from "./plan-people.ts";
import { goneSources, type PlannedSources, planSources } from "./plan-sources.ts";
import { leftOut, inWords, type ProjectReport } from "./report.ts";
import { toProject } from "./to-project.ts";
import { takeTurns } from "./turns-kept.ts";

/** How a project is brought in. */
export interface ImportProjectOptions {
  /** Says what would come and stores nothing. */
  readonly dryRun?: boolean;
  /** Removes what an earlier import brought and the file no longer has. */
  readonly remove?: boolean;
  /** For tables, whose things have names and no identities: codes and sources of the same name are the study's own. */
  readonly byName?: boolean;
  /** The turns of the one text of a project, where its file tells them. */
  readonly told?: Told | undefined;
  /** What the file is called, for messages and the history. */
  readonly called?: string;
}

/**
 * Brings a project of another program in, as one step: all of it or nothing. What a study has no noun for is kept, goes out again with the next
 * export, and is named in the report. Importing the same project again makes nothing; a newer state of it brings what changed in it since.
 */
export async function importProject(wb: Workbench, imported: Imported, { dryRun = false, remove = false, byName: named = false, called, told }: ImportProjectOptions, actor: CoderId): Promise<ProjectReport> {
  const { project: now, kept, identity } = await toProject(wb);
  const taken = takeTurns(imported.project);
  const given = named ? byName(taken.project, wb.study, identity) : taken.project;
  const held = sortOut(given);
  const stored = await storeMedia(given, imported.files, kept.project, wb, held.noPlace, dryRun);
  const { project } = stored;
  const plan = new Plan(wb.study, project, held, now, kept, identity, { actor, remove });
  planCoders(plan);
  planCodes(plan);
  const owners = planPeople(plan);
  const sources = await planSources(plan, wb, owners, stored.files, taken.turns, told);
  planCodings(plan, sources);
  planMemos(plan, owners);
  const key = keyOf(project, kept);
  const isOurs = (guid: Guid): boolean => kept.of.get(guid) === key;
  const whole = !named && project.sources.length > 0;
  if (whole) {
    goneCodings(plan, isOurs);
    goneSources(plan, isOurs);
  }
  if (!named) goneCodes(plan, isOurs);
  const { commands: keeping, contents } = cameFromHere(project, now, kept) ? { commands: [], contents: [] } : keep(plan, key, now, owners, sources, wb, called ?? (project.name || imported.kind));
  const commands = [...plan.commands, ...keeping];
  const report = reportOf(imported, plan, { dryRun, remove });
  const nothing = plan.commands.length === 0;
  const isKnown = [...kept.written.keys()].some((part) => part.startsWith(`${key}/`));
  if (dryRun || commands.length === 0) return { ...report, said: [...said(plan, nothing, dryRun, keeping.length > 0 && (isKnown ? "again" : "first")), ...report.said] };
  // Media that only a part refers to which did not change are there already.
  const outcome = await wb.do(commands, actor, [...plan.contents, ...stored.contents, ...contents]);
  if (!outcome.ok) return { ...report, ok: false, made: {}, changed: {}, said: [], problems: [{ what: `${outcome.refusal.sentence} Nothing was imported.`, where: [], count: 1 }, ...report.problems] };
  return { ...report, said: [...said(plan, nothing, dryRun, keeping.length > 0 && (isKnown ? "again" : "first")), ...report.said] };
}

/** Whether a file is an export of this very study with nothing in it that the study does not know. */
function cameFromHere(project: Project, now: Project, kept: Kept): boolean {
  if (!project.origin?.startsWith("Earshot")) return false;
  const here = new Set<Guid>(kept.of.keys());
  const lists = ["users", "codes", "variables", "cases", "sources", "selections", "codings", "notes", "links", "groups", "graphs"] as const;
  for (const list of lists) for (const { guid } of now[list]) here.add(guid);
  return lists.every((list) => (project[list] as readonly { guid: Guid }[]).every(({ guid }) => here.has(guid)));
}

/** The commands that keep what the file says beyond the study's nouns, for the parts that are new or changed. */
function keep(plan: Plan, key: string, now: Project, owners: ReadonlyMap<Guid, ParticipantId>, sources: PlannedSources, wb: Workbench, called: string): { commands: Command[]; contents: ReturnType<Workbench["contentOf"]>[] } {
  const { kept, held, project } = plan;
  const all = onTheirWords(mergedKept(project, kept, key, now), sources);
  const pages = new Map<Guid, unknown>([...held.pages].filter(([, page]) => !page.isPassages));
  for (const { guid, transcripts } of all.sources) for (const one of [guid, ...transcripts.map((t) => t.guid)]) if (plan.study.sources.has(plan.id("source", one)) && !held.pages.has(one)) pages.set(one, true);
  const isHeld = new Set<Guid>([...held.codings.keys(), ...held.notes.keys()]);
  const apart = new Set([...held.apart, ...[...kept.apart].filter((guid) => !isHeld.has(guid))]);
  const firstPage = (guid: Guid): string | null => {
    const source = all.sources.find((one) => one.guid === guid);
    const one = [guid, ...(source?.transcripts.map((t) => t.guid) ?? [])].find((page) => held.pages.has(page) || plan.study.sources.has(plan.id("source", page)));
    return one === undefined ? null : plan.id("source", one);
  };
  const people = new Set<string>([...plan.study.participants.keys(), ...plan.commands.flatMap((command) => (command.type === "participant.register" && command.id ? [command.id] : []))]);
  const parts = split(all, {
    apart, same: plan.same, called: plan.called, pages,
    owner: (guid) => ({ source: firstPage(guid), participant: owners.get(guid) ?? plan.study.sources.get(firstPage(guid) ?? "")?.participant ?? null }),
    participantOf: (guid) => (people.has(plan.id("participant", guid)) ? plan.id("participant", guid) : null),
  });
  const commands: Command[] = [];
  const contents: ReturnType<Workbench["contentOf"]>[] = [];
  const isEmpty = ["users", "codes", "variables", "cases", "sources", "selections", "codings", "notes", "links", "groups", "graphs", "kept"].every((list) => all[list as "users"].length === 0);
  if (isEmpty) return { commands, contents };
  for (const { part, json, source, participant } of parts) {
    if (kept.written.get(`${key}/${part}`) === json) continue;
    const content = wb.contentOf(pack(json));
    contents.push(content);
    const guid = part.startsWith("source:") ? part.slice(7) : null;
    const pagesOf = guid === null ? [] : [guid, ...(all.sources.find((one) => one.guid === guid)?.transcripts.map((one) => one.guid) ?? [])];
    const counted = pagesOf.map((one) => plan.id("source", one)).filter((id) => sources.counted.has(id));
    commands.push({ type: "import.keep", project: key, part, content: content.name, source, participant, name: called, ...(counted.length > 0 && { counted }) });
  }
  return { commands, contents };
}

/** Selections of texts that differ here from the file's, put on their words as they stand here. */
function onTheirWords(project: Project, { apart, places }: PlannedSources): Project {
  if (apart.size === 0) return project;
  return { ...project, selections: project.selections.map((one) => {
    const range = one.place.kind === "words" && apart.has(one.source) ? places.get(one.source)?.(one.place.range, one.quote) : null;
    return range && one.place.kind === "words" ? { ...one, place: { ...one.place, range } } : one;
  }) };
}

/** What is kept from now on: what the file says, less what was born here; and what an earlier state said that is not in the file any more. */
function mergedKept(project: Project, kept: Kept, key: string, now: Project): Project {
  const lists = ["users", "codes", "variables", "cases", "sources", "selections", "codings", "notes", "links", "groups", "graphs"] as const;
  const merged: Record<string, readonly unknown[]> = Object.fromEntries(lists.map((list) => {
    const here = new Set((now[list] as readonly { guid: Guid }[]).map(({ guid }) => guid));
    const news = (project[list] as readonly { guid: Guid }[]).filter(({ guid }) => (kept.of.has(guid) ? kept.of.get(guid) === key : !here.has(guid)));
    const there = new Set(news.map(({ guid }) => guid));
    const old = (kept.project[list] as readonly { guid: Guid }[]).filter(({ guid }) => kept.of.get(guid) === key && !there.has(guid));
    return [list, [...news, ...old]];
  }));
  // A file that came back is the one that is kept; the name that an archive gave it says nothing.
  const sameFile = (media: Media | null, before: Media | null | undefined): Media | null => (media?.entry != null && media.entry === before?.entry ? before : media);
  const known = new Map(kept.project.sources.map((one) => [one.guid, one]));
  merged["sources"] = (merged["sources"] as Source[]).map((one) => ({ ...one, media: sameFile(one.media, known.get(one.guid)?.media), transcripts: one.transcripts.map((t, i) => ({ ...t, rich: sameFile(t.rich, known.get(one.guid)?.transcripts[i]?.rich) })) }));
  const notes = new Map(kept.project.notes.map((one) => [one.guid, one]));
  merged["notes"] = (merged["notes"] as Note[]).map((one) => ({ ...one, rich: sameFile(one.rich, notes.get(one.guid)?.rich) }));
  const raw = new Set(project.kept.map((one) => JSON.stringify(one)));
  const rest = [...project.kept.filter((one) => (kept.rawOf.get(JSON.stringify(one)) ?? key) === key), ...kept.project.kept.filter((one) => kept.rawOf.get(JSON.stringify(one)) === key && !raw.has(JSON.stringify(one)))];
  const isOwn = project.origin?.startsWith("Earshot") === true && kept.written.size > 0;
  const { name, description, origin, basePath, createdBy, createdAt, modifiedBy, modifiedAt } = isOwn ? kept.project : project;
  return { name, description, origin, basePath, createdBy, createdAt, modifiedBy, modifiedAt, ...(merged as unknown as Pick<Project, (typeof lists)[number]>), kept: rest };
}

function reportOf(imported: Imported, plan: Plan, { dryRun, remove }: { dryRun: boolean; remove: boolean }): ProjectReport {
  const { held } = plan;
  const { kind, dialect, confidence, counts, problems, loss } = imported;
  const gone = plan.gone.list();
  return {
    ok: true, kind, dialect, confidence, counts, problems: [...problems, ...plan.troubles.list()], dryRun, made: Object.fromEntries(plan.made), changed: Object.fromEntries(plan.changes), dates: imported.dates ?? null, left: leftOut(problems, plan.troubles.list(), loss.noPlace, held.noPlace.list()), decided: plan.notes.list(), conflicts: plan.conflicts.list(), gone,
    loss: { came: loss.came, changed: [...loss.changed, ...held.changed.list()], noPlace: [...loss.noPlace, ...held.noPlace.list()] },
    said: gone.length === 0 ? [] : [remove ? "What is no longer in the file was removed." : "What is no longer in the file stays in the study."],
  };
}

function said(plan: Plan, nothing: boolean, dryRun: boolean, keeps: "first" | "again" | false): string[] {
  if (nothing && keeps === "first") return [`Nothing in it has a place in the study itself; all of it ${dryRun ? "would be" : "was"} kept, and goes out again with the next .qdpx.`];
  if (nothing) return [keeps ? `Nothing in the study ${dryRun ? "would change" : "changed"}; what it keeps of the project ${dryRun ? "would be" : "was"} brought up to date.` : "The study has all of it already; nothing was changed."];
  const [made, changed] = [inWords(Object.fromEntries(plan.made)), inWords(Object.fromEntries(plan.changes))];
  return [...(made ? [`${dryRun ? "Would bring in" : "Brought in"} ${made}.`] : []), ...(changed ? [`${dryRun ? "Would change" : "Changed"}: ${changed}.`] : [])];
}

