/** What a multi-byte set of East Asia makes of bytes: the set, and the name to show. */
export interface EastAsian {
  readonly label: string;
  readonly shown: string;
}

/** So many two-byte characters tell the sets apart; with fewer, any answer would be a guess. */
const ENOUGH = 6;

/**
 * The East Asian set that bytes without a mark are in, or null where none fits well. Nearly any bytes are valid in these
 * sets, so validity is not enough: Japanese must have its kana, Korean its syllables, Chinese its common characters.
 * Letters of a single-byte set stand mostly alone between ASCII letters or before a space, which none of the sets allows
 * or which puts them outside the common characters.
 */
export function eastAsian(bytes: Uint8Array): EastAsian | null {
  if (hasEscapes(bytes)) return valid(bytes, "iso-2022-jp") ? { label: "iso-2022-jp", shown: "ISO-2022-JP" } : null;
  const pairs = pairsOf(bytes);
  if (pairs.leads.length >= ENOUGH && pairs.alone === 0) {
    const share = (from: number, to: number, among = pairs.leads): number => among.filter((lead) => lead >= from && lead <= to).length / among.length;
    const written = pairs.leads.filter((lead) => lead >= 0xb0);
    if (share(0xa4, 0xa5) >= 0.2 && share(0xa1, 0xcf) >= 0.9 && valid(bytes, "euc-jp")) return { label: "euc-jp", shown: "EUC-JP" };
    if (written.length >= ENOUGH && share(0xb0, 0xc8, written) >= 0.95 && valid(bytes, "euc-kr")) return { label: "euc-kr", shown: "EUC-KR" };
    if (written.length >= ENOUGH && share(0xb0, 0xd7, written) >= 0.85 && valid(bytes, "gb18030")) return { label: "gb18030", shown: "GB18030" };
  }
  const japanese = read(bytes, "shift_jis");
  if (japanese !== null && shareOf(japanese, /[\u3041-\u30fa]/gu) >= 0.2) return { label: "shift_jis", shown: "Shift_JIS" };
  const traditional = big5Leads(bytes);
  if (traditional.length >= ENOUGH && traditional.filter((lead) => lead >= 0xa4 && lead <= 0xc6).length >= traditional.length * 0.8 && valid(bytes, "big5")) return { label: "big5", shown: "Big5" };
  return null;
}

/** The escape that begins Japanese in seven bits: ESC $ and @ or B. */
const hasEscapes = (bytes: Uint8Array): boolean => bytes.some((byte, i) => byte === 0x1b && bytes[i + 1] === 0x24 && (bytes[i + 2] === 0x40 || bytes[i + 2] === 0x42));

/** The first bytes of pairs whose both bytes are high, and how many high bytes have no partner. */
function pairsOf(bytes: Uint8Array): { leads: number[]; alone: number } {
  const leads: number[] = [];
  let alone = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    if (byte >= 0xa1 && (bytes[i + 1] ?? 0) >= 0xa1) {
      leads.push(byte);
      i++;
    } else alone++;
  }
  return { leads, alone };
}

/** The first bytes of pairs, those of punctuation and signs left aside. */
function big5Leads(bytes: Uint8Array): number[] {
  const leads: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    if (byte >= 0xa4) leads.push(byte);
    i++;
  }
  return leads;
}

const valid = (bytes: Uint8Array, label: string): boolean => read(bytes, label) !== null;

function read(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The share of a kind of character among those beyond ASCII; 0 where there are too few to tell. */
function shareOf(text: string, kind: RegExp): number {
  // oxlint-disable-next-line no-control-regex
  const beyond = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  return beyond < ENOUGH ? 0 : (text.match(kind)?.length ?? 0) / beyond;
}
