/** What the palette needs to know of a code. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly codings: number;
}

/** Letters as they are compared: lower case, without accents. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();

/** How well letters fit in order, with gaps: more for letters that begin a word; 0 where they do not fit. */
function subsequence(letters: string, text: string): number {
  let at = 0;
  let score = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, at);
    if (found < 0) return 0;
    score += found === 0 || /[^\p{L}\p{N}]/u.test(text[found - 1]!) ? 3 : found === at ? 2 : 0.2;
    at = found + letter.length;
  }
  return score / letters.length;
}

/** How well a word that was typed fits a code; 0 where it does not. The name counts before the path above it. */
function fit(word: string, name: string, path: string): number {
  if (name === word) return 100;
  if (name.startsWith(word)) return 60;
  const begins = new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");
  if (begins.test(name)) return 45;
  if (name.includes(word)) return 30;
  if (begins.test(path)) return 20;
  const loose = subsequence(word, name);
  return loose >= 1.5 ? loose * 3 : 0;
}

/**
 * The codes that fit what was typed, best first. Every word typed must fit; among equals those used lately come first,
 * then those used most. Nothing typed gives the codes used lately, then the rest in their own order.
 */
export function choices<C extends Choice>(codes: readonly C[], typed: string, recent: readonly string[]): C[] {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const lately = new Map(recent.map((id, i) => [id, i]));
  if (wanted.length === 0) {
    const used = recent.map((id) => codes.find((c) => c.id === id)).filter((c) => c !== undefined);
    return [...used, ...codes.filter((c) => !lately.has(c.id))];
  }
  const scored: { code: C; score: number; place: number }[] = [];
  codes.forEach((code, place) => {
    const [name, path] = [folded(code.name), folded(code.path)];
    let score = 0;
    for (const word of wanted) {
      const one = fit(word, name, path);
      if (one === 0) return;
      score += one;
    }
    if (folded(typed).trim() === name) score += 200;
    const rank = lately.get(code.id);
    scored.push({ code, place, score: score + (rank === undefined ? 0 : Math.max(0, 8 - rank)) + Math.min(4, Math.log2(1 + code.codings) / 2) });
  });
  return scored.sort((a, b) => b.score - a.score || a.place - b.place).map((s) => s.code);
}

/** The list of codes used lately with one more at its head; at most nine, none twice. */
export const withRecent = (recent: readonly string[], code: string): string[] => [code, ...recent.filter((id) => id !== code)].slice(0, 9);

/** Whether what was typed can become a new code: it says something and no code has exactly that name at the top. */
export const canBeNew = (codes: readonly Choice[], typed: string): boolean => typed.trim() !== "" && !codes.some((c) => folded(c.path) === folded(typed.trim()));

/** A code's name made from the words it is applied to: at most so many letters, cut at the end of a word. */
export function inVivoName(words: string, most = 60): string {
  const flat = words.replace(/\s+/g, " ").replaceAll(" / ", " ").replace(/^[\s"“‘'(]+|[\s"”’'),.;:]+$/g, "");
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most);
  const space = cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
