/** Who sits in front of a browser: a session cookie, and the name the others see. */
import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Person } from "#conversations";
import type { Storage } from "./storage.ts";

export type Session = { key: string; person: Person; csrf: string };
export type People = ReturnType<typeof openPeople>;

const cookie = "djinn";
const halfAYear = 180 * 24 * 3600;
/** Long enough for a full name, short enough for a line on a phone. */
const longestName = 40;

export function openPeople(storage: Storage) {
  /** Undefined: nobody is signed in here. */
  async function find(c: Context): Promise<Session | undefined> {
    const secret = getCookie(c, cookie);
    return secret === undefined ? undefined : await storage.get<Session>(keyOf(secret));
  }

  async function signIn(c: Context, name: string): Promise<Session> {
    const secret = randomBytes(32).toString("base64url");
    const person = { id: `web:${randomBytes(9).toString("base64url")}`, name };
    const session = { key: keyOf(secret), person, csrf: randomBytes(18).toString("base64url") };
    await storage.set(session.key, session);
    const secure = new URL(c.req.url).protocol === "https:" || c.req.header("x-forwarded-proto") === "https";
    setCookie(c, cookie, secret, { httpOnly: true, sameSite: "Lax", path: "/", maxAge: halfAYear, secure });
    return session;
  }

  async function rename(session: Session, name: string): Promise<Session> {
    const next = { ...session, person: { ...session.person, name } };
    await storage.set(session.key, next);
    return next;
  }

  return { find, signIn, rename };
}

/** A name fit to stand in other people's pages: no control or direction characters, one line. Empty where nothing is left. */
export function cleanName(text: string): string {
  const plain = text.normalize("NFC").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, " ");
  return [...plain.replace(/\s+/g, " ").trim()].slice(0, longestName).join("").trim();
}

/** The cookie itself is never stored: who reads the store cannot sign in with it. */
function keyOf(secret: string): string {
  return `session:${createHash("sha256").update(secret).digest("base64url")}`;
}
