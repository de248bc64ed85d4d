import type { CliCommand, Option } from "./command.ts";
import { exitTable } from "./exit.ts";
import { widthOf } from "./table-text.ts";

/** Bold and faint on a terminal that wants them; plain anywhere else. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly faint: (text: string) => string;
}
export const plain: Paint = { bold: (text) => text, faint: (text) => text };
export const painted: Paint = { bold: (text) => `\u001b[1m${text}\u001b[22m`, faint: (text) => `\u001b[2m${text}\u001b[22m` };

/** How a command is called, in one line. */
export const usageOf = (command: CliCommand): string =>
  ["earshot", command.name, ...command.operands.map((o) => (o.optional ? `[${o.name}${o.many ? "…" : ""}]` : o.many ? `${o.name}…` : o.name)), ...(command.options.length > 0 ? ["[options]"] : [])].join(" ");

/** An option as it is written: `-o, --output FILE`. */
export const flagOf = (option: Option): string => `${option.short ? `-${option.short}, ` : ""}--${option.name}${option.value ? ` ${option.value}` : ""}`;

/** Words broken into lines of at most `width`, each behind `indent`. */
function wrap(text: string, width: number, indent: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last !== "" && widthOf(last) + 1 + widthOf(word) > width - indent.length) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.join(`\n${indent}`);
}

function rows(pairs: readonly (readonly [string, string])[], least = 0): string {
  const wide = Math.min(28, Math.max(least, ...pairs.map(([left]) => left.length)));
  return pairs.map(([left, right]) => `  ${left.padEnd(wide)}${left.length > wide ? `\n  ${" ".repeat(wide)}` : ""}  ${wrap(right, 100, " ".repeat(wide + 4))}\n`).join("");
}

/** The help of one command: what it does, what it takes, and examples to copy. */
export function helpOf(command: CliCommand, paint: Paint): string {
  const options: Option[] = [...command.options, { name: "help", short: "h", what: "show this help" }];
  return [
    `${paint.bold(usageOf(command))}\n\n${wrap(command.summary, 100, "")}.\n`,
    ...(command.notes ?? []).map((note) => `${wrap(note, 100, "")}\n`),
    ...(command.operands.length > 0 ? [rows(command.operands.map((o) => [o.name, o.what]))] : []),
    `${paint.bold("Options")}\n${rows(options.map((o) => [flagOf(o), o.what + (o.among ? `: ${o.among.join(", ")}` : "") + (o.many ? " (may be repeated)" : "")]))}`,
    `${paint.bold(command.examples.length === 1 ? "Example" : "Examples")}\n${command.examples.map((e) => `  ${e}\n`).join("")}`,
  ].join("\n");
}

/** All commands, by noun; or those of one noun. */
export function overview(commands: readonly CliCommand[], paint: Paint, noun?: string): string {
  const shown = commands.filter((c) => noun === undefined || c.name.split(" ")[0] === noun);
  const nouns = [...new Set(shown.map((c) => (c.name.includes(" ") ? c.name.split(" ")[0]! : "")))];
  const lines = nouns.map((n) => rows(shown.filter((c) => (c.name.includes(" ") ? c.name.split(" ")[0] : "") === n).map((c) => [c.name, c.summary]), 21)).join("\n");
  if (noun !== undefined) return `${paint.bold(`earshot ${noun} …`)}\n\n${lines}\n"earshot ${shown[0]?.name} --help" shows how one of them is used.\n`;
  return [
    `${paint.bold("earshot")}, a workbench for interview studies\n`,
    `  earshot COMMAND STUDY … [options]      "earshot COMMAND --help" shows examples\n`,
    lines,
    `${paint.bold("To begin")}\n  earshot new study.earshot --title "How mothers found support" --approach reflexive\n  earshot sources import study.earshot interviews/*.docx\n`,
    `${paint.bold("Exit codes")}\n${rows(exitTable.map(([code, meaning]) => [String(code), meaning]))}`,
  ].join("\n");
}
