import { serve as listen } from "@hono/node-server";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { defaultMemory, leaveDoor, removeDoor } from "../workbench/running-server.ts";
import type { Workbench } from "../workbench/workbench.ts";
import { makeApp, type AppOptions } from "./app.ts";
import type { Desk } from "./desk.ts";

export interface ServeOptions extends Pick<AppOptions, "person" | "pages" | "shelf" | "complain"> {
  /** The port; where it is left out, the one used last on this machine if it is free, else any. */
  readonly port?: number | undefined;
  /** The folder in which the server remembers its secret and port, so that a page that is open goes on after a restart. */
  readonly memory?: string | undefined;
  /** Called with a fresh address whenever the last one was used up. */
  readonly onAddress?: (address: string) => void;
}

export interface Running {
  /** The address to open: it lets in one browser, once. */
  readonly address: string;
  readonly port: number;
  /** A new address for another browser. */
  readonly freshAddress: () => string;
  readonly close: () => Promise<void>;
}

interface Remembered {
  readonly secret: string;
  readonly port: number;
}

function recall(folder: string): Remembered | null {
  try {
    const read = JSON.parse(readFileSync(join(folder, "server.json"), "utf8")) as Partial<Remembered>;
    return typeof read.secret === "string" && read.secret.length >= 32 && Number.isInteger(read.port) ? (read as Remembered) : null;
  } catch {
    return null;
  }
}

function remember(folder: string, what: Remembered): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, "server.json"), JSON.stringify(what), { mode: 0o600 });
  } catch {
    // A machine that lets nothing be remembered still gets its server; pages must be opened anew after a restart.
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** Serves a study on 127.0.0.1, to browsers that come with a printed one-time address. */
export async function serve(study: Workbench | Desk, { port, memory = defaultMemory(), onAddress, ...options }: ServeOptions): Promise<Running> {
  const known = recall(memory);
  const secret = known?.secret ?? randomBytes(32).toString("hex");
  const wanted = port ?? (known && (await isFree(known.port)) ? known.port : 0);
  const tokens = new Set<string>();
  let bound = wanted;
  const freshAddress = (): string => {
    const token = randomBytes(24).toString("base64url");
    tokens.add(token);
    return `http://127.0.0.1:${bound}/?token=${token}`;
  };
  const takeToken = (token: string): boolean => {
    const good = tokens.delete(token);
    if (good) onAddress?.(freshAddress());
    return good;
  };
  const hosts = (): string[] => [`127.0.0.1:${bound}`, `localhost:${bound}`];
  const terminal = randomBytes(32).toString("hex");
  const app = makeApp(study, { ...options, door: { hosts, secret, terminal, takeToken } });
  const server = await new Promise<ReturnType<typeof listen>>((resolve, reject) => {
    const starting = listen({ fetch: app.fetch, hostname: "127.0.0.1", port: wanted }, (info) => {
      bound = info.port;
      resolve(starting);
    });
    starting.once("error", reject);
  });
  remember(memory, { secret, port: bound });
  leaveDoor(memory, { port: bound, key: terminal });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      removeDoor(memory);
      server.close(() => resolve());
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
  return { address: freshAddress(), port: bound, freshAddress, close };
}
