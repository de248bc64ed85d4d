import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { AgreementAnswer } from "../../../analysis/agreement/cells.ts";
import type { ConfusionMatrix } from "../../../analysis/agreement/confusion.ts";
import type { UnitName } from "../../../analysis/agreement/question.ts";
import type { CompareAnswer } from "../../../server/compare.ts";
import type { DecisionMade } from "../../../workbench/consensus.ts";
import { ask, server } from "../../server.ts";

/** Whose work is compared; null leaves it to the server. */
export type Pair = readonly [string, string] | null;

const asked = (pair: Pair): { first?: string; second?: string } => (pair ? { first: pair[0], second: pair[1] } : {});

/** Two coders' differences with what was decided. Asked again after every change of the study. */
export const useCompare = (pair: Pair): UseQueryResult<CompareAnswer> =>
  useQuery({ queryKey: ["analysis", "compare", pair], placeholderData: (before) => before, queryFn: () => ask<CompareAnswer>(server.compare.$get({ query: asked(pair) }) as never) });

/** How far two coders agree. */
export const useAgreement = (pair: Pair, { unit, rule, when, on }: { readonly unit: UnitName; readonly rule: "any" | "half"; readonly when: "before" | "after"; readonly on: boolean }): UseQueryResult<AgreementAnswer> =>
  useQuery({ queryKey: ["analysis", "agreement", pair, unit, rule, when], enabled: on && pair !== null, placeholderData: (before) => before, queryFn: () => ask<AgreementAnswer>(server.compare.agreement.$get({ query: { ...asked(pair), unit, rule, when } }) as never) });

/** Which codes two coders gave to the same text. */
export const useConfusion = (pair: Pair): UseQueryResult<ConfusionMatrix> =>
  useQuery({ queryKey: ["analysis", "confusion", pair], queryFn: () => ask<ConfusionMatrix>(server.compare.confusion.$get({ query: asked(pair) }) as never) });

/** Every decision made about a difference. */
export const useDecisions = (difference: string, on: boolean): UseQueryResult<readonly DecisionMade[]> =>
  useQuery({ queryKey: ["analysis", "decisions", difference], enabled: on, queryFn: async () => (await ask<{ decisions: readonly DecisionMade[] }>(server.compare.decisions.$get({ query: { difference } }) as never)).decisions });
