/** Who and what gets past the web adapter's door. */
import { request } from "node:http";
import { Keyv } from "keyv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWeb } from "#web";
import { startWeb } from "./started.ts";
import { type Visitor, visit } from "./visitor.ts";

const log = { info() {}, warn() {}, error() {} };

describe("on loopback, without a token", () => {
  let started: Awaited<ReturnType<typeof startWeb>>;
  let ana: Visitor;
  beforeAll(async () => {
    started = await startWeb();
    ana = await visit(started.url, "Ana");
  });
  afterAll(() => started.web.stop());

  test("anybody may ask whether it is well", async () => {
    const answer = await fetch(`${started.url}/healthz`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true });
  });

  test("whoever has no name yet is asked for one, and comes to where they wanted to go", async () => {
    const path = await ana.upload("a.json", "{}");
    const answer = await fetch(started.url + path, { redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/welcome?next=${encodeURIComponent(path)}`);
    const entered = await fetch(`${started.url}/welcome`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: started.url },
      body: new URLSearchParams({ name: "Cleo", next: path }),
    });
    expect(entered.headers.get("location")).toBe(path);
  });

  test.each(["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])(
    "nobody is sent to %s after signing in",
    async (next) => {
      const answer = await fetch(`${started.url}/welcome`, {
        method: "POST",
        redirect: "manual",
        headers: { origin: started.url },
        body: new URLSearchParams({ name: "Ana", next }),
      });
      expect(answer.headers.get("location")).toBe("/");
    },
  );

  test("a script cannot read the session's cookie, and no other site sends it along", () => {
    expect(ana.entered.headers.get("set-cookie")).toMatch(/HttpOnly/);
    expect(ana.entered.headers.get("set-cookie")).toMatch(/SameSite=Lax/);
  });

  test.each(["/", "/welcome", "/healthz", "/static/djinn.css", "/nowhere"])(
    "%s forbids what is inline or from elsewhere, frames and sniffing",
    async (path) => {
      const answer = await ana.get(path);
      const policy = answer.headers.get("content-security-policy");
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("img-src 'self' data:");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    },
  );

  test("no page carries an inline script, style or handler", async () => {
    const path = await ana.upload("a.json", "{}");
    for (const page of ["/", "/welcome", path]) {
      const html = await (await ana.get(page)).text();
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    }
  });

  test.each([
    ["without the token of the session", { "x-csrf-token": "" }],
    ["with somebody else's token", { "x-csrf-token": "AAAAAAAAAAAAAAAAAAAAAAAA" }],
    ["from another origin", { origin: "https://elsewhere.example" }],
    ["from a hidden origin", { origin: "null" }],
    ["from another site, says the browser", { "sec-fetch-site": "cross-site" }],
  ])("an upload %s is refused and reaches nobody", async (_, headers) => {
    const before = started.received.length;
    const answer = await ana.post("/threads", { text: "{}" }, headers);
    expect(answer.status).toBe(403);
    expect(started.received).toHaveLength(before);
  });

  test.each(["elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example:3000"])(
    "a name like %s that points here is turned away",
    async (host) => {
      expect(await statusFor(started.url, host)).toBe(421);
    },
  );

  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "localhost"])("it answers as %s", async (host) => {
    expect(await statusFor(started.url, host)).toBe(303);
  });

  test("a body of more than 5 MB is refused in words before it was read", async () => {
    const answer = await ana.post("/threads", { file: new File(["x".repeat(5_200_000)], "big.json") });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toMatch(/more than 5 MB/);
  });

  test("a body of 4 MB is handed on, for the core to answer", async () => {
    const before = started.received.length;
    await ana.upload("big.json", "x".repeat(4_000_000));
    expect(started.received[before]?.interaction).toMatchObject({ type: "upload", name: "big.json" });
  });

  test("a thread, a file or a page that is not there is a page in words", async () => {
    for (const path of ["/threads/none", "/threads/..%2f..%2fetc", "/nowhere", "/static/../web.ts"]) {
      const answer = await ana.get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toMatch(/There is no such page/);
    }
  });

  test.each(["constructor", "__proto__", "toString"])("%s is no static file", async (name) => {
    expect((await ana.get(`/static/${name}`)).status).toBe(404);
  });

  test("more than 120 clicks a minute are too many", async () => {
    const eager = await visit(started.url, "Eager");
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => eager.post("/threads/none/say", { text: "x" })),
    );
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(10);
    expect((await ana.post("/threads/none/say", { text: "x" })).status).toBe(404);
  });
});

describe("for others than this machine", () => {
  test.each(["0.0.0.0", "::", "192.168.1.5", "djinn.example"])("%s is not served without a token", (host) => {
    expect(() => createWeb({ host, port: 0, storage: new Keyv(), log })).toThrow(/WEB_TOKEN must be set/);
    expect(() => createWeb({ host, port: 0, token: "", storage: new Keyv(), log })).toThrow(/WEB_TOKEN must be set/);
  });

  test("the token lets in, anything else does not, and guessing ends soon", async () => {
    const token = "a-token-of-some-length";
    const { web, received } = await startWeb({ host: "0.0.0.0", token });
    const url = web.url().replace("0.0.0.0", "127.0.0.1");
    try {
      const ana = await visit(url, "Ana", token);
      await ana.upload("a.json", "{}");
      expect(received).toHaveLength(1);
      for (let guess = 0; guess < 9; guess++) {
        const wrong = await visit(url, "Eve", `${token}${guess}`);
        expect(wrong.entered.status).toBe(403);
        expect(wrong.cookie).toBe("");
      }
      expect((await visit(url, "Eve", token)).entered.status).toBe(429);
      expect((await ana.get("/")).status).toBe(200);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    } finally {
      await web.stop();
    }
  });
});

/** fetch does not let anybody choose the Host header. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once("error", reject);
    sent.end();
  });
}
