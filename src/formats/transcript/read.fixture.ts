import { strToU8, zipSync } from "fflate";
import type { Interview } from "../interview.ts";
import { readInterview } from "./read.ts";

/** Reads a file that must be readable. */
export async function read(name: string, file: Uint8Array | string): Promise<Interview> {
  const reading = await readInterview(name, typeof file === "string" ? bytes(file) : file);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
}

/** The turns, each as `label @seconds: words`. */
export const said = ({ text, turns, speakers }: Interview): string[] =>
  turns.map((t) => `${t.speaker === null ? "-" : (speakers[t.speaker]?.label ?? "?")}${t.at === null ? "" : ` @${t.at / 1000}`}: ${text.slice(t.said, t.end)}`);

/** Files made on the spot for tests: the smallest that their formats allow. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A docx of the given paragraphs' XML, with further parts of the package beside it. */
export function docx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const files: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8("<Types/>"),
    "word/document.xml": strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}</w:body></w:document>`),
  };
  for (const [path, xml] of Object.entries(parts)) files[path] = strToU8(xml.replaceAll("<w:root", `<w:root ${W}`));
  return zipSync(files);
}

export const p = (text: string, properties = ""): string => `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
export const bold = (text: string): string => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** An odt with the given text XML; `styles` stand among the automatic ones. */
export function odt(body: string, styles = ""): Uint8Array {
  return zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "content.xml": strToU8(`<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="tb" xmlns:draw="d"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`),
  });
}

/** A PDF of one page; each line is shown at its own height. Without lines it has no text layer. */
export function pdf(lines: readonly string[]): Uint8Array {
  const content = lines.map((line, i) => `BT /F1 12 Tf 72 ${740 - i * 14} Td (${line.replace(/[()\\]/g, "\\$&")}) Tj ET`).join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let out = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = out.length;
  out += `xref\n0 6\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`;
  return bytes(out);
}
