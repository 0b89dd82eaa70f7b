/** The review as a table: phase × event → next + effects. Pure: no clock, no I/O; the moves are in phases/. */
import { say, show } from "./effects.ts";
import type { Event, EventType, On } from "./events.ts";
import { buildFailed, cancelBuild, generated, itemSlot } from "./phases/build.ts";
import { archived, cancelReview, closeFailed, deliverAnyway, proveAgain, proved } from "./phases/close.ts";
import { approve, approveRest, skip, undo, weighed } from "./phases/decide.ts";
import { back, checked, checkedLate, closeEdit, edit, forgetEditors, openEdit, uploadEdit } from "./phases/edit.ts";
import { late, sayHelp, sayStatus } from "./phases/late.ts";
import {
  backFromReading,
  build,
  cancelModel,
  cancelReading,
  readDone,
  readRefused,
  takeIn,
  takeInPaste,
} from "./phases/model.ts";
import { amendModel, answer, type Step, stay } from "./phases/step.ts";
import { pending } from "./review.ts";
import { CANCELLED } from "./show/overview.ts";
import type { Conversation, In, Phase } from "./state.ts";

type Table = { [P in Phase]: { [T in EventType]?: (now: In<P>, event: On<T>) => Step } };

/** Decisions can be taken back as long as there is no archive, so these three phases share them. */
const open = {
  approve,
  skip,
  undo,
  approve_rest: approveRest,
  open_edit: openEdit,
  close_edit: closeEdit,
  edit,
  back,
  upload: uploadEdit,
  cancel: cancelReview,
  checked,
  weighed,
} as const;

const table: Table = {
  waiting: { upload: takeIn, text: takeIn },
  reading: {
    upload: takeIn,
    text: takeInPaste,
    cancel: cancelReading,
    read: readDone,
    refused: readRefused,
    effect_failed: (now, event) =>
      stay(backFromReading(now), say(`${failure(event)} Drop the file again to try once more.`, "bad")),
  },
  confirming: { upload: takeIn, text: takeInPaste, build, cancel: cancelModel },
  generating: {
    cancel: cancelBuild,
    generated,
    upload: (now, event) => answer(now, event.by, "The files are being made. Cancel first, to start with another ERD."),
    effect_failed: (now, event) => buildFailed(now, failure(event)),
  },
  reviewing: { ...open, prove_again: proveAgain, deliver_anyway: deliverAnyway },
  proving: { ...open, proved, effect_failed: (now, event) => closeFailed(now, failure(event)) },
  packing: { ...open, archived, effect_failed: (now, event) => closeFailed(now, failure(event)) },
  delivered: { upload: takeIn, text: takeInPaste },
  cancelled: { upload: takeIn, text: takeInPaste, undo: bringBack },
};

/**
 * The next conversation and the effects to carry out. What a phase does not expect of a person is answered with the reason;
 * an outcome nobody waits for changes nothing.
 */
export function transition(before: Conversation, event: Event): Step {
  const { next: now, effects } = forgetEditors(before, event.at);
  const step = follow(now, event);
  return { next: step.next, effects: [...step.effects, ...effects] };
}

function follow(now: Conversation, event: Event): Step {
  if (event.type === "text") return transitionText(now, event);
  if (event.type === "effect_failed") return transitionFailure(now, event);
  const rule = table[now.phase][event.type] as ((now: Conversation, event: Event) => Step) | undefined;
  if (rule) return rule(now, event);
  if (event.type === "checked") return checkedLate(now, event);
  return "by" in event ? late(now, event) : stay(now);
}

/** Exact words are commands in every phase; the rest is for the table. */
function transitionText(now: Conversation, event: On<"text">): Step {
  const word = event.text
    .trim()
    .toLowerCase()
    .replace(/^@?djinn[,:]?\s+/, "")
    .replace(/[.!?]+$/, "");
  if (word === "help") return sayHelp(now);
  if (word === "status") return sayStatus(now);
  if (word === "stop" || word === "cancel") return follow(now, { type: "cancel", by: event.by, at: event.at });
  const rule = table[now.phase].text as ((now: Conversation, event: Event) => Step) | undefined;
  return rule ? rule(now, event) : late(now, event);
}

/** The one place where something broke. Work that is no longer waited for may break unheard. */
function transitionFailure(now: Conversation, event: On<"effect_failed">): Step {
  const { effect } = event;
  if (effect.type === "check") return stay(now, say(`${failure(event)} Nothing was changed; send it again.`, "bad"));
  if ("job" in effect) {
    const rule = table[now.phase].effect_failed as ((now: Conversation, event: Event) => Step) | undefined;
    return rule && "job" in now && now.job === effect.job ? rule(now, event) : stay(now);
  }
  return stay(now, say(failure(event), "bad"));
}

const attempts: Record<On<"effect_failed">["effect"]["type"], string> = {
  show: "A message could not be written",
  say: "A message could not be written",
  findings: "A message could not be written",
  whisper: "A private word could not be said",
  read: "The upload could not be read",
  generate: "The files could not be made",
  check: "The text could not be checked",
  weigh: "What the skip changes could not be found out; the proof will show it",
  prove: "The proof could not be run",
  archive: "The archive could not be packed",
};

const failure = (event: On<"effect_failed">) =>
  `${attempts[event.effect.type]}: something in djinn broke (log reference ${event.reference}).`;

/** Undo of a cancel: everything is as it was, and a review with nothing left to decide is proven. */
function bringBack(now: In<"cancelled">, event: On<"undo">): Step {
  const { history, was } = now;
  if (event.item !== CANCELLED) return late(now, event);
  if (was.phase === "confirming") {
    const open = amendModel(history, was.model, { status: "open", outcome: "" });
    return { next: { ...was, history: open }, effects: [show(`model:${was.model}`)] };
  }
  const next = { ...was, history };
  const shown = [show(`board:${was.review.number}`), ...was.review.items.map((item) => show(itemSlot(item)))];
  if (pending(was.review).length) return { next, effects: shown };
  const again = proveAgain(next, { type: "prove_again", by: event.by, at: event.at });
  return { next: again.next, effects: [...shown, ...again.effects] };
}

/** The table's shape, for the diagram in the documents and the tests. */
export const arrows = () =>
  Object.entries(table).flatMap(([phase, rules]) => Object.keys(rules).map((event) => ({ phase, event })));
