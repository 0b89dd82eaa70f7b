/** Many people at once on one review: everybody is answered in time, every file is decided once, whoever is late is told. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openConversations, openStore } from "#conversations";
import { createSlack } from "#slack";
import { createSmallBackend } from "../../fakes/small-backend.ts";
import { configFor, startFake } from "./started.ts";

const people = 20;
const clicks = 200;
const log = { info() {}, warn() {}, error: (fields: unknown, event: string) => console.error(event, fields) };

test(`${clicks} clicks from ${people} people in 5 seconds are all acknowledged within 3, and each file is decided once`, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-"));
  const paths = Array.from({ length: people }, (_, number) => `f${String(number).padStart(2, "0")}.py`);
  const project = paths.map((path) => ({
    path,
    content: "x\n",
    group: "review" as const,
    about: "",
    neededBy: [] as string[],
  }));
  const { slack, knowBot } = await startFake("socket");
  // Slack's own pace: a message a second a channel, and its tiers' calls a minute.
  Object.assign(slack.faults, { postEveryMs: 950, minuteMs: 60_000 });
  const store = await openStore({ dataDir });
  const chat = createSlack({ ...configFor(slack, "socket", log), storage: store.keyv("slack"), paceMs: 1_000 });
  knowBot(chat);
  const conversations = openConversations({ store, backend: createSmallBackend(project), chats: [chat], log });
  await chat.start(conversations.receive);
  try {
    const team = Array.from({ length: people }, (_, number) => slack.person(`P${number}`));
    const [ana] = team;
    if (!ana) throw new Error("there is nobody");
    const thread = await ana.uploads("model.json", '{"title": "Crowd"}');
    await expect.poll(() => ana.canClick("Build"), { timeout: 10_000 }).toBe(true);
    await ana.clicks("Build");
    await expect.poll(() => ana.canClick("Approve the rest"), { timeout: 60_000 }).toBe(true);
    await conversations.idle();
    // The minute in which the files were posted is over.
    await sleep(30_000);

    const before = slack.deliver.acks.length;
    const from = performance.now();
    await Promise.all(
      Array.from({ length: clicks }, async (_, number) => {
        await new Promise((resolve) => setTimeout(resolve, (number * 5000) / clicks));
        const path = paths[(number * 7) % (people - 1)] ?? "";
        // The button as it stood on the screen when the crowd began; it may be gone by now.
        const message = slack.world.messages.find(({ text }) => text.startsWith(`${path} r1`));
        if (!message) throw new Error(`there is no ${path}`);
        const button = { block_id: "b", action_id: "djinn_approve", value: `approve:${path}@1` };
        await team[number % people]?.sends(message, button);
      }),
    );
    const took = performance.now() - from;
    const times = slack.deliver.acks
      .slice(before)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b);
    const [p50, p99] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)] ?? 0);
    console.log(
      `${clicks} clicks in ${(took / 1000).toFixed(1)} s, acknowledged p50 ${p50?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms`,
    );
    expect(times.length).toBeGreaterThanOrEqual(clicks);
    expect(p99).toBeLessThan(3000);

    const decided = people - 1;
    const told = () => team.reduce((sum, person) => sum + person.told().length, 0);
    await expect.poll(told, { timeout: 60_000, interval: 20 }).toBe(clicks - decided);
    const late = performance.now() - from - took;
    const board = () => ana.sees(thread).match(/approved by P\d+/g)?.length ?? 0;
    await expect.poll(board, { timeout: 120_000 }).toBeGreaterThanOrEqual(decided);
    await conversations.idle();
    const shown = (performance.now() - from - took) / 1000;
    console.log(
      `the last of ${clicks - decided} late clickers was told ${late.toFixed(0)} ms after the last click; every message showed its decision after ${shown.toFixed(1)} s`,
    );
    expect(slack.calls("chat.postEphemeral")).toEqual([]);
    expect(ana.sees(thread)).toContain(`${decided} of ${people} decided`);
    expect(slack.world.violations).toEqual([]);
  } finally {
    await chat.stop();
    await conversations.stop();
    await store.close();
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 300_000);
