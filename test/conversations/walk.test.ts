/** Random walks through the table: several people, stale and repeated clicks, outcomes late or failing; what must always hold. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Button, Post } from "#conversations";
import { Effect } from "../../conversations/effects.ts";
import type { Event } from "../../conversations/events.ts";
import { newest, pending } from "../../conversations/review.ts";
import { postOf } from "../../conversations/show.ts";
import { beginning, Conversation, type Review } from "../../conversations/state.ts";
import { transition } from "../../conversations/transition.ts";
import { eventOf, hash, move, reviewOf, toReview } from "./moves.ts";

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
