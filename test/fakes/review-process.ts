/** A djinn process to be killed: conversations over a real store, a chat that lives in the parent, a backend that takes its time. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Backend, type Chat, type Interaction, openConversations, openStore } from "#conversations";
import { createSmallBackend } from "./small-backend.ts";

const settings = z.object({ platform: z.string(), dataDir: z.string(), redisUrl: z.string().optional() });
const { platform, dataDir, redisUrl } = settings.parse(JSON.parse(process.argv[2] ?? ""));

const ask = async (path: string, body: unknown): Promise<string> => {
  const response = await fetch(`${platform}${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the platform answers ${response.status}`);
  return response.text();
};

const chat: Chat = {
  name: "memory",
  start: async () => {},
  stop: async () => {},
  post: (thread, post, options) =>
    ask("/post", { thread, post: "bytes" in post ? { ...post, bytes: [...post.bytes] } : post, options }),
  whisper: async (thread, to, text) => void (await ask("/whisper", { thread, to, text })),
};

const small = createSmallBackend();
const slowly = async () => sleep(5 + Math.random() * 40);
const backend: Backend = {
  ...small,
  read: async (uploads) => slowly().then(() => small.read(uploads)),
  generate: async (erd, report) => slowly().then(() => small.generate(erd, report)),
  check: async (file) => slowly().then(() => small.check(file)),
  assemble: async (erd, files, skipped) => slowly().then(() => small.assemble(erd, files, skipped)),
  prove: async (files, wanted, report) => slowly().then(() => small.prove(files, wanted, report)),
  archive: async (erd, files, proof, notes) => slowly().then(() => small.archive(erd, files, proof, notes)),
};

const log = { info: () => {}, warn: () => {}, error: (fields: unknown, event: string) => console.error(event, fields) };
const store = await openStore({ dataDir, redisUrl });
const conversations = openConversations({ store, backend, chats: [chat], log });

process.on("message", async ({ id, interaction }: { id: string; interaction: Interaction }) => {
  const whole =
    interaction.type === "upload"
      ? { ...interaction, bytes: new TextEncoder().encode(String(interaction.bytes)) }
      : interaction;
  try {
    await conversations.receive("memory:1", whole, id);
    process.send?.({ saved: id });
  } catch (error) {
    process.send?.({ failed: id, error: String(error) });
  }
});
process.on("disconnect", () => process.exit());
await conversations.resume();
process.send?.({ ready: true });
