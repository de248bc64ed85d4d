import { codeAt, pathOf, type CodeId } from "../study/code.ts";
import { coderNamed, type CoderId } from "../study/coder.ts";
import { attributeNamed, type Attribute, type Participant, type ParticipantId } from "../study/participant.ts";
import type { Study } from "../study/study.ts";
import type { Substudy } from "../study/substudy.ts";
import { analysedParticipants } from "./analysed.ts";
import { codedParticipants } from "./coded.ts";
import { compile, type Operator } from "./compare.ts";

/** A rule that was read: who it holds for. */
type Test = (person: Participant) => boolean;

/** Why a rule cannot be read, in one sentence with the place. */
export interface RuleProblem {
  readonly ok: false;
  readonly sentence: string;
  /** Characters of the rule before the place. */
  readonly at: number;
}

class Unreadable extends Error {
  readonly at: number;
  constructor(why: string, at: number) {
    super(why);
    this.at = at;
  }
}

/**
 * Who a rule holds for, in the order of the register. Rules are written as people say them:
 *
 *     used team = yes and (age >= 25 or not location = London)
 *     "Primary diagnosis" contains depression        education is missing
 *     coded "Support / home visits" by HN            has coding under parent-infant team
 *     location in (London, "South of England")       age between 25 and 35
 *     participant = "Mother 4"                       no coding under fathers
 *
 * Names and values need quotes only where they hold an operator, a bracket, a comma in a list, or " and " or " or " and are not known to
 * the study. Text is compared whatever its case. Who has no value meets neither `= x` nor `!= x`, only `is missing`.
 * `coded` holds for whoever has a passage coded with that code or one below it in one of their sources.
 */
export function whoMatches(study: Study, rule: string): { readonly ok: true; readonly members: readonly ParticipantId[] } | RuleProblem {
  const reader = new Reader(study, rule);
  try {
    const test = reader.whole();
    return { ok: true, members: analysedParticipants(study, null).filter(test).map((p) => p.id) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { at } = error;
    const near = rule.slice(at, at + 20).trim();
    return { ok: false, at, sentence: `The rule cannot be read at character ${at + 1}${near === "" ? " (its end)" : ` ("${near}${at + 20 < rule.length ? "…" : ""}")`}: ${error.message}` };
  }
}

/** Who a substudy's rule would take in or leave out if it were frozen now. `problem` says why the rule cannot be read any more; null where it can. */
export interface Staleness {
  readonly stale: boolean;
  readonly joining: readonly ParticipantId[];
  readonly leaving: readonly ParticipantId[];
  readonly problem: string | null;
}

/** Compares a substudy's frozen list with what its rule says of the study as it stands. A list made by hand is never stale. */
export function staleness(study: Study, substudy: Substudy): Staleness {
  if (substudy.rule.trim() === "") return { stale: false, joining: [], leaving: [], problem: null };
  const found = whoMatches(study, substudy.rule);
  if (!found.ok) return { stale: true, joining: [], leaving: [], problem: found.sentence };
  const joining = found.members.filter((id) => !substudy.members.includes(id));
  const leaving = substudy.members.filter((id) => study.participants.has(id) && !found.members.includes(id));
  return { stale: joining.length + leaving.length > 0, joining, leaving, problem: null };
}

/** A test of a value, or of the label where that is what is asked of. */
const testOf = (attribute: Attribute, test: Test): Test => (attribute === theLabel ? (p) => test({ ...p, values: { [theLabel.id]: p.label } }) : test);

const operators: readonly (readonly [RegExp, Operator])[] = [
  [/(?:is|are)\s+(?:not\s+missing|known)\b/iy, "known"],
  [/(?:is|are)\s+(?:missing|not\s+known|unknown)\b/iy, "missing"],
  [/(?:is|are)\s+not\b/iy, "!="],
  [/(?:is|are)\b/iy, "="],
  [/(?:does\s+not\s+contain)\b/iy, "lacks"],
  [/contains?\b/iy, "contains"],
  [/!=|<>|≠/y, "!="],
  [/<=|≤/y, "<="],
  [/>=|≥/y, ">="],
  [/==?/y, "="],
  [/</y, "<"],
  [/>/y, ">"],
];
/** How people say that someone has a passage coded with a code or below it. */
const codedWords = /(?:coded(?:\s+(?:under|with|as))?|(?:(?:has|have|with|without|any|no|an?)\s+)*(?:codings?|passages?(?:\s+coded)?)\s+(?:under|with|of|in|as))(?=[\s("'“‘„])/iy;
/** What a participant's label may be called, where the study has no attribute of that name. */
const labelNames = ["participant", "label", "id"];
const theLabel: Attribute = { id: "label", name: "participant", kind: "text", levels: [], bands: "" };
const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "‘": "’", "„": "“" };

class Reader {
  private at = 0;
  private readonly study: Study;
  private readonly text: string;
  constructor(study: Study, text: string) {
    this.study = study;
    this.text = text;
  }

  whole(): Test {
    if (this.text.trim() === "") throw new Unreadable("the rule is empty; write one like: age >= 25 and used team = yes.", 0);
    const test = this.either();
    this.space();
    if (this.at < this.text.length) throw new Unreadable(this.text[this.at] === ")" ? "this bracket was never opened." : 'expected "and", "or" or the end of the rule.', this.at);
    return test;
  }

  private either(): Test {
    let test = this.both();
    while (this.word("or")) {
      const [left, right] = [test, this.both()];
      test = (p) => left(p) || right(p);
    }
    return test;
  }

  private both(): Test {
    let test = this.negated();
    while (this.word("and")) {
      const [left, right] = [test, this.negated()];
      test = (p) => left(p) && right(p);
    }
    return test;
  }

  private negated(): Test {
    this.space();
    if (this.text[this.at] === "(") {
      const open = this.at++;
      const test = this.either();
      this.space();
      if (this.text[this.at] !== ")") throw new Unreadable("the bracket that opens here is never closed.", open);
      this.at++;
      return test;
    }
    const condition = this.comparison(true);
    if (condition) return condition;
    if (this.word("not")) {
      const test = this.negated();
      return (p) => !test(p);
    }
    const coded = this.matched(codedWords);
    if (coded !== null) {
      const test = this.coded();
      return /^(?:no|without|has no|have no)\b/i.test(coded) ? (p) => !test(p) : test;
    }
    return this.comparison(false)!;
  }

  /** `attribute = value`. With `known`, null unless an attribute of the study stands here with an operator behind it. */
  private comparison(known: boolean): Test | null {
    const start = this.at;
    const attribute = this.attribute(known);
    if (!attribute) {
      this.at = start;
      return null;
    }
    this.space();
    if (this.word("between")) return this.between(attribute);
    const among = this.matched(/(?:is\s+|are\s+)?(?:not\s+)?(?:in|one\s+of|among)(?=\s*\()/iy);
    if (among !== null) return this.among(attribute, /\bnot\b/i.test(among) ? "!=" : "=");
    const operator = this.operator();
    if (operator === null) {
      if (!known) throw new Unreadable(`expected =, !=, <, >, in (…), between, contains or "is missing" after "${attribute.name}".`, this.at);
      this.at = start;
      return null;
    }
    if (operator === "missing" || operator === "known") return testOf(attribute, compile(attribute, operator, "") as Test);
    return this.against(attribute, operator);
  }

  /** The value that stands here, compared. `stop` are marks that end it where it is not in quotes. */
  private against(attribute: Attribute, operator: Operator, stop = "()"): Test {
    this.space();
    const at = this.at;
    const value = this.name(this.valuesOf(attribute), "and", stop);
    if (value === "") throw new Unreadable(`expected a value after "${attribute.name} ${operator}".`, at);
    const test = compile(attribute, operator, value);
    if (typeof test === "string") throw new Unreadable(test, at);
    return testOf(attribute, test);
  }

  private between(attribute: Attribute): Test {
    const from = this.against(attribute, ">=");
    if (!this.word("and")) throw new Unreadable('expected "and" and the higher end, like: age between 25 and 35.', this.at);
    const to = this.against(attribute, "<=");
    return (p) => from(p) && to(p);
  }

  /** Any of a list, or with "!=" none of it; who has no value meets neither. */
  private among(attribute: Attribute, operator: "=" | "!="): Test {
    this.space();
    const open = this.at++;
    const tests: Test[] = [];
    do {
      tests.push(this.against(attribute, operator, "(),;"));
      this.space();
    } while (/[,;]/.test(this.text[this.at] ?? "") && ++this.at);
    if (this.text[this.at] !== ")") throw new Unreadable("the list that opens here is never closed; it is written like (London, Leeds).", open);
    this.at++;
    return operator === "=" ? (p) => tests.some((test) => test(p)) : (p) => tests.every((test) => test(p));
  }

  private attribute(known: boolean): Attribute | null {
    this.space();
    const at = this.at;
    const names = [...this.study.attributes.values()].map((a) => a.name);
    if (!known) {
      const called = this.oneOf(labelNames);
      if (called !== null) return theLabel;
    }
    const name = known ? this.quoted() ?? this.oneOf(names) ?? "" : this.quoted() ?? this.oneOf(names) ?? this.upTo(/\s*(?:[=<>≤≥≠()]|!=|$|\s(?:is|are|contains?|and|or)\b)/iy);
    const attribute = attributeNamed(this.study, name);
    if (attribute || known) return attribute ?? null;
    if (name === "") throw new Unreadable("expected a condition, like: age >= 25.", at);
    throw new Unreadable(`there is no attribute "${name}"${names.length > 0 ? `; this study has ${names.map((n) => `"${n}"`).join(", ")}` : " in this study"}.`, at);
  }

  private coded(): Test {
    this.space();
    const at = this.at;
    const live = [...this.study.codes.values()].filter((c) => c.mergedInto === null);
    const path = this.name(live.flatMap((c) => [pathOf(this.study, c.id), c.name]), "by");
    if (path === "") throw new Unreadable('expected a code after "coded", like: coded "home visits".', at);
    const code = codeAt(this.study, path);
    if (!code) {
      const several = live.filter((c) => c.name.toLowerCase() === path.toLowerCase());
      throw new Unreadable(several.length > 1 ? `several codes are called "${path}"; write the full path, like "${pathOf(this.study, several[0]!.id)}".` : `there is no code "${path}" in this study.`, at);
    }
    const who = this.word("by") ? this.coder() : null;
    const found = codedParticipants(this.study, code.id as CodeId, who);
    return (p) => found.has(p.id);
  }

  private coder(): CoderId {
    this.space();
    const at = this.at;
    const name = this.name([...this.study.coders.values()].map((c) => c.name));
    const coder = coderNamed(this.study, name);
    if (!coder) throw new Unreadable(name === "" ? 'expected a coder after "by".' : `there is no coder "${name}" in this study.`, at);
    return coder.id;
  }

  /** A name or value: in quotes, or the longest of the known ones that stands here, or all up to the next "and", "or" or bracket. */
  private name(known: readonly string[], stop = "and", marks = "()"): string {
    return this.quoted() ?? this.oneOf(known, marks) ?? this.upTo(new RegExp(String.raw`\s*(?:[${marks}]|$|\s(?:and|or|${stop})(?:\s|$))`, "iy"));
  }

  private valuesOf(attribute: Attribute): string[] {
    if (attribute === theLabel) return [...this.study.participants.values()].map((p) => p.label);
    const found = new Set(attribute.levels);
    for (const person of this.study.participants.values()) {
      const value = person.values[attribute.id];
      if (typeof value === "string") found.add(value.trim());
    }
    return [...found];
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private word(wanted: string): boolean {
    this.space();
    const end = this.at + wanted.length;
    if (this.text.slice(this.at, end).toLowerCase() !== wanted || !/^(?:$|[\s("'“‘„])/.test(this.text.slice(end, end + 1))) return false;
    this.at = end;
    return true;
  }

  /** What a pattern matches here, taken; null where it does not. */
  private matched(pattern: RegExp): string | null {
    this.space();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private operator(): Operator | null {
    for (const [pattern, operator] of operators) {
      pattern.lastIndex = this.at;
      const found = pattern.exec(this.text);
      if (!found) continue;
      this.at += found[0].length;
      return operator;
    }
    return null;
  }

  private quoted(): string | null {
    const close = quotes[this.text[this.at] ?? ""];
    if (close === undefined) return null;
    let value = "";
    for (let i = this.at + 1; i < this.text.length; i++) {
      if (this.text[i] !== close) value += this.text[i];
      else if (this.text[i + 1] === close) value += this.text[i++];
      else {
        this.at = i + 1;
        return value.trim();
      }
    }
    throw new Unreadable("the quotation mark that opens here is never closed.", this.at);
  }

  /** The longest of the names that stands here as whole words, whatever its case and spacing. */
  private oneOf(names: readonly string[], marks = "()"): string | null {
    let best: { name: string; end: number } | null = null;
    for (const name of names) {
      if (name.trim() === "") continue;
      const pattern = new RegExp(`${name.trim().split(/\s+/).map((part) => RegExp.escape(part)).join(String.raw`\s+`)}(?=$|[\\s${marks}=<>!≤≥≠])`, "iy");
      pattern.lastIndex = this.at;
      const found = pattern.exec(this.text);
      if (found && (!best || this.at + found[0].length > best.end)) best = { name: name.trim(), end: this.at + found[0].length };
    }
    if (best) this.at = best.end;
    return best?.name ?? null;
  }

  private upTo(stop: RegExp): string {
    const start = this.at;
    for (; this.at <= this.text.length; this.at++) {
      stop.lastIndex = this.at;
      if (stop.test(this.text)) break;
    }
    return this.text.slice(start, this.at).trim();
  }
}
