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
    ["Windows-1252", "windows-1252", "I: How was it?\nP: Fine, it’s ok."],
    ["Windows-1252", "windows-1252", "“Yes,” she said – and the SEÑORA laughed…"],
    ["Mac Roman", "macintosh", "I: How was it?\nP: Fine, it’s ok."],
    ["Windows-1255", "windows-1255", "מראיינת: איך היה?\nמרואיינת: היה טוב מאוד, תודה רבה."],
    ["Windows-1256", "windows-1256", "الباحث: كيف كان الأمر؟ المشاركة: كان جيدا والحمد لله."],
    ["Windows-874", "windows-874", "ผู้สัมภาษณ์: เป็นอย่างไรบ้าง ผู้ให้สัมภาษณ์: สบายดีค่ะ"],
    ["Mac Cyrillic", "x-mac-cyrillic", "Я тогда очень устала, и мы поехали домой. Это было трудно."],
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
  test("UTF-16 without a mark is told by its line breaks alone where all letters are beyond Latin", () => {
    for (const big of [false, true]) expect(decode(utf16("聞き手：どうでしたか。\n話し手：よかったです。\n", false, big))).toMatchObject({ text: "聞き手：どうでしたか。\n話し手：よかったです。\n", charset: big ? "UTF-16BE" : "UTF-16LE" });
  });
  const eastern: [charset: string, text: string, hex: string][] = [
    ["Shift_JIS", "聞き手：どうでしたか。", "95b782ab8ee88146 82c782a482c582b582bd82a98142"],
    ["EUC-JP", "聞き手：どうでしたか。", "cab9a4adbceaa1a7a4c9a4a6a4c7a4b7a4bfa4aba1a3"],
    ["ISO-2022-JP", "聞き手：どうでしたか。", "1b2442 4a39242d3c6a2127 24492426244724372 43f242b2123 1b2842"],
    ["GB18030", "访问者：你好吗？我很好，谢谢", "b7c3cecad5dfa3bac4e3bac3c2f0a3bfced2badcbac3a3acd0bbd0bb"],
    ["EUC-KR", "면담자: 어떠셨나요? 아주 좋았습니다.", "b8e9b4e3c0da3a20beeeb6b0bcccb3aabfe43f20bec6c1d620c1c1bed2bdc0b4cfb4d92e"],
    ["Big5", "訪問者：你好嗎？我很好，謝謝", "b358b0ddaacca147a741a66eb6dca148a7daabdca66ea141c1c2c1c2"],
  ];
  test.each(eastern)("%s is told by its common characters", (charset, text, hex) => {
    expect(decode(Uint8Array.from((hex.replaceAll(" ", "").match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))))).toMatchObject({ charset, text });
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
