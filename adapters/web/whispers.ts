/** Words for one person alone, kept until that person has seen them. */
import type { Person, ThreadId } from "#conversations";
import { type Storage, stableId, type Whisper } from "./storage.ts";
import type { Threads } from "./threads.ts";

/** More than these would bury the thread; the oldest go first. */
const most = 20;

export type Whispers = ReturnType<typeof openWhispers>;

export function openWhispers(storage: Storage, inTurn: Threads["inTurn"]) {
  /** The same key again is the same whisper, as long as it is kept. */
  function add(thread: ThreadId, to: Person, text: string, key: string = crypto.randomUUID()): Promise<Whisper> {
    return inTurn(`whispers ${thread}`, async () => {
      const before = await read(thread);
      const id = stableId(thread, "whisper", key);
      const known = before.find((each) => each.id === id);
      if (known !== undefined) return known;
      const whisper: Whisper = { id, to: to.id, text, at: Date.now() };
      const all = [...before, whisper];
      const mine = all.filter((each) => each.to === to.id);
      const surplus = new Set(mine.slice(0, Math.max(0, mine.length - most)));
      await storage.set(
        `whispers:${thread}`,
        all.filter((each) => !surplus.has(each)),
      );
      return whisper;
    });
  }

  async function of(thread: ThreadId, person: string): Promise<Whisper[]> {
    return (await read(thread)).filter((each) => each.to === person);
  }

  /** Only the person it was said to can put it away. */
  function seen(thread: ThreadId, person: string, id: string): Promise<void> {
    return inTurn(`whispers ${thread}`, async () => {
      const left = (await read(thread)).filter((each) => each.id !== id || each.to !== person);
      await storage.set(`whispers:${thread}`, left);
    });
  }

  async function read(thread: ThreadId): Promise<Whisper[]> {
    return (await storage.get<Whisper[]>(`whispers:${thread}`)) ?? [];
  }

  return { add, of, seen };
}
