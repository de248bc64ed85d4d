import type { Reading } from "../interview.ts";
import { Build } from "../project/build.ts";
import type { Imported } from "../project/imported.ts";
import { unknownAudit } from "../project/project.ts";
import { codesOf } from "./entries.ts";

/** True where a text has the marks in which qcoder writes codes. */
export const hasQcodes = (text: string): boolean => /\(QCODE\)[\s\S]*?\(\/QCODE\)\s*\{#/.test(text);

/** Reads a text with the codes of qcoder in it: `(QCODE)words(/QCODE){#one, #two}`. Marks may stand within others. `name` is the source's. */
export function readQcodes(name: string, raw: string): Reading<Imported> {
  const build = new Build("segments", name);
  const code = codesOf(build);
  const source = build.guid("source", name);
  const open: number[] = [];
  const found: { start: number; end: number; names: string[] }[] = [];
  let text = "";
  let at = 0;
  for (const match of raw.replace(/\r\n?/g, "\n").matchAll(/\(QCODE\)|\(\/QCODE\)(?:\s*\{([^}]*)\})?/g)) {
    const whole = match.input;
    text += whole.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[0] === "(QCODE)") open.push(text.length);
    else {
      const start = open.pop();
      const names = (match[1] ?? "").split(",").map((one) => one.trim().replace(/^#/, "")).filter((one) => one !== "");
      if (start === undefined) build.survived.add("A code ends that was not begun; its mark was taken out.", text.slice(-40));
      else if (names.length === 0) build.survived.add("A marked passage names no code; its marks were taken out.", text.slice(start, start + 60));
      else found.push({ start, end: text.length, names });
    }
  }
  text += raw.replace(/\r\n?/g, "\n").slice(at);
  if (open.length > 0) build.survived.add("A code was begun and never ended; its mark was taken out.", "", open.length);
  build.sources.push({ ...unknownAudit, guid: source, kind: "text", name, description: null, text: build.text(source, text), textGuid: null, media: null, transcripts: [], values: [] });
  for (const [i, { start, end, names }] of found.entries()) {
    const selection = build.guid("selection", i);
    build.selections.push({ ...unknownAudit, guid: selection, source, place: { kind: "words", range: { start, end }, region: null }, name: null, description: null, quote: text.slice(start, end) });
    for (const one of names) build.coding(build.guid("coding", i, one), source, selection, code([one]), unknownAudit);
  }
  return { ok: true, value: { ...build.finish("qcoder", name, {}, "the codes stand in the text itself; there are no offsets"), kind: "coded text from qcoder" } };
}
