/** All that is understood of three domains' tables of sentences is enforced at once: the projects boot, and pass their own tests. */
import { describe, expect, test } from "vitest";
import { prove } from "#proof";
import { bootable } from "../proof/python.ts";
import { rows, upload } from "../rules/wordings/table.ts";
import { erdOf, rendered } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

/** Sentences that others of their table leave no room for. */
const CROWDED: Record<string, RegExp> = {
  library: /5 open loans/u,
  saas: /10 in-progress tasks/u,
  warehouse: /(?!)/u,
};

describe(`tables of sentences${unless}`, () => {
  test.skipIf(!python).each(Object.keys(CROWDED))("%s", { timeout: 900_000 }, async (domain) => {
    const sentences = rows(domain).filter(({ sentence }) => !CROWDED[domain]?.test(sentence));
    const { checks } = await prove(rendered(erdOf(upload(domain, sentences))), { wanted: "auto", python });
    expect(checks.filter(({ passed, figure }) => !passed || figure.includes("doubtful"))).toEqual([]);
  });
});
