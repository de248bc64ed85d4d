import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aStudy } from "../../test/notation.ts";
import { staleness, whoMatches } from "./rule.ts";

const told = aStudy()
  .attribute("used team", "yes/no")
  .attribute("Age", "number")
  .attribute("Interviewed on", "date")
  .attribute("Plan and support", "category")
  .participant("P1", { "used team": true, Age: 24, Location: "London", "Interviewed on": "2016-03-04", "Plan and support": "plan and team" })
  .participant("P2", { "used team": false, Age: 31, Location: "South of England", "Interviewed on": "2016-12-24", "Plan and support": "none" })
  .participant("P3", { "used team": true, Age: null, Location: "London", "Interviewed on": "2017-01-02" })
  .participant("P4", { Age: 39, Location: "" })
  .source("P1", "P1: she came to the house, she came every week.")
  .coded("came to the house", "Support / home visits", "HN")
  .source("P2", "P2: they were far away.")
  .coded("far away", "Support / home visits", "RB");

const who = (rule: string): string[] | string => {
  const study = told.study();
  const found = whoMatches(study, rule);
  return found.ok ? found.members.map((id) => study.participants.get(id)!.label) : found.sentence;
};

describe("a rule", () => {
  it.each<[string, string[]]>([
    ["used team = yes", ["P1", "P3"]],
    ['"used team" = "yes"', ["P1", "P3"]],
    ["used team != yes", ["P2"]],
    ['location in (London, "south of england")', ["P1", "P2", "P3"]],
    ["location not in (London)", ["P2"]],
    ["age in (24; 39)", ["P1", "P4"]],
    ["age between 24 and 31 and used team = no", ["P2"]],
    ["participant = P3", ["P3"]],
    ["not id in (P1, P2)", ["P3", "P4"]],
    ["has coding under support", ["P1", "P2"]],
    ['has any coding under "home visits" by HN', ["P1"]],
    ["no coding under home visits", ["P3", "P4"]],
    ["used team is yes", ["P1", "P3"]],
    ["not used team = yes", ["P2", "P4"]],
    ["USED TEAM = YES AND age < 30", ["P1"]],
    ["age>=31", ["P2", "P4"]],
    ["age = 24 or age = 39", ["P1", "P4"]],
    ["age is missing", ["P3"]],
    ["Location is missing", ["P4"]],
    ["Location is not missing", ["P1", "P2", "P3"]],
    ["location contains south", ["P2"]],
    ["Location = South of England", ["P2"]],
    ["Location = London and not (age < 30)", ["P3"]],
    ["Plan and support = plan and team and used team = yes", ["P1"]],
    ["interviewed on >= 2017", ["P3"]],
    ["interviewed on = 2016", ["P1", "P2"]],
    ["interviewed on < 2016-12-24", ["P1"]],
    ['coded "Support"', ["P1", "P2"]],
    ["coded home visits", ["P1", "P2"]],
    ["coded Support / home visits by HN", ["P1"]],
    ['coded "home visits" by "RB" and used team = no', ["P2"]],
    ["(used team = yes or coded Support) and age > 20", ["P1", "P2"]],
    ["age = 24 or age = 31 and Location = London", ["P1"]],
  ])("%s", (rule, expected) => expect(who(rule)).toEqual(expected));

  it.each([
    ["", "The rule cannot be read at character 1 (its end): the rule is empty; write one like: age >= 25 and used team = yes."],
    ["age >= old", 'The rule cannot be read at character 8 ("old"): "old" is not a number, as "Age" is.'],
    ["ages = 3", 'The rule cannot be read at character 1 ("ages = 3"): there is no attribute "ages"; this study has "used team", "Age", "Interviewed on", "Plan and support", "Location".'],
    ["(age > 3", 'The rule cannot be read at character 1 ("(age > 3"): the bracket that opens here is never closed.'],
    ["age > 3)", 'The rule cannot be read at character 8 (")"): this bracket was never opened.'],
    ['Location = "London', 'The rule cannot be read at character 12 (""London"): the quotation mark that opens here is never closed.'],
    ["age", 'The rule cannot be read at character 4 (its end): expected =, !=, <, >, in (…), between, contains or "is missing" after "Age".'],
    ["age in (24", 'The rule cannot be read at character 8 ("(24"): the list that opens here is never closed; it is written like (London, Leeds).'],
    ["age = ", 'The rule cannot be read at character 7 (its end): expected a value after "Age =".'],
    ["coded fathers", 'The rule cannot be read at character 7 ("fathers"): there is no code "fathers" in this study.'],
    ["coded home visits by XY", 'The rule cannot be read at character 22 ("XY"): there is no coder "XY" in this study.'],
    ["used team > yes", 'The rule cannot be read at character 13 ("yes"): "used team" is yes or no, so only = and != can be asked of it.'],
    ["age = 3 and", "The rule cannot be read at character 12 (its end): expected a condition, like: age >= 25."],
  ])("that cannot be read says why and where: %j", (rule, sentence) => expect(who(rule)).toBe(sentence));

  it("never fails in any other way, whatever is written", () => {
    const study = told.study();
    const word = fc.constantFrom("age", "used team", "=", ">=", "(", ")", "and", "or", "not", "coded", "by", "HN", '"', "is missing", "3", "yes", " ", "contains", "x");
    fc.assert(fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 10 }), (parts) => {
      const found = whoMatches(study, parts.join(" "));
      expect(found.ok ? "." : found.sentence.at(-1)).toBe(".");
    }));
  });
});

describe("a substudy's list", () => {
  it("is stale when its rule would give another list now, and says who would come and go", () => {
    const later = aStudy().participant("P1", { used: true }).participant("P2", { used: false }).substudy("Users", "used = yes", ["P1"]);
    expect(staleness(later.study(), later.study().substudies.get("substudy-1")!).stale).toBe(false);
    const used = later.study().attributes.keys().next().value!;
    for (const [label, value] of [["P1", false], ["P2", true]] as const) later.record({ type: "participant.described", body: { participant: later.participantId(label) }, words: { values: { [used]: value } } });
    expect(staleness(later.study(), later.study().substudies.get("substudy-1")!)).toEqual({ stale: true, joining: [later.participantId("P2")], leaving: [later.participantId("P1")], problem: null });
  });
});
