import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Compare(): ReactElement {
  return (
    <Page title="Compare">
      <EmptyState icon="compare" title="Nothing to compare yet">When two people have coded the same interview, their differences are settled here.</EmptyState>
    </Page>
  );
}
