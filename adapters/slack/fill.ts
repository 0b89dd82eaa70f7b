/** What is sent from dialogs: an edit, answered with the field that has to be mended; the beginning of a review. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Interaction } from "#conversations";
import { isRefused } from "./api.ts";
import { type Desk, nameOf } from "./desk.ts";
import { type EditMetadata, editDialog, editView, readEdit, readEditMetadata } from "./edit.ts";
import type { Problem } from "./fields.ts";
import { fetchAll, person } from "./hear.ts";
import { type Filled, filled } from "./interactions.ts";
import { answerWithin } from "./limits.ts";
import { ChoiceBody, CommandBody, type SlackFile } from "./payloads.ts";
import { hashOf, threadOf } from "./records.ts";
import { readStart, startDialog, startView } from "./start.ts";
import { code, escaped } from "./words.ts";

const notSaved = "Not saved: djinn could not store this. Your text is kept here; send it again in a moment.";
const notYet =
  "Not saved yet: this takes longer than usual. What you wrote is kept here; press the button again in a moment.";
/** Characters of what is said under a field. */
const longestProblem = 300;
const Sent = z.object({ ts: z.string() });

/** Gives the field to be mended, or nothing: it is saved. What takes longer than Slack waits stays in the dialog. */
export async function fill(desk: Desk, body: unknown): Promise<Problem | undefined> {
  const form = filled(body);
  if ("ignored" in form) {
    desk.log.info({ why: form.ignored }, "dialog ignored");
    return undefined;
  }
  const id = `dialog ${form.view} ${form.closed} ${hashOf(JSON.stringify([form.texts, form.files.map((file) => file.id)]))}`;
  const field = form.dialog === startDialog ? "description" : "instruction";
  const work = desk
    .once(id, () => takeForm(desk, form, id))
    .catch((error: unknown) => {
      desk.log.error({ error: nameOf(error) }, "a dialog was not saved");
      return { field, text: isRefused(error) ? error.message : notSaved };
    });
  return Promise.race([work, sleep(answerWithin.dialog, { field, text: notYet })]);
}

async function takeForm(desk: Desk, form: Filled, id: string): Promise<Problem | undefined> {
  if (form.dialog === editDialog) return takeEdit(desk, form, id);
  if (form.dialog === startDialog && !form.closed) return begin(desk, form, id);
  return undefined;
}

async function takeEdit(desk: Desk, form: Filled, id: string): Promise<Problem | undefined> {
  const about = readEditMetadata(form.metadata);
  if (about === undefined || !isOf(form.team, about))
    return { field: "instruction", text: "This dialog belongs to no thread of djinn's." };
  const { thread, item, revision } = about;
  const member = await desk.memberOf(form.team, form.user);
  const by = person(member);
  if (form.closed) {
    await desk.deliver(thread, { type: "close_edit", by, item, revision }, id);
    return undefined;
  }
  const no = await desk.access.clicking(thread, member);
  if (no !== undefined) return { field: "instruction", text: no };
  const edit = readEdit(form, about, await desk.records.editable(thread, item, revision));
  if (!("path" in edit)) return edit;
  const base = { type: "edit" as const, by, item, path: edit.path, revision };
  if ("instruction" in edit) {
    await desk.deliver(thread, { ...base, change: { instruction: edit.instruction } }, id);
    return undefined;
  }
  const given = "content" in edit ? edit : await contentOf(desk, form.team, edit.file);
  if (!("content" in given)) return given;
  const wrong = await problemOf(desk, edit.path, given);
  if (wrong) return wrong;
  await desk.deliver(thread, { ...base, change: { text: given.content } }, id);
  return undefined;
}

/** Somebody chose one of several files: the dialog shows its text. Where it was changed meanwhile, its newest look stands. */
export async function choose(desk: Desk, body: unknown): Promise<void> {
  const { data: choice } = ChoiceBody.safeParse(body);
  const about = choice && readEditMetadata(choice.view.private_metadata);
  const team = choice?.team?.id ?? choice?.user.team_id;
  if (choice === undefined || about === undefined || team === undefined || !isOf(team, about))
    return desk.log.info({ why: "not a choice in a dialog of djinn's" }, "choice ignored");
  const { thread, item, revision } = about;
  const editable = await desk.records.editable(thread, item, revision);
  if (editable === undefined) return;
  const view = editView(about, editable, choice.actions[0].selected_option?.value);
  await desk.api
    .call(team, "views.update", { view_id: choice.view.id, hash: choice.view.hash, view })
    .catch((error: unknown) => desk.log.warn({ team, error: nameOf(error) }, "dialog not changed"));
}

const isOf = (team: string, { thread }: EditMetadata) => thread.startsWith(`slack:${team}:`);

type Given = { content: string; field: string };

async function contentOf(desk: Desk, team: string, file: SlackFile): Promise<Given | Problem> {
  const got = await desk.files.fetchFile(team, file);
  if ("refused" in got) return { field: "file", text: got.refused.slice(0, longestProblem) };
  try {
    return { content: new TextDecoder("utf-8", { fatal: true }).decode(got.bytes), field: "file" };
  } catch {
    return { field: "file", text: `${got.name} is not UTF-8 text. Save it as UTF-8 and send it again.` };
  }
}

/** Where a text does not parse, while the dialog is still open. */
async function problemOf(desk: Desk, path: string, { content, field }: Given): Promise<Problem | undefined> {
  const errors = ((await desk.check?.({ path, content })) ?? []).filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return undefined;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return { field, text: `${first.where}: ${first.message}`.slice(0, longestProblem) + more };
}

/** A message of djinn's own is what the thread hangs on. */
async function begin(desk: Desk, form: Filled, id: string): Promise<Problem | undefined> {
  const start = readStart(form);
  if ("field" in start) return start;
  const member = await desk.memberOf(form.team, form.user);
  const no = desk.access.beginning(member);
  if (no !== undefined) return { field: "description", text: no };
  const by = person(member);
  const refused: string[] = [];
  const uploads = await fetchAll(desk, form.team, start.files, by, async (why) => void refused.push(why));
  if (refused.length) return { field: "file", text: refused.join(" ").slice(0, longestProblem) };
  const name = start.name || uploads.flatMap((one) => ("name" in one ? [one.name] : []))[0] || "a review";
  const text = `${escaped(member.name)} begins ${code(name)}`;
  const answer = await desk.api.call(form.team, "chat.postMessage", { channel: start.channel, text });
  const thread = threadOf({ team: form.team, channel: start.channel, ts: Sent.parse(answer).ts });
  await desk.records.setThread(thread, { starter: form.user });
  const pasted: Interaction[] = start.description ? [{ type: "text", by, text: start.description }] : [];
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
