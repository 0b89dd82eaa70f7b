/** A project of many entities: its files stay short enough for a chat, few enough for a review, and sound. */
import { beforeAll, describe, expect, test } from "vitest";
import type { GeneratedFile } from "#django";
import { prove } from "#proof";
import { faults } from "../proof/faults.ts";
import { synthetic } from "../synthetic.ts";
import { erdOf, rendered } from "./examples.ts";

/** One table of all entities: every column. */
const WHOLE = /^backend\/migrations\/0001_initial\.py$/;
let files: GeneratedFile[] = [];
beforeAll(() => {
  files = rendered(erdOf(new TextDecoder().decode(synthetic(60))));
}, 120_000);

describe("a project of sixty entities", () => {
  test("has no long Python file to review, but the table of all columns", () => {
    const python = files.filter(({ path, group }) => path.endsWith(".py") && group === "review" && !WHOLE.test(path));
    const long = python.filter(({ content }) => content.split("\n").length > 450).map(({ path }) => path);
    expect(long).toEqual([]);
    expect(python.length).toBeGreaterThan(40);
    expect(python.length).toBeLessThan(90);
  });

  test("is free of doubts, and formatted, in every file of its packages", { timeout: 120_000 }, async () => {
    expect(faults(await prove(files, { wanted: "static" }))).toEqual([]);
  });

  test("offers every entity under the names that its modules always had", () => {
    const offered = (module: string): readonly string[] =>
      files.find(({ path }) => path === `backend/${module}/__init__.py`)?.content.match(/(?<=^ {4}")\w+/gm) ?? [];
    const names = offered("models").filter((name) => offered("views").includes(`${name}ViewSet`));
    expect(names.length).toBe(61);
    expect(offered("authentication")).toEqual(expect.arrayContaining(["PERMISSIONS", "RolePermission", "LabelField"]));
    expect(offered("serializers")).toEqual(expect.arrayContaining(names.map((name) => `${name}Serializer`)));
    expect(offered("testing/factories")).toEqual(expect.arrayContaining(names.map((name) => `${name}Factory`)));
  });
});
