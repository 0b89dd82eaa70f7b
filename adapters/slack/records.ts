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
  /** Words for what could not be sent, for the message. */
  unsent?: string[];
  /** When chat.postMessage was called (milliseconds since 1970); whether it arrived is not known until `ts` is. */
  posting?: number;
  ts?: string;
};

/** One message of ours. `buttons` are all values it ever offered: what is not among them was never offered to anybody. */
export type Shown = { thread: ThreadId; buttons: string[]; files: string[] };

export type Thread = { starter: string };
/** What the dialog for one revision shows; `text` only where it fits an input. */
export type Editable = { title: string; files: { path: string; text?: string; characters: number }[] };

const day = 24 * 60 * 60_000;
/**
 * How long each record is kept after it was last written (milliseconds). Buttons, dialogs and threads are for people, who
 * come back to a review after months; a post is tried again for as long as the channel is shut, say archived; the rest is
 * only there to recognise what is repeated within minutes.
 */
const lives = { shown: 400 * day, edit: 400 * day, thread: 400 * day, post: 60 * day, offer: 7 * day, noted: 7 * day };

export type Place = { team: string; channel: string; ts: string };

export type Records = ReturnType<typeof openRecords>;

export function openRecords(storage: Storage) {
  const get = <T>(key: string) => outage(() => storage.get<T>(key));
  const set = (kind: keyof typeof lives, name: string, value: unknown) =>
    outage(async () => {
      await storage.set(`${kind}:${name}`, value, lives[kind]);
    });
  const at = ({ team, channel, ts }: Place) => `${team}:${channel}:${ts}`;
  const edit = (thread: ThreadId, item: string, revision: number) => `${thread}:${hashOf(item)}@${revision}`;

  return {
    posted: (key: string) => get<Posted>(`post:${hashOf(key)}`),
    setPosted: (key: string, posted: Posted) => set("post", hashOf(key), posted),
    shown: (place: Place) => get<Shown>(`shown:${at(place)}`),
    setShown: (place: Place, shown: Shown) => set("shown", at(place), shown),
    thread: (thread: ThreadId) => get<Thread>(`thread:${thread}`),
    setThread: (thread: ThreadId, value: Thread) => set("thread", thread, value),
    editable: (thread: ThreadId, item: string, revision: number) =>
      get<Editable>(`edit:${edit(thread, item, revision)}`),
    setEditable: (thread: ThreadId, item: string, revision: number, value: Editable) =>
      set("edit", edit(thread, item, revision), value),
    offer: (place: Place) => get<{ files: SlackFile[] }>(`offer:${at(place)}`),
    setOffer: (place: Place, offer: { files: SlackFile[] }) => set("offer", at(place), offer),
    /** Whether this was noted before. */
    noted: async (what: string) => (await get(`noted:${hashOf(what)}`)) !== undefined,
    note: (what: string) => set("noted", hashOf(what), 1),
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
