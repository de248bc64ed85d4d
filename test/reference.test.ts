import { expect, test } from "vitest";
import { agrees } from "./reference.ts";

test("reference values are held to nine significant digits", () => {
  agrees({ value: 0.123456789012 }, 0.1234567890121);
  expect(() => agrees({ value: 0.123456789012 }, 0.123456788)).toThrow();
  expect(() => agrees({ undefined: "no variation" }, 0)).toThrow();
  expect(() => agrees(0, null)).toThrow();
});
