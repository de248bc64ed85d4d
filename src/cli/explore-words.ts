import { concordance } from "../analysis/concordance.ts";
import { englishStopWords } from "../analysis/stopWords.ts";
import { wordCounts } from "../analysis/wordCounts.ts";
import { wordsIn } from "../analysis/wordRule.ts";
import { counted } from "../analysis/wording.ts";
import type { SpeakerRole } from "../text/turns.ts";
import type { Call } from "./call.ts";
import { listing, study, type CliCommand, type Option } from "./command.ts";
import { refused } from "./exit.ts";
import { csvOption, printCsv, roleOption, scopeOf, substudyOption, textsFor } from "./explore-scope.ts";

const speakers: Option = { ...roleOption, what: "only what such speakers said (participant, if not given)" };
const everyone: Option = { name: "everyone", what: "count what anyone said" };
const shared: readonly Option[] = [speakers, everyone, substudyOption];

/** Words count as participants said them, unless others are asked for. */
const rolesOf = (call: Call): { roles?: ReadonlySet<SpeakerRole> } => (call.has("everyone") ? {} : { roles: new Set((call.has("role") ? call.values("role") : ["participant"]) as SpeakerRole[]) });

/** Questions about the words that were said. */
export const exploreWordCommands: readonly CliCommand[] = [
  {
    name: "explore words",
    summary: "Count the words that participants said",
    operands: [study],
    options: [
      ...shared,
      { name: "all", what: "also usual English words such as \"the\" and \"and\"" },
      { name: "leave", value: "WORDS", what: "more words to leave out, separated by commas or spaces", many: true },
      { name: "shortest", value: "N", what: "leave out words of fewer letters" },
      { name: "limit", value: "N", what: "at most so many (100, if not given)" },
      csvOption,
      ...listing,
    ],
    examples: ["earshot explore words study.earshot --limit 30", 'earshot explore words study.earshot --leave "baby, mum" --csv > words.csv'],
    run: async (call) => {
      const study = await call.study();
      const leaveOut = new Set([...(call.has("all") ? [] : englishStopWords), ...call.values("leave").flatMap((w) => w.toLowerCase().replaceAll("’", "'").split(/[\s,;]+/))]);
      const { words, total, different, sources, unheard } = wordCounts(study, await textsFor(call, study), { ...scopeOf(call, study), ...rolesOf(call), leaveOut, shortest: call.count("shortest") ?? 1, limit: call.count("limit") ?? 100 });
      const rows = words.map((w) => ({ ...w, share: total === 0 ? 0 : Number(((100 * w.n) / total).toFixed(2)) }));
      if (call.has("csv")) printCsv(call, [["word", "n", "interviews", "per cent of all words"], ...rows.map((w) => [w.word, w.n, w.sources, w.share])]);
      else call.list(rows, ["word", "n", "interviews", "%"], (w) => [w.word, w.n, w.sources, w.share], { none: "No words to count." });
      if (!call.has("json")) call.warn(`Counted: ${counted(total, "word")}, ${different.toLocaleString("en-GB")} different ones, in ${counted(sources, "interview")}.${unheard.length > 0 ? ` Nobody whose words count speaks in: ${unheard.join(", ")}.` : ""}`);
    },
  },
  {
    name: "explore context",
    summary: "Show words in their context, line by line",
    operands: [study, { name: "WORDS", what: "words or phrases, separated by commas; visit* finds all that begins so, wom?n any letter there" }],
    options: [...shared, { name: "context", value: "N", what: "how many characters to show on each side (60, if not given)" }, { name: "limit", value: "N", what: "at most so many lines (500, if not given)" }, csvOption, ...listing],
    examples: ['earshot explore context study.earshot "home visit*, at home"'],
    run: async (call) => {
      const study = await call.study();
      const found = concordance(study, await textsFor(call, study), { ...scopeOf(call, study), ...rolesOf(call), words: wordsIn(call.operand("WORDS")), context: call.count("context") ?? 60, limit: call.count("limit") ?? 500 });
      if (!found.ok) throw refused(found.sentence);
      const rows = found.lines.map((l) => ({ label: l.label, source: study.sources.get(l.source)!.name, speaker: l.speaker, turn: l.turn, start: l.start, end: l.end, before: l.before, match: l.match, after: l.after }));
      if (call.has("csv")) printCsv(call, [["participant", "source", "speaker", "turn", "start", "end", "before", "match", "after"], ...rows.map((r) => [r.label, r.source, r.speaker, r.turn, r.start, r.end, r.before, r.match, r.after])]);
      else call.list(rows, ["who", "turn", "words"], (r) => [r.label, r.turn, `${r.before}[${r.match}]${r.after}`], { none: `Nobody whose words count said "${call.operand("WORDS")}".` });
      if (!call.has("json") && rows.length > 0) call.warn(`${found.total.toLocaleString("en-GB")} in ${counted(found.sources, "interview")}${found.total > rows.length ? `; ${rows.length.toLocaleString("en-GB")} shown, --limit shows more` : ""}.`);
    },
  },
];
