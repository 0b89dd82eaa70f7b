/** From an upload to a model that somebody builds: waiting, reading, confirming. */
import { type Effect, say, show } from "../effects.ts";
import type { On } from "../events.ts";
import type { Conversation, In, Review, Source } from "../state.ts";
import { clock, help, size } from "../words.ts";
import { isPaste } from "./late.ts";
import { amendModel, answer, byNumber, nextNumber, type Step, stay } from "./step.ts";

/** An upload larger than this is not even kept; the reader has a stricter limit of its own. */
const LARGEST_UPLOAD = 5 * 1024 * 1024;

type Input = On<"upload"> | On<"text">;

/** An upload, or text that may be an ERD: it is read, and its model takes the place of the one before. */
export function takeIn(now: Conversation, event: Input): Step {
  const name = event.type === "upload" ? event.name : "pasted.txt";
  if (event.content.size > LARGEST_UPLOAD)
    return stay(now, say(`${name} is ${size(event.content.size)}; I read up to 1 MB. Nothing was changed.`, "bad"));
  const source = { name, blob: event.content.blob };
  const before = now.phase === "reading" ? now.sources.filter((other) => other.name !== name) : [];
  return read(now, event, [...before, source]);
}

/** Text in a phase where talk is ignored: only what starts like JSON is taken as an ERD. */
export function takeInPaste(now: Conversation, event: On<"text">): Step {
  return isPaste(event.text) ? takeIn(now, event) : stay(now);
}

function read(now: Conversation, event: Input, sources: Source[]): Step {
  const job = now.history.jobs + 1;
  const { past, shown } = putAway(now);
  const instead = now.phase === "confirming" ? now.model : now.phase === "reading" ? now.instead : undefined;
  return {
    next: {
      phase: "reading",
      history: { ...now.history, jobs: job, past },
      job,
      by: event.by,
      at: event.at,
      from: isProse(event) ? "prose" : "file",
      sources,
      ...(instead === undefined ? {} : { instead }),
    },
    effects: [{ type: "read", job }, ...shown],
  };
}

/** What a new upload leaves behind: a review becomes part of the past, what was cancelled can no longer be brought back. */
function putAway(now: Conversation): { past: Review[]; shown: Effect[] } {
  const { past } = now.history;
  if (now.phase === "delivered") return { past: [...past, now.review].slice(-2), shown: [] };
  if (now.phase !== "cancelled") return { past, shown: [] };
  if (now.was.phase === "confirming") return { past, shown: [show(`model:${now.was.model}`)] };
  const { review } = now.was;
  return { past: [...past, review].slice(-2), shown: [show(`board:${review.number}`)] };
}

/** Prose that is no ERD gets help; what has the look of a format gets its findings. */
const isProse = (event: Input) =>
  event.type === "text" && !isPaste(event.text) && !(/[{[(]/.test(event.text) && event.text.includes("\n"));

/** The model is there: it is shown, and the one before loses its buttons. */
export function readDone(now: In<"reading">, event: On<"read">): Step {
  if (event.job !== now.job) return stay(now);
  const number = nextNumber(now.history.models);
  const { history, instead } = now;
  const before =
    instead === undefined ? history : replace(history, instead, `Replaced by model ${number} (${now.by.name})`);
  const model = { number, by: now.by, at: event.at, ...event.model, status: "open" as const, outcome: "" };
  const effects: Effect[] = [show(`model:${number}`)];
  if (instead !== undefined) effects.unshift(show(`model:${instead}`));
  return {
    next: { phase: "confirming", history: { ...before, models: [...before.models, model] }, model: number },
    effects,
  };
}

const replace = (history: Conversation["history"], number: number, outcome: string) =>
  amendModel(history, number, { status: "replaced", outcome });

/** The upload was refused: all its findings at once; a model that stood before stands on. */
export function readRefused(now: In<"reading">, event: On<"refused">): Step {
  if (event.job !== now.job) return stay(now);
  const next = backFromReading(now);
  if (now.from === "prose" && now.sources.length === 1) return stay(next, say(help));
  const names = now.sources.map((source) => source.name).join(", ");
  const things = event.findings.filter((finding) => finding.severity === "error").length;
  const mend = things === 1 ? "1 thing to mend" : `${things} things to mend`;
  const stands = now.instead === undefined ? "" : ` Model ${now.instead} stands.`;
  return stay(next, {
    type: "findings",
    title: `I could not read ${names}. ${mend}:`,
    findings: event.findings,
    next: `Drop the mended file here.${stands}`,
  });
}

export function backFromReading(now: In<"reading">): Conversation {
  if (now.instead === undefined) return { phase: "waiting", history: now.history };
  return { phase: "confirming", history: now.history, model: now.instead };
}

export function cancelReading(now: In<"reading">, event: On<"cancel">): Step {
  return stay(backFromReading(now), say(`${event.by.name} stopped the reading. Drop a file to go on.`));
}

export function build(now: In<"confirming">, event: On<"build">): Step {
  if (event.model !== now.model) return answer(now, event.by, staleModel(now, event.model));
  const job = now.history.jobs + 1;
  const number = nextNumber(now.history.builds);
  const { by, at } = event;
  const history = amendModel(now.history, now.model, {
    status: "building",
    outcome: `Build started by ${by.name} at ${clock(at)}`,
  });
  const builds = [
    ...history.builds,
    { number, model: now.model, by, at, status: "running" as const, steps: [], note: "" },
  ];
  return {
    next: { phase: "generating", history: { ...history, jobs: job, builds }, job, model: now.model, build: number },
    effects: [show(`model:${now.model}`), show(`progress:${number}`), { type: "generate", job }],
  };
}

function staleModel(now: In<"confirming">, number: number): string {
  const model = byNumber(now.history.models, number);
  if (!model) return `There is no model ${number} in this thread. Model ${now.model} waits for Build.`;
  return `That was model ${number}. ${model.outcome || "It is out of date"}. Nothing was built: model ${now.model} waits.`;
}

export function cancelModel(now: In<"confirming">, event: On<"cancel">): Step {
  const { by, at } = event;
  const { history: _, ...was } = now;
  const history = amendModel(now.history, now.model, {
    status: "cancelled",
    outcome: `Cancelled by ${by.name} at ${clock(at)}`,
  });
  return { next: { phase: "cancelled", history, by, at, was }, effects: [show(`model:${now.model}`)] };
}
