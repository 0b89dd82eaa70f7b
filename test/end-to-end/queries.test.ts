/** Lists of three generated projects that serve: one row or a hundred, they cost the same number of queries. */
import { describe, expect, test } from "vitest";
import { setup } from "#proof";
import { djinnHome } from "../proof/python.ts";
import { rowsOf } from "./probes/probe.ts";
import { serve } from "./served/served.ts";
import { open } from "./served/site.ts";

const { python, text } = await setup(djinnHome, () => {});
const unless = python ? "" : ` (not here: ${text})`;
const SIZES = [1, 10, 100];

describe(`a list${unless}`, () => {
  test.skipIf(!python).each(["blog", "shop", "clinic"])(
    "of %s costs the same number of queries for 1, 10 and 100 rows",
    { timeout: 400_000 },
    async (example) => {
      const served = await serve(example, python ?? "", { application: "counted" });
      try {
        const { ask, entities } = await open(served);
        const table = new Map<string, string[]>();
        const uneven: string[] = [];
        const counts = new Map<string, Set<number>>();
        for (const size of SIZES) {
          await served.fill(size);
          for (const { path } of entities) {
            // Where the ERD asks for no pages, all rows there are come along.
            const answer = await ask(`${path}?page_size=${size}`, { as: "Admin" });
            expect(answer.status, answer.text.slice(0, 300)).toBe(200);
            const [rows, queries] = [rowsOf(answer).length, Number(answer.headers.get("x-queries"))];
            expect(rows).toBeGreaterThanOrEqual(size);
            expect(queries).toBeGreaterThan(0);
            counts.set(path, (counts.get(path) ?? new Set()).add(queries));
            table.set(path, [...(table.get(path) ?? []), `${rows} rows: ${queries}`]);
          }
        }
        for (const [path, found] of counts) if (found.size > 1) uneven.push(path);
        for (const [path, cells] of table) console.log(`${example} ${path.padEnd(28)} ${cells.join(", ")}`);
        expect(uneven).toEqual([]);
      } finally {
        await served.stop();
      }
    },
  );
});
