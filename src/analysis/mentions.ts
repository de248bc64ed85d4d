import { pathOf } from "../study/code.ts";
import type { Recorded, Study } from "../study/study.ts";

/** Something that an event speaks of and that a reader can go to. */
export interface Mention {
  readonly kind: "code" | "theme" | "source" | "participant" | "memo";
  readonly id: string;
  /** What a sentence may have called it at the time, the most telling first. */
  readonly names: readonly string[];
  /** For a source: the coding in it that is spoken of. */
  readonly coding?: string;
}

/** A sentence in parts, some of which speak of something that is still there. */
export type Piece = string | { readonly text: string; readonly to: Goal };
/** Where a part of a sentence leads to. */
export interface Goal {
  readonly kind: Mention["kind"];
  readonly id: string;
  readonly coding?: string;
}

const present = (names: readonly (string | undefined)[]): string[] => names.filter((n): n is string => n !== undefined && n !== "");

/** What an event speaks of, in the order of its sentence, with the names of that time. `before` is the study just before it. */
export function mentions(event: Recorded, before: Study): Mention[] {
  const body = event.body as Readonly<Record<string, unknown>>;
  const words = event.words as Readonly<Record<string, unknown>>;
  const said = typeof words["name"] === "string" ? words["name"] : undefined;
  const isAbout = (noun: string): boolean => event.type.startsWith(`${noun}.`);
  const found: Mention[] = [];
  const code = (id: string, own = false): void => void found.push({ kind: "code", id, names: present([own ? said : undefined, before.codes.has(id) ? pathOf(before, id) : undefined, before.codes.get(id)?.name]) });
  const theme = (id: string, own = false): void => void found.push({ kind: "theme", id, names: present([own ? said : undefined, before.themes.get(id)?.name]) });
  const spoken = typeof body["coding"] === "string" ? { coding: body["coding"] } : {};
  const source = (id: string, own = false): void => void found.push({ kind: "source", id, names: present([own ? said : undefined, before.sources.get(id)?.name]), ...spoken });
  const text = (key: string): string | null => (typeof body[key] === "string" ? body[key] : null);
  const list = (key: string): string[] => (Array.isArray(body[key]) ? (body[key] as unknown[]).filter((v): v is string => typeof v === "string") : []);

  const made = before.codings.get(text("coding") ?? "");
  if (made) {
    source(made.source);
    code(made.code);
  }
  if (text("source") !== null) source(text("source")!, isAbout("source"));
  for (const id of list("sources")) source(id);
  if (text("code") !== null) code(text("code")!, isAbout("code"));
  if (text("theme") !== null) theme(text("theme")!, isAbout("theme"));
  if (text("parent") !== null) (isAbout("theme") ? theme : code)(text("parent")!);
  if (text("into") !== null) code(text("into")!);
  for (const id of list("into")) code(id);
  const person = text("participant");
  if (person !== null) found.push({ kind: "participant", id: person, names: present([typeof words["label"] === "string" ? words["label"] : undefined, before.participants.get(person)?.label]) });
  const memo = text("memo");
  if (memo !== null) found.push({ kind: "memo", id: memo, names: present([typeof words["title"] === "string" ? words["title"] : undefined, before.memos.get(memo)?.title]) });
  return found;
}

/** Whether a name stands alone at a place of a sentence, and is no part of a longer word or number. */
const alone = (sentence: string, at: number, name: string): boolean => !/[\p{L}\p{N}]/u.test(sentence[at - 1] ?? "") && !/[\p{L}\p{N}]/u.test(sentence[at + name.length] ?? "");

function placeOf(sentence: string, { kind, names }: Mention, end: number): { at: number; text: string } | null {
  for (const name of names) {
    const quoted = kind === "participant" ? name : `"${name}"`;
    for (let at = sentence.indexOf(quoted); at >= 0 && at < end; at = sentence.indexOf(quoted, at + 1)) if (kind !== "participant" || alone(sentence, at, name)) return { at: kind === "participant" ? at : at + 1, text: name };
  }
  return null;
}

export const goalOf = ({ kind, id, coding }: Mention): Goal => (coding === undefined ? { kind, id } : { kind, id, coding });

/** A sentence in pieces, with what it mentions told apart from the rest where `stillThere` says that one can go to it. */
export function linked(sentence: string, all: readonly Mention[], stillThere: (mention: Mention) => boolean): readonly Piece[] {
  // What follows "because" is somebody's own words, in which a name may stand for anything.
  const reason = sentence.indexOf(", because: ");
  const end = reason < 0 ? sentence.length : reason;
  const places: { at: number; text: string; to: Goal }[] = [];
  for (const mention of all) {
    const place = stillThere(mention) ? placeOf(sentence, mention, end) : null;
    if (place && places.every((p) => place.at >= p.at + p.text.length || place.at + place.text.length <= p.at)) places.push({ ...place, to: goalOf(mention) });
  }
  if (places.length === 0) return [sentence];
  places.sort((a, b) => a.at - b.at);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { at, text, to } of places) {
    if (at > done) pieces.push(sentence.slice(done, at));
    pieces.push({ text, to });
    done = at + text.length;
  }
  if (done < sentence.length) pieces.push(sentence.slice(done));
  return pieces;
}

export const plain = (pieces: readonly Piece[]): string => pieces.map((p) => (typeof p === "string" ? p : p.text)).join("");
