/** What a person is told who did something that the present phase does not know: why, who and when. */
import { say } from "../effects.ts";
import type { Act } from "../events.ts";
import { pending } from "../review.ts";
import type { Conversation, In } from "../state.ts";
import { clock, count, help, some } from "../words.ts";
import { answer, byNumber, type Step, stay } from "./step.ts";

/** Talk is ignored where no description is waited for; what starts like JSON is meant for the bot. */
export const isPaste = (text: string) => /^\s*[[{]/.test(text);

/** Every click is answered; talk is not. */
export function late(now: Conversation, event: Act): Step {
  if (event.type === "close_edit") return stay(now);
  if (event.type === "text" && !isPaste(event.text)) return stay(now);
  return answer(now, event.by, reason(now, event.type));
}

/** Why this phase does not know the event; without one, just where things are. */
export function reason(now: Conversation, type?: Act["type"]): string {
  if (now.phase === "waiting") return "There is nothing here yet. Drop an ERD into this thread to begin.";
  if (now.phase === "reading")
    return `${now.by.name}'s ${some(now.sources.map((source) => source.name))} is being read since ${clock(now.at)}. Nothing was done.`;
  if (now.phase === "confirming") return `Model ${now.model} waits for Build; there are no files to decide on yet.`;
  if (now.phase === "generating") return generatingReason(now);
  if (now.phase === "cancelled")
    return `${now.by.name} cancelled this at ${clock(now.at)}. Undo brings it back; a new ERD starts anew.`;
  if (now.phase === "delivered") return deliveredReason(now);
  if (type === "text") return "A review is under way in this thread. Cancel it first, to start with another ERD.";
  if (type === "build")
    return "That model is built, and its files are under review. Cancel the review to build another one.";
  if (type === "prove_again" || type === "deliver_anyway")
    return now.phase === "packing"
      ? "The proof is done, and the archive is being packed."
      : "The proof is running; its outcome decides what can be done.";
  return "That cannot be done now. Nothing was changed.";
}

function generatingReason(now: In<"generating">): string {
  const build = byNumber(now.history.builds, now.build);
  return build
    ? `${build.by.name} started the build at ${clock(build.at)}. It is running; Cancel stops it.`
    : "The build is running.";
}

function deliveredReason(now: In<"delivered">): string {
  const archive = byNumber(now.history.archives, now.archive);
  const when = archive ? ` at ${clock(archive.at)}` : "";
  return `The archive was built${when}, so its decisions stand. Drop an ERD into this thread to start another review.`;
}

/** `help` and `status`, wherever the review is. */
export const sayHelp = (now: Conversation): Step => stay(now, say(help));
export const sayStatus = (now: Conversation): Step => stay(now, say(status(now)));

function status(now: Conversation): string {
  if (now.phase === "reviewing" || now.phase === "proving" || now.phase === "packing") return reviewStatus(now);
  if (now.phase === "waiting") return "Waiting for an ERD.";
  if (now.phase === "reading")
    return `Reading ${some(now.sources.map((source) => source.name))} since ${clock(now.at)}.`;
  if (now.phase === "confirming") return `Model ${now.model} waits for Build or Cancel.`;
  if (now.phase === "generating") return generatingReason(now);
  if (now.phase === "cancelled") return `Cancelled by ${now.by.name} at ${clock(now.at)}. Undo brings it back.`;
  return deliveredReason(now);
}

function reviewStatus(now: In<"reviewing"> | In<"proving"> | In<"packing">): string {
  const open = pending(now.review);
  const decided = `${now.review.items.length - open.length} of ${now.review.items.length} decided.`;
  if (now.phase === "proving") return `${decided} The proof is running.`;
  if (now.phase === "packing") return `${decided} The archive is being packed.`;
  if (!open.length) return `${decided} The proof did not pass; see its post.`;
  return `${decided} ${count(open.length, "decision")} to go: ${some(open.map((item) => item.title))}.`;
}
