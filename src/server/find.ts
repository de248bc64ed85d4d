import { liveCodes, pathOf } from "../study/code.ts";
import { presentSources, type Source } from "../study/source.ts";
import type { Study } from "../study/study.ts";
import type { FoundAnswer } from "./answers.ts";

const around = 60;

/** A pattern for words in any case, with any white space between them. */
const patternFor = (q: string): RegExp => new RegExp(q.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");

/** The words of a text around a match, cut at the ends of words. */
function context(text: string, start: number, end: number): { before: string; words: string; after: string } {
  const from = Math.max(0, start - around);
  const to = Math.min(text.length, end + around);
  const before = text.slice(from, start).replace(/^\S*\s/, (cut) => (from === 0 ? cut : ""));
  const after = text.slice(end, to).replace(/\s\S*$/, (cut) => (to === text.length ? cut : ""));
  const flat = (words: string): string => words.replace(/\s+/g, " ");
  return { before: flat(before), words: flat(text.slice(start, end)), after: flat(after) };
}

/**
 * Looks for words in the names of interviews, codes, themes and people, in memos, and in the interviews themselves, in
 * that order; whatever their case. At most `limit` answers, of which at most eight from one interview while others wait.
 */
export async function find(study: Study, textOf: (source: Source) => Promise<string>, q: string, limit: number): Promise<FoundAnswer[]> {
  if (q.trim() === "") return [];
  const found: FoundAnswer[] = [];
  const look = (kind: FoundAnswer["kind"], id: string, title: string, text: string, place = false): void => {
    const match = patternFor(q).exec(text);
    if (match) found.push({ kind, id, title, ...context(text, match.index, match.index + match[0].length), start: place ? match.index : null, end: place ? match.index + match[0].length : null });
  };
  const sources = presentSources(study);
  for (const code of liveCodes(study)) look("code", code.id, pathOf(study, code.id), [pathOf(study, code.id), code.description, code.whenToUse, code.whenNotToUse, code.example].filter(Boolean).join(" · "));
  for (const source of sources) look("interview", source.id, source.name, source.name);
  for (const person of study.participants.values()) look("person", person.id, person.label, [person.label, ...Object.values(person.values).filter((v) => typeof v === "string")].join(" · "));
  for (const theme of study.themes.values()) if (theme.state !== "discarded") look("theme", theme.id, theme.name, [theme.name, theme.centralIdea, theme.scope].filter(Boolean).join(" · "));
  for (const memo of study.memos.values()) look("memo", memo.id, memo.title || `${memo.kind} memo`, [memo.title, memo.text].filter(Boolean).join(" · "));
  const most = Math.max(8, Math.floor(limit / Math.max(1, sources.length)));
  for (const source of sources) {
    if (found.length >= limit) break;
    const text = await textOf(source);
    let here = 0;
    for (const match of text.matchAll(patternFor(q))) {
      if (here++ >= most || found.length >= limit) break;
      const [start, end] = [match.index, match.index + match[0].length];
      found.push({ kind: "interview", id: source.id, title: source.name, ...context(text, start, end), start, end });
    }
  }
  return found.slice(0, limit);
}
