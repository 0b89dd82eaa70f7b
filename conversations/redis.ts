/** Redis as keyv storage, strict: an outage is thrown at once, never waited out and never taken for an empty answer. */
import KeyvRedis, { createClient } from "@keyv/redis";
import type { KeyvStoreAdapter } from "keyv";

/** How long one command may take before it counts as an outage (milliseconds). */
const PATIENCE_MS = 5_000;

/** One connection for all namespaces. It is made with the first command, and made again by itself after an outage. */
export function openRedis(url: string) {
  const client = createClient({
    url,
    // Commands sent while there is no connection would wait for it without end.
    disableOfflineQueue: true,
    pingInterval: 30_000,
    socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000) },
  });
  // Without a listener node-redis throws; every failed command tells of the outage by itself.
  client.on("error", () => {});
  let missingSince: number | undefined;
  client.on("ready", () => {
    missingSince = undefined;
  });

  async function connected<T>(command: () => Promise<T>): Promise<T> {
    return inTime(
      (async () => {
        if (!client.isReady) {
          // It tries on by itself for as long as it takes; only the first caller may start it.
          if (!client.isOpen) client.connect().catch(() => {});
          if (!client.isReady) await ready();
        }
        return command();
      })(),
    );
  }

  /** Waits a little for a connection that is being made; in an outage only the first command waits. */
  async function ready() {
    missingSince ??= Date.now();
    while (!client.isReady && Date.now() < missingSince + 1_000) await new Promise((go) => setTimeout(go, 20));
    if (!client.isReady) throw new Error("there is no connection to Redis");
    missingSince = undefined;
  }

  function space(name: string): KeyvStoreAdapter {
    const adapter = new KeyvRedis<string>(client, {
      namespace: name,
      throwOnErrors: true,
      throwOnConnectError: true,
      connectionTimeout: PATIENCE_MS,
    });
    adapter.on("error", () => {});
    return {
      opts: { dialect: "redis", url: "redis" },
      namespace: name,
      get: <Value>(key: string) => connected(() => adapter.get<Value>(key)),
      set: (key: string, value: string, ttl?: number) => connected(() => adapter.set(key, value, ttl)),
      delete: (key: string) => connected(() => adapter.delete(key)),
      clear: () => connected(() => adapter.clear()),
      async *iterator() {
        await connected(async () => {});
        for await (const entry of adapter.iterator(name)) yield entry;
      },
      on() {
        return this;
      },
    };
  }

  return {
    space,
    ping: () => connected(async () => void (await client.ping())),
    close: async () => {
      // One that was never used has no connection to end.
      if (client.isOpen) client.destroy();
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
