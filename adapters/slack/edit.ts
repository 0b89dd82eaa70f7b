/** The Edit dialog of one file, or of several that are reviewed together: how it looks, and what was filled in. */
import { z } from "zod";
import { mrkdwn, plainText, shorten } from "./blocks.ts";
import { fileInput, metadataOf, modal, type Problem, wordsInput } from "./fields.ts";
import type { Filled } from "./interactions.ts";
import { limits } from "./limits.ts";
import type { SlackFile } from "./payloads.ts";
import type { Editable } from "./records.ts";
import { code } from "./words.ts";

export const editDialog = "djinn_edit";
/** Choosing one of several files shows its text. */
export const chooseAction = "choose_file";

const Metadata = z.object({ thread: z.string(), item: z.string(), revision: z.int() });
export type EditMetadata = z.infer<typeof Metadata>;
export type Edit = EditMetadata & { path: string } & (
    | { content: string; field: string }
    | { instruction: string }
    | { file: SlackFile }
  );

type File = Editable["files"][number];

export const readEditMetadata = (metadata: string): EditMetadata | undefined =>
  Metadata.safeParse(metadataOf(metadata)).data;

/** The text stands in it where it fits an input; else the changed file is uploaded. `chosen`: one of several, by its value. */
export function editView(about: EditMetadata, editable: Editable, chosen?: string): Record<string, unknown> {
  const { title, files } = editable;
  const file = fileOf(editable, chosen);
  const name = title.slice(title.lastIndexOf("/") + 1);
  const revision = ` r${about.revision}`;
  const blocks = [
    {
      type: "section",
      text: mrkdwn(`${code(title)} r${about.revision}. Use one of these fields. ${hintOf(file)}`.trim()),
    },
    ...(files.length > 1 ? [choice(files, file)] : []),
    ...(file?.text === undefined ? [] : [textInput(editable, file, file.text)]),
    fileInput("The changed file", 1),
    wordsInput("instruction", "Or what to change, in words"),
  ];
  return modal(editDialog, about, `${shorten(name, limits.modalTitle - revision.length)}${revision}`, "Send", blocks);
}

/** What somebody wants changed, or the field that does not say. `shown` is what the dialog began with. */
export function readEdit({ texts, files }: Filled, about: EditMetadata, shown: Editable | undefined): Edit | Problem {
  const file = shown && fileOf(shown, texts["path"]);
  if (shown === undefined || file === undefined) return { field: "path", text: "Choose which file this is about." };
  const [upload] = files;
  const field = textField(shown, file);
  const text = (texts[field] ?? "").replace(/\r\n?/g, "\n");
  // A field that was emptied says nothing: nobody means a file without a text.
  const changed = text.trim() !== "" && text.trimEnd() !== (file.text?.trimEnd() ?? "");
  const instruction = (texts["instruction"] ?? "").trim();
  const given = [changed, upload !== undefined, instruction !== ""].filter(Boolean).length;
  const anywhere = field in texts ? field : "instruction";
  if (given === 0)
    return { field: anywhere, text: "Nothing is changed yet. Change the text, upload the file, or say it in words." };
  if (given > 1) return { field: anywhere, text: "Use one field only: the text, the file, or the words." };
  const base = { ...about, path: file.path };
  if (upload) return { ...base, file: upload };
  if (instruction) return { ...base, instruction };
  // Slack takes the line break at the end away.
  return { ...base, field, content: text.endsWith("\n") ? text : `${text}\n` };
}

const fileOf = ({ files }: Editable, chosen: string | undefined): File | undefined =>
  files.length === 1 ? files[0] : files.find((file) => choiceOf(file) === chosen);

/** An option's value may have 150 characters; what tells paths apart stands at their end. */
const choiceOf = ({ path }: File) => path.slice(-150);

function hintOf(file: File | undefined): string {
  if (file === undefined) return "Choose the file first: its text then stands here.";
  if (file.text !== undefined) return "";
  return `Its text has ${file.characters} characters, more than a dialog takes (${limits.input}): upload the changed file here, or drop it into the thread.`;
}

function choice(files: readonly File[], file: File | undefined) {
  const option = (one: File) => ({ text: plainText(shortPath(one.path), limits.option), value: choiceOf(one) });
  return {
    type: "input",
    block_id: "path",
    dispatch_action: true,
    label: plainText("Which file", 100),
    element: {
      type: "static_select",
      action_id: chooseAction,
      options: files.slice(0, limits.options).map(option),
      ...(file ? { initial_option: option(file) } : {}),
    },
  };
}

const shortPath = (path: string) => (path.length <= limits.option ? path : `…${path.slice(1 - limits.option)}`);

function textInput(editable: Editable, file: File, text: string) {
  return {
    type: "input",
    block_id: textField(editable, file),
    optional: true,
    label: plainText("The whole text", 100),
    element: {
      type: "plain_text_input",
      action_id: "text",
      multiline: true,
      max_length: limits.input,
      ...(text ? { initial_value: text } : {}),
    },
  };
}

/** Each file's own, since Slack keeps what stands in a field that it knows already. */
const textField = ({ files }: Editable, file: File) => (files.length === 1 ? "text" : `text ${files.indexOf(file)}`);
