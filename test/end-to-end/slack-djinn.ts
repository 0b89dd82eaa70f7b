/** A whole djinn in a fake Slack: real conversations, real backend, the real adapter, everything in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBackend } from "#backend";
import { openConversations, openStore } from "#conversations";
import { createSlack, type SlackConfig } from "#slack";
import { configFor, startFake, type Way } from "../adapters/slack/started.ts";

export type SlackDjinn = Awaited<ReturnType<typeof startSlackDjinn>>;
type Options = { way: Way; python: string | undefined; redisUrl?: string; paceMs?: number };

/** One workspace and its djinn. `python` boots the proofs; without it they are static. */
export async function startSlackDjinn({ way, python, redisUrl, paceMs }: Options) {
  const { slack, knowBot } = await startFake(way);
  const { chat, stop, ...djinn } = await startDjinn({
    python,
    redisUrl,
    slack: (log) => ({ ...configFor(slack, way, log), ...(paceMs ? { paceMs } : {}) }),
  });
  knowBot(chat);
  return {
    ...djinn,
    slack,
    async stop() {
      await stop();
      await slack.close();
    },
  };
}

type Parts = {
  python: string | undefined;
  redisUrl?: string | undefined;
  slack(log: SlackConfig["log"]): Omit<SlackConfig, "storage">;
};

export async function startDjinn({ python, redisUrl, slack }: Parts) {
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-"));
  const errors: string[] = [];
  const log = {
    info() {},
    warn: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
    error: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
  };
  const store = await openStore({ dataDir, ...(redisUrl ? { redisUrl } : {}) });
  const backend = createBackend({ PROOF: python === undefined ? "static" : "auto" }, async () => python);
  const { check, read } = backend;
  const storage = store.keyv("slack");
  const chat = createSlack({ ...slack(log), storage, check, read });
  const conversations = openConversations({ store, backend, chats: [chat], log });
  await chat.start(conversations.receive);
  await conversations.resume();
  return {
    chat,
    storage,
    errors,
    idle: conversations.idle,
    async stop() {
      await chat.stop();
      await conversations.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
