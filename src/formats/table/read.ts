import { decode } from "../charset.ts";
import type { Reading } from "../interview.ts";
import { looksZipped, openZip } from "../zip.ts";
import { readCsv } from "./csv.ts";
import type { Table } from "./table.ts";
import { readXlsx } from "./xlsx.ts";

/**
 * Reads a table from CSV (comma, semicolon, tab or bar; any character set) or XLSX, recognised by content and not by
 * `name`. `sheet` names the sheet of a workbook. Never throws on bad input: a file that cannot be read gives one sentence.
 */
export async function readTable(name: string, bytes: Uint8Array, { sheet }: { readonly sheet?: string | undefined } = {}): Promise<Reading<Table>> {
  const bad = (why: string): Reading<Table> => ({ ok: false, problem: `${name} ${why}` });
  if (bytes.length === 0) return bad("is empty (0 bytes). Export it again.");
  const oldOffice = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  if (oldOffice) {
    const protectedFile = containsWide(bytes, "EncryptedPackage");
    return bad(protectedFile ? "is protected with a password. Take the password off in Excel and import it again." : "is an older Excel file (.xls). Save it as .xlsx or CSV and import that.");
  }
  if (looksZipped(bytes)) {
    const zip = openZip(name, bytes);
    if (!zip.ok) return zip;
    if (!zip.value.has("xl/workbook.xml")) return bad(zip.value.has("content.xml") ? "is an OpenDocument file. Save the sheet as .xlsx or CSV and import that." : "is a zip archive but not an Excel workbook. Save the table as .xlsx or CSV.");
    const read = readXlsx(name, zip.value, sheet);
    return read.ok && !/\.xls[xm]$/iu.test(name) ? noted(read.value, "Excel workbook") : read;
  }
  const decoded = decode(bytes);
  if (!decoded) return bad("is not text, so it cannot be a CSV. Export the table as CSV or .xlsx.");
  if (/^\s*(%PDF|\{\\rtf|<!doctype html|<html)/iu.test(decoded.text.slice(0, 200))) return bad("is a document and not a table. Export the table as CSV or .xlsx.");
  const read = readCsv(name, decoded.text, decoded.charset);
  if (!read.ok) return read;
  const value = { ...read.value, notes: [...decoded.notes, ...read.value.notes] };
  return /\.xlsx?$/iu.test(name) ? noted(value, "CSV") : { ok: true, value };
}

const noted = (table: Table, kind: string): Reading<Table> => ({ ok: true, value: { ...table, notes: [`The file's name does not say so, but it is ${kind === "CSV" ? "a CSV" : `an ${kind}`}.`, ...table.notes] } });

/** True where the bytes hold an ASCII word written in UTF-16, as Office's container names its parts. */
export function containsWide(bytes: Uint8Array, word: string): boolean {
  const sought = [...word].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(sought[0] ?? 0); at >= 0 && at + sought.length <= bytes.length; at = bytes.indexOf(sought[0] ?? 0, at + 1))
    if (sought.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}
