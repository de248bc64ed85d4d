import type { ReactElement } from "react";
import type { Found, TableUse } from "../../../server/found.ts";
import { Select } from "../../parts/field.tsx";

const uses: Record<TableUse, string> = {
  register: "Participants, or records about them",
  survey: "Answers of a survey",
  codebook: "A codebook",
  codings: "Codings of interviews that are here",
  segments: "Codes or coded passages from another program",
  interview: "An interview",
};

/** What a table is taken for, where it could be several things. */
export function TakenFor({ found, onTake }: { readonly found: Found & { readonly couldBe: readonly TableUse[] }; readonly onTake: (use: TableUse) => void }): ReactElement | null {
  const { couldBe } = found;
  if (couldBe.length < 2) return null;
  const use: TableUse = found.is === "project" ? (found.use ?? couldBe[0]!) : found.is === "survey" ? "survey" : found.is === "register" ? "register" : "interview";
  return (
    <Select label="What this file is" value={use} onChange={(event) => onTake(event.target.value as TableUse)}>
      {couldBe.map((one) => <option key={one} value={one}>{uses[one]}</option>)}
    </Select>
  );
}
