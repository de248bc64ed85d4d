import { describe, expect, it } from "vitest";
import { keysFor } from "./key-help.ts";
import { keyHelp } from "./keys.ts";

describe("the help for keys", () => {
  it("begins with the keys of the page that is open, and with those that work everywhere", () => {
    expect(keysFor("people").here.map((s) => s.title)).toEqual(["Register", "Everywhere"]);
    expect(keysFor("interviews").here.map((s) => s.title)).toEqual([...keyHelp.map((s) => s.title).filter((t) => t !== "History" && t !== "Everywhere"), "Everywhere"]);
    expect(keysFor("settings").here.map((s) => s.title)).toEqual(["Everywhere"]);
  });
  it("leaves no section out and tells none twice, whatever page is open", () => {
    const all = keysFor("settings");
    const titles = [...all.here, ...all.elsewhere].map((s) => s.title).sort();
    expect(new Set(titles).size).toBe(titles.length);
    for (const page of ["interviews", "codes", "themes", "people", "compare", "explore", "report", "history"]) expect([...keysFor(page).here, ...keysFor(page).elsewhere].map((s) => s.title).sort()).toEqual(titles);
  });
});
