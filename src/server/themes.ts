import { Hono } from "hono";
import { analysedParticipants, byLabel } from "../analysis/analysed.ts";
import { countingUnder } from "../analysis/coded.ts";
import { shownQuotations } from "../analysis/quotations.ts";
import { currentCode } from "../study/code.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { codesOfTheme, cutsOf, type Theme } from "../study/theme.ts";
import { isEmpty, type Range } from "../text/range.ts";
import { readAll } from "../workbench/workbench.ts";
import type { PassageAnswer } from "./answers.ts";
import { inForce, type StoryRow } from "./codes-story.ts";
import type { Environment } from "./environment.ts";
import { rangesIn } from "./ranges.ts";
import { passagesOf } from "./reading.ts";
import { Refused } from "./refusals.ts";
import { themeStory, themeStoryTypes } from "./themes-story.ts";
import { hiddenEvents } from "./visible.ts";

/** Who speaks where: enough to count every theme anew while cards are moved about. */
export interface VoicesAnswer {
  /** Those who could be heard: the analysed participants with an interview, in the order of their labels. */
  readonly people: readonly { readonly id: string; readonly label: string }[];
  /** For each code, how many of its own passages are whose, as places in `people` and counts; passages of nobody there count under -1. */
  readonly codes: Readonly<Record<string, readonly (readonly [person: number, passages: number])[]>>;
  /** Passages that were excluded from a theme: by which code they would count, and whose they are. */
  readonly excluded: readonly { readonly theme: string; readonly code: string; readonly person: number }[];
  /** Quotations that can be shown, by theme and person. */
  readonly quoted: readonly { readonly theme: string; readonly person: number }[];
}

/** A chosen quotation as the theme's page works on it; offsets are in the source's current text. */
export interface QuotationAnswer {
  readonly id: string;
  readonly coding: string;
  readonly order: number;
  readonly label: string;
  /** As it will be shown, with marks for what is left out. */
  readonly words: string;
  readonly locator: string;
  /** Why there is nothing to show; null where there is. */
  readonly gone: string | null;
  readonly cuts: readonly Range[];
}

export interface ThemePageAnswer {
  /** All passages of its codes and its subthemes' codes, the excluded ones among them. */
  readonly passages: readonly PassageAnswer[];
  readonly quotations: readonly QuotationAnswer[];
}

const themeAt = (study: Study, id: string): Theme => {
  const theme = study.themes.get(id);
  if (!theme) throw new Refused("missing", "That theme is not in this study. It may have been undone.");
  return theme;
};

/** What pages ask about themes, beyond what every page knows. */
export const themes = new Hono<Environment>()
  .get("/themes/voices", async (c) => {
    const { wb, study } = c.get("open")();
    return c.json((await voices(study, await textsFor(study, wb.texts.bind(wb), [...study.themes.values()]))) as VoicesAnswer);
  })
  .get("/themes/:id/passages", async (c) => {
    const { wb, study } = c.get("open")();
    const theme = themeAt(study, c.req.param("id"));
    const codes = new Set(countingUnder(study, codesOfTheme(study, theme)).map((id) => currentCode(study, id)!.id));
    const texts = await textsFor(study, wb.texts.bind(wb), [theme]);
    return c.json({ passages: await passagesOf(wb.textOf.bind(wb), study, codes), quotations: quotationsOf(study, texts, theme) } as ThemePageAnswer);
  })
  .get("/themes/:id/story", async (c) => {
    const { wb, viewer, study } = c.get("open")();
    const theme = themeAt(study, c.req.param("id"));
    const hidden = study.assignments.size === 0 ? new Set<string>() : hiddenEvents(wb.study, viewer, await readAll(wb.log));
    return c.json({ rows: themeStory(study, inForce(await readAll(wb.log, themeStoryTypes), hidden), theme.id) as StoryRow[] });
  });

type Loader = (sources: Iterable<Source>) => Promise<(source: Source) => string>;

/** The texts that the quotations of some themes stand in, and no others. */
async function textsFor(study: Study, load: Loader, themes: readonly Theme[]): Promise<(source: string) => string> {
  const ids = new Set(themes.flatMap((t) => [...t.quotations.values()].map((q) => study.codings.get(q.coding)?.source)));
  const sources = presentSources(study).filter((s) => ids.has(s.id));
  const textOf = await load(sources);
  return (id) => {
    const source = study.sources.get(id);
    return source ? textOf(source) : "";
  };
}

async function voices(study: Study, texts: (source: string) => string): Promise<VoicesAnswer> {
  const heard = new Set(presentSources(study).map((s) => s.participant));
  const people = analysedParticipants(study, null).filter((p) => heard.has(p.id)).sort((a, b) => byLabel(a.label, b.label));
  const placeOf = new Map(people.map((p, i) => [p.id, i]));
  const personOf = (source: string): number => placeOf.get(study.sources.get(source)?.participant ?? "") ?? -1;
  const counts = new Map<string, Map<number, number>>();
  for (const source of presentSources(study)) {
    const rangeIn = rangesIn(source);
    const person = personOf(source.id);
    for (const coding of study.codingsBySource.get(source.id) ?? []) {
      const code = currentCode(study, coding.code)?.id;
      if (code === undefined || isEmpty(rangeIn(coding))) continue;
      let by = counts.get(code);
      if (!by) counts.set(code, (by = new Map()));
      by.set(person, (by.get(person) ?? 0) + 1);
    }
  }
  const excluded = [...study.themes.values()].flatMap((theme) =>
    [...theme.excluded.keys()].flatMap((id) => {
      const coding = study.codings.get(id);
      const source = coding && study.sources.get(coding.source);
      const code = coding && currentCode(study, coding.code)?.id;
      return coding && source && !source.removed && code !== undefined && !isEmpty(rangesIn(source)(coding)) ? [{ theme: theme.id, code, person: personOf(source.id) }] : [];
    }),
  );
  const quoted = [...study.themes.values()].flatMap((theme) => shownQuotations(study, texts, theme).flatMap((q) => (q.gone === null ? [{ theme: theme.id, person: placeOf.get(q.participant ?? "") ?? -1 }] : [])));
  return { people: people.map(({ id, label }) => ({ id, label })), codes: Object.fromEntries([...counts].map(([code, by]) => [code, [...by]])), excluded, quoted };
}

const quotationsOf = (study: Study, texts: (source: string) => string, theme: Theme): QuotationAnswer[] =>
  shownQuotations(study, texts, theme).map(({ id, coding, label, words, locator, gone }) => {
    const quotation = theme.quotations.get(id)!;
    return { id, coding, order: quotation.order, label, words, locator, gone, cuts: cutsOf(study, quotation) };
  });
