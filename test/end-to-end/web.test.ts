/** The whole review in real Chromium: two people in two windows, from the dropped ERD to the archive. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootable } from "../proof/python.ts";
import { comeIn, expectAccessible, type Guest, hasChromium, openBrowser, shoot, without } from "./browser.ts";
import { type Djinn, startDjinn } from "./djinn.ts";
import { unpacked } from "./unpacked.ts";

const erd = readFileSync(join(import.meta.dirname, "../examples/job-board.json"), "utf8");
const minutes = 60_000;

describe.skipIf(!hasChromium)(`two people review a job board in a browser${without}`, () => {
  let djinn: Djinn;
  let browser: Browser;
  let ana: Guest;
  let ben: Guest;
  let python: string | undefined;

  beforeAll(async () => {
    python = (await bootable()).python;
    djinn = await startDjinn(python);
    browser = await openBrowser();
    ana = await comeIn(browser, djinn.url, "Ana");
    ben = await comeIn(browser, djinn.url, "Ben", { colorScheme: "dark" });
  }, 5 * minutes);
  afterAll(async () => {
    await browser?.close();
    await djinn?.stop();
  });

  test("a file dropped anywhere on the channel starts a thread, which the others see at once", async () => {
    await expectAccessible(ana.page);
    await shoot(ana.page, "1-channel");
    await drop(ana.page, "job-board.json", erd);
    await ana.page.waitForURL(/\/threads\//);
    await ben.page.getByRole("link", { name: "Job board" }).click();
    for (const { page } of [ana, ben]) {
      await page.getByRole("heading", { name: /4 entities/ }).waitFor();
      await page.getByText("Ana and Ben are here").waitFor();
    }
  });

  test("the model says what was understood and what was not, with a picture", async () => {
    const { page } = ana;
    const picture = page.locator(".picture img");
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate("document.querySelector('.picture img').naturalWidth > 0")).toBe(true);
    expect(await picture.getAttribute("alt")).toMatch(/4 entities/);
    await page.getByText("Jobs should look nice").waitFor();
    await page.getByText("Job.salary > 0").waitFor();
    await shoot(page, "2-model");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Enlarge the picture" }).click();
    await page.locator("#zoom img").waitFor();
    await page.keyboard.press("Escape");
  });

  test("both press Build at once: it is built once, and the later one is told privately", async () => {
    await atOnce([ana, ben].map(({ page }) => page.getByRole("button", { name: "Build", exact: true })));
    for (const { page } of [ana, ben]) await file(page, "backend/models.py").waitFor();
    await expect.poll(async () => (await whispers(ana.page)) + (await whispers(ben.page))).toBe(1);
    expect(await ana.page.locator(".progress").count()).toBeLessThanOrEqual(2);
    await djinn.idle();
    const shown = await ana.page.locator("article.file").count();
    expect(shown).toBeGreaterThan(5);
    expect(await ana.page.locator("#board .rows li").count()).toBe(shown);
    expect(await ben.page.locator("article.file").count()).toBe(shown);
  });

  test("Ana approves a file with one key, and both see it", async () => {
    const models = file(ana.page, "backend/models.py");
    await models.focus();
    await ana.page.keyboard.press("a");
    for (const { page } of [ana, ben]) {
      await file(page, "backend/models.py").getByText("approved by Ana").waitFor();
      await page.locator("#board li.approved", { hasText: "models.py" }).waitFor();
    }
    await shoot(ana.page, "3-file");
    expect(await ana.page.evaluate("document.activeElement.closest('article')?.dataset.path")).toBe(
      "backend/models.py",
    );
  });

  test("Ben edits a file's text while Ana is told so; a mistake keeps his text, the mended one becomes r2 with a diff", async () => {
    const serializers = file(ben.page, "backend/serializers.py");
    await serializers.getByRole("button", { name: "Edit" }).click();
    const text = ben.page.locator("#edit-text");
    await text.waitFor();
    await file(ana.page, "backend/serializers.py").getByText("Ben is editing").waitFor();
    const before = await text.inputValue();
    await text.fill(`${before}\n(\n`);
    await shoot(ben.page, "4-edit");
    await expectAccessible(ben.page);
    await ben.page.getByRole("button", { name: "Save" }).click();
    await ben.page.locator(".edit-news", { hasText: /never closed|parse|syntax|expected/i }).waitFor();
    expect(await text.inputValue()).toContain("(\n");
    await text.fill(before.replace(/^( +)(fields = )/m, "$1# TODO: hide the salary from guests\n$1$2"));
    await ben.page.getByRole("button", { name: "Save" }).click();
    await ben.page.locator("#editor").waitFor({ state: "hidden" });
    const revised = ana.page.locator('article.file[data-path="backend/serializers.py"][data-revision="2"]:has(.diff)');
    await revised.locator("tr.added", { hasText: "hide the salary" }).waitFor();
    await revised.getByText("TODO: hide the salary from guests").last().waitFor();
    await revised.scrollIntoViewIfNeeded();
    await shoot(ana.page, "5-diff");
  });

  test("Ben skips a file and Ana takes that back and skips it again", async () => {
    await file(ben.page, "backend/admin.py").getByRole("button", { name: "Skip" }).click();
    const admin = file(ana.page, "backend/admin.py");
    await admin.getByText("skipped by Ben").waitFor();
    await admin.getByRole("button", { name: "Undo" }).click();
    await file(ben.page, "backend/admin.py").getByRole("button", { name: "Skip" }).waitFor();
    await admin.getByRole("button", { name: "Skip" }).click();
    await file(ben.page, "backend/admin.py").getByText("skipped by Ana").waitFor();
  });

  test("both approve the same file at the same moment: one decides, the other gets a private word", async () => {
    const [hers, his] = [await whispers(ana.page), await whispers(ben.page)];
    await atOnce([ana, ben].map(({ page }) => file(page, "backend/views.py").getByRole("button", { name: "Approve" })));
    for (const { page } of [ana, ben])
      await file(page, "backend/views.py")
        .getByText(/approved by (Ana|Ben)/)
        .waitFor();
    await expect.poll(async () => (await whispers(ana.page)) + (await whispers(ben.page))).toBe(hers + his + 1);
    await shoot(ben.page, "6-board-dark");
  });

  test(
    "Approve the rest leads to a proof and an archive with what was decided in it",
    async () => {
      const { page } = ana;
      await page.getByRole("button", { name: "Approve the rest" }).click();
      await page
        .locator(".archive, .proof.failed")
        .first()
        .waitFor({ timeout: 3 * minutes });
      expect(await page.locator(".proof.failed").allInnerTexts()).toEqual([]);
      await page.locator(".archive").scrollIntoViewIfNeeded();
      await shoot(page, "7-archive");
      await ben.page.locator(".archive").waitFor();
      await ben.page.locator(".proof").scrollIntoViewIfNeeded();
      await shoot(ben.page, "8-proof-dark");
      await expectAccessible(page);
      await expectAccessible(ben.page);
      const download = page.waitForEvent("download");
      await page.locator(".archive .download").click();
      const saved = await (await download).path();
      const folder = process.env["DJINN_SHOTS"];
      if (folder !== undefined) await (await download).saveAs(join(folder, (await download).suggestedFilename()));
      const files = unpacked(saved);
      const at = (path: string) => Object.entries(files).find(([name]) => name.endsWith(`/${path}`))?.[1];
      expect(at("backend/serializers.py")).toContain("# TODO: hide the salary from guests");
      expect(at("backend/admin.py")).toBeUndefined();
      expect(at("backend/models.py")).toContain("class Job(");
      expect(at("PROOF.md")).toMatch(/Ana/);
    },
    3 * minutes,
  );

  test("a phone shows the same thread without scrolling sideways", async () => {
    const phone = await comeIn(browser, djinn.url, "Cleo", { viewport: { width: 360, height: 740 } });
    await shoot(phone.page, "9-phone-channel");
    await phone.page.getByRole("link", { name: "Job board" }).click();
    await phone.page.locator(".archive").scrollIntoViewIfNeeded();
    expect(await phone.page.evaluate(tooWide)).toEqual([]);
    await shoot(phone.page, "9-phone-thread");
    await expectAccessible(phone.page);
    expect(phone.complaints).toEqual([]);
  });

  test("no window reported an error, and neither did djinn", () => {
    expect([...ana.complaints, ...ben.complaints]).toEqual([]);
    expect(djinn.errors).toEqual([]);
  });
});

/** Whatever stands out of the window on the right without a scroll bar of its own. */
const tooWide = `[...document.querySelectorAll("main *, .side *, .foot *, .bar *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
  .filter((each) => !each.closest(".code, .start pre, .unseen-label, dialog"))
  .map((each) => each.outerHTML.slice(0, 120))`;

/** The newest post about a path. */
function file(page: Page, path: string): Locator {
  return page.locator(`article.file[data-path="${path}"]`).last();
}

function whispers(page: Page): Promise<number> {
  return page.locator(".whisper").count();
}

/** Clicks with real mice whose presses lie no further apart than the browser needs to pass them on. */
async function atOnce(buttons: Locator[]): Promise<void> {
  const aims = [];
  for (const button of buttons) {
    await button.scrollIntoViewIfNeeded();
    await button.hover();
    const box = await button.boundingBox();
    if (box === null) throw new Error("the button is not to be seen");
    aims.push({ mouse: button.page().mouse, x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }
  await Promise.all(aims.map(({ mouse, x, y }) => mouse.click(x, y)));
}

/** Lets a file fall onto the page, as a mouse would. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("main", type, { dataTransfer: data });
}
