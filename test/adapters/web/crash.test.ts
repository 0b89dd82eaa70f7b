/** What stands in a thread when djinn died after an act was saved and before the person heard of it. */
import { Keyv } from "keyv";
import { afterEach, expect, test } from "vitest";
import type { ThreadId } from "#conversations";
import { startWeb } from "./started.ts";
import { visit } from "./visitor.ts";

const click = { "x-interaction": "one-and-the-same-click" };
let web: Awaited<ReturnType<typeof startWeb>>["web"] | undefined;
afterEach(() => web?.stop());

/** Ana drops a file; it is saved, djinn dies without an answer, starts again and posts what follows. */
async function droppedAndDied() {
  const storage = new Keyv();
  let thread: ThreadId = "";
  const first = await startWeb({
    storage,
    receive: async (id) => {
      thread = id;
      throw new Error("the process is gone");
    },
  });
  const ana = await visit(first.url, "Ana");
  await expect(ana.upload("library.json", "{}", click)).rejects.toThrow("503");
  await first.web.stop();
  const second = await startWeb({ storage, port: Number(new URL(first.url).port) });
  web = second.web;
  await web.post(thread, { type: "notice", tone: "info", text: "The model is read." }, { key: "1" });
  // A connection from before is known to be dead only once it is used.
  await ana.get("/").catch(() => {});
  return ana;
}

test("a thread is listed as soon as something stands in it, even if nobody repeats the act that began it", async () => {
  const ana = await droppedAndDied();
  expect(await ana.reads("/")).toContain("library.json");
});

test("a private word that is said again after a crash is read once", async () => {
  const first = await startWeb();
  web = first.web;
  const ana = await visit(first.url, "Ana");
  const path = await ana.upload("library.json", "{}");
  const [{ thread, interaction } = { thread: "", interaction: undefined }] = first.received;
  if (interaction === undefined) throw new Error("nothing was received");
  for (const key of ["1", "1", "2"]) await web.whisper(thread, interaction.by, `Word ${key}.`, key);
  expect((await ana.reads(path)).match(/Word \d/g)).toEqual(["Word 1", "Word 2"]);
});

test("an act that is repeated stands where it was done, above what was answered meanwhile", async () => {
  const ana = await droppedAndDied();
  const path = await ana.upload("library.json", "{}", click);
  expect(await ana.reads(path)).toMatch(/dropped library\.json[\s\S]*The model is read\./);
  await ana.upload("library.json", "{}", click);
  expect((await ana.reads(path)).split("dropped library.json")).toHaveLength(2);
});
