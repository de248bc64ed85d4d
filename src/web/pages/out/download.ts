import { person } from "../../server.ts";

/** Gives the browser a file of the server to save. */
export function download(path: string, query: Readonly<Record<string, string>>): void {
  const link = document.createElement("a");
  link.href = `${path}?${new URLSearchParams({ ...query, ...(person.name !== null && { as: person.name }) })}`;
  link.download = "";
  link.click();
}
