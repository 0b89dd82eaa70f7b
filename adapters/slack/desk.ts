/** What hearing, pressing and filling in have in common: once each, saved patiently, and words to one person. */
import type { Backend, Interaction, Receive, ThreadId } from "#conversations";
import type { Access } from "./access.ts";
import { type Api, type Bot, isGlitch } from "./api.ts";
import type { Files } from "./files.ts";
import type { Log } from "./log.ts";
import type { Pace } from "./pace.ts";
import type { Member } from "./people.ts";
import { isOutage, type Records } from "./records.ts";
import type { Spot, Whispers } from "./whispers.ts";

/** How long what a person did is held while the store does not answer (milliseconds). */
const holdMs = 60_000;
const glitches = 3;
/** Slack repeats for six minutes; who was taken is remembered for longer (milliseconds). */
const rememberedMs = 20 * 60_000;

export type Desk = ReturnType<typeof createDesk>;

type Parts = {
  api: Api;
  files: Files;
  records: Records;
  pace: Pace;
  log: Log;
  memberOf(team: string, id: string): Promise<Member>;
  access: Access;
  whispers: Whispers;
  botOf(team: string): Promise<Bot>;
  receive(): Receive | undefined;
  watch: readonly string[];
  check: Backend["check"] | undefined;
  read: Backend["read"] | undefined;
};

export function createDesk(parts: Parts) {
  const { pace, log } = parts;
  const taken = new Map<string, { at: number; work: Promise<unknown> }>();
  return { ...parts, once, forget, deliver, tell, notSaved };

  /** The same id again gets the outcome of the first; what failed may be tried again. */
  function once<T>(id: string, work: () => Promise<T>): Promise<T> {
    for (const [old, { at }] of taken) {
      if (Date.now() - at < rememberedMs) break;
      taken.delete(old);
    }
    const before = taken.get(id);
    // Whoever asks again is answered with the same outcome: the id tells what kind of work it was.
    if (before) return before.work as Promise<T>;
    const begun = patiently(work);
    taken.set(id, { at: Date.now(), work: begun });
    begun.catch(() => forget(id));
    return begun;
  }

  /** What came of it does not stand: the same id may be tried again. */
  function forget(id: string): void {
    taken.delete(id);
  }

  /** Tries again for as long as the store does not answer, up to a minute, and a few times where the way to Slack broke. */
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    const until = Date.now() + holdMs;
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        const again = isOutage(error) ? Date.now() < until : isGlitch(error) && tries < glitches;
        if (!again || pace.stopped()) throw error;
        await pace.pause(Math.min(250 * tries, 2_000));
      }
    }
  }

  async function deliver(thread: ThreadId, interaction: Interaction, id: string): Promise<void> {
    const receive = parts.receive();
    if (receive === undefined) throw new Error("djinn is stopping.");
    await receive(thread, interaction, id);
  }

  /** Words that only this person sees; where even that fails, the log has them. */
  function tell(at: Spot, user: string, text: string): Promise<void> {
    return parts.whispers
      .whisper(at, user, text)
      .catch((error: unknown) => log.warn({ channel: at.channel, error: nameOf(error) }, "whisper not sent"));
  }

  function notSaved(at: Spot, user: string, error: unknown): Promise<void> {
    log.error({ channel: at.channel, thread: at.ts, error: nameOf(error) }, "an interaction was not saved");
    return tell(at, user, "Not saved: djinn could not store this. Nothing was decided; try it again in a moment.");
  }
}

/** An error's kind, never its message, which may hold a text or a secret. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}
