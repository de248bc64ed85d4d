import type { Interview, Reading } from "../interview.ts";
import { readCsv } from "../table/csv.ts";
import { assemble } from "./assemble.ts";
import { readCues } from "./cues.ts";
import { readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";
import { readFlatOdt, readOdt } from "./odt.ts";
import type { Draft } from "./passage.ts";
import { readPdf } from "./pdf.ts";
import { readMarkdown, readPlain } from "./plain.ts";
import { endingOf, recognise, type Recognised } from "./recognise.ts";
import { readRtf } from "./rtf.ts";
import { isTurnTable, readTurnTable } from "./turn-table.ts";
import { readWhisper } from "./whisper-json.ts";
import { readWhisperTsv } from "./whisper-tsv.ts";

/** No transcript is larger; a file that is was chosen by mistake. */
const MOST_BYTES = 200 << 20;

/**
 * Reads one file as an interview: txt, md, docx, odt, rtf, pdf, html, vtt, srt, Whisper's JSON, or a CSV of turns. The kind is
 * recognised from the content; where `name` says otherwise the notes do too. Never throws on bad input.
 *
 * Every word of the file is in the text, except time codes, caption numbers and styles, comments, and the headers and
 * footers of pages; whatever is left out is said in the notes. Speaker labels stay where the file had them. Characters are
 * not normalised.
 */
export async function readInterview(name: string, bytes: Uint8Array): Promise<Reading<Interview>> {
  if (bytes.length > MOST_BYTES) return { ok: false, problem: `${name} has ${Math.round(bytes.length / (1 << 20))} MB; no transcript is larger than ${MOST_BYTES >> 20} MB. Check that it is the right file.` };
  const recognised = recognise(name, bytes);
  const draft = await draftOf(name, bytes, recognised);
  if (!draft.ok) return draft;
  const interview = assemble(draft.value);
  if (!/[\p{L}\p{N}]/u.test(interview.text)) return { ok: false, problem: `${name} has no words in it. Check that it is the right file.` };
  const decoded = "decoded" in recognised ? recognised.decoded.notes : [];
  return { ok: true, value: { ...interview, notes: [...misnamed(name, interview.format), ...decoded, ...interview.notes] } };
}

async function draftOf(name: string, bytes: Uint8Array, file: Recognised): Promise<Reading<Draft>> {
  switch (file.kind) {
    case "refused": return { ok: false, problem: file.problem };
    case "docx": return readDocx(name, file.zip);
    case "odt": return readOdt(name, file.zip);
    case "fodt": return readFlatOdt(name, file.decoded.text);
    case "pdf": return readPdf(name, bytes);
    case "rtf": return readRtf(name, bytes);
    case "vtt": case "srt": return whole(readCues(file.decoded.text, file.kind, file.decoded.charset));
    case "html": return whole(readHtml(file.decoded.text, file.decoded.charset));
    case "md": return whole(readMarkdown(file.decoded.text, file.decoded.charset));
    case "txt": return whole(readPlain(file.decoded.text, file.decoded.charset));
    case "json": {
      const draft = readWhisper(file.json, file.decoded.charset);
      return draft ? whole(draft) : { ok: false, problem: `${name} is JSON, but not a transcript as Whisper writes it (with "segments" or "transcription"). Export the transcript as text, vtt or srt.` };
    }
    case "csv": return readTurns(name, file);
  }
}

const whole = (draft: Draft): Reading<Draft> => ({ ok: true, value: draft });

function readTurns(name: string, { decoded }: { readonly decoded: { readonly text: string; readonly charset: string } }): Reading<Draft> {
  const whisper = readWhisperTsv(decoded.text, decoded.charset);
  if (whisper) return whole(whisper);
  const table = readCsv(name, decoded.text, decoded.charset);
  const named = ["csv", "tsv"].includes(endingOf(name));
  if (table.ok && isTurnTable(table.value.columns)) return whole(readTurnTable(table.value));
  if (!named) return whole(readPlain(decoded.text, decoded.charset));
  return table.ok ? { ok: false, problem: `${name} is a table without a column for the words of the interview (found: ${table.value.columns.slice(0, 8).join(", ")}). Name the columns "speaker" and "words", and "timestamp" if there are times.` } : table;
}

const SAME: Readonly<Record<string, string>> = { htm: "html", markdown: "md", text: "txt", fodt: "odt", tsv: "csv", sbv: "srt", docm: "docx", dotx: "docx", ott: "odt" };
const KNOWN = new Set(["txt", "md", "docx", "odt", "rtf", "pdf", "html", "vtt", "srt", "json", "csv", "doc", "xlsx", "xls"]);

/** Says so where the name's ending promises another kind of file. */
function misnamed(name: string, format: string): string[] {
  const ending = endingOf(name);
  const promised = SAME[ending] ?? ending;
  return !KNOWN.has(promised) || promised === format ? [] : [`The file is named .${ending} and was read as ${format}, which its content shows it to be.`];
}
