import type { CourseAnswer } from "../../server/explore.ts";

/** A stretch in the picture of one interview. */
export interface Mark {
  readonly x: number;
  readonly width: number;
  readonly lane: number;
  readonly start: number;
  readonly end: number;
}

export interface Strip {
  readonly source: string;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  /** In the order of the text, so that the keyboard goes from one to the next. */
  readonly marks: readonly Mark[];
}

export interface CoursePicture {
  readonly width: number;
  readonly height: number;
  /** Where the strips begin and how wide they are; the names stand before them. */
  readonly left: number;
  readonly across: number;
  readonly laneHeight: number;
  /** Which lane is which, in lines above the strips. */
  readonly legend: readonly { readonly x: number; readonly y: number; readonly words: string; readonly lane: number }[];
  /** Where the scale stands. */
  readonly scale: number;
  readonly strips: readonly Strip[];
}

const [laneHeight, gap, left, across] = [9, 12, 150, 760] as const;
/** About how wide a letter of the legend is. */
const letter = 6.7;

/** The letter that names a lane. */
export const laneLetter = (lane: number): string => String.fromCharCode(65 + lane);

/** The names of the lanes in as few lines as they need. */
function legendOf(units: CourseAnswer["units"]): { readonly legend: CoursePicture["legend"]; readonly bottom: number } {
  let [x, y] = [left, 14];
  const legend = units.map((unit, lane) => {
    const words = `${laneLetter(lane)} ${unit.name}`;
    const width = words.length * letter + 34;
    if (x > left && x + width > left + across) [x, y] = [left, y + 18];
    const entry = { x, y, words, lane };
    x += width;
    return entry;
  });
  return { legend, bottom: units.length === 0 ? 0 : y + 12 };
}

/** The picture of the course of interviews: a strip each, in it a lane for each code, from the first word at the left to the last at the right. */
export function coursePicture({ rows, units }: Pick<CourseAnswer, "rows" | "units">): CoursePicture {
  const height = Math.max(laneHeight * units.length, 14);
  const { legend, bottom } = legendOf(units);
  const top = bottom + 26;
  const strips = rows.map((row, i): Strip => ({
    source: row.source,
    name: row.name,
    y: top + i * (height + gap),
    height,
    marks: row.stretches
      .flatMap((list, lane) => list.map(({ start, end }) => ({ lane, start, end, x: left + (across * start) / Math.max(1, row.units), width: Math.max(2, (across * (end - start)) / Math.max(1, row.units)) })))
      .sort((a, b) => a.start - b.start || a.lane - b.lane),
  }));
  return { width: left + across + 24, height: top + rows.length * (height + gap) + 4, left, across, laneHeight, legend, scale: bottom + 12, strips };
}

/** What a strip says in words: "home visits 3, warmth none". */
export const stripInWords = (strip: Strip, units: CourseAnswer["units"]): string => units.map((u, lane) => `${u.name} ${strip.marks.filter((m) => m.lane === lane).length || "none"}`).join(", ");

/** In how many interviews each code stands in each tenth, as rows to save. */
export const tenthRows = ({ units, tenths }: Pick<CourseAnswer, "units" | "tenths">): (string | number)[][] => [
  ["", ...(tenths[0] ?? []).map((_, i, all) => `${Math.round((100 * i) / all.length)}–${Math.round((100 * (i + 1)) / all.length)}%`)],
  ...units.map((u, i) => [u.path, ...tenths[i]!]),
];
