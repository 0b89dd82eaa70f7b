/** The requests a browser may make: what guards them, and the routes in the order a visit takes. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Receive } from "#conversations";
import { actRoutes } from "./acts.ts";
import type { Assets } from "./assets.ts";
import { headers, openPace, rightHost, sameOrigin } from "./guard.ts";
import type { Live } from "./live.ts";
import { problemPage } from "./pages/layout.ts";
import type { People, Session } from "./people.ts";
import type { Render } from "./rendered.ts";
import type { Threads } from "./threads.ts";
import { viewRoutes } from "./views.ts";
import { welcomeRoutes } from "./welcome.ts";
import type { Whispers } from "./whispers.ts";

/** A request that is refused, with the reason in words for the person who made it. */
type Refusal = (
  status: 400 | 403 | 404 | 413 | 421 | 429 | 503,
  title: string,
  text: string,
) => Response | Promise<Response>;
export type Env = {
  Variables: { session: Session; form: Record<string, (string | File)[]>; refuse: Refusal; policy?: string };
};
export type Log = { [level in "info" | "warn" | "error"]: (fields: Record<string, unknown>, event: string) => void };

/** Everything a route may need. */
export type Desk = {
  threads: Threads;
  whispers: Whispers;
  people: People;
  live: Live;
  assets: Assets;
  render: Render;
  /** Undefined until `start`: nothing that people do can be saved yet. */
  receive(): Receive | undefined;
  /** Undefined: nobody is asked for one. */
  token: string | undefined;
  loopback: boolean;
  /** One line on what the machine is still doing, for whoever waits; undefined when nothing is. */
  status(): string | undefined;
  log: Log;
};

/** The form around the file counts, too. */
const largestBody = 5_000_000 + 100_000;
const postsAMinute = 120;

export function createApp(desk: Desk): Hono<Env> {
  const app = new Hono<Env>();
  const pace = openPace(postsAMinute, 1);

  app.use(async (c, next) => {
    await next();
    const policy = c.get("policy");
    if (policy !== undefined) c.header("content-security-policy", policy);
  });
  app.use(headers);
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.use(async (c, next) => {
    c.set("refuse", (status, title, text) => refusal(c, status, title, text));
    if (desk.loopback && desk.token === undefined && !rightHost(c))
      return c.get("refuse")(421, "Wrong address", "djinn answers here as localhost or 127.0.0.1 only.");
    return await next();
  });
  app.get("/static/:name", (c) => {
    const asset = desk.assets.find(c.req.param("name"));
    if (asset === undefined) return c.notFound();
    c.header("content-type", asset.type);
    c.header("cache-control", c.req.query("v") === asset.etag ? "public, max-age=31536000, immutable" : "no-cache");
    // Our scripts import each other without a version: those are asked for again, and seldom sent again.
    c.header("etag", `"${asset.etag}"`);
    if (c.req.header("if-none-match") === `"${asset.etag}"`) return c.body(null, 304);
    return c.body(asset.body);
  });
  app.use(async (c, next) => {
    c.header("cache-control", "no-store");
    if (c.req.method === "GET" || c.req.method === "HEAD") return await next();
    if (!sameOrigin(c)) return c.get("refuse")(403, "Not from here", "This request did not come from a page of djinn.");
    return await next();
  });
  app.use(bodyLimit({ maxSize: largestBody, onError: tooLarge }));
  welcomeRoutes(app, desk);
  app.use(async (c, next) => {
    const session = await desk.people.find(c);
    if (session === undefined) return signInFirst(c);
    c.set("session", session);
    if (c.req.method === "GET" || c.req.method === "HEAD") return await next();
    if (!pace(session.key))
      return c.get("refuse")(429, "Too fast", "That was a lot at once. Wait a moment and try again.");
    const form = await c.req.parseBody({ all: true });
    c.set("form", Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value].flat()])));
    const given = c.req.header("x-csrf-token") ?? c.get("form")["csrf"]?.[0];
    if (given !== session.csrf) return c.get("refuse")(403, "Out of date", "Reload the page and try again.");
    return await next();
  });
  viewRoutes(app, desk);
  actRoutes(app, desk);
  app.notFound((c) => refusal(c, 404, "Not here", "There is no such page. The channel lists every thread there is."));
  app.onError((error, c) => {
    desk.log.error({ err: error, path: c.req.path }, "a request failed");
    return refusal(
      c,
      503,
      "Not saved",
      "djinn could not reach what it stores. Nothing was saved; try again in a moment.",
    );
  });
  return app;

  /** A script gets the words alone, a person a page. */
  async function refusal(c: Context<Env>, ...[status, title, text]: Parameters<Refusal>): Promise<Response> {
    if (c.req.header("hx-request") !== undefined || c.req.path.endsWith("/live")) return c.text(text, status);
    const session = await desk.people.find(c).catch(() => undefined);
    return c.html(problemPage(desk.assets, session, title, text), status);
  }

  function tooLarge(c: Context<Env>) {
    return refusal(
      c,
      413,
      "Too large",
      "That is more than 5 MB. An ERD is text and seldom more than a few hundred KB.",
    );
  }

  function signInFirst(c: Context<Env>): Response {
    const to = `/welcome?next=${encodeURIComponent(c.req.method === "GET" ? c.req.path : "/")}`;
    if (c.req.header("hx-request") === undefined && !c.req.path.endsWith("/live")) return c.redirect(to, 303);
    c.header("HX-Redirect", to);
    return c.text("Sign in first.", 401);
  }
}
