/** Whatever an ERD asks for, the project made of it passes its own tests and every other check of the proof. */
import { describe, expect, test } from "vitest";
import { prove } from "#proof";
import { faults } from "../proof/faults.ts";
import { bootable } from "../proof/python.ts";
import { randomErd } from "../random.ts";
import { erdOf, rendered } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

/** Seeds and ranges of them; DJINN_SEEDS=200-260 tries others. */
const seeds = (process.env["DJINN_SEEDS"] ?? "1-6").split(",").flatMap((part) => {
  const [from = 1, to = from] = part.split("-").map(Number);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
});

describe(`projects of random ERDs${unless}`, () => {
  test.skipIf(!python).each(seeds)("seed %i boots and passes its own tests", { timeout: 300_000 }, async (seed) => {
    expect(faults(await prove(rendered(erdOf(randomErd(seed))), { wanted: "auto", python }))).toEqual([]);
  });
});
