/** Attacks X1 to X13 on three generated projects that serve with their production settings: none gets through. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setup } from "#proof";
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

describe.each(["blog", "shop", "clinic"])(`%s withstands${unless}`, (example) => {
  let served: Served | undefined;
  let site: Site | undefined;
  let held = 0;
  beforeAll(async () => {
    if (!python) return;
    served = await serve(example, python);
    site = await open(served);
  }, 240_000);
  afterAll(async () => {
    await served?.stop();
    if (python) console.log(`${example}: ${held} of ${PROBES.length} probes held off`);
  });

  test.skipIf(!python).each(PROBES)("$id: $title", { timeout: 240_000 }, async ({ attack }) => {
    if (!site) throw new Error(`${example} does not serve`);
    const { tried, through } = await attack(site);
    expect(through).toEqual([]);
    expect(tried).toBeGreaterThan(0);
    held += 1;
  });
});
