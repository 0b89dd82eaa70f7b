/** Whole reviews through the runner: what people see, what is kept, what is said when something breaks. */
import { expect, test } from "vitest";
import { unpack } from "../fakes/small-backend.ts";
import { ana, openReview } from "./review.ts";

test("an upload becomes a model, files under review, a proof and an archive", async () => {
  await using review = await openReview();
  await review.upload();
  expect(review.chat.ofType("model")[0]).toMatchObject({
    title: "Job board",
    buttons: [{ action: "build" }, { action: "cancel" }],
  });
  await review.act({ type: "build", by: ana, model: 1 });
  expect(review.chat.messages.map(({ post }) => post.type)).toEqual([
    "model",
    "progress",
    "file",
    "file",
    "file",
    "files",
    "board",
  ]);
  await review.act({ type: "approve_rest", by: ana });
  const [archive] = review.chat.ofType("archive");
  expect(archive).toMatchObject({ name: "small.zip", passed: true });
  expect(archive?.summary).toContain("approved by Ana 4");
  expect(unpack(archive?.bytes ?? new Uint8Array()).map(({ path }) => path)).toContain("models.py");
  expect(await review.phase()).toBe("delivered");
});
