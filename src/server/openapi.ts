import { z } from "zod";
import { agreementQuery, decisionsQuery, pairQuery } from "./compare.ts";
import { passagesQuery } from "./codes.ts";
import { asBody, commandsBody } from "./do.ts";
import { bringBody, folderBody, leaveBody, linkBody, lookBody, mergeBody, putQuery, readQuery, storeBody } from "./importing.ts";
import { archiveQuery, exportQuery } from "./taking-out.ts";
import { substudyQuery, table1Query, writeUpQuery } from "./findings.ts";
import { cellQuery, matrixQuery, meetingQuery, meetQuery, searchQuery, unitsQuery } from "./explore.ts";
import { contextQuery, suggestionsQuery, tableBody, wordsQuery } from "./explore-words.ts";
import { daysQuery, lineQuery, trailQuery } from "./history.ts";
import { createBody, folderQuery, keepBody, openBody, sampleBody, troubleBody } from "./opening.ts";
import { ruleQuery, storeTableBody, tableQuery } from "./people.ts";
import { ratingsQuery } from "./ratings.ts";
import { reportQuery } from "./report.ts";
import { atQuery, historyQuery } from "./past.ts";
import { findQuery } from "./reading.ts";
import { terminalBody } from "./terminal.ts";
import { withdrawalQuery, withdrawBody } from "./withdrawing.ts";
import { besideQuery, thenQuery } from "./then.ts";

interface Route {
  readonly method: "get" | "post";
  /** As OpenAPI writes it, "/api/sources/{id}". */
  readonly path: string;
  readonly says: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The type of the answer where it is not JSON. */
  readonly answers?: string;
}

/** Every route of the API in one sentence each. A test asks that none is missing and none is too many. */
export const routes: readonly Route[] = [
  { method: "get", path: "/api/study", says: "The whole study without the texts and the codings, as the person signed in may see it." },
  { method: "get", path: "/api/sources/{id}", says: "One interview: text, turns, speakers, codings in the offsets (UTF-16) of the current text, memos." },
  { method: "get", path: "/api/codes/{id}/passages", says: "All passages of a code in their context." },
  { method: "get", path: "/api/codes/{id}/story", says: "What became of a code, oldest first, told from its point of view." },
  { method: "get", path: "/api/passages", says: "All passages of some codes in their context, with or without the codes below them.", query: passagesQuery },
  { method: "get", path: "/api/themes/voices", says: "Whose passages every code has, what was excluded from themes and who is quoted: the balance of voices." },
  { method: "get", path: "/api/themes/{id}/passages", says: "All passages of a theme in their context, the excluded ones among them, and its quotations." },
  { method: "get", path: "/api/themes/{id}/story", says: "What became of a theme, oldest first, told from its point of view." },
  { method: "get", path: "/api/memos/{id}/passages", says: "The passages that a memo is about, in their context." },
  { method: "get", path: "/api/find", says: "Looks for words in interviews, codes, memos, themes and people.", query: findQuery },
  { method: "post", path: "/api/commands", says: "Carries out commands as one step: all of them or none. Answers after they are durable.", body: commandsBody },
  { method: "post", path: "/api/undo", says: "Takes the last step of this copy back.", body: asBody },
  { method: "post", path: "/api/redo", says: "Does again what was taken back last.", body: asBody },
  { method: "get", path: "/api/history", says: "What happened, oldest first, in sentences.", query: historyQuery },
  { method: "get", path: "/api/at", says: "The study as it stood at the end of a day or at a time.", query: atQuery },
  { method: "post", path: "/api/import/read", says: "Reads the file in the body and says what it holds; nothing is stored.", query: readQuery },
  { method: "post", path: "/api/import/folder", says: "Begins a folder, such as a QualCoder project, whose files are sent one by one.", body: folderBody },
  { method: "post", path: "/api/import/put", says: "Puts the file in the body into a folder that was begun.", query: putQuery },
  { method: "post", path: "/api/import/look", says: "Looks again at what was sent, taken for something else, with another dialect or other columns; nothing is stored.", body: lookBody },
  { method: "post", path: "/api/import/link", says: "Whose files are whose, by a pattern for their names.", body: linkBody },
  { method: "post", path: "/api/import/leave", says: "Forgets files that were sent.", body: leaveBody },
  { method: "post", path: "/api/import/bring", says: "Brings a project, codebook, table of codings or survey in, as one step, and says what became of everything.", body: bringBody },
  { method: "post", path: "/api/import/merge", says: "Merges another copy of this study that was sent.", body: mergeBody },
  { method: "get", path: "/api/export", says: "What an export would hold, what goes out in another form and what the format has no place for.", query: exportQuery },
  { method: "get", path: "/api/export/file", says: "The study for other programs, as a file; tables as a zip.", query: exportQuery, answers: "application/octet-stream" },
  { method: "get", path: "/api/archive", says: "What an archive for a data repository would hold, and what is left out and why.", query: archiveQuery },
  { method: "get", path: "/api/archive/file", says: "The archive as a zip.", query: archiveQuery, answers: "application/octet-stream" },
  { method: "post", path: "/api/import/store", says: "Stores files that were read before as interviews, in one step.", body: storeBody },
  { method: "get", path: "/api/compare", says: "Where two coders' codings meet and part, how far settling has come, and which sources wait for whom.", query: pairQuery },
  { method: "get", path: "/api/compare/agreement", says: "How far two coders agree, with the method of every figure.", query: agreementQuery },
  { method: "get", path: "/api/compare/confusion", says: "Which codes two coders gave to the same text.", query: pairQuery },
  { method: "get", path: "/api/compare/questions", says: "Which turns of each interview are the interviewer's, by number; a draw of turns leaves them out." },
  { method: "get", path: "/api/compare/decisions", says: "Every decision made about one difference, oldest first.", query: decisionsQuery },
  { method: "get", path: "/api/table1", says: "Table 1: who took part, with what a careful reader should be told.", query: table1Query },
  { method: "get", path: "/api/flow", says: "How people came into the study, with the numbers lost and why.", query: substudyQuery },
  { method: "get", path: "/api/voices", says: "The balance of voices in every theme.", query: substudyQuery },
  { method: "get", path: "/api/coreq", says: "The items of the COREQ checklist, filled from the records, with what is missing.", query: substudyQuery },
  { method: "get", path: "/api/writeup", says: "The write-up, as a Word, HTML or Markdown file, or in its parts as JSON.", query: writeUpQuery, answers: "application/octet-stream" },
  { method: "get", path: "/api/report", says: "The write-up in its sections: what the records tell, what is missing, and what belongs to the authors.", query: reportQuery },
  { method: "get", path: "/api/people/rule", says: "Who a rule holds for; or why it cannot be read, and where.", query: ruleQuery },
  { method: "get", path: "/api/people/substudies", says: "How every substudy's frozen list stands to its rule today." },
  { method: "post", path: "/api/agree/table", says: "Every coefficient that applies to the table of units and coders in the body; nothing is stored.", query: ratingsQuery },
  { method: "post", path: "/api/people/read", says: "Reads the table in the body and says what its columns hold; nothing is stored.", query: tableQuery },
  { method: "post", path: "/api/people/store", says: "Stores a table that was read before, as participants or as records about them, in one step.", body: storeTableBody },
  { method: "get", path: "/api/people/{id}/withdrawal", says: "What would be erased if a participant withdrew at a level, and what would stay. Nothing is done by this.", query: withdrawalQuery },
  { method: "post", path: "/api/people/{id}/withdraw", says: "Records a withdrawal and erases for good what it takes back; answers with a certificate.", body: withdrawBody },
  { method: "get", path: "/api/trail", says: "What happened on some days, latest first, in sentences; steps of one sort that follow each other are one line.", query: trailQuery },
  { method: "get", path: "/api/trail/days", says: "How many steps each coder took on which day, with what the history can be narrowed to.", query: daysQuery },
  { method: "get", path: "/api/trail/line", says: "Everything that is folded into one line of the history.", query: lineQuery },
  { method: "get", path: "/api/past", says: "The study as it stood on a day, with what has become of everything since.", query: thenQuery },
  { method: "get", path: "/api/past/sources/{id}", says: "One interview as it stood on a day, with its codings of that day.", query: thenQuery },
  { method: "get", path: "/api/past/codes/{id}/passages", says: "All passages of a code as they stood on a day.", query: thenQuery },
  { method: "get", path: "/api/past/codebook", says: "The codebook of one day beside another day's or today's, with what became of every code and why.", query: besideQuery },
  { method: "get", path: "/api/explore/search", says: "Finds words wherever people wrote, with context.", query: searchQuery },
  { method: "get", path: "/api/explore/meet", says: "Which codes or themes stand together: on the same text, in one turn or near each other, and in how many places.", query: meetQuery },
  { method: "get", path: "/api/explore/meeting", says: "Where two codes meet, in the words of the interviews.", query: meetingQuery },
  { method: "get", path: "/api/explore/matrix", says: "Codes or themes against participants or the levels of an attribute: passages, people and words, with what they are a share of.", query: matrixQuery },
  { method: "get", path: "/api/explore/cell", says: "The passages behind one cell of that table.", query: cellQuery },
  { method: "get", path: "/api/explore/framework", says: "The framework matrix: people against themes or codes, with their words.", query: unitsQuery },
  { method: "get", path: "/api/explore/course", says: "Where in each interview themes or codes stand.", query: unitsQuery },
  { method: "get", path: "/api/explore/words", says: "How often words were said.", query: wordsQuery },
  { method: "get", path: "/api/explore/context", says: "Words in their context, line by line.", query: contextQuery },
  { method: "get", path: "/api/explore/suggestions", says: "Passages that a list of words finds for a code and that the viewer has not coded with it. Nothing is coded by this.", query: suggestionsQuery },
  { method: "post", path: "/api/explore/xlsx", says: "A table as a workbook (XLSX).", body: tableBody, answers: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { method: "get", path: "/api/explore/timeline", says: "How many codings each coder added on which day." },
  { method: "post", path: "/api/cli", says: "Runs a command line on the open study, for a terminal that shows the key of this run.", body: terminalBody },
  { method: "get", path: "/api/desk", says: "Which study is open, and which could be." },
  { method: "post", path: "/api/desk/create", says: "Makes a new study file and opens it.", body: createBody },
  { method: "post", path: "/api/desk/open", says: "Opens a study file.", body: openBody },
  { method: "post", path: "/api/desk/sample", says: "Opens the person's own copy of the sample study, or a fresh one.", body: sampleBody },
  { method: "post", path: "/api/desk/receive", says: "Takes in the study file in the body, to be kept and opened.", query: readQuery },
  { method: "post", path: "/api/desk/keep", says: "Puts a study file that was sent beside the others and opens it.", body: keepBody },
  { method: "post", path: "/api/desk/close", says: "Closes the study that is open." },
  { method: "get", path: "/api/desk/folder", says: "The subfolders and study files of a folder of this machine.", query: folderQuery },
  { method: "post", path: "/api/desk/trouble", says: "What can still be read of a study file that does not open, and which copies lie beside it.", body: troubleBody },
  { method: "post", path: "/api/desk/rescue", says: "Makes a new study file of everything that can be read of a damaged one.", body: openBody },
  { method: "get", path: "/api/check", says: "Walks the whole log and says whether it is sound, or what broke first." },
  { method: "get", path: "/api/events", says: "Server-sent events: the version, the kinds of events and the sources of every change, as it happens.", answers: "text/event-stream" },
  { method: "get", path: "/api/openapi.json", says: "This document." },
];

const schema = (type: z.ZodType): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io: "input", unrepresentable: "any" }) as Record<string, unknown>;
  return rest;
};

let written: unknown;

/** The API as an OpenAPI 3.1 document, made from the schemas that requests are checked with. */
export function openApi(): unknown {
  if (written) return written;
  const refusal = schema(z.object({ refusal: z.object({ reason: z.string(), sentence: z.string() }) }));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, says, query, body, answers = "application/json" } of routes) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
    const json = query ? (schema(query) as { properties?: Record<string, unknown>; required?: string[] }) : {};
    const inQuery = Object.entries(json.properties ?? {}).map(([name, of]) => ({ name, in: "query", required: json.required?.includes(name) ?? false, schema: of }));
    const sent = body ? { requestBody: { required: true, content: { "application/json": { schema: schema(body) } } } } : {};
    const answer = { description: says, content: { [answers]: {} } };
    const refused = { description: "Refused, with one sentence for a person.", content: { "application/json": { schema: refusal } } };
    (paths[path] ??= {})[method] = { summary: says, parameters: [...inPath, ...inQuery], ...sent, responses: { 200: answer, default: refused } };
  }
  const security = { type: "apiKey", in: "cookie", name: "earshot-<port>" };
  return (written = { openapi: "3.1.0", info: { title: "Earshot", version: "1", description: "Everything the pages and the command line can do with a study, over HTTP on this machine." }, paths, components: { securitySchemes: { cookie: security } }, security: [{ cookie: [] }] });
}
