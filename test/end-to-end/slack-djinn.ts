/** A whole djinn in a fake Slack: real conversations, real backend, the real adapter, everything in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBackend } from "#backend";
import { openConversations, openStore } from "#conversations";
import { createSlack } from "#slack";
import { configFor, startFake, type Way } from "../adapters/slack/started.ts";

export type SlackDjinn = Awaited<ReturnType<typeof startSlackDjinn>>;
type Options = { way: Way; python: string | undefined; redisUrl?: string; paceMs?: number };

/** `python` boots the proofs; without it they are static. */
export async function startSlackDjinn({ way, python, redisUrl, paceMs }: Options) {
  const dataDir = await mkdtemp(join(tmpdir(), "djinn-"));
  const { slack, knowBot } = await startFake(way);
  const errors: string[] = [];
  const log = {
    info() {},
    warn: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
    error: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
  };
  const store = await openStore({ dataDir, ...(redisUrl ? { redisUrl } : {}) });
  const backend = createBackend({ PROOF: python === undefined ? "static" : "auto" }, async () => python);
  const chat = createSlack({
    ...configFor(slack, way, log),
    storage: store.keyv("slack"),
    check: backend.check,
    read: backend.read,
    ...(paceMs ? { paceMs } : {}),
  });
  knowBot(chat);
  const conversations = openConversations({ store, backend, chats: [chat], log });
  await chat.start(conversations.receive);
  await conversations.resume();
  return {
    slack,
    errors,
    idle: conversations.idle,
    async stop() {
      await chat.stop();
      await conversations.stop();
      await store.close();
      await slack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
