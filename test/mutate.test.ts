/** The runner of mutations itself: it tells damage that a test notices from damage that none does. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setup } from "#proof";
import { erdOf, rendered } from "./django/examples.ts";
import { KINDS } from "./mutate/kinds.ts";
import { type Mutation, mutated, type Project } from "./mutate/mutation.ts";
import { places, whole } from "./mutate/python.ts";
import { workbench } from "./mutate/run.ts";
import { djinnHome } from "./proof/python.ts";

const erd = {
  erd: { entities: { Note: { fields: { text: { type: "str", unique: true }, stars: "int" } } } },
  business_rules: [{ rule: "Stars must be positive", applies_to: "Note", field: "stars" }],
};
const project: Project = new Map(
  rendered(erdOf(JSON.stringify(erd))).map(({ path, content }) => [path, content] as const),
);
const all = new Map(KINDS.map(({ name, of }) => [name, of(project)]));
const called = (kind: string, title: string) => all.get(kind)?.find((it) => it.title === title);
/** A word in a comment or in a message: nobody tests for it. */
const comment = (text: string): Mutation => ({
  title: "a comment",
  edits: places(project, whole(project, "backend/urls.py"), /API routes/g).map((place) => ({ ...place, text })),
});

const { python, text } = await setup(djinnHome, () => {});
const unless = python ? "" : ` (not here: ${text})`;

describe("a mutation", () => {
  test("changes models and migration alike", () => {
    const found = called("a constraint dropped", "Note: no note_stars_positive");
    expect(found?.edits.map(({ path }) => path)).toEqual(["backend/models.py", "backend/migrations/0001_initial.py"]);
    const changed = found && mutated(project, found);
    expect([...(changed?.values() ?? [])].join("")).not.toContain('note_stars_positive",\n');
  });

  test("of every kind is found in a project that has what it damages", () => {
    const without = [...all].filter(([, found]) => found.length === 0).map(([name]) => name);
    // One entity without references, owners or choices, over REST alone.
    expect(without.filter((kind) => !kind.startsWith("GraphQL"))).toEqual([
      "an owner forgotten",
      "a default changed",
      "what happens to references changed",
      "a rule function not run",
      "a rule function with its boundary moved",
      "select_related or prefetch_related dropped",
    ]);
  });

  test("that changes nothing is an error", () => {
    expect(() => mutated(project, comment("API routes"))).toThrow("changes nothing");
    expect(() => mutated(project, { title: "no edits", edits: [] })).toThrow("changes nothing");
  });
});

describe(`the tests of a project${unless}`, () => {
  let bench: Awaited<ReturnType<typeof workbench>> | undefined;
  beforeAll(async () => {
    if (python) bench = await workbench(project, python);
  });
  afterAll(() => bench?.remove());
  const attempt = (mutation: Mutation | undefined) => mutation && bench?.attempt(mutation);

  test.skipIf(!python)("catch a constraint that is gone", { timeout: 240_000 }, async () => {
    const outcome = await attempt(called("a constraint dropped", "Note: no note_stars_positive"));
    expect(outcome?.what).toBe("caught");
    expect(outcome?.test).toContain("test_stars_must_be_positive");
  });

  test.skipIf(!python)("let a changed comment survive", { timeout: 240_000 }, async () => {
    expect(await attempt(comment("Where things are"))).toEqual({ what: "survived", test: "" });
  });

  test.skipIf(!python)("say nothing of a project that does not start", { timeout: 240_000 }, async () => {
    expect((await attempt(comment('"""; import nowhere; """')))?.what).toBe("broken");
  });
});
