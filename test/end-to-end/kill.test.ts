/** Reviews over HTTP with a real djinn that is killed at random moments: decisions stay, one archive comes, nothing stands twice. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openStore, type Store } from "#conversations";
import type { Thread } from "../../adapters/web/storage.ts";
import { type Visitor, visit } from "../adapters/web/visitor.ts";
import { randomFrom } from "../fakes/random.ts";
import { hasRedis, startRedis } from "../fakes/redis.ts";
import { type Started, startProcess } from "./process.ts";
import { type Review, reviewing } from "./review.ts";
import type { Seen } from "./thread.ts";
import { unpacked } from "./unpacked.ts";

const runs = Number(process.env["DJINN_CRASHES"] ?? 2);
const firstSeed = Number(process.env["DJINN_SEED"] ?? 20_260_701);
const minute = 60_000;
const strikesEach = 3;
const erd = readFileSync(join(import.meta.dirname, "../examples/job-board.json"), "utf8");
const [models, edited, skipped] = ["backend/models.py", "backend/serializers.py", "backend/admin.py"];
const words = "# Ben's own words stay.";

describe.concurrent(`${runs} reviews killed at random moments, from seed ${firstSeed} on (DJINN_CRASHES and DJINN_SEED change that)`, () => {
  test("on SQLite", ({ onTestFinished }) => several((seed) => killedReview(seed, onTestFinished)), 2 * runs * minute);

  test.skipIf(!hasRedis)(
    hasRedis ? "on Redis" : "on Redis (skipped: redis-server is not installed)",
    async ({ onTestFinished }) => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      // A database of its own for each run.
      await several((seed, run) => killedReview(seed, onTestFinished, `${redis.url}/${run % 128}`));
    },
    2 * runs * minute,
  );
});

/** One seed a run: DJINN_SEED with the seed of the one that failed and DJINN_CRASHES=1 plays it again. */
async function several(review: (seed: number, run: number) => Promise<Count>): Promise<void> {
  let [kills, repeated] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const seed = firstSeed + run;
    const began = performance.now();
    const count = await review(seed, run).catch((error) => {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.info(`seed ${seed}: ${count.kills} kills, ${count.repeated} actions repeated, ${seconds} s`);
    kills += count.kills;
    repeated += count.repeated;
  }
  console.info(`${runs} reviews: ${kills} kills, ${repeated} actions repeated since no answer came`);
  expect(kills).toBeGreaterThanOrEqual(3 * runs);
}

type Count = { kills: number; repeated: number };
type AtEnd = (end: () => Promise<void>) => void;

async function killedReview(seed: number, atEnd: AtEnd, redisUrl?: string): Promise<Count> {
  const random = randomFrom(seed);
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-kill-"));
  const djinn = await startProcess({ dataDir, redisUrl });
  atEnd(djinn.end);
  const ana = await visit(djinn.url, "Ana");
  const ben = await visit(djinn.url, "Ben");
  const strikes = striking(djinn, random);
  const review = reviewing(ana, strikes);
  const steps = stepsOf(review, ana, ben);

  for (const step of steps) await Promise.race([step(), strikes.broken]);
  await strikes.over();
  await review.until((seen) => seen.board.includes("delivered") && seen.archive !== undefined);
  const store = await openStore({ dataDir, redisUrl });
  atEnd(store.close);
  while ((await store.load(review.thread())).outbox.length > 0) await sleep(20);
  await djinn.crash();
  await djinn.start();
  const seen = await review.look();
  expectOnce(seen);
  expect((await review.look(ben)).whispers).toBe(1);
  await writeFile(join(dataDir, "archive.zip"), await review.download());
  await expectDecided(seen, unpacked(join(dataDir, "archive.zip")), store, review.thread());
  expect(djinn.errors).toEqual([]);
  const count = { kills: djinn.kills(), repeated: review.repeated() };
  await djinn.end();
  await rm(dataDir, { recursive: true, force: true });
  return count;
}

/** What the two people do; each waits only for what it needs to see. */
function stepsOf(
  { drop, press, edit, until, download }: Review,
  ana: Visitor,
  ben: Visitor,
): (() => Promise<unknown>)[] {
  return [
    () => drop("job-board.json", erd),
    () => press(ana, "build:@1"),
    () => press(ana, `approve:${models}@1`),
    // Too late: Ben is told so, privately and once.
    () => press(ben, `approve:${models}@1`, `undo:${models}@1`),
    () => press(ben, `open_edit:${edited}@1`, `edit:${edited}@1`),
    () => edit(ben, edited, words),
    () => press(ben, `skip:${skipped}@1`),
    () => until((seen) => seen.notices.length === 1),
    () => press(ben, `undo:${skipped}@1`),
    () => press(ben, `skip:${skipped}@1`),
    () => until((seen) => seen.notices.length === 2 && seen.posts.includes(`file ${edited} r2`)),
    () => press(ana, "approve_rest:@"),
    () => until((seen) => seen.archive !== undefined),
    () => download(),
  ];
}

/** Kills while an act is being answered, a while after it, or while posts come in; some in the start that follows, too. */
function striking(djinn: Started, random: () => number) {
  const whole = (below: number) => Math.floor(random() * below);
  // Ten acts and the download.
  const later = () => ({ act: whole(11), delay: random() * 1000 });
  const kinds = [
    () => ({ act: whole(11), delay: random() * 15 }),
    later,
    () => ({ posts: 1 + whole(25), delay: random() * 30 }),
  ];
  type Strike = { act?: number; posts?: number; delay: number; again: number | undefined };
  let waiting: Strike[] = Array.from({ length: strikesEach }, (_, at) => ({
    ...(kinds[at % kinds.length] ?? later)(),
    again: random() < 0.25 ? random() * 900 : undefined,
  }));
  let struck = Promise.resolve();
  const { promise: broken, reject } = Promise.withResolvers<never>();
  return {
    /** Rejects when djinn did not start again. */
    broken,
    sent: (number: number) => strike(({ act }) => act === number),
    seen: (count: number) => strike(({ posts }) => posts !== undefined && posts <= count),
    over: () => struck,
  };

  function strike(due: (strike: Strike) => boolean): void {
    const now = waiting.filter(due);
    waiting = waiting.filter((one) => !now.includes(one));
    for (const one of now) struck = struck.then(() => hit(one)).catch(reject);
  }

  async function hit({ delay, again }: Strike): Promise<void> {
    await sleep(delay);
    await djinn.crash();
    const starting = djinn.start();
    if (again === undefined) return starting;
    await sleep(again);
    await djinn.crash();
    await starting;
    await djinn.start();
  }
}

/** Each message once, and each line about what a person did, in the order in which they did it, above what came of it. */
function expectOnce(seen: Seen): void {
  const files = Object.keys(seen.states).filter((title) => title !== "boilerplate");
  expect(files.length).toBeGreaterThan(5);
  expect(seen.posts.toSorted()).toEqual(
    [
      ...["model", "progress", "board", "file", "notice", "notice", "proof", "archive", `file ${edited} r2`],
      ...files.map((path) => `file ${path} r1`),
    ].toSorted(),
  );
  expect(seen.lines).toEqual([
    expect.stringMatching(/^dropped job-board.json/),
    "→ Build",
    `→ Approve ${models} r1`,
    `→ Approve ${models} r1`,
    `→ Edit ${edited} r1`,
    `→ Skip ${skipped} r1`,
    `→ Undo ${skipped}`,
    `→ Skip ${skipped} r1`,
    "→ Approve the rest",
  ]);
  const answers = {
    "→ Build": "progress",
    [`→ Edit ${edited} r1`]: `file ${edited} r2`,
    "→ Approve the rest": "proof",
  };
  expect(seen.order.slice(0, 2)).toEqual([seen.lines[0], "model"]);
  for (const [line, answer] of Object.entries(answers))
    expect(seen.order.indexOf(answer), `${answer} under ${line}`).toBeGreaterThan(seen.order.indexOf(line));
  for (const find of ["indexOf", "lastIndexOf"] as const)
    expect(seen.order[find]("notice")).toBeGreaterThan(seen.order[find](`→ Skip ${skipped} r1`));
  expect(seen.whispers).toBe(0);
}

/** Board, store, archive and PROOF.md agree on what was decided. */
async function expectDecided(seen: Seen, zip: Record<string, string>, store: Store, thread: string): Promise<void> {
  const states = Object.entries(seen.states);
  for (const [path, state] of states)
    expect([path, state]).toEqual([path, path === skipped ? "skipped by Ben" : "approved by Ana"]);

  const { now } = await store.load(thread);
  if (now.phase !== "delivered") throw new Error(`It ended in ${now.phase}.`);
  expect(now.history.archives).toHaveLength(1);
  expect(now.history.proofs.map(({ status }) => status)).toEqual(["passed"]);
  const stored = now.review.items.map(({ title, decision }) => [
    title,
    `${decision.state} by ${"by" in decision ? decision.by.name : ""}`,
  ]);
  expect(stored).toEqual(states);
  // The page shows the newest board alone: an earlier one would lie unseen.
  const kept = await store.keyv("web").get<Thread>(`thread:${thread}`);
  expect(kept?.messages.map(({ id }) => id)).toHaveLength(seen.order.length + 1);

  const files = Object.fromEntries(Object.entries(zip).map(([name, text]) => [name.replace(/^[^/]+\//, ""), text]));
  const paths = now.review.items.flatMap((item) => item.files.map((file) => file.path));
  expect(Object.keys(files).toSorted()).toEqual([...paths.filter((path) => path !== skipped), "PROOF.md"].toSorted());
  for (const path of [models, edited]) {
    const item = now.review.items.find((one) => one.id === path);
    expect(files[path]).toBe(await store.text(item?.revisions.at(-1)?.texts[path] ?? ""));
  }
  expect(files[edited]).toContain(words);
  expect(files["PROOF.md"]).toContain(`Changed by Ben: ${edited} (r2)`);
  expect(files["PROOF.md"]).toContain(`Skipped by Ben: ${skipped}`);
  expect(files["PROOF.md"]).toMatch(new RegExp(`Approved by Ana: .*${models}`));
}
