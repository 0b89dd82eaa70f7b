/** What each Web API method does to the workspace, once its arguments are known to be well formed. */
import type { Faults } from "./faults.ts";
import { fileObject, messageObject, userObject, viewObject } from "./payloads.ts";
import { type Json, type Message, randomId, type SlackFile, type World } from "./world.ts";

export type Desk = {
  world: World;
  faults: Faults;
  /** The fake's own address, without a slash at its end. */
  url(): string;
  triggers: Map<string, { user: string; at: number; used: boolean }>;
  /** Tells the bot of a message, a change or a deletion, as Slack does of its own ones, too. */
  announce(message: Message, subtype?: "message_changed" | "message_deleted"): void;
};
type Method = (args: Record<string, string>, desk: Desk, raw: Json) => Json;

/** Slack's own: a trigger lives this long. */
const triggerLifeMs = 3000;
const mostBytesOfSnippet = 1_000_000;

export const methods: Readonly<Record<string, Method>> = {
  "auth.test": (_, { world, url }) => ({
    ok: true,
    url: `${url()}/`,
    team: world.team.name,
    user: world.bot.username,
    team_id: world.team.id,
    user_id: world.bot.id,
    bot_id: world.botId,
    is_enterprise_install: false,
  }),
  "apps.connections.open": (_, { url }) => ({
    ok: true,
    url: `${url().replace("http:", "ws:")}/link/?ticket=${randomId("", 20)}&app_id=A0FAKE001`,
  }),
  "chat.postMessage": (given, desk, raw) => {
    const { world, announce } = desk;
    // A person's id stands for the conversation with that person.
    const person = world.users.get(given["channel"] ?? "");
    const args = person ? { ...given, channel: world.directOf(person).id } : given;
    const refused = placeProblem(args, desk);
    if (refused) return no(refused);
    const unknownFile = filesOf(raw["blocks"]).find((id) => world.files.get(id)?.bytes === undefined);
    if (unknownFile) return no("invalid_blocks", `there is no file ${unknownFile}`);
    const message = world.addMessage({
      channel: args["channel"] ?? "",
      user: world.bot.id,
      text: args["text"] ?? "",
      threadTs: args["thread_ts"],
      blocks: blocksOf(raw["blocks"]),
      metadata: raw["metadata"],
    });
    announce(message);
    return { ok: true, channel: message.channel, ts: message.ts, message: messageObject(message, desk) };
  },
  "chat.update": (args, desk, raw) => {
    const { world, announce } = desk;
    const { channel = "", ts = "", text = "" } = args;
    const refused = placeProblem({ channel }, desk);
    if (refused) return no(refused);
    const message = world.message(channel, ts);
    if (!message) return no("message_not_found");
    if (message.user !== world.bot.id) return no("cant_update_message");
    message.text = text;
    message.blocks = raw["blocks"] === undefined ? message.blocks : blocksOf(raw["blocks"]);
    message.metadata = raw["metadata"] ?? message.metadata;
    message.edits++;
    announce(message, "message_changed");
    return { ok: true, channel, ts, text, message: messageObject(message, desk) };
  },
  "chat.postEphemeral": (args, desk, raw) => {
    const { channel = "", user = "", text = "" } = args;
    const refused = placeProblem(args, desk);
    if (refused) return no(refused);
    if (!desk.world.users.has(user) || desk.world.channels.get(channel)?.absent.has(user))
      return no("user_not_in_channel");
    const ts = desk.world.nextTs();
    const blocks = blocksOf(raw["blocks"]);
    desk.world.ephemerals.push({ channel, ts, user, text, threadTs: args["thread_ts"], blocks });
    return { ok: true, message_ts: ts };
  },
  "chat.delete": ({ channel = "", ts = "" }, { world, announce }) => {
    const message = world.message(channel, ts);
    if (!message) return no("message_not_found");
    world.messages.splice(world.messages.indexOf(message), 1);
    announce(message, "message_deleted");
    return { ok: true, channel, ts };
  },
  "files.getUploadURLExternal": ({ filename = "", length = "", snippet_type: type, alt_txt: alt }, { world, url }) => {
    if (type !== undefined && !snippetTypes.has(type)) return no("unknown_snippet_type");
    if (type !== undefined && Number(length) > mostBytesOfSnippet) return no("snippet_too_large");
    const file = world.addFile({
      name: filename,
      user: world.bot.id,
      size: Number(length),
      snippetType: type,
      altText: alt,
    });
    return { ok: true, upload_url: `${url()}/upload/v1/${file.id}`, file_id: file.id };
  },
  "files.completeUploadExternal": (args, desk, raw) => {
    const { world, faults, announce } = desk;
    const { channel_id: channel, thread_ts: threadTs, initial_comment: text = "" } = args;
    const files: SlackFile[] = [];
    for (const { id, title } of raw["files"] as { id: string; title?: string }[]) {
      const file = world.files.get(id);
      if (!file || file.user !== world.bot.id || file.bytes === undefined) return no("file_not_found");
      if (file.shares.length > 0 || file.pending) return no("file_already_completed", id);
      file.title = title ?? file.title;
      files.push(file);
    }
    if (channel === undefined) return { ok: true, files: files.map((file) => fileObject(file, desk)) };
    const refused = placeProblem({ channel, ...(threadTs ? { thread_ts: threadTs } : {}) }, desk);
    if (refused) return no(refused);
    const blocks = text === "" ? blocksOf(raw["blocks"]) : [];
    const share = () => announce(world.addMessage({ channel, user: world.bot.id, text, threadTs, files, blocks }));
    if (faults.sharesAfterMs === 0) share();
    else {
      for (const file of files) file.pending = true;
      setTimeout(share, faults.sharesAfterMs).unref();
    }
    return { ok: true, files: files.map((file) => fileObject(file, desk)) };
  },
  "files.info": ({ file: id = "" }, desk) => {
    const file = desk.world.files.get(id);
    file?.shown.shift();
    return file
      ? { ok: true, file: fileObject(file, desk), comments: [], response_metadata: {} }
      : no("file_not_found");
  },
  "views.open": ({ trigger_id: id = "" }, desk, raw) => {
    const { world, faults, triggers } = desk;
    const trigger = triggers.get(id);
    if (!trigger) return no("invalid_trigger_id");
    if (faults.expiredTriggers > 0) {
      faults.expiredTriggers--;
      return no("expired_trigger_id");
    }
    if (trigger.used) return no("exchanged_trigger_id");
    if (world.now() - trigger.at > triggerLifeMs) return no("expired_trigger_id");
    trigger.used = true;
    const view = {
      id: randomId("V"),
      hash: randomId(""),
      user: trigger.user,
      view: raw["view"] as Json,
      state: "open" as const,
    };
    world.views.set(view.id, view);
    return { ok: true, view: viewObject(view, desk) };
  },
  "views.update": ({ view_id: id = "", hash }, desk, raw) => {
    const view = desk.world.views.get(id);
    if (view?.state !== "open") return no("not_found");
    if (hash !== undefined && hash !== view.hash) return no("hash_conflict");
    view.view = raw["view"] as Json;
    view.hash = randomId("");
    return { ok: true, view: viewObject(view, desk) };
  },
  "users.info": ({ user: id = "" }, { world }) => {
    const user = world.users.get(id);
    return user ? { ok: true, user: userObject(user, world) } : no("user_not_found");
  },
  "usergroups.users.list": ({ usergroup = "" }, { world }) => {
    const users = world.groups.get(usergroup);
    return users ? { ok: true, users } : no("no_such_subteam");
  },
  "reactions.add": ({ channel = "", timestamp: ts = "", name = "" }, { world }) => {
    if (!world.message(channel, ts)) return no("message_not_found");
    if (world.reactions.some((one) => one.channel === channel && one.ts === ts && one.name === name))
      return no("already_reacted");
    world.reactions.push({ channel, ts, name });
    return { ok: true };
  },
  "conversations.info": ({ channel: id = "" }, { world }) => {
    const channel = world.channels.get(id);
    if (!channel) return no("channel_not_found");
    const { name, kind, joined, archived } = channel;
    const is = { is_channel: kind === "channel", is_group: kind === "group", is_im: kind === "im" };
    return { ok: true, channel: { id, name, ...is, is_archived: archived, is_member: joined } };
  },
  "conversations.members": ({ channel: id = "", limit = "100", cursor = "" }, { world, faults }) => {
    const channel = world.channels.get(id);
    if (!channel || (channel.kind !== "channel" && !channel.joined)) return no("channel_not_found");
    const inside = [...world.users.keys()].filter((user) => !channel.absent.has(user));
    const from = Number(cursor || 0);
    const to = from + Math.min(Number(limit), faults.membersAtOnce);
    const next = to < inside.length ? String(to) : "";
    return { ok: true, members: inside.slice(from, to), response_metadata: { next_cursor: next } };
  },
  "conversations.replies": (
    { channel = "", ts = "", oldest = "0", limit = "1000", include_all_metadata: all },
    desk,
  ) => {
    const [parent, ...replies] = desk.world.thread(channel, ts);
    if (parent === undefined) return no("thread_not_found");
    const wanted = replies.filter((message) => Number(message.ts) > Number(oldest));
    const messages = [parent, ...wanted].slice(0, Number(limit));
    const shown = messages.map((message) => {
      const { metadata, ...rest } = messageObject(message, desk);
      return all === "true" && metadata ? { ...rest, metadata } : rest;
    });
    return { ok: true, messages: shown, has_more: false };
  },
};

function no(error: string, detail?: string): Json {
  return { ok: false, error, ...(detail ? { response_metadata: { messages: [`[ERROR] ${detail}`] } } : {}) };
}

function placeProblem(args: Record<string, string>, { world }: Desk): string | undefined {
  const channel = world.channels.get(args["channel"] ?? "");
  if (!channel) return "channel_not_found";
  if (channel.archived) return "is_archived";
  if (!channel.joined) return "not_in_channel";
  const threadTs = args["thread_ts"];
  if (threadTs === undefined) return undefined;
  const parent = world.message(channel.id, threadTs);
  return parent === undefined || parent.threadTs !== undefined ? "thread_not_found" : undefined;
}

/** Slack gives every block an id. */
function blocksOf(blocks: unknown): Json[] {
  if (!Array.isArray(blocks)) return [];
  return (blocks as Json[]).map((block) => ({ block_id: randomId("b", 5), ...block }));
}

function filesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(filesOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === "slack_file" ? [String((each as Json)["id"])] : filesOf(each),
  );
}

/** Of https://docs.slack.dev/reference/objects/file-object#types, those that a Django project could need; there is none for TOML. */
const snippetTypes = new Set(
  "auto text css csv diff dockerfile html javascript json makefile markdown python shell sql svg typescript xml yaml".split(
    " ",
  ),
);
