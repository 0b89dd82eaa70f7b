/** The end of a review: proofs that fail, decisions taken back in the last moment, archives by choice. */
import { expect, test } from "vitest";
import { unpack } from "../fakes/small-backend.ts";
import { ana, ben, bytes, openReview, thread } from "./review.ts";

const failing = {
  type: "edit",
  by: ben,
  item: "models.py",
  path: "models.py",
  revision: 1,
  change: { text: "FAILS\n" },
} as const;

test("a failed proof names file, line and whose revision, opens that file again, and builds no archive", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(failing);
  await review.act({ type: "approve_rest", by: ana });
  const [proof] = review.chat.ofType("proof");
  expect(proof).toMatchObject({
    title: "The proof failed, so there is no archive yet.",
    passed: false,
    blame: [{ path: "models.py", line: 1, text: "-5 was accepted · from r2 by Ben of models.py" }],
  });
  expect(proof?.buttons.map(({ action }) => action)).toEqual(["edit", "back", "deliver_anyway"]);
  expect(review.chat.file("models.py")?.buttons[0]).toMatchObject({ action: "approve" });
  expect(review.chat.ofType("archive")).toEqual([]);
});

test("going back mends it: proven again by itself, and packed", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(failing);
  await review.act({ type: "approve_rest", by: ana });
  await review.act({ type: "back", by: ben, item: "models.py", revision: 2, to: 1 });
  expect(review.chat.ofType("proof")[0]?.buttons.map(({ action }) => action)).not.toContain("deliver_anyway");
  await review.act({ type: "deliver_anyway", by: ben });
  expect(review.chat.whispers[0]?.text).toContain("Something changed since that proof.");
  await review.act({ type: "approve", by: ben, item: "models.py", revision: 3 });
  expect(await review.phase()).toBe("delivered");
  expect(review.chat.ofType("proof").map(({ passed }) => passed)).toEqual([false, true]);
  expect(review.chat.ofType("proof").flatMap(({ buttons }) => buttons)).toEqual([]);
});

test("an archive of a failing project is a person's choice, is named so and says so", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act(failing);
  await review.act({ type: "approve_rest", by: ana });
  await review.act({ type: "deliver_anyway", by: ben });
  const [archive] = review.chat.ofType("archive");
  expect(archive).toMatchObject({
    name: "small-failing.zip",
    passed: false,
    summary: expect.stringContaining("FAILING"),
  });
  expect(archive?.start[0]).toBe("unzip small-failing.zip && cd small");
  const files = unpack(archive?.bytes ?? new Uint8Array());
  expect(files.find(({ path }) => path === "PROOF.md")?.content).toContain(
    "The proof FAILED. Delivered all the same, by the choice of Ben.",
  );
});

test("a decision taken back while the proof runs makes its outcome worth nothing", async () => {
  await using review = await openReview();
  await review.toReview();
  const go = review.backend.hold();
  await review.receive(thread, { type: "approve_rest", by: ana });
  await expect.poll(review.phase).toBe("proving");
  await review.receive(thread, { type: "undo", by: ben, item: "urls.py", revision: 1 });
  go();
  await review.idle();
  expect(await review.phase()).toBe("reviewing");
  expect(review.chat.ofType("archive")).toEqual([]);
  expect(review.chat.ofType("proof")[0]).toMatchObject({
    title: "A decision changed, so this proof does not count.",
    passed: false,
  });
  await review.act({ type: "approve", by: ben, item: "urls.py", revision: 1 });
  expect(review.chat.ofType("archive")).toHaveLength(1);
});

test.each(["prove", "archive"] as const)(
  "when %s breaks, nothing decided is lost and a person can go on",
  async (part) => {
    await using review = await openReview();
    await review.toReview();
    review.backend.breakAt(part);
    await review.act({ type: "approve_rest", by: ana });
    expect(review.chat.ofType("notice").at(-1)?.text).toContain(
      "Nothing you decided is lost; Prove again tries it once more.",
    );
    expect(review.chat.ofType("board")[0]?.title).toContain("4 of 4 decided");
    review.backend.breakAt(undefined);
    await review.act({ type: "prove_again", by: ben });
    expect(await review.phase()).toBe("delivered");
  },
);

test("after the archive every button is gone, and a late click is told why", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve_rest", by: ana });
  expect(review.chat.messages.flatMap(({ post }) => ("buttons" in post ? post.buttons : []))).toEqual([]);
  await review.act({ type: "undo", by: ben, item: "urls.py", revision: 1 });
  expect(review.chat.whispers[0]?.text).toMatch(/^The archive was built at \d\d:\d\d UTC, so its decisions stand\./);
});

test("another ERD in the same thread starts another review, whose buttons are its own", async () => {
  await using review = await openReview();
  await review.toReview();
  await review.act({ type: "approve_rest", by: ana });
  await review.act({ type: "upload", by: ana, name: "shop.json", bytes: bytes('{"title": "Shop"}') });
  await review.act({ type: "build", by: ana, model: 2 });
  await review.act({ type: "approve", by: ben, item: "models.py", revision: 1 });
  expect(review.chat.whispers[0]?.text).toContain("There is no models.py in this review.");
  expect(review.chat.ofType("board")[1]?.rows[0]).toMatchObject({ item: "2:models.py", path: "models.py" });
  await review.act({ type: "approve_rest", by: ana });
  expect(review.chat.ofType("archive")).toHaveLength(2);
});

test("the same decisions make the same archive, whoever clicks when", async () => {
  const archives: string[] = [];
  for (let times = 0; times < 2; times++) {
    await using review = await openReview();
    await review.toReview();
    await review.act({ type: "approve_rest", by: ana });
    archives.push(new TextDecoder().decode(review.chat.ofType("archive")[0]?.bytes));
  }
  expect(archives[0]).toBe(archives[1]);
});
