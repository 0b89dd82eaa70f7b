/** The Edit dialog: the text where it fits, one of several files, what does not parse, and the edit that comes of it. */
import { expect, test } from "vitest";
import type { Post } from "#conversations";
import { hearingAdapter, type Options } from "./started.ts";

type Started = Awaited<ReturnType<typeof hearingAdapter>>;

async function begin(options: Options = {}) {
  const { slack, chat, received } = await hearingAdapter(options);
  const says = () => received.map(({ interaction: one }) => [one.type, "text" in one ? one.text : "", one.by.name]);
  const quiet = () => expect.poll(() => slack.deliver.acks.length).toBeGreaterThan(0);
  return { slack, chat, received, says, quiet, ana: slack.person("Ana"), ben: slack.person("Ben") };
}
const threadOf = (slack: Started["slack"], ts: string) => `slack:${slack.world.team.id}:${slack.home.id}:${ts}`;

test("the dialog has the text where it fits, says what does not parse, and gives the edit with its revision", async () => {
  const { slack, chat, ana, ben, received } = await begin({
    check: async ({ path, content }) =>
      content.includes("(")
        ? [{ severity: "error", where: `${path}:1`, message: "'(' was never closed", hint: "" }]
        : [],
  });
  const ts = await ana.uploads("model.json", "{}");
  await expect.poll(() => received).toHaveLength(1);
  await chat.post(threadOf(slack, ts), file(), { key: "1" });
  const dialog = await ben.dialog(() => ben.clicks("Edit"));
  expect(dialog.title()).toBe("models.py r2");
  expect(dialog.filled("whole text")).toBe("x = 1\n");
  expect(await dialog.submits({})).toEqual({ "The whole text": expect.stringContaining("Nothing is changed yet") });
  expect(await dialog.submits({ whole: "x = (" })).toEqual({
    "The whole text": "backend/models.py:1: '(' was never closed",
  });
  expect(await dialog.submits({ whole: "x = 2", words: "also this" })).toEqual({
    "The whole text": expect.stringContaining("one field only"),
  });
  expect(await dialog.submits({ changed: { name: "m.py", content: "y = 3\n" } })).toBeUndefined();
  const at = { item: "backend/models.py", revision: 2, by: { name: "Ben" } };
  await expect
    .poll(() => received.slice(1).map(({ interaction }) => interaction))
    .toMatchObject([
      { type: "open_edit", ...at },
      { type: "edit", ...at, path: "backend/models.py", change: { text: "y = 3\n" } },
    ]);
  const other = await ben.dialog(() => ben.clicks("Edit"));
  await other.closes();
  await expect.poll(() => received.at(-1)?.interaction).toMatchObject({ type: "close_edit", ...at });
  expect(slack.world.violations).toEqual([]);
});

test("a text that is too long for a dialog is uploaded there instead", async () => {
  const { slack, chat, ana, received } = await begin();
  const ts = await ana.uploads("model.json", "{}");
  await expect.poll(() => received).toHaveLength(1);
  await chat.post(threadOf(slack, ts), { ...file(), content: "x = 1\n".repeat(600) }, { key: "1" });
  const dialog = await ana.dialog(() => ana.clicks("Edit"));
  expect(dialog.text()).toMatch(/3600 characters, more than a dialog takes \(3000\)/);
  expect(await dialog.submits({ words: "use PROTECT" })).toBeUndefined();
  await expect
    .poll(() => received.at(-1)?.interaction)
    .toMatchObject({ type: "edit", change: { instruction: "use PROTECT" } });
});

/** Ben's dialog for three files that are reviewed together. */
async function together() {
  const { slack, chat, ana, ben, received } = await begin();
  const ts = await ana.uploads("model.json", "{}");
  await expect.poll(() => received).toHaveLength(1);
  await chat.post(threadOf(slack, ts), files(), { key: "1" });
  const dialog = await ben.dialog(() => ben.clicks("Edit"));
  return {
    slack,
    dialog,
    edit: () => received.map(({ interaction }) => interaction).find(({ type }) => type === "edit"),
  };
}

test("of several files one is chosen first; then its text stands in the dialog, and only its change is sent", async () => {
  const { slack, dialog, edit } = await together();
  expect(dialog.text()).toContain("Choose the file first");
  await expect(dialog.submits({ words: "shorter" })).rejects.toThrow(/"which file" is empty/);
  await dialog.chooses("Which file", "manage.py");
  await expect.poll(() => dialog.text()).toContain("The whole text");
  expect(dialog.filled("whole text")).toBe("import sys\n");
  await dialog.chooses("Which file", "backend/apps.py");
  await expect.poll(() => dialog.filled("whole text")).toBe("name = 'backend'\n");
  expect(await dialog.submits({})).toEqual({ "The whole text": expect.stringContaining("Nothing is changed yet") });
  expect(await dialog.submits({ whole: "name = 'core'\n" })).toBeUndefined();
  await expect.poll(edit).toMatchObject({
    item: "boilerplate",
    path: "backend/apps.py",
    change: { text: "name = 'core'\n" },
  });
  expect(slack.world.violations).toEqual([]);
});

test("a chosen file that is too long for the dialog says so and is uploaded there", async () => {
  const { slack, dialog, edit } = await together();
  await dialog.chooses("Which file", "backend/long.py");
  await expect.poll(() => dialog.text()).toMatch(/6000 characters, more than a dialog takes/);
  expect(await dialog.submits({ changed: { name: "any.py", content: "y = 1\n" } })).toBeUndefined();
  await expect.poll(edit).toMatchObject({ path: "backend/long.py", change: { text: "y = 1\n" } });
  expect(slack.world.violations).toEqual([]);
});

const files = (): Post => ({
  type: "files",
  item: "boilerplate",
  title: "Boilerplate",
  files: [
    { path: "manage.py", content: "import sys\n", language: "python" },
    { path: "backend/apps.py", content: "name = 'backend'\n", language: "python" },
    { path: "backend/long.py", content: "x = 1\n".repeat(1000), language: "python" },
  ],
  status: "",
  buttons: [{ action: "edit", label: "Edit", item: "boilerplate", revision: 1 }],
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
