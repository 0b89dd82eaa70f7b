/** README's Slack part, followed as it stands: its manifest, its commands, its words in a channel, to a first archive. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { reportSettings } from "#config";
import { type Slack, startSlack } from "../fakes/slack/index.ts";
import { buttonsOf } from "../fakes/slack/read.ts";

const root = resolve(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const part = /## In Slack\n(.*?)\n## /s.exec(readme)?.[1] ?? "";
const manifestPath = /\]\((adapters\/slack\/[\w.]+)\)/.exec(part)?.[1] ?? "";
const commands = /<!-- slack -->\s*```sh\n(.*?)```/s.exec(part)?.[1]?.replace(/^ +/gm, "") ?? "";
const greeting = /`@djinn (here [^`]+)`/.exec(part)?.[1] ?? "";

let running: ChildProcess | undefined;
afterEach(() => {
  // The shell, npm and djinn: a group of our own.
  if (running?.pid !== undefined && running.exitCode === null) process.kill(-running.pid, "SIGKILL");
  running = undefined;
});

test("every setting README names for Slack is one, and every one but the host's address is named", () => {
  const known = reportSettings({}).map(({ name }) => name);
  const named = new Set(part.match(/SLACK_[A-Z_]+/g));
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
  const unnamed = known.filter((name) => name.startsWith("SLACK_") && !named.has(name));
  expect(unnamed).toEqual(["SLACK_API_URL"]);
});

test("who follows README from the manifest on has a first reviewed archive, at Slack's own pace", async () => {
  expect(existsSync(join(root, manifestPath))).toBe(true);
  const manifest = JSON.parse(readFileSync(join(root, manifestPath), "utf8"));
  const slack = await startSlack({ scopes: manifest.oauth_config.scopes.bot });
  Object.assign(slack.faults, { postEveryMs: 950, minuteMs: 60_000 });
  slack.home.joined = false;
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-"));
  try {
    const said = follow(slack, dataDir);
    await expect.poll(() => slack.connections(), { timeout: 60_000 }).toBe(1);
    expect(said()).toContain("✓ Slack: djinn in Acme");
    expect(said()).toContain("✓ Slack: Socket Mode: a socket can be opened");

    // /invite @djinn
    slack.home.joined = true;
    const ana = slack.person("Ana");
    const erd = readFileSync(join(root, "test/examples/blog.json"));
    const thread = await ana.uploads("blog.json", erd, { text: `${slack.mention} ${greeting}` });
    const can = (label: string, near = "") =>
      expect.poll(() => ana.canClick(label, near, { thread }), { timeout: 120_000, interval: 10 }).toBe(true);
    await can("Build");
    await ana.clicks("Build", "", { thread });
    const pressed = slack.world.now();
    await can("Approve");
    const first = slack.world.now() - pressed;
    await ana.clicks("Approve", "", { thread });
    await can("Approve the rest");
    const posts = slack.calls("chat.postMessage").filter(({ at }) => at > pressed);
    const files = slack.world.messages.filter((one) => one.bot && buttonsOf(one).length > 2).length;
    const ended = slack.world.calls.find(({ at, args }) => at > pressed && /^Built /.test(String(args["text"])))?.at;
    const took = ((posts.at(-1)?.at ?? 0) - (posts[0]?.at ?? 0)) / 1000;
    console.log(
      `at Slack's pace the first file stood ${first.toFixed(0)} ms after the click on Build, ${(pressed + first - (ended ?? 0)).toFixed(0)} ms after Build's end; ${posts.length} posts with ${files} files took ${took.toFixed(1)} s, ${(took / (posts.length - 1)).toFixed(3)} times what a post a second allows`,
    );
    // The figure counts (1.1 at most on a quiet machine); a busy one must not fail the suite.
    expect(took / (posts.length - 1)).toBeLessThan(1.5);
    await ana.clicks("Approve the rest", "", { thread });
    const archives = () => slack.world.messages.flatMap(({ files }) => files.filter(({ name }) => /\.zip$/.test(name)));
    await expect.poll(archives, { timeout: 60_000 }).toHaveLength(1);
    expect(slack.world.violations).toEqual([]);
  } finally {
    if (running?.pid !== undefined) {
      process.kill(-running.pid, "SIGTERM");
      await once(running, "exit");
    }
    await slack.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 300_000);

/** Types README's commands into a shell, with tokens in place of the dots; gives what was printed until now. */
function follow(slack: Slack, dataDir: string): () => string {
  expect(commands.split("\n").filter(Boolean)).toHaveLength(3);
  const typed = commands.replace("xapp-…", slack.appToken).replace("xoxb-…", slack.botToken);
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: "0", PROOF: "static", SLACK_API_URL: slack.apiUrl };
  const shell = spawn("sh", ["-c", typed], { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running = shell;
  let printed = "";
  for (const out of [shell.stdout, shell.stderr])
    out.on("data", (chunk) => {
      printed += chunk;
    });
  return () => printed;
}
