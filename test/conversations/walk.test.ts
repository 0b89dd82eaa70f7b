/** Random walks through the table: several people, stale and repeated clicks, outcomes late or failing; what must always hold. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Button, Post } from "#conversations";
import { Effect } from "../../conversations/effects.ts";
import type { Event, MadeFile, Outcome } from "../../conversations/events.ts";
import { newest, pending } from "../../conversations/review.ts";
import { postOf } from "../../conversations/show.ts";
import { beginning, Conversation, type Review } from "../../conversations/state.ts";
import { transition } from "../../conversations/transition.ts";

const hash = (n: number) => n.toString(16).padStart(64, "0");
const people = ["Ana", "Ben", "Cleo"].map((name, at) => ({ id: String(at), name }));
const files: MadeFile[] = [
  { path: "models.py", group: "review", about: "", neededBy: ["urls.py"], text: hash(1) },
  { path: "admin.py", group: "review", about: "", neededBy: [], text: hash(2) },
  { path: "urls.py", group: "review", about: "", neededBy: ["wsgi.py"], text: hash(3) },
  { path: "__init__.py", group: "boilerplate", about: "", neededBy: ["models.py"], text: hash(4) },
  { path: "wsgi.py", group: "boilerplate", about: "", neededBy: [], text: hash(5) },
];
const model = {
  erd: {},
  summary: { headline: "", lines: [], rulesUnderstood: [], rulesNotUnderstood: [] },
  findings: [],
};
const proof = { level: "booted", passed: true, checks: [], places: [], seconds: 0 };
const source = {
  text: async (blob: string) => JSON.stringify(blob === hash(90) ? model : proof),
  bytes: async () => new Uint8Array([1]),
  progress: () => undefined,
};

/** One random step: who, what, on which item, at which distance from its newest revision, and a number to choose with. */
const move = fc.record({
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
const toReview = ["upload", "work", "build", "work"].map((what) => ({ ...first, what }));
type Move = { who: number; what: string; item: number; behind: number; choice: number };

test("whatever people do and whenever work comes back, nothing is lost, nobody is left without an answer, no button is dead", async () => {
  const reached = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(move, { minLength: 30, maxLength: 150 }), async (fresh, walk) => {
      // Most walks begin with files under review: that is where most can happen.
      const moves = fresh ? walk : [...toReview, ...walk];
      let now: Conversation = beginning();
      const outstanding: Effect[] = [];
      const posts = new Map<string, Post>();
      let minute = 0;
      let earlier: Event | undefined;
      for (const one of moves) {
        const at = new Date(Date.UTC(2030, 0, 1) + minute++ * 60_000).toISOString();
        const event = one.what === "repeat" ? earlier : eventOf(one, now, outstanding, at);
        if (!event) continue;
        earlier = event;
        const { next, effects } = transition(now, event);
        holds(now, event, next, effects);
        for (const effect of effects.map((e) => Effect.parse(e))) {
          if (["read", "generate", "check", "weigh", "prove", "archive"].includes(effect.type))
            outstanding.push(effect);
          if (effect.type !== "show") continue;
          const post = await postOf(next, effect.slot, source);
          expect(post, effect.slot).toBeDefined();
          if (post) posts.set(effect.slot, post);
        }
        now = next;
        reached.set(now.phase, (reached.get(now.phase) ?? 0) + 1);
        if ("job" in now) expect(outstanding).toContainEqual(expect.objectContaining({ job: now.job }));
        for (const [slot, post] of posts)
          if ("buttons" in post) for (const button of post.buttons) works(now, button, slot, at);
      }
    }),
    { numRuns: 250, seed: 7 },
  );
  expect([...reached.keys()].sort()).toEqual(
    [
      "cancelled",
      "confirming",
      "delivered",
      "generating",
      "packing",
      "proving",
      "reading",
      "reviewing",
      "waiting",
    ].sort(),
  );
}, 60_000);

/** What must be true of every single step. */
function holds(before: Conversation, event: Event, after: Conversation, effects: Effect[]) {
  expect(Conversation.parse(after)).toEqual(after);
  const silent = event.type === "close_edit" || event.type === "text" || !("by" in event);
  if (!silent)
    expect(after !== before || effects.length > 0, `${event.type} in ${before.phase} was not answered`).toBe(true);
  if ("review" in after && after.phase !== "reviewing") expect(pending(after.review)).toEqual([]);
  if (after.phase === "reviewing" && !pending(after.review).length) expect(after.proof).toBeDefined();
  const archived = after.history.archives.map((archive) => archive.review);
  expect(new Set(archived).size).toBe(archived.length);
  if ("job" in event && !("job" in before && before.job === event.job))
    expect(stripped(after), "an outcome too late").toEqual(stripped(before));
  const old = reviewOf(before);
  const review = reviewOf(after);
  if (!old || review?.number !== old.number) return;
  if (event.type === "approve" || event.type === "skip" || event.type === "undo") {
    const clicked = old.items.find((item) => item.id === event.item);
    if (clicked && newest(clicked).number !== event.revision)
      expect(decisionsOf(review), "a stale click decided something").toEqual(decisionsOf(old));
  }
  for (const item of old.items) {
    const same = review.items.find((one) => one.id === item.id);
    expect(same?.revisions.slice(0, item.revisions.length)).toEqual(item.revisions);
    if (item.decision.state === "pending" || same?.decision === item.decision) continue;
    expect(same?.decision.state === "pending" || same?.decision.state === item.decision.state).toBe(true);
    expect(["undo", "back", "checked", "proved", "weighed"], `${item.id} lost its decision`).toContain(event.type);
  }
}

const decisionsOf = (review: Review) => review.items.map((item) => item.decision);
/** Without who is editing: that is forgotten as time goes by. */
const stripped = (now: Conversation) =>
  JSON.parse(JSON.stringify(now, (key, value) => (key === "editing" ? undefined : value)));

const reviewOf = (now: Conversation): Review | undefined =>
  "review" in now
    ? now.review
    : now.phase === "cancelled" && now.was.phase === "reviewing"
      ? now.was.review
      : undefined;

/** A button that stands in the thread does something when somebody presses it. */
function works(now: Conversation, button: Button, slot: string, at: string) {
  const by = { id: "9", name: "Zoe" };
  const { item = "", revision = 0, to = 0, action } = button;
  const click = { by, at, item, revision };
  const event = (): Event => {
    if (action === "build") return { type: "build", by, at, model: revision };
    if (action === "back") return { type: "back", ...click, to };
    if (action === "edit") return { type: "open_edit", ...click };
    if (action === "approve" || action === "skip" || action === "undo") return { type: action, ...click };
    return { type: action, by, at };
  };
  const { next, effects } = transition(now, event());
  const edited = reviewOf(now)?.items.some((one) => one.editing) ?? false;
  const sameText = effects.some((effect) => effect.type === "whisper" && effect.text.includes("is the text of"));
  // While another upload is read, the model before it waits: that is over in a moment, and said.
  if (edited || sameText || now.phase === "reading") return;
  expect(next !== now, `${action} on ${slot} does nothing in ${now.phase}: ${JSON.stringify(effects)}`).toBe(true);
}

function eventOf(one: Move, now: Conversation, outstanding: Effect[], at: string): Event | undefined {
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
