/** Several windows at once, windows that come back, and a server that comes back. */
import { Keyv } from "keyv";
import { afterEach, expect, test } from "vitest";
import type { Post, Receive } from "#conversations";
import { startWeb } from "./started.ts";
import { visit } from "./visitor.ts";

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops) await stop();
  stops = [];
});
const start = async (options: Parameters<typeof startWeb>[0] = {}) => {
  const started = await startWeb(options);
  stops.push(started.web.stop);
  return started;
};
const notice = (text: string): Post => ({ type: "notice", tone: "info", text });
const threadOf = (path: string) => `web:${path.split("/").at(-1)}`;

test("a window that is open sees a post, its rewrite and what others say as they come", async () => {
  const { web, url } = await start();
  const [ana, ben] = [await visit(url, "Ana"), await visit(url, "Ben")];
  const path = await ana.upload("a.json", "{}");
  const seen = ben.listen(`${path}/live`, (all) => all.includes("hello from Ana"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const id = await web.post(threadOf(path), notice("first words"), { key: "1" });
  await web.post(threadOf(path), notice("other words"), { key: "2", replace: id });
  await ana.post(`${path}/say`, { text: "hello from Ana" });
  expect(await seen).toMatch(/first words[\s\S]*other words[\s\S]*hello from Ana/);
});

test("a window that comes back is sent what changed meanwhile, and only that", async () => {
  const { web, url } = await start();
  const ana = await visit(url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const old = await web.post(threadOf(path), notice("old"), { key: "1" });
  await web.post(threadOf(path), notice("untouched"), { key: "2" });
  const all = await ana.listen(`${path}/live?since=0`, (text) => text.includes("id: "));
  const last = /^id: (\d+)$/m.exec(all)?.[1] ?? "";
  await web.post(threadOf(path), notice("rewritten"), { key: "3", replace: old });
  const again = await ana.listen(`${path}/live?since=0`, (text) => text.includes("id: "), { "last-event-id": last });
  expect(again).toContain("rewritten");
  expect(again).not.toContain("untouched");
});

test("everybody is told who is here, and that somebody left", async () => {
  const { url } = await start();
  const [ana, ben] = [await visit(url, "Ana"), await visit(url, "Ben")];
  const path = await ana.upload("a.json", "{}");
  let together = false;
  const seen = ana.listen(`${path}/live`, (all) => {
    together ||= all.includes("Ana and Ben are here");
    return together && all.lastIndexOf('class="presence"') > all.lastIndexOf("are here") + 10;
  });
  await ben.listen(`${path}/live`, (all) => all.includes("Ana and Ben are here"));
  await seen;
});

test("a whisper reaches that person's windows only, waits for those that are closed, and goes when it was seen", async () => {
  const { web, url, received } = await start();
  const [ana, ben] = [await visit(url, "Ana"), await visit(url, "Ben")];
  const path = await ana.upload("a.json", "{}");
  const to = received[0]?.interaction.by ?? { id: "", name: "" };
  const [hers, his] = [
    ana.listen(`${path}/live`, (all) => all.includes("only for Ana")),
    ben.listen(`${path}/live`, (all) => all.includes("for all")),
  ];
  await new Promise((resolve) => setTimeout(resolve, 50));
  await web.whisper(threadOf(path), to, "only for Ana");
  await web.post(threadOf(path), notice("for all"), { key: "1" });
  expect(await his).not.toContain("only for Ana");
  const id = /id="w-([\w-]+)"/.exec(await hers)?.[1];
  expect((await ben.post(`${path}/whispers/${id}`, {})).status).toBe(200);
  expect(await ana.reads(path)).toContain("only for Ana");
  await ana.post(`${path}/whispers/${id}`, {});
  expect(await ana.reads(path)).not.toContain("only for Ana");
});

test("after a restart the thread, its buttons, its whispers and everybody's session are as they were", async () => {
  const storage = new Keyv();
  const first = await start({ storage });
  const ana = await visit(first.url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const by = first.received[0]?.interaction.by ?? { id: "", name: "" };
  const picture = { svg: "<svg/>", png: new Uint8Array([137, 80]), alt: "the picture" };
  const model: Post = {
    type: "model",
    title: "Job board",
    headline: "Job board · 4 entities",
    lines: [],
    rulesUnderstood: [],
    rulesNotUnderstood: [],
    warnings: [],
    picture,
    buttons: [{ action: "build", label: "Build", revision: 1 }],
    outcome: undefined,
  };
  const id = await first.web.post(threadOf(path), model, { key: "model" });
  await first.web.whisper(threadOf(path), by, "a private word");
  await first.web.stop();

  const second = await start({ storage });
  const back = { ...ana, get: (at: string) => fetch(second.url + at, { headers: { cookie: ana.cookie } }) };
  const page = await (await back.get(path)).text();
  expect(page).toMatch(/Job board · 4 entities[\s\S]*a private word/);
  const png = /href="([^"]+\.png[^"]*)"/.exec(page)?.[1] ?? "";
  expect(new Uint8Array(await (await back.get(png)).arrayBuffer())).toEqual(picture.png);
  expect(await second.web.post(threadOf(path), model, { key: "model" })).toBe(id);
  const pressed = await fetch(`${second.url}${path}/press`, {
    method: "POST",
    headers: { cookie: ana.cookie, origin: second.url, "x-csrf-token": ana.csrf, "hx-request": "true" },
    body: new URLSearchParams({ button: "build:@1" }),
  });
  expect(pressed.status).toBe(204);
  expect(second.received[0]?.interaction).toEqual({ type: "build", by, model: 1 });
});

test("a click that is sent again has the same id and is told once", async () => {
  const { url, received } = await start();
  const ana = await visit(url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const headers = { "x-interaction": "0123456789abcdef" };
  await Promise.all([
    ana.post(`${path}/say`, { text: "approve it" }, headers),
    ana.post(`${path}/say`, { text: "approve it" }, headers),
  ]);
  expect(received[1]?.id).toBe(received[2]?.id);
  expect((await ana.reads(path)).split("approve it")).toHaveLength(2);
});

test("an upload that is sent again lands in the same thread", async () => {
  const { url } = await start();
  const ana = await visit(url, "Ana");
  const headers = { "x-interaction": "fedcba9876543210" };
  expect(await ana.upload("a.json", "{}", headers)).toBe(await ana.upload("a.json", "{}", headers));
  expect((await ana.reads("/")).split("a.json")).toHaveLength(2);
});

test("what could not be saved is said so, is listed nowhere, and works when it is tried again", async () => {
  let down = true;
  const receive: Receive = async () => {
    if (down) throw new Error("Redis is down");
  };
  const { url, logged } = await start({ receive });
  const ana = await visit(url, "Ana");
  const headers = { "x-interaction": "00112233445566778899" };
  const answer = await ana.post("/threads", { file: new File(["{}"], "a.json") }, headers);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toMatch(/^Not saved: .*try again/);
  expect(await ana.reads("/")).not.toContain("a.json");
  expect(logged.some((line) => line.event === "an interaction was not saved")).toBe(true);
  down = false;
  const path = await ana.upload("a.json", "{}", headers);
  expect(await ana.reads(path)).toContain("a.json");
});

test("answers that come while an upload is still being saved stand below it", async () => {
  let post: (thread: string) => Promise<unknown> = async () => {};
  const { web, url } = await start({ receive: (thread) => post(thread).then(() => {}) });
  post = (thread) => web.post(thread, notice("the answer"), { key: "1" });
  const ana = await visit(url, "Ana");
  const path = await ana.upload("question.json", "{}");
  expect(await ana.reads(path)).toMatch(/question\.json[\s\S]*the answer/);
});

test("nothing that storage could not keep is shown", async () => {
  const storage = new Keyv();
  const { web, url } = await start({ storage });
  const ana = await visit(url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const set = storage.set.bind(storage);
  storage.set = async () => {
    throw new Error("the disk is full");
  };
  await expect(web.post(threadOf(path), notice("lost"), { key: "1" })).rejects.toThrow("the disk is full");
  expect((await ana.post(`${path}/say`, { text: "hello" })).status).toBe(503);
  storage.set = set;
  await web.post(threadOf(path), notice("kept"), { key: "1" });
  expect(await ana.reads(path)).toContain("kept");
});

test("the oldest of five windows of one browser pauses, so that its clicks still get through", async () => {
  const { url } = await start();
  const ana = await visit(url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const first = ana.listen(`${path}/live`, (all) => all.includes("event: paused"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const others = Array.from({ length: 4 }, () =>
    ana.listen(`${path}/live`, (all) => all.includes("nothing")).catch(() => ""),
  );
  expect(await first).toContain("event: paused");
  await Promise.all(others);
});

test("stop ends open streams, and soon", async () => {
  const { web, url } = await start();
  const ana = await visit(url, "Ana");
  const path = await ana.upload("a.json", "{}");
  const open = ana.listen(`${path}/live`, () => false).catch((error: Error) => error.message);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const from = performance.now();
  await web.stop();
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(await open).toMatch(/the stream ended|terminated/);
});
