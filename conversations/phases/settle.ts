/** What follows a change of a review: it waits for more decisions, or, with none left, is proven. */
import { type Effect, show } from "../effects.ts";
import { fingerprint, pending } from "../review.ts";
import type { Conversation, In, Review } from "../state.ts";
import { amendProof, nextNumber, type Step } from "./step.ts";

/** The phases in which decisions can be taken, and taken back. */
export type Open = In<"reviewing"> | In<"proving"> | In<"packing">;

/** The review as it now is. A proof of what it was before stops counting; the effects come first, then the board. */
export function settle(now: Open, review: Review, effects: Effect[]): Step {
  const board = show(`board:${review.number}`);
  const history = proofStale(now);
  const proofs = now.proof === undefined ? [] : [show(`proof:${now.proof}`)];
  if (!pending(review).length) return prove(history, review, [...effects, board, ...proofs]);
  const standing = now.phase === "reviewing" && now.proof !== undefined ? { proof: now.proof } : {};
  return { next: { phase: "reviewing", history, review, ...standing }, effects: [...effects, board, ...proofs] };
}

/** Only what people see changed (a dialog was opened): nothing is proven again for it. */
export const redraw = (now: Open, review: Review, effects: Effect[]): Step => ({
  next: { ...now, review },
  effects: [...effects, show(`board:${review.number}`)],
});

export function prove(history: Conversation["history"], review: Review, effects: Effect[]): Step {
  const job = history.jobs + 1;
  const number = nextNumber(history.proofs);
  const proof = {
    number,
    review: review.number,
    of: fingerprint(review),
    status: "running" as const,
    blame: [],
    opened: [],
    note: "",
    left: [],
    kept: [],
  };
  return {
    next: {
      phase: "proving",
      history: { ...history, jobs: job, proofs: [...history.proofs, proof] },
      job,
      review,
      proof: number,
    },
    effects: [...effects, show(`proof:${number}`), { type: "prove", job }],
  };
}

function proofStale(now: Open): Conversation["history"] {
  if (now.phase === "reviewing") return now.history;
  return amendProof(now.history, now.proof, {
    status: "stale",
    note: "A decision changed, so this proof does not count.",
  });
}
