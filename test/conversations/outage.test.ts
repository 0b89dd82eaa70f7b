/** When the platform or the store does not answer, and when djinn itself stops in the middle. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openConversations, openStore } from "#conversations";
import { createMemoryChat } from "../fakes/memory-chat.ts";
import { hasRedis, startRedis } from "../fakes/redis.ts";
import { createSmallBackend } from "../fakes/small-backend.ts";
import { ana, bytes, openReview, quiet, thread } from "./review.ts";

const upload = { type: "upload", by: ana, name: "a.json", bytes: bytes('{"title": "Job board"}') } as const;

test("while the platform is down everything waits, and comes in its order when it is back", async () => {
  await using review = await openReview();
  await review.toReview();
  review.chat.goDown();
  await review.receive(thread, { type: "approve", by: ana, item: "models.py", revision: 1 });
  await review.receive(thread, { type: "skip", by: ana, item: "admin.py", revision: 1 });
  await new Promise((go) => setTimeout(go, 300));
  expect((await review.store.load(thread)).outbox.length).toBeGreaterThan(2);
  review.chat.comeBack();
  await review.idle();
  expect(review.chat.file("models.py")?.status).toBe("✓ approved by Ana");
  expect(review.chat.ofType("board")[0]?.title).toBe("2 of 4 decided");
  expect((await review.store.load(thread)).outbox).toEqual([]);
});

test("a process that stops while a build runs leaves it to the next one, and nothing is said twice", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const chat = createMemoryChat();
  const slow = createSmallBackend();
  slow.hold();
  const first = await openStore({ dataDir });
  const before = openConversations({ store: first, backend: slow, chats: [chat], log: quiet });
  await before.receive(thread, upload);
  await expect.poll(() => chat.ofType("model").length).toBe(1);
  await before.receive(thread, { type: "build", by: ana, model: 1 });
  await expect.poll(() => chat.ofType("progress").length).toBe(1);
  await before.stop();
  await expect(before.receive(thread, { type: "cancel", by: ana })).rejects.toThrow("djinn is stopping");
  await first.close();

  const second = await openStore({ dataDir });
  const after = openConversations({ store: second, backend: createSmallBackend(), chats: [chat], log: quiet });
  await after.resume();
  await after.idle();
  expect(chat.messages.map(({ post }) => post.type)).toEqual([
    "model",
    "progress",
    "file",
    "file",
    "file",
    "files",
    "board",
  ]);
  await after.stop();
  await second.close();
}, 15_000);

test("a thread of a platform that is not configured any more is left alone", async () => {
  await using review = await openReview();
  await review.receive("elsewhere:1", upload);
  await review.idle();
  await review.resume();
  expect(review.chat.messages).toEqual([]);
  expect(await review.store.unfinished()).toEqual(["elsewhere:1"]);
});

test("a thread that cannot be read keeps no other from being carried on at the start", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const chat = createMemoryChat();
  const slow = createSmallBackend();
  slow.hold();
  const first = await openStore({ dataDir });
  const before = openConversations({ store: first, backend: slow, chats: [chat], log: quiet });
  await before.receive("memory:0", upload);
  await before.receive(thread, upload);
  await expect.poll(() => chat.ofType("model").length).toBe(2);
  await before.receive("memory:0", { type: "build", by: ana, model: 1 });
  await before.receive(thread, { type: "build", by: ana, model: 1 });
  await before.stop();
  await first.close();

  const second = await openStore({ dataDir });
  const load = second.load;
  const store = {
    ...second,
    load: (name: string) => (name === "memory:0" ? Promise.reject(new SyntaxError()) : load(name)),
  };
  const after = openConversations({ store, backend: createSmallBackend(), chats: [chat], log: quiet });
  await after.resume();
  await after.idle();
  expect(chat.ofType("board").length).toBe(1);
  await after.stop();
  await second.close();
}, 15_000);

test("progress is shown in one message while work runs, and never over its end", async () => {
  await using review = await openReview();
  await review.upload();
  const go = review.backend.hold();
  await review.receive(thread, { type: "build", by: ana, model: 1 });
  await expect.poll(() => review.chat.ofType("progress")[0]?.steps).toEqual([{ label: "write", status: "running" }]);
  go();
  await review.idle();
  expect(review.chat.ofType("progress")).toEqual([
    {
      type: "progress",
      title: "Built Job board",
      steps: [{ label: "write", status: "done" }],
      note: expect.stringContaining("Built 5 files in"),
    },
  ]);
});

test("a log line never holds a text, a name or an upload", async () => {
  const lines: string[] = [];
  const write = (fields: unknown, event: string) => void lines.push(`${event} ${JSON.stringify(fields)}`);
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const store = await openStore({ dataDir });
  const [chat, backend] = [createMemoryChat(), createSmallBackend()];
  const conversations = openConversations({
    store,
    backend,
    chats: [chat],
    log: { info: write, warn: write, error: write },
  });
  await conversations.receive(thread, upload);
  await conversations.idle();
  backend.breakAt("generate");
  await conversations.receive(thread, { type: "build", by: ana, model: 1 });
  await conversations.idle();
  expect(lines.join("\n")).toContain("effect failed");
  expect(lines.join("\n")).not.toMatch(/Job board|Ana|a\.json|generate broke/);
  await conversations.stop();
  await store.close();
});

test.skipIf(!hasRedis)(
  hasRedis
    ? "while Redis is out nothing is acknowledged; afterwards everything goes on"
    : "Redis out (skipped: redis-server is not installed)",
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const store = await openStore({ redisUrl: redis.url, dataDir: "." });
    const [chat, backend] = [createMemoryChat(), createSmallBackend()];
    const conversations = openConversations({ store, backend, chats: [chat], log: quiet });
    await conversations.receive(thread, upload);
    await conversations.idle();
    const go = backend.hold();
    await conversations.receive(thread, { type: "build", by: ana, model: 1 });
    await expect.poll(() => chat.ofType("progress").length).toBe(1);
    redis.pause();
    go();
    await expect(conversations.receive(thread, { type: "cancel", by: ana }, "c1")).rejects.toThrow(
      /The store does not answer \(since .* UTC\)/,
    );
    redis.goOn();
    await conversations.idle();
    expect(chat.ofType("board")).toHaveLength(1);
    await conversations.receive(thread, { type: "approve_rest", by: ana });
    await conversations.idle();
    expect(chat.ofType("archive")).toHaveLength(1);
    await conversations.stop();
    await store.close();
  },
  40_000,
);
