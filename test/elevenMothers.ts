import { aStudy, type StudyNotation } from "./notation.ts";

/**
 * Eleven invented people whose Table 1 has the published figures: J. Reprod. Infant Psychol. 41(2), 2023,
 * doi 10.1080/02646838.2021.1983920, Table 1. The paper gives only counts, so who has what is invented.
 */
export function elevenMothers(): StudyNotation {
  const spread = (levels: Record<string, number>): string[] => Object.entries(levels).flatMap(([level, n]) => Array<string>(n).fill(level));
  const ages = [20, 21, 23, 24, 29, 30, 30, 35, 39, 39, 39];
  const columns: Record<string, string[]> = {
    Ethnicity: spread({ "White British": 8, "White Other": 1, "Black Caribbean": 2 }),
    Location: spread({ London: 5, "South of England": 6 }),
    "Primary diagnosis": spread({ depression: 5, "personality disorder": 5, psychosis: 1 }),
    Education: spread({ "degree or further education": 4, "A levels or equivalent": 4, "GCSE or less": 3 }),
    "Marital status": spread({ "living with partner or husband": 7, "not living with one": 4 }),
    "Child protection": spread({ "plan or team around the child": 4, "loss of custody": 1, "parenting assessment": 1, none: 5 }),
  };
  const children = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 2];
  const told = aStudy("Mothers");
  told.attribute("Age", "number", { bands: "under 25; 26-30; 31-35; 36-40" });
  told.attribute("Number of children", "number", { bands: "one; two; three or more" });
  ages.forEach((age, i) => told.participant(`Mother ${i + 1}`, { Age: age, "Number of children": children[i]!, ...Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]!])) }));
  return told;
}
