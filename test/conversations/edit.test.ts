/** Edits: what becomes a revision, what does not, and how nobody's text is lost. */
import { expect, test } from "vitest";
import { ana, ben, bytes, openReview, thread } from "./review.ts";

const edit = (text: string, revision = 1, path = "models.py", by = ben) =>
  ({ type: "edit", by, item: path, path, revision, change: { text } }) as const;

test("a replaced text becomes r2 with its diff, and the post before it loses its buttons", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("class Job:\n    name = 1\n"));
  const [before, after] = review.chat.ofType("file").filter(({ path }) => path === "models.py");
  expect(before).toMatchObject({ status: "r2 by Ben replaced this", buttons: [] });
  expect(after).toMatchObject({
    revision: 2,
    about: "2 lines · by Ben",
    diff: { added: 1, removed: 1, text: expect.stringMatching(/^@@[\s\S]*- {4}pass\n\+ {4}name = 1/) },
    checks: [
      { name: "syntax", passed: true },
      { name: "lint", passed: true },
    ],
  });
  expect(after?.buttons.map(({ label }) => label)).toEqual(["Approve r2", "Edit", "Skip", "Back to r1"]);
});

test("a text that does not parse changes nothing, is answered with the line, and is kept", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("one\n(\n"));
  expect(review.chat.ofType("findings")[0]).toMatchObject({
    title: "Ben's text of models.py was not taken: 1 place to mend. r1 stands.",
    findings: [{ where: "models.py:2" }],
  });
  expect(review.chat.ofType("file").at(-1)).toMatchObject({
    content: "one\n(\n",
    buttons: [],
    status: "Draft by Ben, not part of the review",
  });
  expect(review.chat.file("models.py")?.revision).toBe(1);
});

test("what the linter doubts is shown and does not stand in the way", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("loud!!\n"));
  expect(review.chat.file("models.py")?.checks[1]).toMatchObject({
    name: "lint",
    passed: false,
    detail: "models.py: loud",
  });
});

test("the first of two texts becomes r2; the second is not lost and its author is told", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.receive(thread, edit("bens\n"));
  await review.receive(thread, edit("anas\n", 1, "models.py", ana));
  await review.idle();
  expect(review.chat.file("models.py")).toMatchObject({ revision: 2, content: "bens\n" });
  expect(review.chat.whispers[0]).toMatchObject({
    to: ana,
    text: expect.stringMatching(/^Ben made r2 of models.py at .* did not overwrite it/),
  });
  const draft = review.chat.ofType("file").find(({ status }) => status.startsWith("Draft by Ana"));
  expect(draft).toMatchObject({ content: "anas\n", diff: { added: 1, removed: 1 } });
});

test("a click on r1 after r2 came decides nothing and says why", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("bens\n"));
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  expect(review.chat.whispers[0]?.text).toMatch(
    /^Ben made r2 of models.py at \d\d:\d\d UTC; r2 waits for a decision\. Nothing was decided\.$/,
  );
});

test("an edit of an approved file opens it again", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  await review.act(edit("bens\n"));
  expect(review.chat.ofType("board")[0]?.rows[0]).toMatchObject({ state: "pending", revision: 2, note: "r2 by Ben" });
});

test("line ends and byte order marks are made one kind, so the same text is said to be the same", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("\uFEFFclass Job:\r\n    pass"));
  expect(review.chat.whispers[0]?.text).toContain("That is the text of models.py as it stands in r1.");
});

test("back to r1 is a new revision, and back again to where one is says so", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("bens\n"));
  await review.act({ type: "back", by: ana, item: "models.py", revision: 2, to: 1 });
  expect(review.chat.file("models.py")).toMatchObject({
    revision: 3,
    content: "class Job:\n    pass\n",
    about: "2 lines · the text of r1 again",
  });
  await review.act({ type: "back", by: ana, item: "models.py", revision: 3, to: 1 });
  await review.act({ type: "back", by: ana, item: "models.py", revision: 3, to: 7 });
  expect(review.chat.whispers.map(({ text }) => text)).toEqual([
    "r3 of models.py is the text of r1 already.",
    "There is no r7 of models.py to go back to.",
  ]);
});

test("instructions in comments are kept on the revision, the template's own are not", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("x = 1  # FIX: must be positive\n# todo nothing\n#IMPROVE: an index\n# SEC: hash it\n"));
  expect(review.chat.file("models.py")?.instructions).toEqual([
    "FIX: must be positive",
    "IMPROVE: an index",
    "SEC: hash it",
  ]);
});

test("one file of the boilerplate can be edited, and is shown as a diff of that file", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({
    type: "edit",
    by: ben,
    item: "boilerplate",
    path: "core/wsgi.py",
    revision: 1,
    change: { text: "mine\n" },
  });
  expect(review.chat.file("core/wsgi.py")).toMatchObject({ item: "boilerplate", revision: 2, diff: { added: 1 } });
  expect(review.chat.ofType("files")[0]).toMatchObject({ status: "r2 by Ben replaced this", buttons: [] });
});

test("a file dropped into the review replaces the one of its name; other names are answered", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "upload", by: ben, name: "wsgi.py", bytes: bytes("mine\n") });
  expect(review.chat.file("core/wsgi.py")?.revision).toBe(2);
  await review.act({ type: "upload", by: ben, name: "nowhere.py", bytes: bytes("mine\n") });
  expect(review.chat.whispers[0]?.text).toContain("No file under review is called nowhere.py");
  await review.act({ type: "upload", by: ben, name: "urls.py", bytes: new Uint8Array([0xff, 0xfe, 0]) });
  expect(review.chat.ofType("findings")[0]?.findings[0]?.message).toBe("This is not UTF-8 text.");
});

test("an instruction in words says that it needs a language model", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({
    type: "edit",
    by: ben,
    item: "models.py",
    path: "models.py",
    revision: 1,
    change: { instruction: "be nice" },
  });
  expect(review.chat.whispers[0]?.text).toContain("needs a language model");
});

test("a text of more than 1 MB is answered in words", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(edit("x".repeat(1_100_000)));
  expect(review.chat.whispers[0]?.text).toBe("That text is 1.0 MB; a file may have 1 MB. Nothing was changed.");
  expect(review.backend.calls.check).toBe(0);
});

test("somebody who opens a file that another edits is told, and nobody is locked out", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "open_edit", by: ben, item: "models.py", revision: 1 });
  await review.act({ type: "open_edit", by: ana, item: "models.py", revision: 1 });
  expect(review.chat.whispers[0]).toMatchObject({
    to: ana,
    text: "Ben is editing models.py, too. Whoever sends first makes r2.",
  });
  await review.act({ type: "approve", by: ana, item: "models.py", revision: 1 });
  expect(review.chat.file("models.py")?.status).toBe("✓ approved by Ana");
});
