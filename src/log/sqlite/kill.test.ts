import { afterAll, expect, it } from "vitest";
import { all, draft } from "../drafts.ts";
import { connect } from "./database.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { scratch, startElsewhere } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

/** Appends one and three events by turns, and prints the last number of each append once it is acknowledged. */
const loop = `
  const { writeSync } = await import("node:fs");
  const { contentOf } = await import(${JSON.stringify(new URL("../drafts.ts", import.meta.url).href)});
  const log = await openStudyFile(path, { write: true });
  const from = (await log.heads())[0]?.seq ?? 0;
  for (let i = from; ; i++) {
    const minute = i * 10;
    const drafts = i % 2 ? [draft(log, minute, { text: "word ".repeat(i % 300) })] : [draft(log, minute), draft(log, minute + 1), draft(log, minute + 2)];
    const entries = await log.append(drafts, i % 9 ? [] : [contentOf("x".repeat(20000) + i)]);
    writeSync(1, entries.at(-1).seq + "\\n");
  }`;

it("keeps every acknowledged event when the process is killed at any moment, ten times over, and checks clean each time", async () => {
  const path = at("killed.earshot");
  await (await createStudyFile(path)).close();
  let most = 0;
  for (let round = 0; round < 10; round++) {
    const child = startElsewhere(path, loop);
    let printed = "";
    const acknowledged = await new Promise<number>((resolve) => {
      const end = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.stdout?.on("data", (part: Buffer) => {
        // From the first acknowledgement on, it is killed at another moment in each round.
        if (printed === "") setTimeout(() => child.kill("SIGKILL"), 20 + Math.random() * 300);
        printed += part.toString("utf8");
      });
      child.once("close", () => {
        clearTimeout(end);
        resolve(Number(printed.split("\n").at(-2) ?? 0));
      });
    });
    expect(acknowledged).toBeGreaterThan(most);
    const log = await openStudyFile(path, { write: true });
    expect(await log.check()).toBeNull();
    const entries = await all(log);
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged);
    // An append is all there or not at all: the steps of three have three events.
    for (const [step, events] of Map.groupBy(entries, (e) => e.step)) expect([step, events.length, events[0]?.words === null ? 3 : 1]).toEqual([step, events[0]?.words === null ? 3 : 1, events.length]);
    most = entries.length;
    await log.close();
  }
});

it("takes away what an import had written ahead when it is killed before its events are recorded", async () => {
  const path = at("staged.earshot");
  await (await createStudyFile(path)).close();
  const child = startElsewhere(path, `
    const { writeSync } = await import("node:fs");
    const log = await openStudyFile(path, { write: true });
    await log.append([draft(log, 1)]);
    await log.append([draft(log, 2)], [{ name: "ab".repeat(32), salt: "cd", size: 2 ** 30, async *chunks() {
      for (let n = 0; ; n++) {
        if (n === 40) writeSync(1, "well under way\\n");
        if (n > 40) await new Promise((resolve) => setTimeout(resolve, 100));
        yield new Uint8Array(2 ** 20);
      }
    } }]);`);
  await new Promise<void>((resolve) => {
    child.stdout?.once("data", () => child.kill("SIGKILL"));
    child.once("close", () => resolve());
  });
  const looking = await openStudyFile(path, { write: false });
  expect(await looking.check()).toBeNull();
  expect(await looking.contents()).toEqual([]);
  await looking.close();
  const log = await openStudyFile(path, { write: true });
  expect((await log.heads())[0]).toMatchObject({ seq: 1 });
  expect(await log.check()).toBeNull();
  await log.append([draft(log, 3)]);
  await log.close();
  const db = connect(path, { mode: "look" });
  expect(db.prepare("SELECT count(*) FROM content_chunk").pluck().get()).toBe(0);
  db.close();
});
