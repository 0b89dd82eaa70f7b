/** One step of the table: what follows, and what to do. The small moves every phase shares. */
import type { Person } from "../chat.ts";
import { type Effect, whisper } from "../effects.ts";
import type { Conversation, History, ProofRun } from "../state.ts";

export type Step = { next: Conversation; effects: Effect[] };

export const stay = (now: Conversation, ...effects: Effect[]): Step => ({ next: now, effects });
export const answer = (now: Conversation, to: Person, text: string): Step => stay(now, whisper(to, text));

type Numbered = { number: number };
/** Changes the entry with this number, if it is there. */
export const amend = <T extends Numbered>(all: readonly T[], number: number, change: Partial<T>): T[] =>
  all.map((one) => (one.number === number ? { ...one, ...change } : one));

export const byNumber = <T extends Numbered>(all: readonly T[], number: number) =>
  all.find((one) => one.number === number);

export const nextNumber = (all: readonly Numbered[]) => (all.at(-1)?.number ?? 0) + 1;

export const amendModel = (history: History, number: number, change: Partial<History["models"][number]>): History => ({
  ...history,
  models: amend(history.models, number, change),
});

export const amendProof = (history: History, number: number, change: Partial<ProofRun>): History => ({
  ...history,
  proofs: amend(history.proofs, number, change),
});
