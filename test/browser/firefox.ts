import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const places = [process.env["FIREFOX"] ?? "", ...(process.env["PATH"] ?? "").split(":").flatMap((folder) => ["firefox-esr", "firefox"].map((name) => join(folder, name))), "/usr/bin/firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/** A Firefox on this machine; undefined where there is none. */
export const firefoxPath = places.find((path) => path !== "" && existsSync(path));

/** A page in Firefox, driven by WebDriver BiDi, which every Firefox speaks by itself. */
export interface FirefoxPage {
  readonly goto: (url: string) => Promise<void>;
  /** Evaluates an expression in the page; it may be a promise. What comes back has been through JSON. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  /** Presses the mouse at one place, goes over the others and lets go at the last. */
  readonly drag: (...points: readonly { x: number; y: number }[]) => Promise<void>;
  /** Presses keys one after the other; names as WebDriver has them: "\uE007" is Enter. */
  readonly type: (keys: string) => Promise<void>;
  /** Presses keys together, the last while the others are held. */
  readonly chord: (keys: readonly string[]) => Promise<void>;
  readonly picture: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** Starts Firefox without a window, with an empty profile, and opens a page of a size. */
export async function openFirefox(width = 1440, height = 900): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), "earshot-firefox-"));
  const child = spawn(firefoxPath!, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, MOZ_HEADLESS_WIDTH: String(width), MOZ_HEADLESS_HEIGHT: String(height) } });
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (piece: Buffer) => {
      said += String(piece);
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(`Firefox ended: ${said}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  let last = 0;
  const waiting = new Map<number, (answer: { result?: unknown; message?: string }) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; message?: string };
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  const send = <T>(method: string, params: Record<string, unknown>): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, message }) => (message === undefined ? resolve(result as T) : reject(new Error(`${method}: ${message}`))));
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send("session.new", { capabilities: {} });
  const { contexts } = await send<{ contexts: { context: string }[] }>("browsingContext.getTree", {});
  const { context } = contexts[0]!;
  await send("browsingContext.setViewport", { context, viewport: { width, height } });
  const act = (actions: readonly Record<string, unknown>[]): Promise<unknown> => send("input.performActions", { context, actions });
  return {
    goto: async (url) => void (await send("browsingContext.navigate", { context, url, wait: "complete" })),
    evaluate: async <T>(expression: string) => {
      const { result, exceptionDetails } = await send<{ result?: { value: string }; exceptionDetails?: { text: string } }>("script.evaluate", { expression: `(async () => JSON.stringify(await (${expression})) ?? "null")()`, target: { context }, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result!.value) as T;
    },
    drag: async (first, ...rest) => {
      const move = ({ x, y }: { x: number; y: number }) => ({ type: "pointerMove", x: Math.round(x), y: Math.round(y) });
      let from = first!;
      const path = rest.flatMap((to) => {
        const steps = [0.3, 0.7, 1].map((part) => move({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }));
        from = to;
        return steps;
      });
      await act([{ type: "pointer", id: "mouse", actions: [move(first!), { type: "pointerDown", button: 0 }, ...path, { type: "pointerUp", button: 0 }] }]);
    },
    type: async (keys) => void (await act([{ type: "key", id: "keys", actions: [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }])),
    chord: async (keys) => void (await act([{ type: "key", id: "keys", actions: [...keys.map((value) => ({ type: "keyDown", value })), ...[...keys].reverse().map((value) => ({ type: "keyUp", value }))] }])),
    picture: async () => Buffer.from((await send<{ data: string }>("browsingContext.captureScreenshot", { context })).data, "base64"),
    close: async () => {
      socket.close();
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
