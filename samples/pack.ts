/**
 * Part of `npm run build`: makes JavaScript of what builds the sample study, in dist/samples, so that an installed
 * package can build it too. Node does not read TypeScript inside node_modules.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const to = process.argv[2] ?? fileURLToPath(new URL("../dist/samples/", import.meta.url));
mkdirSync(to, { recursive: true });
for (const name of readdirSync(here).filter((file) => file.endsWith(".ts") && !["check-content.ts", "pack.ts"].includes(file))) {
  const plain = stripTypeScriptTypes(readFileSync(`${here}/${name}`, "utf8"));
  // The program lies beside it, without the src.
  writeFileSync(`${to}/${name.replace(/\.ts$/, ".js")}`, plain.replaceAll(/(from\s*|import\()"(\.[^"]*)\.ts"/g, (_, keyword: string, path: string) => `${keyword}"${path.replace("../src/", "../")}.js"`));
}
