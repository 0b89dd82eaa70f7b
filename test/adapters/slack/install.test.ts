/** Installing djinn in a workspace by OAuth: a token comes back, is kept encrypted, and is what djinn speaks with. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Keyv } from "keyv";
import { afterEach, expect, test } from "vitest";
import { createSlack } from "#slack";
import { derived, openInstallations } from "../../../adapters/slack/install.ts";

const token = "xoxb-2-installed-token";
const secret = "a-client-secret-of-some-length";
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
const quiet = { info() {}, warn() {}, error() {} };

test("a workspace installs djinn, its token is kept unreadable, and djinn posts with it", async () => {
  const { apiUrl, calls } = await startApi();
  const storage = new Keyv();
  const slack = createSlack({
    signingSecret: "s",
    clientId: "12.34",
    clientSecret: secret,
    host: "127.0.0.1",
    port: 0,
    apiUrl,
    watch: [],
    reviewers: [],
    storage,
    log: quiet,
  });
  await slack.start(async () => {});
  ends.push(() => slack.stop());

  const begun = await fetch(`${slack.url()}/slack/install`, { redirect: "manual" });
  const to = new URL(begun.headers.get("location") ?? "");
  expect(to.origin).toBe(new URL(apiUrl).origin);
  expect(to.searchParams.get("scope")).toContain("chat:write");
  const cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const back = `${slack.url()}/slack/oauth_redirect?code=c1&state=${to.searchParams.get("state")}`;
  expect((await fetch(back, { headers: { cookie } })).status).toBe(200);

  const kept = await storage.get("installation:T7");
  expect(typeof kept).toBe("string");
  expect(Buffer.from(String(kept), "base64").toString("latin1")).not.toContain(token);
  await slack.post("slack:T7:C1:1.1", { type: "notice", tone: "info", text: "Here I am." }, { key: "1" });
  expect(calls.at(-1)).toMatchObject({ path: "/api/chat.postMessage", token: `Bearer ${token}` });
});

test("an installation nobody began here is refused", async () => {
  const { apiUrl } = await startApi();
  const storage = new Keyv();
  const config = { clientId: "12.34", clientSecret: secret, signingSecret: "s", host: "127.0.0.1", port: 0 };
  const slack = createSlack({ ...config, apiUrl, watch: [], reviewers: [], storage, log: quiet });
  await slack.start(async () => {});
  ends.push(() => slack.stop());
  const answer = await fetch(`${slack.url()}/slack/oauth_redirect?code=c1&state=forged`);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await storage.get("installation:T7")).toBeUndefined();
});

test("what was changed at rest, or sealed with another secret, is not believed", async () => {
  const storage = new Keyv();
  const user = { id: "U1", token: undefined, scopes: undefined };
  const bot = { token, id: "B1", userId: "U2", scopes: [] };
  await openInstallations(storage, secret).storeInstallation({ team: { id: "T7" }, enterprise: undefined, user, bot });
  expect(await openInstallations(storage, secret).botOf("T7")).toEqual({ token, id: "B1", user: "U2" });
  await expect(openInstallations(storage, "another secret").botOf("T7")).rejects.toThrow();
  const bytes = Buffer.from(String(await storage.get("installation:T7")), "base64");
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  await storage.set("installation:T7", bytes.toString("base64"));
  await expect(openInstallations(storage, secret).botOf("T7")).rejects.toThrow();
});

test("no two uses share a key", () => {
  expect(derived(secret, "state")).not.toEqual(derived(secret, "installations"));
});

/** The few methods an installation needs. */
async function startApi() {
  const calls: { path: string; token: string | undefined }[] = [];
  const answers: Record<string, unknown> = {
    "/api/oauth.v2.access": {
      ok: true,
      app_id: "A1",
      authed_user: { id: "U1" },
      scope: "chat:write",
      token_type: "bot",
      access_token: token,
      bot_user_id: "U2",
      team: { id: "T7", name: "Seven" },
      enterprise: null,
      is_enterprise_install: false,
    },
    "/api/auth.test": { ok: true, user_id: "U2", team_id: "T7", bot_id: "B1", url: "https://seven.example/" },
    "/api/chat.postMessage": { ok: true, ts: "2.2", channel: "C1" },
  };
  const server = createServer((request, response) => {
    request.resume();
    const path = request.url ?? "";
    calls.push({ path, token: request.headers.authorization });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answers[path] ?? { ok: false, error: "unknown_method" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, calls };
}
