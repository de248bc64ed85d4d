import { withoutCoder } from "../analysis/decisionOn.ts";
import { pathOf } from "../study/code.ts";
import type { CoderId } from "../study/coder.ts";
import type { Outcome } from "../study/consensus.ts";
import type { Study } from "../study/study.ts";
import { readAll, type Workbench } from "./workbench.ts";

/** One decision about a difference, as it was made. */
export interface DecisionMade {
  readonly stamp: string;
  /** The name of who recorded it. */
  readonly actor: string;
  readonly outcome: Outcome;
  readonly result: readonly string[];
  readonly who: readonly string[];
  readonly reason: string;
  /** Whether it is the one that counts. */
  readonly stands: boolean;
  /** True where another copy decided the same difference without having seen this decision. */
  readonly unseen: boolean;
}

/** Every decision about a difference, oldest first; also the ones that no longer stand. */
export async function decisionsOn(workbench: Workbench, difference: string): Promise<DecisionMade[]> {
  const { study } = workbench;
  const nameOf = (coder: CoderId): string => study.coders.get(coder)?.name ?? "someone";
  const older = withoutCoder(difference);
  const stands = (study.decisions.get(difference) ?? study.decisions.get(older))?.stamp;
  const conflict = study.conflicts.get(`difference/${difference}/`) ?? study.conflicts.get(`difference/${older}/`);
  // An older decision does not name the coder who coded nothing, but those who took part.
  const isAbout = ({ difference: of, who }: { readonly difference: string; readonly who: readonly CoderId[] }): boolean => of === difference || (of === older && who.includes(difference.split("+~")[1] ?? ""));
  const events = await readAll(workbench.log, ["consensus.decided"]);
  const made = events.flatMap((event): DecisionMade[] =>
    event.type !== "consensus.decided" || !isAbout(event.body)
      ? []
      : [
          {
            stamp: event.stamp,
            actor: nameOf(event.actor),
            outcome: event.body.outcome,
            result: event.body.result.map((r) => pathOf(study, r.code)),
            who: event.body.who.map(nameOf),
            reason: event.words.reason ?? "",
            stands: event.stamp === stands,
            unseen: conflict?.earlier?.replica === event.replica && conflict.earlier.seq === event.seq,
          },
        ],
  );
  const last = made.findIndex((decision) => decision.stands);
  return study.decisions.get(difference)?.unseen ? made.map((decision, i) => (i === last - 1 ? { ...decision, unseen: true } : decision)) : made;
}

/** Whether two people decided it without seeing each other's decision. The later one stands until somebody decides anew. */
export const isContested = (study: Study, difference: string): boolean => study.decisions.get(difference)?.unseen === true || study.conflicts.has(`difference/${difference}/`) || (!study.decisions.has(difference) && study.conflicts.has(`difference/${withoutCoder(difference)}/`));
