import { auditClasses, auditTrail, type AuditRow } from "../analysis/audit.ts";
import { together } from "../analysis/together.ts";
import { counted } from "../analysis/wording.ts";
import type { Recorded } from "../study/study.ts";
import { heading, paragraph, type Block } from "./document.ts";

/** A line of the appendix. */
type Line = readonly [date: string, who: string, what: string, class_: string];

const lower = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/**
 * The rows of one day, person and class, those of a kind that comes in numbers drawn together. What came in about people
 * and interviews on one day stands in one line: a study takes in many small things, and a reader looks for what was done with them.
 */
function drawnTogether(rows: readonly AuditRow[]): readonly Line[] {
  return [...Map.groupBy(rows, (r) => `${r.date}\n${r.who}\n${r.class}\n${r.undone}`).values()].flatMap((day): Line[] => {
    const [{ date, who, class: class_, undone }] = day as [AuditRow, ...AuditRow[]];
    const after = undone ? " (undone later)" : "";
    const sums: { readonly type: Recorded["type"]; readonly n: number; readonly alone: string }[] = [];
    const lines: Line[] = [];
    for (const [type, group] of Map.groupBy(day, (r) => r.event.type)) {
      const sum = together[type];
      if (!sum || (group.length === 1 && class_ !== "raw data")) for (const row of group) lines.push([date, who, row.sentence + after, class_]);
      else if (class_ === "raw data") sums.push({ type, n: group.length, alone: group[0]!.sentence.replace(/\.$/, "") });
      else lines.push([date, who, `${sum(group.length)}.${after}`, class_]);
    }
    const only = sums.length === 1 && sums[0]!.n === 1 ? sums[0]!.alone : null;
    const drawn = only ?? sums.map(({ type, n }) => together[type]!(n)).map((sum, i) => (i === 0 ? sum : lower(sum))).join("; ");
    return sums.length === 0 ? lines : [[date, who, `${drawn}.${after}`, class_], ...lines];
  });
}

/** The audit-trail appendix: how many events are in each class, and a dated table of what happened. The machine-readable log is the study file itself. */
export function auditAppendix(events: readonly Recorded[]): Block[] {
  const rows = auditTrail(events);
  const counts = auditClasses.map((c) => ({ cells: [c[0]!.toUpperCase() + c.slice(1), String(rows.filter((r) => r.class === c).length)] }));
  return [
    heading(1, "Appendix: audit trail"),
    paragraph(`The study's log holds ${counted(rows.length, "event")}, told here in the six classes of an audit trail after Halpern. What one person did of one kind on one day is drawn together; the study file has each event.`),
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
