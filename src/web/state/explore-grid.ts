/** A cell of a grid, counted from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell of a grid; null for keys that mean nothing there. With Ctrl, Home and End go to the first and last cell of all. */
export function step({ row, column }: Cell, { key, mod }: { readonly key: string; readonly mod: boolean }, size: { readonly rows: number; readonly columns: number }): Cell | null {
  const within = (n: number, count: number): number => Math.max(0, Math.min(count - 1, n));
  const to = (r: number, c: number): Cell => ({ row: within(r, size.rows), column: within(c, size.columns) });
  switch (key) {
    case "ArrowUp": return to(row - 1, column);
    case "ArrowDown": return to(row + 1, column);
    case "ArrowLeft": return to(row, column - 1);
    case "ArrowRight": return to(row, column + 1);
    case "PageUp": return to(row - 10, column);
    case "PageDown": return to(row + 10, column);
    case "Home": return mod ? to(0, 0) : to(row, 0);
    case "End": return mod ? to(size.rows - 1, size.columns - 1) : to(row, size.columns - 1);
    default: return null;
  }
}

/** Into how many shades the counts of a table are sorted. */
export const shades = 5;

/** The shade of a count among counts up to `most`: 0 for none, 1 to 5 not in proportion, so that one large count does not wash out the rest. */
export const shade = (n: number, most: number): number => (n <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil(Math.min(1, n / most) ** 0.7 * shades)));
