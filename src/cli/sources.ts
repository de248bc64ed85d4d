import { presentSources, readingStatuses, turnsOf, type ReadingStatus, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { SpeakerRole } from "../text/turns.ts";
import { timeCode } from "../text/turns.ts";
import { unitsOf } from "../study/coding.ts";
import { counted, wordsIn } from "../workbench/importReport.ts";
import type { ImportedSource } from "../workbench/importSources.ts";
import { changing, json, listing, reason, study, type CliCommand } from "./command.ts";
import { misused, refused } from "./exit.ts";
import { tell } from "./import-words.ts";
import { thePerson, theSource } from "./names.ts";
import { short } from "./table-text.ts";

const operand = { name: "SOURCE", what: "the source's name" };
const roles: readonly SpeakerRole[] = ["interviewer", "participant", "other", "unknown"];
const speakersOf = (source: Pick<Source, "speakers">): string => source.speakers.map((s) => `${s.label} (${s.role})`).join(", ");
const labelOf = (study: Study, source: Source): string | null => (source.participant === null ? null : (study.participants.get(source.participant)?.label ?? null));

/** One file's line or lines in the import report. */
function reported(source: ImportedSource): string {
  const kind = [source.format, source.charset, source.layout].filter((part) => part !== null).join(", ");
  const voices = source.speakers.length === 0 ? "no speakers told apart" : `speakers ${speakersOf(source)}`;
  const lines = [`${source.file} → "${source.name}"${source.participant === null ? "" : `, linked to ${source.participant}`}`, `  ${kind}; ${counted(source.words, "word")}, ${counted(source.turns, "turn")}, ${voices}`, ...source.notes.map((note) => `  ${note}`)];
  return lines.join("\n");
}

/** Commands about interviews and other texts. */
export const sourceCommands: readonly CliCommand[] = [
  {
    name: "sources import",
    summary: "Bring in interview files: txt, md, docx, odt, rtf, pdf, html, vtt, srt, Whisper JSON, or a CSV of turns",
    operands: [study, { name: "FILE", what: "the files", many: true }],
    options: [
      { name: "link", value: "PATTERN", what: "how a file's name tells whose it is: {id} stands for the participant's label, {number} for the digits in it, * for anything" },
      { name: "participant", value: "LABEL", what: "link all these files to this participant" },
      json,
      ...changing,
    ],
    notes: ["A file named like a participant's label is linked to that person. Files that can be read go in together; each of the others is named, and the exit code is 1. A file that is in the study already is refused."],
    examples: ["earshot sources import study.earshot interviews/*.docx", 'earshot sources import study.earshot rec_04_home.vtt --link "rec_{number}_*"'],
    run: async (call) => {
      if (call.has("link") && call.has("participant")) throw misused("Give --link or --participant, not both.");
      const workbench = await call.open({ write: true });
      const { files, problems } = await call.readAll(call.operands("FILE"));
      const participant = call.has("participant") ? thePerson(workbench.study, call.value("participant")!).label : undefined;
      const bar = call.bar("Reading");
      const { importSources } = await import("../workbench/importSources.ts");
      const read = await importSources(workbench, files, { link: call.value("link"), participant }, await call.actor(), bar.step);
      bar.end();
      const report = { ...read, ok: read.ok && problems.length === 0, problems: [...problems.map((what) => ({ what })), ...read.problems] };
      if (call.has("json")) {
        call.json(report);
        return report.ok ? 0 : 1;
      }
      for (const source of report.sources) call.say(reported(source));
      if (report.unlinked.length > 0 && workbench.study.participants.size > 0) call.say(`Not linked to a participant: ${report.unlinked.join(", ")}. "earshot sources link" links them.`);
      return tell(call, report);
    },
  },
  {
    name: "sources list",
    summary: "List the sources",
    operands: [study],
    options: listing,
    examples: ["earshot sources list study.earshot --json"],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const study = await call.study();
      const rows = [];
      for (const s of presentSources(study)) {
        const text = await workbench.textOf(s);
        rows.push({ name: s.name, participant: labelOf(study, s), characters: unitsOf(s), words: wordsIn(text), turns: s.turns.length, speakers: s.speakers.length, codings: study.codingsBySource.get(s.id)?.length ?? 0, format: s.format, charset: s.charset, corrections: s.revisions.filter((r) => r.inForce).length });
      }
      call.list(rows, ["name", "participant", "words", "turns", "speakers", "codings", "format"], (r) => [r.name, r.participant, r.words, r.turns, r.speakers, r.codings, r.format], { none: 'No sources yet. Bring them in with "earshot sources import".' });
    },
  },
  {
    name: "sources text",
    summary: "Print a source's text as it stands, and nothing else",
    operands: [study, operand],
    options: [listing[1]!],
    examples: ['earshot sources text study.earshot "Mother 4"'],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const text = await workbench.textOf(theSource(await call.study(), call.operand("SOURCE")));
      // Into a file or a pipe the text goes as it stands; on a terminal the next prompt begins its own line.
      call.io.out.write((call.io.out.isTTY ?? false) && text !== "" && !text.endsWith("\n") ? `${text}\n` : text);
    },
  },
  {
    name: "sources edit",
    summary: "Correct a source's text; codings move with it",
    operands: [study, operand],
    options: [
      { name: "at", value: "N", what: "where, in UTF-16 code units from 0" },
      { name: "remove", value: "N", what: "how many code units to take out (0, if not given)" },
      { name: "insert", value: "TEXT", what: "what to put in" },
      { name: "find", value: "TEXT", what: "in place of --at and --remove: the words to correct, which must stand in the text once" },
      ...changing,
    ],
    examples: ['earshot sources edit study.earshot "Mother 4" --at 1204 --remove 4 --insert ward', 'earshot sources edit study.earshot "Mother 4" --find "health visitor came Tusday" --insert "health visitor came Tuesday"'],
    run: async (call) => {
      const workbench = await call.open({ write: true });
      const source = theSource(workbench.study, call.operand("SOURCE"));
      const letters = await workbench.textOf(source);
      const find = call.value("find");
      let place = { at: call.count("at") ?? -1, remove: call.count("remove") ?? 0 };
      if (find !== undefined) {
        if (call.has("at") || call.has("remove")) throw misused("Give --find, or --at and --remove, not both.");
        const at = letters.indexOf(find);
        if (find === "" || at < 0) throw refused(`"${short(find, 60)}" is not in "${source.name}".`);
        if (letters.indexOf(find, at + 1) >= 0) throw refused(`"${short(find, 60)}" stands in "${source.name}" more than once. Give more of the words around it.`);
        place = { at, remove: find.length };
      }
      if (place.at < 0) throw misused("Say where: --at N --remove N --insert TEXT, or --find TEXT --insert TEXT.");
      const insert = call.value("insert") ?? "";
      if (place.remove === 0 && insert === "") throw misused("Say what to take out (--remove N) or to put in (--insert TEXT).");
      await call.do({ type: "source.edit", source: source.id, edits: [{ ...place, insert }], letters });
    },
  },
  {
    name: "sources link",
    summary: "Say whose interview a source is",
    operands: [study, operand, { name: "LABEL", what: "the participant's label", optional: true }],
    options: [{ name: "none", what: "link it to nobody" }, ...changing],
    examples: ['earshot sources link study.earshot rec_04 "Mother 4"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      const label = call.operand("LABEL");
      if ((label === "") === !call.has("none")) throw misused("Give the participant's label, or --none.");
      await call.do({ type: "source.link", source: theSource(study, call.operand("SOURCE")).id, participant: call.has("none") ? null : thePerson(study, label).id });
    },
  },
  {
    name: "sources rename",
    summary: "Give a source another name",
    operands: [study, operand, { name: "NEW", what: "its new name" }],
    options: changing,
    examples: ['earshot sources rename study.earshot rec_04 "Mother 4"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "source.rename", source: theSource(study, call.operand("SOURCE")).id, name: call.operand("NEW") });
    },
  },
  {
    name: "sources remove",
    summary: "Take a source out of the study, with its codings; undo brings it back",
    operands: [study, operand],
    options: [reason, ...changing],
    examples: ['earshot sources remove study.earshot rec_04 --reason "the recording of another study"'],
    run: async (call) => {
      const { study } = await call.open({ write: true });
      await call.do({ type: "source.remove", source: theSource(study, call.operand("SOURCE")).id, reason: call.value("reason") ?? "" });
    },
  },
  {
    name: "sources speakers",
    summary: "List a source's speakers, or say who they are",
    operands: [study, operand],
    options: [{ name: "set", value: "LABEL=ROLE", what: `what a speaker is: ${roles.join(", ")}`, many: true }, { name: "rename", value: "LABEL=NEW", what: "what to call a speaker in listings; the text keeps its labels", many: true }, ...listing, ...changing],
    examples: ['earshot sources speakers study.earshot "Mother 4"', 'earshot sources speakers study.earshot rec_04 --set "S1=interviewer" --set "S2=participant"'],
    run: async (call) => {
      const changes = call.has("set") || call.has("rename");
      const workbench = await call.open({ write: changes });
      const study = await call.study();
      const source = theSource(study, call.operand("SOURCE"));
      if (!changes) {
        const turns = turnsOf(source);
        const text = await workbench.textOf(source);
        const rows = source.speakers.map((s, i) => {
          const own = turns.filter((t) => t.speaker === i);
          return { label: s.label, role: s.role, turns: own.length, words: own.reduce((sum, t) => sum + wordsIn(text.slice(t.said, t.end)), 0) };
        });
        return call.list(rows, ["speaker", "role", "turns", "words"], (r) => [r.label, r.role, r.turns, r.words], { none: `No speakers could be told apart in "${source.name}".` });
      }
      const speakers = source.speakers.map((s) => ({ ...s }));
      const at = (pair: string): [(typeof speakers)[number], string] => {
        const cut = pair.lastIndexOf("=");
        const speaker = speakers.find((_, i) => source.speakers[i]!.label.toLowerCase() === pair.slice(0, cut).trim().toLowerCase());
        if (cut < 0 || !speaker) throw refused(`"${source.name}" has no speaker "${pair.slice(0, Math.max(cut, 0)) || pair}". It has ${source.speakers.map((s) => `"${s.label}"`).join(", ") || "none"}.`);
        return [speaker, pair.slice(cut + 1).trim()];
      };
      for (const pair of call.values("set")) {
        const [speaker, role] = at(pair);
        if (!roles.includes(role as SpeakerRole)) throw misused(`A speaker is ${roles.join(", ")}, not "${role}".`);
        speaker.role = role as SpeakerRole;
      }
      for (const pair of call.values("rename")) {
        const [speaker, label] = at(pair);
        speaker.label = label;
      }
      await call.do({ type: "source.nameSpeakers", source: source.id, speakers });
    },
  },
  {
    name: "sources turns",
    summary: "List a source's turns: who speaks, when, and where in the text",
    operands: [study, operand],
    options: listing,
    examples: ['earshot sources turns study.earshot "Mother 4"'],
    run: async (call) => {
      const workbench = await call.open({ write: false });
      const source = theSource(await call.study(), call.operand("SOURCE"));
      const text = await workbench.textOf(source);
      const rows = turnsOf(source).map((t, i) => ({ turn: i + 1, speaker: t.speaker === null ? null : (source.speakers[t.speaker]?.label ?? null), at: t.at, start: t.start, said: t.said, end: t.end, text: text.slice(t.said, t.end) }));
      call.list(rows, ["turn", "time", "speaker", "start", "end", "words"], (r) => [r.turn, r.at === null ? "" : timeCode(r.at), r.speaker, r.start, r.end, short(r.text, 70)], { none: `No turns could be told apart in "${source.name}".`, give: "words" });
    },
  },
  {
    name: "sources read",
    summary: "Mark how far you have read a source, or list who has read what",
    operands: [study, { ...operand, optional: true }],
    options: [{ name: "status", value: "STATUS", what: "how far", among: readingStatuses }, ...listing, ...changing],
    examples: ['earshot sources read study.earshot "Mother 4" --status read --as HN', "earshot sources read study.earshot"],
    run: async (call) => {
      const name = call.operand("SOURCE");
      const status = call.value("status") as ReadingStatus | undefined;
      if (status !== undefined) {
        if (name === "") throw misused("Say which source was read.");
        const { study } = await call.open({ write: true });
        await call.do({ type: "source.markReading", source: theSource(study, name).id, status });
        return;
      }
      const study = await call.study();
      const sources = name === "" ? presentSources(study) : [theSource(study, name)];
      const rows = sources.flatMap((s) => [...s.reading].map(([coder, status]) => ({ source: s.name, coder: study.coders.get(coder)?.name ?? "", status })));
      call.list(rows, ["source", "coder", "status"], (r) => [r.source, r.coder, r.status], { none: "Nobody has marked a source as read yet." });
    },
  },
];

