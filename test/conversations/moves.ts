/** Random moves in a review: what a person may do next, and how outstanding work may come back. */
import fc from "fast-check";
import type { Effect } from "../../conversations/effects.ts";
import type { Event, MadeFile, Outcome } from "../../conversations/events.ts";
import { newest } from "../../conversations/review.ts";
import type { Conversation, Review } from "../../conversations/state.ts";

export const hash = (n: number) => n.toString(16).padStart(64, "0");
const people = ["Ana", "Ben", "Cleo"].map((name, at) => ({ id: String(at), name }));
const files: MadeFile[] = [
  { path: "models.py", group: "review", about: "", neededBy: ["urls.py"], text: hash(1) },
  { path: "admin.py", group: "review", about: "", neededBy: [], text: hash(2) },
  { path: "urls.py", group: "review", about: "", neededBy: ["wsgi.py"], text: hash(3) },
  { path: "__init__.py", group: "boilerplate", about: "", neededBy: ["models.py"], text: hash(4) },
  { path: "wsgi.py", group: "boilerplate", about: "", neededBy: [], text: hash(5) },
];
/** One random step: who, what, on which item, at which distance from its newest revision, and a number to choose with. */
export const move = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...[
      "upload",
      "build",
      "build",
      "work",
      "work",
      "work",
      "work",
      "approve",
      "approve",
      "skip",
      "undo",
      "back",
      "edit",
    ],
    ...["approve_rest", "approve_rest", "cancel", "undo_cancel", "prove_again", "deliver_anyway", "open_edit"],
    ...["close_edit", "talk", "instruct", "break", "repeat", "approve_rest", "work", "work", "edit"],
  ),
  item: fc.nat(4),
  behind: fc.constantFrom(0, 0, 0, 0, 1, -1),
  choice: fc.nat(9),
});
const first = { who: 0, item: 0, behind: 0, choice: 0 };
export const toReview = ["upload", "work", "build", "work"].map((what) => ({ ...first, what }));
type Move = { who: number; what: string; item: number; behind: number; choice: number };

export const reviewOf = (now: Conversation): Review | undefined =>
  "review" in now
    ? now.review
    : now.phase === "cancelled" && now.was.phase === "reviewing"
      ? now.was.review
      : undefined;

/** The event of a move, made to fit where the review is; nothing where it makes none. */
export function eventOf(one: Move, now: Conversation, outstanding: Effect[], at: string): Event | undefined {
  const by = people[one.who] ?? { id: "0", name: "Ana" };
  const items = reviewOf(now)?.items ?? [];
  const item = items[one.item % (items.length || 1)];
  const revision = item ? newest(item).number - one.behind : 1;
  const click = { by, at, item: item?.id ?? "models.py", revision };
  if (one.what === "work" || one.what === "break") return outcomeOf(one, outstanding, at);
  if (one.what === "upload")
    return {
      type: "upload",
      by,
      at,
      name: one.choice > 7 ? "admin.py" : "a.json",
      content: { blob: hash(80), size: 9 },
    };
  if (one.what === "build")
    return { type: "build", by, at, model: Math.max(1, now.history.models.length - one.behind) };
  if (one.what === "undo_cancel") return { type: "undo", by, at, item: "review", revision: 0 };
  if (one.what === "talk")
    return {
      type: "text",
      by,
      at,
      text: ["status", "help", "hello", "stop"][one.choice % 4] ?? "",
      content: { blob: hash(81), size: 5 },
    };
  if (one.what === "back") return { type: "back", ...click, to: revision - 1 };
  const path = item?.files[0]?.path ?? "models.py";
  if (one.what === "edit")
    return { type: "edit", ...click, path, change: { content: { blob: hash(20 + one.choice), size: 3 } } };
  if (one.what === "instruct") return { type: "edit", ...click, path, change: { instruction: "unique email" } };
  if (one.what === "approve" || one.what === "skip" || one.what === "undo") return { type: one.what, ...click };
  if (one.what === "open_edit" || one.what === "close_edit") return { type: one.what, ...click };
  if (one.what === "cancel" && one.choice > 2) return undefined;
  if (
    one.what === "cancel" ||
    one.what === "approve_rest" ||
    one.what === "prove_again" ||
    one.what === "deliver_anyway"
  )
    return { type: one.what, by, at };
  return undefined;
}

/** Some outstanding work comes back, in any order; sometimes it stays outstanding and comes back once more. */
function outcomeOf(one: Move, outstanding: Effect[], at: string): Outcome | undefined {
  const index = one.choice % (outstanding.length || 1);
  const effect = outstanding[index];
  if (!effect) return undefined;
  if (one.choice < 9 && one.item !== 4) outstanding.splice(index, 1);
  if (one.what === "break") {
    if (one.item === 4) outstanding.splice(index, 1);
    return { type: "effect_failed", effect, reference: "1", at };
  }
  const kept = { left: [], kept: [], changed: [], conflicts: [] };
  const passed = one.choice < 5;
  const places = one.who === 0 ? [] : [{ path: "models.py", line: 3, message: "no" }];
  const error = { severity: "error" as const, where: "1", message: "no", hint: "" };
  if (effect.type === "read" && one.choice === 8) return { type: "refused", job: effect.job, findings: [error], at };
  if (effect.type === "read")
    return { type: "read", job: effect.job, model: { title: "T", name: "t", content: hash(90) }, at };
  if (effect.type === "generate") return { type: "generated", job: effect.job, files, steps: [], seconds: 1, at };
  if (effect.type === "check") {
    const { review, item, path, revision, by, blob: text } = effect;
    const findings = one.choice === 7 ? [error] : [];
    return { type: "checked", review, item, path, revision, by, text, findings, instructions: [], at };
  }
  if (effect.type === "weigh") return { type: "weighed", review: effect.review, item: effect.item, assembly: kept, at };
  if (effect.type === "prove")
    return {
      type: "proved",
      job: effect.job,
      passed,
      level: "booted",
      proof: hash(91),
      manifest: hash(92),
      assembly: kept,
      places,
      at,
    };
  if (effect.type === "archive")
    return { type: "archived", job: effect.job, name: "t.zip", content: hash(93), size: 1, files: 1, at };
  return undefined;
}
