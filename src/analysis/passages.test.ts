import { describe, expect, it } from "vitest";
import { aStudy, type StudyNotation } from "../../test/notation.ts";
import { passagesOf, passagesOfTheme } from "./passages.ts";
import { shownQuotations } from "./quotations.ts";
import { balanceOfVoices } from "./voices.ts";

const mothers = (): StudyNotation =>
  aStudy()
    .participant("Mother 14")
    .participant("Mother 4")
    .source("Mother 14", "Interviewer: And then?\nMother 14: She was like a mum to me.", { times: [0, 12_000] })
    .coded("like a mum", "Support / motherly", "HN")
    .coded("She was", "Support", "RB")
    .source("Mother 4", "Interviewer: Tell me.\nMother 4: I felt safe there, honestly, at last.\nInterviewer: Why?\nMother 4: Because she listened.")
    .coded("Because she listened.", "Support / listening", "HN")
    .coded("Mother 4: I felt safe there, honestly, at last.", "Support / safety", "HN");

describe("the passages of a code", () => {
  it("come with those below it, by participant as people count and then by position", () => {
    const told = mothers();
    expect(passagesOf(told.study(), told.texts, [told.codeId("Support")]).map((p) => [p.label, p.quote, p.locator, p.coderName])).toEqual([
      ["Mother 4", "Mother 4: I felt safe there, honestly, at last.", "Mother 4, turn 2", "HN"],
      ["Mother 4", "Because she listened.", "Mother 4, turn 4", "HN"],
      ["Mother 14", "She was", "Mother 14, turn 2, 0:12", "RB"],
      ["Mother 14", "like a mum", "Mother 14, turn 2, 0:12", "HN"],
    ]);
  });
  it("can leave out those below, other coders and other participants", () => {
    const told = mothers();
    const support = [told.codeId("Support")];
    expect(passagesOf(told.study(), told.texts, support, { below: false })).toHaveLength(1);
    expect(passagesOf(told.study(), told.texts, support, { coders: new Set([told.coderId("RB")]) })).toHaveLength(1);
    expect(passagesOf(told.study(), told.texts, support, { participants: new Set([told.participantId("Mother 4")]) })).toHaveLength(2);
  });
  it("hold what was merged into it, and move with corrections of the text", () => {
    const told = mothers().code("Warmth").merged("Support / motherly", "Warmth").edited("Mother 14", "She was", "The lady, she was");
    expect(passagesOf(told.study(), told.texts, [told.codeId("Warmth")]).map((p) => p.quote)).toEqual(["like a mum"]);
    expect(passagesOf(told.study(), told.texts, [told.codeId("Support")], { below: false }).map((p) => p.quote)).toEqual(["The lady, she was"]);
  });
});

describe("the quotations of a theme", () => {
  const themed = (): StudyNotation => mothers().theme("A safe place", { codes: ["Support / safety", "Support / listening"] }).quoted("A safe place", "Mother 4: I felt safe there, honestly, at last.", ", honestly,").quoted("A safe place", "Because she listened.");
  const shown = (told: StudyNotation) => shownQuotations(told.study(), told.texts, told.study().themes.get(told.themeId("A safe place"))!);
  it("show what was cut, who said it and where, and their own label once", () => {
    expect(shown(themed()).map((q) => [q.words, q.label, q.locator])).toEqual([
      ["I felt safe there […] at last.", "Mother 4", "Mother 4, turn 2"],
      ["Because she listened.", "Mother 4", "Mother 4, turn 4"],
    ]);
  });
  it("keep their cuts where the text was corrected since", () => expect(shown(themed().edited("Mother 4", "felt", "really felt"))[0]!.words).toBe("I really felt safe there […] at last."));
  it("say that their words are gone, or their coding", () => {
    const told = themed().edited("Mother 4", "Because she listened.", "");
    told.record({ type: "coding.removed", body: { coding: "coding-4" }, words: {} });
    expect(shown(told).map((q) => [q.words, q.gone])).toEqual([
      ["", "The coding that this quotation was chosen from has been removed."],
      ["", "The words of this quotation are no longer in the transcript."],
    ]);
  });
  it("leave excluded passages out of the theme", () => {
    const told = themed();
    told.record({ type: "theme.passageExcluded", body: { theme: told.themeId("A safe place"), coding: "coding-3", excluded: true }, words: { reason: "about the GP" } });
    expect(passagesOfTheme(told.study(), told.texts, told.study().themes.get(told.themeId("A safe place"))!).map((p) => p.quote)).toEqual(["Mother 4: I felt safe there, honestly, at last."]);
  });
});

describe("the balance of voices", () => {
  it("says who is quoted how often, who never, and who is relied on too much", () => {
    const told = aStudy().theme("All").theme("Part", { parent: "All" });
    for (const i of [1, 2, 3, 4, 5, 6]) told.participant(`M${i}`).source(`M${i}`, `M${i}: one two three four`);
    for (const word of ["one", "two", "three"]) told.coded(word, "x", "HN", "M1");
    told.coded("four", "x", "HN", "M2");
    for (const word of ["one", "two", "three"]) told.quoted("Part", word);
    told.quoted("All", "four");
    told.record({ type: "theme.codePlaced", body: { theme: told.themeId("Part"), code: told.codeId("x"), placed: true }, words: {} });
    const [overall, all, part] = balanceOfVoices(told.study(), told.texts);
    expect(overall).toMatchObject({ theme: null, quotations: 4, passages: 4, never: ["M3", "M4", "M5", "M6"], reliedOn: ["M1"] });
    expect(all!.voices[0]).toMatchObject({ label: "M1", quotations: 3, passages: 3, reliedOn: true });
    expect(part).toMatchObject({ theme: { name: "Part", depth: 1 }, quotations: 3, never: ["M2", "M3", "M4", "M5", "M6"] });
  });
  // REFERENCE: of the published study's quotations Mother 4 supplies four and Mother 10 three, and four of the eleven mothers are never quoted; how the rest fall is invented.
  it("notices in a study like the published one who supplies the most and who is never quoted", () => {
    const told = aStudy().theme("T");
    const counts = [4, 3, 2, 2, 2, 2, 2, 0, 0, 0, 0];
    counts.forEach((n, i) => {
      told.participant(`M${i}`).source(`M${i}`, `M${i}: aa bb cc dd ${i}`);
      for (const word of ["aa", "bb", "cc", "dd"].slice(0, n)) told.coded(word, "x", "HN").record({ type: "theme.quotationChosen", body: { theme: "theme-1", quotation: `q${i}${word}`, coding: [...told.study().codings.keys()].at(-1)!, cuts: [], order: 1 }, words: {} });
    });
    const [overall] = balanceOfVoices(told.study(), told.texts);
    expect(overall!.equalShare).toBeCloseTo(17 / 11, 12);
    expect(overall!.reliedOn).toEqual(["M0"]);
    expect(overall!.never).toHaveLength(4);
  });
});
