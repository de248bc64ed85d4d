#!/usr/bin/env node
// The command line. A checkout runs the TypeScript as it is; an installed package runs what `npm run build` made of it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as modules from "node:module";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  // A checkout brings its own Node, which npm scripts find by themselves; whoever starts this file directly gets it too.
  const own = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (existsSync(own)) process.exit(spawnSync(own, process.argv.slice(1), { stdio: "inherit" }).status ?? 70);
  console.error(`Earshot needs Node 22.18 or newer; this is Node ${process.versions.node}.`);
  process.exit(70);
}
// The next start is quicker: what was compiled is kept in the system's folder for temporary files.
modules.enableCompileCache?.();
const source = new URL("../src/cli/main.ts", import.meta.url);
const built = new URL("../dist/cli/main.js", import.meta.url);
const { main } = await import(!import.meta.url.includes("/node_modules/") && existsSync(source) ? source.href : built.href);
await main();
