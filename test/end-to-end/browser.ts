/** A real Chromium for tests, where this machine has one; its pages report every error of script, policy or network. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const chromiumPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
export const hasChromium = existsSync(chromiumPath);
/** Appended to the titles of what is skipped. */
export const without = hasChromium ? "" : ` (skipped: there is no Chromium at ${chromiumPath}; set CHROMIUM)`;

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath, args: quiet });

export type Guest = { page: Page; complaints: string[] };

/** A window of its own, with its own cookies, signed in under a name. */
export async function comeIn(
  browser: Browser,
  url: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Guest> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && complaints.push(`console: ${message.text()}`));
  await page.goto(url);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Come in" }).click();
  await page.getByRole("heading", { name: "Drop an ERD" }).waitFor();
  return { page, complaints };
}

/** Writes a picture of the window into the folder DJINN_SHOTS, where that is set. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["DJINN_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Holds that axe finds nothing wrong with the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, not loaded: the page's own policy would not let a script of ours in.
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    "axe.run(document).then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes[0].html))",
  );
  expect(found).toEqual([]);
}
