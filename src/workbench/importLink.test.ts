import { describe, expect, it } from "vitest";
import type { Participant } from "../study/participant.ts";
import { linkerOf } from "./importLink.ts";

const people = ["Mother 4", "Mother 14", "P-07", "Ana.B"].map((label, i): Participant => ({ id: `p${i}`, label, values: {}, withdrawn: null }));
const labelFor = (stem: string, pattern?: string): string | null => {
  const linker = linkerOf(people, pattern);
  if (!linker.ok) throw new Error(linker.problem);
  return linker.find(stem).person?.label ?? null;
};

describe("whose file it is", () => {
  it("is told by a name that is the label, whatever its case and what stands for spaces", () => {
    expect(["mother_4", "MOTHER-14", "p 07", "ana b"].map((stem) => labelFor(stem))).toEqual(["Mother 4", "Mother 14", "P-07", "Ana.B"]);
    expect(["Mother", "Mother 4 part 2", "Mother 41"].map((stem) => labelFor(stem))).toEqual([null, null, null]);
  });

  it("is told by a pattern with the label or its digits in it", () => {
    expect(labelFor("int_mother-4_home", "int_{id}_*")).toBe("Mother 4");
    expect(labelFor("rec0014", "rec{number}")).toBe("Mother 14");
    expect(labelFor("rec_07_b.v2", "rec_{number}_*.docx")).toBe("P-07");
    expect(labelFor("other_07", "rec_{number}")).toBeNull();
  });

  it("is left open where several people fit, and a pattern without a place for the person is refused", () => {
    const twins = linkerOf([...people, { id: "x", label: "Father 4", values: {}, withdrawn: null }], "rec{number}");
    expect(twins.ok && twins.find("rec4")).toMatchObject({ person: null, note: 'Several participants fit "4": Mother 4, Father 4; it was not linked.' });
    expect(linkerOf(people, "rec_*")).toMatchObject({ ok: false });
  });
});
