/** What every store must hold, on one SQLite file and on a real Redis; and what an outage of Redis looks like. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openStore, type Store } from "#conversations";
import { beginning } from "../../conversations/state.ts";
import { isOutage, type Saved } from "../../conversations/store.ts";
import { hasRedis, startRedis } from "../fakes/redis.ts";

const saved = (text = "hello"): Saved => ({
  now: beginning(),
  outbox: [{ number: 1, effect: { type: "say", tone: "info", text } }],
  effects: 1,
  messages: { "model:1": "m1" },
  seen: ["a"],
});
const emptied = (): Saved => ({ ...saved(), outbox: [] });

describe("SQLite", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-store-"));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  contract(() => ({ dataDir }));

  test("what has run out is not found any more, and is gone from the file with the next start", async () => {
    const one = await openStore({ dataDir });
    await one.keyv("slack").set("short", "x", 1);
    await one.keyv("slack").set("long", "x", 60_000);
    await one.keyv("slack").set("endless", "x");
    await new Promise((go) => setTimeout(go, 5));
    expect(await one.keyv("slack").get("short")).toBeUndefined();
    await one.keyv("slack").set("short again", "x", 1);
    await one.close();
    await new Promise((go) => setTimeout(go, 5));
    const two = await openStore({ dataDir });
    await two.close();
    const db = new DatabaseSync(join(dataDir, "djinn.sqlite"));
    const kept = db.prepare("SELECT key FROM entries WHERE space = 'djinn-slack' ORDER BY key").all();
    db.close();
    expect(kept.map(({ key }) => key)).toEqual(["endless", "long"]);
  });

  test("a file that is open in another process, too, is shared", async () => {
    const [one, two] = [await openStore({ dataDir }), await openStore({ dataDir })];
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).save(`web:shared${at}`, emptied())));
    expect((await one.load("web:shared2")).messages).toEqual({ "model:1": "m1" });
    await one.close();
    await two.close();
  });
});

describe.skipIf(!hasRedis)(`Redis${hasRedis ? "" : " (skipped: redis-server is not installed)"}`, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  contract(() => ({ redisUrl: redis.url, dataDir: "." }));

  test("an outage is an outage, told in words and at once, and never an unknown conversation; afterwards all goes on", async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const store = await openStore({ redisUrl: own.url, dataDir: "." });
    await store.save("web:1", saved());
    await own.stop();
    const begun = performance.now();
    const error: unknown = await store.load("web:1").catch((thrown: unknown) => thrown);
    expect(isOutage(error)).toBe(true);
    expect(String(error)).toMatch(/The store does not answer \(since \d\d:\d\d UTC\)/);
    await expect(store.save("web:1", saved())).rejects.toThrow("not saved");
    await expect(store.unfinished()).rejects.toThrow();
    await expect(store.keyv("web").get("x")).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(6_000);
    await own.start();
    await expect
      .poll(
        () =>
          store.save("web:1", saved("back")).then(
            () => "saved",
            () => "out",
          ),
        { timeout: 8_000 },
      )
      .toBe("saved");
    expect((await store.load("web:1")).outbox[0]?.effect).toMatchObject({ text: "back" });
    await store.close();
    await own.stop();
  });

  test("a Redis that hangs is an outage after seconds, not a wait without end", async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    const store = await openStore({ redisUrl: own.url, dataDir: "." });
    await store.ping();
    own.pause();
    await expect(store.load("web:1")).rejects.toThrow("does not answer");
    own.goOn();
    await store.close();
    await own.stop();
  }, 15_000);

  test("a store can be opened before its Redis is there", async () => {
    const own = await startRedis();
    onTestFinished(() => own.stop());
    await own.stop();
    const store = await openStore({ redisUrl: own.url, dataDir: "." });
    await expect(store.ping()).rejects.toThrow("does not answer");
    await own.start();
    await expect
      .poll(
        () =>
          store.ping().then(
            () => "up",
            () => "out",
          ),
        { timeout: 8_000 },
      )
      .toBe("up");
    await store.close();
    await own.stop();
  }, 20_000);
});

function contract(settings: () => Parameters<typeof openStore>[0]) {
  const open = async (use: (store: Store) => Promise<void>) => {
    const store = await openStore(settings());
    try {
      await use(store);
    } finally {
      await store.close();
    }
  };

  test("a thread nobody saved begins at the beginning", () =>
    open(async (store) =>
      expect(await store.load("web:none")).toEqual({
        now: beginning(),
        outbox: [],
        effects: 0,
        messages: {},
        seen: [],
      }),
    ));

  test("what was saved is there after the store was opened again, whatever characters it has", async () => {
    const texts = [":base64:aGk=", "::", '"', "\u0000\u2028😀", "x".repeat(100_000)];
    await open(async (store) => {
      for (const [at, text] of texts.entries()) await store.save(`web:t${at}`, saved(text));
    });
    await open(async (store) => {
      for (const [at, text] of texts.entries()) expect(await store.load(`web:t${at}`)).toEqual(saved(text));
    });
  });

  test("threads with something left to do are found again, also after a restart, and only those", async () => {
    await open(async (store) => {
      for (let at = 0; at < 250; at++) await store.save(`web:u${at}`, at % 2 ? saved() : emptied());
      await store.save("web:u1", emptied());
    });
    await open(async (store) => {
      const found = (await store.unfinished()).filter((thread) => thread.startsWith("web:u"));
      expect(found).toHaveLength(124);
      expect(found).toContain("web:u3");
      expect(found).not.toContain("web:u1");
    });
  });

  test("blobs come back byte for byte, and an unknown one is thrown", () =>
    open(async (store) => {
      const bytes = new Uint8Array(70_000).map((_, at) => (at * 31) % 256);
      expect(new Uint8Array(await store.bytes(await store.putBlob(bytes)))).toEqual(bytes);
      expect(await store.text(await store.putBlob(":text: ä\n"))).toBe(":text: ä\n");
      await expect(store.text("0".repeat(64))).rejects.toThrow("no content");
    }));

  test("an adapter's namespace is its own, with deletion and expiry", () =>
    open(async (store) => {
      const [web, other] = [store.keyv("web"), store.keyv("other")];
      await web.set("a", { n: 1 });
      await web.set("short", 1, 40);
      expect(await web.get("a")).toEqual({ n: 1 });
      expect(await other.get("a")).toBeUndefined();
      await new Promise((go) => setTimeout(go, 60));
      expect(await web.get("short")).toBeUndefined();
      expect(await web.delete("a")).toBe(true);
      expect(await web.get("a")).toBeUndefined();
    }));

  test("a stored conversation that is not one is refused, not believed", () =>
    open(async (store) => {
      const broken = { ...saved(), now: { phase: "reviewing" } } as unknown as Saved;
      await store.save("web:broken", broken);
      const error: unknown = await store.load("web:broken").catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(isOutage(error)).toBe(false);
      await store.save("web:broken", emptied());
    }));
}

test("a store on Redis that was never used can be closed", async () => {
  const store = await openStore({ redisUrl: "redis://127.0.0.1:1", dataDir: tmpdir() });
  await expect(store.close()).resolves.toBeUndefined();
});
