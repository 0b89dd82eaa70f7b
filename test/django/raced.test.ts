/** Two requests for the same row at the same moment: neither undoes what the other did. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { bootable } from "../proof/python.ts";
import { erdOf, rendered, source } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

test.skipIf(!python)(
  `a row that is deleted while it is changed stays deleted, and nobody gets an error${unless}`,
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "djinn-raced-"));
    try {
      for (const { path, content } of rendered(erdOf(source("shop")))) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const { stdout, stderr } = spawnSync(python ?? "", ["-B", join(import.meta.dirname, "raced/race.py")], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], DATABASE_URL: `sqlite:///${join(folder, "raced.sqlite3")}` },
        timeout: 100_000,
      });
      if (!stdout.startsWith("{")) throw new Error(stderr.slice(-2000));
      expect(JSON.parse(stdout)).toEqual({ patch: 200, delete: 204, left: 0 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
