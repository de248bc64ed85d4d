import { rangeOf } from "../src/study/coding.ts";
import type { Command } from "../src/study/study.ts";
import { json, type Passage, type SampleTheme } from "./content.ts";
import type { Desk, Sitting } from "./desk.ts";

/** When the quotations of each theme were chosen, and what was done with them after. */
const choosing = ["2017-11-02", "2017-11-06", "2017-11-08"];
const deviating = "2017-10-23";
const excluding = "2017-11-09";

/** A theme with the theme above it, which of the top themes it belongs to, and its place among its siblings. */
interface Placed {
  readonly theme: SampleTheme;
  readonly above: string | null;
  readonly top: number;
  readonly order: number;
}

/** Themes from their first names to their last, with what was chosen for them and what was left out. */
export function themeSittings(): Sitting[] {
  const tops = json<{ themes: SampleTheme[] }>("themes.json").themes;
  const all = tops.flatMap((theme, i): Placed[] => [{ theme, above: null, top: i, order: i + 1 }, ...(theme.subthemes ?? []).map((sub, j) => ({ theme: sub, above: theme.name, top: i, order: j + 1 }))]);
  const by = "HN";
  const steps = all.flatMap((placed) => placed.theme.history.map((step, i): Sitting => ({ day: step.date, by, pace: 4, work: (desk) => take(desk, placed, i) })));
  const each = (day: string, pace: number, work: (desk: Desk, theme: SampleTheme) => Promise<Command[]>, of = all): Sitting[] =>
    of.map(({ theme }): Sitting => ({ day, by, pace, work: async (desk) => { const commands = await work(desk, theme); if (commands.length > 0) await desk.do(...commands); } }));
  return [
    ...steps,
    ...each(deviating, 6, async (desk, theme) => theme.deviant.map(({ participant, reason }): Command => ({ type: "theme.markDeviant", theme: desk.theme(theme.name), participant: desk.person(participant), deviant: true, reason }))),
    ...choosing.flatMap((day, top) => each(day, 8, async (desk, theme) => Promise.all(theme.quotations.map((q) => choose(desk, theme.name, q))), all.filter((a) => a.top === top))),
    ...dropping(tops),
    ...each(excluding, 5, async (desk, theme) => Promise.all(theme.excluded.map(async (p): Promise<Command> => ({ type: "theme.excludePassage", theme: desk.theme(theme.name), coding: (await desk.coding(by, p.source, p.quote, p.code)).id, excluded: true, reason: p.reason ?? "" })))),
  ];
}

/** One step of a theme's history: made, renamed, put into words, given another state. */
async function take(desk: Desk, { theme, above, order }: Placed, i: number): Promise<void> {
  const { name, state, why, date } = theme.history[i]!;
  const alone = theme["alone until"];
  const before = theme.history[i - 1];
  const { centralIdea = "", scope = "" } = theme;
  if (!before) {
    const id = desk.wb.newId();
    desk.themes.set(theme.name, id);
    const codes = theme.codes.map((path): Command => ({ type: "theme.placeCode", theme: id, code: desk.code(path), placed: true, reason: "" }));
    const stated: Command[] = state === "candidate" ? [] : [{ type: "theme.setState", theme: id, state, reason: why }];
    return void (await desk.do({ type: "theme.create", id, name, parent: above === null || alone !== undefined ? null : desk.theme(above), order, centralIdea: "", scope: "" }, ...codes, ...stated));
  }
  const id = desk.theme(theme.name);
  const worded = state === "reviewed";
  const commands: Command[] = [];
  if (name !== before.name || worded) commands.push({ type: "theme.describe", theme: id, ...(name !== before.name && { name }), ...(worded && { centralIdea, scope }), reason: why });
  if (alone === date && above !== null) commands.push({ type: "theme.move", theme: id, parent: desk.theme(above), order });
  if (state !== before.state) commands.push({ type: "theme.setState", theme: id, state, reason: why });
  await desk.do(...commands);
}

async function choose(desk: Desk, theme: string, passage: Passage): Promise<Command> {
  const coding = await desk.coding("HN", passage.source, passage.quote, passage.code);
  const { start, end } = rangeOf(desk.wb.study, coding);
  const words = (await desk.wb.textOf(desk.source(passage.source))).slice(start, end);
  const cuts = (passage.cuts ?? []).map((cut) => ({ start: start + words.indexOf(cut), end: start + words.indexOf(cut) + cut.length }));
  return { type: "theme.chooseQuotation", theme: desk.theme(theme), coding: coding.id, cuts };
}

/** A passage that was chosen for the first theme, and dropped when its best words were found to stand under another. */
function dropping([first]: readonly SampleTheme[]): Sitting[] {
  const passage = first?.excluded.find((p) => p.source === "Mother 31");
  const sub = first?.subthemes?.find((t) => passage && t.codes.includes(passage.code));
  if (!passage || !sub) return [];
  return [
    { day: choosing[0]!, by: "HN", pace: 5, work: async (desk) => void (await desk.do(await choose(desk, sub.name, passage))) },
    {
      day: excluding, by: "HN", pace: 5,
      work: async (desk) => {
        const { id } = await desk.coding("HN", passage.source, passage.quote, passage.code);
        const theme = desk.wb.study.themes.get(desk.theme(sub.name))!;
        const chosen = [...theme.quotations.values()].find((q) => q.coding === id)!;
        await desk.do({ type: "theme.dropQuotation", theme: theme.id, quotation: chosen.id });
      },
    },
  ];
}
