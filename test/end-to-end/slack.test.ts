/** The whole review in Slack, with real bolt: over a socket and over signed requests, with and without trouble. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { hasRedis, startRedis } from "../fakes/redis.ts";
import { specsTitle } from "../fakes/slack/arguments.ts";
import { bootable, shared } from "../proof/python.ts";
import { type SlackDjinn, startSlackDjinn } from "./slack-djinn.ts";
import { repeated, review } from "./slack-review.ts";

const { python, why } = await bootable();
const minutes = 60_000;
const gates = join(shared, "check-project");
const hasGates = existsSync(gates);

/** What the first review made: every other one must come to the same. */
let reference: Record<string, string> = {};
let djinn: SlackDjinn | undefined;
afterEach(async () => {
  await djinn?.stop();
  djinn = undefined;
});

for (const way of ["socket", "http"] as const)
  test(
    `three people review a job board over ${way}, to an archive with what they decided${why}${specsTitle}`,
    async () => {
      djinn = await startSlackDjinn({ way, python });
      const { files, archives, thread, ana, firstAfter } = await review(djinn);
      expect(archives).toHaveLength(1);
      reference = files;
      expect(files["backend/schema.py"]).toContain("# TODO: name the server");
      expect(files["backend/views.py"]).toContain("# TODO: list the newest jobs first");
      expect(files["backend/admin.py"]).toBeUndefined();
      expect(files["PROOF.md"]).toMatch(/Ana/);
      expect(ana.sees(thread)).toMatch(python ? /118 tests|tests pass|\d+ tests/ : /static only/);
      console.log(`over ${way} the first file stood ${firstAfter.toFixed(0)} ms after Build`);
      expect(repeated(djinn)).toEqual([]);
      expect(djinn.slack.world.violations).toEqual([]);
      expect(djinn.errors).toEqual([]);
      console.log(
        `${djinn.slack.world.calls.length} requests over ${way}, ${djinn.slack.world.violations.length} violations${specsTitle}`,
      );
      if (hasGates) checkProject(archives[0]);
    },
    5 * minutes,
  );

for (const way of ["socket", "http"] as const)
  test.skipIf(!hasRedis)(
    `the same review over ${way} with every event three times, 429 on each fifth call, late shares, an expired trigger, Redis gone for ten seconds${way === "socket" ? ", the socket cut while files are made, decided on and proven" : ""}${hasRedis ? "" : " (skipped: no redis-server)"}`,
    async () => {
      const redis = await startRedis();
      try {
        djinn = await startSlackDjinn({ way, python, redisUrl: redis.url });
        const { slack } = djinn;
        Object.assign(slack.faults, { deliveries: 3, limitEvery: 5, sharesAfterMs: 200, expiredTriggers: 1 });
        const back = () => expect.poll(() => slack.connections(), { timeout: 20_000 }).toBe(way === "socket" ? 1 : 0);
        const cut = async () => {
          slack.closeSockets();
          await back();
        };
        const { files, archives } = await review(djinn, {
          building: cut,
          async deciding(ben, thread) {
            redis.pause();
            await ben.clicks("Approve", "core/settings.py", { thread });
            slack.closeSockets();
            await sleep(10_000);
            redis.goOn();
            await back();
            await expect
              .poll(() => ben.canClick("Undo", "core/settings.py", { thread }), { timeout: 40_000 })
              .toBe(true);
          },
          proving: cut,
        });
        expect(archives).toHaveLength(1);
        expect(without(files, "PROOF.md")).toEqual(without(reference, "PROOF.md"));
        await djinn.idle();
        expect(repeated(djinn)).toEqual([]);
        expect(slack.world.violations).toEqual([]);
      } finally {
        await djinn?.stop();
        djinn = undefined;
        await redis.stop();
      }
    },
    8 * minutes,
  );

const without = (files: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path !== name));

/** The project's gates, which are kept apart from djinn. */
function checkProject(zip: Uint8Array | undefined): void {
  if (zip === undefined) throw new Error("there is no archive");
  const folder = mkdtempSync(join(tmpdir(), "djinn-zip-"));
  try {
    writeFileSync(join(folder, "project.zip"), zip);
    execFileSync("python3", ["-m", "zipfile", "-e", join(folder, "project.zip"), folder]);
    const { status, stdout } = spawnSync(gates, [join(folder, "job_board")], { encoding: "utf8" });
    console.log(stdout.trim().split("\n").at(-1));
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/15 passed/) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
