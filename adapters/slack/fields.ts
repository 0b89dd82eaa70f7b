/** The fields dialogs are made of. */
import { plainText } from "./blocks.ts";
import { limits } from "./limits.ts";

/** Where a problem is shown: under one of the dialog's fields. */
export type Problem = { field: string; text: string };
/** Characters of it that are shown. */
export const longestProblem = 300;

export const fileInput = (label: string, most: number) => ({
  type: "input",
  block_id: "file",
  optional: true,
  label: plainText(label, 100),
  element: { type: "file_input", action_id: "file", max_files: most },
});

export const wordsInput = (name: string, label: string) => ({
  type: "input",
  block_id: name,
  optional: true,
  label: plainText(label, 100),
  element: { type: "plain_text_input", action_id: name, multiline: true, max_length: limits.input },
});

/** The frame of a dialog. `notify_on_close`: who opened it may be what others wait for. */
export const modal = (name: string, metadata: object, title: string, submit: string, blocks: object[]) => ({
  type: "modal",
  callback_id: name,
  private_metadata: JSON.stringify(metadata),
  notify_on_close: true,
  title: plainText(title, limits.modalTitle),
  submit: plainText(submit, limits.modalTitle),
  close: plainText("Cancel", limits.modalTitle),
  blocks,
});

/** What a dialog was opened with, or undefined where it is not JSON. */
export function metadataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
