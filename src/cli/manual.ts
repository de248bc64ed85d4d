import type { CliCommand, Option } from "./command.ts";
import { commands } from "./commands.ts";
import { exitTable } from "./exit.ts";
import { flagOf, usageOf } from "./help.ts";

const opening = `# The command line

Everything that Earshot does can be done here. In a checkout write \`npm run -s earshot -- COMMAND …\`, with Earshot
installed \`earshot COMMAND …\`. This page is written by \`node src/cli/manual.ts > docs/command-line.md\` from the same
table as \`--help\`.

A command that changes a study prints one line of what it did, and takes \`--as CODER\` for who did it; without it, the
name is that of your user account. Every command that lists something takes \`--json\` (a plain array of objects), and
\`--at DATE\` for the study as it stood at the end of that day. A code is written by its full path, its parts joined by
" / "; where only one code has a name, the name will do. Names are found whatever their case. Offsets are UTF-16 code
units from 0, unless you say otherwise.

A study that is open in the browser can be worked on here all the same: the command is carried out by the server that
has it open, and every page shows at once what it did. The server is found by a file in the folder in which Earshot
remembers things (\`~/.local/state/earshot\`), which only you can read. Reading a study never waits for whoever writes it.
`;

const environment = `## Environment

| variable | what it does |
|---|---|
| \`EARSHOT_PASSPHRASE\` | the passphrase of an encrypted study file; without it, you are asked on a terminal. It is never an argument, which others on the machine could read |
| \`EARSHOT_NOW\` | the time at which the command runs, such as \`2016-06-14T10:00:00Z\`, in place of the clock; for building examples with recorded dates. Time in a study never runs backwards: an earlier time than the last event's is taken as just after it |
| \`EARSHOT_DEBUG\` | set to 1, prints where in the program an error came from |
| \`NO_COLOR\` | no bold text on a terminal |
`;

const tables = `## Tables that come in

CSV or XLSX, with a header. The separator (comma, semicolon, tab or bar), the character set, title rows above the header
and blank rows are recognised, and the report says what was decided. Column names are found whatever their case, spaces,
hyphens and underscores; where the file calls a column something else, say so with \`--columns wanted=found\`.

| table | columns | command |
|---|---|---|
| register | any; one of them the participants' labels | \`people import\` |
| codebook | code, and if you have them description, whenToUse, whenNotToUse, example, colour, kind | \`codes import\` |
| codings | source, code, coder, and start and end or quote | \`codings import\` |
| recruitment | participant, step, date, by, service, reason | \`people recruitment\` |
| criteria | criterion, definition | \`people criteria\` |
| eligibility | participant, criterion, met, date | \`people eligibility\` |
| consent forms | form, date, clause, wording | \`people consent-forms\` |
| consents | participant, form, date, mode, taker, and a column for each clause | \`people consents\` |
| interviews | participant, date, minutes, place, interviewer, others, guide | \`people interviews\` |

A register and the records about people go in as a whole or not at all. Of codings, a codebook and interview files, what
is good goes in together and each of the others is named with its row; the exit code is then 1.
`;

const walk = `## From a coded transcript to a write-up

An interview that was coded elsewhere, as a CSV with the columns speaker, words, tags and timestamp, where tags holds
several codes with a semicolon between them, and its codebook with the columns tag and description:

\`\`\`sh
earshot new poets.earshot --title "How poets keep their work" --approach codebook
earshot sources import poets.earshot interview.csv
earshot codes import poets.earshot tags.csv --columns code=tag
earshot codings import poets.earshot interview.csv --source interview --columns "quote=words,code=tags" --split ";" --in-order --coder DB
earshot codes list poets.earshot
earshot themes add poets.earshot "Paper first" --idea "The screen comes after the notebook"
earshot themes place poets.earshot "Paper first" paper between
earshot codings list poets.earshot --code paper
earshot themes quote poets.earshot "Paper first" --source interview --quote "words from one of those passages"
earshot report poets.earshot -o poets.docx
\`\`\`
`;

const cell = (text: string): string => text.replaceAll("|", "\\|");
const optionRow = (option: Option): string => `| \`${cell(flagOf(option))}\` | ${cell(option.what)}${option.among ? `: ${option.among.join(", ")}` : ""}${option.many ? " (may be repeated)" : ""} |\n`;

function section(command: CliCommand): string {
  const parts = [
    `### ${command.name}\n\n\`${usageOf(command)}\`\n\n${command.summary}.\n`,
    ...(command.notes ?? []).map((note) => `${note}\n`),
    ...(command.options.length > 0 ? [`| option | |\n|---|---|\n${command.options.map(optionRow).join("")}`] : []),
    `\`\`\`sh\n${command.examples.join("\n")}\n\`\`\`\n`,
  ];
  return parts.join("\n");
}

/** The manual of the command line, as docs/command-line.md holds it. */
export const manual = (): string =>
  [opening, `## Exit codes\n\n| code | |\n|---|---|\n${exitTable.map(([code, meaning]) => `| ${code} | ${meaning} |\n`).join("")}`, environment, tables, walk, "## Commands\n", ...commands.map(section)].join("\n");

if (import.meta.main) process.stdout.write(manual());
