/** Slack's rules for blocks, messages and dialogs, written down apart from the adapter's own table, so that both can be wrong only separately. */
import { z } from "zod";
import type { Json } from "./world.ts";

/** https://docs.slack.dev/reference/block-kit: lengths are characters. */
const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
const text = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);
const id = z.string().min(1).max(255);
const block_id = id.optional();

const confirm = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(["primary", "danger"]).optional(),
});
const button = z.strictObject({
  type: z.literal("button"),
  text: plain(75),
  action_id: id,
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});
const option = z.strictObject({ text: text(75), value: z.string().min(1).max(150), description: plain(75).optional() });
const options = z.array(option).min(1).max(100);
const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: id,
  options: options.max(5),
  confirm: confirm.optional(),
});
const select = z.strictObject({
  type: z.literal("static_select"),
  action_id: id,
  placeholder: plain(150).optional(),
  options,
  initial_option: option.optional(),
});
const radio = z.strictObject({
  type: z.literal("radio_buttons"),
  action_id: id,
  options: options.max(10),
  initial_option: option.optional(),
});
const imageElement = z.strictObject({
  type: z.literal("image"),
  image_url: z.url().max(3000).optional(),
  slack_file: z.strictObject({ id: z.string() }).optional(),
  alt_text: z.string().min(1).max(2000),
});
const textInput = z.strictObject({
  type: z.literal("plain_text_input"),
  action_id: id,
  multiline: z.boolean().optional(),
  initial_value: z.string().max(3000).optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  placeholder: plain(150).optional(),
  focus_on_load: z.boolean().optional(),
});
const fileInput = z.strictObject({
  type: z.literal("file_input"),
  action_id: id,
  filetypes: z.array(z.string().min(1)).optional(),
  max_files: z.int().min(1).max(10).optional(),
});
/** Only the frame: what stands in a rich text has few limits of its own. */
const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id,
  elements: z
    .array(
      z.looseObject({
        type: z.enum(["rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"]),
        elements: z.array(z.looseObject({ type: z.string() })).min(1),
      }),
    )
    .min(1),
});

const header = z.strictObject({ type: z.literal("header"), block_id, text: plain(150) });
const section = z.strictObject({
  type: z.literal("section"),
  block_id,
  text: text(3000).optional(),
  fields: z.array(text(2000)).min(1).max(10).optional(),
  accessory: z.discriminatedUnion("type", [button, overflow, select, imageElement]).optional(),
  expand: z.boolean().optional(),
});
const context = z.strictObject({
  type: z.literal("context"),
  block_id,
  elements: z
    .array(z.discriminatedUnion("type", [plain(3000), mrkdwn(3000), imageElement]))
    .min(1)
    .max(10),
});
const actions = z.strictObject({
  type: z.literal("actions"),
  block_id,
  elements: z
    .array(z.discriminatedUnion("type", [button, overflow, select]))
    .min(1)
    .max(25),
});
const divider = z.strictObject({ type: z.literal("divider"), block_id });
const image = z.strictObject({
  type: z.literal("image"),
  block_id,
  image_url: z.url().max(3000).optional(),
  slack_file: z.strictObject({ id: z.string() }).optional(),
  alt_text: z.string().min(1).max(2000),
  title: plain(2000).optional(),
});
const markdown = z.strictObject({ type: z.literal("markdown"), block_id, text: z.string().min(1).max(12_000) });
const input = z.strictObject({
  type: z.literal("input"),
  block_id,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion("type", [textInput, fileInput, select, radio]),
});

const inMessages = z.discriminatedUnion("type", [
  header,
  section,
  context,
  actions,
  divider,
  image,
  markdown,
  richText,
]);
const inViews = z.discriminatedUnion("type", [header, section, context, actions, divider, image, richText, input]);

const modal = z.strictObject({
  type: z.literal("modal"),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  blocks: z.array(inViews).min(1).max(100),
});

/** What Slack, or a careful reader, would object to in the blocks of one message. */
export function blockProblems(blocks: unknown): string[] {
  return [...found(z.array(inMessages).max(50), blocks, "blocks"), ...togetherProblems(blocks)];
}

/** The same for a dialog. */
export function viewProblems(view: unknown): string[] {
  const problems = found(modal, view, "view");
  if (JSON.stringify(view).length > 250_000) problems.push("view: more than 250 kB");
  const parsed = modal.safeParse(view);
  if (!parsed.success) return problems;
  const hasInput = parsed.data.blocks.some(({ type }) => type === "input");
  if (hasInput && parsed.data.submit === undefined) problems.push("view: inputs without a submit");
  return [...problems, ...togetherProblems(parsed.data.blocks)];
}

/** What no block can know alone. The 12,000 characters are seen in practice, not documented (msg_blocks_too_long). */
function togetherProblems(blocks: unknown): string[] {
  const list = (Array.isArray(blocks) ? blocks : []) as Json[];
  const problems: string[] = [];
  const size = lengthOfTexts(list);
  if (size > 12_000) problems.push(`blocks: ${size} characters together, 12000 is the most`);
  const ids = list.flatMap((block) => (typeof block["block_id"] === "string" ? [block["block_id"]] : []));
  if (new Set(ids).size < ids.length) problems.push("blocks: the same block_id twice");
  for (const [at, block] of list.entries()) {
    if (block["type"] === "section" && !block["text"] && !block["fields"])
      problems.push(`blocks.${at}: a section needs text or fields`);
    if (block["type"] === "image" && (block["image_url"] === undefined) === (block["slack_file"] === undefined))
      problems.push(`blocks.${at}: an image needs either image_url or slack_file`);
    const elements = Array.isArray(block["elements"]) ? (block["elements"] as Json[]) : [];
    const actionIds = elements.flatMap((element) =>
      typeof element["action_id"] === "string" ? [element["action_id"]] : [],
    );
    if (new Set(actionIds).size < actionIds.length) problems.push(`blocks.${at}: the same action_id twice in a block`);
  }
  return problems;
}

function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + lengthOfTexts(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === "text" && typeof each === "string" ? each.length : lengthOfTexts(each)),
    0,
  );
}

function found(schema: z.ZodType, value: unknown, name: string): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${[name, ...path].join(".")}: ${message}`);
}
