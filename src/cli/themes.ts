import { currentCode, isWithin, pathOf } from "../study/code.ts";
import { rangeOf, type Coding } from "../study/coding.ts";
import type { Study } from "../study/study.ts";
import { codesOfTheme, quotationsOf, themesUnder, themeStates, type Theme, type ThemeState } from "../study/theme.ts";
import { presentSources } from "../study/source.ts";
import { passagesOfTheme } from "../analysis/passages.ts";
import { shownQuotations } from "../analysis/quotations.ts";
import { contains, length, type Range } from "../text/range.ts";
import { findQuotation, prepare } from "../workbench/importQuotation.ts";
import type { Workbench } from "../workbench/workbench.ts";
import type { Call } from "./call.ts";
import { changing, listing, reason, study, type CliCommand, type Option } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { theCode, theCoder, theCoding, thePerson, theSource, theTheme } from "./names.ts";
import { short } from "./table-text.ts";

const name = { name: "THEME", what: "the theme's name" };
const words: readonly Option[] = [{ name: "idea", value: "TEXT", what: "its central idea" }, { name: "scope", value: "TEXT", what: "what belongs to it and what does not" }];
const passage: readonly Option[] = [
  { name: "coding", value: "ID", what: "the coding, by the id that \"codings list\" shows" },
  { name: "source", value: "SOURCE", what: "in place of --coding: the source, with --quote" },
  { name: "quote", value: "TEXT", what: "the words, which must be coded and stand in the source once" },
  { name: "code", value: "CODE", what: "with --quote: the coding of this code" },
  { name: "coder", value: "CODER", what: "with --quote: the coding of this coder" },
];

/** Themes in their order, subthemes under them. */
function inOrder(study: Study, parent: string | null = null, depth = 0, seen = new Set<string>()): { theme: Theme; depth: number }[] {
  return themesUnder(study, parent).flatMap((theme) => {
    if (seen.has(theme.id)) return [];
    seen.add(theme.id);
    return [{ theme, depth }, ...inOrder(study, theme.id, depth + 1, seen)];
  });
}

/** The passage that the options name: a coding, and the range that was quoted of it. */
async function passageGiven(call: Call, workbench: Workbench, theme: Theme): Promise<{ coding: Coding; quoted: Range }> {
  const { study } = workbench;
  const id = call.value("coding");
  if (id !== undefined) {
    const coding = theCoding(study, id);
    return { coding, quoted: rangeOf(study, coding) };
  }
  const [sourceName, quote] = [call.value("source"), call.value("quote")];
  if (sourceName === undefined || quote === undefined) throw misused("Say which passage: --coding ID, or --source SOURCE --quote TEXT.");
  const source = theSource(study, sourceName);
  const { ranges } = findQuotation(prepare(await workbench.textOf(source)), quote);
  if (ranges.length === 0) throw refused(`"${short(quote, 60)}" is not in "${source.name}".`);
  if (ranges.length > 1) throw refused(`"${short(quote, 60)}" occurs ${ranges.length} times in "${source.name}". Give more of its words.`);
  const [quoted] = ranges as [Range];
  const code = call.has("code") ? theCode(study, call.value("code")!) : null;
  const coder = call.has("coder") ? theCoder(study, call.value("coder")!) : null;
  const own = codesOfTheme(study, theme);
  const serves = (coding: Coding): boolean => [...own].some((c) => isWithin(study, currentCode(study, coding.code)?.id ?? coding.code, currentCode(study, c)?.id ?? c));
  const around = (study.codingsBySource.get(source.id) ?? [])
    .filter((c) => (!code || currentCode(study, c.code)?.id === code.id) && (!coder || c.coder === coder.id) && contains(rangeOf(study, c), quoted))
    .sort((a, b) => Number(serves(b)) - Number(serves(a)) || length(rangeOf(study, a)) - length(rangeOf(study, b)));
  if (!around[0]) throw refused(`Nothing that covers "${short(quote, 60)}" is coded in "${source.name}"${code ? ` with "${code.name}"` : ""}${coder ? ` by ${coder.name}` : ""}. Code it first, with "earshot codings add".`);
  return { coding: around[0], quoted };
}

/** Commands about themes. */
export const themeCommands: readonly CliCommand[] = [
  {
    name: "themes add",
    summary: "Make a theme, or with --under a subtheme",
    operands: [study, name],
    options: [{ name: "under", value: "THEME", what: "the theme it is a part of" }, ...words, ...changing],
    examples: ['earshot themes add study.earshot "Somebody for the two of us" --idea "Being held by someone who held both"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const under = call.value("under");
      await call.do({ type: "theme.create", name: call.operand("THEME"), parent: under === undefined ? null : theTheme(study, under).id, centralIdea: call.value("idea") ?? "", scope: call.value("scope") ?? "" });
    },
  },
  {
    name: "themes list",
    summary: "List themes and subthemes with their codes, passages and quotations",
    operands: [study],
    options: listing,
    examples: ["earshot themes list study.earshot"],
    run: async (call) => {
      const study = await call.study();
      const rows = inOrder(study).map(({ theme, depth }) => ({
        theme: theme.name,
        parent: theme.parent === null ? null : (study.themes.get(theme.parent)?.name ?? null),
        state: theme.state,
        centralIdea: theme.centralIdea,
        scope: theme.scope,
        codes: [...theme.codes].map((c) => pathOf(study, c)),
        passages: passagesOfTheme(study, () => "", theme).length,
        quotations: theme.quotations.size,
        excluded: theme.excluded.size,
        deviant: [...theme.deviant].map(([id, reason]) => ({ participant: study.participants.get(id)?.label ?? "", reason })),
        depth,
      }));
      call.list(rows, ["theme", "state", "codes", "passages", "quotations", "central idea"], (r) => [`${"  ".repeat(r.depth)}${r.depth > 0 ? "· " : ""}${r.theme}`, r.state, r.codes.length, r.passages, r.quotations, r.centralIdea], { none: 'No themes yet. "earshot themes add" makes one.', give: "central idea" });
    },
  },
  {
    name: "themes show",
    summary: "Show one theme: its definition, codes, quotations, deviant cases and what was excluded",
    operands: [study, name],
    options: listing,
    examples: ['earshot themes show study.earshot "Somebody for the two of us"'],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const study = await call.study();
      const theme = theTheme(study, call.operand("THEME"));
      const texts = await workbench.texts(presentSources(study));
      const textOf = (id: string): string => texts(study.sources.get(id)!);
      const passages = passagesOfTheme(study, textOf, theme);
      const shown = {
        theme: theme.name,
        state: theme.state,
        centralIdea: theme.centralIdea,
        scope: theme.scope,
        subthemes: themesUnder(study, theme.id).map((t) => t.name),
        codes: [...theme.codes].map((c) => pathOf(study, c)),
        quotations: shownQuotations(study, textOf, theme).map((q, i) => ({ number: i + 1, label: q.label, words: q.words, locator: q.locator, gone: q.gone })),
        deviant: [...theme.deviant].map(([id, reason]) => ({ participant: study.participants.get(id)?.label ?? "", reason })),
        excluded: [...theme.excluded].map(([coding, reason]) => ({ coding, reason })),
        passages: passages.map((p) => ({ coding: p.coding, code: p.path, coder: p.coderName, label: p.label, locator: p.locator, quote: p.quote })),
      };
      if (call.has("json")) return call.json(shown);
      call.say(`${shown.theme} (${shown.state})`);
      if (shown.centralIdea) call.say(`  central idea: ${shown.centralIdea}`);
      if (shown.scope) call.say(`  scope: ${shown.scope}`);
      if (shown.subthemes.length > 0) call.say(`  subthemes: ${shown.subthemes.join("; ")}`);
      call.say(`  codes: ${shown.codes.join("; ") || "none yet"}`);
      const people = new Set(passages.map((p) => p.label)).size;
      call.say(`  ${passages.length} ${passages.length === 1 ? "passage" : "passages"} from ${people} ${people === 1 ? "person" : "people"}`);
      for (const q of shown.quotations) call.say(`  ${q.number}. ${q.gone ?? `“${q.words}” (${q.locator})`}`);
      for (const d of shown.deviant) call.say(`  deviant case: ${d.participant}${d.reason ? `, ${d.reason}` : ""}`);
      for (const e of shown.excluded) call.say(`  excluded: ${e.coding}${e.reason ? `, ${e.reason}` : ""}`);
    },
  },
  {
    name: "themes describe",
    summary: "Change a theme's name, central idea or scope",
    operands: [study, name],
    options: [{ name: "rename", value: "NEW", what: "another name" }, ...words, reason, ...changing],
    examples: ['earshot themes describe study.earshot "Kindness" --rename "Somebody for the two of us" --reason "kindness was not what they missed"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const [rename, idea, scope] = [call.value("rename"), call.value("idea"), call.value("scope")];
      if (rename === undefined && idea === undefined && scope === undefined) throw misused("Say what to change: --rename, --idea or --scope.");
      await call.do({ type: "theme.describe", theme: theTheme(study, call.operand("THEME")).id, ...(rename !== undefined && { name: rename }), ...(idea !== undefined && { centralIdea: idea }), ...(scope !== undefined && { scope }), reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "themes move",
    summary: "Put a theme under another one, at the top, or elsewhere in the order",
    operands: [study, name],
    options: [{ name: "under", value: "THEME", what: "make it a subtheme of this" }, { name: "top", what: "make it a theme of its own" }, { name: "place", value: "N", what: "as the how-manieth among its neighbours, from 1" }, ...changing],
    examples: ['earshot themes move study.earshot "Waiting" --under "Finding a way in"', 'earshot themes move study.earshot "Waiting" --place 1'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const theme = theTheme(study, call.operand("THEME"));
      const [under, place] = [call.value("under"), call.count("place")];
      if (under !== undefined && call.has("top")) throw misused("Give --under or --top, not both.");
      if (under === undefined && !call.has("top") && place === undefined) throw misused("Say where: --under THEME, --top or --place N.");
      const parent = under !== undefined ? theTheme(study, under).id : call.has("top") ? null : theme.parent;
      const beside = themesUnder(study, parent).filter((t) => t !== theme);
      const order = place === undefined ? undefined : place <= 1 ? (beside[0]?.order ?? 1) - 1 : place > beside.length ? (beside.at(-1)?.order ?? 0) + 1 : (beside[place - 2]!.order + beside[place - 1]!.order) / 2;
      await call.do({ type: "theme.move", theme: theme.id, parent, ...(order !== undefined && { order }) });
    },
  },
  {
    name: "themes state",
    summary: "Say how far a theme has come",
    operands: [study, name, { name: "STATE", what: themeStates.join(", ") }],
    options: [reason, ...changing],
    examples: ['earshot themes state study.earshot "Somebody for the two of us" defined', 'earshot themes state study.earshot "Luck" discarded --reason "only one woman spoke of it"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const state = call.operand("STATE") as ThemeState;
      if (!themeStates.includes(state)) throw misused(`A theme is ${themeStates.join(", ")}, not "${state}".`);
      const wanted = call.operand("THEME");
      const discarded = [...study.themes.values()].filter((t) => t.state === "discarded" && t.name.toLowerCase() === wanted.trim().toLowerCase());
      const theme = state !== "discarded" && discarded.length === 1 ? discarded[0]! : theTheme(study, wanted);
      await call.do({ type: "theme.setState", theme: theme.id, state, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "themes place",
    summary: "Place codes in a theme, or take them out",
    operands: [study, name, { name: "CODE", what: "the codes; a heading brings all codes below it", many: true }],
    options: [{ name: "out", what: "take them out" }, reason, ...changing],
    examples: ['earshot themes place study.earshot "Somebody for the two of us" "The person she saw / Mum figure" "The person she saw / Empathy"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const theme = theTheme(study, call.operand("THEME"));
      await call.do(call.operands("CODE").map((path) => ({ type: "theme.placeCode", theme: theme.id, code: theCode(study, path).id, placed: !call.has("out"), reason: call.value("reason") ?? "" })));
    },
  },
  {
    name: "themes exclude",
    summary: "Leave a passage out of a theme although its code belongs there",
    operands: [study, name],
    options: [...passage, { name: "back", what: "take it back in" }, reason, ...changing],
    examples: ['earshot themes exclude study.earshot "Somebody for the two of us" --coding 7fqk --reason "said of her own mother"'],
    run: async (call) => {
      const workbench = await call.open({ write: true });
      const theme = theTheme(workbench.study, call.operand("THEME"));
      const { coding } = await passageGiven(call, workbench, theme);
      await call.do({ type: "theme.excludePassage", theme: theme.id, coding: coding.id, excluded: !call.has("back"), reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "themes deviant",
    summary: "Mark a participant as one who does not fit a theme",
    operands: [study, name, { name: "LABEL", what: "the participant's label" }],
    options: [{ name: "back", what: "take the mark away" }, reason, ...changing],
    examples: ['earshot themes deviant study.earshot "Somebody for the two of us" "Mother 17" --reason "wanted to be left alone"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "theme.markDeviant", theme: theTheme(study, call.operand("THEME")).id, participant: thePerson(study, call.operand("LABEL")).id, deviant: !call.has("back"), reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "themes quote",
    summary: "Choose a coded passage as a quotation for a theme",
    operands: [study, name],
    options: [...passage, { name: "cut", value: "TEXT", what: "words of the passage to leave out; […] stands for them", many: true }, { name: "place", value: "N", what: "as the how-manieth quotation, from 1" }, ...changing],
    notes: ["With --quote the smallest coding that covers the words is taken, and what it holds beyond them is cut."],
    examples: ['earshot themes quote study.earshot "Somebody for the two of us" --coding 7fqk', 'earshot themes quote study.earshot "Somebody for the two of us" --source "Mother 4" --quote "She was like a mum to me" --cut ", you know,"'],
    run: quote,
  },
  {
    name: "themes unquote",
    summary: "Drop a quotation from a theme",
    operands: [study, name, { name: "N", what: "its number, as \"themes show\" lists them" }],
    options: changing,
    examples: ['earshot themes unquote study.earshot "Somebody for the two of us" 2'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const theme = theTheme(study, call.operand("THEME"));
      const quotation = quotationsOf(theme)[Number(call.operand("N")) - 1];
      if (!quotation) throw refused(`"${theme.name}" has ${theme.quotations.size === 0 ? "no quotations" : `quotations 1 to ${theme.quotations.size}`}, so there is no number ${call.operand("N")}.`);
      await call.do({ type: "theme.dropQuotation", theme: theme.id, quotation: quotation.id });
    },
  },
];

async function quote(call: Call): Promise<void> {
  const workbench = await call.open({ write: true });
  const { study } = workbench;
  const theme = theTheme(study, call.operand("THEME"));
  const { coding, quoted } = await passageGiven(call, workbench, theme);
  const range = rangeOf(study, coding);
  const text = (await workbench.textOf(study.sources.get(coding.source)!)).slice(range.start, range.end);
  const prepared = prepare(text);
  const cuts: Range[] = [
    ...(quoted.start > range.start ? [{ start: range.start, end: quoted.start }] : []),
    ...(quoted.end < range.end ? [{ start: quoted.end, end: range.end }] : []),
    ...call.values("cut").map((words) => {
      const { ranges } = findQuotation(prepared, words);
      if (ranges.length !== 1) throw refused(`"${short(words, 60)}" ${ranges.length === 0 ? "is not" : "occurs more than once"} in that passage, so it cannot be cut.`);
      return { start: range.start + ranges[0]!.start, end: range.start + ranges[0]!.end };
    }),
  ];
  const place = call.count("place");
  const others = quotationsOf(theme);
  const order = place === undefined ? undefined : place <= 1 ? (others[0]?.order ?? 1) - 1 : place > others.length ? (others.at(-1)?.order ?? 0) + 1 : (others[place - 2]!.order + others[place - 1]!.order) / 2;
  await call.do({ type: "theme.chooseQuotation", theme: theme.id, coding: coding.id, cuts, ...(order !== undefined && { order }) });
}
