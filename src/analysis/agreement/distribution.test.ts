import { expect, test } from "vitest";
import { normalQuantile, studentQuantile } from "./distribution.ts";

test("the normal quantiles are those of printed tables: 1.959964 for 95, 2.575829 for 99, 1.644854 for 90 per cent", () => {
  expect(normalQuantile(0.95)).toBeCloseTo(1.959963984540054, 13);
  expect(normalQuantile(0.99)).toBeCloseTo(2.5758293035489004, 13);
  expect(normalQuantile(0.9)).toBeCloseTo(1.6448536269514722, 13);
});

test("Student's quantiles are those of printed tables", () => {
  expect(studentQuantile(0.95, 11)).toBeCloseTo(2.200985160, 9);
  expect(studentQuantile(0.99, 30)).toBeCloseTo(2.749995654, 9);
});

test("Student's quantiles with one and two degrees of freedom are those of their closed forms", () => {
  for (const level of [0.5, 0.9, 0.95, 0.99]) {
    expect(studentQuantile(level, 1)).toBeCloseTo(Math.tan((level * Math.PI) / 2), 9);
    expect(studentQuantile(level, 2)).toBeCloseTo(level * Math.sqrt(2 / (1 - level ** 2)), 9);
  }
});

test("Student's quantile runs on smoothly where the expansion takes over, and ends in the normal one", () => {
  const [a, b, c] = [199, 200, 201].map((df) => studentQuantile(0.95, df)) as [number, number, number];
  // The second difference at ν is about 2·2.37/ν³; a step between the two methods would show above it.
  expect(Math.abs(a - 2 * b + c)).toBeLessThan(1e-6);
  expect(studentQuantile(0.95, 200)).toBeCloseTo(1.971896224, 9);
  expect(studentQuantile(0.95, 1e9)).toBeCloseTo(normalQuantile(0.95), 8);
});

test("a confidence outside 0 to 1 and broken degrees of freedom throw with the value", () => {
  expect(() => normalQuantile(1)).toThrow("not 1");
  expect(() => normalQuantile(Number.NaN)).toThrow("not NaN");
  expect(() => studentQuantile(0.95, 0)).toThrow("not 0");
});
