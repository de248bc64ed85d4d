/** The findings of a study on one page of a terminal: how people came in, who they are, what they said, who is heard, and what two readers settled. */
import { differencesOf, type ShownDifference } from "../src/analysis/coderComparison.ts";
import { recruitmentFlow } from "../src/analysis/flow.ts";
import { passagesOfTheme } from "../src/analysis/passages.ts";
import { shownQuotations, type ShownQuotation } from "../src/analysis/quotations.ts";
import { table1, type Characteristic } from "../src/analysis/table1.ts";
import { balanceOfVoices } from "../src/analysis/voices.ts";
import { counted, dayInWords, factOf, listed, rounded } from "../src/analysis/wording.ts";
import { painted, plain, type Paint } from "../src/cli/help.ts";
import { widthOf } from "../src/cli/table-text.ts";
import { joinedParticipants } from "../src/study/recruitment.ts";
import { presentSources, type Source } from "../src/study/source.ts";
import type { Study } from "../src/study/study.ts";
import type { Substudy } from "../src/study/substudy.ts";
import { themesUnder, type Theme } from "../src/study/theme.ts";

export interface PageOptions {
  /** Whose findings; everyone's where it is null. */
  readonly substudy: Substudy | null;
  /** Columns of the terminal. The page takes 72 to 96 of them. */
  readonly columns: number;
  /** Bold and faint letters, for a terminal only. */
  readonly colour: boolean;
  /** Where what lies, said at the end: what it is, and its path. */
  readonly lies: readonly (readonly [what: string, where: string])[];
}

interface Sheet {
  readonly study: Study;
  readonly text: (source: Source) => string;
  readonly substudy: Substudy | null;
  readonly width: number;
  readonly paint: Paint;
}

/** The page, ended by a line break. `text` gives the current text of a source. */
export function findingsPage(study: Study, text: (source: Source) => string, { substudy, columns, colour, lies }: PageOptions): string {
  const sheet: Sheet = { study, text, substudy, width: Math.max(72, Math.min(96, columns)) - 4, paint: colour ? painted : plain };
  const lines = [
    "",
    ...head(sheet),
    ...part(sheet, "The way into the study", flow(sheet)),
    ...part(sheet, "Who they are", whoTheyAre(sheet)),
    ...part(sheet, "What they said", whatTheySaid(sheet)),
    ...part(sheet, "Who is heard", whoIsHeard(sheet)),
    ...part(sheet, "Where two readers differed", whereTheyDiffered(sheet)),
    ...part(sheet, "Where it lies", lies.map(([what, where]) => `${what.padEnd(Math.max(...lies.map(([w]) => w.length)))}   ${where}`)),
    "",
  ];
  return lines.map((line) => `${line === "" ? "" : `  ${line}`}\n`).join("");
}

const part = ({ paint, width }: Sheet, title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", paint.bold(title), paint.faint("─".repeat(width)), ...lines]);

/** Words broken into lines of at most `width` columns; a line break stays one. */
function wrap(words: string, width: number): string[] {
  return words.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(/\s+/)) {
      const last = lines.at(-1)!;
      if (last === "") lines[lines.length - 1] = word;
      else if (widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
const pad = (words: string, width: number): string => words + " ".repeat(Math.max(0, width - widthOf(words)));
const textsOf = ({ study, text }: Sheet) => (id: string): string => {
  const source = study.sources.get(id);
  return source ? text(source) : "";
};

function head(sheet: Sheet): string[] {
  const { study, paint, width, substudy } = sheet;
  const people = counted(joinedParticipants(study).length, "person", "people");
  const analysed = substudy ? `${substudy.members.length} of ${people}` : people;
  const about = [`${study.settings.approach} thematic analysis`, analysed, counted(presentSources(study).length, "interview"), `as of ${dayInWords(study.lastStamp)}`].join(" · ");
  const invented = factOf(study.settings.facts, "invented");
  return [...wrap(study.settings.title, width).map(paint.bold), ...wrap(`A ${about}`, width).map(paint.faint), ...(invented ? wrap(invented, width).map(paint.faint) : [])];
}

function flow({ study, substudy, width, paint }: Sheet): string[] {
  const { steps, analysed } = recruitmentFlow(study, substudy);
  const rows = steps.filter((s) => s.step !== "registered").map((s) => ({ name: s.step as string, n: s.reached, lost: s.losses.map((l) => `${l.n} ${l.way}`).join(", ") }));
  if (analysed) rows.push({ name: "analysed here", n: analysed.n, lost: "" });
  const most = Math.max(1, ...rows.map((r) => r.n));
  const space = Math.max(20, width - 48);
  return rows.map(({ name, n, lost }) => `${pad(name, 20)}${String(n).padStart(4)}  ${pad("█".repeat(Math.max(1, Math.round((n / most) * space))), space)}${lost ? paint.faint(`  ${lost}`) : ""}`.trimEnd());
}

/** Table 1 in two columns, a block for each characteristic. */
function whoTheyAre({ study, substudy, width, paint }: Sheet): string[] {
  const result = table1(study, { substudy });
  if (!result.ok) return result.problems.flatMap((p) => wrap(p, width));
  const column = Math.floor((width - 4) / 2);
  const blocks = result.table.characteristics.map((c) => blockOf(c, column, paint));
  const half = blocks.reduce((sum, b) => sum + b.length, 0) / 2;
  const left: string[] = [];
  const right: string[] = [];
  for (const block of blocks) (right.length === 0 && left.length + block.length / 2 <= half ? left : right).push(...block);
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => `${left[i] ?? " ".repeat(column)}    ${right[i] ?? ""}`.trimEnd());
  while (rows.at(-1) === "") rows.pop();
  return [...rows, ...result.warnings.filter((w) => w.startsWith("The bands")).flatMap((w) => ["", ...wrap(w, width)]).map((line) => (line === "" ? line : paint.faint(line)))];
}

/** Lines of exactly `width` columns: the name, with the mean of a number, then each level with how many and what share. */
function blockOf({ name, levels, missing, mean, sd, min, max }: Characteristic, width: number, paint: Paint): string[] {
  const figures = mean === undefined ? "" : `mean ${mean.toFixed(1)}${sd === undefined ? "" : ` (SD ${sd.toFixed(1)})`}, ${min} to ${max}`;
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  const row = (label: string, n: number, share: string): string[] => {
    const lines = wrap(label, width - 14);
    return lines.map((line, i) => (i < lines.length - 1 ? pad(`  ${line}`, width) : `  ${pad(line, width - 14)}${String(n).padStart(4)}${share.padStart(8)}`));
  };
  const rows = levels.flatMap((l) => row(l.level, l.n, `${Math.round(l.percent)} %`));
  const beside = widthOf(title) + 2 + widthOf(figures) <= width;
  const heading = figures === "" || !beside ? paint.bold(title) + " ".repeat(Math.max(0, width - widthOf(title))) : `${paint.bold(title)}  ${paint.faint(pad(figures, width - widthOf(title) - 2))}`;
  return [heading, ...(figures === "" || beside ? [] : [`  ${paint.faint(pad(figures, width - 2))}`]), ...rows, ...(missing > 0 ? row("not known", missing, "") : []), " ".repeat(width)];
}

/** Each theme with one of its quotations, by somebody who has not spoken on this page where there is one. */
function whatTheySaid(sheet: Sheet): string[] {
  const { study, substudy, width, paint } = sheet;
  const texts = textsOf(sheet);
  const people = substudy && new Set(substudy.members);
  const spoken = new Set<string>();
  return themesUnder(study, null).flatMap((theme, i) => {
    const passages = passagesOfTheme(study, texts, theme, people ? { participants: people } : {});
    const from = new Set(passages.flatMap((p) => p.participant ?? [])).size;
    const subthemes = themesUnder(study, theme.id);
    const quotation = chosen(quotationsBelow(sheet, theme), spoken);
    if (quotation) spoken.add(quotation.label);
    const indent = (lines: readonly string[], by = "   "): string[] => lines.map((line) => by + line);
    return [
      ...(i > 0 ? [""] : []),
      paint.bold(`${i + 1}  ${theme.name}`),
      ...indent(wrap(theme.centralIdea, width - 3)),
      ...indent(wrap(`${counted(passages.length, "passage")} of ${counted(from, "person", "people")}${subthemes.length > 0 ? `, under ${listed(subthemes.map((t) => t.name))}` : ""}`, width - 3).map(paint.faint)),
      ...(quotation ? ["", ...indent(wrap(`“${quotation.words}”`, width - 10), "     │ "), ...indent([paint.faint(quotation.locator.startsWith(quotation.label) ? quotation.locator : `${quotation.label}, ${quotation.locator}`)], "     │ ")] : []),
      ...[...theme.deviant].flatMap(([id, why]) => ["", ...indent(wrap(`Against it: ${study.participants.get(id)?.label ?? "someone"}. ${why}`, width - 3))]),
    ];
  });
}

const quotationsBelow = (sheet: Sheet, theme: Theme): ShownQuotation[] => {
  const members = sheet.substudy && new Set(sheet.substudy.members);
  return [theme, ...themesUnder(sheet.study, theme.id)].flatMap((t) => shownQuotations(sheet.study, textsOf(sheet), t)).filter((q) => q.gone === null && (!members || q.participant === null || members.has(q.participant)));
};
/** A quotation of a length that is easily read, by a new voice, or the best there is. */
function chosen(all: readonly ShownQuotation[], spoken: ReadonlySet<string>): ShownQuotation | undefined {
  const fresh = all.filter((q) => !spoken.has(q.label));
  const list = fresh.length > 0 ? fresh : all;
  return list.find((q) => q.words.length >= 100 && q.words.length <= 400) ?? list[0];
}

function whoIsHeard(sheet: Sheet): string[] {
  const { study, substudy, width, paint } = sheet;
  const [all] = balanceOfVoices(study, textsOf(sheet), substudy);
  if (!all || all.voices.length === 0) return [];
  const name = Math.max(...all.voices.map((v) => widthOf(v.label)));
  const most = Math.max(...all.voices.map((v) => v.quotations));
  const rows = all.voices.map((v) => `${pad(v.label, name)}  ${pad("■".repeat(v.quotations), most)}  ${counted(v.quotations, "quotation").padEnd(12)}  ${paint.faint(`${String(v.passages).padStart(3)} passages`)}${v.reliedOn ? "  relied on much" : ""}`);
  return [...rows, "", ...wrap(`${counted(all.quotations, "quotation")}; an equal share would be ${rounded(all.equalShare)} each. Never quoted: ${listed(all.never) || "nobody"}.`, width)];
}

/** How two coders' work compared, and the last difference of meaning in which they chose. */
function whereTheyDiffered({ study, text, width }: Sheet): string[] {
  const assignment = [...study.assignments.values()][0];
  const second = assignment && study.coders.get(assignment.coder);
  const there = new Map<string, number>();
  for (const source of assignment?.sources ?? []) for (const { coder } of study.codingsBySource.get(source) ?? []) if (coder !== assignment!.coder) there.set(coder, (there.get(coder) ?? 0) + 1);
  const first = study.coders.get([...there].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "");
  if (!assignment || !first || !second) return [];
  const asked = differencesOf(study, text, { coders: [first.name, second.name], sources: assignment.sources.map((id) => study.sources.get(id)!.name) });
  if (!asked.ok) return [];
  const apart = asked.differences.filter((d) => d.kind !== "agreed");
  const settled = apart.filter((d) => d.settled);
  const shown = settled.filter((d) => d.kind === "label" && ["first", "second", "other"].includes(d.decision!.outcome)).sort((a, b) => (a.decision!.stamp < b.decision!.stamp ? 1 : -1))[0];
  const sum = `${second.name} coded ${counted(assignment.sources.length, "interview")} of ${first.name}'s${assignment.blind ? " without seeing the codings" : ""}. ${counted(asked.differences.length - apart.length, "place was", "places were")} coded alike and ${apart.length} differed; ${settled.length} of these were talked through and settled against the transcript.`;
  return [...wrap(sum, width), ...(shown ? ["", ...settledLines(study, shown, first.name, second.name, width)] : [])];
}

function settledLines(study: Study, d: ShownDifference, first: string, second: string, width: number): string[] {
  const side = (who: string, code: string | null, quote: string | null): string[] => (code === null || quote === null ? [] : [`     ${who}: ${code}`, ...wrap(`“${quote}”`, width - 10).map((line) => `     │ ${line}`)]);
  const who = d.decision!.who.map((id) => study.coders.get(id)?.name ?? "someone");
  return [`   In ${d.sourceName}:`, ...side(first, d.firstCode, d.firstQuote), ...side(second, d.secondCode, d.secondQuote), ...wrap(`${dayInWords(d.decision!.stamp)}, ${listed(who)}: ${d.decision!.reason}`, width - 3).map((line) => `   ${line}`)];
}
