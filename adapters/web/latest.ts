/** The newest text of a file in a thread, found among its posts. */
import type { KeptOf, Message } from "./storage.ts";

export type Latest = { path: string; paths: string[]; revision: number; content: string };

/** `pick` chooses among files that are shown together. Undefined: the thread never showed such a file. */
export function latestText(messages: readonly Message[], item: string, pick?: string): Latest | undefined {
  const bodies = messages.map((message) => message.body);
  const single = bodies
    .filter((body): body is KeptOf<"file"> => body.type === "file" && body.item === item)
    .sort((a, b) => b.revision - a.revision)[0];
  if (single !== undefined)
    return { path: single.path, paths: [single.path], revision: single.revision, content: single.content };
  const together = bodies.findLast((body): body is KeptOf<"files"> => body.type === "files" && body.item === item);
  const file = together?.files.find((each) => each.path === pick) ?? together?.files[0];
  if (together === undefined || file === undefined) return undefined;
  const revision = together.buttons.find((button) => button.revision !== undefined)?.revision ?? 1;
  return { path: file.path, paths: together.files.map((each) => each.path), revision, content: file.content };
}
