import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decode } from "./charset.ts";

/** Bytes of a text in a single-byte set, by asking the platform's decoder what each byte stands for. */
function encode(text: string, label: string): Uint8Array {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(label).decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text], (letter) => {
    const byte = table.get(letter);
    if (byte === undefined) throw new Error(`${letter} is not in ${label}`);
    return byte;
  });
}
const utf16 = (text: string, mark: boolean, big: boolean): Uint8Array => {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (_, i) => text.charCodeAt(i))];
  return Uint8Array.from(units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])));
};

describe("the character set of a text", () => {
  const texts: [charset: string, label: string, text: string][] = [
    ["Windows-1252", "windows-1252", "Je me suis levée très tôt, à l’aube, et ça m’a plu. C’était déjà l’été, où tout était prêt."],
    ["Windows-1252", "windows-1252", "Jeg var så træt, og så kørte vi hjem på Ærø. Det er ikke nødvendigt, sagde hun på dansk."],
    ["Windows-1252", "windows-1252", "Das war für mich natürlich schön, aber auch größer als früher. Weiß ich, ähm, möglich."],
    ["Windows-1252", "windows-1252", "Não é fácil, mas a educação das crianças é também uma questão de coração."],
    ["Windows-1250", "windows-1250", "Zażółć gęślą jaźń. Później poszłam do szkoły, gdzie było mi źle, ale się przyzwyczaiłam."],
    ["Windows-1250", "windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy. Řekla mi, že už nebude chodit do školy."],
    ["Windows-1251", "windows-1251", "Я тогда очень устала, и мы поехали домой. Это было трудно, но интересно."],
    ["KOI8-R", "koi8-r", "Я тогда очень устала, и мы поехали домой. Это было трудно, но интересно."],
    ["Windows-1253", "windows-1253", "Ήμουν πολύ κουρασμένη και γυρίσαμε στο σπίτι. Ήταν δύσκολο."],
    ["Windows-1254", "windows-1254", "Çok yorgundum ve eve gittik. Şimdi iyiyim, ama o gün çok güçtü; ağladım."],
    ["Mac Roman", "macintosh", "Je me suis levée très tôt, à l’aube, et ça m’a plu. C’était déjà l’été, où tout était prêt."],
  ];
  test.each(texts)("%s: bytes of a sentence are read back (%s, %s)", (charset, label, text) => {
    expect(decode(encode(text, label))).toMatchObject({ charset, text });
  });
  test("a byte order mark decides and is not part of the text", () => {
    expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x68, 0x69))).toEqual({ text: "hi", charset: "UTF-8", notes: [] });
    expect(decode(utf16("häh 日本", true, false))).toMatchObject({ text: "häh 日本", charset: "UTF-16LE" });
    expect(decode(utf16("häh 日本", true, true))).toMatchObject({ text: "häh 日本", charset: "UTF-16BE" });
  });
  test("UTF-16 without a mark shows itself by its zero bytes", () => {
    expect(decode(utf16("Hello there, how are you?", false, false))).toMatchObject({ text: "Hello there, how are you?", charset: "UTF-16LE" });
    expect(decode(utf16("Hello there, how are you?", false, true))).toMatchObject({ text: "Hello there, how are you?", charset: "UTF-16BE" });
  });
  test("a few bad bytes in a long UTF-8 text do not make it another set; they are counted", () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("é".repeat(50)), 0xff, 0x41]);
    expect(decode(bytes)).toMatchObject({ charset: "UTF-8", notes: ["1 place is not valid UTF-8 and shows as \ufffd."] });
  });
  test("bytes that are no text are refused", () => {
    expect(decode(Uint8Array.from({ length: 500 }, (_, i) => (i * 37) & 255))).toBeNull();
  });
  test("a set that the file states is used for bytes that are not UTF-8", () => {
    expect(decode(Uint8Array.of(0x93, 0xfa, 0x96, 0x7b), "shift_jis")).toMatchObject({ text: "日本", charset: "shift_jis" });
  });
  const real = new URL("../../../shared/data/transcripts/1556_16296-cp1252.txt", import.meta.url);
  test.skipIf(!existsSync(real))("a real Portuguese record is Windows-1252", () => {
    const decoded = decode(new Uint8Array(readFileSync(real)));
    expect(decoded?.charset).toBe("Windows-1252");
    expect(decoded?.text).toContain("ao príncipe regente D. João");
  });
});
