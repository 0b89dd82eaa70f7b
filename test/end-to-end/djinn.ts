/** A whole djinn for tests: real conversations, real backend, the page on a free port, everything in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBackend } from "#backend";
import { openConversations, openStore } from "#conversations";
import { createWeb } from "#web";

export type Djinn = Awaited<ReturnType<typeof startDjinn>>;

/** `python` boots the proofs; without it they are static. */
export async function startDjinn(python: string | undefined, folder?: string) {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), "djinn-")));
  const errors: string[] = [];
  const log = {
    info() {},
    warn: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
    error: (fields: Record<string, unknown>, event: string) => void errors.push(`${event} ${JSON.stringify(fields)}`),
  };
  const store = await openStore({ dataDir });
  const backend = createBackend({ PROOF: python === undefined ? "static" : "auto" }, async () => python);
  const web = createWeb({ host: "127.0.0.1", port: 0, storage: store.keyv("web"), log });
  const conversations = openConversations({ store, backend, chats: [web], log });
  await web.start(conversations.receive);
  await conversations.resume();
  return {
    url: web.url(),
    dataDir,
    errors,
    idle: conversations.idle,
    async stop() {
      await web.stop();
      await conversations.stop();
      await store.close();
      if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
