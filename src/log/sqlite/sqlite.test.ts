import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { logContract } from "../contract.ts";
import type { Log } from "../port.ts";
import { createStudyFile, openStudyFile } from "./file.ts";

const folder = mkdtempSync(join(tmpdir(), "earshot-contract-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
const paths = new WeakMap<Log, string>();

for (const passphrase of [undefined, "a long walk by the sea"])
  logContract(passphrase === undefined ? "a file" : "an encrypted file", {
    runs: passphrase === undefined ? 20 : 2,
    async create() {
      const path = join(folder, `study ${++count}.earshot`);
      const log = await createStudyFile(path, { passphrase });
      paths.set(log, path);
      return log;
    },
    async reopen(log) {
      await log.close();
      return openStudyFile(paths.get(log) as string, { passphrase, write: true });
    },
  });
