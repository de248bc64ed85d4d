import { auditClasses, auditTrail, type AuditRow } from "../analysis/audit.ts";
import { counted } from "../analysis/wording.ts";
import type { Recorded } from "../study/study.ts";
import { heading, paragraph, type Block } from "./document.ts";

/** What several events of one kind on one day come to, for the kinds that come in numbers. */
const together: Partial<Record<Recorded["type"], (n: number) => string>> = {
  "coding.added": (n) => `Coded ${counted(n, "passage")}`,
  "coding.removed": (n) => `Removed ${counted(n, "coding")}`,
  "coding.resized": (n) => `Changed the extent of ${counted(n, "coding")}`,
  "coding.recoded": (n) => `Changed the code of ${counted(n, "coding")}`,
  "participant.registered": (n) => `Registered ${counted(n, "participant")}`,
  "participant.described": (n) => `Changed what is known of participants, ${counted(n, "time")}`,
  "attribute.defined": (n) => `Defined ${counted(n, "attribute")}`,
  "recruitment.recorded": (n) => `Recorded ${counted(n, "step")} of recruitment`,
  "eligibility.recorded": (n) => `Recorded whether criteria are met, ${counted(n, "time")}`,
  "consent.recorded": (n) => `Recorded ${counted(n, "consent")}`,
  "interview.recorded": (n) => `Recorded ${counted(n, "interview")}`,
  "source.imported": (n) => `Imported ${counted(n, "transcript")}`,
  "source.edited": (n) => `Corrected transcripts, ${counted(n, "time")}`,
  "source.readingMarked": (n) => `Marked transcripts as read, ${counted(n, "time")}`,
  "code.created": (n) => `Made ${counted(n, "code")}`,
  "theme.codePlaced": (n) => `Placed codes in themes or took them out, ${counted(n, "time")}`,
  "theme.quotationChosen": (n) => `Chose ${counted(n, "quotation")}`,
  "theme.quotationMoved": (n) => `Reordered quotations, ${counted(n, "time")}`,
  "consensus.decided": (n) => `Settled ${counted(n, "difference")} between coders`,
};
const atOnce = 3;

/** The rows of one day and person, those of a kind that comes in numbers drawn together where there are more than three. */
function drawnTogether(rows: readonly AuditRow[]): readonly (readonly [date: string, who: string, what: string, class_: string])[] {
  const groups = Map.groupBy(rows, (r) => `${r.date}\n${r.who}\n${r.class}\n${r.event.type}\n${r.undone}`);
  const said = new Set<string>();
  return rows.flatMap((row) => {
    const key = `${row.date}\n${row.who}\n${row.class}\n${row.event.type}\n${row.undone}`;
    const group = groups.get(key)!;
    const sum = together[row.event.type];
    const undone = row.undone ? " (undone later)" : "";
    if (!sum || group.length <= atOnce) return [[row.date, row.who, row.sentence + undone, row.class] as const];
    if (said.has(key)) return [];
    said.add(key);
    return [[row.date, row.who, `${sum(group.length)}.${undone}`, row.class] as const];
  });
}

/** The audit-trail appendix: how many events are in each class, and a dated table of what happened. The machine-readable log is the study file itself. */
export function auditAppendix(events: readonly Recorded[]): Block[] {
  const rows = auditTrail(events);
  const counts = auditClasses.map((c) => ({ cells: [c[0]!.toUpperCase() + c.slice(1), String(rows.filter((r) => r.class === c).length)] }));
  return [
    heading(1, "Appendix: audit trail"),
    paragraph(`The study's log holds ${counted(rows.length, "event")}, told here in the six classes of an audit trail after Halpern. Events of one kind, day and person are drawn together where there are more than ${atOnce}; the study file has each of them.`),
    { kind: "table", caption: "Events by class", columns: [{ heading: "Class", align: "left", share: 8 }, { heading: "Events", align: "right", share: 2 }], rows: counts, notes: [] },
    {
      kind: "table",
      caption: "What happened",
      columns: [{ heading: "Date", align: "left", share: 14 }, { heading: "Who", align: "left", share: 12 }, { heading: "What", align: "left", share: 54 }, { heading: "Class", align: "left", share: 20 }],
      rows: drawnTogether(rows).map((cells) => ({ cells })),
      notes: ["Dates are in UTC."],
    },
  ];
}
