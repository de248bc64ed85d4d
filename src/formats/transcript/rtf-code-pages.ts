import { symbolAt } from "./symbol-font.ts";

/** The upper halves of the two code pages of DOS that RTF still names and that no decoder of the platform knows. */
const UPPER: Readonly<Record<number, string>> = {
  437: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
  850: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
};

const LABELS: Readonly<Record<number, string>> = { 866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 10000: "macintosh", 10007: "x-mac-cyrillic", 65001: "utf-8" };

/** The number under which the bytes of a symbol font are decoded; it is no code page. */
export const SYMBOL_PAGE = -2;

/** The code page that a font's character set number stands for; null where the number leaves it to the document. */
export const pageOfCharset = (charset: number): number | null =>
  ({ 0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850 })[charset] ?? null;

/** Bytes as text in a numbered code page; an unknown number is read as Windows-1252. */
export function decodePage(bytes: readonly number[], page: number): string {
  if (page === SYMBOL_PAGE) return bytes.map(symbolAt).join("");
  const upper = UPPER[page];
  if (upper) return bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : (upper[byte - 128] ?? "\ufffd"))).join("");
  const label = LABELS[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : "windows-1252");
  return new TextDecoder(label).decode(Uint8Array.from(bytes));
}
