/** Requests that are not Slack's, clicks that were never offered, places that are shut. */
import { describe, expect, test } from "vitest";
import type { Post } from "#conversations";
import { signed } from "../../fakes/slack/deliver.ts";
import { buttonsOf } from "../../fakes/slack/read.ts";
import { hearingAdapter, type Options } from "./started.ts";

async function begin(options: Options = {}) {
  const { slack, chat, logged, received } = await hearingAdapter(options);
  const ana = slack.person("Ana");
  const open = async () => {
    const before = received.length;
    const ts = await ana.uploads("model.json", "{}");
    await expect.poll(() => received.length).toBeGreaterThan(before);
    return { ts, thread: received.at(-1)?.thread ?? "" };
  };
  return { slack, chat, received, logged, ana, open };
}

describe("signed requests", () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "c" });
  const send = (url: string | undefined, headers: Record<string, string>, text = body) =>
    fetch(`${url}/slack/events`, {
      method: "POST",
      body: text,
      headers: { "content-type": "application/json", ...headers },
    });
  const seconds = () => Math.floor(Date.now() / 1000);

  test("a right signature is let in; a wrong, missing, old or future one is not", async () => {
    const { slack, chat } = await begin({ way: "http" });
    const url = chat.url();
    expect(await (await send(url, signed(body, slack.signingSecret))).json()).toEqual({ challenge: "c" });
    expect((await send(url, signed(body, slack.signingSecret), `${body} `)).status).toBe(401);
    expect((await send(url, signed(body, "another secret"))).status).toBe(401);
    expect((await send(url, {})).status).toBe(401);
    for (const off of [-301, 301, 86_400])
      expect((await send(url, signed(body, slack.signingSecret, seconds() + off))).status).toBe(401);
    expect((await send(url, { ...signed(body, slack.signingSecret), "x-slack-request-timestamp": "NaN" })).status).toBe(
      401,
    );
  });

  test("a request that somebody replays is one interaction", async () => {
    const { slack, chat, received, ana } = await begin({ way: "http" });
    const url = chat.url();
    const event = {
      type: "app_mention",
      user: ana.id,
      text: `${slack.mention} status`,
      ts: "1718.55",
      channel: slack.home.id,
      event_ts: "1718.55",
    };
    const text = JSON.stringify({ type: "event_callback", team_id: slack.world.team.id, event, event_id: "Ev1" });
    const headers = signed(text, slack.signingSecret);
    for (let times = 0; times < 3; times++) expect((await send(url, headers, text)).status).toBe(200);
    expect(received).toHaveLength(1);
  });
});

describe("clicks that nobody was offered", () => {
  test("a value that this message never showed changes nothing, and the person is told", async () => {
    const { slack, chat, received, ana, open } = await begin();
    const { thread } = await open();
    await chat.post(thread, file("backend/models.py", 1), { key: "1" });
    const message = slack.world.messages.at(-1);
    const button = message && buttonsOf(message)[0];
    if (!message || !button) throw new Error("there is no button");
    const before = received.length;
    for (const value of [
      "approve:backend/models.py@2",
      "approve:../../etc/passwd@1",
      "approve_rest:@",
      "edit:x@1",
      "nonsense",
      "",
    ])
      await ana.sends(message, { ...button, value });
    await expect.poll(() => ana.told()).toHaveLength(6);
    expect(new Set(ana.told())).toEqual(new Set(["This message never showed that button. Nothing was changed."]));
    await ana.sends(message, button);
    expect(received.slice(before)).toMatchObject([{ interaction: { type: "approve", revision: 1 } }]);
    expect(slack.world.violations).toEqual([]);
  });

  test("a button of another thread's file does not count under this message", async () => {
    const { slack, chat, received, ana, open } = await begin();
    const [one, two] = [await open(), await open()];
    await chat.post(one.thread, file("backend/models.py", 1), { key: "1" });
    await chat.post(two.thread, file("backend/views.py", 1), { key: "2" });
    const [here, there] = slack.world.messages.slice(-3).filter((message) => buttonsOf(message).length > 0);
    const button = there && buttonsOf(there)[0];
    if (!here || !button) throw new Error("there is no button");
    const before = received.length;
    await ana.sends(here, button);
    await expect.poll(() => ana.told()).toHaveLength(1);
    expect(received).toHaveLength(before);
  });

  test("a click on a button of another app, or with no message, is nothing", async () => {
    const { slack, received, ana, open } = await begin();
    const { ts } = await open();
    const message = slack.world.message(slack.home.id, ts);
    if (!message) throw new Error("there is no message");
    const before = received.length;
    await ana.sends(message, { action_id: "vote", block_id: "b", value: "approve:backend/models.py@1" });
    await ana.sends({ ...message, ts: "1.1" }, { action_id: "djinn_approve", block_id: "b", value: "approve:a@1" });
    expect(received).toHaveLength(before);
  });
});

describe("places that are shut", () => {
  const refusals: [string, string | { error: string; needed: string }, RegExp][] = [
    ["an archived channel", "is_archived", /archived/],
    ["a channel the bot was removed from", "not_in_channel", /not in this channel.*\/invite/],
    ["a revoked token", "token_revoked", /revoked.*SLACK_BOT_TOKEN/],
    ["a missing scope", { error: "missing_scope", needed: "chat:write" }, /chat:write.*OAuth & Permissions/],
    ["a deleted parent", "thread_not_found", /deleted/],
  ];
  for (const [what, refusal, words] of refusals)
    test(`${what} is an error in words that says how to mend it`, async () => {
      const { slack, chat, logged, open } = await begin();
      const { thread } = await open();
      slack.faults.refuse("chat.postMessage", refusal);
      await expect(chat.post(thread, notice("hello"), { key: "1" })).rejects.toThrow(words);
      expect(logged.join()).toMatch(words);
      slack.faults.accept("chat.postMessage");
      await chat.post(thread, notice("hello"), { key: "1" });
      expect(slack.world.messages.at(-1)?.text).toBe("hello");
    });

  test("a message of ours that somebody deleted is posted anew when it should change", async () => {
    const { slack, chat, open, ana } = await begin();
    const { thread } = await open();
    const replace = await chat.post(thread, notice("before"), { key: "1" });
    await ana.deletes(replace);
    const again = await chat.post(thread, notice("after"), { key: "2", replace });
    expect(again).not.toBe(replace);
    expect(slack.world.messages.at(-1)).toMatchObject({ ts: again, text: "after" });
  });

  test("nothing people write becomes a mention, a link or a call to everybody", async () => {
    const { slack, chat, open } = await begin();
    const { thread } = await open();
    await chat.post(thread, notice("<!channel> <@U1> @channel @here <http://x|y> a & b"), { key: "1" });
    const { text = "", blocks = [] } = slack.world.messages.at(-1) ?? {};
    for (const written of [text, JSON.stringify(blocks)]) expect(written).not.toMatch(/<[!@#h]|@channel|@here/);
    expect(text).toContain("&lt;!\u200bchannel&gt;".replace("\u200b", ""));
  });
});

function notice(text: string): Post {
  return { type: "notice", tone: "info", text };
}

function file(path: string, revision: number): Post {
  const content = "x = 1\n";
  const buttons = [{ action: "approve" as const, label: "Approve", item: path, revision }];
  const rest = { language: "python", about: "", diff: undefined, checks: [], instructions: [], status: "" };
  return { type: "file", item: path, path, revision, content, ...rest, buttons };
}
