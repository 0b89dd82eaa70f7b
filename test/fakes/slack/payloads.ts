/** What Slack sends: events, clicks, commands and dialogs in the shapes that were recorded from it. */
import type { Desk } from "./methods.ts";
import {
  type Channel,
  type Ephemeral,
  type Json,
  type Message,
  randomId,
  type SlackFile,
  type User,
  type View,
  type World,
} from "./world.ts";

export function eventPayload(event: Json, { team, app, bot, verification }: World & { verification?: string }): Json {
  return {
    token: verification ?? app.verification,
    team_id: team.id,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: randomId("Ev"),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: bot.id, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: randomId("4-", 30),
  };
}

/** A message as its event tells it. */
export function messageEvent(message: Message, channel: Channel, desk: Desk): Json {
  return {
    type: "message",
    ...messageObject(message, desk),
    ...(message.files.length > 0 && !message.bot ? { subtype: "file_share", upload: false } : {}),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channel.kind,
  };
}

/** The same message once more, as the event of its mention. */
export function mentionEvent(message: Message, desk: Desk): Json {
  return { ...messageObject(message, desk), type: "app_mention", channel: message.channel, event_ts: message.ts };
}

export function changedEvent(message: Message, channel: Channel, subtype: string, desk: Desk): Json {
  const about = messageObject(message, desk);
  const ts = desk.world.nextTs();
  return {
    type: "message",
    subtype,
    ...(subtype === "message_deleted"
      ? { deleted_ts: message.ts, previous_message: about }
      : { message: { ...about, edited: { user: message.user, ts } }, previous_message: about }),
    channel: channel.id,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channel.kind,
  };
}

export function messageObject(message: Message, desk: Desk): Json {
  const { world } = desk;
  const parent = message.threadTs === undefined ? undefined : world.message(message.channel, message.threadTs);
  return {
    user: message.user,
    type: "message",
    ts: message.ts,
    ...(message.bot ? { bot_id: world.botId, app_id: world.app.id } : { client_msg_id: crypto.randomUUID() }),
    text: message.text,
    team: world.team.id,
    ...(message.threadTs === undefined
      ? {}
      : { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.files.length > 0 ? { files: message.files.map((file) => fileObject(file, desk)) } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
  };
}

export function fileObject(file: SlackFile, { world, url }: Desk): Json {
  const type = file.snippetType ?? file.name.split(".").at(-1) ?? "text";
  const place = `${url()}/files-pri/${world.team.id}-${file.id}`;
  const shares = Object.groupBy(file.shares, ({ channel }) => channel);
  const shown = Object.entries(shares).map(([channel, list = []]) => [
    channel,
    list.map(({ ts, threadTs }) => ({ ts, ...(threadTs ? { thread_ts: threadTs } : {}), team_id: world.team.id })),
  ]);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.snippetType ? "text/plain" : "application/octet-stream",
    filetype: type,
    pretty_type: type,
    user: file.user,
    user_team: world.team.id,
    editable: file.snippetType !== undefined,
    size: file.size,
    mode: file.snippetType ? "snippet" : "hosted",
    is_external: false,
    external_type: "",
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${place}/${encodeURIComponent(file.name)}`,
    url_private_download: `${place}/download/${encodeURIComponent(file.name)}`,
    permalink: `${url()}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: "visible",
    ...(file.pending || file.shares.length === 0 ? {} : { shares: { public: Object.fromEntries(shown) } }),
    ...file.shown[0],
  };
}

export function userObject(user: User, world: World): Json {
  return {
    id: user.id,
    team_id: user.team ?? world.team.id,
    name: user.username,
    deleted: user.isDeleted ?? false,
    real_name: user.name,
    profile: { real_name: user.name, display_name: user.name, team: world.team.id },
    is_bot: user.isBot,
    is_app_user: false,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
  };
}

export function viewObject({ id, hash, view }: View, { world }: Desk): Json {
  return {
    id,
    team_id: world.team.id,
    type: "modal",
    private_metadata: "",
    callback_id: "",
    external_id: "",
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    ...view,
    state: { values: {} },
    hash,
    previous_view_id: null,
    root_view_id: id,
    app_id: world.app.id,
    app_installed_team_id: world.team.id,
    bot_id: world.botId,
  };
}

/** What clicks, dialogs and commands have in common. */
function byUser(user: User, { team, app }: World): Json {
  return {
    user: { id: user.id, username: user.username, name: user.username, team_id: user.team ?? team.id },
    api_app_id: app.id,
    token: app.verification,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export type Click = {
  user: User;
  channel: Channel;
  message: Message | Ephemeral;
  button: Json;
  trigger: string;
  hook: string;
};

export function clickPayload({ user, channel, message, button, trigger, hook }: Click, desk: Desk): Json {
  const { block_id, action_id, text, value, style } = button;
  return {
    type: "block_actions",
    ...byUser(user, desk.world),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: !isKept(message),
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: trigger,
    channel: { id: channel.id, name: nameOf(channel) },
    ...(isKept(message) ? { message: messageObject(message, desk) } : {}),
    state: { values: {} },
    response_url: hook,
    actions: [
      {
        action_id,
        block_id,
        text,
        ...(value === undefined ? {} : { value }),
        ...(style === undefined ? {} : { style }),
        type: "button",
        action_ts: desk.world.nextTs(),
      },
    ],
  };
}

const nameOf = ({ kind, name }: Channel): string => (kind === "im" ? "directmessage" : name);

/** Slack does not give back a message that only one person saw. */
const isKept = (message: Message | Ephemeral): message is Message => "edits" in message;

export function commandPayload(
  user: User,
  channel: Channel,
  command: { name: string; text: string; trigger: string; hook: string },
  { team, app }: World,
): Record<string, string> {
  return {
    token: app.verification,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: nameOf(channel),
    user_id: user.id,
    user_name: user.username,
    command: command.name,
    text: command.text,
    api_app_id: app.id,
    is_enterprise_install: "false",
    response_url: command.hook,
    trigger_id: command.trigger,
  };
}

export function viewPayload(
  type: "view_submission" | "view_closed",
  user: User,
  view: View,
  values: Json,
  trigger: string,
  desk: Desk,
): Json {
  return {
    type,
    ...byUser(user, desk.world),
    ...(type === "view_closed" ? { is_cleared: false } : { trigger_id: trigger, response_urls: [] }),
    view: { ...viewObject(view, desk), state: { values } },
  };
}

/** A choice in a dialog: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function viewActionPayload(user: User, view: View, action: Json, trigger: string, desk: Desk): Json {
  return {
    type: "block_actions",
    ...byUser(user, desk.world),
    container: { type: "view", view_id: view.id },
    trigger_id: trigger,
    view: viewObject(view, desk),
    actions: [action],
  };
}
