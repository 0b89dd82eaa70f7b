/** What Slack says more than once, or djinn does not hear the end of, happens once. */
import { describe, expect, test } from "vitest";
import type { Interaction, Post } from "#conversations";
import { buttonsOf } from "../../fakes/slack/read.ts";
import { type Options, testAdapter } from "./started.ts";

async function begin(options: Options = {}) {
  const received: { thread: string; interaction: Interaction; id: string | undefined }[] = [];
  let failures = 0;
  const { slack, chat } = await testAdapter({
    ...options,
    receive: async (thread, interaction, id) => {
      if (failures-- > 0) throw new Error("not saved");
      received.push({ thread, interaction, id });
    },
  });
  const [ana, ben] = [slack.person("Ana"), slack.person("Ben")];
  await ana.uploads("model.json", "{}");
  await expect.poll(() => received.length).toBe(1);
  const thread = received[0]?.thread ?? "";
  const fail = (times: number) => {
    failures = times;
  };
  return { slack, chat, received, ana, ben, thread, fail };
}

for (const way of ["socket", "http"] as const)
  describe(`over ${way}`, () => {
    test("a mention, a click and a dialog that are delivered three times are one of each", async () => {
      const { slack, chat, received, ana, ben, thread } = await begin({ way });
      slack.faults.deliveries = 3;
      await chat.post(thread, file(), { key: "1" });
      await ana.mentions("status", { thread: thread.split(":").at(-1) ?? "" });
      await ben.clicks("Approve");
      const dialog = await ben.dialog(() => ben.clicks("Edit"));
      expect(await dialog.submits({ "whole text": "x = 2\n" })).toBeUndefined();
      await slack.deliver.settled();
      expect(received.slice(1).map(({ interaction }) => interaction.type)).toEqual([
        "text",
        "approve",
        "open_edit",
        "edit",
      ]);
      expect(slack.calls("views.open")).toHaveLength(1);
      expect(slack.world.violations).toEqual([]);
    });

    test("an event whose acknowledgement is lost comes again and is still one", async () => {
      const { slack, received, ana } = await begin({ way });
      slack.faults.lostAcks = 2;
      await ana.mentions("help");
      await slack.deliver.settled();
      expect(received.slice(1)).toHaveLength(1);
    });

    test("what could not be saved is not acknowledged, so Slack sends it again and then it counts", async () => {
      const { slack, received, ana, fail } = await begin({ way });
      fail(1);
      await ana.mentions("help");
      await expect.poll(() => received.length, { timeout: 9000 }).toBe(2);
      await slack.deliver.settled();
      expect(received).toHaveLength(2);
    });
  });

test("two clicks of one person on the same button are two, so that the second one is told it was late", async () => {
  const { slack, chat, received, ben, thread } = await begin();
  await chat.post(thread, file(), { key: "1" });
  const message = slack.world.messages.findLast((one) => buttonsOf(one).length > 0);
  const button = message && buttonsOf(message)[0];
  if (!message || !button) throw new Error("there is no button");
  await Promise.all([ben.sends(message, button), ben.sends(message, button)]);
  const [, one, two] = received;
  expect(received).toHaveLength(3);
  expect(two?.id).not.toBe(one?.id);
});

test("a post whose answer is lost is found again by its mark when it is tried again, and not posted twice", async () => {
  const { slack, chat, thread } = await begin();
  slack.faults.lostAnswers = 1;
  await expect(chat.post(thread, file(), { key: "1" })).rejects.toThrow();
  const ts = await chat.post(thread, file(), { key: "1" });
  const ours = slack.world.messages.filter(({ bot }) => bot);
  expect(ours.map(({ files: [snippet], text }) => snippet?.name ?? text)).toEqual([
    "models.py",
    "backend/models.py r1",
  ]);
  expect(ts).toBe(ours[1]?.ts);
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
