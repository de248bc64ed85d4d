/** A run of words that both texts have, or only the first ("out"), or only the second ("in"). */
export interface Run {
  readonly is: "same" | "out" | "in";
  readonly text: string;
}

/** Above this product of word counts the texts are shown one after the other instead of woven: nobody reads such a difference. */
const most = 4_000_000;

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}\p{M}'’]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];

/** How one text became another, word by word (the longest common run of words, in the manner of Hunt and Szymanski's problem, by plain dynamic programming). */
export function wordDifference(before: string, after: string): Run[] {
  if (before === after) return before === "" ? [] : [{ is: "same", text: before }];
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const runs: { is: Run["is"]; text: string }[] = [];
  const put = (is: Run["is"], text: string): void => {
    if (text === "") return;
    const last = runs.at(-1);
    if (last?.is === is) last.text += text;
    else runs.push({ is, text });
  };
  put("same", a.slice(0, head).join(""));
  if (x.length * y.length > most) {
    put("out", x.join(""));
    put("in", y.join(""));
  } else for (const [is, text] of woven(x, y)) put(is, text);
  put("same", tail === 0 ? "" : a.slice(-tail).join(""));
  return gathered(runs);
}

/** Changes with nothing but white space between them as one: "two words" rather than "two" and "words". */
function gathered(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  let [gone, come] = ["", ""];
  const flush = (): void => {
    if (gone !== "") out.push({ is: "out", text: gone });
    if (come !== "") out.push({ is: "in", text: come });
    [gone, come] = ["", ""];
  };
  runs.forEach((run, i) => {
    const between = i > 0 && i < runs.length - 1;
    if (run.is === "out") gone += run.text;
    else if (run.is === "in") come += run.text;
    else if (between && /^[^\S\n]+$/.test(run.text) && gone !== "" && come !== "") {
      gone += run.text;
      come += run.text;
    } else {
      flush();
      out.push(run);
    }
  });
  flush();
  return out;
}

function woven(x: readonly string[], y: readonly string[]): (readonly [Run["is"], string])[] {
  const width = y.length + 1;
  const lengths = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) lengths[i * width + j] = x[i] === y[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  }
  const out: (readonly [Run["is"], string])[] = [];
  let [i, j] = [0, 0];
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) {
      out.push(["same", x[i++]!]);
      j++;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) out.push(["out", x[i++]!]);
    else out.push(["in", y[j++]!]);
  }
  while (i < x.length) out.push(["out", x[i++]!]);
  while (j < y.length) out.push(["in", y[j++]!]);
  return out;
}
