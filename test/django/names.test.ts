/** Names that Python, Django or a database trips over, all in one project: it boots, and its API is used through each of them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entity } from "#erd";
import { hasPostgres, startPostgres } from "../fakes/postgres.ts";
import { bootable } from "../proof/python.ts";
import { type Case, questions } from "./enforced/questions.ts";
import { erdOf, rendered } from "./examples.ts";
import { type OnDisk, onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const noPostgres = hasPostgres ? "" : " (not here: PostgreSQL is not installed)";

const words = (text: string) => text.trim().split(/\s+/);
const long = "a_name_that_goes_on_and_on_until_no_database_would_take_it_any_more";

/** What trips → the entity it is tried on, with the names of its attributes. */
const FIELDS: Readonly<Record<string, readonly [entity: string, names: readonly string[]]>> = {
  "a field called check, objects or _meta breaks the class": ["Breaker", ["check", "objects", "_meta"]],
  "a field called like a method of models hides it": [
    "Hider",
    words(`save delete clean full_clean from_db refresh_from_db validate_unique validate_constraints
      date_error_message unique_error_message serializable_value get_deferred_fields prepare_database_save asave
      adelete arefresh_from_db _state DoesNotExist MultipleObjectsReturned clean_fields get_constraints save_base`),
  ],
  "a field called pk beside a key": ["Keyed", ["pk", "id", "label"]],
  "underscores at an end, and two in a row": ["Underscored", ["a_", "b__c", "__d__"]],
  "Python's own words": [
    "Spoken",
    words(`class None True def import from match case type is not lambda return yield async await with self print
      int str list dict set property super object models settings timezone`),
  ],
  "digits at the start, spaces, hyphens": ["Spelled", ["1a", "b c", "d-e", "2"]],
  "two fields that differ in their case": ["Cased", ["Name", "name", "NAME"]],
  "names in other scripts": ["客户", ["naïve", "名前", "größe"]],
  "names longer than a database takes": ["Long", [long, `${long}_and_more`, `${"ü".repeat(40)}`]],
  "fields called like what a list is asked by": [
    "Asked",
    words("page page_size search ordering format limit offset version"),
  ],
};

/** Entities that trip by their own names. */
const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  "two entities that differ in their case": ["Tag", "TAG"],
  "entities called like Django's own": ["Group", "Permission", "Session", "ContentType", "LogEntry"],
  "entities called like what the modules import": words(
    "Model Meta Q F models settings admin path Response BaseModel Manager Serializer Any Exception",
  ),
  "entities with underscores": ["_X", "Y_", "A__B"],
  "entities called like a route of the project": words("Auth Token Schema Docs Register Admin Healthz Api"),
  "entities longer than a database takes": [`${"Long".repeat(20)}One`, `${"Long".repeat(20)}Two`],
};

const strings = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, name === "id" ? "int" : "str"]));
const upload = {
  erd: {
    entities: {
      ...Object.fromEntries(Object.values(FIELDS).map(([entity, names]) => [entity, { fields: strings(names) }])),
      ...Object.fromEntries(
        Object.values(ENTITIES)
          .flat()
          .map((entity) => [entity, { fields: { title: "str", code: { type: "str", unique: true }, at: "date" } }]),
      ),
      Small: { fields: { id: "int", a: "str" } },
      Large: { fields: { ID: "int", a: "str" } },
      Mixed: { fields: { Id: "int", a: "str" } },
      Target: { fields: { name: "str", sources: "str", first: "str" } },
      Source: {
        fields: { owner_id: "int", note: "str" },
        relationships: {
          owner: "ForeignKey(Target)",
          one: "ForeignKey(Target)",
          other: "ForeignKey(Target)",
          word: "ForeignKey(Target, related_name='class')",
          ending: "ForeignKey(Target, related_name='ending_')",
          taken: "ForeignKey(Target, related_name='name')",
          [long]: "ForeignKey(Target)",
        },
      },
    },
  },
};

const erd = erdOf(JSON.stringify(upload));
const called = (label: string): Entity => {
  const found = erd.entities.find((entity) => entity.label === label);
  if (!found) throw new Error(`No ${label}`);
  return found;
};
const links = erd.relationships.filter(({ from }) => from === called("Source").name).map(({ name }) => name);

/** A row of an entity: "kept" in each text, a new row at each reference. */
function row({ label, attributes }: Entity, change = ""): object {
  const value = (name: string, type: string, unique: boolean) =>
    type === "date" ? [name, `2024-02-0${change === "" ? 1 : 2}`] : [name, `kept${change}${unique ? "%n" : ""}`];
  const own = Object.fromEntries(attributes.map(({ name, type, unique }) => value(name, type, unique)));
  return label === "Source" ? { ...own, ...Object.fromEntries(links.map((name) => [name, "@targets"])) } : own;
}

const bases = Object.fromEntries(erd.entities.map((entity) => [entity.plural, row(entity)]));
const { make, change, show, remove, asked } = questions(bases);

/** Made, read, changed, found in a list by each of its attributes, deleted. */
function used(entity: Entity): Case {
  const path = entity.plural;
  const shown = (change = "") =>
    Object.fromEntries(Object.entries(row(entity, change)).filter(([, value]) => !/[@%]/.test(value)));
  const orders = entity.attributes.map(({ name }) => `?ordering=-${name}&${name}__gte=2024-01-01`);
  return asked(
    entity.label,
    make(path, {}, "it"),
    show(`${path}/$it`, shown()),
    change(`${path}/$it`, row(entity, " anew")),
    show(`${path}/$it`, shown(" anew")),
    ...["", "?search=kept", ...orders].map((query) => ({ ...show(path, {}), query, rows: 1 })),
    remove(`${path}/$it`, 204),
  );
}

const cases = [
  ...erd.entities.filter(({ user }) => !user).map(used),
  asked(
    "routes",
    { do: "POST", path: "auth/token", data: { username: "admin", password: "Sup3r-secret-pw" }, status: [200] },
    show("schema", {}),
    { do: "POST", path: "auth/register", data: {}, status: [400] },
  ),
];

describe("names as they are given", () => {
  test("no two of one entity, or of all entities, are one to a database", () => {
    for (const { name, attributes } of erd.entities) {
      const names = attributes.map((it) => it.name.toLowerCase());
      expect(new Set(names).size, name).toBe(names.length);
      for (const it of names) expect(Buffer.byteLength(it)).toBeLessThanOrEqual(63);
    }
    expect(new Set(erd.entities.map(({ name }) => name.toLowerCase())).size).toBe(erd.entities.length);
    expect(new Set(erd.entities.map(({ plural }) => plural)).size).toBe(erd.entities.length);
  });

  test("stay what people read, where the project needs others", () => {
    const models = rendered(erd).filter(({ path }) => path.startsWith("backend/models"));
    const said = models.map(({ content }) => content).join("\n");
    expect(said).toMatch(/^ {4}save_value = models\.CharField\(max_length=255, verbose_name="save"\)$/m);
    expect(said).toMatch(/^ {8}verbose_name = "客户"$/m);
  });

  test("owner_id beside a reference owner is that reference's column", () => {
    expect(called("Source").attributes.map(({ name }) => name)).toEqual(["note"]);
    expect(links).toContain("owner");
  });

  test("references have names on the other side that nothing there has, and Python takes", () => {
    const target = called("Target").attributes.map(({ name }) => name);
    const reverses = erd.relationships.filter(({ to }) => to === "Target").map(({ reverse }) => reverse);
    expect(reverses).toHaveLength(7);
    expect(new Set([...target, ...reverses]).size).toBe(target.length + reverses.length);
    for (const reverse of reverses) expect(reverse).not.toMatch(/^class$|_$/);
  });
});

describe.each([
  ["SQLite", unless],
  ["PostgreSQL", unless || noPostgres],
])("a project of such names on %s%s", (database, absent) => {
  const skipped = absent !== "";
  let project: OnDisk | undefined;
  let env: Record<string, string> = { DATABASE_URL: "sqlite:///names.sqlite3" };
  let stop = async () => {};
  let answers: Record<string, string | null> = {};
  beforeAll(async () => {
    if (skipped || !python) return;
    if (database === "PostgreSQL") {
      const postgres = await startPostgres();
      stop = postgres.stop;
      env = { DATABASE_URL: postgres.url };
    }
    project = onDisk(rendered(erd), python);
    answers = project.ask(cases, bases, env);
  }, 240_000);
  afterAll(async () => {
    project?.remove();
    await stop();
  });
  const answered = (labels: readonly string[]) => labels.map((label) => [label, answers[label]]);
  const sound = (labels: readonly string[]) => labels.map((label) => [label, null]);

  test.skipIf(skipped).each(Object.entries(FIELDS))(
    "%s: rows are made, read, changed, listed, deleted",
    (_, [entity]) => {
      expect(answered([entity])).toEqual(sound([entity]));
    },
  );

  test.skipIf(skipped).each(Object.entries(ENTITIES))(
    "%s: rows are made, read, changed, listed, deleted",
    (_, names) => {
      expect(answered(names)).toEqual(sound(names));
    },
  );

  test.skipIf(skipped)("a field called id in any case is the key", () => {
    const labels = ["Small", "Large", "Mixed"];
    expect(answered(labels)).toEqual(sound(labels));
    for (const label of labels) expect(called(label).attributes.map(({ name }) => name)).toEqual(["a"]);
  });

  test.skipIf(skipped)("several references to one entity, under any names there: rows are made and read", () => {
    expect(answered(["Source", "Target"])).toEqual(sound(["Source", "Target"]));
  });

  test.skipIf(skipped)("the project's own routes answer", () => {
    expect(answered(["routes"])).toEqual(sound(["routes"]));
  });

  test.skipIf(skipped)("Django's checks find nothing to say, and the migration is complete", () => {
    // Some checks of names look at the database's own limits.
    const check = ["manage.py", "check", "--database", "default", "--fail-level", "WARNING"];
    expect(project?.python(check, env)).toMatchObject({ status: 0 });
    expect(project?.python(["manage.py", "makemigrations", "--check", "--dry-run"], env)).toMatchObject({ status: 0 });
  });
});
