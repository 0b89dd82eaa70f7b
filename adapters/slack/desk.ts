/** What hearing, pressing and filling in have in common: once each, saved patiently, and words to one person. */
import type { Backend, Interaction, Receive, ThreadId } from "#conversations";
import { type Api, type Bot, isGlitch } from "./api.ts";
import type { Files } from "./files.ts";
import { limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Pace } from "./pace.ts";
import type { Member } from "./people.ts";
import { isOutage, type Place, type Records, threadOf } from "./records.ts";
import { escaped } from "./words.ts";

/** How long what a person did is held while the store does not answer (milliseconds). */
const holdMs = 60_000;
const glitches = 3;
/** Slack repeats for six minutes; who was taken is remembered for longer (milliseconds). */
const rememberedMs = 20 * 60_000;

export type Desk = ReturnType<typeof createDesk>;

/** A thread, or a channel where nothing hangs on yet. */
type Spot = { team: string; channel: string; ts: string | undefined };

type Parts = {
  api: Api;
  files: Files;
  records: Records;
  pace: Pace;
  log: Log;
  memberOf(team: string, id: string): Promise<Member>;
  refusal(thread: ThreadId, member: Member): Promise<string | undefined>;
  botOf(team: string): Promise<Bot>;
  receive(): Receive | undefined;
  watch: readonly string[];
  check: Backend["check"] | undefined;
  read: Backend["read"] | undefined;
};

export function createDesk(parts: Parts) {
  const { api, pace, log } = parts;
  const taken = new Map<string, { at: number; work: Promise<unknown> }>();
  return { ...parts, once, deliver, tell, whisper, notSaved };

  /** The same id again gets the outcome of the first; what failed may be tried again. */
  function once<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    for (const [old, { at }] of taken) {
      if (Date.now() - at < rememberedMs) break;
      taken.delete(old);
    }
    const before = taken.get(id);
    // Whoever asks again is answered with the same outcome: the id tells what kind of work it was.
    if (before) return before.work as Promise<T>;
    const begun = patiently(work);
    taken.set(id, { at: Date.now(), work: begun });
    begun.catch(() => taken.delete(id));
    return begun;
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
    return whisper(at, user, text).catch((error: unknown) =>
      log.warn({ channel: at.channel, error: nameOf(error) }, "whisper not sent"),
    );
  }

  async function whisper(at: Spot, user: string, text: string): Promise<void> {
    const thread = at.ts === undefined ? {} : { thread_ts: at.ts };
    for (const part of inParts(escaped(text)))
      await api.call(at.team, "chat.postEphemeral", { channel: at.channel, user, text: part, ...thread });
  }

  function notSaved(place: Place, user: string, error: unknown): Promise<void> {
    log.error({ thread: threadOf(place), error: nameOf(error) }, "an interaction was not saved");
    return tell(place, user, "Not saved: djinn could not store this. Nothing was decided; try it again in a moment.");
  }
}

/** An error's kind, never its message, which may hold a text or a secret. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

/** What is longer than one message may be is said in several. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limits.text) {
    const at = Math.max(rest.lastIndexOf("\n", limits.text), rest.lastIndexOf(" ", limits.text), limits.text / 2);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest || " "];
}
