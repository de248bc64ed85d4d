import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { Segmented } from "../../parts/segmented.tsx";

const views = [["", "What happened"], ["on", "The study on a day"], ["codebook", "The codebook then and now"]] as const;
export type View = (typeof views)[number][0];

/** The switch between the views of the history. */
export function Views({ now }: { readonly now: View }): ReactElement {
  const navigate = useNavigate();
  return <Segmented<View> label="What is shown of the history" value={now} options={views} onChange={(view) => void navigate(`/history/${view}`)} />;
}
