/** The dialog of /djinn: how it looks, and what was filled in. */
import { z } from "zod";
import { plainText } from "./blocks.ts";
import { fileInput, metadataOf, modal, type Problem, wordsInput } from "./fields.ts";
import type { Filled } from "./interactions.ts";
import type { SlackFile } from "./payloads.ts";

export const startDialog = "djinn_start";

const Metadata = z.object({ channel: z.string() });
export type Start = { channel: string; name: string; description: string; files: SlackFile[] };

export function startView(channel: string): Record<string, unknown> {
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

export function readStart({ texts, files, metadata }: Filled): Start | Problem {
  const about = Metadata.safeParse(metadataOf(metadata)).data;
  const name = (texts["name"] ?? "").trim();
  const description = (texts["description"] ?? "").trim();
  if (about === undefined || (!files.length && !description))
    return { field: "description", text: "Upload an ERD or paste one." };
  return { channel: about.channel, name, description, files };
}
