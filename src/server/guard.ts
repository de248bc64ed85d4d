import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { MiddlewareHandler } from "hono";
import { Refused } from "./refusals.ts";

/** Who may speak to the server. */
export interface Door {
  /** The hosts that the server answers to, "127.0.0.1:4100": anything else is a page of someone else's that had its name pointed here. */
  readonly hosts: () => readonly string[];
  /** What the cookie must hold. */
  readonly secret: string;
  /** What a terminal must show; where it is left out, none is let in. */
  readonly terminal?: string;
  /** Whether this is the one-time token of a printed address; using it up. */
  readonly takeToken: (token: string) => boolean;
}

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Sets on every answer what browsers are to hold a page of ours to. */
export const seal = createMiddleware(async (c, next) => {
  await next();
  c.header("Content-Security-Policy", contentSecurityPolicy);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  if (c.req.path.startsWith("/api/")) c.header("Cache-Control", "no-store");
});

/** Cookies do not tell ports apart, so that each server's cookie is named for its port. */
const cookieName = (host: string): string => `earshot-${host.split(":").at(-1)}`;

/** True where two secrets are the same, in a time that does not tell where they differ. */
function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a.charCodeAt(i % (a.length || 1)) || 0) ^ b.charCodeAt(i);
  return difference === 0;
}

/**
 * Lets in only what comes from the page that this server gave out, opened by whoever saw the printed address: the Host
 * must be ours, the Origin (where there is one) too, and the cookie must be the one that the token was exchanged for.
 */
export const guard = (door: Door): MiddlewareHandler =>
  createMiddleware(async (c, next) => {
    const host = (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase();
    if (!door.hosts().includes(host)) return c.text("This address is not served here. Open the address that Earshot printed in the terminal.", 421);
    const origin = c.req.header("origin");
    if (origin !== undefined && !door.hosts().some((ours) => origin === `http://${ours}`)) return c.text("Requests from other pages are refused.", 403);
    const site = c.req.header("sec-fetch-site");
    if (site === "cross-site" && c.req.path.startsWith("/api/")) return c.text("Requests from other pages are refused.", 403);
    const url = new URL(c.req.url);
    const token = url.searchParams.get("token");
    const held = getCookie(c, cookieName(host));
    const shown = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const trusted = shown !== undefined && door.terminal !== undefined && same(shown, door.terminal);
    c.set("trusted", trusted);
    let welcome = trusted || (held !== undefined && same(held, door.secret));
    if (token !== null && c.req.method === "GET" && !url.pathname.startsWith("/api/")) {
      if (!welcome && door.takeToken(token)) {
        setCookie(c, cookieName(host), door.secret, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: 60 * 60 * 24 * 90 });
        welcome = true;
      }
      if (welcome) {
        url.searchParams.delete("token");
        return c.redirect(url.pathname + url.search);
      }
    }
    if (!welcome && !url.pathname.startsWith("/assets/")) {
      if (url.pathname.startsWith("/api/")) throw new Refused("not signed in", "This browser has not been let in. Open the address that Earshot printed in the terminal.");
      return c.html(lockedPage, 401);
    }
    await next();
  });

const lockedPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Earshot</title><h1>This address has been used already</h1>
<p>An address that Earshot prints lets in one browser. Take the newest one from the terminal, or start Earshot again.</p></html>`;
