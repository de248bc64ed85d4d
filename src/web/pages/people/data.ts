import { useQuery } from "@tanstack/react-query";
import type { RecruitmentFlow } from "../../../analysis/flow.ts";
import type { Table1 } from "../../../analysis/table1.ts";
import type { Profile } from "../../../privacy/smallNumbers.ts";
import type { SuppressedTable } from "../../../privacy/suppressTable.ts";
import type { RuleAnswer, StalenessAnswer } from "../../../server/people.ts";
import type { StudyAnswer } from "../../../server/answers.ts";
import { act, type Asked, type Came } from "../../doing.ts";
import { memory } from "../../queries.ts";
import { ask, server } from "../../server.ts";
import type { Described } from "../../state/people-grid.ts";

const before = <T>(last: T | undefined): T | undefined => last;

/** Who a rule holds for, asked as it is typed. */
export const useRule = (rule: string, on: boolean) =>
  useQuery({ queryKey: ["analysis", "rule", rule], enabled: on && rule.trim() !== "", placeholderData: before, queryFn: () => ask<RuleAnswer>(server.people.rule.$get({ query: { rule } }) as never) });

/** How each substudy's list stands to its rule. */
export const useStaleness = () =>
  useQuery({ queryKey: ["analysis", "substudies"], queryFn: async () => (await ask<{ substudies: StalenessAnswer[] }>(server.people.substudies.$get() as never)).substudies });

export const useFlow = (substudy: string) =>
  useQuery({ queryKey: ["analysis", "flow", substudy], placeholderData: before, queryFn: () => ask<RecruitmentFlow>(server.flow.$get({ query: substudy === "" ? {} : { substudy } }) as never) });

/** Table 1 as the page asks for it. */
export interface Table1Asked {
  readonly substudy: string;
  readonly attributes: readonly string[] | null;
  readonly bands: Readonly<Record<string, string>>;
  readonly profile: Profile | "";
  readonly percent: boolean;
}

export interface Table1Answer {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly smallNumbers: readonly string[];
  readonly table: Table1 | SuppressedTable | null;
  readonly csv: string;
  readonly markdown: string;
}

export const useTable1 = ({ substudy, attributes, bands, profile, percent }: Table1Asked) =>
  useQuery({
    queryKey: ["analysis", "table1", substudy, attributes, bands, profile, percent],
    placeholderData: before,
    queryFn: () =>
      ask<Table1Answer>(
        server.table1.$get({
          query: { ...(substudy !== "" && { substudy }), ...(attributes && { attributes: attributes.join("\n") }), ...(Object.keys(bands).length > 0 && { bands: JSON.stringify(bands) }), ...(profile !== "" && { profile }), percent: percent ? "1" : "0" },
        } as never) as never,
      ),
  });

/** Changes what is known of people, as one step, and shows it at once. Answers with what is wrong, or null. */
export async function describe(changes: readonly Described[]): Promise<string | null> {
  const study = memory.getQueryData<StudyAnswer>(["study"]);
  if (study) {
    const by = new Map(changes.map((c) => [c.participant, c]));
    memory.setQueryData<StudyAnswer>(["study"], {
      ...study,
      participants: study.participants.map((p) => {
        const change = by.get(p.id);
        return change ? { ...p, label: change.label ?? p.label, values: { ...p.values, ...change.values } } : p;
      }),
    });
  }
  const came = await act(changes.map(({ participant, label, values }): Asked => ({ type: "participant.describe", participant, ...(label !== undefined && { label }), ...(values && { values: { ...values } }) }) as Asked), { quiet: true });
  return wrong(came);
}

/** What is wrong with what was asked, after the page was set right again; null where nothing is. */
export function wrong(came: Came): string | null {
  if (came.state !== "refused") return null;
  void memory.invalidateQueries({ queryKey: ["study"] });
  return came.sentence;
}
