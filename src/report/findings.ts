import { passagesOfTheme, type Texts } from "../analysis/passages.ts";
import { shownQuotations, type ShownQuotation } from "../analysis/quotations.ts";
import { balanceOfVoices, reliedOnRule } from "../analysis/voices.ts";
import { counted, listed, opening, rounded } from "../analysis/wording.ts";
import { analysedParticipants } from "../analysis/analysed.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { themesUnder, type Theme } from "../study/theme.ts";
import { emphasis, forAuthors, heading, note, paragraph, strong, type Block } from "./document.ts";

/** The quotations of a theme that belong to the analysis; those of people outside the substudy are set apart. */
function quotationsHere(study: Study, texts: Texts, theme: Theme, substudy: Substudy | null): { shown: ShownQuotation[]; left: string[] } {
  const members = new Set(analysedParticipants(study, substudy).map((p) => p.id));
  const all = shownQuotations(study, texts, theme);
  const inside = (q: ShownQuotation): boolean => q.participant === null || members.has(q.participant);
  return {
    shown: all.filter((q) => q.gone === null && inside(q)),
    left: all.flatMap((q) => (q.gone !== null ? [`${q.label ? `${q.label}: ` : ""}${q.gone}`] : inside(q) ? [] : [`${q.label} is not in the substudy "${substudy?.name}".`])),
  };
}

/** How many quotations a write-up shows, and how many of them carry a participant's label. */
export function quotationCounts(study: Study, texts: Texts, substudy: Substudy | null): { shown: number; labelled: number } {
  const shown = [...study.themes.values()].filter((t) => t.state !== "discarded").flatMap((t) => quotationsHere(study, texts, t, substudy).shown);
  return { shown: shown.length, labelled: shown.filter((q) => q.participant !== null).length };
}

/** Each theme with its definition, its passages in numbers, the chosen quotations, its deviant cases and its subthemes. */
export function findings(study: Study, texts: Texts, substudy: Substudy | null): Block[] {
  const members = analysedParticipants(study, substudy);
  const participants = new Set(members.map((p) => p.id));
  const section = (theme: Theme, level: 2 | 3, title: string, seen: Set<string>): Block[] => {
    if (seen.has(theme.id)) return [];
    seen.add(theme.id);
    const blocks: Block[] = [heading(level, title)];
    if (theme.centralIdea) blocks.push(paragraph(strong("Central idea. "), theme.centralIdea));
    else blocks.push(forAuthors(`define the ${level === 2 ? "theme" : "subtheme"} "${theme.name}": its central idea.`));
    if (theme.scope) blocks.push(paragraph(strong("Scope. "), theme.scope));
    const prose = study.settings.prose[`theme/${theme.id}`] ?? study.settings.prose[theme.name];
    if (prose) blocks.push(...prose.split(/\n{2,}/).map((text) => paragraph(text)));
    const passages = passagesOfTheme(study, texts, theme, substudy ? { participants } : {});
    const people = new Set(passages.flatMap((p) => p.participant ?? []));
    blocks.push(note(`${counted(passages.length, "coded passage")} from ${people.size} of ${counted(members.length, "participant")}. Codes: ${listed([...theme.codes].map((id) => study.codes.get(id)?.name).filter((n) => n !== undefined).sort()) || "none of its own"}. State: ${theme.state}.`));
    const { shown, left } = quotationsHere(study, texts, theme, substudy);
    for (const q of shown) blocks.push({ kind: "quotation", words: q.words, by: q.locator === q.label ? q.label : q.locator.startsWith(`${q.label}, `) ? q.locator : `${q.label} (${q.locator})` });
    if (left.length > 0) blocks.push(forAuthors(`${counted(left.length, "chosen quotation is", "chosen quotations are")} not shown. ${left.join(" ")}`));
    const subthemes = themesUnder(study, theme.id);
    if (shown.length === 0 && subthemes.length === 0) blocks.push(forAuthors(`choose quotations for "${theme.name}".`));
    for (const [id, why] of theme.deviant) {
      const person = study.participants.get(id);
      if (person && participants.has(id)) blocks.push(paragraph(strong("Deviant case. "), emphasis(person.label), `: ${why || "the reason is not recorded."}`));
    }
    return [...blocks, ...subthemes.flatMap((sub) => section(sub, 3, sub.name, seen))];
  };
  const seen = new Set<string>();
  const themes = themesUnder(study, null);
  if (themes.length === 0) return [forAuthors("no theme has been made yet.")];
  return themes.flatMap((theme, i) => section(theme, 2, `Theme ${i + 1}: ${theme.name}`, seen));
}

/** Who is quoted how often in each theme and in all, who never, and who is relied on much. */
export function voicesSection(study: Study, texts: Texts, substudy: Substudy | null): Block[] {
  const [all, ...each] = balanceOfVoices(study, texts, substudy);
  if (!all || all.voices.length === 0) return [forAuthors("no participant of this analysis has a transcript, so there are no voices to weigh.")];
  if (all.quotations === 0 && all.voices.every((v) => v.passages === 0)) return [forAuthors("no quotation is chosen and nothing is coded yet, so there are no voices to weigh.")];
  const tops = each.filter((b) => b.theme!.depth === 0).slice(0, 6);
  const blocks: Block[] = [
    all.quotations === 0 ? paragraph("No quotation has been chosen yet.") : paragraph(`${opening(counted(all.quotations, "quotation"))} from ${all.voices.length - all.never.length} of ${counted(all.voices.length, "participant")}; an equal share would be ${rounded(all.equalShare)} each. `, all.never.length === 0 ? "Everyone is quoted." : `Never quoted: ${listed(all.never)}.`, all.reliedOn.length === 0 ? "" : ` Relied on much: ${listed(all.reliedOn)}.`),
    {
      kind: "table",
      caption: "Balance of voices: quotations by theme",
      columns: [{ heading: "Participant", align: "left", share: 3 }, ...tops.map((_, i) => ({ heading: `Theme ${i + 1}`, align: "right" as const, share: 2 })), { heading: "All themes", align: "right", share: 2 }, { heading: "Coded passages", align: "right", share: 2 }],
      rows: all.voices.map((v) => ({ cells: [v.label + (v.reliedOn ? " †" : ""), ...tops.map((b) => String(b.voices.find((x) => x.participant === v.participant)?.quotations ?? 0)), String(v.quotations), String(v.passages)] })),
      notes: [...tops.map((b, i) => `Theme ${i + 1}: ${b.theme!.name}.`), ...(all.voices.some((v) => v.reliedOn) ? [`† ${reliedOnRule[0]!.toUpperCase()}${reliedOnRule.slice(1)}.`] : [])],
    },
  ];
  return blocks;
}
