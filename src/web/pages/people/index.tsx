import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { useStudy } from "../../queries.ts";

/** The register as a table. Changing it is done on the command line so far. */
export default function People(): ReactElement {
  const { participants, attributes } = useStudy();
  if (participants.length === 0)
    return (
      <Page title="People">
        <EmptyState icon="people" title="No participants yet">Bring in a register on the command line: earshot people import STUDY people.csv</EmptyState>
      </Page>
    );
  return (
    <Page title="People" beside={<span>{participants.length} in the register</span>}>
      <TableScroll label="The register">
        <Table>
          <thead>
            <tr>
              <th scope="col">Participant</th>
              {attributes.map((a) => <th key={a.id} scope="col">{a.name}</th>)}
            </tr>
          </thead>
          <tbody>
            {participants.map((p) => (
              <tr key={p.id}>
                <th scope="row">{p.label}</th>
                {attributes.map((a) => {
                  const value = p.values[a.id] ?? null;
                  return <td key={a.id} data-number={a.kind === "number" || undefined}>{value === null ? "" : value === true ? "yes" : value === false ? "no" : String(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Page>
  );
}
