import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Report(): ReactElement {
  return (
    <Page title="Report">
      <EmptyState icon="report" title="Nothing to report yet">The write-up is put together here from the study itself.</EmptyState>
    </Page>
  );
}
