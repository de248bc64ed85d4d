import type { Cell, TidyColumn, TidyTable } from "../../formats/tidy/tables.ts";
import { tidyTables } from "../../formats/tidy/tables.ts";
import { quotationsOf } from "../../study/theme.ts";
import { turnsOf } from "../../study/source.ts";
import { pathOf } from "../../study/code.ts";
import type { Workbench } from "../workbench.ts";
import type { StudyProject } from "./to-project.ts";

const column = (name: string, meaning: string): TidyColumn => ({ name, meaning });

/** The tables of a project, and those that only a study has: turns and themes. */
export async function studyTables(wb: Workbench, { project, identity }: StudyProject): Promise<TidyTable[]> {
  const { study } = wb;
  const there = new Set(project.sources.flatMap(({ guid, transcripts }) => [guid, ...transcripts.map((one) => one.guid)]));
  const turns: Cell[][] = [];
  for (const source of study.sources.values()) {
    const guid = identity.guid("source", source.id);
    if (source.removed || !there.has(guid) || source.turns.length === 0) continue;
    const text = await wb.textOf(source);
    turnsOf(source).forEach((turn, i) => {
      const speaker = turn.speaker === null ? undefined : source.speakers[turn.speaker];
      turns.push([guid, source.name, i + 1, speaker?.label ?? null, speaker?.role ?? null, turn.at, turn.said, turn.end, text.slice(turn.said, turn.end)]);
    });
  }
  const themes = [...study.themes.values()].filter(({ state }) => state !== "discarded").map((theme): Cell[] => [
    identity.guid("theme", theme.id), theme.name, theme.parent === null ? null : identity.guid("theme", theme.parent), theme.state, theme.centralIdea, theme.scope,
    [...theme.codes].map((code) => pathOf(study, code).replaceAll(" / ", " > ")).join("; "), theme.excluded.size, theme.deviant.size, quotationsOf(theme).map(({ coding }) => identity.guid("coding", coding)).join("; "),
  ]);
  const [people, sources, codes, codings, memos] = tidyTables(project) as [TidyTable, TidyTable, TidyTable, TidyTable, TidyTable];
  return [
    people, sources,
    { name: "turns", meaning: "one speaker's uninterrupted words", rows: turns, columns: [column("source_id", "See sources."), column("source", "Name of the source."), column("turn", "Its place in the source, from 1."), column("speaker", "The label of whoever speaks."), column("role", "interviewer, participant, other or unknown."), column("at_ms", "When it was said, in milliseconds from the start of the recording."), column("start", "First character of the words, in UTF-16 units from 0."), column("end", "First character after the words, in UTF-16 units."), column("words", "The words.")] },
    codes, codings, memos,
    { name: "themes", meaning: "one theme or subtheme", rows: themes, columns: [column("theme_id", "Identity of the theme."), column("theme", "Name."), column("parent_id", "The theme that it is a subtheme of."), column("state", "candidate, reviewed or defined."), column("central_idea", "What it says."), column("scope", "What belongs to it and what does not."), column("codes", "Paths of its codes, separated by semicolons."), column("passages_excluded", "How many passages of its codes do not belong to it."), column("deviant_cases", "How many participants do not fit."), column("quotations", "Identities of the codings chosen as quotations, in order; see codings.")] },
  ];
}
