import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Change } from "./desk.ts";
import type { Environment } from "./environment.ts";

/** Tells every open page what changed, as it happens: the version, the kinds of events and the sources, no words. */
export const watching = new Hono<Environment>().get("/events", (c) => {
  const desk = c.get("desk");
  return streamSSE(c, async (stream) => {
    const waiting: Change[] = [];
    let wake: () => void = () => undefined;
    const stop = desk.subscribe((change) => {
      waiting.push(change);
      wake();
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    await stream.writeSSE({ event: "hello", data: JSON.stringify({ version: desk.version }), retry: 1000 });
    while (!stream.aborted && !stream.closed) {
      const next = waiting.shift();
      if (next) {
        await stream.writeSSE({ event: "change", data: JSON.stringify(next), id: String(next.version) });
        continue;
      }
      let beat: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), new Promise<void>((resolve) => (beat = setTimeout(resolve, 20_000)))]);
      clearTimeout(beat);
      if (waiting.length === 0 && !stream.aborted) await stream.writeSSE({ event: "beat", data: String(desk.version) });
    }
    stop();
  });
});
