/** What the page's own script owes a person: nothing lost, nothing pressed twice, everything by keyboard. */
import { Keyv } from "keyv";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Post, Receive } from "#conversations";
import { createWeb } from "#web";
import { comeIn, expectAccessible, hasChromium, openBrowser, without } from "../../end-to-end/browser.ts";
import { startWeb } from "./started.ts";

describe.skipIf(!hasChromium)(`the page in a browser${without}`, () => {
  let browser: Browser;
  let started: Awaited<ReturnType<typeof startWeb>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(() => started.web.stop());
  afterAll(() => browser?.close());

  /** Ana in a thread with files under review. */
  async function begin(options: Parameters<typeof startWeb>[0] = {}) {
    started = await startWeb(options);
    const { page, complaints } = await comeIn(browser, started.url, "Ana");
    await page.getByRole("button", { name: "Try the sample" }).click();
    await page.waitForURL(/\/threads\//);
    const thread = `web:${page.url().split("/").at(-1)}`;
    for (const name of ["one", "two", "three"]) await started.web.post(thread, file(`${name}.py`, 1), { key: name });
    await page.locator('[data-item="three.py"]').waitFor();
    return { page, complaints, thread };
  }

  test("the sample starts a thread with an ERD of djinn's own", async () => {
    const { page, complaints } = await begin();
    expect(started.received[0]?.interaction).toMatchObject({ type: "upload", name: "library.json" });
    expect(complaints).toEqual([]);
    await expectAccessible(page);
  });

  test("a double click is one interaction and does not press what comes in the button's place", async () => {
    const pressed: string[] = [];
    const receive: Receive = async (thread, { type }) => {
      pressed.push(type);
      if (type === "approve")
        await started.web.post(thread, file("one.py", 1, "approved"), { key: "x", replace: message });
    };
    let message = "";
    const { page, thread } = await begin({ receive });
    message = await started.web.post(thread, file("one.py", 1), { key: "one" });
    await page.locator('[data-item="one.py"] [data-action="approve"]').dblclick();
    await page.locator('[data-item="one.py"] [data-action="undo"]').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pressed.filter((type) => type !== "upload")).toEqual(["approve"]);
    await page.locator('[data-item="one.py"] [data-action="undo"]').click();
    await expect.poll(() => pressed.at(-1)).toBe("undo");
  });

  test("arrows go from file to file that waits; a, e, s act on the one in focus; ? lists the keys", async () => {
    const { page } = await begin();
    const focus = () => page.evaluate("document.activeElement.closest('article')?.dataset.item");
    for (const wanted of ["one.py", "two.py", "three.py"]) {
      await page.keyboard.press("ArrowDown");
      expect(await focus()).toBe(wanted);
    }
    await page.keyboard.press("ArrowUp");
    expect(await focus()).toBe("two.py");
    await page.keyboard.press("s");
    await expect.poll(() => started.received.at(-1)?.interaction).toMatchObject({ type: "skip", item: "two.py" });
    await page.keyboard.press("a");
    await expect.poll(() => started.received.at(-1)?.interaction).toMatchObject({ type: "approve", item: "two.py" });
    await page.keyboard.press("e");
    await page.locator("#edit-text").waitFor();
    await expect.poll(() => started.received.at(-1)?.interaction).toMatchObject({ type: "open_edit", item: "two.py" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect.poll(() => started.received.at(-1)?.interaction).toMatchObject({ type: "close_edit", item: "two.py" });
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Keys" }).waitFor();
    await expectAccessible(page);
  });

  test("letters typed into the composer are words, not keys", async () => {
    const { page } = await begin();
    await page.locator("#composer-text").fill("");
    await page.locator("#composer-text").pressSequentially("sea?");
    await page.keyboard.press("Enter");
    await expect.poll(() => started.received.at(-1)?.interaction).toMatchObject({ type: "text", text: "sea?" });
    expect(started.received).toHaveLength(2);
    await expect.poll(() => page.locator("#composer-text").inputValue()).toBe("");
  });

  test("Tab indents in the editor, and after Escape it moves on", async () => {
    const { page } = await begin();
    await edit(page, "one.py");
    await page.keyboard.press("Tab");
    expect(await page.locator("#edit-text").inputValue()).toBe("    x = 1\n");
    await page.getByText("line 1, column 5").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.id")).not.toBe("edit-text");
    expect(await page.locator("#editor[open]").count()).toBe(1);
  });

  test("a draft outlives the window and goes once it was taken", async () => {
    const { page, thread } = await begin();
    await edit(page, "one.py");
    await page.locator("#edit-text").fill("x = 2\n");
    await page.reload();
    await edit(page, "one.py");
    await page.getByText("Your draft is back.").waitFor();
    expect(await page.locator("#edit-text").inputValue()).toBe("x = 2\n");
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => started.received.at(-1)?.interaction)
      .toMatchObject({ type: "edit", item: "one.py", revision: 1, change: { text: "x = 2\n" } });
    await started.web.post(thread, { ...file("one.py", 2), content: "x = 2\n" }, { key: "one 2" });
    await page.locator("#editor").waitFor({ state: "hidden" });
    await page.locator('[data-item="one.py"][data-revision="2"] [data-action="edit"]').click();
    await page.locator("#edit-text").waitFor();
    expect(await page.getByText("Your draft is back.").count()).toBe(0);
  });

  test("a newer revision by somebody else is said in the editor, and nothing typed is lost", async () => {
    const { page, thread } = await begin();
    await edit(page, "one.py");
    await page.locator("#edit-text").fill("mine = 1\n");
    await started.web.post(thread, { ...file("one.py", 2), content: "theirs = 1\n" }, { key: "one 2" });
    await page.getByText("r2 came while you were writing").waitFor();
    expect(await page.locator("#edit-text").inputValue()).toBe("mine = 1\n");
    await page.getByRole("button", { name: "Go on from my text, on r2" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => started.received.at(-1)?.interaction)
      .toMatchObject({ type: "edit", revision: 2, change: { text: "mine = 1\n" } });
  });

  test("what was not saved is said, and the second try is the same interaction", async () => {
    const ids: (string | undefined)[] = [];
    const receive: Receive = async (_, { type }, id) => {
      if (type !== "skip") return;
      ids.push(id);
      if (ids.length === 1) throw new Error("Redis is down");
    };
    const { page } = await begin({ receive });
    const skip = page.locator('[data-item="one.py"] [data-action="skip"]');
    await skip.click();
    await page.getByRole("alert").getByText("Not saved").waitFor();
    await skip.click();
    await page.getByText("Not saved").waitFor({ state: "detached" });
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
  });

  test("a lost connection is said, and when it is back nothing is missing", async () => {
    const storage = new Keyv();
    const { page, thread } = await begin({ storage });
    const port = Number(new URL(started.url).port);
    await started.web.stop();
    await page.getByText("Connection lost").waitFor();
    const log = { info() {}, warn() {}, error() {} };
    const again = createWeb({ host: "127.0.0.1", port, storage, log });
    await again.start(async () => {});
    started = { ...started, web: again };
    await again.post(thread, { type: "notice", tone: "good", text: "said meanwhile" }, { key: "meanwhile" });
    await page.getByText("said meanwhile").waitFor();
    await page.getByText("Connection lost").waitFor({ state: "detached" });
    expect(await page.getByText("said meanwhile").count()).toBe(1);
  });

  test("what a reader unfolded stays open when the message changes, and so does the focus", async () => {
    const { page, thread } = await begin();
    const long = { ...file("long.py", 1), content: "x = 1\n".repeat(100) };
    const id = await started.web.post(thread, long, { key: "long" });
    await page.getByRole("button", { name: "Show all 100 lines" }).click();
    await page.locator('[data-item="long.py"]').focus();
    await started.web.post(thread, { ...long, status: "Ben is editing" }, { key: "long 2", replace: id });
    await page.getByText("Ben is editing").waitFor();
    expect(await page.getByRole("button", { name: "Show fewer" }).count()).toBe(1);
    expect(await page.evaluate("document.activeElement.dataset.item")).toBe("long.py");
  });
});

async function edit(page: Page, item: string): Promise<void> {
  await page.locator(`[data-item="${item}"] [data-action="edit"]`).click();
  await page.locator("#edit-text").waitFor();
}

function file(path: string, revision: number, decision = "") {
  const base = { item: path, revision };
  const open = ["approve", "edit", "skip"] as const;
  return {
    type: "file",
    path,
    language: "python",
    content: "x = 1\n",
    about: "",
    diff: undefined,
    checks: [],
    instructions: [],
    status: decision,
    buttons: (decision === "" ? open : (["undo"] as const)).map((action) => ({ ...base, action, label: action })),
    ...base,
  } satisfies Post;
}
