import { eastAsian } from "./charset-east.ts";
import { decodePage } from "./transcript/rtf-code-pages.ts";

/** Text out of bytes, with the character set they were read as. */
export interface Decoded {
  readonly text: string;
  /** "UTF-8", "UTF-16LE", "Windows-1252" … */
  readonly charset: string;
  /** What a person should know about the choice; empty where it was certain. */
  readonly notes: readonly string[];
}

/**
 * Decodes bytes whose character set nobody stated. A byte order mark decides; then bytes that are valid UTF-8; then the
 * zero bytes of UTF-16; then a set that `stated` names; then a multi-byte set of East Asia whose common characters the
 * bytes are; otherwise the single-byte set under which the letters beyond ASCII make the most sense for some language.
 * Returns null where the bytes are not text.
 */
export function decode(bytes: Uint8Array, stated?: string): Decoded | null {
  const marked = byMark(bytes);
  if (marked) return isText(marked.text) ? marked : null;
  const wide = wideWithoutMark(bytes);
  if (wide) return isText(wide.text) ? wide : null;
  const seven = bytes.includes(0x1b) ? byEastAsian(bytes) : null;
  if (seven) return seven;
  const utf8 = asUtf8(bytes);
  if (utf8) return isText(utf8.text) ? utf8 : null;
  const named = stated === undefined ? null : asStated(bytes, stated);
  if (named) return isText(named.text) ? named : null;
  return byEastAsian(bytes) ?? (isText(latin1(bytes)) ? bySense(bytes) : null);
}

function byEastAsian(bytes: Uint8Array): Decoded | null {
  const set = eastAsian(bytes);
  if (!set) return null;
  const text = new TextDecoder(set.label).decode(bytes);
  return isText(text) ? { text, charset: set.shown, notes: [`The character set is not marked in the file; its bytes make most sense as ${set.shown}.`] } : null;
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    const text = new TextDecoder("utf-8").decode(bytes);
    return { text, charset: "UTF-8", notes: badBytes(text) };
  }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { text: utf32(bytes.subarray(4)), charset: "UTF-32LE", notes: [] };
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder("utf-16le").decode(bytes), charset: "UTF-16LE", notes: [] };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder("utf-16be").decode(bytes), charset: "UTF-16BE", notes: [] };
  return null;
}

function utf32(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const point = (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
    parts.push(point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return parts.join("");
}

/** UTF-16 shows itself by zero bytes on one side only, wherever the text has line breaks, spaces or Latin letters. */
function wideWithoutMark(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, 8192);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, i) => { if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1; });
  const half = sample.length / 2;
  const [even = 0, odd = 0] = zeros;
  const little = odd > half * 0.1 && even < half * 0.01;
  const big = even > half * 0.1 && odd < half * 0.01;
  const few = !little && !big && bytes.length % 2 === 0 && (even === 0) !== (odd === 0);
  if (!little && !big && !few) return null;
  const label = little || (few && even === 0) ? "utf-16le" : "utf-16be";
  const text = new TextDecoder(label).decode(bytes);
  if (few && (text.match(/[\p{L}\p{M}\p{N}\p{P}\p{Zs}\s]/gu)?.length ?? 0) < text.length * 0.98) return null;
  if ((text.match(/\ufffd/gu)?.length ?? 0) > text.length / 100) return null;
  return { text, charset: label.toUpperCase(), notes: ["The character set is not marked in the file; its zero bytes show UTF-16."] };
}

function asUtf8(bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), charset: "UTF-8", notes: [] };
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes);
    const bad = text.match(/\ufffd/gu)?.length ?? 0;
    // oxlint-disable-next-line no-control-regex
    const beyond = (text.match(/[^\x00-\x7f]/gu)?.length ?? 0) - bad;
    return beyond >= 10 * bad ? { text, charset: "UTF-8", notes: badBytes(text) } : null;
  }
}

const badBytes = (text: string): string[] => {
  const bad = text.match(/\ufffd/gu)?.length ?? 0;
  return bad === 0 ? [] : [`${bad} ${bad === 1 ? "place is" : "places are"} not valid UTF-8 and ${bad === 1 ? "shows" : "show"} as \ufffd.`];
};

function asStated(bytes: Uint8Array, stated: string): Decoded | null {
  try {
    const decoder = new TextDecoder(stated, { fatal: true });
    return { text: decoder.decode(bytes), charset: decoder.encoding.replace("windows", "Windows"), notes: ["The character set is the one that the file states."] };
  } catch {
    return null;
  }
}

/** True for text with no more than a few stray control characters (zero bytes and the like). */
function isText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  const odd = text.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  return odd <= text.length * 0.05 + 2 && lost <= text.length * 0.2 + 2;
}

const latin1 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return parts.join("");
};

/** Letters beyond ASCII of common languages, by the sets that were made for them. Western European first: it wins a tie. */
const WESTERN = ["äöüß", "éèêàçùâîôëïûœæ", "áéíóúñüª", "áâãàçéêíóôõúªº", "àèéìòùí", "åäöé", "æøåéôòóèêü", "ëïéèöüóá", "áéíóúýþæöð"];
const CENTRAL = ["ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž", "äöüß"];
const CYRILLIC = ["абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш"];
const SETS: readonly (readonly [label: string, shown: string, languages: readonly string[]])[] = [
  ["windows-1252", "Windows-1252", WESTERN],
  ["windows-1250", "Windows-1250", CENTRAL],
  ["iso-8859-2", "ISO-8859-2", CENTRAL],
  ["windows-1251", "Windows-1251", CYRILLIC],
  ["koi8-r", "KOI8-R", CYRILLIC],
  ["ibm866", "IBM866", CYRILLIC],
  ["windows-1253", "Windows-1253", ["αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ"]],
  ["windows-1254", "Windows-1254", ["çğıöşüâîû"]],
  ["windows-1257", "Windows-1257", ["āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"]],
  ["windows-1255", "Windows-1255", ["אבגדהוזחטיכךלמםנןסעפףצץקרשת"]],
  ["windows-1256", "Windows-1256", ["ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؟"]],
  ["macintosh", "Mac Roman", WESTERN],
  ["x-mac-cyrillic", "Mac Cyrillic", CYRILLIC],
  ["iso-8859-5", "ISO-8859-5", CYRILLIC],
  ["iso-8859-6", "ISO-8859-6", ["ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؟"]],
  ["ibm850", "IBM850", WESTERN],
  ["windows-874", "Windows-874", ["กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮฯะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์"]],
];

/** Sample enough of the file that the letters tell; the whole of a large file tells no more. */
const SAMPLE = 200_000;

function bySense(bytes: Uint8Array): Decoded {
  let best = { label: "windows-1252", shown: "Windows-1252", score: -Infinity };
  let seen = 0;
  for (const [label, shown, languages] of SETS) {
    const text = single(bytes.subarray(0, SAMPLE), label);
    const { score, letters } = sense(text, languages);
    if (score > best.score + 0.02) best = { label, shown, score };
    seen = Math.max(seen, letters);
  }
  const text = single(bytes, best.label);
  const sure = best.score > 0.9 && seen >= 5 ? "" : " Please check the accented letters.";
  return { text, charset: best.shown, notes: [`The character set is not marked in the file; its letters make most sense as ${best.shown}.${sure}`] };
}

/** Bytes as text in a set of one byte a character; the platform has no decoder for the page of DOS. */
const single = (bytes: Uint8Array, label: string): string => (label === "ibm850" ? decodePage(Array.from(bytes), 850) : new TextDecoder(label).decode(bytes));

/** Typographic marks where they belong: between letters, after words, before words, between spaces. */
// oxlint-disable-next-line no-control-regex
const PLACED = /(?<=\p{L})’(?=\p{L})|(?<=[\p{L}\p{N}.,!?…])[’”…»](?=[\s\p{P}]|$)|(?<=^|[\s(\p{Pd}])[‘“„«](?=[\p{L}\p{N}])|(?<=[\s\x00-\x7f])[–—](?=[\s\x00-\x7f])/gu;
const MARKS = /[’‘–—…“”„»«]/gu;

/**
 * The share of letters beyond ASCII that the best-fitting language uses, and of typographic marks that stand where they
 * belong, less what no language does: capitals after small letters, two scripts in one word, undefined bytes, no capital at all.
 */
function sense(text: string, languages: readonly string[]): { score: number; letters: number } {
  // oxlint-disable-next-line no-control-regex
  const letters = text.match(/(?<=\p{L}\p{M}*)[^\x00-\x7f’‘–—…“”„»«]|[^\x00-\x7f’‘–—…“”„»«](?=\p{L})/gu) ?? [];
  const marks = text.match(MARKS)?.length ?? 0;
  if (letters.length + marks === 0) return { score: 0, letters: 0 };
  const fitting = Math.max(...languages.map((set) => letters.filter((l) => set.includes(l.toLowerCase())).length));
  const share = (fitting + (text.match(PLACED)?.length ?? 0)) / (letters.length + marks);
  // oxlint-disable-next-line no-control-regex
  const wrongCase = text.match(/\p{Ll}\p{Lu}|(?=[^\x00-\x7f])\p{Lu}(?=\p{Lu}\p{Ll})/gu)?.length ?? 0;
  // In Latin letters a capital inside a word written in capitals is in its place.
  // oxlint-disable-next-line no-control-regex
  const innerCapitals = text.match(/(?<=\p{L})(?=[^\x00-\x7f])\p{Lu}(?!(?<=\p{Lu}\p{Script=Latin})(?!\p{Ll}))/gu)?.length ?? 0;
  const mixedScripts = text.match(/[a-z](?=(?!\p{Script=Latin})\p{L})|(?!\p{Script=Latin})\p{L}(?=[a-z])/giu)?.length ?? 0;
  const undefinedBytes = text.match(/[\x80-\x9f\ufffd]/gu)?.length ?? 0;
  const small = text.match(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu)?.length ?? 0;
  const uncapped = small >= 20 && !/[\p{Script=Cyrillic}\p{Script=Greek}](?<=\p{Lu})/u.test(text) ? 0.05 : 0;
  return { score: share - uncapped - (wrongCase + 0.3 * innerCapitals + mixedScripts + 2 * undefinedBytes) / (letters.length + marks), letters: letters.length + marks };
}
