/** Many rules at once: what is understood of three domains' tables, and rules that imply one another. The projects pass their own tests. */
import { describe, expect, test } from "vitest";
import { prove } from "#proof";
import { understand } from "#rules";
import { faults } from "../proof/faults.ts";
import { bootable } from "../proof/python.ts";
import { rows, upload } from "../rules/wordings/table.ts";
import { erdOf, rendered } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

const proven = (erd: string) => prove(rendered(erdOf(erd)), { wanted: "auto", python });

describe(`tables of sentences${unless}`, () => {
  test.skipIf(!python).each(["library", "saas", "warehouse"])("%s", { timeout: 900_000 }, async (domain) => {
    expect(faults(await proven(upload(domain, rows(domain))))).toEqual([]);
  });
});

/** Entity → rules of which one leaves another nothing to say, or nearly so. */
const CROWDED: Record<string, readonly string[]> = {
  Ages: ["Ages must be an adult", "born must be in the past", "born cannot be in the future"],
  Lengths: ["code must be exactly 8 characters", "code must be between 4 and 12 characters long"],
  Numbers: ["level must be one of 1, 2, 3", "price must be at least 5", "price must be positive"],
  Capacities: [
    "a box can have at most 3 capacities",
    "a box can have at most 5 capacities",
    "a box can have at most 2 open capacities",
  ],
  Singles: ["a box can have at most 1 single", "only one open single per box"],
  Primaries: ["only one open primary per box", "a box can have at most 4 open primaries"],
  Pairs: ["box and level must be unique together", "only one open pair per box and level"],
  Days: ["box and starts_on must be unique together", "only one open day per box", "a box can have at most 3 days"],
  Spans: ["spans of the same box must not overlap", "starts_on cannot be changed"],
  Locks: ["open locks cannot be changed", "closed locks cannot be changed"],
  Keeps: ["open keeps cannot be deleted", "closed keeps cannot be deleted"],
};

test.skipIf(!python)(
  `rules that imply one another leave a project that passes its own tests${unless}`,
  { timeout: 900_000 },
  async () => {
    const fields = {
      name: "str",
      code: "str",
      status: "choice(open,closed)",
      level: "int",
      price: "decimal",
      born: "date",
      starts_on: "date",
      ends_on: "date",
    };
    const own = Object.fromEntries(
      Object.keys(CROWDED).map((name) => [name, { fields, relationships: { box: "ForeignKey(Box)" } }]),
    );
    const erd = {
      project: "crowded",
      erd: { entities: { Box: { fields: { name: "str" } }, ...own } },
      business_rules: Object.entries(CROWDED).flatMap(([applies_to, rules]) =>
        rules.map((rule) => ({ rule, applies_to })),
      ),
    };
    const { understood, notUnderstood } = understand(erdOf(JSON.stringify(erd)));
    expect(understood.length).toBeGreaterThan(18);
    expect(notUnderstood.map(({ why }) => why)).toEqual([
      expect.stringContaining("contradicts"),
      expect.stringContaining("contradicts"),
    ]);
    expect(faults(await proven(JSON.stringify(erd)))).toEqual([]);
  },
);
