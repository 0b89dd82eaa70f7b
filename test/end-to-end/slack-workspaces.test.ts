/** Two workspaces install the same djinn and review at the same time: each with its own token, and nothing of one in the other. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { type Slack, startSlack } from "../fakes/slack/index.ts";
import { startDjinn } from "./slack-djinn.ts";
import { repeated, review } from "./slack-review.ts";

const app = { clientId: "12.34", clientSecret: "a-client-secret-of-some-length", signingSecret: "of the one app" };

test("two workspaces that installed djinn by OAuth review side by side, and neither sees anything of the other", async () => {
  let url: string | undefined;
  const fakes = await Promise.all(
    ["001", "002"].map((suffix) =>
      startSlack({ suffix, signingSecret: app.signingSecret, requestUrl: () => `${url}/slack/events` }),
    ),
  );
  const front = await startFront(fakes);
  const djinn = await startDjinn({
    python: undefined,
    slack: (log) => ({
      ...app,
      host: "127.0.0.1",
      port: 0,
      apiUrl: front.apiUrl,
      watch: [],
      reviewers: [],
      log,
      paceMs: 5,
    }),
  });
  try {
    url = djinn.chat.url();
    for (const [at] of fakes.entries()) await install(url ?? "", `code ${at}`);
    const teams = fakes.map(({ world }) => world.team.id);
    for (const team of teams) expect(await djinn.storage.get(`installation:${team}`)).toEqual(expect.any(String));

    const [one, two] = await Promise.all(fakes.map((slack) => review({ slack })));
    await djinn.idle();
    expect(one?.archives).toHaveLength(1);
    expect(without(two?.files)).toEqual(without(one?.files));
    for (const [at, slack] of fakes.entries()) {
      // Each fake takes only its own token, team, channels and people: a mix-up would be a violation.
      expect(slack.world.violations).toEqual([]);
      expect(repeated({ slack })).toEqual([]);
      const other = fakes[1 - at];
      const written = JSON.stringify([slack.world.messages, slack.world.ephemerals, slack.world.calls]);
      expect(written).not.toContain(other?.world.team.id);
      expect(written).not.toContain(other?.home.id);
    }
    expect(djinn.errors).toEqual([]);

    // A workspace that removes the app is forgotten; the other goes on.
    const [gone, stays] = fakes;
    await gone?.deliver.event(removed(gone));
    await expect.poll(() => djinn.storage.get(`installation:${teams[0]}`)).toBeUndefined();
    const ana = stays?.person("Ada");
    const thread = (await ana?.mentions("help")) ?? "";
    await expect.poll(() => ana?.sees(thread), { timeout: 10_000 }).toMatch(/ERD/);
  } finally {
    await djinn.stop();
    await front.close();
    for (const slack of fakes) await slack.close();
  }
}, 240_000);

/** What PROOF.md says of times differs. */
const without = (files: Record<string, string> | undefined) =>
  Object.fromEntries(Object.entries(files ?? {}).filter(([path]) => path !== "PROOF.md"));

const removed = ({ world }: Slack) => ({
  type: "event_callback",
  token: world.app.verification,
  team_id: world.team.id,
  api_app_id: world.app.id,
  event: { type: "app_uninstalled" },
  event_id: "Ev0",
  event_time: 1,
});

/** A person in the browser: from djinn's page to Slack's, and back with a code. */
async function install(url: string, code: string) {
  const begun = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state");
  const cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const back = `${url}/slack/oauth_redirect?${new URLSearchParams({ code, state: state ?? "" })}`;
  expect((await fetch(back, { headers: { cookie } })).status).toBe(200);
}

/** slack.com: it exchanges codes for tokens, and hands every call on to the workspace whose token it carries. */
async function startFront(fakes: readonly Slack[]) {
  const server = createServer(async (request, response) => {
    const body = await whole(request);
    const code = new URLSearchParams(body.toString()).get("code");
    const fake = code ? fakes[Number(code.at(-1))] : fakes.find(({ botToken }) => tokenOf(request) === botToken);
    response.setHeader("content-type", "application/json");
    if (fake === undefined) return void response.end(JSON.stringify({ ok: false, error: "invalid_auth" }));
    if (code) return void response.end(JSON.stringify(granted(fake)));
    const answer = await fetch(`${fake.apiUrl}${request.url?.replace("/api/", "")}`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(request)}`, "content-type": request.headers["content-type"] ?? "" },
      body: Uint8Array.from(body),
    });
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const tokenOf = ({ headers }: IncomingMessage) => headers.authorization?.replace("Bearer ", "");

async function whole(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

const granted = ({ botToken, world }: Slack) => ({
  ok: true,
  app_id: world.app.id,
  authed_user: { id: "U1" },
  scope: "chat:write",
  token_type: "bot",
  access_token: botToken,
  bot_user_id: world.bot.id,
  team: { id: world.team.id, name: world.team.name },
  enterprise: null,
  is_enterprise_install: false,
});
