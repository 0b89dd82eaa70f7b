/** Slack's payloads become what a person did, or a reason why they mean nothing here. */
import { ClickBody, EventBody, type SlackFile, ViewBody } from "./payloads.ts";
import { typed } from "./words.ts";

type Ignored = { ignored: string };

/** A message of a person, wherever it was written. */
export type Heard = {
  team: string;
  channel: string;
  /** The message's own. */
  ts: string;
  /** Of the thread it stands in; undefined where it stands in the channel. */
  threadTs: string | undefined;
  user: string;
  text: string;
  files: SlackFile[];
  mentioned: boolean;
  /** Just the two of them. */
  direct: boolean;
  /** app_mention comes beside message and may come without the files. */
  twin: boolean;
};

const subtypes = new Set([undefined, "file_share", "thread_broadcast"]);

/** Understands `message` and `app_mention`; `bot` is the bot's own user id. */
export function heard(body: unknown, bot: string | undefined): Heard | Ignored {
  const parsed = EventBody.safeParse(body);
  if (!parsed.success) return { ignored: "not an event in the shape Slack documents" };
  const { team_id: team, event } = parsed.data;
  const { type, subtype, user, channel, ts, text = "", files = [] } = event;
  if (type !== "message" && type !== "app_mention") return { ignored: `events of type ${type} mean nothing here` };
  if (!subtypes.has(subtype)) return { ignored: `${subtype} is not something a person said` };
  if (event.bot_id !== undefined) return { ignored: "a bot said it" };
  if (user === undefined || channel === undefined || ts === undefined)
    return { ignored: "it does not say who, where and when" };
  if (user === bot || user === "USLACKBOT") return { ignored: "a bot said it" };
  const threadTs = event.thread_ts === ts ? undefined : event.thread_ts;
  const mentioned = type === "app_mention" || (bot !== undefined && text.includes(`<@${bot}`));
  const direct = event.channel_type === "im" || channel.startsWith("D");
  const place = { team, channel, ts, threadTs };
  return { ...place, user, text: typed(text, bot), files, mentioned, direct, twin: type === "app_mention" };
}

/** Slack's words that are meant for djinn although it was not mentioned. */
export const isOrder = (text: string) => /^(stop|status|help)$/i.test(text.trim());
/** Who only asks needs no permission. */
export const isQuestion = (text: string) => /^(status|help)$/i.test(text.trim());
export const isPaste = (text: string) => /^\s*[[{]/.test(text);

export type Clicked = {
  team: string;
  channel: string;
  /** Of the message that carries the button. */
  ts: string;
  /** Of the thread it stands in, for words to the clicker: what a click changes is never read from the payload. */
  threadTs: string | undefined;
  user: string;
  value: string;
  trigger: string;
  responseUrl: string | undefined;
  /** The same for the same click. */
  id: string;
};

export function clicked(body: unknown): Clicked | Ignored {
  const parsed = ClickBody.safeParse(body);
  if (!parsed.success) return { ignored: "not a click in the shape Slack documents" };
  const { user, team, container, actions, trigger_id: trigger, response_url: responseUrl } = parsed.data;
  const { channel_id: channel, message_ts: ts, thread_ts: threadTs } = container;
  const [action] = actions;
  const where = team?.id ?? user.team_id;
  if (container.type !== "message" || channel === undefined || ts === undefined || where === undefined)
    return { ignored: "a click that is not under a message" };
  if (action === undefined || action.type !== "button" || !action.action_id.startsWith("djinn_"))
    return { ignored: `${action?.action_id} is no button of djinn's` };
  if (action.value === undefined) return { ignored: "a button without a value" };
  const id = [channel, ts, user.id, action.value, action.action_ts ?? trigger].join(" ");
  return { team: where, channel, ts, threadTs, user: user.id, value: action.value, trigger, responseUrl, id };
}

export type Filled = {
  closed: boolean;
  team: string;
  user: string;
  view: string;
  dialog: string;
  metadata: string;
  /** By block: what was typed, chosen or uploaded. */
  texts: Record<string, string>;
  files: SlackFile[];
};

export function filled(body: unknown): Filled | Ignored {
  const parsed = ViewBody.safeParse(body);
  if (!parsed.success) return { ignored: "not a dialog in the shape Slack documents" };
  const { type, user, team, view } = parsed.data;
  const where = team?.id ?? user.team_id;
  if (where === undefined) return { ignored: "a dialog of no workspace" };
  if (!view.callback_id.startsWith("djinn_")) return { ignored: `${view.callback_id} is no dialog of djinn's` };
  const values = Object.entries(view.state?.values ?? {}).flatMap(([block, actions]) =>
    Object.values(actions).map((value) => ({ block, ...value })),
  );
  return {
    closed: type === "view_closed",
    team: where,
    user: user.id,
    view: view.id,
    dialog: view.callback_id,
    metadata: view.private_metadata,
    texts: Object.fromEntries(
      values.map(({ block, value, selected_option: option }) => [block, value ?? option?.value ?? ""]),
    ),
    files: values.flatMap(({ files }) => files ?? []),
  };
}
