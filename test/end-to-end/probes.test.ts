/** Attacks X1 to X13 on three generated projects that serve with their production settings: none gets through. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setup } from "#proof";
import { hasPostgres, startPostgres } from "../fakes/postgres.ts";
import { djinnHome } from "../proof/python.ts";
import { accountProbes } from "./probes/accounts.ts";
import { inputProbes } from "./probes/input.ts";
import type { Probe } from "./probes/probe.ts";
import { rowProbes } from "./probes/rows.ts";
import { type Served, serve } from "./served/served.ts";
import { open, type Site } from "./served/site.ts";

const { python, text } = await setup(djinnHome, () => {});
const unless = python ? "" : ` (not here: ${text})`;
/** Guessing passwords comes last: it uses up what may be asked of the pages about accounts. */
const PROBES: readonly Probe[] = [...inputProbes, ...rowProbes, ...accountProbes];

/** What is sent meets another database otherwise: PostgreSQL takes values that SQLite does not, and keeps out others. */
const PLACES = [
  ...["blog", "shop", "clinic"].map((example) => ({ example, database: "SQLite", absent: unless, probes: PROBES })),
  {
    example: "shop",
    database: "PostgreSQL",
    absent: unless || (hasPostgres ? "" : " (not here: PostgreSQL is not installed)"),
    probes: inputProbes,
  },
];

describe.each(PLACES)("$example on $database withstands$absent", ({ example, database, absent, probes }) => {
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let served: Served | undefined;
  let site: Site | undefined;
  let held = 0;
  beforeAll(async () => {
    if (!python || absent) return;
    if (database === "PostgreSQL") postgres = await startPostgres();
    served = await serve(example, python, postgres ? { database: postgres.url.replace(/djinn$/, "postgres") } : {});
    site = await open(served);
  }, 240_000);
  afterAll(async () => {
    await served?.stop();
    await postgres?.stop();
    if (!absent) console.log(`${example} on ${database}: ${held} of ${probes.length} probes held off`);
  });

  test.skipIf(absent !== "").each(probes)("$id: $title", { timeout: 240_000 }, async ({ attack }) => {
    if (!site) throw new Error(`${example} does not serve`);
    const { tried, through } = await attack(site);
    expect(through).toEqual([]);
    expect(tried).toBeGreaterThan(0);
    held += 1;
  });
});
