/** What every request passes before a page sees it: response headers, the right host, the right origin, not too often. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Nothing from elsewhere, nothing inline: text that got past the escaping still could not run. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  // With "no-referrer" a browser hides the origin of a form, which is checked here.
  referrerPolicy: "same-origin",
  // Served over http on this machine, and over https only behind somebody's own proxy, whose business this is.
  strictTransportSecurity: false,
});

/** Opened by itself an SVG is a document: in a sandbox, and with nothing to load, it stays a picture. */
export const picturePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox";

export function isLoopback(host: string): boolean {
  return ["127.0.0.1", "localhost", "::1", "[::1]"].includes(host);
}

/** A page elsewhere can point a name of its own at 127.0.0.1; it cannot make the browser call that name localhost. */
export function rightHost(c: Context): boolean {
  const host = c.req.header("host") ?? "";
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

/** True where the browser says that a page of ours sent this. */
export function sameOrigin(c: Context): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  if (origin === undefined) return site === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === c.req.header("host");
}

/** Compares in the same time wherever the first difference is. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

/** At most `most` in a `minutes` for each name; true while there is room. Forgets who has been quiet. */
export function openPace(most: number, minutes: number) {
  const seen = new Map<string, number[]>();
  return function take(name: string): boolean {
    const now = Date.now();
    const since = now - minutes * 60_000;
    if (seen.size > 10_000) for (const [each, times] of seen) if ((times.at(-1) ?? 0) < since) seen.delete(each);
    const recent = (seen.get(name) ?? []).filter((time) => time > since);
    const room = recent.length < most;
    if (room) recent.push(now);
    seen.set(name, recent);
    return room;
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
