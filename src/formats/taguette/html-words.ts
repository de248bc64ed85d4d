import { type DefaultTreeAdapterMap, parseFragment } from "parse5";

type Node = DefaultTreeAdapterMap["node"];

/** The words of an HTML document as text, with the way from Taguette's offsets to ours. */
export interface HtmlWords {
  readonly text: string;
  /** From UTF-8 bytes in the concatenated text nodes to a UTF-16 offset in `text`. Within a character: its start, or with `up` its end. NaN outside. */
  at(byte: number, up?: boolean): number;
}

const blocks = new Set("address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split(" "));
const silent = new Set(["script", "style", "template", "head", "title"]);
const width = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** Reads HTML as a person would see it: every block and every <br> begins a line. Scripts and styles count for the offsets but are not words. */
export function htmlWords(html: string): HtmlWords {
  const pieces: { readonly byte: number; readonly at: number; readonly text: string; readonly seen: boolean }[] = [];
  let [text, bytes] = ["", 0];
  // A line begins with the next word, unless the HTML has a line end there itself.
  let pending = false;
  const breakLine = (): void => {
    pending = true;
  };
  const todo: (Node | "end" | "hidden end")[] = [parseFragment(html)];
  let hidden = 0;
  while (todo.length > 0) {
    const node = todo.pop()!;
    if (node === "end") breakLine();
    else if (node === "hidden end") hidden--;
    else if ("value" in node && node.nodeName === "#text") {
      if (hidden === 0 && node.value !== "") {
        if (pending && text !== "" && !text.endsWith("\n") && !node.value.startsWith("\n")) text += "\n";
        pending = false;
      }
      pieces.push({ byte: bytes, at: text.length, text: node.value, seen: hidden === 0 });
      for (const character of node.value) bytes += width(character.codePointAt(0)!);
      if (hidden === 0) text += node.value;
    } else if ("childNodes" in node) {
      if (blocks.has(node.nodeName)) {
        breakLine();
        todo.push("end");
      } else if (node.nodeName === "br") text += "\n";
      if (silent.has(node.nodeName)) {
        hidden++;
        todo.push("hidden end");
      }
      for (let i = node.childNodes.length - 1; i >= 0; i--) todo.push(node.childNodes[i]!);
    }
  }
  return {
    text,
    at(byte, up = false) {
      if (!(byte >= 0 && byte <= bytes)) return NaN;
      let [low, high] = [0, pieces.length];
      // An end belongs to the piece that it closes, a start to the one that it opens.
      while (low < high) {
        const middle = (low + high) >> 1;
        if (up ? pieces[middle]!.byte < byte : pieces[middle]!.byte <= byte) low = middle + 1;
        else high = middle;
      }
      const piece = pieces[Math.max(0, low - 1)];
      if (!piece) return 0;
      if (!piece.seen) return piece.at;
      let [position, inside] = [piece.byte, 0];
      for (const character of piece.text) {
        const next = position + width(character.codePointAt(0)!);
        if (position >= byte || (next > byte && !up)) break;
        [position, inside] = [next, inside + character.length];
      }
      return piece.at + inside;
    },
  };
}
