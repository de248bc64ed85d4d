import { union, type Range } from "../../text/range.ts";
import type { AgreementQuestion } from "./question.ts";
import { cut } from "./scope.ts";
import type { Layer } from "./sweep.ts";

/** The layers of a question, by the places of source, code and coder in its lists. */
export type Layers = (source: number, code: number, coder: number) => Layer;

const none: Layer = [];

/**
 * Sorts codings into layers: one per source, code and coder, touching and overlapping codings of a coder merged first.
 * Where only parts of a source are compared, a layer is cut to them.
 * A coding beyond the text of its source is a mistake of the caller and throws.
 */
export function layersOf({ sources, codes, coders, codings }: Pick<AgreementQuestion, "sources" | "codes" | "coders" | "codings">): Layers {
  const places = (ids: readonly string[]): Map<string, number> => new Map(ids.map((id, place) => [id, place]));
  const [sourceAt, codeAt, coderAt] = [places(sources.map(({ id }) => id)), places(codes), places(coders)];
  const buckets: (Range[] | undefined)[] = Array(sources.length * codes.length * coders.length).fill(undefined);
  const place = (source: number, code: number, coder: number): number => (source * codes.length + code) * coders.length + coder;
  for (const coding of codings) {
    const source = sourceAt.get(coding.source);
    const code = codeAt.get(coding.code);
    const coder = coderAt.get(coding.coder);
    if (source === undefined || code === undefined || coder === undefined) continue;
    if (coding.start < 0 || coding.end > sources[source]!.length) {
      throw new RangeError(`A coding from ${coding.start} to ${coding.end} is outside the ${sources[source]!.length} characters of source ${coding.source}`);
    }
    (buckets[place(source, code, coder)] ??= []).push(coding);
  }
  return (source, code, coder) => {
    const bucket = buckets[place(source, code, coder)];
    if (bucket === undefined) return none;
    const layer = bucket.length === 1 && bucket[0]!.start < bucket[0]!.end ? bucket : union(bucket);
    const { scope } = sources[source]!;
    return scope ? cut(layer, scope) : layer;
  };
}
