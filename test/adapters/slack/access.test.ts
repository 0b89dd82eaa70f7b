/** Who may decide in Slack: whoever is in the channel, or who is named; never guests, bots, or people from elsewhere. */
import { expect, test, vi } from "vitest";
import type { Post } from "#conversations";
import { hearingAdapter, type Options } from "./started.ts";

/** A thread that Ana began, with one file in it. */
async function begin(options: Options = {}) {
  const { slack, chat, received } = await hearingAdapter(options);
  const ana = slack.person("Ana");
  const ts = await ana.uploads("model.json", "{}");
  await expect.poll(() => received).toHaveLength(1);
  const thread = received[0]?.thread ?? "";
  await chat.post(thread, file(), { key: "1" });
  const who = () => received.slice(1).map(({ interaction }) => interaction.by.name);
  return { slack, chat, received, who, ana, ts, thread };
}

test("guests read along, and their clicks are refused in private", async () => {
  const { slack, received, ts } = await begin();
  const guest = slack.person("Gus", { isGuest: true });
  await guest.clicks("Approve");
  await guest.says("stop", { thread: ts });
  await expect.poll(guest.told).toHaveLength(2);
  expect(guest.told().join()).toMatch(/Guests can read along/);
  expect(received).toHaveLength(1);
  await guest.says("status", { thread: ts });
  await expect.poll(() => received).toHaveLength(2);
});

test("guests and people of other workspaces do not begin a review", async () => {
  const { slack, received } = await begin();
  const outside = [slack.person("Gus", { isGuest: true }), slack.person("Eve", { team: "T0ELSEWHERE" })];
  for (const one of outside) {
    await one.uploads("model.json", "{}");
    await expect.poll(() => one.told().join()).toMatch(/cannot begin a review here/);
  }
  const [guest] = outside;
  const dialog = await guest?.dialog(() => guest.commands("/djinn"));
  const answer = await dialog?.submits({ ERD: { name: "jobs.json", content: "{}" } });
  expect(answer).toEqual({ "Or the ERD as text": expect.stringMatching(/^Guests can read along/) });
  expect(received).toHaveLength(1);
});

test("people of another workspace, in a channel that is shared with it, read along", async () => {
  const { slack, who } = await begin();
  const eve = slack.person("Eve", { team: "T0ELSEWHERE" });
  await eve.clicks("Approve");
  await expect.poll(() => eve.told().join()).toMatch(/People of other workspaces can read along.*Nothing was changed/);
  expect(who()).toEqual([]);
});

test("who left the workspace decides nothing any more", async () => {
  const { slack, who } = await begin();
  const leo = slack.person("Leo", { isDeleted: true });
  await leo.clicks("Approve");
  await expect.poll(() => leo.told().join()).toMatch(/People who left the workspace/);
  expect(who()).toEqual([]);
});

test("a click from outside the channel counts for nothing, whoever makes it, and is told so; joining helps at once", async () => {
  const { slack, who, ana } = await begin();
  const ben = slack.person("Ben");
  slack.home.absent.add(ben.id).add(ana.id);
  for (const one of [ben, ana]) {
    await one.clicks("Approve");
    await expect.poll(() => one.told()).toEqual([expect.stringMatching(/Only people who are in the channel/)]);
  }
  expect(who()).toEqual([]);
  slack.home.absent.delete(ben.id);
  await expect
    .poll(
      async () => {
        await ben.clicks("Approve");
        return who();
      },
      { timeout: 8000, interval: 500 },
    )
    .toContain("Ben");
  expect(slack.world.messages.filter(({ bot, blocks }) => bot && blocks.length > 0)).toHaveLength(1);
});

test("a dialog whose person left the channel is refused in the dialog, and the same again counts after coming back", async () => {
  const { slack, who } = await begin();
  const ben = slack.person("Ben");
  const dialog = await ben.dialog(() => ben.clicks("Edit"));
  await expect.poll(who).toEqual(["Ben"]);
  slack.home.absent.add(ben.id);
  // Who is in a channel is asked again after a minute, and a "no" after seconds.
  let later = Date.now() + 61_000;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => later);
  try {
    expect(await dialog.submits({ "whole text": "x = 2\n" })).toEqual({
      "Or what to change, in words": expect.stringContaining("Only people who are in the channel"),
    });
    expect(who()).toEqual(["Ben"]);
    slack.home.absent.delete(ben.id);
    later += 3_000;
    expect(await dialog.submits({ "whole text": "x = 2\n" })).toBeUndefined();
  } finally {
    clock.mockRestore();
  }
  expect(who()).toEqual(["Ben", "Ben"]);
});

test("a channel of many is read page by page, and not again for each click", async () => {
  const { slack, who } = await begin();
  for (let number = 0; number < 25; number++) slack.world.addUser(`U${number}`);
  const last = slack.person("Last");
  slack.faults.membersAtOnce = 10;
  await last.clicks("Approve");
  await last.clicks("Approve");
  await slack.person("Later").clicks("Approve");
  await expect.poll(who).toContain("Last");
  expect(slack.calls("conversations.members").length).toBeGreaterThanOrEqual(3);
  expect(slack.calls("conversations.members").length).toBeLessThanOrEqual(6);
  expect(slack.world.violations).toEqual([]);
});

test("without the scope to see who is in the channel nobody decides, and the scope is named", async () => {
  const { slack, who } = await begin();
  for (const scope of ["channels:read", "groups:read", "mpim:read"]) slack.takeScope(scope);
  const ben = slack.person("Ben");
  await ben.clicks("Approve");
  await expect.poll(() => ben.told().join()).toMatch(/lacks the scope channels:read.*OAuth & Permissions/);
  expect(who()).toEqual([]);
});

test("in a direct message its person decides, without a question", async () => {
  const { slack, chat, received, ana } = await begin();
  const channel = slack.direct(ana);
  await ana.uploads("model.json", "{}", { text: "", channel });
  await expect.poll(() => received).toHaveLength(2);
  await chat.post(received[1]?.thread ?? "", file(), { key: "2" });
  await ana.clicks("Approve", "", { channel });
  await expect.poll(() => received).toHaveLength(3);
  expect(slack.calls("conversations.members")).toEqual([]);
});

test("with reviewers named, only they and their groups decide; the starter where that is said", async () => {
  const { slack, ana, who, ts } = await begin({ reviewers: ["starter", "S0GROUP"] });
  const [ben, cleo] = [slack.person("Ben"), slack.person("Cleo")];
  slack.world.groups.set("S0GROUP", [cleo.id]);
  await ana.clicks("Approve");
  await cleo.clicks("Approve");
  await ben.clicks("Approve");
  await ben.says("stop", { thread: ts });
  await expect.poll(ben.told).toHaveLength(2);
  expect(ben.told().join()).toMatch(/Only the reviewers that were named/);
  expect(who()).toEqual(["Ana", "Cleo"]);
});

test("without `starter` among the reviewers, who began the review cannot decide it", async () => {
  const reviewers: string[] = [];
  const { slack, ana, who } = await begin({ reviewers });
  const ben = slack.person("Ben");
  reviewers.push(ben.id);
  await ana.clicks("Approve");
  await expect.poll(() => ana.told().join()).toMatch(/Only the reviewers that were named/);
  await ben.clicks("Approve");
  await expect.poll(who).toEqual(["Ben"]);
});

test("a user group that the workspace does not have is named as the setting's mistake", async () => {
  const { slack, who } = await begin({ reviewers: ["S0NOBODY"] });
  const ben = slack.person("Ben");
  await ben.clicks("Approve");
  await expect.poll(() => ben.told().join()).toMatch(/SLACK_REVIEWERS names a user group/);
  expect(who()).toEqual([]);
});

const file = (): Extract<Post, { type: "file" }> => ({
  type: "file",
  item: "backend/models.py",
  path: "backend/models.py",
  revision: 2,
  language: "python",
  content: "x = 1\n",
  about: "1 line",
  diff: undefined,
  checks: [],
  instructions: [],
  status: "",
  buttons: [
    { action: "approve", label: "Approve", item: "backend/models.py", revision: 2 },
    { action: "edit", label: "Edit", item: "backend/models.py", revision: 2 },
  ],
});
