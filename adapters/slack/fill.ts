/** What is sent from dialogs: saved, or answered with the field that has to be mended. */
import { setTimeout as sleep } from "node:timers/promises";
import { isRefused } from "./api.ts";
import { type Desk, nameOf } from "./desk.ts";
import { type EditMetadata, editDialog, editView, readEdit, readEditMetadata } from "./edit.ts";
import { longestProblem, type Problem } from "./fields.ts";
import { person } from "./hear.ts";
import { type Filled, filled } from "./interactions.ts";
import { answerWithin } from "./limits.ts";
import { ChoiceBody, type SlackFile } from "./payloads.ts";
import { hashOf } from "./records.ts";
import { begin, startDialog, tellStarter } from "./start.ts";

const notSaved = "Not saved: djinn could not store this. Your text is kept here; send it again in a moment.";
const notYet =
  "Not saved yet: this takes longer than usual. What you wrote is kept here; press the button again in a moment.";

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
    .then((problem) => {
      // A problem may be mended elsewhere, as by joining the channel, and the same sent again.
      if (problem) desk.forget(id);
      return problem;
    })
    .catch((error: unknown) => {
      desk.log.error({ error: nameOf(error) }, "a dialog was not saved");
      return { field, text: isRefused(error) ? error.message : notSaved };
    });
  const outcome = await Promise.race([work, sleep(answerWithin.dialog, "late" as const)]);
  if (outcome !== "late") return outcome;
  if (form.dialog === editDialog) return { field, text: notYet };
  // What begins waits for its channel's turn, perhaps behind another review's files; nothing was decided that could be lost.
  void work.then((problem) => problem && tellStarter(desk, form, problem.text));
  return undefined;
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
