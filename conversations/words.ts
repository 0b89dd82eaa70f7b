/** Phrases that several posts and whispers share: who, when, how many, which. */
import type { Person } from "./chat.ts";
import type { Item, Revision } from "./state.ts";

/** "14:02 UTC": people sit in several time zones. */
export const clock = (at: string) => `${at.slice(11, 16)} UTC`;

/** "1 file", "4 files" */
export const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** "a, b and c" */
function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** At most `most` words, then how many more there are. */
export function some(words: readonly string[], most = 5): string {
  if (words.length <= most) return list(words);
  return `${words.slice(0, most).join(", ")} and ${words.length - most} more`;
}

/** "41 KB"; bytes in, powers of 1024. */
export function size(bytes: number): string {
  if (bytes < 1024) return count(bytes, "byte");
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** "r2 by Ben", "r1" (the template's) */
export const revisionWords = (revision: Revision) =>
  revision.by ? `r${revision.number} by ${revision.by.name}` : `r${revision.number}`;

/** "approved by Ana at 14:02 UTC" */
export function decisionWords(item: Item): string {
  const { decision } = item;
  if (decision.state === "pending") return "waiting for a decision";
  return `${decision.state} by ${decision.by.name} at ${clock(decision.at)}`;
}

/** A person as others call them: "you" would be wrong in a thread. */
export const same = (a: Person, b: Person) => a.id === b.id;

export const help = [
  "Drop an ERD into this thread, or paste it. For now that is JSON; a description in plain words needs a language model, and none is configured.",
  "A short one:",
  '{ "Author": { "name": "CharField" }, "Book": { "title": "CharField", "author": "ForeignKey:Author" } }',
  "Then: Build, review each file (Approve, Edit, Skip), and the project is proven and packed.",
  "Words I know: status, stop, help.",
].join("\n");
