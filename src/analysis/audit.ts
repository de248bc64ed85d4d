import { byStamp, extend, fold, stepKey, undoneSteps } from "../study/fold.ts";
import { sentence } from "../study/sentence.ts";
import { emptyStudy, type Recorded, type Study, type StudyEvent } from "../study/study.ts";
import { dayOf } from "../study/stamp.ts";

/**
 * The six classes of an audit trail after Halpern (1983), as Lincoln & Guba (Naturalistic Inquiry, 1985) hand them on.
 */
export const auditClasses = ["raw data", "data reduction and analysis", "reconstruction and synthesis", "process notes", "intentions and dispositions", "instrument development"] as const;
export type AuditClass = (typeof auditClasses)[number];

/** Where an event belongs in the audit trail. A memo goes by its kind, and a later change to it where the memo went. */
export function auditClass(event: StudyEvent, study: Study): AuditClass {
  switch (event.type) {
    case "participant.registered": case "participant.described": case "recruitment.recorded": case "eligibility.recorded":
    case "consent.recorded": case "consent.withdrawn": case "interview.recorded":
    case "source.imported": case "source.linked": case "source.renamed": case "source.edited": case "source.speakersNamed": case "source.removed": case "import.kept":
      return "raw data";
    case "code.created": case "code.described": case "code.moved": case "code.merged": case "code.split": case "code.retired":
    case "coding.added": case "coding.resized": case "coding.recoded": case "coding.removed":
      return "data reduction and analysis";
    case "theme.created": case "theme.described": case "theme.moved": case "theme.stateSet": case "theme.codePlaced": case "theme.passageExcluded": case "theme.deviantMarked":
    case "theme.quotationChosen": case "theme.quotationDropped": case "theme.quotationMoved":
    case "study.proseWritten":
      return "reconstruction and synthesis";
    case "source.readingMarked": case "substudy.frozen": case "substudy.removed":
    case "assignment.made": case "assignment.withdrawn": case "assignment.finished": case "consensus.decided":
    case "coder.added": case "history.joined": case "history.merged": case "history.undone": case "history.redone": case "history.wordsErased":
      return "process notes";
    case "study.created": case "study.described": case "coder.described": case "positionality.stated":
      return "intentions and dispositions";
    case "attribute.defined": case "criterion.defined": case "consentForm.defined": case "guide.defined":
      return "instrument development";
    case "memo.written":
      return classOfMemo(event.body.kind);
    case "memo.rewritten": case "memo.linked": case "memo.removed":
      return classOfMemo(study.memos.get(event.body.memo)?.kind ?? "analytic");
  }
}

function classOfMemo(kind: "analytic" | "reflexive" | "method" | "case"): AuditClass {
  switch (kind) {
    case "analytic": case "case":
      return "data reduction and analysis";
    case "reflexive":
      return "intentions and dispositions";
    case "method":
      return "process notes";
  }
}

/** One line of the audit trail. */
export interface AuditRow {
  readonly event: Recorded;
  /** The day, as `2016-06-14`, in UTC. */
  readonly date: string;
  readonly who: string;
  readonly sentence: string;
  readonly class: AuditClass;
  /** True where the step was undone and has not been done again. */
  readonly undone: boolean;
}

/**
 * The audit trail: every event in the order of time, told with the names that things had at that moment.
 * What was undone stays in it, marked: it happened.
 */
export const auditTrail = (events: readonly Recorded[]): AuditRow[] => tellEach(events, (row) => row);

/** The audit trail, with what is made of each row while the study stands as it stood just before it. */
export function tellEach<T>(events: readonly Recorded[], make: (row: AuditRow, before: Study) => T): T[] {
  const ordered = [...events].sort(byStamp);
  const undone = undoneSteps(ordered);
  /** What each step did, by its first sentence, so that undoing it can say so. */
  const steps = new Map<string, string>();
  /** Steps that changed what later events speak of. To undo one that only coded passages leaves all names as they are, and no fold from zero is needed. */
  const renaming = new Set<string>();
  /** Steps that changed codings: while none of these is undone, the many codings need not be folded anew with the names. */
  const recoding = new Set<string>();
  const isCoding = (event: Recorded): boolean => event.type.startsWith("coding.");
  const names = new Map<string, string>();
  let before = emptyStudy();
  let stale: "names" | "all" | null = null;
  return ordered.map((event, i) => {
    const isHistory = event.type.startsWith("history.");
    if (stale !== null && !isHistory) {
      const { codings, codingsBySource, codingsByCode } = before;
      before = stale === "all" ? fold(ordered.slice(0, i)) : { ...fold(ordered.slice(0, i).filter((e) => !isCoding(e))), codings, codingsBySource, codingsByCode };
      stale = null;
    }
    const step = stepKey(event.replica, event.step);
    const who = before.coders.get(event.actor)?.name ?? (event.type === "coder.added" && event.body.coder === event.actor ? event.words.name : undefined) ?? nameLater(ordered, event.actor, names);
    const said = event.type === "history.undone" || event.type === "history.redone" ? stepSaid(steps, event.body, event.type) ?? sentence(before, event) : sentence(before, event);
    if (!steps.has(step)) steps.set(step, said);
    const made = make({ event, date: dayOf(event.stamp), who, sentence: said, class: auditClass(event, before), undone: undone.has(step) }, before);
    if (!isHistory && event.type !== "coding.added") (isCoding(event) ? recoding : renaming).add(step);
    const toggled = event.type === "history.undone" || event.type === "history.redone" ? stepKey(event.body.replica, event.body.step) : null;
    if (toggled === null) {
      if (stale === null && !extend(before, [event])) stale = "all";
    } else if (recoding.has(toggled) || event.type === "history.redone") stale = "all";
    else if (renaming.has(toggled)) stale ??= "names";
    return made;
  });
}

const stepSaid = (steps: ReadonlyMap<string, string>, { replica, step }: { replica: string; step: number }, type: "history.undone" | "history.redone"): string | undefined => {
  const said = steps.get(stepKey(replica, step));
  return said === undefined ? undefined : `${type === "history.undone" ? "Undid" : "Did again"}: ${said}`;
};

/** The name of someone who acts before being introduced, as the study's first events do. */
function nameLater(events: readonly Recorded[], id: string, known: Map<string, string>): string {
  if (known.size === 0) for (const e of events) if (e.type === "coder.added" && !known.has(e.body.coder)) known.set(e.body.coder, e.words.name ?? "");
  return known.get(id) ?? "";
}
