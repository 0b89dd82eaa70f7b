/** Approve, skip, take back, approve the rest: the first click on the newest revision counts. */
import { type Effect, say, show } from "../effects.ts";
import type { On } from "../events.ts";
import { closeEditing, decide, editor, itemOf, neededBy, newest, pending } from "../review.ts";
import type { Item } from "../state.ts";
import { clock, count, decisionWords, revisionWords, same, some } from "../words.ts";
import { itemSlot } from "./build.ts";
import { type Open, redraw, settle } from "./settle.ts";
import { answer, type Step, stay } from "./step.ts";

type Click = On<"approve"> | On<"skip">;

export function approve(now: Open, event: Click): Step {
  return whenOpen(now, event, (item) => {
    const { by, at } = event;
    const review = closeEditing(decide(now.review, item.id, { state: "approved", by, at }), item.id);
    return settle(now, review, [show(itemSlot(item))]);
  });
}

/** What can be left out is left out; what others need stays as the template's text, and the bot says who needs it. */
export function skip(now: Open, event: Click): Step {
  return whenOpen(now, event, (item) => {
    const { by, at } = event;
    if (item.files.length > 1)
      return answer(
        now,
        by,
        `The ${item.title} files hold the project together and cannot be left out. Nothing was decided.`,
      );
    const needed = neededBy(item);
    const note = needed.length ? `needed by ${some(needed)}: the template's text (r1) stands in the archive` : "";
    const review = closeEditing(decide(now.review, item.id, { state: "skipped", by, at, note }), item.id);
    const effects: Effect[] = [show(itemSlot(item))];
    if (needed.length) {
      effects.push(
        say(
          `${by.name} skipped ${item.title}, but ${some(needed)} cannot do without it. The template's own text (r1) stands in the archive. Undo takes the skip back.`,
        ),
      );
    }
    if (!needed.length) effects.push({ type: "weigh", review: now.review.number, item: item.id });
    return settle(now, review, effects);
  });
}

/** What a skip changed elsewhere, once that is known. */
export function weighed(now: Open, event: On<"weighed">): Step {
  const item = itemOf(now.review, event.item);
  if (event.review !== now.review.number || item?.decision.state !== "skipped") return stay(now);
  // Taken back and skipped again meanwhile: one of the two weighings has said it.
  if (item.decision.note) return stay(now);
  const own = new Set(item.files.map((file) => file.path));
  const changed = event.assembly.changed.filter((change) => own.has(change.because));
  const places = changed.map((change) => `${change.path} (${count(change.removed, "line")})`);
  const note = places.length ? `what referred to it went from ${some(places)}` : "nothing else refers to it";
  const { decision } = item;
  const effects: Effect[] = [
    show(itemSlot(item)),
    say(`${decision.by.name} skipped ${item.title}. Kept whole: ${note}. Undo takes it back.`),
  ];
  if (event.assembly.conflicts.length) effects.push(conflictWords(event.assembly.conflicts));
  return redraw(now, decide(now.review, item.id, { ...decision, note }), effects);
}

export const conflictWords = (findings: On<"weighed">["assembly"]["conflicts"]): Effect => ({
  type: "findings",
  title: "Leaving files out left something behind that I could not take out",
  findings,
  next: "Edit the place by hand, or take the skip back.",
});

export function undo(now: Open, event: On<"undo">): Step {
  const item = itemOf(now.review, event.item);
  if (!item) return answer(now, event.by, `There is no ${event.item} in this review.`);
  if (event.revision !== newest(item).number) return answer(now, event.by, `${stale(item)} Nothing was taken back.`);
  if (item.decision.state === "pending") return answer(now, event.by, `Nothing is decided about ${item.title}.`);
  return settle(now, decide(now.review, item.id, { state: "pending" }), [show(itemSlot(item))]);
}

/** Everything that waits is approved, but for what somebody else is editing right now. */
export function approveRest(now: Open, event: On<"approve_rest">): Step {
  const { by, at } = event;
  const waiting = pending(now.review);
  if (!waiting.length) return answer(now, by, `Nothing waits for a decision. ${proofWords(now)}`);
  const busy = waiting.filter((item) => {
    const person = editor(item, at);
    return person && !same(person, by);
  });
  const taken = waiting.filter((item) => !busy.includes(item));
  const words = busy.map((item) => `${item.title} (${editor(item, at)?.name} is editing)`);
  if (!taken.length) return answer(now, by, `Nothing was approved: ${some(words)}.`);
  const review = taken.reduce(
    (so, item) => closeEditing(decide(so, item.id, { state: "approved", by, at }), item.id),
    now.review,
  );
  const effects = taken.map((item) => show(itemSlot(item)));
  if (words.length) effects.push(say(`${by.name} approved the rest but ${some(words)}.`));
  return settle(now, review, effects);
}

function whenOpen(now: Open, event: Click, act: (item: Item) => Step): Step {
  const item = itemOf(now.review, event.item);
  if (!item) return answer(now, event.by, `There is no ${event.item} in this review. Nothing was decided.`);
  if (event.revision !== newest(item).number) return answer(now, event.by, `${stale(item)} Nothing was decided.`);
  if (item.decision.state === "pending") return act(item);
  const revision = newest(item).number;
  const own = same(item.decision.by, event.by) ? "You" : item.decision.by.name;
  return answer(
    now,
    event.by,
    `${own} ${item.decision.state} r${revision} of ${item.title} at ${clock(item.decision.at)}. Undo takes that back, until the archive is built.`,
  );
}

/** "Ben made r2 of backend/models.py at 14:02 UTC; r2 waits for a decision." */
export function stale(item: Item): string {
  const now = newest(item);
  const made = now.by
    ? `${now.by.name} made r${now.number} of ${item.title} at ${clock(now.at)}`
    : `${item.title} stands at ${revisionWords(now)}`;
  return `${made}; r${now.number} is ${decisionWords(item)}.`.replace("is waiting", "waits");
}

function proofWords(now: Open): string {
  if (now.phase === "proving") return "The proof is running.";
  if (now.phase === "packing") return "The archive is being packed.";
  return "Prove again runs the proof.";
}
