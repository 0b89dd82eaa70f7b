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

test("each missing setting is named, with where to find it", async () => {
  const { apiUrl } = slack;
  expect(textOf(await examineSlack({ botToken: slack.botToken, apiUrl }))).toMatch(/MISSING SLACK_APP_TOKEN/);
  expect(textOf(await examineSlack({ appToken: slack.appToken, apiUrl }))).toMatch(/MISSING SLACK_BOT_TOKEN/);
  expect(textOf(await examineSlack({ clientId: "1", signingSecret: "s" }))).toMatch(/MISSING SLACK_CLIENT_SECRET/);
  expect(textOf(await examineSlack({ clientSecret: "x", signingSecret: "s" }))).toMatch(/MISSING SLACK_CLIENT_ID/);
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
