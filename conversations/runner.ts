/** Carries conversations on: take a turn, step the table, save, then do what follows and feed the outcomes back. */
import { createHash, randomBytes } from "node:crypto";
import pLimit from "p-limit";
import type { Backend } from "./backend.ts";
import type { Chat, Receive } from "./chat.ts";
import { type Heavy, isLight } from "./effects.ts";
import type { Event } from "./events.ts";
import { type Intake, takeInteraction } from "./intake.ts";
import { createPause } from "./pause.ts";
import { performing } from "./perform.ts";
import type { Step } from "./posts.ts";
import { type Log, nameOf, speaking } from "./speak.ts";
import { isOutage, type OutboxEntry, type Saved, type Store } from "./store.ts";
import { transition } from "./transition.ts";
import { takeTurns } from "./turns.ts";

/** Interactions of a thread that are remembered, so that the same one twice is one. */
const REMEMBERED = 300;
/** Least time between two rewrites that only show progress (milliseconds). */
const PROGRESS_MS = 250;
/** Builds, proofs and archives that run at the same time, over all threads; more of them wait. */
const AT_ONCE = 3;
/** How long a start waits for `resume` (milliseconds). */
const RESUME_MS = 2_000;
/** How long `stop` waits for posts that are on their way (milliseconds). */
const STOP_MS = 5_000;

export type Conversations = {
  /** Resolves once what the person did is saved; rejects, with words for people, when it could not be. */
  receive: Receive;
  /** Carries on what was left undone by an earlier process. */
  resume(): Promise<void>;
  /** Resolves when nothing is left to do, for now. */
  idle(): Promise<void>;
  /** Ends what runs at the next safe place; what is left is carried on by `resume`. */
  stop(): Promise<void>;
};

type Parts = { store: Store; backend: Backend; chats: readonly Chat[]; log: Log; clock?: () => Date };

export function openConversations({ store, backend, chats, log, clock = () => new Date() }: Parts): Conversations {
  const { inTurn, settled } = takeTurns();
  const pause = createPause();
  const inLimit = pLimit(AT_ONCE);
  const perform = performing(backend, store);
  const live = new Map<string, Step[]>();
  const running = new Map<string, Promise<void>>();
  const speakers = new Map<string, Promise<void>>();
  const wanted = new Set<string>();
  const behind = new Map<string, Set<string>>();
  const { speak, refresh } = speaking({ store, chatOf, live, done, pause, log });

  return { receive, resume, idle, stop };

  async function receive(thread: string, interaction: Parameters<Receive>[1], id?: string): Promise<void> {
    if (pause.stopped()) throw new Error("djinn is stopping. This was not saved; try it again in a moment.");
    const { act, contents } = takeInteraction(interaction, clock().toISOString());
    await turn(thread, act, { contents, ...(id === undefined ? {} : { id }) });
  }

  type Origin = { id?: string; contents?: Intake["contents"]; finishes?: number };

  /** Load, step, save: the state and what follows from it are one document. Then what follows is started. */
  async function turn(thread: string, event: Event, { id, contents, finishes }: Origin): Promise<void> {
    const mark = id === undefined ? undefined : createHash("sha256").update(id).digest("base64url").slice(0, 16);
    const saved = await inTurn(thread, async () => {
      const before = await store.load(thread);
      if (mark !== undefined && before.seen.includes(mark)) return before;
      if (finishes !== undefined && !before.outbox.some((entry) => entry.number === finishes)) return before;
      const { next, effects } = transition(before.now, event);
      const left = before.outbox.filter((entry) => entry.number !== finishes);
      const added = effects.map((effect, at) => ({ number: before.effects + at + 1, effect }));
      const after: Saved = {
        ...before,
        now: next,
        outbox: [...left, ...added],
        effects: before.effects + added.length,
        seen: mark === undefined ? before.seen : [...before.seen, mark].slice(-REMEMBERED),
      };
      await keepContents(after, contents);
      await store.save(thread, after);
      log.info({ thread, event: event.type, from: before.now.phase, to: next.phase, effects: added.length }, "turn");
      return after;
    });
    carryOn(thread, saved.outbox);
  }

  /** Only what the state or an effect names is kept: talk is not. */
  async function keepContents({ now, outbox }: Saved, contents: Intake["contents"] | undefined): Promise<void> {
    if (!contents?.size) return;
    const named = JSON.stringify([now, outbox]);
    for (const [blob, content] of contents) if (named.includes(blob)) await store.putBlob(content);
  }

  async function done(
    thread: string,
    numbers: readonly number[],
    message?: { slot: string; id: string },
  ): Promise<void> {
    await untilSaved(() =>
      inTurn(thread, async () => {
        const saved = await store.load(thread);
        const outbox = saved.outbox.filter((entry) => !numbers.includes(entry.number));
        const messages = message ? { ...saved.messages, [message.slot]: message.id } : saved.messages;
        await store.save(thread, { ...saved, outbox, messages });
      }),
    );
  }

  function carryOn(thread: string, outbox: readonly OutboxEntry[]): void {
    if (pause.stopped() || !chatOf(thread)) return;
    if (outbox.some(({ effect }) => isLight(effect))) sayAll(thread);
    for (const { number, effect } of outbox) {
      if (!isLight(effect)) keep(running, `${thread}#${number}`, () => work(thread, number, effect));
    }
  }

  /** One speaker a thread, so its posts keep their order; being asked meanwhile makes it look again. */
  function sayAll(thread: string): void {
    wanted.add(thread);
    keep(speakers, thread, async () => {
      while (wanted.delete(thread)) {
        await untilSaved(() => speak(thread));
        await refreshAll(thread);
      }
    });
  }

  /** By the speaker, too, so that progress never overtakes the post that ends it. */
  async function refreshAll(thread: string): Promise<void> {
    const slots = behind.get(thread) ?? [];
    behind.delete(thread);
    for (const slot of slots) {
      await refresh(thread, slot).catch((error) =>
        log.warn({ thread, slot, error: nameOf(error) }, "progress not shown"),
      );
    }
  }

  async function work(thread: string, number: number, effect: Heavy): Promise<void> {
    const slots = new Set<string>();
    const report = (slot: string, steps: Step[]) => {
      slots.add(slot);
      showProgress(thread, slot, steps);
    };
    let event: Event | undefined;
    await untilSaved(async () => {
      try {
        const go = async () => perform((await store.load(thread)).now, effect, report);
        // Who waits for an answer to an upload or an edit does not wait behind other threads' proofs.
        const result = await ("job" in effect && effect.type !== "read" ? inLimit(go) : go());
        event = result && { ...result, at: clock().toISOString() };
      } catch (error) {
        if (isOutage(error)) throw error;
        if (pause.stopped()) return;
        event = failed(thread, number, effect, error);
      }
    });
    for (const slot of slots) live.delete(`${thread}#${slot}`);
    if (pause.stopped()) return;
    const outcome = event;
    if (!outcome) return done(thread, [number]);
    await untilSaved(() => turn(thread, outcome, { finishes: number }));
  }

  function failed(thread: string, number: number, effect: Heavy, error: unknown): Event {
    const reference = randomBytes(4).toString("hex");
    const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
    const fields = { thread, effect: effect.type, number, reference, error: nameOf(error), stack: frames.slice(0, 8) };
    log.error(fields, "effect failed");
    return { type: "effect_failed", effect, reference, at: clock().toISOString() };
  }

  function showProgress(thread: string, slot: string, steps: Step[]): void {
    live.set(`${thread}#${slot}`, steps);
    keep(running, `${thread}#${slot}`, async () => {
      await pause.for(PROGRESS_MS);
      behind.set(thread, new Set(behind.get(thread)).add(slot));
      sayAll(thread);
    });
  }

  /** Tries again for as long as the store does not answer; other errors are bugs, logged and left for the next start. */
  async function untilSaved(attempt: () => Promise<void>): Promise<void> {
    for (let failures = 1; ; failures++) {
      try {
        return await attempt();
      } catch (error) {
        if (!isOutage(error)) throw error;
        if (failures === 1) log.warn({ error: nameOf(error) }, "store does not answer");
        await pause.after(failures);
        if (pause.stopped()) return;
      }
    }
  }

  /** Runs it unless it runs already, and remembers it until it ends. */
  function keep(among: Map<string, Promise<void>>, name: string, run: () => Promise<void>): void {
    if (among.has(name)) return;
    const ends = run()
      .catch((error) => log.error({ job: name, error: nameOf(error) }, "broke off"))
      .finally(() => {
        among.delete(name);
        if (wanted.has(name)) sayAll(name);
      });
    among.set(name, ends);
  }

  function chatOf(thread: string): Chat | undefined {
    return chats.find((chat) => thread.startsWith(`${chat.name}:`));
  }

  async function resume(): Promise<void> {
    const all = async () => {
      const threads = await store.unfinished();
      for (const thread of threads) await carryOnStored(thread);
      log.info({ threads: threads.length }, "resumed");
    };
    keep(running, "resume", () => untilSaved(all));
    // While the store is out this goes on in the background, so that a start never hangs on it.
    await Promise.race([running.get("resume"), pause.for(RESUME_MS)]);
  }

  /** What is stored of one thread may be unreadable, as of another version; the others go on without it. */
  async function carryOnStored(thread: string): Promise<void> {
    try {
      carryOn(thread, (await store.load(thread)).outbox);
    } catch (error) {
      if (isOutage(error)) throw error;
      log.error({ thread, error: nameOf(error) }, "thread cannot be read");
    }
  }

  async function idle(): Promise<void> {
    while (running.size + speakers.size) await Promise.all([...running.values(), ...speakers.values()]);
  }

  async function stop(): Promise<void> {
    pause.stop();
    const limit = new Promise<void>((go) => setTimeout(go, STOP_MS).unref());
    // Heavy work is not waited for: it is in the outbox, and begins again with the next start.
    await Promise.race([Promise.all([...speakers.values(), settled()]), limit]);
  }
}
