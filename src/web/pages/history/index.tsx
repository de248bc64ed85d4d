import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function History(): ReactElement {
  return (
    <Page title="History">
      <EmptyState icon="history" title="Nothing has happened yet">Everything that is done in the study is told here, by day and person.</EmptyState>
    </Page>
  );
}
