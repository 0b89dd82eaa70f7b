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

const file: Extract<Post, { type: "file" }> = {
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

test("a file that a rewrite brings is put into the thread once, whichever write djinn dies at", async () => {
  const { storage, life } = mortal();
  const received: string[] = [];
  const started = await startAdapter({ storage, receive: async (thread) => void received.push(thread) });
  close = started.close;
  const { slack, chat } = started;
  const ana = slack.person("Ana");
  const long: Post = { type: "notice", tone: "bad", text: "word ".repeat(3_000) };
  let deaths = 0;
  for (let diesAt = 1, alive = true; alive; diesAt++)
    for (const after of [false, true]) {
      const ts = await ana.uploads("model.json", "{}");
      await expect.poll(() => received.at(-1)).toContain(ts);
      const thread = received.at(-1) ?? "";
      const replace = await chat.post(thread, { type: "notice", tone: "info", text: "short" }, { key: `${thread} 1` });
      Object.assign(life, { writes: 0, diesAt, after });
      const first = await chat.post(thread, long, { key: `${thread} 2`, replace }).catch(() => "died");
      alive = first === "died";
      deaths += Number(alive);
      life.diesAt = 0;
      expect(await chat.post(thread, long, { key: `${thread} 2`, replace })).toBe(replace);
      const files = slack.world.thread(slack.home.id, ts).flatMap((message) => (message.bot ? message.files : []));
      expect([diesAt, after, files.map(({ name }) => name)]).toEqual([diesAt, after, ["details.txt"]]);
    }
  expect(deaths).toBeGreaterThan(4);
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

/** A post whose answer was lost on the way, in a thread of Ana's. */
async function cutOff(talk = 0) {
  const started = await startAdapter();
  close = started.close;
  const { slack, chat } = started;
  const ana = slack.person("Ana");
  const ts = await ana.uploads("model.json", "{}");
  const thread = `slack:${slack.world.team.id}:${slack.home.id}:${ts}`;
  const old = `${Number(ts.split(".")[0]) - 3600}`;
  for (let number = 0; number < talk; number++)
    slack.world.addMessage({ channel: slack.home.id, user: ana.id, threadTs: ts, ts: `${old}.${100_000 + number}` });
  await expect.poll(() => slack.world.reactions).toHaveLength(1);
  slack.faults.lostAnswers = 1;
  await expect(chat.post(thread, file, { key: "1" })).rejects.toThrow();
  const posts = () => slack.world.messages.filter(({ bot, blocks }) => bot && blocks.length > 0);
  return { slack, chat, thread, ana, posts };
}

test("a post whose answer was lost is found again, however long the thread is", async () => {
  const { slack, chat, thread, posts } = await cutOff(400);
  const id = await chat.post(thread, file, { key: "1" });
  expect(posts().map(({ ts }) => ts)).toEqual([id]);
  expect(slack.calls("conversations.replies")).toHaveLength(1);
});

test("without the right to read replies it is posted anew, and who began the thread reads once which scope is missing", async () => {
  const { slack, chat, thread, ana, posts } = await cutOff();
  for (const scope of ["channels:history", "groups:history", "im:history"]) slack.takeScope(scope);
  const id = await chat.post(thread, file, { key: "1" });
  expect(posts().map(({ ts }) => ts)).toEqual([expect.any(String), id]);
  slack.faults.lostAnswers = 1;
  await expect(chat.post(thread, file, { key: "2" })).rejects.toThrow();
  await chat.post(thread, file, { key: "2" });
  const direct = slack.world.messages.filter(({ bot, channel }) => bot && channel === slack.direct(ana).id);
  expect(direct.map(({ text }) => text)).toEqual([
    expect.stringMatching(/may stand twice.*lacks the scope channels:history.*OAuth & Permissions/),
  ]);
});

test("every record runs out some day: what is for people after months, what recognises repeats after days", async () => {
  const kept = new Map<string, number | undefined>();
  const keyv = new Keyv();
  const storage = {
    get: <T>(key: string) => keyv.get<T>(key),
    delete: (key: string) => keyv.delete(key),
    async set(key: string, value: unknown, ttl?: number) {
      kept.set(key.split(":")[0] ?? "", ttl && ttl / 86_400_000);
      await keyv.set(key, value, ttl);
    },
  };
  const started = await startAdapter({ storage });
  close = started.close;
  const { slack, chat } = started;
  const ana = slack.person("Ana");
  const ts = await ana.uploads("model.json", "{}");
  const thread = `slack:${slack.world.team.id}:${slack.home.id}:${ts}`;
  const edit = { action: "edit", label: "Edit", item: "backend/models.py", revision: 2 } as const;
  await chat.post(thread, { ...file, buttons: [edit] }, { key: "1" });
  await chat.whisper(thread, ana, "hello", "2");
  expect(Object.fromEntries(kept)).toEqual({ thread: 400, edit: 400, shown: 400, post: 60, noted: 7 });
});
