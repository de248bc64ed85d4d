import type { StudyAnswer } from "../../../server/answers.ts";

/** What can be counted, as it is called; topmost codes only where there are codes below others. */
export const kinds = (study: StudyAnswer): (readonly [value: string, name: string])[] => [
  ["code", "codes"],
  ...(study.codes.some((c) => c.depth > 0) ? [["top", "topmost codes"] as const] : []),
  ...(study.themes.some((t) => t.state !== "discarded") ? [["theme", "themes"] as const] : []),
];
