import type { Unit } from "../../analysis/exploreUnits.ts";
import { isFew } from "../../privacy/fewPeople.ts";
import type { MatrixAnswer } from "../../server/explore.ts";

export const measures = ["passages", "people", "words", "share"] as const;
export type Measure = (typeof measures)[number];

/** One cell as it is shown: its words, the number it is shaded and sorted by, and whether few people are behind it. */
export interface Shown {
  readonly text: string;
  readonly value: number;
  readonly few: boolean;
}

export interface Who {
  readonly columns: MatrixAnswer["columns"];
  readonly rows: readonly { readonly unit: Unit; readonly cells: readonly Shown[]; readonly total: number }[];
  readonly most: number;
}

interface Options {
  readonly measure: Measure;
  /** Groups of people are compared, so that few of them in a cell can point at someone. */
  readonly grouped: boolean;
  /** Show no figures where few people are behind them. */
  readonly hideFew: boolean;
  /** The column to sort by, by its key; "" for the order of the codebook, "total" for the sum of the row. */
  readonly sort: string;
}

export const percent = (share: number): string => (share >= 9.95 ? Math.round(share).toString() : share.toFixed(1)) + "%";

/** Codes against people as a table to be shown: what a cell says, how dark it is, and what must not be shown of few. */
export function who({ columns, units, rows }: Pick<MatrixAnswer, "columns" | "units" | "rows">, { measure, grouped, hideFew, sort }: Options): Who {
  const shown = units.map((unit) => {
    const cells = rows[unit.id]!.map((cell, i): Shown => {
      const few = grouped && isFew(cell.people);
      if (few && hideFew) return { text: measure === "people" ? "<5" : "*", value: 0, few };
      if (measure !== "share") return { text: cell[measure] === 0 ? "" : cell[measure].toLocaleString("en-GB"), value: cell[measure], few };
      const all = columns[i]!.words;
      const share = all === 0 ? 0 : (100 * cell.words) / all;
      return { text: all === 0 ? "–" : cell.words === 0 ? "" : percent(share), value: share, few };
    });
    return { unit, cells, total: cells.reduce((sum, c) => sum + c.value, 0) };
  });
  const column = columns.findIndex((c) => c.key === sort);
  const by = (row: (typeof shown)[number]): number => (column >= 0 ? row.cells[column]!.value : row.total);
  const sorted = sort === "" || (column < 0 && sort !== "total") ? shown : [...shown].sort((a, b) => by(b) - by(a));
  return { columns, rows: sorted, most: shown.flatMap((r) => r.cells).reduce((most, c) => Math.max(most, c.value), 0) };
}

/** The table as rows to save, headings first, with what everything is a share of at its foot. */
export const whoRows = ({ columns, rows }: Who, { measure, grouped }: Pick<Options, "measure" | "grouped">): (string | number)[][] => [
  [measure === "share" ? "% of the words of the people in the column" : measure, ...columns.map((c) => c.label)],
  ...rows.map((row) => [row.unit.path, ...row.cells.map((c) => (c.text === "<5" || c.text === "*" || c.text === "–" ? c.text : Math.round(c.value * 100) / 100))]),
  ...(grouped ? [["all people", ...columns.map((c) => c.people.length)]] : []),
  ["all words", ...columns.map((c) => c.words)],
];
