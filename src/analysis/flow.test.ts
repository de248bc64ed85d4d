import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { recruitmentFlow } from "./flow.ts";

describe("the recruitment flow", () => {
  it("counts who reached each step, who left after it and why", () => {
    const told = aStudy();
    for (const i of [1, 2, 3, 4, 5, 6]) told.participant(`P${i}`);
    for (const i of [1, 2, 3, 4, 5]) told.recruited(`P${i}`, "approached", { date: `2016-01-0${i}` });
    for (const i of [1, 2, 3]) told.recruited(`P${i}`, "consented");
    told.recruited("P4", "declined", { date: "2016-02-01", reason: "too busy" }).recruited("P5", "lost", { date: "2016-02-02" });
    told.recruited("P1", "interviewed").interviewed("P2", { date: "2016-03-01" });
    told.recruited("P3", "declined", { reason: "unwell" });
    const { steps } = recruitmentFlow(told.study());
    expect(steps).toEqual([
      { step: "registered", reached: 6, losses: [], waiting: 1 },
      { step: "approached", reached: 5, losses: [{ way: "declined", n: 1, reasons: [{ reason: "too busy", n: 1 }] }, { way: "lost", n: 1, reasons: [{ reason: "", n: 1 }] }], waiting: 0 },
      { step: "consented", reached: 3, losses: [{ way: "declined", n: 1, reasons: [{ reason: "unwell", n: 1 }] }], waiting: 0 },
      { step: "interviewed", reached: 2, losses: [], waiting: 0 },
    ]);
  });
  it("adds up: whoever reached a step left, waits or reached the next", () => {
    const told = aStudy();
    const ends = ["interested", "declined", "screened", "not eligible", "interviewed", "lost"] as const;
    for (let i = 0; i < 30; i++) {
      told.participant(`P${i}`).recruited(`P${i}`, "approached");
      if (i % 3 > 0) told.recruited(`P${i}`, "called");
      told.recruited(`P${i}`, ends[i % 6]!);
    }
    const { steps } = recruitmentFlow(told.study());
    steps.slice(0, -1).forEach((row, i) => expect(row.reached).toBe(steps[i + 1]!.reached + row.waiting + row.losses.reduce((sum, l) => sum + l.n, 0)));
  });
  it("does not count as lost who came back, and counts a transcript as an interview", () => {
    const told = aStudy().participant("P1").participant("P2").recruited("P1", "lost", { date: "2016-01-01" }).recruited("P1", "interviewed", { date: "2016-02-01" }).source("P2", "P2: yes.");
    expect(recruitmentFlow(told.study()).steps).toEqual([{ step: "registered", reached: 2, losses: [], waiting: 0 }, { step: "interviewed", reached: 2, losses: [], waiting: 0 }]);
  });
  it("ends in the substudy: 52 registered, 11 analysed", () => {
    const told = aStudy();
    const labels = Array.from({ length: 52 }, (_, i) => `Mother ${i + 1}`);
    for (const label of labels) told.participant(label);
    told.substudy("Team", "", labels.slice(3, 14));
    const { steps, analysed } = recruitmentFlow(told.study(), told.study().substudies.get("substudy-1"));
    expect(steps[0]!.reached).toBe(52);
    expect(analysed).toEqual({ name: "Team", rule: "", n: 11, notIn: 41 });
  });
});
