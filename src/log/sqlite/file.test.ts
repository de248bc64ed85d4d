import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { all, draft } from "../drafts.ts";
import { connect } from "./database.ts";
import { createStudyFile, openStudyFile } from "./file.ts";
import { Refused } from "./refused.ts";
import { elsewhere, scratch } from "./testing.ts";

const { at, remove } = scratch();
afterAll(remove);

const refusal = async (work: Promise<unknown>): Promise<Refused> => {
  const error = await work.catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Refused);
  return error as Refused;
};

/** A closed study with three events in it. */
async function made(name: string, passphrase?: string): Promise<string> {
  const log = await createStudyFile(at(name), { passphrase });
  await log.append([draft(log, 1, { name: "trust" }), draft(log, 2), draft(log, 3)]);
  await log.close();
  return at(name);
}

describe("a study file that is made", () => {
  it("is one file when it is closed, and says what it is in its header", async () => {
    const path = await made("one.earshot");
    expect(readdirSync(dirname(path)).filter((name) => name.startsWith("one."))).toEqual(["one.earshot"]);
    const head = readFileSync(path);
    expect([head.toString("latin1", 0, 15), head.toString("latin1", 68, 72), head.readUInt32BE(60)]).toEqual(["SQLite format 3", "Ears", 1]);
  });

  it("is refused where a file or folder of that name is there, where there is no folder, and with an empty passphrase", async () => {
    const path = await made("there.earshot");
    const before = readFileSync(path);
    expect(await refusal(createStudyFile(path))).toMatchObject({ reason: "exists", sentence: `There is already a file ${path}. Choose another name; nothing is written over.` });
    expect(readFileSync(path).equals(before)).toBe(true);
    mkdirSync(at("folder"));
    expect((await refusal(createStudyFile(at("folder")))).reason).toBe("folder");
    expect((await refusal(createStudyFile(at("nowhere/new.earshot")))).reason).toBe("no folder");
    expect((await refusal(createStudyFile(at("there.earshot/new.earshot")))).reason).toBe("no folder");
    expect((await refusal(createStudyFile(at("new.earshot"), { passphrase: "" }))).reason).toBe("passphrase");
    expect(existsSync(at("new.earshot"))).toBe(false);
  });

  it("leaves nothing behind where there is no room for it", async () => {
    const error = await refusal(createStudyFile(at("full.earshot"), { maxPages: 2 }));
    expect(error.reason).toBe("full");
    expect(readdirSync(at(".")).filter((name) => name.startsWith("full"))).toEqual([]);
  });

  it("keeps to names with blanks and signs that mean something elsewhere", async () => {
    for (const name of ["a b?c#d%20é.earshot", "blank.earshot ", "file:x.earshot"]) {
      const path = await made(name);
      const log = await openStudyFile(path, { write: false });
      expect(await all(log)).toHaveLength(3);
      await log.close();
      expect(existsSync(path)).toBe(true);
    }
    expect(existsSync(at("blank.earshot"))).toBe(false);
  });
});

describe("a file that cannot be opened is refused in words", () => {
  const reasons = async (path: string, passphrase?: string): Promise<Refused> => {
    const writing = await refusal(openStudyFile(path, { write: true, passphrase }));
    const reading = await refusal(openStudyFile(path, { write: false, passphrase }));
    expect(reading.reason).toBe(writing.reason);
    expect(existsSync(`${path}-lock`)).toBe(false);
    return reading;
  };

  it("where it is not there, its folder is not there, it is a folder, or it is empty", async () => {
    expect(await reasons(at("missing.earshot"))).toMatchObject({ reason: "missing", sentence: `There is no file ${at("missing.earshot")}. See whether the name is right.` });
    expect((await reasons(at("nowhere/x.earshot"))).reason).toBe("no folder");
    mkdirSync(at("a folder"));
    expect((await reasons(at("a folder"))).reason).toBe("folder");
    writeFileSync(at("empty.earshot"), "");
    expect((await reasons(at("empty.earshot"))).reason).toBe("empty");
    expect(readFileSync(at("empty.earshot"))).toHaveLength(0);
  });

  it("where it is something else", async () => {
    writeFileSync(at("letter.earshot"), "Dear Ada,\n");
    expect((await reasons(at("letter.earshot"))).reason).toBe("not a study");
    const other = connect(at("other.earshot"), { mode: "write", create: true });
    other.exec("CREATE TABLE recipes (name)");
    other.close();
    expect(await reasons(at("other.earshot"))).toMatchObject({ reason: "not a study", sentence: "other.earshot is a SQLite database, but not an Earshot study. See whether it is the right file." });
  });

  it("where it is encrypted and the passphrase is absent or wrong, without ever telling the passphrase", async () => {
    const path = await made("secret.earshot", "a long walk by the sea");
    expect(readFileSync(path).includes("SQLite format 3")).toBe(false);
    expect((await reasons(path)).sentence).toContain("is encrypted, or its beginning is damaged, or it is not an Earshot study");
    const wrong = await reasons(path, "a short walk");
    expect(wrong.reason).toBe("passphrase");
    expect(wrong.sentence).toContain("Either the passphrase is wrong or the beginning of the file is damaged");
    expect(`${wrong.stack}${JSON.stringify(wrong)}`).not.toContain("a short walk");
    const log = await openStudyFile(path, { write: true, passphrase: "a long walk by the sea" });
    expect(log.encrypted).toBe(true);
    expect(await all(log)).toHaveLength(3);
    await log.close();
  });

  it("but opens one that is not encrypted with any passphrase, and says so", async () => {
    const log = await openStudyFile(await made("open.earshot"), { write: true, passphrase: "a long walk" });
    expect(log.encrypted).toBe(false);
    expect(await all(log)).toHaveLength(3);
    await log.close();
  });

  it("where a newer version wrote it", async () => {
    const path = await made("newer.earshot");
    const db = connect(path, { mode: "write" });
    db.pragma("user_version = 2");
    db.close();
    expect(await reasons(path)).toMatchObject({
      reason: "newer",
      sentence: "newer.earshot was written by a newer version of Earshot (file format 2; this version reads up to 1). Update Earshot to open it; nothing was changed.",
    });
  });

  it("where it is cut short, at whatever byte", async () => {
    const log = await createStudyFile(at("long.earshot"));
    await log.append(Array.from({ length: 200 }, (_, i) => draft(log, i, { memo: "x".repeat(200) })));
    await log.close();
    const size = readFileSync(at("long.earshot")).length;
    for (const left of [1, 50, 99, 100, 512, 4095, 4096, 4097, 20480, size - 4096, size - 1]) {
      const path = at(`cut at ${left}.earshot`);
      copyFileSync(at("long.earshot"), path);
      truncateSync(path, left);
      expect(["cut short", "not a study"]).toContain((await reasons(path)).reason);
    }
    expect((await refusal(openStudyFile(at("cut at 20480.earshot"), { write: false }))).sentence).toContain(`it has 20480 bytes of ${size}`);
  });

  it("where its tables are not those of a study", async () => {
    const path = await made("triggered.earshot");
    const db = connect(path, { mode: "write" });
    db.exec("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END");
    db.close();
    expect((await reasons(path)).sentence).toContain("it has a trigger t");
  });
});

describe("a file in a place that cannot be written", () => {
  const asNobody = `if (process.getuid() === 0) process.setuid(65534);`;
  const tryBoth = `
    const log = await openStudyFile(path, { write: false });
    console.log((await all(log)).length, log.replica, (await log.check()) === null);
    await log.append([draft(log, 9)]).catch((e) => console.log(e.reason));
    await log.close();
    await openStudyFile(path, { write: true }).catch((e) => console.log(e.reason));`;

  it.skipIf(process.platform === "win32")("is read all the same, and writing is refused", async () => {
    mkdirSync(at("shelf"));
    const path = await made("shelf/study.earshot");
    chmodSync(dirname(at("x")), 0o755);
    chmodSync(path, 0o444);
    chmodSync(at("shelf"), 0o555);
    // The driver is loaded before the rights are given up: it may lie where nobody else may read.
    const output = elsewhere(path, `await (await createStudyFile(path + ".warm").catch(() => openStudyFile(path, { write: false }))).close(); (await import("node:fs")).rmSync(path + ".warm", { force: true }); ${asNobody} ${tryBoth}`);
    expect(output.split("\n")).toEqual(["3 null true", "read-only", "read-only"]);
    chmodSync(at("shelf"), 0o755);
    expect(readdirSync(at("shelf"))).toEqual(["study.earshot"]);
  });

  it.skipIf(process.platform === "win32")("is refused where a killed program left changes beside it that cannot be taken in", async () => {
    mkdirSync(at("drawer"));
    const path = at("drawer/study.earshot");
    expect(() => elsewhere(path, `const log = await createStudyFile(path); await log.append([draft(log, 1)]); process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`)).toThrow("ended with null");
    expect(existsSync(`${path}-wal`)).toBe(true);
    copyFileSync(path, at("drawer/copy.earshot"));
    copyFileSync(`${path}-wal`, at("drawer/copy.earshot-wal"));
    for (const name of ["copy.earshot", "copy.earshot-wal"]) chmodSync(at(`drawer/${name}`), 0o444);
    chmodSync(at("drawer"), 0o555);
    const output = elsewhere(
      at("drawer/copy.earshot"),
      `await createStudyFile(path).catch(() => {}); const { connect } = await import(${JSON.stringify(new URL("database.ts", import.meta.url).href)}); connect(":memory:", { mode: "write", create: true }).close(); ${asNobody} await openStudyFile(path, { write: false }).catch((e) => console.log(e.reason));`,
    );
    chmodSync(at("drawer"), 0o755);
    expect(output).toBe("read-only");
  });
});

describe("a file under another name", () => {
  it.skipIf(process.platform === "win32")("is opened where a link points", async () => {
    const path = await made("target.earshot");
    symlinkSync(path, at("link.earshot"));
    const log = await openStudyFile(at("link.earshot"), { write: true });
    expect(log.path).toBe(path);
    expect((await refusal(openStudyFile(path, { write: true }))).reason).toBe("in use");
    await log.close();
  });
});

describe("a full disk", () => {
  it("refuses the append in words, and leaves everything as it was", async () => {
    const path = await made("filling.earshot");
    const log = await openStudyFile(path, { write: true, maxPages: 12 });
    let kept = 3;
    const fill = async (): Promise<unknown> => {
      for (let i = 4; i < 200; i++) {
        await log.append([draft(log, i), draft(log, i, { memo: "x".repeat(3000) })]);
        kept += 2;
      }
      return null;
    };
    const error = await fill().catch((e: unknown) => e);
    expect(error).toMatchObject({ reason: "full", sentence: "There is no room left on the disk of filling.earshot. Nothing of this step was recorded; make room and try again." });
    expect(await log.heads()).toMatchObject([{ seq: kept }]);
    expect(await log.check()).toBeNull();
    await log.close();
    const again = await openStudyFile(path, { write: true });
    const [next] = await again.append([draft(again, 500)]);
    expect(next?.seq).toBe(kept + 1);
    expect(await again.check()).toBeNull();
    await again.close();
  });
});
