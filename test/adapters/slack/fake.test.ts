/** The fake Slack itself, with real bolt: it does what Slack does, and notices what Slack would refuse. */
import { App, LogLevel } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { specsTitle } from "../../fakes/slack/arguments.ts";
import { type Slack, startSlack } from "../../fakes/slack/index.ts";

let slack: Slack;
let app: App;
beforeEach(async () => {
  slack = await startSlack();
  app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
});
afterEach(async () => {
  await app.stop();
  await slack.close();
});

test("a mention with a file reaches bolt twice, as message and as app_mention with one ts, and the file can be read", async () => {
  const seen: { type: string; ts: string }[] = [];
  const texts: string[] = [];
  app.event("app_mention", async ({ event }) => void seen.push(event));
  app.event("message", async ({ event }) => {
    seen.push(event);
    const [file] = event.subtype === "file_share" ? (event.files ?? []) : [];
    const headers = { authorization: `Bearer ${slack.botToken}` };
    if (file?.url_private_download) texts.push(await (await fetch(file.url_private_download, { headers })).text());
  });
  await app.start();
  const ts = await slack.person("Ana").uploads("model.json", "{}");
  await expect.poll(() => seen.length + texts.length).toBe(3);
  expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(["message", "app_mention"]));
  expect(seen.map((event) => event.ts)).toEqual([ts, ts]);
  expect(texts).toEqual(["{}"]);
  expect(slack.world.violations).toEqual([]);
});

test("a click opens a dialog, whose errors come back by label and whose values arrive", async () => {
  const submitted: unknown[] = [];
  app.action("edit", async ({ ack, body, client }) => {
    await ack();
    if (body.type !== "block_actions") return;
    const element = { type: "plain_text_input" as const, action_id: "words" };
    const blocks = [{ type: "input" as const, block_id: "what", label: plain("What should change"), element }];
    const view = { type: "modal" as const, callback_id: "edit", title: plain("Edit"), submit: plain("Send"), blocks };
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  app.view("edit", async ({ ack, view }) => {
    submitted.push(view.state.values["what"]?.["words"]?.value);
    if (submitted.length === 1) await ack({ response_action: "errors", errors: { what: "Not so." } });
    else await ack();
  });
  await app.start();
  const ana = slack.person("Ana");
  const elements = [{ type: "button" as const, action_id: "edit", text: plain("Edit"), value: "x" }];
  await app.client.chat.postMessage({
    channel: slack.home.id,
    text: "A file",
    blocks: [{ type: "actions", elements }],
  });
  const dialog = await ana.dialog(() => ana.clicks("Edit"));
  expect(dialog.title()).toBe("Edit");
  expect(await dialog.submits({ "what should": "one" })).toEqual({ "What should change": "Not so." });
  expect(await dialog.submits({ "what should": "two" })).toBeUndefined();
  expect(submitted).toEqual(["one", "two"]);
  expect(slack.world.violations).toEqual([]);
});

test(`an unknown method, argument or token, a long button and an empty text are refused and kept${specsTitle}`, async () => {
  const blocks = [
    { type: "actions" as const, elements: [{ type: "button" as const, action_id: "a", text: plain("x".repeat(76)) }] },
  ];
  const { client } = app;
  const channel = slack.home.id;
  await expect(client.apiCall("chat.sing", { channel })).rejects.toThrow(/unknown_method/);
  await expect(client.apiCall("chat.postMessage", { channel, text: "a", loud: true })).rejects.toThrow(/invalid_arg/);
  await expect(client.chat.postMessage({ channel, text: "a", blocks })).rejects.toThrow(/invalid_arguments/);
  await expect(client.chat.postMessage({ channel, text: "" })).rejects.toThrow(/invalid_arguments/);
  await expect(client.auth.test({ token: "xoxb-stolen" })).rejects.toThrow(/invalid_auth/);
  const kept = slack.world.violations.join("\n");
  for (const word of ["chat.sing", "loud", "blocks.0.elements.0.text.text", "text is missing", "not the bot's token"])
    expect(kept).toContain(word);
});

test("a trigger opens one dialog, and none once it has run out; a response_url speaks five times", async () => {
  const clicks: { trigger: string; answer: string }[] = [];
  app.action("go", async ({ ack, body }) => {
    await ack();
    if (body.type === "block_actions") clicks.push({ trigger: body.trigger_id, answer: body.response_url });
  });
  await app.start();
  const ana = slack.person("Ana");
  const elements = [{ type: "button" as const, action_id: "go", text: plain("Go") }];
  await app.client.chat.postMessage({ channel: slack.home.id, text: "Go?", blocks: [{ type: "actions", elements }] });
  for (let times = 0; times < 2; times++) await ana.clicks("Go");
  await expect.poll(() => clicks).toHaveLength(2);
  const [one, two] = clicks;
  const view = { type: "modal" as const, title: plain("A"), blocks: [{ type: "section" as const, text: plain("b") }] };
  const open = (trigger = "") => app.client.views.open({ trigger_id: trigger, view });
  await open(one?.trigger);
  await expect(open(one?.trigger)).rejects.toThrow(/exchanged_trigger_id/);
  slack.faults.expiredTriggers = 1;
  await expect(open(two?.trigger)).rejects.toThrow(/expired_trigger_id/);
  await expect(open("invented")).rejects.toThrow(/invalid_trigger_id/);
  const answers = [];
  const body = JSON.stringify({ text: "hm", response_type: "ephemeral", replace_original: false });
  for (let times = 0; times < 6; times++)
    answers.push((await fetch(one?.answer ?? "", { method: "POST", body })).status);
  expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  expect(ana.told()).toHaveLength(5);
  expect(slack.world.violations).toEqual([]);
  // What does not say whom it is for is said to everybody, and what does not say whether it replaces is a fault.
  await fetch(two?.answer ?? "", { method: "POST", body: JSON.stringify({ text: "oh" }) });
  expect(slack.world.messages.at(-1)?.text).toBe("oh");
  expect(slack.world.violations).toEqual([expect.stringContaining("replace_original")]);
});

test("a file goes up in three steps, and its sharing may come late", async () => {
  const { client } = app;
  const channel_id = slack.home.id;
  slack.faults.sharesAfterMs = 50;
  const bytes = new TextEncoder().encode("x = 1\n");
  const begun = await client.files.getUploadURLExternal({
    filename: "a.py",
    length: bytes.length,
    snippet_type: "python",
  });
  await fetch(begun.upload_url ?? "", { method: "POST", body: bytes });
  const id = begun.file_id ?? "";
  const done = await client.files.completeUploadExternal({ files: [{ id, title: "a.py" }], channel_id });
  expect(done.files?.[0]).not.toHaveProperty("shares");
  await expect
    .poll(async () => (await client.files.info({ file: id })).file?.shares?.public)
    .toHaveProperty(channel_id);
  expect(slack.world.messages).toMatchObject([
    { channel: channel_id, files: [{ name: "a.py", snippetType: "python" }] },
  ]);
  expect(slack.world.violations).toEqual([]);
});

test("an event that nobody acknowledges comes again, and a closed socket is opened anew", async () => {
  let seen = 0;
  app.event("message", async () => void seen++);
  await app.start();
  slack.faults.lostAcks = 1;
  await slack.person("Ana").says("hello");
  await expect.poll(() => seen).toBe(2);
  slack.closeSockets(true);
  await expect.poll(() => slack.connections(), { timeout: 9000 }).toBe(0);
  await expect.poll(() => slack.connections(), { timeout: 9000 }).toBe(1);
});

function plain(text: string) {
  return { type: "plain_text" as const, text };
}
