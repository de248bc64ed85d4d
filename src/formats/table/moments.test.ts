import { describe, expect, it } from "vitest";
import { datesOf, type DateHints } from "./moments.ts";

const read = (cells: readonly string[], hints?: DateHints): (string | null)[] => cells.map(datesOf(cells, hints).moment);

describe("dates as exports write them", () => {
  it("are told by a day over twelve in the column, whichever comes first", () => {
    expect(read(["11/26/2023", "03/04/2023"])).toEqual(["2023-11-26T00:00:00", "2023-03-04T00:00:00"]);
    expect(read(["26/11/2023", "03/04/2023"])).toEqual(["2023-11-26T00:00:00", "2023-04-03T00:00:00"]);
    expect(read(["26.11.2023", "3.4.2023"])).toEqual(["2023-11-26T00:00:00", "2023-04-03T00:00:00"]);
    expect(read(["26-11-2023"])).toEqual(["2023-11-26T00:00:00"]);
  });
  it("have times with halves of the day, seconds, zones and words before them", () => {
    expect(read(["11/26/2023 2:03 PM", "11/26/2023 12:03 AM", "11/26/2023, 2:03:09 p.m.", "1/2/2023 9:05 am"])).toEqual(["2023-11-26T14:03:00", "2023-11-26T00:03:00", "2023-11-26T14:03:09", "2023-01-02T09:05:00"]);
    expect(read(["26.11.2023 14:03:09", "26.11.2023 um 14:03 Uhr", "26/11/2023 à 14h03", "26.11.23 14:03"])).toEqual(["2023-11-26T14:03:09", "2023-11-26T14:03:00", "2023-11-26T14:03:00", "2023-11-26T14:03:00"]);
    expect(read(["26/11/2023 14:03 +0100", "26/11/2023 14:03Z"])).toEqual(["2023-11-26T13:03:00Z", "2023-11-26T14:03:00Z"]);
    expect(read(["11/26/2023 2:03\u202fPM"])).toEqual(["2023-11-26T14:03:00"]);
  });
  it("that put the year first, with or without a zone, need nothing else", () => {
    expect(read(["2023-11-26", "2023-11-26T14:03:00+01:00", "2023-11-26 14:03:00 UTC", "2023/11/26 2:03 PM", "2023-11-26T14:03:00.250Z"])).toEqual(["2023-11-26T00:00:00", "2023-11-26T13:03:00Z", "2023-11-26T14:03:00Z", "2023-11-26T14:03:00", "2023-11-26T14:03:00.25Z"]);
    expect(datesOf(["2023-11-26"]).said).toBeNull();
  });
  it("have months in words, in several languages", () => {
    expect(read(["26 November 2023", "26. März 2023", "Sonntag, 26. November 2023 14:03", "26 de noviembre de 2023", "dimanche 26 août 2023", "November 26, 2023 2:03 PM", "26-Dez-2023", "Sun Nov 26 2023 14:03:00"])).toEqual(["2023-11-26T00:00:00", "2023-03-26T00:00:00", "2023-11-26T14:03:00", "2023-11-26T00:00:00", "2023-08-26T00:00:00", "2023-11-26T14:03:00", "2023-12-26T00:00:00", "2023-11-26T14:03:00"]);
  });
  it("that could be two days are not guessed, and it is said", () => {
    const dates = datesOf(["03/04/2023", "05/06/2023 2:03 PM"]);
    expect([dates.order, dates.example, dates.moment("03/04/2023"), dates.moment("05/05/2023")]).toEqual([null, "03/04/2023", null, "2023-05-05T00:00:00"]);
    expect(dates.said).toMatch(/nothing in the file tells which/);
  });
  it("are told by a person, another column, points, or the order of the rows", () => {
    expect(read(["03/04/2023"], { order: "month-first" })).toEqual(["2023-03-04T00:00:00"]);
    expect(read(["03/04/2023"], { beside: [["03/04/2023", "x"], ["", "26/11/2023 10:00"]] })).toEqual(["2023-04-03T00:00:00"]);
    expect(read(["03.04.2023"])).toEqual(["2023-04-03T00:00:00"]);
    const rising = ["10/01/2023", "10/05/2023", "11/02/2023", "11/03/2023", "12/01/2023", "12/04/2023"];
    expect(datesOf(rising, { inOrder: true }).order).toBe("month-first");
    expect(datesOf(rising).order).toBeNull();
    expect(datesOf(rising.slice(0, 5), { inOrder: true }).order).toBeNull();
  });
  it("mixed in one column are read where they can only be one day", () => {
    const dates = datesOf(["26/11/2023", "11/26/2023", "03/04/2023"]);
    expect([dates.moment("26/11/2023"), dates.moment("11/26/2023"), dates.moment("03/04/2023")]).toEqual(["2023-11-26T00:00:00", "2023-11-26T00:00:00", null]);
    expect(dates.said).toMatch(/some the month/);
  });
  it("are none where the calendar has no such day or a cell is something else", () => {
    expect(read(["31/02/2023", "13/13/2023", "never", "", "12:30", "1.5", "3/4", "99.99.9999 99:99"])).toEqual([null, null, null, null, null, null, null, null]);
  });
});
