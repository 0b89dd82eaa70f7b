/** Two requests for the same row at the same moment: neither undoes what the other did. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { bootable } from "../proof/python.ts";
import { erdOf, rendered, source } from "./examples.ts";
import { onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;

test.skipIf(!python)(
  `a row that is deleted while it is changed stays deleted, and nobody gets an error${unless}`,
  { timeout: 120_000 },
  () => {
    const project = onDisk(rendered(erdOf(source("shop"))), python ?? "");
    try {
      const database = { DATABASE_URL: `sqlite:///${join(project.folder, "raced.sqlite3")}` };
      const { stdout, said } = project.python([join(import.meta.dirname, "raced/race.py")], database);
      if (!stdout.startsWith("{")) throw new Error(said.slice(-2000));
      expect(JSON.parse(stdout)).toEqual({ patch: 200, delete: 204, left: 0 });
    } finally {
      project.remove();
    }
  },
);
