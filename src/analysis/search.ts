import { liveCodes, pathOf } from "../study/code.ts";
import { presentSources } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import { literal, wordEnd, wordStart } from "./fold-letters.ts";
import type { Texts } from "./passages.ts";

export const searchable = ["source", "code", "theme", "memo", "participant"] as const;
export type Searchable = (typeof searchable)[number];

/** One place where the words stand, with what is around them. */
export interface Hit {
  readonly kind: Searchable;
  readonly id: string;
  /** The source's name, the code's path, the memo's title, the participant's label. */
  readonly name: string;
  /** Which text of it: "text", "name", "description", or an attribute's name. */
  readonly field: string;
  /** UTF-16 offsets in that text. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

export interface SearchOptions {
  readonly in?: readonly Searchable[];
  readonly ignoreCase?: boolean;
  readonly ignoreAccents?: boolean;
  /** Only whole words: "mum" does not find "mummy". */
  readonly wholeWords?: boolean;
  /** How many characters to show on each side; 40 unless said otherwise. */
  readonly context?: number;
  /** Stop after so many; 1,000 unless said otherwise. */
  readonly limit?: number;
}

/** Everything that can be searched, text by text, each read only when its turn comes. */
function* textsOf(study: Study, texts: Texts, kinds: readonly Searchable[]): Generator<readonly [kind: Searchable, id: string, name: string, field: string, text: string]> {
  for (const kind of kinds) {
    switch (kind) {
      case "source":
        for (const { id, name } of presentSources(study)) {
          yield [kind, id, name, "name", name];
          yield [kind, id, name, "text", texts(id)];
        }
        break;
      case "code":
        for (const code of liveCodes(study)) {
          const path = pathOf(study, code.id);
          for (const [field, text] of [["name", code.name], ["description", code.description], ["when to use", code.whenToUse], ["when not to use", code.whenNotToUse], ["example", code.example]] as const) yield [kind, code.id, path, field, text];
        }
        break;
      case "theme":
        for (const theme of study.themes.values()) {
          if (theme.state === "discarded") continue;
          for (const [field, text] of [["name", theme.name], ["central idea", theme.centralIdea], ["scope", theme.scope]] as const) yield [kind, theme.id, theme.name, field, text];
        }
        break;
      case "memo":
        for (const { id, title, text } of study.memos.values()) {
          yield [kind, id, title, "title", title];
          yield [kind, id, title, "text", text];
        }
        break;
      case "participant":
        for (const { id, label, values } of study.participants.values()) {
          yield [kind, id, label, "label", label];
          for (const [attribute, value] of Object.entries(values)) if (typeof value === "string") yield [kind, id, label, study.attributes.get(attribute)?.name ?? attribute, value];
        }
    }
  }
}

/** Finds a word or phrase wherever people wrote. Case and accents do not matter unless asked for. Of nothing, nothing is found. */
export function search(study: Study, texts: Texts, words: string, options: SearchOptions = {}): Hit[] {
  const { ignoreCase = true, ignoreAccents = true, wholeWords = false, context = 40, limit = 1000 } = options;
  const wanted = literal(words, { ignoreCase, ignoreAccents });
  const hits: Hit[] = [];
  if (wanted === "") return hits;
  const pattern = new RegExp(wholeWords ? `${wordStart}${wanted}${wordEnd}` : wanted, ignoreCase ? "giu" : "gu");
  for (const [kind, id, name, field, text] of textsOf(study, texts, options.in ?? searchable)) {
    for (const { index: start, 0: match } of text.matchAll(pattern)) {
      if (hits.length >= limit) return hits;
      const end = start + match.length;
      hits.push({ kind, id, name, field, start, end, before: text.slice(wholeFrom(text, start - context), start), match, after: text.slice(end, wholeFrom(text, end + context)) });
    }
  }
  return hits;
}

/** The nearest offset at or before that does not cut a character in two. */
function wholeFrom(text: string, offset: number): number {
  const at = Math.max(0, Math.min(offset, text.length));
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
}
