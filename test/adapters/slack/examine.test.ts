/** What doctor says of Slack: each missing setting by its name, each refusal with its cure, no secret ever. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { examineSlack } from "#slack";
import { type Slack, startSlack } from "../../fakes/slack/index.ts";

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const textOf = (lines: Awaited<ReturnType<typeof examineSlack>>) =>
  lines.map(({ ok, text, mend }) => `${ok ? "ok" : "MISSING"} ${text} ${mend}`).join("\n");

test("without any setting Slack is not used, and that is no fault", async () => {
  expect(await examineSlack({})).toMatchObject([{ ok: true, text: expect.stringContaining("not used") }]);
});

const cases: [string, (slack: Slack) => Record<string, string>, string[]][] = [
  ["only the bot's token", ({ botToken }) => ({ botToken }), ["SLACK_APP_TOKEN"]],
  ["only the socket's token", ({ appToken }) => ({ appToken }), ["SLACK_BOT_TOKEN"]],
  ["only the signing secret", () => ({ signingSecret: "s" }), ["SLACK_BOT_TOKEN"]],
  ["the bot's token and the signing secret", ({ botToken }) => ({ botToken, signingSecret: "s" }), []],
  ["both tokens", ({ botToken, appToken }) => ({ botToken, appToken }), []],
  ["only the client's id", () => ({ clientId: "1" }), ["SLACK_CLIENT_SECRET", "SLACK_APP_TOKEN"]],
  ["only the client's secret", () => ({ clientSecret: "x" }), ["SLACK_CLIENT_ID", "SLACK_APP_TOKEN"]],
  ["the client's id and secret", () => ({ clientId: "1", clientSecret: "x" }), ["SLACK_APP_TOKEN"]],
  [
    "the client's id and secret, and the signing secret",
    () => ({ clientId: "1", clientSecret: "x", signingSecret: "s" }),
    [],
  ],
  ["the client's id and secret, and a socket", ({ appToken }) => ({ clientId: "1", clientSecret: "x", appToken }), []],
];
for (const [what, given, missing] of cases)
  test(`with ${what}, ${missing.length ? `what is missing is named: ${missing.join(", ")}` : "nothing is missing"}`, async () => {
    const lines = await examineSlack({ ...given(slack), apiUrl: slack.apiUrl });
    const wrong = lines.filter(({ ok }) => !ok);
    expect(wrong.map(({ text }) => text.split(" ")[0])).toEqual(missing);
    for (const { mend } of wrong) expect(mend).toMatch(/Set SLACK_\w+\. .+ → .+|App Credentials/);
    // Whoever asks hears something, also where nothing could be tried.
    expect(lines.length).toBeGreaterThan(0);
  });

test("each way Slack takes into djinn is said: where signed requests come in, and where workspaces install it", async () => {
  expect(textOf(await examineSlack({ botToken: slack.botToken, signingSecret: "s", apiUrl: slack.apiUrl }))).toMatch(
    /ok signed requests are taken at \/slack\/events, on a public address that leads to SLACK_PORT/,
  );
  expect(textOf(await examineSlack({ clientId: "1", clientSecret: "x", signingSecret: "s" }))).toMatch(
    /ok workspaces install djinn at \/slack\/install/,
  );
});

test("scopes that the app was not given are named, each", async () => {
  const { botToken, appToken, apiUrl } = slack;
  slack.takeScope("groups:read");
  slack.takeScope("reactions:write");
  const lines = await examineSlack({ botToken, appToken, apiUrl });
  expect(textOf(lines)).toMatch(
    /MISSING djinn in Acme lacks the scopes groups:read, reactions:write.*OAuth & Permissions/,
  );
});

test("a socket's token without its scope, and a token of the wrong kind, are said with their cure", async () => {
  const { botToken, appToken, apiUrl } = slack;
  slack.faults.refuse("apps.connections.open", { error: "missing_scope", needed: "connections:write" });
  expect(textOf(await examineSlack({ botToken, appToken, apiUrl }))).toMatch(
    /MISSING SLACK_APP_TOKEN lacks the scope connections:write.*App-Level Tokens/,
  );
  slack.faults.refuse("apps.connections.open", "not_allowed_token_type");
  expect(textOf(await examineSlack({ botToken, appToken, apiUrl }))).toMatch(/xapp-… opens the socket/);
});

test("tokens that work are shown as what they open", async () => {
  const { botToken, appToken, apiUrl } = slack;
  const lines = await examineSlack({ botToken, appToken, apiUrl });
  expect(lines.map(({ ok }) => ok)).toEqual([true, true]);
  expect(textOf(lines)).toContain("djinn in Acme");
});

test("a token that Slack refuses is said with its cure, and never shown", async () => {
  const lines = await examineSlack({ botToken: "xoxb-stolen", appToken: slack.appToken, apiUrl: slack.apiUrl });
  expect(textOf(lines)).toMatch(/MISSING SLACK_BOT_TOKEN was tried: Slack does not know the token/);
  expect(textOf(lines)).not.toContain("stolen");
});

test("a Slack that does not answer is told from one that refuses", async () => {
  const lines = await examineSlack({ botToken: "xoxb-1", appToken: "xapp-1", apiUrl: "http://127.0.0.1:9/api/" });
  expect(textOf(lines)).toMatch(/Slack does not answer/);
});
