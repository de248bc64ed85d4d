import type { Offset, Range } from "./range.ts";

/** One change to a text: at `at`, take `remove` code units out and put `insert` in. */
export interface Edit {
  readonly at: Offset;
  readonly remove: number;
  readonly insert: string;
}

/** Which edits are in force, by their number in the order they were applied. The empty set is the text as imported. */
export type Version = ReadonlySet<number>;

/** The text as it was imported, before any edit. */
export const original: Version = new Set<number>();

/** A code unit named for good: which edit brought it (`-1`: the original) and its place among what that edit brought. */
interface Unit {
  readonly origin: number;
  readonly index: number;
}

/** A stretch of units that came together and were taken out together. */
interface Piece {
  readonly origin: number;
  readonly from: number;
  readonly to: number;
  readonly removedBy: readonly number[];
}

/**
 * What an insertion belongs to. A replacement hangs on the first and last unit that it replaced, an insertion on its
 * two neighbours: a range takes it in exactly when it holds both. Null at the ends of the text, which no range holds.
 */
interface Anchor {
  readonly first: Unit | null;
  readonly last: Unit | null;
}

/**
 * A text with all that was ever done to it. Nothing is thrown away: removed units stay, marked, so that every version
 * can be shown and a range given in one version can be found in any other. It holds lengths and places, not letters,
 * so ranges move without the text being in memory.
 */
export interface EditedText {
  readonly pieces: readonly Piece[];
  readonly anchors: readonly Anchor[];
  readonly inserted: readonly string[];
}

/** A text of so many UTF-16 code units that nobody has edited yet. */
export const unedited = (units: number): EditedText => ({
  pieces: units > 0 ? [{ origin: -1, from: 0, to: units, removedBy: [] }] : [],
  anchors: [],
  inserted: [],
});

const knows = (version: Version, origin: number): boolean => origin < 0 || version.has(origin);
const shows = (version: Version, piece: Piece): boolean => knows(version, piece.origin) && !piece.removedBy.some((e) => version.has(e));
const size = (piece: Piece): number => piece.to - piece.from;

/** How many code units the text has in a version. */
export const lengthIn = (text: EditedText, version: Version): number =>
  text.pieces.reduce((sum, piece) => sum + (shows(version, piece) ? size(piece) : 0), 0);

/** The letters of a version, given those of the original. */
export function render(text: EditedText, letters: string, version: Version): string {
  if (version.size === 0) return letters;
  const parts: string[] = [];
  for (const piece of text.pieces) {
    if (shows(version, piece)) parts.push((piece.origin < 0 ? letters : text.inserted[piece.origin]!).slice(piece.from, piece.to));
  }
  return parts.join("");
}

/**
 * The text with one more edit, whose offsets count in the version `seen` that its author had in front of them.
 * The new edit's number is the count of edits before it. Two people's edits at one place keep the order they are applied in.
 * Offsets beyond the text are drawn in to its end: a log is folded whole, whatever it holds.
 */
export function applyEdit(text: EditedText, edit: Edit, seen: Version): EditedText {
  const number = text.anchors.length;
  const from = Math.max(0, edit.at);
  const to = from + Math.max(0, edit.remove);
  const pieces: Piece[] = [];
  let at = 0;
  let left: Unit | null = null;
  let right: Unit | null = null;
  let firstOut: Unit | null = null;
  let lastOut: Unit | null = null;
  let afterOut = -1;
  let beforeRight = -1;
  for (const piece of text.pieces) {
    if (!shows(seen, piece)) {
      pieces.push(piece);
      continue;
    }
    const end = at + size(piece);
    const cuts = [at, Math.min(Math.max(from, at), end), Math.min(Math.max(to, at), end), end];
    for (let part = 0; part < 3; part++) {
      const [a, b] = [cuts[part]!, cuts[part + 1]!];
      if (a === b) continue;
      const cut: Piece = { ...piece, from: piece.from + (a - at), to: piece.from + (b - at) };
      if (part === 1) {
        firstOut ??= { origin: cut.origin, index: cut.from };
        lastOut = { origin: cut.origin, index: cut.to - 1 };
        pieces.push({ ...cut, removedBy: [...cut.removedBy, number] });
        afterOut = pieces.length;
      } else {
        if (part === 0) left = { origin: cut.origin, index: cut.to - 1 };
        else if (!right) {
          right = { origin: cut.origin, index: cut.from };
          beforeRight = pieces.length;
        }
        pieces.push(cut);
      }
    }
    at = end;
  }
  const place = afterOut >= 0 ? afterOut : beforeRight >= 0 ? beforeRight : pieces.length;
  if (edit.insert.length > 0) pieces.splice(place, 0, { origin: number, from: 0, to: edit.insert.length, removedBy: [] });
  const anchor: Anchor = firstOut ? { first: firstOut, last: lastOut } : { first: left, last: right };
  return { pieces, anchors: [...text.anchors, anchor], inserted: [...text.inserted, edit.insert] };
}

/**
 * Where a range of one version stands in another: the one function by which every anchored range moves.
 *
 * What was put in at a range's edge stays outside, what was put in inside it is taken in, and a correction belongs to
 * the range exactly when all that it replaced did. A range whose words are all gone comes back empty, at the place
 * where they stood; in a version that has the words again it has its old place again.
 */
export function mapRange(text: EditedText, range: Range, from: Version, to: Version): Range {
  return from === to ? range : mapper(text, from, to)(range);
}

/** `mapRange` for many ranges between the same two versions. */
export function mapper(text: EditedText, from: Version, to: Version): (range: Range) => Range {
  if (from === to) return (range) => range;
  const { pieces } = text;
  // Every unit's place in the whole sequence, shown or not; and what each version has shown before each piece.
  const place = new Float64Array(pieces.length + 1);
  const before = new Float64Array(pieces.length + 1);
  const after = new Float64Array(pieces.length + 1);
  pieces.forEach((piece, i) => {
    place[i + 1] = place[i]! + size(piece);
    before[i + 1] = before[i]! + (shows(from, piece) ? size(piece) : 0);
    after[i + 1] = after[i]! + (shows(to, piece) ? size(piece) : 0);
  });
  const total = before[pieces.length]!;
  const placeOf = (unit: Unit): number => {
    const i = pieces.findIndex((p) => p.origin === unit.origin && p.from <= unit.index && unit.index < p.to);
    return place[i]! + unit.index - pieces[i]!.from;
  };
  const anchors = text.anchors.map(({ first, last }) => ({
    first: first && { origin: first.origin, place: placeOf(first) },
    last: last && { origin: last.origin, place: placeOf(last) },
  }));
  /** The place of the unit at an offset of `from`. */
  const unitAt = (offset: Offset): number => {
    let [low, high] = [0, pieces.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (before[middle]! <= offset) low = middle;
      else high = middle;
    }
    while (low < pieces.length - 1 && before[low + 1]! <= offset) low++;
    return place[low]! + offset - before[low]!;
  };
  /** How much `to` shows before a place. */
  const shownBefore = (target: number): Offset => {
    let i = 0;
    while (i < pieces.length && place[i + 1]! <= target) i++;
    const piece = pieces[i];
    return piece ? after[i]! + (shows(to, piece) ? target - place[i]! : 0) : after[i]!;
  };

  return ({ start, end }) => {
    if (end <= start || start >= total) {
      const offset = start >= total ? after[pieces.length]! : shownBefore(unitAt(Math.max(0, start)));
      return { start: offset, end: offset };
    }
    const first = unitAt(Math.max(0, start));
    const last = unitAt(Math.min(end, total) - 1);
    const held = new Map<number, boolean>();
    const holds = (unit: { origin: number; place: number } | null): boolean =>
      unit !== null && (knows(from, unit.origin) ? first <= unit.place && unit.place <= last : holdsEdit(unit.origin));
    const holdsEdit = (edit: number): boolean => {
      let answer = held.get(edit);
      if (answer === undefined) held.set(edit, (answer = holds(anchors[edit]!.first) && holds(anchors[edit]!.last)));
      return answer;
    };
    let newStart = -1;
    let newEnd = -1;
    pieces.forEach((piece, i) => {
      if (!shows(to, piece)) return;
      let [a, b] = [place[i]!, place[i + 1]!];
      if (knows(from, piece.origin)) [a, b] = [Math.max(a, first), Math.min(b, last + 1)];
      else if (!holdsEdit(piece.origin)) return;
      if (a >= b) return;
      if (newStart < 0) newStart = after[i]! + a - place[i]!;
      newEnd = after[i]! + b - place[i]!;
    });
    if (newStart < 0) newStart = newEnd = shownBefore(first);
    return { start: newStart, end: newEnd };
  };
}

/** The same change with the letters that both sides share left alone: "teh cat" to "the cat" touches two letters. */
export function tighten(edit: Edit, letters: string): Edit {
  const removed = letters.slice(edit.at, edit.at + edit.remove);
  if (removed === "" || edit.insert === "") return edit;
  const most = Math.min(removed.length, edit.insert.length);
  let head = 0;
  while (head < most && removed[head] === edit.insert[head]) head++;
  if (splitsPair(removed, head) || splitsPair(edit.insert, head)) head--;
  let tail = 0;
  while (tail < most - head && removed.at(-1 - tail) === edit.insert.at(-1 - tail)) tail++;
  if (splitsPair(removed, removed.length - tail) || splitsPair(edit.insert, edit.insert.length - tail)) tail--;
  return { at: edit.at + head, remove: removed.length - head - tail, insert: edit.insert.slice(head, edit.insert.length - tail) };
}

/** True where an offset falls between the two halves of one character. */
export function splitsPair(letters: string, offset: Offset): boolean {
  if (offset <= 0 || offset >= letters.length) return false;
  const [before, after] = [letters.charCodeAt(offset - 1), letters.charCodeAt(offset)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
