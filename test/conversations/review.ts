/** A review to act in: real conversations and a real store in a folder of its own, a strict chat, the small backend. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Interaction, openConversations, openStore } from "#conversations";
import { createMemoryChat } from "../fakes/memory-chat.ts";
import { createSmallBackend } from "../fakes/small-backend.ts";

export const ana = { id: "1", name: "Ana" };
export const ben = { id: "2", name: "Ben" };
export const cleo = { id: "3", name: "Cleo" };
export const thread = "memory:1";
export const bytes = (text: string) => new TextEncoder().encode(text);
export const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export async function openReview() {
  const dataDir = mkdtempSync(join(tmpdir(), "djinn-"));
  const store = await openStore({ dataDir });
  const chat = createMemoryChat();
  const backend = createSmallBackend();
  const conversations = openConversations({ store, backend, chats: [chat], log: quiet });

  /** Does it, and waits until everything that follows is done. */
  async function act(interaction: Interaction, id?: string) {
    await conversations.receive(thread, interaction, id);
    await conversations.idle();
  }

  return {
    ...conversations,
    store,
    chat,
    backend,
    act,
    upload: (text = '{"title": "Job board"}', name = "job.json") =>
      act({ type: "upload", by: ana, name, bytes: bytes(text) }),
    text: (text: string) => act({ type: "text", by: ana, text }),
    /** Up to the files, all of them waiting. */
    async toReview() {
      await act({ type: "upload", by: ana, name: "job.json", bytes: bytes('{"title": "Job board"}') });
      await act({ type: "build", by: ana, model: 1 });
    },
    phase: async () => (await store.load(thread)).now.phase,
    async [Symbol.asyncDispose]() {
      await conversations.stop();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
