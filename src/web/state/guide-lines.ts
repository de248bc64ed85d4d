/** A line of an interview guide as it is shown. */
export interface GuideLine {
  readonly kind: "heading" | "question" | "probe" | "words";
  /** The number that the guide gives a question, "4."; "" where it gives none. */
  readonly mark: string;
  readonly text: string;
  /** Not in the version before; false where there is none before. */
  readonly fresh: boolean;
}

/** What of a guide was in the version before and is not here. */
export interface GuideShown {
  readonly lines: readonly GuideLine[];
  readonly gone: readonly string[];
  /** Whether more than half of its questions and probes are new, so that it says little to mark each. */
  readonly mostlyNew: boolean;
}

const heading = /^#{1,6}\s+(.*)$/;
const numbered = /^(\d{1,3}[a-z]?[.)])\s+(.*)$/i;
const bullet = /^[-*•–]\s+(.*)$/;

function read(line: string): Omit<GuideLine, "fresh"> | null {
  const text = line.trim();
  if (text === "") return null;
  const indented = /^(\s{2,}|\t)/.test(line);
  const head = heading.exec(text);
  if (head) return { kind: "heading", mark: "", text: head[1]! };
  const number = numbered.exec(text);
  if (number) return { kind: indented ? "probe" : "question", mark: number[1]!, text: number[2]! };
  const point = bullet.exec(text);
  if (point) return { kind: "probe", mark: "", text: point[1]! };
  return { kind: indented ? "probe" : "words", mark: "", text };
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** A guide line by line (Markdown or plain text), with what is new in it and what is gone since the version before. */
export function guideLines(text: string, before: string | null): GuideShown {
  const here = text.split("\n").flatMap((line) => read(line) ?? []);
  const there = (before ?? "").split("\n").flatMap((line) => read(line) ?? []);
  const known = new Set(there.map((line) => folded(line.text)));
  const kept = new Set(here.map((line) => folded(line.text)));
  const lines = here.map((line) => ({ ...line, fresh: before !== null && line.kind !== "heading" && !known.has(folded(line.text)) }));
  const asked = lines.filter((line) => line.kind !== "heading");
  return {
    lines,
    mostlyNew: asked.filter((line) => line.fresh).length > asked.length / 2,
    gone: there.filter((line) => line.kind !== "heading" && !kept.has(folded(line.text))).map((line) => line.text),
  };
}

/** How many questions a guide asks: its numbered lines, or those that end in a question mark where none is numbered. */
export function questionsIn({ lines }: GuideShown): number {
  const numbers = lines.filter((line) => line.kind === "question").length;
  return numbers > 0 ? numbers : lines.filter((line) => line.text.endsWith("?")).length;
}

/** The name that a next version would have: "v3" after "v2"; "" where the last one holds no number. */
export function nextVersion(versions: readonly string[]): string {
  const last = versions.at(-1);
  if (last === undefined) return "v1";
  return /\d+(?!.*\d)/.test(last) ? last.replace(/\d+(?!.*\d)/, (n) => String(Number(n) + 1)) : "";
}
