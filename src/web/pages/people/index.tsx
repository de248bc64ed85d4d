import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function People(): ReactElement {
  return (
    <Page title="People">
      <EmptyState icon="people" title="No participants yet">Register them one by one, or bring in a table.</EmptyState>
    </Page>
  );
}
