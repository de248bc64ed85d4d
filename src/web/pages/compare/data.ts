import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { AgreementAnswer } from "../../../analysis/agreement/cells.ts";
import type { ConfusionMatrix } from "../../../analysis/agreement/confusion.ts";
import type { UnitName } from "../../../analysis/agreement/question.ts";
import type { SetDistanceName } from "../../../analysis/agreement/set-distance.ts";
import type { CompareAnswer } from "../../../server/compare.ts";
import type { DecisionMade } from "../../../workbench/consensus.ts";
import { ask, server } from "../../server.ts";

/** Whose work is compared; null leaves it to the server. */
export type Pair = readonly [string, string] | null;

const asked = (pair: Pair): { first?: string; second?: string } => (pair ? { first: pair[0], second: pair[1] } : {});

/** Two coders' differences with what was decided. Asked again after every change of the study. */
export const useCompare = (pair: Pair): UseQueryResult<CompareAnswer> =>
  useQuery({ queryKey: ["analysis", "compare", pair], placeholderData: (before) => before, queryFn: () => ask<CompareAnswer>(server.compare.$get({ query: asked(pair) }) as never) });

/** How agreement is to be counted. */
export interface Counting {
  readonly unit: UnitName;
  readonly rule: "any" | "half";
  readonly when: "before" | "after";
  /** The distance of alpha over sets of codes; "" for none. */
  readonly sets: SetDistanceName | "";
  /** Whether the codes are taken as excluding each other, which needs characters. */
  readonly exclusive: boolean;
  readonly nvivo: boolean;
  /** The day as whose evening the study is taken; "" for now. */
  readonly at: string;
}

const flag = (on: boolean): "0" | "1" => (on ? "1" : "0");

/** How far two coders agree, with intervals by a bootstrap that anyone can draw again. */
export const useAgreement = (pair: Pair, { unit, rule, when, sets, exclusive, nvivo, at }: Counting, on: boolean): UseQueryResult<AgreementAnswer> =>
  useQuery({
    queryKey: ["analysis", "agreement", pair, unit, rule, when, sets, exclusive, nvivo, at],
    enabled: on && pair !== null,
    placeholderData: (before) => before,
    queryFn: () => ask<AgreementAnswer>(server.compare.agreement.$get({ query: { ...asked(pair), unit, rule, when, bootstrap: 1000, seed: 1, exclusive: flag(exclusive && unit === "character"), nvivo: flag(nvivo), ...(sets !== "" && { sets }), ...(at !== "" && { at }) } }) as never),
  });

/** Which codes two coders gave to the same text. */
export const useConfusion = (pair: Pair): UseQueryResult<ConfusionMatrix> =>
  useQuery({ queryKey: ["analysis", "confusion", pair], queryFn: () => ask<ConfusionMatrix>(server.compare.confusion.$get({ query: asked(pair) }) as never) });

/** Every decision made about a difference. */
export const useDecisions = (difference: string, on: boolean): UseQueryResult<readonly DecisionMade[]> =>
  useQuery({ queryKey: ["analysis", "decisions", difference], enabled: on, queryFn: async () => (await ask<{ decisions: readonly DecisionMade[] }>(server.compare.decisions.$get({ query: { difference } }) as never)).decisions });
