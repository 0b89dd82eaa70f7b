/** Uploads: what Slack has not finished is waited for, what cannot be had is said with what to do, and no token goes astray. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { Interaction } from "#conversations";
import { testAdapter } from "./started.ts";

async function begin() {
  const received: Interaction[] = [];
  const { slack } = await testAdapter({ receive: async (_, interaction) => void received.push(interaction) });
  return { slack, received, ana: slack.person("Ana") };
}

const checkFileInfo = { mode: "file_access", file_access: "check_file_info", name: undefined, size: undefined };
const noAddress = { url_private: undefined, url_private_download: undefined };

for (const [what, first] of [
  ["that Slack only names, as through Slack Connect", { ...checkFileInfo, ...noAddress }],
  ["that has no address yet", noAddress],
  ["that still has no bytes", { size: 0 }],
] as const)
  test(`a file ${what}, is asked for again until it is there`, async () => {
    const { slack, received, ana } = await begin();
    await ana.uploads("model.json", "{}", { file: { shown: [first, first, first] } });
    await expect.poll(() => received, { timeout: 5000 }).toMatchObject([{ type: "upload", name: "model.json" }]);
    expect(slack.calls("files.info")).toHaveLength(3);
    expect(ana.told()).toEqual([]);
    expect(slack.world.violations).toEqual([]);
  });

test("a file that Slack does not finish is given up after some seconds, with what to do", async () => {
  const { slack, received, ana } = await begin();
  await ana.uploads("model.json", "{}", { file: { shown: Array.from({ length: 50 }, () => noAddress) } });
  await expect
    .poll(() => ana.told(), { timeout: 12_000 })
    .toEqual(["Slack has not finished with model.json yet. Drop it once more in a moment."]);
  expect(slack.calls("files.info").length).toBeLessThan(8);
  expect(received).toEqual([]);
});

const endless = (shown: Record<string, unknown>) => Array.from({ length: 50 }, () => shown);
const lasting: [string, Record<string, unknown>, RegExp][] = [
  ["was deleted", { mode: "tombstone" }, /model\.json was deleted/],
  ["the plan hides", { mode: "hidden_by_limit", ...noAddress }, /plan keeps no older files\. Upload it anew/],
  ["djinn may not see", { file_access: "access_denied", ...noAddress }, /does not let djinn see model\.json/],
];
for (const [what, shown, words] of lasting)
  test(`a file that ${what} is not waited for`, async () => {
    const { slack, received, ana } = await begin();
    await ana.uploads("model.json", "{}", { file: { shown: endless(shown) } });
    await expect.poll(() => ana.told().join()).toMatch(words);
    expect(slack.calls("files.info")).toEqual([]);
    expect(received).toEqual([]);
  });

test("a link to another service is refused, and the bot's token is not sent there", async () => {
  const { received, ana } = await begin();
  const visits: unknown[] = [];
  const elsewhere = createServer((request, response) => {
    visits.push(request.headers);
    response.end("{}");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/model.json`;
    const shown = { mode: "external", is_external: true, url_private: url, url_private_download: undefined };
    await ana.uploads("model.json", "{}", { file: { shown: endless(shown) } });
    await expect.poll(() => ana.told().join()).toMatch(/link to another service.*Upload the file itself/);
    expect(visits).toEqual([]);
    expect(received).toEqual([]);
  } finally {
    elsewhere.close();
  }
});

test("an empty file is said to be empty", async () => {
  const { ana } = await begin();
  await ana.uploads("model.json", "");
  await expect.poll(() => ana.told().join(), { timeout: 12_000 }).toMatch(/model\.json is empty/);
});

test("a file of 100 MB is refused by its size, without being fetched", async () => {
  const { slack, received, ana } = await begin();
  await ana.uploads("huge.json", "{}", { size: 100 * 1024 * 1024 });
  await expect.poll(() => ana.told().join()).toMatch(/huge\.json is 100 MB; I read up to 5 MB/);
  expect(received).toEqual([]);
  expect(slack.world.violations).toEqual([]);
});

test("a file that lies about its size is read no further than the limit", async () => {
  const { received, ana } = await begin();
  await ana.uploads("liar.json", new Uint8Array(6 * 1024 * 1024), { size: 10 });
  await expect.poll(() => ana.told().join()).toMatch(/liar\.json is larger than 5 MB/);
  expect(received).toEqual([]);
});

test("without the scope to read files, the scope is named", async () => {
  const { slack, received, ana } = await begin();
  slack.takeScope("files:read");
  await ana.uploads("model.json", "{}");
  await expect.poll(() => ana.told().join()).toMatch(/files:read.*OAuth & Permissions/);
  expect(received).toEqual([]);
});
