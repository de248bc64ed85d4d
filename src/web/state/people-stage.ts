import type { StudyAnswer } from "../../server/answers.ts";
import { recruitmentSteps } from "../../study/recruitment.ts";

/** How far someone came, in a word: "Interviewed", "Declined". */
export interface Stage {
  readonly name: string;
  /** Out of the study: declined, lost, not eligible or withdrawn. */
  readonly out: boolean;
  /** The place in the way in, for sorting; -1 where nothing is recorded. */
  readonly place: number;
}

const none: Stage = { name: "Registered", out: false, place: -1 };
const ways: ReadonlySet<string> = new Set(["declined", "lost", "not eligible"]);

/** How far everyone came: the furthest recorded step, or the way out where that is what was recorded last. */
export function stages(study: Pick<StudyAnswer, "participants" | "recruitment" | "consents" | "interviews" | "sources">): Map<string, Stage> {
  const records = Map.groupBy(study.recruitment, (r) => r.participant);
  const consented = new Set(study.consents.map((c) => c.participant));
  const interviewed = new Set<string | null>([...study.interviews.map((i) => i.participant), ...study.sources.map((s) => s.participant)]);
  return new Map(
    study.participants.map((person): [string, Stage] => {
      if (person.withdrawn) return [person.id, { name: "Withdrew", out: true, place: recruitmentSteps.length }];
      const own = records.get(person.id) ?? [];
      const last = own.reduce<(typeof own)[number] | null>((a, b) => (a && a.date !== "" && b.date !== "" && a.date > b.date ? a : b), null);
      if (last && ways.has(last.step)) return [person.id, { name: last.step.charAt(0).toUpperCase() + last.step.slice(1), out: true, place: recruitmentSteps.indexOf(last.step) }];
      const steps = [...own.map((r) => r.step), ...(consented.has(person.id) ? (["consented"] as const) : []), ...(interviewed.has(person.id) ? (["interviewed"] as const) : [])].filter((s) => !ways.has(s));
      const furthest = steps.reduce((most, step) => Math.max(most, recruitmentSteps.indexOf(step)), -1);
      const name = recruitmentSteps[furthest];
      return [person.id, name === undefined ? none : { name: name.charAt(0).toUpperCase() + name.slice(1), out: false, place: furthest }];
    }),
  );
}
