/** The way in: a name, and the token where one is needed. */
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, Hono } from "hono";
import type { Desk, Env } from "./app.ts";
import { openPace, sameSecret } from "./guard.ts";
import { welcomePage } from "./pages/welcome.ts";
import { cleanName } from "./people.ts";

/** Guesses of the token from one address in a quarter of an hour. */
const guesses = 10;

export function welcomeRoutes(app: Hono<Env>, desk: Desk): void {
  const mayGuess = openPace(guesses, 15);

  app.get("/welcome", async (c) => {
    const session = await desk.people.find(c);
    return c.html(page(c, session, pathOf(c.req.query("next")), ""));
  });

  app.post("/welcome", async (c) => {
    const session = await desk.people.find(c);
    const form = await c.req.parseBody();
    const next = pathOf(form["next"]);
    const name = cleanName(textOf(form["name"]));
    if (session !== undefined && form["csrf"] !== session.csrf)
      return c.html(page(c, session, next, "This page was out of date. Try once more."), 403);
    if (session === undefined && desk.token !== undefined) {
      if (!mayGuess(address(c)))
        return c.html(page(c, session, next, "Too many wrong tokens. Wait a quarter of an hour."), 429);
      if (!sameSecret(textOf(form["token"]), desk.token)) {
        desk.log.warn({ from: address(c) }, "a wrong token was given");
        return c.html(page(c, session, next, "That is not the token."), 403);
      }
    }
    if (name === "") return c.html(page(c, session, next, "A name needs at least one letter."), 400);
    if (session === undefined) await desk.people.signIn(c, name);
    else await desk.people.rename(session, name);
    return c.redirect(next, 303);
  });

  function page(c: Context<Env>, session: Parameters<typeof welcomePage>[0]["session"], next: string, problem: string) {
    c.header("cache-control", "no-store");
    const wantsToken = desk.token !== undefined && session === undefined;
    return welcomePage({ assets: desk.assets, session, wantsToken, next, problem });
  }
}

/** Only a path of ours: an address elsewhere would send people away right after they signed in. */
function pathOf(value: unknown): string {
  const text = textOf(value);
  return /^\/(?![/\\])[\w./%~:-]*$/.test(text) && !text.startsWith("/welcome") ? text : "/";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function address(c: Context<Env>): string {
  return getConnInfo(c).remote.address ?? "unknown";
}
