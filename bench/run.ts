// Runs every measurement and writes the table of bench/README.md. `node bench/run.ts NAME` runs one of them and writes nothing.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** One line of the table: what was reached, and the limit it was held to, both from the same run. */
export interface Line {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** "× a raw insert", "ms", "bytes a coding" … */
  readonly unit: string;
  readonly holds: boolean;
}

const here = new URL(".", import.meta.url);
const wanted = process.argv[2];
const files = readdirSync(here).filter((file) => file.endsWith(".ts") && !["run.ts", "studies.ts"].includes(file) && (wanted === undefined || file === `${wanted}.ts`));
const lines: (Line & { file: string })[] = [];
for (const file of files) {
  const { run } = (await import(new URL(file, here).href)) as { run: () => Promise<Line[]> };
  for (const line of await run()) {
    lines.push({ ...line, file });
    console.log(`${line.holds ? "holds" : "SHORT"}  ${line.name}: ${line.value.toPrecision(3)} ${line.unit} (limit ${line.limit})`);
  }
}
if (wanted === undefined) {
  const table = ["| measured | reached | limit | |", "| --- | ---: | ---: | --- |", ...lines.map((l) => `| ${l.name} | ${l.value.toPrecision(3)} ${l.unit} | ${l.limit} | ${l.holds ? "holds" : "**falls short**"} |`)].join("\n");
  const readme = new URL("README.md", here);
  const marks = /(<!-- figures -->)[\s\S]*(<!-- end -->)/;
  const machine = `Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? "unknown"}).`;
  writeFileSync(readme, readFileSync(readme, "utf8").replace(marks, `$1\n\n${machine}\n\n${table}\n\n$2`));
}
