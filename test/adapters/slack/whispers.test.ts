/** Words to one person: by the address a click brought along, at once; never to everybody; and when a click is not saved yet. */
import { Keyv } from "keyv";
import { expect, test, vi } from "vitest";
import type { Post } from "#conversations";
import { type Options, testAdapter } from "./started.ts";

/** A thread with one file in it; nobody saves anything unless `receive` does. */
async function begin(options: Options = {}) {
  const threads: string[] = [];
  const { slack, chat } = await testAdapter({
    receive: async (thread) => void threads.push(thread),
    ...options,
  });
  const ana = slack.person("Ana");
  const ts = await ana.uploads("model.json", "{}");
  const thread = `slack:${slack.world.team.id}:${slack.home.id}:${ts}`;
  await chat.post(thread, file(), { key: "1" });
  const said = () => slack.world.messages.filter(({ bot }) => bot).length;
  return { slack, chat, thread, ts, ana, ben: slack.person("Ben"), said };
}

test("who clicked is answered by the click's own address, in the thread, and only that person reads it", async () => {
  const { slack, chat, thread, ts, ana, ben, said } = await begin();
  await ben.clicks("Approve");
  const before = said();
  await chat.whisper(thread, ben, "You are <late> & @channel", "w1");
  await chat.whisper(thread, ben, "You are <late> & @channel", "w1");
  expect(slack.world.ephemerals).toMatchObject([
    { user: ben.id, channel: slack.home.id, threadTs: ts, text: "You are &lt;late&gt; &amp; @\u200bchannel" },
  ]);
  expect(slack.calls("chat.postEphemeral")).toEqual([]);
  expect(ana.told()).toEqual([]);
  expect(said()).toBe(before);
  expect(slack.world.violations).toEqual([]);
});

test("an address speaks five times, then Slack's slower way does; nothing is lost or said twice", async () => {
  const { slack, chat, thread, ben } = await begin();
  await ben.clicks("Approve");
  const words = Array.from({ length: 7 }, (_, number) => `word ${number}`);
  for (const word of words) await chat.whisper(thread, ben, word, word);
  expect(ben.told()).toEqual(words);
  expect(slack.calls("chat.postEphemeral")).toHaveLength(2);
});

test("an address that Slack does not take any more is no reason to stay silent", async () => {
  const { slack, chat, thread, ben } = await begin();
  await ben.clicks("Approve");
  slack.faults.deadHooks = true;
  await chat.whisper(thread, ben, "late");
  expect(ben.told()).toEqual(["late"]);
  expect(slack.calls("chat.postEphemeral")).toHaveLength(1);
});

test("who only wrote, or clicked in another thread, is told by chat.postEphemeral", async () => {
  const { slack, chat, thread, ana, ben } = await begin();
  await ben.clicks("Approve");
  const other = `slack:${slack.world.team.id}:${slack.home.id}:${await ana.uploads("model.json", "{}")}`;
  await chat.whisper(other, ben, "there");
  await chat.whisper(thread, ana, "here");
  expect(slack.calls("chat.postEphemeral")).toHaveLength(2);
});

test("a click that cannot be saved in time is said to be open, and taken when the store is back", async () => {
  const keyv = new Keyv();
  let out = false;
  const fails = () => {
    if (out) throw new Error("gone");
  };
  const storage = {
    get: async <T>(key: string) => {
      fails();
      return keyv.get<T>(key);
    },
    set: async (key: string, value: unknown) => {
      fails();
      return keyv.set(key, value);
    },
    delete: (key: string) => keyv.delete(key),
  };
  const taken: string[] = [];
  const { slack, ben } = await begin({ storage, receive: async (_, { type }) => void taken.push(type) });
  out = true;
  slack.faults.deliveries = 2;
  await ben.clicks("Approve");
  const ack = slack.deliver.acks.at(-1);
  expect(ack?.ms).toBeLessThan(3000);
  await expect.poll(ben.told).toEqual([expect.stringMatching(/^Not saved yet.*press it again/)]);
  expect(taken).toEqual(["upload"]);
  out = false;
  await expect.poll(() => taken, { timeout: 5000 }).toEqual(["upload", "approve"]);
  expect(ben.told()).toHaveLength(1);
});

test("a dialog that cannot be saved in time stays open with its text, and the same text again is one edit", async () => {
  let slow = false;
  const edits: unknown[] = [];
  const { ben } = await begin({
    receive: async (_, interaction) => {
      if (slow) await new Promise((go) => setTimeout(go, 3000));
      if (interaction.type === "edit") edits.push(interaction.change);
    },
  });
  const dialog = await ben.dialog(() => ben.clicks("Edit"));
  slow = true;
  expect(await dialog.submits({ whole: "x = 2\n" })).toEqual({
    "Or what to change, in words": expect.stringMatching(/^Not saved yet.*kept here/),
  });
  expect(dialog.isOpen()).toBe(true);
  await expect.poll(() => edits, { timeout: 5000 }).toHaveLength(1);
  expect(await dialog.submits({ whole: "x = 2\n" })).toBeUndefined();
  expect(edits).toEqual([{ text: "x = 2\n" }]);
});

test("a message that the store did not take for a minute is said to be open, once, and counts when Slack repeats it", async () => {
  const texts: string[] = [];
  let out = false;
  const { slack, ana } = await begin({
    receive: async (_, interaction) => {
      if (out) throw Object.assign(new Error("gone"), { name: "Outage" });
      if (interaction.type === "text") texts.push(interaction.text);
    },
  });
  out = true;
  await ana.mentions("help");
  const minute = Date.now() + 61_000;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => minute);
  try {
    await expect
      .poll(ana.told, { timeout: 9000 })
      .toEqual([expect.stringMatching(/^Not saved yet.*send it once more/)]);
    out = false;
  } finally {
    clock.mockRestore();
  }
  await expect.poll(() => texts, { timeout: 15_000 }).toEqual(["help"]);
  expect(ana.told()).toHaveLength(1);
  expect(slack.world.messages.filter(({ text }) => text.startsWith("Not saved"))).toEqual([]);
});

test("an Edit whose store fails after the dialog opened opens one dialog, and the others are told", async () => {
  const taken: string[] = [];
  let out = 0;
  const { slack, ben } = await begin({
    receive: async (_, { type }) => {
      if (out-- > 0) throw Object.assign(new Error("gone"), { name: "Outage" });
      taken.push(type);
    },
  });
  out = 2;
  await ben.dialog(() => ben.clicks("Edit"));
  await expect.poll(() => taken, { timeout: 5000 }).toEqual(["upload", "open_edit"]);
  expect(slack.calls("views.open")).toHaveLength(1);
  expect(ben.told()).toEqual([]);
});

test("a message that is not saved in time is left for Slack to send again, which finds it done", async () => {
  const texts: string[] = [];
  const { slack, ana } = await begin({
    receive: async (_, interaction) => {
      if (interaction.type !== "text") return;
      await new Promise((go) => setTimeout(go, 2800));
      texts.push(interaction.text);
    },
  });
  const before = slack.deliver.acks.length;
  await ana.mentions("help");
  await slack.deliver.settled();
  expect(texts).toEqual(["help"]);
  expect(slack.deliver.acks.length - before).toBeGreaterThan(2);
  expect(slack.world.violations).toEqual([]);
});

function file(): Post {
  const at = { item: "backend/models.py", revision: 1 };
  const buttons = [
    { action: "approve" as const, label: "Approve", ...at },
    { action: "edit" as const, label: "Edit", ...at },
  ];
  const rest = { language: "python", about: "", diff: undefined, checks: [], instructions: [], status: "" };
  return { type: "file", path: "backend/models.py", content: "x = 1\n", ...at, ...rest, buttons };
}
