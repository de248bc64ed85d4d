import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/** A file of the built pages as an answer; null where there is none of that name. */
export async function fileAnswer(folder: string, path: string): Promise<Response | null> {
  const wanted = normalize(decodeURIComponent(path)).replace(/^([/\\]|\.\.)+/, "");
  const ending = extname(wanted);
  if (!(ending in types) || wanted.includes("..")) return null;
  try {
    const bytes = await readFile(join(folder, wanted));
    return new Response(new Uint8Array(bytes), { headers: { "Content-Type": types[ending]!, "Cache-Control": wanted.startsWith("assets") ? "public, max-age=31536000, immutable" : "no-cache" } });
  } catch {
    return null;
  }
}
