/** Properties that hold for every upload: never thrown, always an answer, names that Python takes, one order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Erd, read, store } from "#erd";
import { isAttributeName, isEntityName } from "../../src/erd/names.ts";
import { corpus, corpusTitle, reading } from "./samples.ts";

const word = fc.constantFrom(
  "User",
  "Users",
  "user",
  "Job",
  "jobs",
  "TAG",
  "Order Item",
  "owner",
  "owner_id",
  "name",
  "Name",
  "id",
  "ID",
  "pk",
  "job_id",
  "class",
  "__proto__",
  "constructor",
  "客户",
  "a\nb",
  "'); import os",
  "",
);
const label = fc.oneof({ weight: 4, arbitrary: word }, fc.string(), fc.string({ unit: "binary", maxLength: 8 }));
const type = fc.oneof(
  fc.constantFrom(
    "str",
    "CharField(40)",
    "int",
    "float",
    "uuid",
    "datetime",
    "enum('a','b')",
    "list[str]",
    "decimal(99,3)",
    "string?",
    "nope",
    "ForeignKey(",
    "FK",
    "ManyToMany",
    "Optional[",
    "choice()",
  ),
  label.map((to) => `ForeignKey(${to})`),
  label.map((to) => `ManyToMany:${to}`),
  label.map((to) => `OneToOne(${to}, null=True)`),
  label,
);
const option = fc.constantFrom(
  "type",
  "max_length",
  "unique",
  "null",
  "default",
  "choices",
  "to",
  "related_name",
  "on_delete",
  "through",
  "min",
  "max",
  "primary_key",
  "name",
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    type,
    fc.boolean(),
    fc.double(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(label, option), tie("value"), { maxKeys: 5 }),
  ),
}));
const fields = fc.dictionary(label, fc.oneof({ weight: 3, arbitrary: type }, value), { maxKeys: 8 });
const sections = fc.record(
  { fields, relationships: fc.oneof(fields, value), unique_together: value, has_many: value },
  { requiredKeys: [] },
);
const entities = fc.dictionary(
  label,
  fc.oneof({ weight: 3, arbitrary: fields }, { weight: 3, arbitrary: sections }, value),
  { maxKeys: 7 },
);
const requirements = {
  business_rules: value,
  auth_requirements: fc.oneof(
    fc.record({
      authentication: value,
      roles: fc.oneof(fc.array(label), value),
      permissions: fc.oneof(fc.dictionary(label, fields), value),
    }),
    value,
  ),
  api_requirements: value,
  test_requirements: value,
  project: label,
};
/** Odd, but with nothing that must be refused: entities that are there, and names with a letter in them. */
const present = ["User", "Users", "Job", "jobs", "TAG", "tags", "Order Item", "客户", "Model", "docs"];
const named = fc.oneof(
  fc.constantFrom(
    ...[
      "owner",
      "owner_id",
      "ownerId",
      "name",
      "Name",
      "id",
      "ID",
      "pk",
      "job_id",
      "class",
      "__proto__",
      "groups",
      "email",
      "jobs",
      "users",
      "created_at",
    ],
  ),
  fc.string({ unit: "binary", maxLength: 6 }).map((text) => `a${text}`),
);
const reference = fc
  .tuple(
    fc.constantFrom("ForeignKey", "OneToOne", "ManyToMany", "has_many", "has_one"),
    fc.constantFrom(...present, "self"),
    fc.constantFrom(
      "",
      ", null=True",
      ", on_delete=SET_NULL",
      ", related_name='jobs'",
      ", unique=True",
      ", through=Job",
    ),
  )
  .map(([kind, to, rest]) => `${kind}(${to}${rest})`);
const plausible = fc
  .array(
    fc.dictionary(
      named,
      fc.oneof(
        reference,
        fc.constantFrom(
          "str",
          "int",
          "uuid",
          "datetime",
          "float",
          "enum('a','b')",
          "list[str]",
          "nope",
          "decimal(9,3)",
        ),
      ),
      { maxKeys: 9 },
    ),
    { minLength: present.length, maxLength: present.length },
  )
  .map((all) => Object.fromEntries(present.map((name, index) => [name, all[index] ?? {}])));

const erds = fc.oneof(
  { weight: 2, arbitrary: plausible },
  {
    weight: 2,
    arbitrary: fc.record({ erd: fc.record({ entities: plausible }), ...requirements }, { requiredKeys: ["erd"] }),
  },
  entities,
  fc.record({ erd: fc.record({ entities }), ...requirements }, { requiredKeys: ["erd"] }),
  fc.record(
    { entities: fc.array(fc.record({ name: label, fields: fc.oneof(fields, fc.array(value)) })), ...requirements },
    { requiredKeys: ["entities"] },
  ),
);

/** What every accepted model keeps; the templates rely on it. */
function expectSound(erd: Erd): void {
  expect(Erd.parse(erd)).toEqual(erd);
  expect(erd.entities.length).toBeGreaterThan(0);
  for (const entity of erd.entities) {
    expect(isEntityName(entity.name), entity.name).toBe(true);
    const names = [...entity.attributes, ...erd.relationships.filter(({ from }) => from === entity.name)].map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(isAttributeName(name, entity.user), name).toBe(true);
  }
  // The stored form is read as strictly as a stranger's, so it holds all the rest
  const kept = read([{ name: "model.json", bytes: new TextEncoder().encode(store(erd)) }]);
  expect("erd" in kept ? kept.erd : kept.findings).toEqual(erd);
}

describe("whatever is uploaded", () => {
  test("is answered: a sound model, or errors that refuse it", () => {
    let accepted = 0;
    fc.assert(
      fc.property(erds, (erd) => {
        const result = reading(erd);
        if (result.erd === undefined) expect(result.findings[0]?.severity).toBe("error");
        else {
          accepted++;
          expectSound(result.erd);
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 300) },
    );
    expect(accepted).toBeGreaterThan(100);
  }, 30_000);

  test("any JSON, any bytes and any cut of a good ERD are answered without throwing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => void reading(json)),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void read([{ name: "x", bytes }])),
      { numRuns: 500 },
    );
    const good = JSON.stringify({
      erd: { entities: { User: { fields: { name: "str" } }, Job: { relationships: { by: "FK(User)" } } } },
      business_rules: ["a"],
    });
    for (let length = 0; length < good.length; length++) expect(reading(good.slice(0, length)).erd).toBeUndefined();
  }, 30_000);
});

describe("order", () => {
  const sound = fc.record({
    erd: fc.record({
      entities: fc.dictionary(
        fc.constantFrom("User", "Job", "Tag", "tags", "TAG", "Order", "order_item"),
        fc.record({
          fields: fc.dictionary(word, fc.constantFrom("str", "int", "datetime", "FK(User)", "M2M(Job)", "FK(Tag)"), {
            maxKeys: 8,
          }),
        }),
      ),
    }),
    auth_requirements: fc.record({
      permissions: fc.dictionary(
        fc.constantFrom("User", "Job", "Tag"),
        fc.dictionary(fc.constantFrom("list", "read", "create"), fc.constantFrom("Admin", "*", "owner")),
      ),
    }),
  });

  test("the same ERD with its keys shuffled is the same model", () => {
    fc.assert(
      fc.property(sound, fc.infiniteStream(fc.nat()), (erd, numbers) => {
        const one = reading(erd);
        const other = reading(shuffled(erd, () => numbers.next().value));
        expect(other.erd).toEqual(one.erd);
        expect(other.erd === undefined ? "" : store(other.erd)).toBe(one.erd === undefined ? "" : store(one.erd));
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test.skipIf(corpus.length === 0)(`so it is for every file of the corpus${corpusTitle}`, () => {
    let seed = 7;
    const next = () => (seed = (seed * 16_807) % 2_147_483_647);
    for (const { name, bytes } of corpus) {
      const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
      for (let round = 0; round < 3; round++)
        expect(reading(shuffled(json, next), name).erd, name).toEqual(reading(json, name).erd);
    }
  });

  test("what others refer to comes first, and cycles are cut by name", () => {
    const { erd } = reading({
      Zoo: { a: "FK(Yak)" },
      Yak: { b: "FK(Xen)" },
      Xen: { c: "FK(Yak)" },
      Ant: { z: "FK(Zoo)" },
    });
    expect(erd?.entities.map(({ name }) => name)).toEqual(["Xen", "Yak", "Zoo", "Ant"]);
  });

  test("naming attributes come first, time stamps last", () => {
    const { erd } = reading({
      X: { zebra: "str", created_at: "datetime", title: "str", updated_at: "datetime", apple: "int", name: "str" },
    });
    expect(erd?.entities[0]?.attributes.map(({ name }) => name)).toEqual([
      "name",
      "title",
      "apple",
      "zebra",
      "created_at",
      "updated_at",
    ]);
  });
});

/** The same value with the keys of all its objects in another order. */
function shuffled(value: unknown, next: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, next));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => ({ key, child: shuffled(child, next), rank: next() }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(entries.map(({ key, child }) => [key, child]));
}
