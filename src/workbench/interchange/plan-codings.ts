import type { Guid } from "../../formats/project/guid.ts";
import { currentCode } from "../../study/code.ts";
import { rangeOf } from "../../study/coding.ts";
import type { ParticipantId } from "../../study/participant.ts";
import { kindOfNote, memoOf } from "./held.ts";
import { linksOf, lookups } from "./notes-out.ts";
import type { Plan } from "./plan.ts";
import type { PlannedSources } from "./plan-sources.ts";

/** Plans codings: new ones are added, known ones recoded and moved as the file says, unless the study says otherwise. */
export function planCodings(plan: Plan, { places, edited }: PlannedSources): void {
  const { study, held, project } = plan;
  const users = new Set(project.users.map(({ guid }) => guid));
  for (const coding of held.codings.values()) {
    const { page, range } = held.placed.get(coding.selection!)!;
    const place = places.get(page);
    if (!place) continue;
    const id = plan.id("coding", coding.guid);
    const here = study.codings.get(id);
    const wanted = plan.id("code", coding.code);
    const code = currentCode(study, wanted)?.id ?? wanted;
    const quote = plan.find("project", "selections", coding.selection!)?.quote ?? null;
    const to = place(range, quote);
    if (!here) {
      if (plan.kept.of.has(coding.guid) && !plan.kept.apart.has(coding.guid)) {
        plan.notes.add("A coding that was removed from the study stays away.", quote?.slice(0, 60) ?? "");
        continue;
      }
      if (!to || to.end <= to.start) {
        plan.conflicts.add("A new coding could not be placed: its words are not in the study's text.", quote?.slice(0, 60) ?? "");
        continue;
      }
      const coder = coding.coder === null || !users.has(coding.coder) ? plan.wishes.actor : plan.id("coder", coding.coder);
      if (coder === plan.wishes.actor && (coding.coder === null || !users.has(coding.coder))) plan.notes.add("A coding that the file gives to nobody was given to whoever imported it.", study.coders.get(coder)?.name ?? "");
      plan.make("codings", { type: "coding.add", id, source: plan.id("source", page), code, start: to.start, end: to.end, coder });
      continue;
    }
    const [now, before] = [plan.find("now", "codings", coding.guid), plan.find("kept", "codings", coding.guid)];
    if (now && plan.takes(coding.code, now.code, before?.code, "The code of a passage", quote?.slice(0, 60) ?? "")) plan.change("recoded passages", { type: "coding.recode", coding: id, code, reason: "as in the imported file" });
    const stands = rangeOf(study, here);
    const was = before?.selection ? plan.find("kept", "selections", before.selection)?.place : undefined;
    const then = was?.kind === "words" ? was.range : was === undefined ? undefined : range;
    const changed = edited.has(page) || (to !== null && plan.takes([range.start, range.end], to.start === stands.start && to.end === stands.end ? [range.start, range.end] : [stands.start, stands.end], then && [then.start, then.end], "The place of a coding", quote?.slice(0, 60) ?? ""));
    if (changed && to && to.end > to.start) plan.change(edited.has(page) ? "codings put where the corrected text has them" : "moved codings", { type: "coding.resize", coding: id, start: to.start, end: to.end });
  }
}

/** The codings that the last import brought and this file no longer has. */
export function goneCodings(plan: Plan, isOurs: (guid: Guid) => boolean): void {
  const { study } = plan;
  for (const coding of plan.kept.project.codings) {
    if (!isOurs(coding.guid) || plan.kept.apart.has(coding.guid) || plan.find("project", "codings", coding.guid)) continue;
    const here = study.codings.get(plan.id("coding", coding.guid));
    const source = here && study.sources.get(here.source);
    if (!here || !source || source.removed) continue;
    plan.gone.add("A coding is no longer in the file.", `${source.name}: ${currentCode(study, here.code)?.name ?? ""}`);
    if (plan.wishes.remove && plan.find("project", "sources", coding.source)) plan.change("removed codings", { type: "coding.remove", coding: here.id, reason: "no longer in the imported file" });
  }
}

/** Plans memos: new ones are written, known ones rewritten and linked as the file says, unless the study says otherwise. */
export function planMemos(plan: Plan, _owners: ReadonlyMap<Guid, ParticipantId>): void {
  const { study, held, project } = plan;
  const looked = lookups(project, held.apart);
  const pages = new Set(held.pages.keys());
  const later = lookups(plan.kept.project, plan.kept.apart);
  const pagesBefore = new Set([...study.sources.keys()].map((id) => plan.identity.guid("source", id)));
  for (const note of held.notes.values()) {
    const id = plan.id("memo", note.guid);
    const memo = memoOf(note)!;
    const links = linksOf(note, pages, plan.identity, looked);
    const here = study.memos.get(id);
    if (!here) {
      if (plan.kept.of.has(note.guid) && !plan.kept.apart.has(note.guid)) plan.notes.add("A memo that was removed from the study stays away.", memo.title);
      else {
        plan.make("memos", { type: "memo.write", id, kind: kindOfNote(note.description) ?? "analytic", title: memo.title, text: memo.text, links });
        if (note.createdBy !== null && note.createdBy !== plan.identity.guid("coder", plan.wishes.actor)) plan.held.changed.add("A memo stands under the name of whoever imported it; who wrote it, and when, was kept for the next export.", memo.title);
        for (const { kind } of note.targets) if (kind === "project" || kind === "link") plan.held.noPlace.add(`A note on the ${kind === "project" ? "project as a whole" : "link between two things"} came as a memo that is linked to nothing; what it is on was kept.`, memo.title);
      }
      continue;
    }
    const now = plan.find("now", "notes", note.guid);
    const before = plan.find("kept", "notes", note.guid);
    const was = before && memoOf(before);
    const nowMemo = now && memoOf(now);
    if (!nowMemo) continue;
    const title = plan.takes(memo.title, nowMemo.title, was?.title, "The title of a memo", here.title) ? { title: memo.title } : {};
    const text = plan.takes(memo.text, nowMemo.text, was?.text, "The words of a memo", here.title) ? { text: memo.text } : {};
    if (Object.keys({ ...title, ...text }).length > 0) plan.change("rewritten memos", { type: "memo.rewrite", memo: id, ...title, ...text });
    const linked = before ? linksOf(before, pagesBefore, plan.identity, later) : undefined;
    const known = linksOf(now, pagesBefore, plan.identity, looked);
    if (plan.takes(links, before ? here.links.filter((link) => links.some((l) => l.id === link.id) || linked!.some((l) => l.id === link.id)) : known, linked, "What a memo is about", here.title)) plan.change("memos linked anew", { type: "memo.link", memo: id, links });
  }
}
