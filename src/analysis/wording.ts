/** "1 code", "2 codes"; the plural is the word with an s unless another is given. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A day written out, "14 June 2016"; what is no day comes back as it is. */
export function dayInWords(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return found ? `${Number(found[3])} ${months[Number(found[2]) - 1]} ${found[1]}` : day;
}

/** From the first of some days to the last, "between 2 March 2016 and 9 May 2016", or "on 2 March 2016"; "" for none. */
export function spanOfDays(days: readonly string[]): string {
  const known = days.filter((d) => d !== "").map((d) => d.slice(0, 10)).sort();
  if (known.length === 0) return "";
  const [first, last] = [known[0]!, known.at(-1)!];
  return first === last ? `on ${dayInWords(first)}` : `between ${dayInWords(first)} and ${dayInWords(last)}`;
}

/** A number with at most so many decimals and none that are nought: 30, 72.7. */
export const rounded = (value: number, decimals = 1): string => String(Number(value.toFixed(decimals)));

/** How often each word occurs, the most frequent first: "at home (10), in a clinic (1)". Empty words are left out. */
export function tallied(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words.map((w) => w.trim()).filter((w) => w !== "")) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word, n]) => `${word} (${n})`).join(", ");
}

/** A fact by any of its headings, whatever their case; "" where none is recorded. */
export function factOf(facts: Readonly<Record<string, string>>, ...headings: string[]): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]+/g, " ").trim();
  for (const heading of headings) {
    const found = Object.entries(facts).find(([name, text]) => plain(name) === plain(heading) && text.trim() !== "");
    if (found) return found[1].trim();
  }
  return "";
}

const first = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty"];

/** A sentence that does not begin with a small numeral: "Eleven participants …". Larger numbers stay as they are. */
export const opening = (sentence: string): string => sentence.replace(/^(\d+)(?= [\p{L}])/u, (digits) => first[Number(digits)] ?? digits);
