/** The parts of Slack's payloads that are read, as schemas: whatever else is in them does not matter. */
import { z } from "zod";

export const SlackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().optional(),
  mode: z.string().optional(),
  mimetype: z.string().optional(),
  is_external: z.boolean().optional(),
  file_access: z.string().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});
export type SlackFile = z.infer<typeof SlackFile>;

export const EventBody = z.object({
  type: z.literal("event_callback"),
  team_id: z.string(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    user: z.string().optional(),
    bot_id: z.string().optional(),
    text: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
    channel: z.string().optional(),
    channel_type: z.string().optional(),
    files: z.array(SlackFile).optional(),
  }),
});

const Team = z.object({ id: z.string() });
const User = z.object({ id: z.string(), team_id: z.string().optional() });

export const ClickBody = z.object({
  type: z.literal("block_actions"),
  user: User,
  team: Team.nullish(),
  trigger_id: z.string().default(""),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    channel_id: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        value: z.string().optional(),
        action_ts: z.string().optional(),
      }),
    )
    .min(1),
});

/** A choice in a dialog that is open. */
export const ChoiceBody = z.object({
  type: z.literal("block_actions"),
  user: User,
  team: Team.nullish(),
  view: z.object({ id: z.string(), hash: z.string(), callback_id: z.string(), private_metadata: z.string() }),
  actions: z.tuple([z.object({ action_id: z.string(), selected_option: z.object({ value: z.string() }).nullish() })]),
});

const Value = z.object({
  value: z.string().nullish(),
  files: z.array(SlackFile).nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const ViewBody = z.object({
  type: z.enum(["view_submission", "view_closed"]),
  user: User,
  team: Team.nullish(),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Value)) }).optional(),
  }),
});

export const CommandBody = z.object({
  command: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
