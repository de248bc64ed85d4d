// The whole check: types, lint, the browser's bundle, then every test. Prints what it does and one closing line with the counts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name: string): string => join(root, "node_modules", ".bin", name);
const failed: string[] = [];

function step(what: string, command: string, args: readonly string[], env: Record<string, string> = {}): void {
  const began = Date.now();
  console.log(`\n== ${what}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  console.log(`== ${what}: ${status === 0 ? "done" : "FAILED"} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (status !== 0) failed.push(what);
}

/** The browser tests drive whatever Chromium there is; on Debian, as root, one is installed where there is none. */
function findChromium(): void {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].some((path) => existsSync(path));
  if (known || process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  step("install Chromium", "sh", ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"], { DEBIAN_FRONTEND: "noninteractive" });
  if (failed.pop() === "install Chromium") console.log("Chromium could not be installed; the browser tests will be skipped.");
}

for (const layer of ["pure", "node", "web", "test"]) step(`types: ${layer}`, bin("tsc"), ["-p", `tsconfig.${layer}.json`]);
step("lint", bin("oxlint"), ["--deny-warnings", "--quiet", "src", "test", "bench", "samples", "bin"]);
step("build the browser's bundle", bin("vite"), ["build", "--logLevel", "warn"]);
findChromium();

const report = join(tmpdir(), `earshot-tests-${process.pid}.json`);
step("tests", bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)]);

let [passed, broken, skipped] = [0, failed.length, 0];
if (existsSync(report)) {
  const counts = JSON.parse(readFileSync(report, "utf8")) as { numPassedTests: number; numFailedTests: number; numPendingTests: number };
  passed = counts.numPassedTests;
  broken = counts.numFailedTests + failed.filter((what) => what !== "tests").length || failed.length;
  skipped = counts.numPendingTests;
  rmSync(report);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(", ")}.`);
console.log(`\n${passed} passed, ${broken} failed, ${skipped} skipped`);
process.exitCode = failed.length > 0 ? 1 : 0;
