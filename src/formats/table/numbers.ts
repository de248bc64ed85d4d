/** How a column writes its numbers: which mark stands before the decimals. */
export type DecimalMark = "." | ",";

const POINT = /^[-+−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$|^[-+−]?\d*\.\d+$/u;
const COMMA = /^[-+−]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$|^[-+−]?\d*,\d+$/u;
/** A group of three behind one mark: a thousand to some, a thousandth to others. */
const EITHER = /^[-+−]?\d{1,3}[.,]\d{3}$/u;

export type NumbersOfColumn =
  | { readonly ok: true; readonly mark: DecimalMark; /** What was decided, where figures alone did not tell; null where nothing had to be. */ readonly note: string | null }
  /** Some cells are no numbers, or could be two: `doubt` says which. `mark` is how the others are written. */
  | { readonly ok: false; readonly mark: DecimalMark; readonly doubt: string | null; readonly either: boolean };

/**
 * How the filled cells of a column write their numbers. `1,200` alone could be a thousand or a decimal: it is a thousand,
 * and said, unless the cells of the file are separated by semicolons, as is done where the comma stands before decimals.
 * In a file separated by commas, `1,5` is rather a list of two answers than a number.
 */
export function numbersOf(cells: readonly string[], delimiter: string | null): NumbersOfColumn {
  const point = cells.every((cell) => POINT.test(cell));
  const comma = cells.every((cell) => COMMA.test(cell));
  if (point && comma) {
    const either = cells.find((cell) => EITHER.test(cell));
    if (either === undefined) return { ok: true, mark: ".", note: null };
    if (either.includes(",") && delimiter === ";") return { ok: false, mark: ".", either: true, doubt: `"${either}" can be ${either.replace(",", "")} or ${either.replace(",", ".")}, so the column stays text. Write it without the comma, or with a point before decimals.` };
    return { ok: true, mark: ".", note: either.includes(",") ? `The comma in "${either}" separates thousands.` : null };
  }
  if (point) return { ok: true, mark: ".", note: null };
  if (comma && delimiter !== ";" && delimiter !== "\t") return { ok: false, mark: ",", either: false, doubt: `"${cells.find((cell) => !POINT.test(cell)) ?? ""}" has a comma where a number would have a point, so the column stays text; it may also be a list.` };
  if (comma) return { ok: true, mark: ",", note: `The comma stands before decimals, as in "${cells.find((cell) => !POINT.test(cell)) ?? ""}".` };
  const [withPoint, withComma] = [cells.find((cell) => POINT.test(cell) && !COMMA.test(cell)), cells.find((cell) => COMMA.test(cell) && !POINT.test(cell))];
  const all = cells.every((cell) => POINT.test(cell) || COMMA.test(cell));
  return { ok: false, mark: withComma !== undefined && withPoint === undefined ? "," : ".", either: false, doubt: all && withPoint !== undefined && withComma !== undefined ? `"${withPoint}" has a point before decimals and "${withComma}" a comma.` : null };
}

/** A cell as a number, by the mark of its column; null where it is none. */
export function readNumber(cell: string, mark: DecimalMark): number | null {
  const text = cell.trim();
  if (!(mark === "." ? POINT : COMMA).test(text)) return null;
  const plain = (mark === "." ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".")).replace("−", "-");
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
