/** The table's shape: which phase knows which event, and that nothing can get stuck. */
import { expect, test } from "vitest";
import { arrows } from "../../conversations/transition.ts";

const knows = (phase: string) => arrows().flatMap((arrow) => (arrow.phase === phase ? [arrow.event] : []));

test("a phase that waits for work knows its outcome and its failure, and can be cancelled", () => {
  expect(knows("reading")).toEqual(expect.arrayContaining(["read", "refused", "effect_failed", "cancel"]));
  expect(knows("generating")).toEqual(expect.arrayContaining(["generated", "effect_failed", "cancel"]));
  expect(knows("proving")).toEqual(expect.arrayContaining(["proved", "effect_failed", "cancel"]));
  expect(knows("packing")).toEqual(expect.arrayContaining(["archived", "effect_failed", "cancel"]));
});

test("decisions are taken, and taken back, in every phase before the archive and in none after it", () => {
  for (const phase of ["reviewing", "proving", "packing"])
    expect(knows(phase)).toEqual(expect.arrayContaining(["approve", "skip", "undo", "edit", "back", "approve_rest"]));
  expect(knows("delivered")).toEqual(["upload", "text"]);
});
