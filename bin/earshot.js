#!/usr/bin/env node
// The command line. A checkout runs the TypeScript as it is; an installed package runs what `npm run build` made of it.
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Earshot needs Node 22.18 or newer; this is Node ${process.versions.node}. In a checkout, run it as: npm run -s earshot -- …`);
  process.exit(70);
}
// The next start is quicker: what was compiled is kept in the system's folder for temporary files.
enableCompileCache?.();
const source = new URL("../src/cli/main.ts", import.meta.url);
const built = new URL("../dist/cli/main.js", import.meta.url);
const { main } = await import(!import.meta.url.includes("/node_modules/") && existsSync(source) ? source.href : built.href);
await main();
