import type { StudyAnswer } from "../../server/answers.ts";

/** A service, how many people were approached there, and how many of them were interviewed. */
export interface ServiceRow {
  readonly service: string;
  readonly approached: number;
  readonly interviewed: number;
}

/** The services from which people were approached, the most first; none where no service is recorded. */
export function approachedFrom(study: Pick<StudyAnswer, "recruitment" | "interviews" | "sources">): ServiceRow[] {
  const interviewed = new Set<string | null>([...study.interviews.map((i) => i.participant), ...study.sources.map((s) => s.participant), ...study.recruitment.filter((r) => r.step === "interviewed").map((r) => r.participant)]);
  const services = new Map<string, Set<string>>();
  for (const { participant, step, service } of study.recruitment) {
    if (step !== "approached" || service.trim() === "") continue;
    const name = service.trim();
    services.set(name, (services.get(name) ?? new Set()).add(participant));
  }
  return [...services].map(([service, people]) => ({ service, approached: people.size, interviewed: [...people].filter((p) => interviewed.has(p)).length })).sort((a, b) => b.approached - a.approached || (a.service < b.service ? -1 : 1));
}
