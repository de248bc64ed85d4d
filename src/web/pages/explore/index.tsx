import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Explore(): ReactElement {
  return (
    <Page title="Explore">
      <EmptyState icon="explore" title="Still to come">Which codes meet, who speaks of what, and which words are used will be shown here. Until then: Ctrl K finds words in everything, and “earshot voices” and “earshot flow” answer on the command line.</EmptyState>
    </Page>
  );
}
