import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Explore(): ReactElement {
  return (
    <Page title="Explore">
      <EmptyState icon="explore" title="Nothing to explore yet">Code some interviews, then ask what goes with what.</EmptyState>
    </Page>
  );
}
