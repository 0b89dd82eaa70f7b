/** Waiting before another try, longer each time, and at once over when everything stops. */
import { setTimeout as sleep } from "node:timers/promises";

export type Pause = {
  stopped(): boolean;
  /** Waits 0.1 s after the first failure, twice as long after each further one, 15 s at most. */
  after(failures: number): Promise<void>;
  for(ms: number): Promise<void>;
  stop(): void;
};

export function createPause(): Pause {
  const stopping = new AbortController();
  const wait = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  return {
    stopped: () => stopping.signal.aborted,
    after: (failures) => wait(Math.min(100 * 2 ** (failures - 1), 15_000)),
    for: wait,
    stop: () => stopping.abort(),
  };
}
