/** What the fake sends is held to what was recorded from Slack, and to the sample payloads of Slack's Java SDK. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Slack, startSlack } from "../../fakes/slack/index.ts";

type Json = Record<string, unknown>;

const specs = resolve(process.env["DJINN_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared"), "specs");
const present = existsSync(specs);
const read = (path: string): Json => JSON.parse(readFileSync(resolve(specs, path), "utf8"));

describe.skipIf(!present)(
  `the fake's payloads${present ? "" : " (skipped: no specs beside the checkout, see DJINN_SHARED)"}`,
  () => {
    let slack: Slack;
    let sent: Json[];
    beforeAll(async () => {
      ({ slack, sent } = await everythingSent());
    });
    afterAll(() => slack?.close());
    const find = (holds: (payload: Json) => boolean) => sent.find(holds) ?? {};
    const event = (type: string, more: Json = {}) =>
      find(({ event: one }) =>
        Object.entries({ type, ...more }).every(([name, value]) => (one as Json)?.[name] === value),
      );

    test("a mention, a reply and a direct message have every field of the recorded ones", () => {
      const [mention, channel, dm] = ["mention", "channel", "dm"].map((name) => read(`recorded/slack/${name}.json`));
      expect(missing(channel?.["mention"], event("app_mention"))).toEqual([]);
      expect(missing(mention?.["mention"], event("message"))).toEqual([]);
      expect(
        missing(
          mention?.["followUp"],
          find(({ event: one }) => (one as Json)?.["parent_user_id"] !== undefined),
        ),
      ).toEqual([]);
      expect(missing(dm?.["dmMessage"], event("message", { channel_type: "im" }))).toEqual([]);
    });

    test("a click, a dialog and a command have every field of the recorded ones", () => {
      const modals = read("recorded/slack/modals.json");
      const clicks = read("recorded/slack/channel.json");
      const commands = read("recorded/slack/slash-commands.json");
      const type = (name: string) => find((payload) => payload["type"] === name);
      expect(missing(clicks["channel_post_action"], type("block_actions"))).toEqual([]);
      expect(missing(without(modals["viewSubmission"], "blocks", "values"), type("view_submission"))).toEqual([]);
      expect(
        missing(
          commands["slashCommand"],
          find((payload) => "command" in payload),
        ),
      ).toEqual([]);
    });

    test("nothing is sent that neither a recording nor a sample has", () => {
      const samples = (name: string) => read(`slack-samples/${name}Payload.json`);
      const recorded = ["mention", "channel", "dm", "modals", "actions-reactions"].flatMap((name) =>
        Object.values(read(`recorded/slack/${name}.json`)),
      );
      const known = new Set(
        [
          ...recorded,
          samples("events/AppMention"),
          samples("events/Message"),
          samples("events/MessageFileShare"),
          samples("events/MessageChanged"),
          samples("events/MessageDeleted"),
          samples("app-backend/interactive-components/BlockAction"),
          samples("app-backend/views/ViewSubmission"),
          samples("app-backend/views/ViewClosed"),
          samples("app-backend/slash-commands/SlashCommand"),
        ].flatMap(places),
      );
      const added = [...new Set(sent.flatMap((payload) => places(without(payload, "blocks", "values", "public"))))];
      expect(added.filter((place) => !known.has(place) && !documented.has(place))).toEqual([]);
    });
  },
);

/** Shares are keyed by channel. Documented by Slack, but not in the samples: file_access is Slack Connect's, the rest is what newer workspaces send. */
const documented = new Set([
  "event.files[].file_access",
  "event.files[].user_team",
  "event.previous_message.files[].file_access",
]);

/** Fields of `wanted` that `given` lacks or has with another type. */
function missing(wanted: unknown, given: unknown): string[] {
  const has = new Map(typed(given));
  return typed(without(wanted, "enterprise_id", "blocks"))
    .filter(([place, type]) => has.get(place) !== type && type !== "null" && has.get(place) !== "null")
    .map(([place, type]) => `${place}: ${type}, not ${has.get(place)}`);
}

const places = (value: unknown): string[] => typed(value).map(([place]) => place);

function typed(value: unknown, at = ""): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((each) => typed(each, `${at}[]`));
  if (typeof value !== "object" || value === null) return [[at, value === null ? "null" : typeof value]];
  return Object.entries(value).flatMap(([name, each]) => typed(each, at === "" ? name : `${at}.${name}`));
}

/** Without what an app fills in itself. */
function without(value: unknown, ...names: string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, ...names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (names.includes(name) ? [] : [[name, without(each, ...names)]])),
  );
}

/** One of each kind, caught by a bot that only listens. */
async function everythingSent() {
  const sent: Json[] = [];
  const slack = await startSlack();
  const token = { authorization: `Bearer ${slack.appToken}` };
  const opened = await fetch(`${slack.apiUrl}apps.connections.open`, { method: "POST", headers: token });
  const { url }: { url: string } = JSON.parse(await opened.text());
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    const { envelope_id, payload } = JSON.parse(String(data));
    if (!envelope_id) return;
    sent.push(payload);
    socket.send(JSON.stringify({ envelope_id }));
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const bot = async (method: string, args: Record<string, string>) => {
    const headers = { authorization: `Bearer ${slack.botToken}` };
    await fetch(`${slack.apiUrl}${method}`, { method: "POST", headers, body: new URLSearchParams(args) });
  };
  const ana = slack.person("Ana");
  const thread = await ana.uploads("model.json", "{}");
  await ana.mentions("hello");
  await ana.says("yes", { thread });
  await ana.says("hello", { channel: slack.direct(ana) });
  const button = { type: "button", action_id: "go", value: "v", text: { type: "plain_text", text: "Go", emoji: true } };
  const blocks = JSON.stringify([{ type: "actions", elements: [button] }]);
  await bot("chat.postMessage", { channel: slack.home.id, thread_ts: thread, text: "Shall I?", blocks });
  const title = { type: "plain_text", text: "Edit", emoji: true };
  const element = { type: "plain_text_input", action_id: "words" };
  const choose = { type: "plain_text", text: "Which", emoji: true };
  const options = [{ text: choose, value: "this one" }];
  const select = { type: "static_select", action_id: "choose", options };
  const view = {
    type: "modal",
    title,
    submit: title,
    close: title,
    callback_id: "edit",
    notify_on_close: true,
    blocks: [
      { type: "input", label: title, element },
      { type: "input", label: choose, optional: true, dispatch_action: true, element: select },
    ],
  };
  for (const close of [false, true]) {
    const dialog = await ana.dialog(async () => {
      await ana.clicks("Go");
      const click = sent.findLast(({ type }) => type === "block_actions");
      await bot("views.open", { trigger_id: String(click?.["trigger_id"]), view: JSON.stringify(view) });
    });
    await dialog.chooses("Which", "Which");
    if (close) await dialog.closes();
    else await dialog.submits({ Edit: "words" });
  }
  await ana.commands("/djinn", "a board for jobs");
  await slack.deliver.settled();
  socket.close();
  return { slack, sent };
}
