/** What this adapter keeps: where a post stands, which buttons it offered, who started a thread, what an Edit shows. */
import { createHash } from "node:crypto";
import type { ThreadId } from "#conversations";
import type { SlackFile } from "./payloads.ts";

/** The part of a keyv that is used here. */
export type Storage = {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown, ttl?: number): Promise<unknown>;
  delete(key: string): Promise<unknown>;
};

/** How far a post has come: a repeat after a crash goes on where this ends. */
export type Posted = {
  /** Ids of the files that were sent, by what they are. */
  files: Record<string, string>;
  shared: boolean;
  /** chat.postMessage was called; whether it arrived is not known until `ts` is. */
  posting: boolean;
  ts?: string;
};

/** One message of ours. `buttons` are all values it ever offered: what is not among them was never offered to anybody. */
export type Shown = { thread: ThreadId; buttons: string[]; files: string[] };

export type Thread = { starter: string };
/** What the dialog for one revision shows; `text` only where it fits an input. */
export type Editable = { title: string; files: { path: string; text?: string; characters: number }[] };

export type Place = { team: string; channel: string; ts: string };

export type Records = ReturnType<typeof openRecords>;

export function openRecords(storage: Storage) {
  const get = <T>(key: string) => outage(() => storage.get<T>(key));
  const set = (key: string, value: unknown, ttl?: number) =>
    outage(async () => {
      await storage.set(key, value, ttl);
    });
  const shownKey = ({ team, channel, ts }: Place) => `shown:${team}:${channel}:${ts}`;
  const editKey = (thread: ThreadId, item: string, revision: number) => `edit:${thread}:${hashOf(item)}@${revision}`;

  return {
    posted: (key: string) => get<Posted>(`post:${hashOf(key)}`),
    setPosted: (key: string, posted: Posted) => set(`post:${hashOf(key)}`, posted),
    shown: (place: Place) => get<Shown>(shownKey(place)),
    setShown: (place: Place, shown: Shown) => set(shownKey(place), shown),
    thread: (thread: ThreadId) => get<Thread>(`thread:${thread}`),
    setThread: (thread: ThreadId, value: Thread) => set(`thread:${thread}`, value),
    editable: (thread: ThreadId, item: string, revision: number) => get<Editable>(editKey(thread, item, revision)),
    setEditable: (thread: ThreadId, item: string, revision: number, value: Editable) =>
      set(editKey(thread, item, revision), value),
    offer: ({ team, channel, ts }: Place) => get<{ files: SlackFile[] }>(`offer:${team}:${channel}:${ts}`),
    setOffer: ({ team, channel, ts }: Place, offer: { files: SlackFile[] }) =>
      set(`offer:${team}:${channel}:${ts}`, offer),
    /** True for the first who asks. */
    async first(what: string): Promise<boolean> {
      if (await get(`first:${what}`)) return false;
      await set(`first:${what}`, 1);
      return true;
    },
  };
}

/** "slack:T1:C1:1718.55" */
export const threadOf = ({ team, channel, ts }: Place): ThreadId => `slack:${team}:${channel}:${ts}`;

/** Throws where the id is not one of this adapter's. */
export function placeOf(thread: ThreadId): Place {
  const [, team, channel, ts] = /^slack:(\w+):(\w+):([\d.]+)$/.exec(thread) ?? [];
  if (team === undefined || channel === undefined || ts === undefined) throw new Error(`${thread} is no Slack thread.`);
  return { team, channel, ts };
}

export const hashOf = (content: string | Uint8Array) =>
  createHash("sha256").update(content).digest("base64url").slice(0, 22);

/** Whether the store did not answer: what was asked can be tried again. */
export const isOutage = (error: unknown): boolean => error instanceof Error && error.name === "Outage";

async function outage<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw Object.assign(new Error("The store does not answer.", { cause }), { name: "Outage" });
  }
}
