import { pathToFileURL } from "node:url";
import type Plain from "better-sqlite3";
// @ts-expect-error The driver has no types that the compiler finds; they are those of the driver that it grew from, and keys.
import Driver from "better-sqlite3-multiple-ciphers";

/** An open SQLite database. This file is the only one that knows the driver. */
export interface Db extends Plain.Database {
  /** Sets the key with which the file is read and written. */
  key(key: Uint8Array): number;
  /** Encrypts the file anew with another key; an empty one takes the encryption off. */
  rekey(key: Uint8Array): number;
}

const Database = Driver as new (filename: string, options: Plain.Options) => Db;

// The driver reads this once, when the first database is opened. Without it there is no way to open a file on a disk that cannot be written.
process.env["SQLITE_USE_URI"] ??= "1";

/**
 * How a file is opened. `write` may change it; `read` may only recover what a killed writer left beside it; `look`
 * changes nothing and needs no right to write; `immutable` moreover takes no locks and ignores what lies beside the file.
 */
export type Mode = "write" | "read" | "look" | "immutable";

export interface Connecting {
  readonly mode: Mode;
  /** Whether the file is made where there is none. */
  readonly create?: boolean;
  readonly passphrase?: string | undefined;
  /** The most pages of 4 KiB that the file may grow to. */
  readonly maxPages?: number | undefined;
  /** How long to wait for another program's lock, in milliseconds. */
  readonly patience?: number;
}

/**
 * Opens a SQLite file. Everything goes through the driver: opening a database's file in any other way and closing it
 * again would give up the locks that this process holds on it. Throws the driver's errors as they are. With a
 * passphrase the file is read and written as SQLCipher 4 does.
 */
export function connect(path: string, { mode, create = false, passphrase, maxPages, patience = 5000 }: Connecting): Db {
  // The driver trims names, so a name with blanks at its end must go in as an address.
  const name = mode === "immutable" || path !== path.trim() ? `${pathToFileURL(path).href}${mode === "immutable" ? "?immutable=1" : ""}` : path;
  const readonly = mode === "look" || mode === "immutable";
  const db = new Database(name, { readonly, fileMustExist: !create, timeout: patience });
  try {
    if (passphrase !== undefined) {
      db.pragma("cipher = 'sqlcipher'");
      db.pragma("legacy = 4");
      const key = Buffer.from(passphrase.normalize("NFC"), "utf8");
      db.key(key);
      key.fill(0);
      // What SQLite puts aside while it works would be readable on the disk.
      db.pragma("temp_store = MEMORY");
    }
    db.pragma("trusted_schema = OFF");
    db.pragma("cell_size_check = ON");
    db.pragma("secure_delete = ON");
    if (mode === "read") db.pragma("query_only = ON");
    if (mode === "write") {
      db.pragma("synchronous = FULL");
      db.pragma("fullfsync = ON");
      db.pragma("checkpoint_fullfsync = ON");
      if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
