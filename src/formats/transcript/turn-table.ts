import { decodeEntities } from "./entities.ts";
import type { Draft, Spoken } from "./passage.ts";
import { parseTime, startOf } from "./time-code.ts";
import type { Table } from "../table/table.ts";

const SPEAKER = /^(speaker|speakers|name|who|participant|voice|speaker ?(name|label|id)|sprecher|locuteur|hablante|person|role)$/iu;
const WORDS = /^(words?|texts?|utterances?|transcript|transcription|content|speech|said|turn|sentence|dialogue|message|response|wortlaut|texte|texto)$/iu;
const TIME = /^(time|timespan|time ?span|times|timestamp|time ?stamp|time ?code|start|start ?time|begin|from|in|at|zeit)$/iu;

/** True where a table's columns are those of a transcript: one for the words, and one for the speaker or the time. */
export const isTurnTable = (columns: readonly string[]): boolean =>
  columns.some((c) => WORDS.test(c.trim())) && columns.some((c) => SPEAKER.test(c.trim()) || TIME.test(c.trim()));

/**
 * A transcript kept as a table, a row for a turn. A row without a speaker goes on with the speaker before, as a turn of its
 * own. HTML entities in the words are decoded. Other columns (tags, say) are not words of the interview: they are left out, and said.
 */
export function readTurnTable(table: Table): Draft {
  const place = (pattern: RegExp): number => table.columns.findIndex((column) => pattern.test(column.trim()));
  const [who, words, when] = [place(SPEAKER), place(WORDS), place(TIME)];
  const spoken: Spoken[] = [];
  let decoded = 0;
  let silent = 0;
  for (const row of table.rows) {
    const raw = (row[words] ?? "").trim();
    const text = decodeEntities(raw);
    if (text !== raw) decoded++;
    if (text === "") {
      silent++;
      continue;
    }
    const label = decodeEntities(who < 0 ? "" : (row[who] ?? "")).replace(/\s*[:：]\s*$/u, "").trim();
    const stamp = when < 0 ? "" : (row[when] ?? "").replace(/^[\s[(<]+|[\s\])>]+$/gu, "");
    spoken.push({ text, label: label === "" ? null : label, sameSpeaker: true, at: stamp === "" ? null : (parseTime(stamp) ?? startOf(stamp) ?? seconds(stamp)) });
  }
  const others = table.columns.filter((_, i) => i !== who && i !== words && i !== when);
  const notes = [
    ...table.notes,
    ...(others.length > 0 ? [`The ${others.length === 1 ? "column" : "columns"} ${others.map((c) => `"${c}"`).join(", ")} ${others.length === 1 ? "was" : "were"} not read as words of the interview.`] : []),
    ...(decoded > 0 ? [`HTML entities such as &#8212; were turned into their characters in ${decoded} ${decoded === 1 ? "row" : "rows"}.`] : []),
    ...(silent > 0 ? [`${silent} ${silent === 1 ? "row has" : "rows have"} no words and ${silent === 1 ? "makes" : "make"} no turn.`] : []),
  ];
  return { format: table.format, charset: table.charset, notes, layout: "table of turns", spoken };
}

const seconds = (stamp: string): number | null => (/^\d{1,6}(\.\d+)?$/u.test(stamp) ? Math.round(Number(stamp) * 1000) : null);
