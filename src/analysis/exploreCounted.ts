import type { Study } from "../study/study.ts";
import { byLabel } from "./analysed.ts";
import { codingsIn, sourcesIn, type Scope } from "./exploreScope.ts";
import { counted, listed } from "./wording.ts";

/** What an answer was counted from: whose layers, in how many sources of how many people. */
export interface Counted {
  readonly layers: readonly { readonly coder: string; readonly name: string; readonly codings: number }[];
  readonly codings: number;
  readonly sources: number;
  readonly people: number;
}

export function countedIn(study: Study, scope: Scope): Counted {
  const byCoder = new Map<string, number>();
  for (const { codings } of codingsIn(study, scope)) for (const { coding } of codings) byCoder.set(coding.coder, (byCoder.get(coding.coder) ?? 0) + 1);
  const layers = [...byCoder].map(([coder, codings]) => ({ coder, name: study.coders.get(coder)?.name ?? "someone", codings })).sort((a, b) => byLabel(a.name, b.name));
  const sources = sourcesIn(study, scope);
  return { layers, codings: layers.reduce((sum, l) => sum + l.codings, 0), sources: sources.length, people: new Set(sources.flatMap((s) => (s.participant === null ? [] : [s.participant]))).size };
}

/** The same in a sentence: "Counted: 240 codings of HN (180) and RO (60), in 10 interviews of 10 people." */
export function countedSentence({ layers, codings, sources, people }: Counted): string {
  const where = `${counted(sources, "interview")} of ${counted(people, "person", "people")}`;
  if (layers.length === 0) return `Nothing is coded in these ${where}.`;
  const whose = layers.length === 1 ? layers[0]!.name : listed(layers.map((l) => `${l.name} (${l.codings.toLocaleString("en-GB")})`));
  return `Counted: ${counted(codings, "coding")} of ${whose}, in ${where}.`;
}
