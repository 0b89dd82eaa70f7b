/**
 * Conversations at rest: one small document a thread (state and outbox together), blobs named by their hash, and the
 * list of threads that have something left to do. Redis, or one SQLite file.
 */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Keyv, type KeyvStoreAdapter } from "keyv";
import { z } from "zod";
import { Effect } from "./effects.ts";
import { openRedis } from "./redis.ts";
import { openSqlite } from "./sqlite.ts";
import { beginning, Conversation } from "./state.ts";

export const OutboxEntry = z.object({ number: z.int(), effect: Effect });
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** What is saved of a thread, as one document: there is no moment with a decision and without what follows from it. */
const Saved = z.object({
  now: Conversation,
  outbox: z.array(OutboxEntry),
  /** The number of the last effect. */
  effects: z.int(),
  /** Where the post of a slot stands. */
  messages: z.record(z.string(), z.string()),
  /** Interactions already taken in, the newest last. */
  seen: z.array(z.string()),
});
export type Saved = z.infer<typeof Saved>;

export type Store = {
  load(thread: string): Promise<Saved>;
  save(thread: string, saved: Saved): Promise<void>;
  putBlob(content: string | Uint8Array): Promise<string>;
  text(blob: string): Promise<string>;
  bytes(blob: string): Promise<Uint8Array>;
  /** Threads whose outbox was not empty at the last save. */
  unfinished(): Promise<string[]>;
  /** A namespace of its own for somebody else, an adapter. Its errors are thrown, too. */
  keyv(space: string): Keyv;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the store; nothing is connected before the first use. Everything it does throws `isOutage` errors while it cannot answer. */
export async function openStore({
  redisUrl,
  dataDir,
}: {
  redisUrl?: string | undefined;
  dataDir: string;
}): Promise<Store> {
  const { space, ping, close } = redisUrl ? openRedis(redisUrl) : openFile(dataDir);
  const conversations = keyvOf(space("djinn"));
  const blobs = keyvOf(space("djinn-blobs"));
  // One key a thread, so that two processes never overwrite each other's list. Set before the outbox gets its first
  // effect and removed after it lost its last: a crash in between leaves a key too many, never one too few.
  const open = keyvOf(space("djinn-open"));
  const outage = tellingOutages();

  async function readBlob(hash: string): Promise<{ text: string } | { base64: string }> {
    const found = await outage(() => blobs.get<{ text: string } | { base64: string }>(hash));
    if (!found) throw new Error(`The store has no content ${hash}.`);
    return found;
  }

  return {
    async load(thread) {
      const found = await outage(() => conversations.get<unknown>(thread));
      if (found === undefined) return { now: beginning(), outbox: [], effects: 0, messages: {}, seen: [] };
      return Saved.parse(found);
    },
    save: (thread, saved) =>
      outage(async () => {
        if (saved.outbox.length) await open.set(thread, 1);
        await conversations.set(thread, saved);
        if (!saved.outbox.length) await open.delete(thread);
      }),
    async putBlob(content) {
      const hash = blobName(content);
      const entry =
        typeof content === "string" ? { text: content } : { base64: Buffer.from(content).toString("base64") };
      await outage(() => blobs.set(hash, entry));
      return hash;
    },
    async text(hash) {
      const found = await readBlob(hash);
      return "text" in found ? found.text : Buffer.from(found.base64, "base64").toString("utf8");
    },
    async bytes(hash) {
      const found = await readBlob(hash);
      return "text" in found ? Buffer.from(found.text, "utf8") : Buffer.from(found.base64, "base64");
    },
    unfinished: () =>
      outage(async () => {
        const threads: string[] = [];
        for await (const [thread] of open.iterator?.(undefined) ?? []) threads.push(String(thread));
        return threads.sort();
      }),
    keyv: (name) => keyvOf(space(`djinn-${name}`)),
    ping: () => outage(async () => ping()),
    close: async () => close(),
  };
}

/** The name a content has in the store. */
export const blobName = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** Whether an error means that the store does not answer, and not that something is wrong with what was asked. */
export const isOutage = (error: unknown): boolean => error instanceof Error && error.name === "Outage";

/** Turns whatever a store throws into one sentence for people, with the time since when. */
function tellingOutages() {
  let since: Date | undefined;
  return async function outage<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      since = undefined;
      return answer;
    } catch (cause) {
      since ??= new Date();
      const text = `The store does not answer (since ${since.toISOString().slice(11, 16)} UTC). Nothing that was decided is lost, but this was not saved: try it again when the store is back.`;
      throw Object.assign(new Error(text, { cause }), { name: "Outage" });
    }
  };
}

function openFile(dataDir: string) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openSqlite(join(dataDir, "djinn.sqlite"));
}

/** Plain JSON, so that what is stored can be read by anything; keyv's own form would rewrite texts that begin with a colon. */
function keyvOf(adapter: KeyvStoreAdapter): Keyv {
  const keyv = new Keyv({
    store: adapter,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: (data) => JSON.stringify(data),
    deserialize: (data) => JSON.parse(data),
  });
  // Without a listener keyv prints; the error is thrown to the caller anyway.
  keyv.on("error", () => {});
  return keyv;
}
