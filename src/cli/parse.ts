import type { CliCommand, Option } from "./command.ts";
import { misused } from "./exit.ts";
import { suggestion } from "./nearest.ts";

/** What was written after the command's name. */
export interface Parsed {
  readonly operands: ReadonlyMap<string, readonly string[]>;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Options that every command has. */
const everywhere: readonly Option[] = [{ name: "help", short: "h", what: "show this help" }];

/** Reads the words after a command's name. Throws `Stop` (wrong usage) with one sentence. */
export function parse(command: CliCommand, words: readonly string[]): Parsed {
  const known = [...command.options, ...everywhere];
  const options = new Map<string, string[]>();
  const plain: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "--") {
      plain.push(...words.slice(i + 1));
      break;
    }
    if (!/^-(-|[a-z]$)/i.test(word)) {
      plain.push(word);
      continue;
    }
    const [flag, inline] = splitOnce(word);
    const option = known.find((o) => flag === `--${o.name}` || (o.short !== undefined && flag === `-${o.short}`));
    if (!option) throw misused(`"earshot ${command.name}" has no option ${flag}.${suggestion(flag, known.map((o) => `--${o.name}`), 0)} See: earshot ${command.name} --help`);
    const values = options.get(option.name) ?? [];
    if (option.value === undefined) {
      if (inline !== null) throw misused(`--${option.name} takes no value.`);
      values.push("");
    } else {
      const value = inline ?? words[++i];
      if (value === undefined || (inline === null && known.some((o) => value === `--${o.name}`))) throw misused(`--${option.name} needs a value: --${option.name} ${option.value}.`);
      if (option.among && !option.among.includes(value)) throw misused(`--${option.name} is one of ${option.among.join(", ")}, not "${value}".${nearWord(value, option.among)}`);
      if (values.length > 0 && !option.many) throw misused(`--${option.name} was given twice ("${values[0]}" and "${value}"); it can have one value only.`);
      values.push(value);
    }
    options.set(option.name, values);
  }
  return { options, operands: options.has("help") ? new Map() : place(command, plain) };
}

const nearWord = (value: string, among: readonly string[]): string => (among.length > 6 ? suggestion(value, among, 0) : "");

function splitOnce(word: string): [string, string | null] {
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)];
}

function place(command: CliCommand, plain: readonly string[]): Map<string, readonly string[]> {
  const placed = new Map<string, readonly string[]>();
  let next = 0;
  for (const operand of command.operands) {
    const values = operand.many ? plain.slice(next) : plain.slice(next, next + 1);
    next += values.length;
    if (values.length === 0 && !operand.optional) throw misused(`"earshot ${command.name}" needs ${operand.name}: ${operand.what}. See: earshot ${command.name} --help`);
    if (values.includes("") && !operand.optional) throw misused(`"earshot ${command.name}" needs ${operand.name}, and it is empty: ${operand.what}.`);
    placed.set(operand.name, values);
  }
  if (next < plain.length) {
    const odd = plain[next]!;
    throw misused(`"${odd}" is more than "earshot ${command.name}" takes (${command.operands.map((o) => o.name).join(" ")}). Put quotation marks around a name that has spaces.`);
  }
  return placed;
}
