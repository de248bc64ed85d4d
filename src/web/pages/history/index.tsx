import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { Table, TableScroll } from "../../parts/table.tsx";
import { ask, server } from "../../server.ts";

interface Row {
  readonly replica: string;
  readonly seq: number;
  readonly stamp: string;
  readonly actor: string;
  readonly sentence: string;
  readonly undone: boolean;
}

/** How many of the latest events are shown. */
const shown = 500;

/** What happened, latest first. */
export default function History(): ReactElement {
  const { data } = useQuery({ queryKey: ["history", shown], staleTime: 0, queryFn: () => ask<{ rows: Row[]; total: number }>(server.history.$get({ query: { limit: String(shown) } } as never) as never) });
  if (data?.total === 0)
    return (
      <Page title="History">
        <EmptyState icon="history" title="Nothing has happened yet">Everything that is done in the study is told here.</EmptyState>
      </Page>
    );
  return (
    <Page title="History" beside={data && <span>{data.total > shown ? `the latest ${shown} of ${data.total} events` : `${data.total} events`}</span>}>
      <TableScroll label="What happened">
        <Table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {data?.rows.toReversed().map((row) => (
              <tr key={`${row.replica}:${row.seq}`}>
                <td>{row.stamp.slice(0, 16).replace("T", " ")}</td>
                <td>{row.actor}</td>
                <td>{row.undone ? <><s>{row.sentence}</s> (undone)</> : row.sentence}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </Page>
  );
}
