/** Questions about a review and changes to it, without any knowledge of phases: items, revisions, decisions. */
import { createHash } from "node:crypto";
import type { Person } from "./chat.ts";
import type { MadeFile } from "./events.ts";
import type { Decision, Item, Review, Revision } from "./state.ts";

/** An open dialog is taken as abandoned after this long. */
const EDITING_MS = 15 * 60_000;

const BOILERPLATE = "boilerplate";

/** A new review: one item a file, and one for all boilerplate, last. */
export function startReview(number: number, model: number, files: readonly MadeFile[], at: string): Review {
  const prefix = number === 1 ? "" : `${number}:`;
  const first = (texts: Record<string, string>): Revision[] => [
    { number: 1, at, texts, warnings: [], instructions: [] },
  ];
  const entry = ({ path, about, neededBy }: MadeFile) => ({ path, about, neededBy: [...neededBy] });
  const single = files.filter((file) => file.group === "review");
  const together = files.filter((file) => file.group === "boilerplate");
  const items: Item[] = single.map((file) => ({
    id: prefix + file.path,
    title: file.path,
    files: [entry(file)],
    revisions: first({ [file.path]: file.text }),
    decision: { state: "pending" },
  }));
  if (together.length) {
    items.push({
      id: prefix + BOILERPLATE,
      title: BOILERPLATE,
      files: together.map(entry),
      revisions: first(Object.fromEntries(together.map((file) => [file.path, file.text]))),
      decision: { state: "pending" },
    });
  }
  return { number, model, items, drafts: [] };
}

export const itemOf = (review: Review, id: string) => review.items.find((item) => item.id === id);
export const pending = (review: Review) => review.items.filter((item) => item.decision.state === "pending");

/** The newest revision. An item without one cannot be parsed, let alone stored. */
export function newest(item: Item): Revision {
  const revision = item.revisions.at(-1);
  if (!revision) throw new Error("An item has no revision.");
  return revision;
}

export const revisionOf = (item: Item, number: number) => item.revisions.find((r) => r.number === number);

/** Who has a dialog open on the item, unless that was too long ago. */
export function editor(item: Item, at: string): Person | undefined {
  if (!item.editing) return undefined;
  return Date.parse(at) - Date.parse(item.editing.at) < EDITING_MS ? item.editing.by : undefined;
}

export const put = (review: Review, id: string, change: (item: Item) => Item): Review => ({
  ...review,
  items: review.items.map((item) => (item.id === id ? change(item) : item)),
});

export const decide = (review: Review, id: string, decision: Decision) =>
  put(review, id, (item) => ({ ...item, decision }));

/** The next revision of an item. Whatever was decided about the one before is open again. */
export const revise = (review: Review, id: string, revision: Omit<Revision, "number">) =>
  put(review, id, ({ editing: _, ...item }) => ({
    ...item,
    revisions: [...item.revisions, { ...revision, number: newest(item).number + 1 }],
    decision: { state: "pending" },
  }));

export const closeEditing = (review: Review, id: string) => put(review, id, ({ editing: _, ...item }) => item);

/** The decisions as one hash: two proofs of the same one would be the same proof. Who is editing does not count. */
export function fingerprint(review: Review): string {
  const lines = review.items.map(
    (item) => `${item.id}@${newest(item).number}${item.decision.state === "skipped" ? " left out" : ""}`,
  );
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** Every file's newest text, in the order of the project. */
export const texts = (review: Review) =>
  review.items.flatMap((item) =>
    item.files.map(({ path }) => ({
      path,
      text: newest(item).texts[path] ?? "",
      first: item.revisions[0]?.texts[path],
    })),
  );

export const skippedPaths = (review: Review) =>
  review.items.filter((item) => item.decision.state === "skipped").flatMap((item) => item.files.map((f) => f.path));

/** Who cannot do without the item: paths outside it. */
export function neededBy(item: Item): string[] {
  const own = new Set(item.files.map((file) => file.path));
  return [...new Set(item.files.flatMap((file) => file.neededBy))].filter((path) => !own.has(path));
}

/** The file a person means by a name: its path, or the end of it where only one path ends so. */
export function matchFile(review: Review, name: string): { item: Item; path: string } | "several" | undefined {
  const wanted = name
    .replaceAll("\\", "/")
    .replace(/^\.?\/+/, "")
    .toLowerCase();
  const all = review.items.flatMap((item) => item.files.map((file) => ({ item, path: file.path })));
  const exact = all.find(({ path }) => path.toLowerCase() === wanted);
  if (exact) return exact;
  const ends = all.filter(
    ({ path }) => path.toLowerCase().endsWith(`/${wanted}`) || wanted.endsWith(`/${path.toLowerCase()}`),
  );
  return ends.length > 1 ? "several" : ends[0];
}
