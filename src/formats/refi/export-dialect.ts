import { type Dialect, standard } from "../project/dialect.ts";

/** The program that an exported project is meant for. `standard` is what the written standard says, and safest where it is not known. */
export type ExportDialect = "standard" | "nvivo-windows" | "maxqda" | "atlasti";

/** How a project is laid out for one program. */
export interface Layout {
  readonly offsets: Dialect;
  readonly mark: boolean;
  readonly lineEnd: "\n" | "\r\n";
  readonly folder: string;
  /** What the file says of itself; it is also how its offsets are recognised when it comes back. */
  readonly origin: string;
}

const plain: Layout = { offsets: standard, mark: false, lineEnd: "\n", folder: "sources", origin: "Earshot" };

/** What each program is known to expect. */
export const layouts: Readonly<Record<ExportDialect, Layout>> = {
  standard: plain,
  "nvivo-windows": { offsets: { ...standard, unit: "utf16" }, mark: true, lineEnd: "\r\n", folder: "Sources", origin: "Earshot, as nvivo-windows" },
  maxqda: { ...plain, lineEnd: "\r\n", origin: "Earshot, as maxqda" },
  atlasti: { ...plain, offsets: { ...standard, unit: "utf16", lineEnds: "collapsed" }, origin: "Earshot, as atlasti" },
};

/** The export dialect of a name a person typed; null where there is none such. */
export const exportDialect = (name: string): ExportDialect | null => (Object.hasOwn(layouts, name) ? (name as ExportDialect) : null);
