/** Generated projects hold nothing that they do not use: no function, constant or method that nobody asks for. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "#django";
import { bootable } from "../proof/python.ts";
import { synthetic } from "../synthetic.ts";
import { erdOf, rendered, source } from "./examples.ts";
import { onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const EXAMPLES = readdirSync(join(import.meta.dirname, "../examples")).map((file) => file.replace(/\.json$/, ""));
const BARE = JSON.stringify({ project: "Bare", erd: { entities: { Note: { fields: { text: "text" } } } } });

/** "file: name" of whatever a project defines and never uses. */
function unused(files: readonly GeneratedFile[]): string[] {
  const project = onDisk(files, python ?? "");
  try {
    const script = join(import.meta.dirname, "unused/unused.py");
    const { status, said } = project.python(["-W", "ignore", script], { DATABASE_URL: "sqlite://:memory:" });
    if (status !== 0) throw new Error(said.slice(-2000));
    return said.split("\n").filter((line) => line !== "");
  } finally {
    project.remove();
  }
}

describe(`a project has nothing in it that it does not use${unless}`, () => {
  test.skipIf(!python).each(EXAMPLES)("%s", { timeout: 60_000 }, (name) => {
    expect(unused(rendered(erdOf(source(name))))).toEqual([]);
  });

  test.skipIf(!python)("one entity without a rule, a role or a reference", { timeout: 60_000 }, () => {
    expect(unused(rendered(erdOf(BARE)))).toEqual([]);
  });

  test.skipIf(!python)("sixty entities in packages", { timeout: 120_000 }, () => {
    expect(unused(rendered(erdOf(new TextDecoder().decode(synthetic(60)))))).toEqual([]);
  });

  test.skipIf(!python)("or it is told: a function, a constant, a method", { timeout: 60_000 }, () => {
    const files = rendered(erdOf(BARE)).map((file) =>
      file.path === "backend/api_extensions.py"
        ? {
            ...file,
            content: `${file.content}\n\nLEFT = 1\n\n\ndef over():\n    """Left over."""\n\n\nConflict.idle = lambda self: 1\n`,
          }
        : file,
    );
    expect(unused(files)).toEqual([
      "backend/api_extensions.py: LEFT",
      "backend/api_extensions.py: over",
      "backend.api_extensions: Conflict.idle",
    ]);
  });
});
