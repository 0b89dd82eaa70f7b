/** /djinn: its dialog, what was filled in, and the review that begins. */
import { z } from "zod";
import type { Interaction } from "#conversations";
import { isRefused } from "./api.ts";
import { plainText } from "./blocks.ts";
import { type Desk, nameOf } from "./desk.ts";
import { fileInput, longestProblem, metadataOf, modal, type Problem, wordsInput } from "./fields.ts";
import { fetchAll, person } from "./hear.ts";
import type { Filled } from "./interactions.ts";
import { CommandBody } from "./payloads.ts";
import { threadOf } from "./records.ts";
import { code, escaped } from "./words.ts";

export const startDialog = "djinn_start";

const Metadata = z.object({ channel: z.string() });
const Sent = z.object({ ts: z.string() });

/** A message of djinn's own is what the thread hangs on. */
export async function begin(desk: Desk, form: Filled, id: string): Promise<Problem | undefined> {
  const channel = channelOf(form);
  const [title, description] = ["name", "description"].map((field) => (form.texts[field] ?? "").trim());
  if (channel === undefined || (!form.files.length && !description))
    return { field: "description", text: "Upload an ERD or paste one." };
  const member = await desk.memberOf(form.team, form.user);
  const no = desk.access.beginning(member);
  if (no !== undefined) return { field: "description", text: no };
  const by = person(member);
  const refused: string[] = [];
  const uploads = await fetchAll(desk, form.team, form.files, by, async (why) => void refused.push(why));
  if (refused.length) return { field: "file", text: refused.join(" ").slice(0, longestProblem) };
  const name = title || uploads.flatMap((one) => ("name" in one ? [one.name] : []))[0] || "a review";
  const text = `${escaped(member.name)} begins ${code(name)}`;
  // Once, however often the rest has to be tried.
  const ts = await desk.once(`root ${id}`, async () => {
    const answer = await desk.api.call(form.team, "chat.postMessage", { channel, text });
    return Sent.parse(answer).ts;
  });
  const thread = threadOf({ team: form.team, channel, ts });
  await desk.records.setThread(thread, { starter: form.user });
  const pasted: Interaction[] = description ? [{ type: "text", by, text: description }] : [];
  // Beside files a description is talk.
  const said = uploads.length ? uploads : pasted;
  for (const [at, one] of said.entries()) await desk.deliver(thread, one, `${id} ${at}`);
  return undefined;
}

/** /djinn: its dialog opens, or the person reads why not. */
export async function command(desk: Desk, body: unknown): Promise<void> {
  const parsed = CommandBody.safeParse(body);
  if (!parsed.success) return desk.log.info({ why: "not a command in the shape Slack documents" }, "command ignored");
  const { team_id: team, channel_id: channel, user_id: user, trigger_id: trigger, response_url: url } = parsed.data;
  const at = { team, channel, ts: undefined };
  desk.whispers.answerBy(url, at, user);
  await desk
    .once(`command ${trigger}`, async () => {
      await desk.api.call(team, "views.open", { trigger_id: trigger, view: startView(channel) });
    })
    .catch((error: unknown) => {
      desk.log.warn({ team, channel, error: nameOf(error) }, "dialog not opened");
      const why = isRefused(error) ? error.message : "The dialog could not be opened. Try it once more.";
      return desk.tell(at, user, why);
    });
}

/** For what is found out after the dialog was closed. */
export async function tellStarter(desk: Desk, form: Filled, text: string): Promise<void> {
  const channel = channelOf(form);
  if (channel !== undefined) await desk.tell({ team: form.team, channel, ts: undefined }, form.user, text);
}

const channelOf = ({ metadata }: Filled) => Metadata.safeParse(metadataOf(metadata)).data?.channel;

function startView(channel: string): Record<string, unknown> {
  const name = {
    type: "input",
    block_id: "name",
    optional: true,
    label: plainText("What it is called", 100),
    element: { type: "plain_text_input", action_id: "name", max_length: 80 },
  };
  const blocks = [name, fileInput("The ERD", 10), wordsInput("description", "Or the ERD as text")];
  return modal(startDialog, { channel }, "New review", "Begin", blocks);
}
