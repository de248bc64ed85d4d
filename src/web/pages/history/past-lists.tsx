import type { ReactElement } from "react";
import { Link } from "react-router";
import type { ThenAnswer } from "../../../server/then.ts";
import { Chip } from "../../parts/chip.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import type { Day } from "../../state/history-days.ts";
import { Became } from "./past-codes.tsx";
import css from "./past.module.css";

/** The themes as they stood, each with its codes. */
export function PastThemes({ then }: { readonly then: ThenAnswer }): ReactElement {
  if (then.themes.length === 0) return <EmptyState icon="themes" title="There were no themes yet">They were made later.</EmptyState>;
  return (
    <ul className={css.themes}>
      {then.themes.map((theme) => (
        <li key={theme.id} data-depth={Math.min(theme.depth, 4)}>
          <h2><span dir="auto">{theme.name}</span> <Chip>{theme.state}</Chip></h2>
          {theme.centralIdea ? <p className={css.idea} dir="auto">{theme.centralIdea}</p> : null}
          {theme.scope ? <p className={css.scope} dir="auto">{theme.scope}</p> : null}
          {theme.codes.length > 0 ? <ul className={css.inTheme} aria-label={`Codes of ${theme.name}`}>{theme.codes.map((code) => <li key={code} dir="auto">{code}</li>)}</ul> : <p className={css.facts}>No codes of its own</p>}
          <p className={css.facts}>{theme.quotations > 0 ? <span>{theme.quotations === 1 ? "1 quotation" : `${theme.quotations} quotations`}</span> : null}<Became words={theme.became} /></p>
        </li>
      ))}
    </ul>
  );
}

/** The register as it stood. */
export function PastPeople({ then }: { readonly then: ThenAnswer }): ReactElement {
  if (then.people.length === 0) return <EmptyState icon="people" title="Nobody was registered yet">The first participants were registered later.</EmptyState>;
  return (
    <TableScroll label="The participants of that day">
      <Table>
        <thead><tr><th scope="col">Participant</th>{then.attributes.map((a) => <th key={a.id} scope="col">{a.name}</th>)}<th scope="col" data-number>Interviews</th><th scope="col">Since then</th></tr></thead>
        <tbody>
          {then.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">{person.label}</th>
              {then.attributes.map((a) => <td key={a.id} dir="auto">{person.values[a.id]}</td>)}
              <td data-number>{person.interviews}</td>
              <td>{person.became}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}

/** The interviews as they stood, each leading to its words and codings of that day. */
export function PastInterviews({ then, day }: { readonly then: ThenAnswer; readonly day: Day }): ReactElement {
  if (then.sources.length === 0) return <EmptyState icon="interviews" title="There were no interviews yet">The first were brought in later.</EmptyState>;
  return (
    <TableScroll label="The interviews of that day">
      <Table>
        <thead><tr><th scope="col">Interview</th><th scope="col">Participant</th><th scope="col" data-number>Codings then</th><th scope="col" data-number>Codings today</th><th scope="col">Since then</th></tr></thead>
        <tbody>
          {then.sources.map((source) => (
            <tr key={source.id}>
              <th scope="row"><Link to={`/history/on/${day}/interviews/${source.id}`}>{source.name}</Link></th>
              <td>{source.participant}</td>
              <td data-number>{source.codings}</td>
              <td data-number>{source.codingsNow}</td>
              <td>{source.became}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
