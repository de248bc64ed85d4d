/** A sheet of rows under named columns, as read from CSV or XLSX. */
export interface Table {
  /** Distinct, none empty. */
  readonly columns: readonly string[];
  /** Each as long as `columns`. Cells are text without outer white space; an empty cell is "". */
  readonly rows: readonly (readonly string[])[];
  readonly format: "csv" | "xlsx";
  /** The character set of a CSV; null for XLSX, whose format fixes it. */
  readonly charset: string | null;
  /** What separates the cells of a CSV: ",", ";", "\t" or "|"; null for XLSX and for a file of one column. */
  readonly delimiter: string | null;
  /** What was decided on the way, each a sentence for the import report. */
  readonly notes: readonly string[];
  /** For each of `rows`, the line of the file (CSV) or row of the sheet (XLSX) on which it begins, counted from 1. */
  readonly lines: readonly number[];
  /** For each of `rows`, how far each cell is moved in from the left, by blanks or by its format: only to be compared. Absent where none is. */
  readonly indents?: readonly (readonly number[])[];
}
