/** A post is one post, wherever djinn dies on the way: its files, its message, and what is known of it. */
import { Keyv } from "keyv";
import { afterEach, expect, test } from "vitest";
import type { Post } from "#conversations";
import { startAdapter } from "./started.ts";

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** A store that dies at the n-th write, before or after it was done, and is back for the next attempt. */
function mortal() {
  const keyv = new Keyv();
  const life = { writes: 0, diesAt: 0, after: false };
  const storage = {
    get: <T>(key: string) => keyv.get<T>(key),
    delete: (key: string) => keyv.delete(key),
    async set(key: string, value: unknown) {
      const dies = ++life.writes === life.diesAt;
      if (dies && !life.after) throw new Error("gone");
      await keyv.set(key, value);
      if (dies) throw new Error("gone");
    },
  };
  return { storage, life };
}

const file: Post = {
  type: "file",
  item: "backend/models.py",
  path: "backend/models.py",
  revision: 2,
  language: "python",
  content: "x = 1\n",
  about: "1 line",
  diff: { text: "@@ -1 +1 @@\n-x = 0\n+x = 1\n", added: 1, removed: 1 },
  checks: [],
  instructions: [],
  status: "",
  buttons: [{ action: "approve", label: "Approve", item: "backend/models.py", revision: 2 }],
};

test("whichever write djinn dies at, the same key again gives one message, one upload, and buttons that work", async () => {
  const { storage, life } = mortal();
  const received: string[] = [];
  const started = await startAdapter({ storage, receive: async (thread) => void received.push(thread) });
  close = started.close;
  const { slack, chat } = started;
  const ana = slack.person("Ana");
  const deaths: string[] = [];
  for (let diesAt = 1, alive = true; alive; diesAt++)
    for (const after of [false, true]) {
      const ts = await ana.uploads("model.json", "{}");
      await expect.poll(() => received.at(-1)).toContain(ts);
      const thread = received.at(-1) ?? "";
      Object.assign(life, { writes: 0, diesAt, after });
      const first = await chat.post(thread, file, { key: thread }).catch(() => "died");
      alive = first === "died";
      life.diesAt = 0;
      const id = await chat.post(thread, file, { key: thread });
      const messages = slack.world.thread(slack.home.id, ts).filter(({ bot }) => bot);
      deaths.push(`${diesAt} ${after ? "after" : "before"}: ${messages.length} messages`);
      expect(messages.map(({ files }) => files.map(({ name }) => name))).toEqual([
        ["models.py.r2.diff", "models.py"],
        [],
      ]);
      expect(messages.at(-1)?.ts).toBe(id);
      const before = received.length;
      await ana.clicks("Approve", "", { thread: ts });
      expect(received).toHaveLength(before + 1);
    }
  expect(deaths.length).toBeGreaterThan(8);
  expect(slack.calls("conversations.replies").length).toBeGreaterThan(0);
  expect(slack.world.violations).toEqual([]);
});

test("a message that was deleted is posted anew when it has to change", async () => {
  const received: string[] = [];
  const started = await startAdapter({ receive: async (thread) => void received.push(thread) });
  close = started.close;
  const { slack, chat } = started;
  await slack.person("Ana").uploads("model.json", "{}");
  await expect.poll(() => received).toHaveLength(1);
  const thread = received[0] ?? "";
  const id = await chat.post(thread, file, { key: "1" });
  slack.world.messages.splice(
    slack.world.messages.findIndex(({ ts }) => ts === id),
    1,
  );
  const again = await chat.post(thread, { ...file, status: "✓ approved by Ana" }, { key: "2", replace: id });
  expect(again).not.toBe(id);
  expect(slack.world.messages.at(-1)?.ts).toBe(again);
  expect(slack.world.violations).toEqual([]);
});
