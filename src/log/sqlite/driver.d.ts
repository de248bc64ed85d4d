/** The driver has no types of its own that the compiler finds; they are those of the driver that it grew from, and a key. */
declare module "better-sqlite3-multiple-ciphers" {
  import type Plain from "better-sqlite3";
  namespace Database {
    interface Database extends Plain.Database {
      /** Sets the key with which the file is read and written. */
      key(key: Uint8Array): number;
      /** Encrypts the file anew with another key; an empty one takes the encryption off. */
      rekey(key: Uint8Array): number;
    }
    type Statement<Parameters extends unknown[], Row = unknown> = Plain.Statement<Parameters, Row>;
  }
  const Database: new (filename: string, options?: Plain.Options) => Database.Database;
  export = Database;
}
