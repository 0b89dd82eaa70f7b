/** The ways into djinn in Slack: mentions, direct messages, /djinn, offers, words. */
import { Keyv } from "keyv";
import { expect, test } from "vitest";
import { Erd } from "#erd";
import { hearingAdapter, type Options } from "./started.ts";

type Started = Awaited<ReturnType<typeof hearingAdapter>>;

async function begin(options: Options = {}) {
  const { slack, chat, received } = await hearingAdapter(options);
  const says = () => received.map(({ interaction: one }) => [one.type, "text" in one ? one.text : "", one.by.name]);
  const quiet = () => expect.poll(() => slack.deliver.acks.length).toBeGreaterThan(0);
  return { slack, chat, received, says, quiet, ana: slack.person("Ana"), ben: slack.person("Ben") };
}
const threadOf = (slack: Started["slack"], ts: string) => `slack:${slack.world.team.id}:${slack.home.id}:${ts}`;

test("a mention that comes as two events is one interaction, its words without the mention", async () => {
  const { slack, ana, received, says } = await begin();
  const ts = await ana.mentions('```{ "Author": { "name": "CharField &lt;120&gt;" } }```');
  await expect.poll(says).toEqual([["text", '{ "Author": { "name": "CharField <120>" } }', "Ana"]]);
  await slack.deliver.settled();
  expect(received).toMatchObject([{ thread: threadOf(slack, ts) }]);
});

test("talk beside a mentioned file is not taken for an ERD, and 👀 says that the file was seen", async () => {
  const { slack, ana, received } = await begin();
  const ts = await ana.uploads("model.json", "{}", { text: `${slack.mention} here is our model` });
  await expect.poll(() => received.map(({ interaction }) => interaction.type)).toEqual(["upload"]);
  await expect.poll(() => slack.world.reactions).toEqual([{ channel: slack.home.id, ts, name: "eyes" }]);
});

test("in a thread words of command, files and pastes are djinn's business, other talk is not", async () => {
  const { ana, ben, says } = await begin();
  const thread = await ana.uploads("model.json", "{}");
  await expect.poll(says).toHaveLength(1);
  for (const words of ["looks good to me", "stop it", "Status", '[ { "name": "Job" } ]', "lunch?"])
    await ben.says(words, { thread });
  await ben.mentions("what now?", { thread });
  await ben.uploads("models.py", "x = 1\n", { text: "", thread });
  await expect.poll(says).toHaveLength(5);
  expect(
    new Set(
      says()
        .slice(1)
        .map(([type, text]) => `${type} ${text}`),
    ),
  ).toEqual(new Set(["text status", 'text [ { "name": "Job" } ]', "text what now?", "upload "]));
});

test("talk, files without a mention and threads of others are left alone", async () => {
  const { slack, ana, says, quiet } = await begin();
  const thread = await ana.says("hello");
  await ana.uploads("model.json", "{}", { text: "for later" });
  await ana.uploads("model.json", "{}", { text: "", thread });
  await ana.says("status", { thread });
  await quiet();
  await slack.deliver.settled();
  expect(says()).toEqual([]);
  expect(slack.world.messages.filter(({ bot }) => bot)).toEqual([]);
});

test("in a direct message nothing has to be mentioned", async () => {
  const { slack, ana, says } = await begin();
  const channel = slack.direct(ana);
  await ana.uploads("model.json", "{}", { text: "", channel });
  await ana.says("help", { channel });
  await expect.poll(says).toHaveLength(2);
  expect(says().toSorted()).toEqual([
    ["text", "help", "Ana"],
    ["upload", "", "Ana"],
  ]);
});

test("/djinn opens a dialog that begins a thread; without an ERD it stays open", async () => {
  const { slack, ana, received } = await begin();
  const dialog = await ana.dialog(() => ana.commands("/djinn"));
  expect(await dialog.submits({})).toEqual({ "Or the ERD as text": "Upload an ERD or paste one." });
  expect(await dialog.submits({ called: "Job board", ERD: { name: "jobs.json", content: "{}" } })).toBeUndefined();
  await expect.poll(() => received).toHaveLength(1);
  const [root] = slack.world.messages;
  expect(root?.text).toBe("Ana begins `Job board`");
  expect(received).toMatchObject([
    { thread: threadOf(slack, root?.ts ?? ""), interaction: { type: "upload", name: "jobs.json" } },
  ]);
  expect(slack.world.violations).toEqual([]);
});

test("/djinn begins one thread, however often the store fails on the way", async () => {
  const keyv = new Keyv();
  let failures = 2;
  const storage = {
    get: <T>(key: string) => keyv.get<T>(key),
    delete: (key: string) => keyv.delete(key),
    async set(key: string, value: unknown) {
      if (key.startsWith("thread:") && failures-- > 0) throw new Error("gone");
      await keyv.set(key, value);
    },
  };
  const { slack, ana, received } = await begin({ storage });
  const dialog = await ana.dialog(() => ana.commands("/djinn"));
  expect(await dialog.submits({ text: "{}" })).toBeUndefined();
  await expect.poll(() => received, { timeout: 5000 }).toHaveLength(1);
  expect(failures).toBeLessThan(0);
  expect(slack.world.messages.map(({ text }) => text)).toEqual(["Ana begins `a review`"]);
});

test("/djinn in a channel that is busy closes its dialog, and what goes wrong later is told in private", async () => {
  const { slack, chat, ana, received } = await begin({ paceMs: 1500 });
  const thread = threadOf(slack, await ana.says("hello"));
  const dialog = await ana.dialog(() => ana.commands("/djinn"));
  const posts = ["1", "2", "3"].map((key) => chat.post(thread, { type: "notice", tone: "info", text: key }, { key }));
  expect(await dialog.submits({ text: "{}" })).toBeUndefined();
  expect(received).toEqual([]);
  slack.faults.refuse("chat.postMessage", "is_archived");
  await expect.poll(ana.told, { timeout: 10_000 }).toEqual([expect.stringMatching(/channel is archived/)]);
  await Promise.allSettled(posts);
});

test("in a watched channel a file that reads as an ERD gets one quiet offer, and its button begins the review", async () => {
  const erd = Erd.parse({ title: "T", name: "t", entities: [], relationships: [], roles: [], api: {} });
  const summary = {
    headline: "",
    lines: [],
    rulesUnderstood: [],
    rulesNotUnderstood: [],
    counts: { entities: 0, attributes: 0, relationships: 0 },
  };
  const watch: string[] = [];
  const { slack, ana, ben, received } = await begin({
    watch,
    read: async ([upload]) => (upload?.name === "model.json" ? { erd, summary, findings: [] } : { findings: [] }),
  });
  watch.push(slack.home.id);
  await ana.uploads("notes.txt", "lunch", { text: "" });
  const ts = await ana.uploads("model.json", "{}", { text: "our model" });
  await expect.poll(() => ana.canClick("Start a review")).toBe(true);
  expect(ana.told()).toHaveLength(1);
  expect(ben.told()).toHaveLength(0);
  await ana.clicks("Start a review");
  await ana.clicks("Start a review");
  await expect.poll(() => received.length).toBeGreaterThan(0);
  expect(received[0]).toMatchObject({
    thread: threadOf(slack, ts),
    interaction: { type: "upload", name: "model.json" },
  });
  expect(slack.world.violations).toEqual([]);
});
