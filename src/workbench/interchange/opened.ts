import type { Interview } from "../../formats/interview.ts";
import type { Imported } from "../../formats/project/imported.ts";

/** The turns of the one text of a project, where its file tells them. */
export type Told = Pick<Interview, "turns" | "speakers" | "format" | "charset">;

/** What a file or folder turned out to be. */
export type Opened =
  | { readonly is: "project"; readonly imported: Imported; readonly byName: boolean; readonly notes: readonly string[]; readonly turns?: Told }
  | { readonly is: "interview"; readonly interview: Interview; readonly kind: string; readonly bytes: Uint8Array };
