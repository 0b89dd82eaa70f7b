/** From an upload to a build: what is read, refused, replaced, cancelled and brought back. */
import { expect, test } from "vitest";
import { ana, ben, bytes, openReview } from "./review.ts";

test("an upload with errors is refused with all its findings, and a mended one is read", async () => {
  await using review = await openReview();
  await review.upload("nonsense");
  expect(review.chat.ofType("findings")[0]).toMatchObject({
    title: "I could not read job.json. 1 thing to mend:",
    next: "Drop the mended file here.",
  });
  await review.upload();
  expect(await review.phase()).toBe("confirming");
});

test("a new upload replaces the model, whose buttons go, and a click on them gets a private word", async () => {
  await using review = await openReview();
  await review.upload();
  await review.act({ type: "upload", by: ben, name: "other.json", bytes: bytes('{"title": "Shop"}') });
  const [first, second] = review.chat.ofType("model");
  expect(first).toMatchObject({ buttons: [], outcome: "Replaced by model 2 (Ben)" });
  expect(second?.buttons).toHaveLength(2);
  await review.act({ type: "build", by: ana, model: 1 });
  expect(review.chat.whispers[0]).toMatchObject({
    to: ana,
    text: expect.stringContaining("Nothing was built: model 2 waits."),
  });
  expect(review.backend.calls.generate).toBe(0);
});

test("a replacement that cannot be read leaves the model before it standing", async () => {
  await using review = await openReview();
  await review.upload();
  await review.upload("nonsense", "b.json");
  expect(review.chat.ofType("findings")[0]?.next).toContain("Model 1 stands.");
  await review.act({ type: "build", by: ana, model: 1 });
  expect(await review.phase()).toBe("reviewing");
});

test("files dropped one right after the other are read as one model", async () => {
  await using review = await openReview();
  const drop = (name: string, text: string) =>
    review.receive("memory:1", { type: "upload", by: ana, name, bytes: bytes(text) });
  await Promise.all([drop("a.json", '{"title":'), drop("b.json", '"Both"}')]);
  await review.idle();
  expect(review.chat.ofType("model").map((post) => post.title)).toEqual(["Both"]);
});

test("pasted text is read; prose gets the format with an example; talk after that is ignored and not kept", async () => {
  await using review = await openReview();
  await review.text("a shop with customers");
  expect(review.chat.ofType("notice")[0]?.text).toContain("needs a language model");
  await review.text('{"title": "Pasted"}');
  expect(review.chat.ofType("model")[0]?.title).toBe("Pasted");
  const before = review.chat.messages.length;
  await review.text("looks good to me");
  expect(review.chat.messages).toHaveLength(before);
  expect(review.chat.whispers).toEqual([]);
});

test.each(["status", "Help", "@djinn status", "stop."])("the word %s is understood", async (word) => {
  await using review = await openReview();
  await review.upload();
  await review.text(word);
  expect(await review.phase()).toBe(word === "stop." ? "cancelled" : "confirming");
  if (word !== "stop.") expect(review.chat.ofType("notice")).toHaveLength(1);
});

test("two who press Build at once build once, and the second is told who was first", async () => {
  await using review = await openReview();
  await review.upload();
  const go = review.backend.hold();
  await review.receive("memory:1", { type: "build", by: ana, model: 1 });
  await review.receive("memory:1", { type: "build", by: ben, model: 1 });
  go();
  await review.idle();
  expect(review.backend.calls.generate).toBe(1);
  expect(review.chat.whispers).toEqual([
    { thread: "memory:1", to: ben, text: expect.stringMatching(/^Ana started the build at \d\d:\d\d UTC/) },
  ]);
});

test("a build that breaks says so with a reference, shows no inner words, and can be started again", async () => {
  await using review = await openReview();
  await review.upload();
  review.backend.breakAt("generate");
  await review.act({ type: "build", by: ana, model: 1 });
  const said = review.chat.ofType("notice").at(-1)?.text ?? "";
  expect(said).toMatch(/something in djinn broke \(log reference [0-9a-f]{8}\)/);
  expect(said).not.toContain("generate broke");
  expect(review.chat.ofType("model")[0]?.buttons[0]).toMatchObject({ action: "build" });
  review.backend.breakAt(undefined);
  await review.act({ type: "build", by: ana, model: 1 });
  expect(await review.phase()).toBe("reviewing");
});

test("a build cancelled while it runs is not shown when it comes back, and undo brings the model back", async () => {
  await using review = await openReview();
  await review.upload();
  const go = review.backend.hold();
  await review.receive("memory:1", { type: "build", by: ana, model: 1 });
  await review.receive("memory:1", { type: "cancel", by: ben });
  go();
  await review.idle();
  expect(review.chat.ofType("file")).toEqual([]);
  expect(review.chat.ofType("model")[0]).toMatchObject({
    outcome: expect.stringMatching(/^Cancelled by Ben/),
    buttons: [{ action: "undo" }],
  });
  await review.act({ type: "undo", by: ana, item: "review", revision: 0 });
  await review.act({ type: "build", by: ana, model: 1 });
  expect(await review.phase()).toBe("reviewing");
});

test("an upload of more than 5 MB is answered in words and not kept", async () => {
  await using review = await openReview();
  await review.act({ type: "upload", by: ana, name: "big.json", bytes: new Uint8Array(6_000_000) });
  expect(review.chat.ofType("notice")[0]?.text).toBe("big.json is 5.7 MB; I read up to 1 MB. Nothing was changed.");
  expect(await review.phase()).toBe("waiting");
});

test("names of people and files are one clean line, whatever they send", async () => {
  await using review = await openReview();
  const by = { id: "x", name: `Eve\u202e\n${"long ".repeat(100)}` };
  await review.act({ type: "upload", by, name: "a\u0000b.json", bytes: bytes("nonsense") });
  expect(review.chat.ofType("findings")[0]?.title).toBe("I could not read a b.json. 1 thing to mend:");
  await review.act({ type: "upload", by, name: "a.json", bytes: bytes('{"title": "x"}') });
  await review.act({ type: "cancel", by });
  const outcome = review.chat.ofType("model")[0]?.outcome ?? "";
  expect(outcome).toMatch(/^Cancelled by Eve long long/);
  expect(outcome.length).toBeLessThan(160);
});
