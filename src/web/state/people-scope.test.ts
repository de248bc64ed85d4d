import { expect, it } from "vitest";
import { inScope } from "./people-scope.ts";

const record = (participant: string, step: string) => ({ participant, step, date: "", by: "", service: "", reason: "" }) as never;
const people = ["A", "B", "C", "D"].map((id) => ({ id }));
const study = { recruitment: [record("A", "approached"), record("A", "declined"), record("B", "approached"), record("B", "consented"), record("C", "consented"), record("C", "lost")] };
const shown = (scope: Parameters<typeof inScope>[2]): string[] => inScope(study, people, scope).map((p) => p.id);

it("tells those who took part from those who were approached and never did, as every count of the study does", () => {
  expect(shown("joined")).toEqual(["B", "C", "D"]);
  expect(shown("not joined")).toEqual(["A"]);
  expect(shown("everyone")).toEqual(["A", "B", "C", "D"]);
});
