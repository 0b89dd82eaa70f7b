/** Reviews whose process is killed at random moments: every decision is kept, one archive comes out, no message appears twice. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Interaction, openStore, type Post } from "#conversations";
import { createMemoryChat } from "../fakes/memory-chat.ts";
import { randomFrom } from "../fakes/random.ts";
import { hasRedis, startRedis } from "../fakes/redis.ts";
import { unpack } from "../fakes/small-backend.ts";

const runs = Number(process.env["DJINN_CRASHES"] ?? 3);
const seed = Number(process.env["DJINN_SEED"] ?? 20_260_101);
const script = resolve(import.meta.dirname, "../fakes/review-process.ts");
const ana = { id: "1", name: "Ana" };
const ben = { id: "2", name: "Ben" };
const cleo = { id: "3", name: "Cleo" };

type Chat = ReturnType<typeof createMemoryChat>;
/** What people do, and what they see before they do the next thing. */
const steps: { does: unknown; sees: (chat: Chat) => boolean }[] = [
  {
    does: { type: "upload", by: ana, name: "a.json", bytes: '{"title": "Job board"}' },
    sees: (chat) => chat.ofType("model").length > 0,
  },
  { does: { type: "build", by: ana, model: 1 }, sees: (chat) => chat.ofType("board").length > 0 },
  { does: { type: "approve", by: ana, item: "models.py", revision: 1 }, sees: () => true },
  { does: { type: "skip", by: ben, item: "admin.py", revision: 1 }, sees: () => true },
  {
    does: { type: "edit", by: cleo, item: "urls.py", path: "urls.py", revision: 1, change: { text: "routes\n" } },
    sees: (chat) => chat.file("urls.py")?.revision === 2,
  },
  { does: { type: "undo", by: ben, item: "models.py", revision: 1 }, sees: () => true },
  { does: { type: "approve", by: ben, item: "models.py", revision: 1 }, sees: () => true },
  { does: { type: "approve", by: cleo, item: "urls.py", revision: 2 }, sees: () => true },
  { does: { type: "approve_rest", by: ana }, sees: (chat) => chat.ofType("archive").length > 0 },
];

describe(`${runs} reviews killed at random moments (seed ${seed}; DJINN_CRASHES and DJINN_SEED change that)`, () => {
  test("on SQLite", async () => {
    const random = randomFrom(seed);
    for (let run = 0; run < runs; run++) await killedReview(random, `run ${run}`);
  }, 240_000);

  test.skipIf(!hasRedis)(
    hasRedis ? "on Redis" : "on Redis (skipped: redis-server is not installed)",
    async () => {
      const random = randomFrom(seed + 1);
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      // A database of its own for each run.
      for (let run = 0; run < runs; run++) await killedReview(random, `run ${run}`, `${redis.url}/${run % 128}`);
    },
    240_000,
  );
});

async function killedReview(random: () => number, name: string, redisUrl?: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-crash-"));
  const platform = await openPlatform();
  onTestFinished(() => platform.close());
  const settings = { platform: platform.url, dataDir, redisUrl };
  let child = await start(settings);
  onTestFinished(() => void child.kill("SIGKILL"));
  let kills = 0;
  let over = false;
  const killer = (async () => {
    while (kills < 3 && !over) {
      await sleep(20 + random() * 350);
      if (over) return;
      child.kill("SIGKILL");
      kills++;
      child = await start(settings);
    }
  })();

  for (const [at, { does, sees }] of steps.entries()) {
    while (!(await saved(() => child, `step ${at}`, does))) await sleep(10);
    await expect
      .poll(() => sees(platform.chat), { timeout: 20_000, interval: 5, message: `${name}, step ${at}` })
      .toBe(true);
  }
  over = true;
  await killer;
  const store = await openStore({ dataDir, redisUrl });
  await expect.poll(async () => (await store.load("memory:1")).outbox, { timeout: 20_000 }).toEqual([]);
  child.kill("SIGKILL");
  const { now } = await store.load("memory:1");
  await store.close();
  platform.close();
  await rm(dataDir, { recursive: true, force: true });

  if (now.phase !== "delivered") throw new Error(`${name} ended in ${now.phase}`);
  const decisions = now.review.items.map(({ id, decision }) => [
    id,
    decision.state,
    "by" in decision ? decision.by.name : "",
  ]);
  expect(decisions).toEqual([
    ["models.py", "approved", "Ben"],
    ["admin.py", "skipped", "Ben"],
    ["urls.py", "approved", "Cleo"],
    ["boilerplate", "approved", "Ana"],
  ]);
  const seen = platform.chat.messages.map(({ post }) => titleOf(post));
  expect(seen.toSorted(), `${name} after ${kills} kills`).toEqual(
    [
      ...["model", "progress", "file models.py r1", "file admin.py r1", "file urls.py r1", "files", "board"],
      ...["file urls.py r2", "notice", "proof", "archive"],
    ].toSorted(),
  );
  expect(platform.chat.whispers).toEqual([]);
  const [archive] = platform.chat.ofType("archive");
  const files = unpack(new Uint8Array(archive?.bytes ?? []));
  expect(files.find(({ path }) => path === "urls.py")?.content).toBe("routes\n");
  expect(files.map(({ path }) => path)).not.toContain("admin.py");
}

const titleOf = (post: Post) => (post.type === "file" ? `file ${post.path} r${post.revision}` : post.type);

/** The platform lives outside the process that is killed: a post may have happened though nobody heard the answer. */
async function openPlatform() {
  const chat = createMemoryChat();
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as {
      thread: string;
      post: Post;
      options: { key: string };
      to: typeof ana;
      text: string;
    };
    await sleep(Math.random() * 10);
    const answer =
      request.url === "/post"
        ? chat.post(body.thread, body.post, body.options)
        : chat.whisper(body.thread, body.to, body.text);
    answer.then(
      (id) => response.end(id ?? ""),
      () => response.writeHead(500).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { chat, url: `http://127.0.0.1:${address.port}`, close };
}

async function start(settings: unknown): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(settings)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { promise, resolve: ready } = Promise.withResolvers<void>();
  child.once("message", () => ready());
  await promise;
  return child;
}

/** Sends it, and says whether it was acknowledged before the process died. The same id twice is one interaction. */
async function saved(current: () => ChildProcess, id: string, interaction: unknown): Promise<boolean> {
  const child = current();
  if (!child.connected) return false;
  const { promise, resolve: settle } = Promise.withResolvers<boolean>();
  const hear = (message: { saved?: string }) => message.saved === id && settle(true);
  const die = () => settle(false);
  child.on("message", hear).once("exit", die);
  child.send({ id, interaction } as { id: string; interaction: Interaction }, (error) => error && settle(false));
  const answer = await promise;
  child.off("message", hear).off("exit", die);
  return answer;
}
