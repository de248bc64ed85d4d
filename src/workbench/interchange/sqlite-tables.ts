import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reading } from "../../formats/interview.ts";
import type { Tables } from "../../formats/project/tables.ts";
import { connect } from "../../log/sqlite/database.ts";

/** A table of somebody else's database may have so many rows. */
const mostRows = 5_000_000;

/**
 * Opens a copy of somebody else's SQLite database, for reading only, and hands it to `read`; the copy is gone afterwards. A file that is damaged, or
 * encrypted, or no database at all, gives one sentence.
 */
export async function withTables<T>(name: string, bytes: Uint8Array, read: (tables: Tables) => Reading<T>): Promise<Reading<T>> {
  const folder = await mkdtemp(join(tmpdir(), "earshot-import-"));
  try {
    const file = join(folder, "copy.sqlite3");
    await writeFile(file, bytes, { mode: 0o600 });
    const db = connect(file, { mode: "look" });
    try {
      const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").all() as { name: string }[];
      const known = new Set(names.map((row) => row.name));
      return read({
        tableNames: () => [...known],
        rows: (table) => {
          if (!known.has(table)) return [];
          const rows = db.prepare(`SELECT * FROM "${table.replaceAll('"', '""')}" LIMIT ${mostRows + 1}`).all() as Record<string, unknown>[];
          if (rows.length > mostRows) throw new TooLarge(table);
          return rows;
        },
      });
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, problem: `${name}: the table "${error.message}" has more than ${mostRows} rows. Such a file is not opened.` };
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("SQLITE_")) throw error;
    return { ok: false, problem: `${name} looks like a SQLite database, but it is damaged, cut short or encrypted (${code}). Copy it again from where it came.` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class TooLarge extends Error {}
