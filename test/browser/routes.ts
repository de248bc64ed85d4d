import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pages } from "./pages.ts";

const web = new URL("../../src/web/", import.meta.url);

/** The routes that a file declares, without those that catch what is none. */
const declared = (file: string): string[] => [...readFileSync(new URL(file, web), "utf8").matchAll(/<Route\s+(?:path="([^"]*)"|(index))/g)].map(([, path, index]) => (index ? "" : path!)).filter((path) => path !== "*" && !path.endsWith("/*"));

/** The files of the pages that declare routes, and what stands before them in the address. */
const files = (): [file: string, before: string][] => {
  const below: Record<string, string> = { "history/past.tsx": "/history/on/:day" };
  return [["shell/app.tsx", ""], ...pages.flatMap((page) => readdirSync(fileURLToPath(new URL(`pages/${page}/`, web))).filter((name) => name.endsWith(".tsx")).map((name): [string, string] => [`pages/${page}/${name}`, below[`${page}/${name}`] ?? `/${page}`]))];
};

/** Every address of the pages as the router has it, with a name where an id or a day stands: "/people/:id". */
export const routes = (): string[] => [...new Set([...pages.map((page) => `/${page}`), ...files().flatMap(([file, before]) => declared(file).map((path) => `${before}/${path}`.replace(/\/+/g, "/").replace(/\/$/, "")))])].sort();
