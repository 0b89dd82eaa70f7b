/** Several people decide: first clicks, late clicks, skips, undo, the rest. */
import { expect, test } from "vitest";
import { unpack } from "../fakes/small-backend.ts";
import { ana, ben, cleo, openReview, thread } from "./review.ts";

const whispered = (review: Awaited<ReturnType<typeof openReview>>) =>
  review.chat.whispers.map(({ to, text }) => `${to.name}: ${text}`);

test("files are shown in the order they came, boilerplate in one post, the board last", async () => {
  await using review = await openReview();
  await review.toReview();
  expect(review.chat.ofType("file").map(({ path }) => path)).toEqual(["models.py", "admin.py", "urls.py"]);
  expect(review.chat.ofType("files")[0]?.files.map(({ path }) => path)).toEqual(["__init__.py", "core/wsgi.py"]);
  expect(review.chat.ofType("board")[0]?.title).toBe("0 of 4 decided");
  expect(review.chat.file("models.py")).toMatchObject({
    about: "2 lines · 1 entity",
    language: "python",
    diff: undefined,
    status: "",
  });
});

test("the first click counts; the second is told who, what and when", async () => {
  await using review = await openReview();
  await review.toReview();
  await Promise.all([
    review.receive(thread, { type: "approve", by: ana, item: "models.py", revision: 1 }),
    review.receive(thread, { type: "skip", by: ben, item: "models.py", revision: 1 }),
  ]);
  await review.idle();
  expect(review.chat.file("models.py")).toMatchObject({
    status: "✓ approved by Ana",
    buttons: [{ action: "undo" }, { action: "edit" }],
  });
  expect(whispered(review)).toEqual([
    expect.stringMatching(/^Ben: Ana approved r1 of models.py at \d\d:\d\d UTC\. Undo takes that back/),
  ]);
});

test("the same interaction handed in twice is one", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 }, "click-1");
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 }, "click-1");
  expect(review.chat.whispers).toEqual([]);
});

test("a decision can be taken back by anybody", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  await review.act({ type: "undo", by: ben, item: "models.py", revision: 1 });
  expect(review.chat.file("models.py")?.buttons[0]).toMatchObject({ action: "approve" });
  await review.act({ type: "undo", by: ben, item: "models.py", revision: 1 });
  expect(whispered(review)).toEqual(["Ben: Nothing is decided about models.py."]);
});

test("a skip that is taken back and made again at once is told of once", async () => {
  await using review = await openReview();
  await review.toReview();
  const at = { item: "admin.py", revision: 1 };
  await Promise.all([
    review.receive(thread, { type: "skip", by: cleo, ...at }),
    review.receive(thread, { type: "undo", by: ana, ...at }),
    review.receive(thread, { type: "skip", by: ben, ...at }),
  ]);
  await review.idle();
  const skips = review.chat.ofType("notice").filter(({ text }) => text.includes("skipped admin.py"));
  expect(skips.map(({ text }) => text.split(" ")[0])).toEqual(["Ben"]);
});

test("a file that nothing needs is left out, and what left the others with it is said", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "skip", by: cleo, item: "admin.py", revision: 1 });
  expect(review.chat.ofType("notice").at(-1)?.text).toBe(
    "Cleo skipped admin.py. Kept whole: what referred to it went from urls.py (2 lines). Undo takes it back.",
  );
  await review.act({ type: "approve_rest", by: ana });
  const [archive] = review.chat.ofType("archive");
  expect(archive?.summary).toContain("left out: admin.py");
  const files = unpack(archive?.bytes ?? new Uint8Array());
  expect(files.map(({ path }) => path)).not.toContain("admin.py");
  expect(files.find(({ path }) => path === "PROOF.md")?.content).toContain("Skipped by Cleo: admin.py");
});

test("a file that others need stays as the template wrote it, and the bot says who needs it", async () => {
  await using review = await openReview();
  await review.toReview();
  const edit = { type: "edit", item: "models.py", path: "models.py", revision: 1, change: { text: "mine\n" } } as const;
  await review.act({ ...edit, by: ben });
  await review.act({ type: "skip", by: cleo, item: "models.py", revision: 2 });
  expect(review.chat.ofType("notice").at(-1)?.text).toContain(
    "urls.py cannot do without it. The template's own text (r1) stands",
  );
  await review.act({ type: "approve_rest", by: ana });
  const files = unpack(review.chat.ofType("archive")[0]?.bytes ?? new Uint8Array());
  expect(files.find(({ path }) => path === "models.py")?.content).toBe("class Job:\n    pass\n");
});

test("a conflict that a skip leaves behind is said", async () => {
  await using review = await openReview();
  await review.toReview();
  const change = { text: "clings to admin\n" };
  await review.act({ type: "edit", by: ben, item: "models.py", path: "models.py", revision: 1, change });
  await review.act({ type: "skip", by: cleo, item: "admin.py", revision: 1 });
  expect(review.chat.ofType("findings")[0]?.findings[0]?.where).toBe("models.py:3");
});

test("boilerplate cannot be left out", async () => {
  await using review = await openReview();
  await review.toReview();
  expect(review.chat.ofType("files")[0]?.buttons.map(({ action }) => action)).toEqual(["approve", "edit"]);
  await review.act({ type: "skip", by: ana, item: "boilerplate", revision: 1 });
  expect(whispered(review)[0]).toContain("hold the project together");
});

test("approving the rest leaves what somebody else is editing, and says so", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "open_edit", by: ben, item: "urls.py", revision: 1 });
  expect(review.chat.file("urls.py")?.status).toMatch(/^Ben is editing since/);
  await review.act({ type: "approve_rest", by: ana });
  expect(review.chat.ofType("board")[0]?.title).toBe("3 of 4 decided");
  expect(review.chat.ofType("notice").at(-1)?.text).toContain("urls.py (Ben is editing)");
  await review.act({ type: "close_edit", by: ben, item: "urls.py", revision: 1 });
  await review.act({ type: "approve", by: ana, item: "urls.py", revision: 1 });
  expect(await review.phase()).toBe("delivered");
});

test("a review that was cancelled by accident comes back as it was", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  await review.act({ type: "cancel", by: ben });
  expect(review.chat.ofType("board")[0]).toMatchObject({
    title: expect.stringContaining("cancelled by Ben"),
    buttons: [{ action: "undo" }],
  });
  expect(review.chat.file("urls.py")?.buttons).toEqual([]);
  await review.act({ type: "approve", by: ana, item: "urls.py", revision: 1 });
  expect(whispered(review)[0]).toMatch(/^Ana: Ben cancelled this at .* Undo brings it back/);
  await review.act({ type: "undo", by: ana, item: "review", revision: 0 });
  expect(review.chat.file("models.py")?.status).toBe("✓ approved by Ana");
  expect(review.chat.ofType("board")[0]?.title).toBe("1 of 4 decided");
});

test("clicks on what is not there, and clicks before there are files, are answered", async () => {
  await using review = await openReview();
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  await review.toReview();
  await review.act({ type: "approve", by: ana, item: "../etc/passwd", revision: 1 });
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 9 });
  await review.act({ type: "build", by: ana, model: 1 });
  expect(review.chat.whispers).toHaveLength(4);
  expect(review.chat.ofType("board")[0]?.title).toBe("0 of 4 decided");
});
