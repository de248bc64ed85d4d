import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";

export default function Codes(): ReactElement {
  return (
    <Page title="Codes">
      <EmptyState icon="codes" title="No codes yet">Codes are made while reading: select words in an interview and name what you see.</EmptyState>
    </Page>
  );
}
