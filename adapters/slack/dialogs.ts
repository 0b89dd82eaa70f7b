/** The dialogs: Edit for one file, and /djinn to begin; how they look, and what was filled in. */

import { z } from "zod";
import type { ThreadId } from "#conversations";
import { mrkdwn, plainText, shorten } from "./blocks.ts";
import type { Filled } from "./interactions.ts";
import { limits } from "./limits.ts";
import type { SlackFile } from "./payloads.ts";
import type { Editable } from "./records.ts";
import { code } from "./words.ts";

export const editDialog = "djinn_edit";
export const startDialog = "djinn_start";

const EditMetadata = z.object({ thread: z.string(), item: z.string(), revision: z.int() });
export type EditMetadata = z.infer<typeof EditMetadata>;
const StartMetadata = z.object({ channel: z.string() });

/** The text stands in it where it fits an input; else the changed file is uploaded. */
export function editView(about: EditMetadata, { title, files }: Editable): Record<string, unknown> {
  const [file] = files;
  const alone = files.length === 1 ? file : undefined;
  const name = title.slice(title.lastIndexOf("/") + 1);
  const revision = ` r${about.revision}`;
  return {
    type: "modal",
    callback_id: editDialog,
    private_metadata: JSON.stringify(about),
    notify_on_close: true,
    title: plainText(`${shorten(name, limits.modalTitle - revision.length)}${revision}`, limits.modalTitle),
    submit: plainText("Send", limits.modalTitle),
    close: plainText("Cancel", limits.modalTitle),
    blocks: [
      { type: "section", text: mrkdwn(`${code(title)} r${about.revision}. Use one of these fields.${hintOf(alone)}`) },
      ...(alone ? [] : [choice(files)]),
      ...(alone && alone.text === undefined ? [] : [textInput(alone?.text)]),
      fileInput("The changed file", 1),
      wordsInput("instruction", "Or what to change, in words"),
    ],
  };
}

const hintOf = (file: Editable["files"][number] | undefined) =>
  file && file.text === undefined
    ? ` Its text has ${file.characters} characters, more than a dialog takes (${limits.input}): upload the changed file here, or drop it into the thread.`
    : "";

const choice = (files: Editable["files"]) => ({
  type: "input",
  block_id: "path",
  label: plainText("Which file", 100),
  element: {
    type: "static_select",
    action_id: "path",
    options: files.slice(0, limits.options).map(({ path }) => ({
      text: plainText(path, limits.option),
      value: path.slice(0, 150),
    })),
  },
});

const textInput = (text: string | undefined) => ({
  type: "input",
  block_id: "text",
  optional: true,
  label: plainText("The whole text", 100),
  element: {
    type: "plain_text_input",
    action_id: "text",
    multiline: true,
    max_length: limits.input,
    ...(text ? { initial_value: text } : {}),
  },
});

const fileInput = (label: string, most: number) => ({
  type: "input",
  block_id: "file",
  optional: true,
  label: plainText(label, 100),
  element: { type: "file_input", action_id: "file", max_files: most },
});

const wordsInput = (name: string, label: string) => ({
  type: "input",
  block_id: name,
  optional: true,
  label: plainText(label, 100),
  element: { type: "plain_text_input", action_id: name, multiline: true, max_length: limits.input },
});

/** Where a problem is shown: under one of the dialog's fields. */
export type Problem = { field: string; text: string };
export type Edit = EditMetadata & { path: string } & ({ text: string } | { instruction: string } | { file: SlackFile });

/** What somebody wants changed, or the field that does not say. `shown` is what the dialog began with. */
export function readEdit({ texts, files }: Filled, about: EditMetadata, shown: Editable | undefined): Edit | Problem {
  const chosen = shown?.files.find(({ path }) => path === texts["path"] || path.slice(0, 150) === texts["path"]);
  const file = shown?.files.length === 1 ? shown.files[0] : chosen;
  if (file === undefined) return { field: "path", text: "Choose which file this is about." };
  const [upload] = files;
  const text = (texts["text"] ?? "").replace(/\r\n?/g, "\n");
  const before = file.text?.trimEnd() ?? "";
  // A field that was emptied says nothing: nobody means a file without a text.
  const changed = text.trim() !== "" && text.trimEnd() !== before;
  const instruction = (texts["instruction"] ?? "").trim();
  const given = [changed, upload !== undefined, instruction !== ""].filter(Boolean).length;
  const anywhere = file.text !== undefined && shown?.files.length === 1 ? "text" : "instruction";
  if (given === 0)
    return { field: anywhere, text: "Nothing is changed yet. Change the text, upload the file, or say it in words." };
  if (given > 1) return { field: anywhere, text: "Use one field only: the text, the file, or the words." };
  const base = { ...about, path: file.path };
  if (upload) return { ...base, file: upload };
  if (instruction) return { ...base, instruction };
  // Slack takes the line break at the end away.
  return { ...base, text: text.endsWith("\n") ? text : `${text}\n` };
}

export function readEditMetadata(metadata: string): EditMetadata | undefined {
  return EditMetadata.safeParse(json(metadata)).data;
}

export function startView(channel: string): Record<string, unknown> {
  return {
    type: "modal",
    callback_id: startDialog,
    private_metadata: JSON.stringify({ channel }),
    title: plainText("New review", limits.modalTitle),
    submit: plainText("Begin", limits.modalTitle),
    close: plainText("Cancel", limits.modalTitle),
    blocks: [
      {
        type: "input",
        block_id: "name",
        optional: true,
        label: plainText("What it is called", 100),
        element: { type: "plain_text_input", action_id: "name", max_length: 80 },
      },
      fileInput("The ERD", 10),
      wordsInput("description", "Or the ERD as text"),
    ],
  };
}

export type Start = { channel: string; name: string; description: string; files: SlackFile[] };

export function readStart({ texts, files, metadata }: Filled): Start | Problem {
  const about = StartMetadata.safeParse(json(metadata)).data;
  const name = (texts["name"] ?? "").trim();
  const description = (texts["description"] ?? "").trim();
  if (about === undefined || (!files.length && !description))
    return { field: "description", text: "Upload an ERD or paste one." };
  return { channel: about.channel, name, description, files };
}

/** Whether the thread in a dialog is the one of the message it was opened from, is checked by its reader. */
export const isThread = (thread: ThreadId, team: string) => thread.startsWith(`slack:${team}:`);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
