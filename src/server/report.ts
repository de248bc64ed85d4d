import { Hono } from "hono";
import { z } from "zod";
import { analysedParticipants } from "../analysis/analysed.ts";
import { coreq, type CoreqItem } from "../analysis/coreq.ts";
import { methodsOf, type Methods } from "../analysis/methods.ts";
import { passagesOfTheme, type Texts } from "../analysis/passages.ts";
import { shownQuotations } from "../analysis/quotations.ts";
import { software } from "../cli/version.ts";
import { profiles } from "../privacy/smallNumbers.ts";
import type { Block } from "../report/document.ts";
import { quotationCounts } from "../report/findings.ts";
import { writeUp } from "../report/writeup.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { quotationsOf, themesUnder, type Theme } from "../study/theme.ts";
import { query, type Environment } from "./environment.ts";
import { eventsFor, substudyOf, textsOf } from "./findings.ts";

export const reportQuery = z.object({ substudy: z.string().optional(), profile: z.enum(profiles).optional() });

/** A chosen quotation as the write-up shows it. */
export interface ReportQuotation {
  readonly id: string;
  readonly coding: string;
  readonly order: number;
  readonly words: string;
  readonly label: string;
  readonly locator: string;
  /** Why the write-up does not show it; null where it does. */
  readonly gone: string | null;
}

/** A theme with what the write-up tells of it. */
export interface ReportTheme {
  readonly id: string;
  /** "Theme 1: …" for a theme, its name for a subtheme. */
  readonly title: string;
  readonly name: string;
  readonly depth: number;
  readonly centralIdea: string;
  readonly scope: string;
  readonly state: string;
  readonly prose: string;
  readonly passages: number;
  readonly people: number;
  readonly of: number;
  readonly codes: readonly string[];
  readonly quotations: readonly ReportQuotation[];
  readonly deviant: readonly { readonly label: string; readonly why: string }[];
  readonly subthemes: number;
}

/** The write-up in its sections, as the page assembles it: what the records tell, what is missing, what belongs to the authors. */
export interface ReportAnswer {
  readonly title: string;
  readonly subtitle: string;
  readonly methods: Methods;
  /** What a second coder did and how differences were settled; empty where there was none. */
  readonly secondCoder: readonly Block[];
  readonly secondCoderTables: readonly Block[];
  readonly recruitment: readonly Block[];
  readonly participants: readonly Block[];
  readonly themes: readonly ReportTheme[];
  readonly voices: readonly Block[];
  readonly codebook: readonly Block[];
  readonly coreq: readonly CoreqItem[];
  readonly audit: readonly Block[];
}

/** The blocks below a heading, up to the next one that is not below it. */
export function blocksUnder(blocks: readonly Block[], title: string): Block[] {
  const at = blocks.findIndex((b) => b.kind === "heading" && b.text === title);
  const head = blocks[at];
  if (head?.kind !== "heading") return [];
  const rest = blocks.slice(at + 1);
  const end = rest.findIndex((b) => b.kind === "pageBreak" || (b.kind === "heading" && b.level <= head.level));
  return end < 0 ? rest : rest.slice(0, end);
}

function reportThemes(study: Study, texts: Texts, substudy: Substudy | null): ReportTheme[] {
  const members = analysedParticipants(study, substudy);
  const participants = new Set(members.map((p) => p.id));
  const seen = new Set<string>();
  const tell = (theme: Theme, title: string, depth: number): ReportTheme[] => {
    if (seen.has(theme.id)) return [];
    seen.add(theme.id);
    const passages = passagesOfTheme(study, texts, theme, substudy ? { participants } : {});
    const orders = new Map(quotationsOf(theme).map((q) => [q.id, q.order]));
    const subthemes = themesUnder(study, theme.id);
    const quotations = shownQuotations(study, texts, theme).map((q): ReportQuotation => {
      const outside = q.participant !== null && !participants.has(q.participant) ? `${q.label} is not in the substudy "${substudy?.name ?? ""}".` : null;
      return { id: q.id, coding: q.coding, order: orders.get(q.id) ?? 0, words: q.words, label: q.label, locator: q.locator, gone: q.gone ?? outside };
    });
    const own: ReportTheme = {
      id: theme.id,
      title,
      name: theme.name,
      depth,
      centralIdea: theme.centralIdea,
      scope: theme.scope,
      state: theme.state,
      prose: study.settings.prose[`theme/${theme.id}`] ?? study.settings.prose[theme.name] ?? "",
      passages: passages.length,
      people: new Set(passages.flatMap((p) => p.participant ?? [])).size,
      of: members.length,
      codes: [...theme.codes].flatMap((id) => study.codes.get(id)?.name ?? []).sort(),
      quotations,
      deviant: [...theme.deviant].flatMap(([id, why]) => (participants.has(id) ? [{ label: study.participants.get(id)!.label, why }] : [])),
      subthemes: subthemes.length,
    };
    return [own, ...subthemes.flatMap((sub) => tell(sub, sub.name, depth + 1))];
  };
  return themesUnder(study, null).flatMap((theme, i) => tell(theme, `Theme ${i + 1}: ${theme.name}`, 0));
}

/** The write-up as the report page assembles it. What is downloaded is made of the same parts. */
export const reporting = new Hono<Environment>().get("/report", query(reportQuery), async (c) => {
  const open = c.get("open")();
  const { study } = open;
  const { substudy: wanted, profile = null } = c.req.valid("query");
  const substudy = substudyOf(study, wanted);
  const [events, texts] = [await eventsFor(open), await textsOf(open)];
  const { title, subtitle, blocks } = writeUp(study, events, texts, { substudy, software, profile });
  const audit = blocksUnder(blocks, "Appendix: audit trail");
  const secondCoder = blocksUnder(blocks, "Second coder");
  return c.json({
    title,
    subtitle,
    methods: methodsOf(study, events, { substudy, software, secondCoderTold: secondCoder.length > 0 }),
    secondCoder,
    secondCoderTables: blocksUnder(blocks, "Appendix: second coder"),
    recruitment: blocksUnder(blocks, "Recruitment"),
    participants: blocksUnder(blocks, "Participants"),
    themes: reportThemes(study, texts, substudy),
    voices: blocksUnder(blocks, "Balance of voices"),
    codebook: blocksUnder(blocks, "Appendix: codebook"),
    coreq: coreq(study, events, { substudy, software, quotations: quotationCounts(study, texts, substudy) }),
    // The table of everything that happened is the history page's; here its numbers do.
    audit: audit.filter((b) => b.kind !== "table" || b.caption === "Events by class"),
  } as ReportAnswer);
});
