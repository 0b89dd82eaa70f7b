/** While the files are made: they arrive, or it fails, or somebody cancels. */
import { type Effect, say, show } from "../effects.ts";
import type { On } from "../events.ts";
import { newest, startReview } from "../review.ts";
import type { Conversation, In, Item } from "../state.ts";
import { clock, count } from "../words.ts";
import { amend, amendModel, type Step, stay } from "./step.ts";

export const itemSlot = (item: Item) => `item:${item.id}@${newest(item).number}`;

export function generated(now: In<"generating">, event: On<"generated">): Step {
  if (event.job !== now.job) return stay(now);
  if (!event.files.length) return buildFailed(now, "There was nothing to make out of this model.");
  const number = Math.max(0, ...now.history.past.map((review) => review.number)) + 1;
  const review = startReview(number, now.model, event.files, event.at);
  const builds = amend(now.history.builds, now.build, {
    status: "done",
    steps: event.steps,
    note: `Built ${count(event.files.length, "file")} in ${event.seconds.toFixed(1)} s. Every file waits for a decision.`,
  });
  const outcome = `Built by ${builds.find((build) => build.number === now.build)?.by.name ?? "somebody"}`;
  const history = amendModel({ ...now.history, builds }, now.model, { status: "built", outcome });
  const shown = review.items.map((item) => show(itemSlot(item)));
  const effects: Effect[] = [
    show(`progress:${now.build}`),
    ...shown,
    show(`board:${number}`),
    show(`model:${now.model}`),
  ];
  return { next: { phase: "reviewing", history, review }, effects };
}

/** Back to the model, whose Build button stands again. */
export function buildFailed(now: In<"generating">, why: string): Step {
  const builds = amend(now.history.builds, now.build, { status: "failed", note: why });
  const history = amendModel({ ...now.history, builds }, now.model, { status: "open", outcome: "" });
  return {
    next: { phase: "confirming", history, model: now.model },
    effects: [
      show(`progress:${now.build}`),
      show(`model:${now.model}`),
      say(`${why} Nothing was built; Build tries it again.`, "bad"),
    ],
  };
}

export function cancelBuild(now: In<"generating">, event: On<"cancel">): Step {
  const { by, at } = event;
  const outcome = `Cancelled by ${by.name} at ${clock(at)}`;
  const builds = amend(now.history.builds, now.build, { status: "cancelled", note: outcome });
  const history = amendModel({ ...now.history, builds }, now.model, { status: "cancelled", outcome });
  const next: Conversation = { phase: "cancelled", history, by, at, was: { phase: "confirming", model: now.model } };
  return { next, effects: [show(`progress:${now.build}`), show(`model:${now.model}`)] };
}
