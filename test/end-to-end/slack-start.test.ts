/** `djinn start` with nothing but settings: it comes into Slack, is killed while it posts, and carries on. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { startFake } from "../adapters/slack/started.ts";
import { buttonsOf } from "../fakes/slack/read.ts";
import { repeated } from "./slack-review.ts";

const root = resolve(import.meta.dirname, "../..");
const running: ChildProcess[] = [];
afterEach(() => {
  for (const one of running.splice(0)) one.kill("SIGKILL");
});

test("a djinn that is killed between two posts carries on at its next start, and says nothing twice", async () => {
  const { slack } = await startFake("socket", [100, 3000, 6000]);
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-"));
  const start = () => {
    const env = {
      PATH: process.env["PATH"],
      DATA_DIR: dataDir,
      PORT: "0",
      PROOF: "static",
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    };
    const child = spawn(process.execPath, ["src/main.ts", "start"], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.push(child);
    return child;
  };
  const shownFiles = () => slack.world.messages.filter((one) => one.bot && buttonsOf(one).length === 3).length;
  try {
    let djinn = start();
    await expect.poll(() => slack.connections(), { timeout: 60_000 }).toBe(1);
    const ana = slack.person("Ana");
    const erd = await readFile(join(root, "test/examples/blog.json"));
    await ana.uploads("blog.json", erd);
    await expect.poll(() => ana.canClick("Build"), { timeout: 30_000 }).toBe(true);
    await ana.clicks("Build");
    for (const files of [2, 5]) {
      await expect.poll(shownFiles, { timeout: 60_000, interval: 5 }).toBe(files);
      djinn.kill("SIGKILL");
      await once(djinn, "exit");
      djinn = start();
    }
    await expect.poll(() => ana.canClick("Approve the rest"), { timeout: 60_000 }).toBe(true);
    await ana.clicks("Approve", "backend/models.py");
    await expect.poll(() => ana.canClick("Undo", "backend/models.py"), { timeout: 30_000 }).toBe(true);
    expect(repeated({ slack })).toEqual([]);
    expect(slack.world.violations).toEqual([]);
    djinn.kill("SIGTERM");
    expect(await once(djinn, "exit")).toEqual([0, null]);
  } finally {
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 180_000);
