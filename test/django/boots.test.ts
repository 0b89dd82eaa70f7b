/** Projects booted by the real Django: the examples whole, with files left out, and the samples djinn is measured by. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "#django";
import { type Proof, prove } from "#proof";
import { faults } from "../proof/faults.ts";
import { bootable, shared } from "../proof/python.ts";
import { erdOf, rendered, source } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const samples = join(shared, "corpus/json");
const absent = existsSync(samples) ? "" : ` (not here: no samples in ${shared})`;

const boot = (files: GeneratedFile[]) => prove(files, { wanted: "auto", python });
const figure = ({ checks }: Proof, name: string) =>
  Number.parseFloat(checks.find((it) => it.name.includes(name))?.figure ?? "");

describe(`a project that boots${unless}`, () => {
  test.skipIf(!python).each(["blog", "shop", "clinic", "hotel"])(
    "%s migrates, passes its own tests and covers its lines",
    { timeout: 240_000 },
    async (name) => {
      const proof = await boot(rendered(erdOf(source(name))));
      expect(faults(proof)).toEqual([]);
      expect(proof).toMatchObject({ level: "booted", passed: true });
      expect(figure(proof, "coverage")).toBeGreaterThanOrEqual(85);
    },
  );

  test.skipIf(!python)("does so without its admin site", { timeout: 240_000 }, async () => {
    expect(faults(await boot(rendered(erdOf(source("blog")), ["backend/admin.py"])))).toEqual([]);
  });

  test.skipIf(!python)(
    "does so without any file that can be left out but its tests",
    { timeout: 240_000 },
    async () => {
      const erd = erdOf(source("clinic"));
      const tests = /^backend\/tests\b/;
      const free = rendered(erd).filter(({ neededBy, path }) => neededBy.length === 0 && !tests.test(path));
      expect(free.length).toBeGreaterThan(10);
      const left = free.map(({ path }) => path);
      expect(faults(await boot(rendered(erd, left)))).toEqual([]);
    },
  );

  test.skipIf(!python || absent !== "").each(["seed0_job_board", "seed1_flat", "rules_shop", "hard_reserved"])(
    `%s, a sample from outside, boots too${absent}`,
    { timeout: 240_000 },
    async (name) => {
      const proof = await boot(rendered(erdOf(readFileSync(join(samples, `${name}.json`), "utf8"), `${name}.json`)));
      expect(faults(proof)).toEqual([]);
    },
  );
});
