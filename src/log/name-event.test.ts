import { expect, it } from "vitest";
import { nameEvent } from "./name-event.ts";

it("names an event so that a person can find it again", () => {
  expect(nameEvent({ replica: "k3f9abcd", seq: 417, stamp: "2026-03-03T10:15:00.123Z-0000-k3f9abcd" })).toBe("event 417 of replica k3f9abcd of 3 March 2026");
});

it("leaves the day out where the stamp is damaged", () => {
  expect(nameEvent({ replica: "k3f9abcd", seq: 1, stamp: "2026-13-03T" })).toBe("event 1 of replica k3f9abcd");
});
