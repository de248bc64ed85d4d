import type { ReactElement, ReactNode } from "react";
import { useNavigate } from "react-router";
import { Page } from "../../parts/page.tsx";
import { Segmented } from "../../parts/segmented.tsx";

const views = [["board", "Board"], ["map", "Map"], ["passages", "Passages"]] as const;
type View = (typeof views)[number][0];

/** The line above every view of the themes. */
export function Frame({ view, beside, actions, children }: { readonly view: View; readonly beside?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }): ReactElement {
  const navigate = useNavigate();
  return (
    <Page title="Themes" full beside={<><Segmented label="How the themes are shown" value={view} options={views} onChange={(next) => void navigate(next === "board" ? "/themes" : `/themes/${next}`)} />{beside}</>} actions={actions}>
      {children}
    </Page>
  );
}
