import { SaxesParser } from "saxes";
import { Refused } from "../project/archive.ts";
import type { Findings } from "../project/problems.ts";

/** An element with everything in it. `name` and the attributes' names are local: prefixes and namespaces are not looked at. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** The text directly in it, pieces joined. */
  text: string;
}

/** What a walk through a document hands out. */
export interface Walk {
  /** The root, as soon as its attributes are known; its children are empty. */
  root(element: Element): void;
  /** An element that is complete, with the names of the elements around it, outermost first. */
  element(element: Element, around: readonly string[]): void;
  /** A processing instruction outside the root. */
  instruction?(target: string, body: string): void;
}

const local = (name: string): string => name.slice(name.lastIndexOf(":") + 1);
const most = 20_000_000;

function attributesOf(raw: Record<string, string>): Record<string, string> {
  let isPlain = true;
  for (const name in raw) if (name === "xmlns" || name.includes(":")) isPlain = false;
  if (isPlain) return raw;
  const attributes: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(raw)) {
    if (name !== "xmlns" && !name.startsWith("xmlns:") && !name.startsWith("xsi:")) attributes[local(name)] = value;
  }
  return attributes;
}

/** Turns bytes into text: UTF-8 and UTF-16 by their marks or their first letters, anything else by the XML declaration. */
function decoder(): (bytes: Uint8Array, last: boolean) => string {
  let decode: InstanceType<typeof TextDecoder> | null = null;
  let first = new Uint8Array(0);
  const choose = (b: Uint8Array): string => {
    if ((b[0] === 0xff && b[1] === 0xfe) || (b[0] === 0x3c && b[1] === 0)) return "utf-16le";
    if ((b[0] === 0xfe && b[1] === 0xff) || (b[0] === 0 && b[1] === 0x3c)) return "utf-16be";
    let head = "";
    for (const byte of b.subarray(0, 200)) head += String.fromCharCode(byte);
    const stated = /<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? "utf-8";
    return /^utf-?16/i.test(stated) ? "utf-8" : stated;
  };
  return (bytes, last) => {
    if (!decode) {
      const joined = new Uint8Array(first.length + bytes.length);
      joined.set(first);
      joined.set(bytes, first.length);
      if (joined.length < 200 && !last) {
        first = joined;
        return "";
      }
      bytes = joined;
      try {
        decode = new TextDecoder(choose(joined));
      } catch {
        decode = new TextDecoder();
      }
    }
    return decode.decode(bytes, { stream: !last });
  };
}

// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcBC]|[eE]|[fF]|1[0-9a-fA-F]));/g;

/** Takes out of the pieces of a document what XML 1.0 cannot carry, also where a piece ends within it. */
function cleaner(findings: Findings): (piece: string, last: boolean) => string {
  let held = "";
  return (piece, last) => {
    let text = held + piece;
    held = last ? "" : /&[^;&]{0,12}$/.exec(text)?.[0] ?? "";
    if (held) text = text.slice(0, -held.length);
    if (text.search(control) < 0) return text;
    return text.replace(control, () => {
      findings.add("Control characters that XML does not allow were left out.");
      return "";
    });
  };
}

/**
 * Walks through an XML document piece by piece. An element is handed out when it closes, if `isUnit` says so of its parents' names; what it holds
 * comes with it. Broken places are survived and found; entities of a document type are never expanded: a document that declares one is refused, and so is
 * one that breaks off.
 */
export async function walk(chunks: AsyncIterable<Uint8Array>, isUnit: (name: string, around: readonly string[]) => boolean, to: Walk, findings: Findings): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const names: string[] = [];
  const inside: Element[] = [];
  let [elements, closed, started, bytesIn] = [0, false, false, 0];
  parser.on("error", (error) => findings.add(`The XML is not well formed: ${error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, "")}. It was read all the same.`));
  parser.on("doctype", (type) => {
    if (/<!ENTITY/i.test(type)) throw new Refused("The XML declares entities of its own, which no project needs and which can do harm. It is not read.");
    findings.add("The XML has a document type declaration, which was ignored.");
  });
  parser.on("processinginstruction", ({ target, body }) => {
    if (names.length === 0) to.instruction?.(target, body);
  });
  parser.on("opentag", (tag) => {
    if (++elements > most) throw new Refused(`The XML has more than ${most} elements. It is not read.`);
    for (const name in tag.attributes) {
      const space = name.startsWith("xmlns") ? String((tag.attributes as Record<string, string>)[name]) : "";
      if (/^urn:QDA-XML:/i.test(space) && !/^urn:QDA-XML:(project|codebook):1\.0$/.test(space)) findings.add("The XML names another version of the format than the standard; it was read all the same.", space);
    }
    const element: Element = { name: local(tag.name), attributes: attributesOf(tag.attributes as Record<string, string>), children: [], text: "" };
    if (!started) to.root(element);
    started = true;
    if (inside.length > 0) {
      inside.at(-1)!.children.push(element);
      inside.push(element);
    } else if (isUnit(element.name, names)) inside.push(element);
    names.push(element.name);
  });
  const text = (piece: string): void => {
    const here = inside.at(-1);
    if (here) here.text += piece;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    names.pop();
    if (names.length === 0) closed = true;
    const element = inside.pop();
    if (element && inside.length === 0) to.element(element, names);
  });
  const decode = decoder();
  const clean = cleaner(findings);
  for await (const chunk of chunks) {
    bytesIn += chunk.length;
    const piece = clean(decode(chunk, false), false);
    if (piece) parser.write(piece);
  }
  parser.write(clean(decode(new Uint8Array(0), true), true));
  if (!started) throw new Refused(bytesIn === 0 ? "The file is empty. Export it again from the program that made it." : "The file is not XML. Choose the file that the program exported.");
  if (!closed) throw new Refused("The XML breaks off in the middle: the file is cut short. Export it again or copy it again from where it came.");
  parser.close();
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;" };
// eslint-disable-next-line no-control-regex
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// Whatever may be one of them: looked for first, because it is found out much faster.
// eslint-disable-next-line no-control-regex
const suspect = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const legal = (text: string): string => (suspect.test(text) ? text.replace(illegal, "") : text);

/** True where a text holds characters that XML 1.0 cannot carry. */
export const hasIllegal = (text: string): boolean => suspect.test(text) && text.search(illegal) >= 0;

/** A text as it may stand between tags. What XML cannot carry is left out. */
export const escapeText = (text: string): string => legal(text).replace(/[&<>\r]/g, (c) => escapes[c]!);

/** A text as it may stand in an attribute, line ends kept. What XML cannot carry is left out. */
export const escapeAttribute = (text: string): string => legal(text).replace(/[&<>"\n\r\t]/g, (c) => escapes[c]!);

/** One element with all that is in it, as XML again. Local names; no namespace. */
export function serialise(root: Element): string {
  const out: string[] = [];
  const todo: (Element | string)[] = [root];
  while (todo.length > 0) {
    const next = todo.pop()!;
    if (typeof next === "string") {
      out.push(next);
      continue;
    }
    const attributes = Object.entries(next.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join("");
    const text = next.children.length > 0 && next.text.trim() === "" ? "" : escapeText(next.text);
    out.push(`<${next.name}${attributes}>${text}`);
    todo.push(`</${next.name}>`, ...next.children.toReversed());
  }
  return out.join("");
}
