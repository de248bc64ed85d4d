import { parse, type DefaultTreeAdapterMap } from "parse5";
import { Flow } from "./flow.ts";
import type { Draft } from "./passage.ts";

type Node = DefaultTreeAdapterMap["node"];

const BLOCKS = new Set("address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody tfoot thead ul caption".split(" "));
const SILENT = new Set("head script style template noscript title link meta iframe object svg math select".split(" "));
const BOLD = new Set(["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"]);

/** Elements that XHTML may close in their own tag and whose opening tag alone would, read as HTML, swallow what follows. */
const CLOSED_AT_ONCE = /<(title|script|style|textarea|iframe|noscript|noframes|xmp|a|p|div|span|td|th|li|b|i|em|strong|del)\b([^<>]*)\/>/giu;

/**
 * Words of a web page: paragraphs, table rows and list items in reading order. Scripts, styles and the page's title are
 * left out; so are deletions (`del`), which is said.
 */
export function readHtml(text: string, charset: string): Draft {
  const flow = new Flow();
  const xhtml = /^\s*<\?xml\b|<html\b[^>]{0,300}\bxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml/iu.test(text.slice(0, 4_000));
  const work: (Node | (() => void))[] = [parse(xhtml ? text.replace(CLOSED_AT_ONCE, "<$1$2></$1>") : text)];
  let deletions = 0;
  let bold = 0;
  let pre = 0;
  let gap = false;
  const say = (raw: string): void => {
    const words = pre > 0 ? raw : raw.replace(/[ \t\r\n\f]+/gu, " ");
    const lead = gap && flow.open && !words.startsWith(" ") ? " " : "";
    const shown = pre > 0 ? words : flow.open ? words : words.replace(/^ /u, "");
    if (pre > 0) flow.add(shown, bold > 0);
    else {
      flow.add(lead + shown.replace(/ $/u, ""), bold > 0);
      gap = shown.endsWith(" ") || (shown === "" && gap);
    }
  };
  const endBlock = (): void => {
    gap = false;
    if (flow.open) flow.endParagraph();
  };
  while (work.length > 0) {
    const item = work.pop();
    if (typeof item === "function") item();
    else if (item && item.nodeName === "#text" && "value" in item) say(item.value);
    else if (item && "childNodes" in item && !SILENT.has(item.nodeName)) {
      const name = item.nodeName;
      if (name === "del") {
        deletions++;
        continue;
      }
      if (name === "br") {
        gap = false;
        flow.add("\n");
        continue;
      }
      if (BLOCKS.has(name)) {
        endBlock();
        work.push(endBlock);
      }
      if (name === "tr") {
        flow.startRow();
        work.push(() => flow.endRow());
      }
      if (name === "td" || name === "th") work.push(() => ((gap = false), flow.endCell()));
      if (isBold(item)) {
        bold++;
        work.push(() => bold--);
      }
      if (name === "pre" || name === "textarea") {
        pre++;
        work.push(() => pre--);
      }
      for (let i = item.childNodes.length - 1; i >= 0; i--) work.push(item.childNodes[i] as Node);
    }
  }
  const noScribe = text.includes("Transcribed with noScribe");
  const notes = deletions > 0 ? [`The page marks ${deletions} ${deletions === 1 ? "deletion, which was" : "deletions, which were"} left out.`] : [];
  return { format: "html", charset, notes, ...(noScribe ? { layout: "noScribe transcript" } : {}), passages: flow.finish() };
}

function isBold(node: Node): boolean {
  if (BOLD.has(node.nodeName)) return true;
  const style = "attrs" in node ? node.attrs.find(({ name }) => name === "style")?.value : undefined;
  return style !== undefined && /font-weight\s*:\s*(bold|[6-9]00)/iu.test(style);
}
