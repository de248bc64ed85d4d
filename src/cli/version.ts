import { readFileSync } from "node:fs";

/** The program's name and version, as it stands in what it writes: "Earshot 0.1.0". */
export const software = `Earshot ${(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version}`;
