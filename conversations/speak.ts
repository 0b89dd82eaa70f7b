/** Says in a thread what the outbox holds: one post after another, again and again while the platform is down. */
import type { Chat } from "./chat.ts";
import { isLight, type Light } from "./effects.ts";
import type { Pause } from "./pause.ts";
import type { Post, Step } from "./posts.ts";
import { postOf } from "./show.ts";
import type { OutboxEntry, Saved, Store } from "./store.ts";

export type Log = {
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
  error(fields: Record<string, unknown>, event: string): void;
};

/** After so many failures a post waits behind the others, and after twice as many, if others went out meanwhile, it is dropped. */
const PATIENCE = 6;

type LightEntry = { number: number; effect: Light };
type Parts = {
  store: Store;
  chatOf(thread: string): Chat | undefined;
  /** How far running work has come, by `thread#slot`. */
  live: ReadonlyMap<string, Step[]>;
  /** Takes entries out of the outbox, and notes where a slot's post stands. */
  done(thread: string, numbers: readonly number[], message?: { slot: string; id: string }): Promise<void>;
  pause: Pause;
  log: Log;
};

/** The function that says everything a thread's outbox holds at the moment, and gives up only what cannot be said. */
export function speaking({ store, chatOf, live, done, pause, log }: Parts) {
  const failures = new Map<string, number>();
  const count = (thread: string, entry: OutboxEntry) => failures.get(`${thread}#${entry.number}`) ?? 0;

  const written = (thread: string, saved: Saved, slot: string) =>
    postOf(saved.now, slot, {
      text: store.text,
      bytes: store.bytes,
      progress: (of) => live.get(`${thread}#${of}`),
    });

  return { speak, refresh };

  async function speak(thread: string): Promise<void> {
    const chat = chatOf(thread);
    if (!chat) return;
    let said = false;
    let answered = false;
    while (!pause.stopped()) {
      const saved = await store.load(thread);
      const entry = pick(thread, saved, answered);
      if (!entry) return;
      answered = isAnswer(saved, entry);
      try {
        await utter(chat, thread, saved, entry);
        failures.delete(`${thread}#${entry.number}`);
        said = true;
      } catch (error) {
        const times = count(thread, entry) + 1;
        failures.set(`${thread}#${entry.number}`, times);
        log.warn(
          { thread, effect: entry.effect.type, number: entry.number, times, error: nameOf(error) },
          "post failed",
        );
        const hopeless = entry.effect.type === "whisper" ? times >= PATIENCE : times >= PATIENCE * 2 && said;
        if (hopeless) await drop(thread, entry);
        if (!hopeless) await pause.after(times);
      }
    }
  }

  /**
   * The oldest first; what failed often waits behind what did not. Answers and new posts take turns: on a platform that
   * takes a post a second, who clicks on the first of thirty files does not wait for the other twenty-nine. Of the
   * answers, words to one person go before rewrites, which show whatever is true when their turn comes.
   */
  function pick(thread: string, saved: Saved, answered: boolean): LightEntry | undefined {
    const entries = saved.outbox.flatMap(({ number, effect }) => (isLight(effect) ? [{ number, effect }] : []));
    const round = (entry: OutboxEntry) => Math.floor(count(thread, entry) / PATIENCE);
    const turn = (entry: LightEntry) => Number(isAnswer(saved, entry) === answered);
    const loud = ({ effect }: LightEntry) => Number(effect.type !== "whisper");
    const order = (a: LightEntry, b: LightEntry) =>
      round(a) - round(b) || turn(a) - turn(b) || loud(a) - loud(b) || a.number - b.number;
    return entries.toSorted(order)[0];
  }

  async function utter(chat: Chat, thread: string, saved: Saved, { number, effect }: LightEntry): Promise<void> {
    if (effect.type === "whisper") {
      await chat.whisper(thread, effect.to, effect.text, `${thread}#whisper#${number}`);
      return done(thread, [number]);
    }
    if (effect.type === "show") return show(chat, thread, saved, effect.slot, number);
    await chat.post(thread, words(effect), { key: `${thread}#${effect.type}#${number}` });
    return done(thread, [number]);
  }

  /**
   * The first post of a slot is done under the number of its first effect, which a crash cannot change, so it is never
   * posted twice. A rewrite writes the state as it is, so it stands for every rewrite that was asked for until now.
   */
  async function show(chat: Chat, thread: string, saved: Saved, slot: string, number: number): Promise<void> {
    const post = await written(thread, saved, slot);
    if (!post) return done(thread, [number]);
    const asked = saved.outbox
      .filter(({ effect }) => effect.type === "show" && effect.slot === slot)
      .map((e) => e.number);
    const replace = saved.messages[slot];
    if (replace === undefined) {
      // Not `number`: while the first effect waits behind later ones, its post may stand already, its answer lost.
      const first = Math.min(...asked);
      const id = await chat.post(thread, post, { key: `${thread}#${slot}#${first}` });
      return done(thread, [first], { slot, id });
    }
    const id = await chat.post(thread, post, { key: `${thread}#${slot}#${Math.max(...asked)}`, replace });
    return done(thread, asked, { slot, id });
  }

  /** Rewrites a post to show how far work has come. It is no effect: where it fails, the next one comes soon. */
  async function refresh(thread: string, slot: string): Promise<void> {
    const chat = chatOf(thread);
    const saved = await store.load(thread);
    const replace = saved.messages[slot];
    if (!chat || replace === undefined || !live.has(`${thread}#${slot}`)) return;
    const post = await written(thread, saved, slot);
    if (post) await chat.post(thread, post, { key: `${thread}#${slot}#${crypto.randomUUID()}`, replace });
  }

  async function drop(thread: string, entry: OutboxEntry): Promise<void> {
    log.error({ thread, effect: entry.effect.type, number: entry.number }, "post dropped");
    failures.delete(`${thread}#${entry.number}`);
    await done(thread, [entry.number]);
  }
}

/** A word to one person, or the rewrite of what stands already. */
const isAnswer = ({ messages }: Saved, { effect }: LightEntry): boolean =>
  effect.type === "whisper" || (effect.type === "show" && messages[effect.slot] !== undefined);

function words(effect: Extract<Light, { type: "say" | "findings" }>): Post {
  if (effect.type === "say") return { type: "notice", tone: effect.tone, text: effect.text };
  return { type: "findings", title: effect.title, findings: effect.findings, next: effect.next };
}

/** What may be logged of an error: its kind, never its message, which may hold a text or a secret. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  return `${error.name}${code}`;
}
