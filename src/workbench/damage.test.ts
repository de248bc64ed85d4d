import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Broken } from "../log/port.ts";
import { createStudy, openStudy } from "./file.ts";

const folder = mkdtempSync(join(tmpdir(), "earshot-damage-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("names the damaged event where a changed byte makes it something that no code expects, and lets go of the file", async () => {
  const path = join(folder, "s.earshot");
  const made = await createStudy(path, { title: "T", approach: "codebook", as: "HN" });
  await made.do({ type: "code.create", name: "Kindness", kind: "code", parent: null, description: "", whenToUse: "", whenNotToUse: "", example: "", colour: "" } as never, await made.actor("HN"));
  await made.close();
  const whole = readFileSync(path);
  for (const [sound, damaged] of [['"kind":"code"', '"kind"="code"'], ['"approach":"codebook"', '"approach",codebook"']] as const) {
    const at = whole.indexOf(sound);
    expect(at).toBeGreaterThan(0);
    writeFileSync(path, Buffer.concat([whole.subarray(0, at), Buffer.from(damaged.padEnd(sound.length).slice(0, sound.length)), whole.subarray(at + sound.length)]));
    const opening = openStudy(path, { write: true });
    await expect(opening).rejects.toBeInstanceOf(Broken);
    await expect(opening).rejects.toThrow(/was changed after it was recorded/);
  }
  writeFileSync(path, whole);
  const again = await openStudy(path, { write: true });
  expect(again.study.codes.size).toBe(1);
  await again.close();
});
