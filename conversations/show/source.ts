/** What posts are written from: the reviews of a state, and the texts and figures that are not in it. */
import type { Step } from "../posts.ts";
import type { Conversation, Review } from "../state.ts";

/** Where texts and bytes come from, and how far work that runs right now has come. */
export type Source = {
  text(blob: string): Promise<string>;
  bytes(blob: string): Promise<Uint8Array>;
  progress(slot: string): readonly Step[] | undefined;
};

/** The review that is going on or cancelled, then those before it. */
export function reviews(now: Conversation): Review[] {
  const present =
    "review" in now ? [now.review] : now.phase === "cancelled" && "review" in now.was ? [now.was.review] : [];
  return [...present, ...now.history.past];
}

/** Whether decisions on this review can still be taken. */
export const isOpen = (now: Conversation, review: Review) =>
  (now.phase === "reviewing" || now.phase === "proving" || now.phase === "packing") &&
  now.review.number === review.number;
