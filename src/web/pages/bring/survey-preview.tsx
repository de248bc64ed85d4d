import { useMemo, useState, type ReactElement } from "react";
import type { DayOrder } from "../../../formats/table/moments.ts";
import type { FoundSurvey, SurveyQuestion } from "../../../server/found.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { capital, importSections, inWords } from "../../state/bring-words.ts";
import css from "./bring.module.css";
import type { Outcome } from "./brought.tsx";
import { DatesChoice } from "./dates.tsx";
import { Sections } from "./findings.tsx";
import { useLooking } from "./looking.ts";
import { TakenFor } from "./taken-for.tsx";

type Role = SurveyQuestion["role"];
const roles: readonly (readonly [Role, string])[] = [["participant", "who answered"], ["open", "an answer in own words: a source"], ["attribute", "an answer to count: an attribute"], ["leave", "left out"]];

/** A survey, column by column: who answered, what becomes a source and what an attribute, before anything is stored. */
export function SurveyPreview({ item, found, onDone }: { readonly item: number; readonly found: FoundSurvey; readonly onDone: (outcome: Outcome) => void }): ReactElement {
  const { file, questions, rows, report } = found;
  const [first] = useState<Readonly<Record<string, Role>>>(() => Object.fromEntries(questions.map(({ name, role }) => [name, role])));
  const [chosen, setChosen] = useState(first);
  const [dates, setDates] = useState<DayOrder | "">("");
  const told = (order: DayOrder | "") => (order === "" ? {} : { dates: order });
  const { busy, problem, leave, ...upon } = useLooking(item, found, onDone);
  const choose = (name: string, role: Role): Promise<void> => {
    // One column says who answered.
    const next = Object.fromEntries(Object.entries(chosen).map(([one, was]) => [one, one === name ? role : role === "participant" && was === "participant" ? "leave" : was]));
    setChosen(next);
    return upon.look({ use: "survey", roles: next, ...told(dates) });
  };
  const store = (): Promise<void> => upon.store({ use: "survey", roles: chosen, ...told(dates) });
  // What a program noted by itself stands last; nothing moves while a person chooses.
  const ordered = useMemo(() => [...questions.filter(({ name }) => first[name] !== "leave"), ...questions.filter(({ name }) => first[name] === "leave")], [questions, first]);
  const coming = inWords(report.made);
  return (
    <Dialog
      title={`Bring in ${file}`}
      wide
      onClose={leave}
      actions={
        <>
          {problem ?? (report.ok ? null : report.problems[0]?.what) ? <p className={css.problem} role="alert">{problem ?? report.problems[0]?.what}</p> : null}
          <Button onClick={leave}>Leave it</Button>
          <Button look="main" disabled={busy !== null || !report.ok} onClick={() => void store()}>{busy === "storing" ? "Storing" : "Bring it in"}</Button>
        </>
      }
    >
      <TakenFor found={found} onTake={(use) => void upon.look({ use })} />
      <div>
        <p className={css.lead}><b>{report.ok ? capital(report.kind) : "Survey"}, {rows.toLocaleString("en-GB")} {rows === 1 ? "row" : "rows"}.</b> Nothing is stored yet. Each row is a participant; say what each column is.</p>
        <p className={css.about} role="status">{busy === "looking" ? "Looking again" : !report.ok ? "" : coming === "" ? (report.said[0] ?? "Nothing new would come.") : `New in the study: ${coming}.`}</p>
      </div>
      <DatesChoice dates={report.dates} chosen={dates} onChange={(next) => { setDates(next); void upon.look({ use: "survey", roles: chosen, ...told(next) }); }} />
      {/* The dialog scrolls as a whole; else the columns would give way to what is said below them. */}
      <div>
        <TableScroll label={`Columns of ${file}`}>
          <Table className={css.survey!}>
            <thead><tr><th scope="col">Column</th><th scope="col">Is</th><th scope="col">For example</th><th scope="col" data-number>Answers</th></tr></thead>
            <tbody>
              {ordered.map(({ name, asked, answers, examples }) => (
                <tr key={name}>
                  <th scope="row">{name}{asked === name ? null : <small>{asked}</small>}</th>
                  <td>
                    <select aria-label={`What ${name} is`} value={chosen[name] ?? "leave"} onChange={(event) => void choose(name, event.target.value as Role)}>
                      {roles.map(([role, says]) => <option key={role} value={role}>{says}</option>)}
                    </select>
                  </td>
                  <td className={css.examples}>{examples.join(" / ")}</td>
                  <td data-number>{answers.toLocaleString("en-GB")}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
      </div>
      {report.ok ? <Sections sections={importSections(report).filter(({ title }) => title !== "Decided on the way")} /> : null}
    </Dialog>
  );
}
