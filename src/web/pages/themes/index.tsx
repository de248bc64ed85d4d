import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Themes(): ReactElement {
  return (
    <Page title="Themes">
      <EmptyState icon="themes" title="No themes yet">Once there are codes, gather them into themes here.</EmptyState>
    </Page>
  );
}
