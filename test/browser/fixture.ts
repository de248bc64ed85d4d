import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInterview } from "../../src/formats/transcript/read.ts";
import type { Command } from "../../src/study/study.ts";
import { sentences } from "../../src/text/segments.ts";
import { createStudy } from "../../src/workbench/file.ts";
import type { Workbench } from "../../src/workbench/workbench.ts";

const interviews = new URL("../../samples/parent-infant/interviews/", import.meta.url);

/** Codes of an invented codebook: root, then what lies under it. */
const codebook: readonly (readonly [string, readonly string[]])[] = [
  ["Empathy and a role model", ["reassurance", "feeling looked after", "cold or distant therapist", "seeing through the video"]],
  ["Accessible, consistent support", ["irregular sessions", "home visits", "chasing the referral alone"]],
  ["Fathers and family left out", ["partner on the edge of sessions", "couple difficulties out of scope", "fear of losing support"]],
  ["Doubt and guilt", ["doubting own mothering", "anger put into words"]],
  ["Norms of motherhood", ["partner and unequal night care", "own mother"]],
];

/** Numbers that look like chance and are the same every time (Park and Miller's generator). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Carries out commands and throws where one is refused: a fixture that is wrong must not go unnoticed. */
export async function must(wb: Workbench, commands: readonly Command[], actor: string): Promise<void> {
  const outcome = await wb.do(commands, actor);
  if (!outcome.ok) throw new Error(outcome.refusal.sentence);
}

export const folder = (): string => mkdtempSync(join(tmpdir(), "earshot-browser-"));

/** Stores words as an interview; returns its id. */
export async function store(wb: Workbench, name: string, letters: Uint8Array, actor: string, participant: string | null = null): Promise<string> {
  const read = await readInterview(`${name}.txt`, letters);
  if (!read.ok) throw new Error(read.problem);
  const { text, turns, speakers, format, charset } = read.value;
  const [content, file] = [wb.contentOf(new TextEncoder().encode(text)), wb.contentOf(letters)];
  const id = wb.newId();
  const command: Command = { type: "source.import", id, name, content: content.name, file: file.name, units: text.length, format, charset, participant, speakers: [...speakers], turns: turns.map((t) => [t.start, t.said, t.end, t.speaker, t.at]) };
  const outcome = await wb.do(command, actor, [content, file]);
  if (!outcome.ok) throw new Error(outcome.refusal.sentence);
  return id;
}

/** A small study: the eleven sample interviews, a codebook and codings by chance, by two coders. */
export async function smallStudy(path: string, { codings = 260 } = {}): Promise<Workbench> {
  const wb = await createStudy(path, { title: "Parent-infant team experiences", approach: "codebook", as: "HN" });
  const actor = await wb.actor("HN");
  const second = await wb.actor("RO");
  const codes: string[] = [];
  const commands: Command[] = [];
  for (const [root, below] of codebook) {
    const parent = wb.newId();
    const code = (id: string, name: string, above: string | null): Command => ({ type: "code.create", id, name, parent: above, kind: "code", colour: null, description: above === null ? "" : `Where she speaks of ${name}.` });
    commands.push(code(parent, root, null));
    for (const name of below) {
      const id = wb.newId();
      codes.push(id);
      commands.push(code(id, name, parent));
    }
  }
  await must(wb, commands, actor);
  const names = readdirSync(interviews).map((n) => n.replace(/\.txt$/, "")).sort((a, b) => Number(a.split(" ")[1]) - Number(b.split(" ")[1]));
  const next = chance(7);
  for (const name of names) {
    const participant = wb.newId();
    await must(wb, [{ type: "participant.register", id: participant, label: name, values: {} }, { type: "interview.record", participant, date: "2016-06-14", minutes: 62, guide: null, place: "at home", interviewer: "HN", others: "" }], actor);
    const source = await store(wb, name, readFileSync(new URL(`${name}.txt`, interviews)), actor, participant);
    if (name === names.at(-1)) continue;
    const text = await wb.textOf(wb.study.sources.get(source)!);
    const said = sentences(text);
    const made = Array.from({ length: Math.round(codings / names.length) }, (): Command => {
      const first = Math.floor(next() * (said.length - 4));
      const last = first + Math.floor(next() * 3);
      const coder = next() < 0.2 ? second : actor;
      return { type: "coding.add", id: wb.newId(), source, code: codes[Math.floor(next() * next() * codes.length)]!, start: said[first]!.start, end: said[last]!.end, coder };
    });
    await must(wb, made, actor);
    await must(wb, [{ type: "source.markReading", source, status: "read" }], actor);
  }
  const first = [...wb.study.codings.values()].find((c) => c.coder === actor)!;
  await must(wb, [{ type: "memo.write", kind: "reflexive", title: "", text: "I hear “motherly” as praise. Is the team being praised for warmth, or for being what a mother is meant to be?", links: [{ kind: "coding", id: first.id }] }], actor);
  return wb;
}

/** Closes what the tests of a file had open, in this order, as far as it was opened, and removes their folder. */
export async function closed(dir: string, ...open: readonly ({ close(): Promise<unknown> } | undefined)[]): Promise<void> {
  for (const one of open) await one?.close();
  rmSync(dir, { recursive: true, force: true });
}
