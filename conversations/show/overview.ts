/** The posts that cover everything at once: the model, the progress of a build, the status board. */
import { ModelContent } from "../contents.ts";
import { byNumber } from "../phases/step.ts";
import type { Button, PostOf } from "../posts.ts";
import { newest } from "../review.ts";
import type { Conversation, Item } from "../state.ts";
import { clock } from "../words.ts";
import { isOpen, reviews, type Source } from "./source.ts";

/** The item of the button that brings a cancelled model or review back. */
export const CANCELLED = "review";
const bringBack: Button = { action: "undo", label: "Undo", item: CANCELLED, revision: 0 };
const cancel: Button = { action: "cancel", label: "Cancel" };

export async function showModel(
  now: Conversation,
  number: number,
  source: Source,
): Promise<PostOf<"model"> | undefined> {
  const model = byNumber(now.history.models, number);
  if (!model) return undefined;
  const { summary, findings, picture } = ModelContent.parse(JSON.parse(await source.text(model.content)));
  return {
    type: "model",
    title: model.title,
    headline: summary.headline,
    lines: summary.lines,
    rulesUnderstood: summary.rulesUnderstood,
    rulesNotUnderstood: summary.rulesNotUnderstood,
    warnings: findings.filter((finding) => finding.severity === "warning"),
    picture: picture && {
      svg: picture.svg,
      png: Buffer.from(picture.png, "base64"),
      alt: `Entity-relationship diagram. ${summary.headline}`,
    },
    buttons: modelButtons(now, number),
    outcome: model.outcome || undefined,
  };
}

function modelButtons(now: Conversation, number: number): Button[] {
  const model = byNumber(now.history.models, number);
  if (model?.status === "open")
    return [{ action: "build", label: "Build", revision: number, style: "primary" }, cancel];
  if (now.phase === "generating" && now.model === number) return [cancel];
  const undoable = now.phase === "cancelled" && now.was.phase === "confirming" && now.was.model === number;
  return undoable ? [bringBack] : [];
}

export function showProgress(now: Conversation, number: number, source: Source): PostOf<"progress"> | undefined {
  const build = byNumber(now.history.builds, number);
  if (!build) return undefined;
  const title = byNumber(now.history.models, build.model)?.title ?? "the project";
  const running = build.status === "running";
  const steps = running ? (source.progress(`progress:${number}`) ?? []) : build.steps;
  const titles = {
    running: `Building ${title}`,
    done: `Built ${title}`,
    failed: `${title} was not built`,
    cancelled: `${title} was not built`,
  };
  return { type: "progress", title: titles[build.status], steps: [...steps], note: build.note };
}

export function showBoard(now: Conversation, number: number): PostOf<"board"> | undefined {
  const review = reviews(now).find((one) => one.number === number);
  if (!review) return undefined;
  const decided = review.items.filter((item) => item.decision.state !== "pending").length;
  return {
    type: "board",
    title: `${decided} of ${review.items.length} decided${boardPhase(now, number)}`,
    rows: review.items.map(row),
    buttons: boardButtons(now, number, decided < review.items.length),
  };
}

function boardPhase(now: Conversation, number: number): string {
  if (now.phase === "cancelled") return ` · cancelled by ${now.by.name} at ${clock(now.at)}`;
  if (!("review" in now) || now.review.number !== number) return " · closed";
  if (now.phase === "proving") return " · the proof is running";
  if (now.phase === "packing") return " · the archive is being packed";
  if (now.phase === "delivered") return " · delivered";
  return now.proof === undefined ? "" : " · the proof did not pass";
}

function row(item: Item): PostOf<"board">["rows"][number] {
  const { number, by } = newest(item);
  const made = by ? `r${number} by ${by.name}` : "";
  const base = { item: item.id, path: item.title, revision: number };
  if (item.decision.state === "pending") {
    if (item.editing) return { ...base, state: "editing", by: item.editing.by.name, note: made };
    return { ...base, state: "pending", by: "", note: made };
  }
  const { state, by: person } = item.decision;
  const note = item.decision.state === "skipped" ? item.decision.note : made;
  return { ...base, state, by: person.name, note };
}

function boardButtons(now: Conversation, number: number, waiting: boolean): Button[] {
  const review = reviews(now).find((one) => one.number === number);
  if (!review) return [];
  if (now.phase === "cancelled" && now.was.phase === "reviewing" && now.was.review.number === number)
    return [bringBack];
  if (!isOpen(now, review)) return [];
  return waiting ? [{ action: "approve_rest", label: "Approve the rest", style: "primary" }, cancel] : [cancel];
}
