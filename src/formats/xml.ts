import { SaxesParser } from "saxes";
import { decode } from "./charset.ts";

/** What a walk through XML meets, in order. Names come without their prefix: office programs choose prefixes freely. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Walks through an XML document. Returns null when all of it was well formed, otherwise where and why it stopped
 * ("line 4, place 7: unclosed tag"). No entity is expanded beyond the five of XML itself, and nothing outside is fetched.
 * A byte order mark or declared encoding is honoured.
 */
export function walkXml(bytes: Uint8Array, visitor: XmlVisitor): string | null {
  const declared = /^[^>]{0,80}encoding\s*=\s*["']([\w-]+)["']/.exec(String.fromCharCode(...bytes.subarray(0, 160)))?.[1];
  const decoded = decode(bytes, declared);
  if (!decoded) return "it is not text";
  return walkXmlText(decoded.text, visitor);
}

/** As `walkXml`, for text already decoded. */
export function walkXmlText(text: string, visitor: XmlVisitor): string | null {
  const parser = new SaxesParser();
  let stopped: string | null = null;
  parser.on("error", (error) => {
    stopped ??= error.message.replace(/^(\d+):(\d+): (.*?)\.?$/su, "line $1, place $2: $3");
    throw error;
  });
  const { open, close, text: onText } = visitor;
  parser.on("opentag", ({ name, attributes }) => open?.(local(name), bare(attributes)));
  parser.on("closetag", ({ name }) => close?.(local(name)));
  if (onText) {
    parser.on("text", (words) => onText(words));
    parser.on("cdata", (words) => onText(words));
  }
  try {
    parser.write(text.startsWith("\ufeff") ? text.slice(1) : text).close();
  } catch (error) {
    if (stopped === null) throw error;
  }
  return stopped;
}

const names = new Map<string, string>();

/** Most documents use a few dozen names a hundred thousand times. */
function local(name: string): string {
  let found = names.get(name);
  if (found === undefined) {
    found = name.slice(name.indexOf(":") + 1);
    if (names.size < 2000) names.set(name, found);
  }
  return found;
}

function bare(attributes: Record<string, string>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const key in attributes) out[local(key)] = attributes[key] ?? "";
  return out;
}
