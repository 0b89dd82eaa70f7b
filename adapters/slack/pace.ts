/** Slack's pace: calls of one lane go out in order, spaced as its limit wants, and wait when Slack says Retry-After. */
import { setTimeout as sleep } from "node:timers/promises";

/** One call every so many milliseconds, once the first `burst` calls are used up. */
export type Spacing = { every: number; burst: number };

export type Pace = ReturnType<typeof createPace>;

export function createPace() {
  const ended = new AbortController();
  /** When the next call would be due if there were no bursts (milliseconds since 1970). */
  const due = new Map<string, number>();
  const held = new Map<string, number>();
  return { turn, hold, pause, stop: () => ended.abort(), stopped: () => ended.signal.aborted };

  /** Resolves when it is this call's turn; turns are given in the order they were asked for. */
  async function turn(lane: string, { every, burst }: Spacing): Promise<void> {
    const now = Date.now();
    const next = Math.max(due.get(lane) ?? 0, now);
    due.set(lane, next + every);
    const at = Math.max(next - (burst - 1) * every, held.get(lane) ?? 0);
    if (at > now) await pause(at - now);
    if (ended.signal.aborted) throw new Error("Slack is being left.");
  }

  /** Slack answered 429: nobody in this lane goes before that. */
  function hold(lane: string, seconds: number): void {
    held.set(lane, Math.max(held.get(lane) ?? 0, Date.now() + seconds * 1000));
  }

  /** Rejects when djinn stops meanwhile. */
  async function pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: ended.signal });
  }
}
