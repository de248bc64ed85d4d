import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { Segmented } from "../../parts/segmented.tsx";

const views = [["", "Register"], ["flow", "Flow"], ["table-1", "Table 1"], ["substudies", "Substudies"], ["papers", "Guide and forms"]] as const;
export type View = (typeof views)[number][0];

/** The switch between the views of the people. */
export function Views({ now }: { readonly now: View }): ReactElement {
  const navigate = useNavigate();
  return <Segmented<View> label="What is shown of the people" value={now} options={views} onChange={(view) => void navigate(`/people/${view}`)} />;
}
