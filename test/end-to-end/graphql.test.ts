/** The attacks of the REST API on the GraphQL endpoint of a project that serves: none gets through there either. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setup } from "#proof";
import { hasPostgres, startPostgres } from "../fakes/postgres.ts";
import { djinnHome } from "../proof/python.ts";
import { type Graph, openGraph, rowsIn } from "./graph/graph.ts";
import { limitProbes } from "./graph/limits.ts";
import { readingProbes } from "./graph/reading.ts";
import { writingProbes } from "./graph/writing.ts";
import { type Served, serve } from "./served/served.ts";

const { python, text } = await setup(djinnHome, () => {});
const unless = python ? "" : ` (not here: ${text})`;
const EXAMPLE = "museum";

const PLACES = [
  { database: "SQLite", absent: unless, probes: [...readingProbes, ...writingProbes, ...limitProbes] },
  {
    database: "PostgreSQL",
    absent: unless || (hasPostgres ? "" : " (not here: PostgreSQL is not installed)"),
    probes: [...readingProbes, ...writingProbes],
  },
];

describe.each(PLACES)(
  `the GraphQL endpoint of ${EXAMPLE} on $database withstands$absent`,
  ({ database, absent, probes }) => {
    let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
    let served: Served | undefined;
    let graph: Graph | undefined;
    beforeAll(async () => {
      if (!python || absent) return;
      if (database === "PostgreSQL") postgres = await startPostgres();
      served = await serve(EXAMPLE, python, postgres ? { database: postgres.url.replace(/djinn$/, "postgres") } : {});
      graph = await openGraph(served);
    }, 240_000);
    afterAll(async () => {
      await served?.stop();
      await postgres?.stop();
    });

    test.skipIf(absent !== "").each(probes)("$id: $title", { timeout: 900_000 }, async ({ id, title, attack }) => {
      if (!graph) throw new Error(`${EXAMPLE} does not serve`);
      const { tried, through } = await attack(graph);
      console.log(`${database}: ${id} ${title}: ${tried} tried, ${through.length} got through`);
      expect(through).toEqual([]);
      expect(tried).toBeGreaterThan(0);
    });
  },
);

describe(`the GraphQL endpoint of ${EXAMPLE} that counts${unless}`, () => {
  let served: Served | undefined;
  let graph: Graph | undefined;
  beforeAll(async () => {
    if (!python) return;
    served = await serve(EXAMPLE, python, { application: "counted", limits: { THROTTLE_ANON: "5/min" } });
    graph = await openGraph(served);
  }, 240_000);
  afterAll(() => served?.stop());

  test.skipIf(!python)(
    "reads a list, and what its rows lead to, with the same number of queries for 1, 10 and 100 rows",
    { timeout: 600_000 },
    async () => {
      const counts = new Map<string, { rows: number; queries: number }[]>();
      for (const size of [1, 10, 100]) {
        await served?.fill(size);
        for (const it of graph?.entities ?? []) {
          const lists = it.lists.map(({ field }) => `${field}(pagination: {limit: 3}) { totalCount results { id } }`);
          const shown = [...it.values, ...it.singles.map(({ field }) => `${field} { id }`), ...lists].join(" ");
          const query = `{ answer: ${it.many}(pagination: {limit: ${size}}) { totalCount results { ${shown} } } }`;
          const answer = await graph?.operate(query, {}, "Admin");
          const [rows, queries] = [rowsIn(answer?.given).length, Number(answer?.headers.get("x-queries"))];
          expect(rows, answer?.text.slice(0, 300)).toBe(size);
          counts.set(it.many, [...(counts.get(it.many) ?? []), { rows, queries }]);
        }
      }
      for (const [many, found] of counts)
        console.log(`${many.padEnd(12)} ${found.map(({ rows, queries }) => `${rows} rows: ${queries}`).join(", ")}`);
      const uneven = [...counts].filter(([, found]) => new Set(found.map(({ queries }) => queries)).size > 1);
      expect(uneven.map(([many]) => many)).toEqual([]);
      expect(counts.size).toBeGreaterThan(0);
    },
  );

  test.skipIf(!python)("slows down whoever asks often, whatever is asked", { timeout: 120_000 }, async () => {
    const it = graph?.entities[0];
    const change = `mutation { a: ${it?.remove}(id: "0") b: ${it?.remove}(id: "0") }`;
    const statuses: (number | undefined)[] = [];
    for (const query of ["{ __typename }", change, "{ x", "{ __typename }", change, "{ __typename }", change])
      statuses.push((await graph?.operate(query))?.status);
    expect(statuses.slice(0, 3)).not.toContain(429);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});
