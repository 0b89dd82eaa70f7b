/** The newest text of a file in a thread, found among its posts. */
import type { KeptPost, Line, Message } from "./storage.ts";

export type Latest = { path: string; paths: string[]; revision: number; content: string };
type Text = { path: string; revision: number; content: string };

/** `pick` chooses among files that are shown together. Undefined: the thread never showed such a file. */
export function latestText(messages: readonly Message[], item: string, pick?: string): Latest | undefined {
  const newest = new Map<string, Text>();
  for (const { body } of messages) {
    for (const text of textsOf(body, item)) {
      // The first post of a revision is the revision; a later one of the same number is somebody's draft on it.
      if (text.revision > (newest.get(text.path)?.revision ?? 0)) newest.set(text.path, text);
    }
  }
  const texts = [...newest.values()];
  const text = newest.get(pick ?? "") ?? texts[0];
  if (text === undefined) return undefined;
  const revision = Math.max(...texts.map((each) => each.revision));
  return { path: text.path, paths: texts.map((each) => each.path), revision, content: text.content };
}

function textsOf(body: KeptPost | Line, item: string): Text[] {
  if (body.type === "file" && body.item === item) return [body];
  if (body.type !== "files" || body.item !== item) return [];
  const revision = body.buttons.find((button) => button.revision !== undefined)?.revision ?? 1;
  return body.files.map((file) => ({ ...file, revision }));
}
