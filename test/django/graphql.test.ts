/** GraphQL, where the ERD asks for it: the files, the names, what leaves with it, and projects that boot. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "#django";
import { Erd } from "#erd";
import { prove, tidy } from "#proof";
import { project } from "../../src/django/index.ts";
import { graphqlNames, spelled } from "../../src/django/plan/graphql.ts";
import { plan } from "../../src/django/plan.ts";
import { faults } from "../proof/faults.ts";
import { bootable, shared } from "../proof/python.ts";
import { erdOf, printed, rendered, source } from "./examples.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const reserved = join(shared, "corpus/json/hard_reserved.json");
const absent = existsSync(reserved) ? "" : ` (not here: no samples in ${shared})`;

const library = erdOf(source("library"), "library.json");
const paths = (files: readonly GeneratedFile[]) => files.map(({ path }) => path);
const textOf = (files: readonly GeneratedFile[], path: string) =>
  files.find((file) => file.path === path)?.content ?? "";
/** The same ERD, asking for REST, GraphQL or both. */
const asking = (erd: Erd, style: Erd["api"]["style"]) => Erd.parse({ ...erd, api: { ...erd.api, style } });

describe("a project whose ERD asks for GraphQL", () => {
  test.each(["graphql", "both"] as const)("%s serves it beside REST, from a folder of its own", (style) => {
    const files = printed(asking(library, style));
    const own = paths(files).filter((path) => path.startsWith("backend/graphql/"));
    const modules = ["__init__", "scalars", "resolvers", "types", "limits", "schema", "endpoint"];
    expect(own).toEqual(expect.arrayContaining(modules.map((name) => `backend/graphql/${name}.py`)));
    expect(textOf(files, "core/urls.py")).toContain('path("graphql/"');
    expect(textOf(files, "backend/urls.py")).toContain('router.register("books"');
    expect(textOf(files, "requirements.txt")).toMatch(/^strawberry-graphql-django>=/m);
    expect(textOf(files, "README.md")).toContain("## GraphQL");
  });

  test("has not a word of it where REST was asked for", () => {
    const files = printed(asking(library, "rest")).filter(({ path }) => path !== ".erd/model.json");
    for (const { path, content } of files) expect(`${path}\n${content}`, path).not.toMatch(/graphql|strawberry/i);
  });

  test("loses all of it, and nothing else, with the endpoint", () => {
    const without = rendered(library, ["backend/graphql/endpoint.py"]);
    const rest = rendered(asking(library, "rest"));
    const but = (files: readonly GeneratedFile[]) => files.filter(({ path }) => path !== ".erd/model.json");
    expect(but(without)).toEqual(but(rest));
  });

  test("keeps what its endpoint needs, whoever leaves it out", () => {
    const left = ["backend/graphql/types.py", "backend/graphql/limits.py"];
    expect(paths(printed(library, left))).toEqual(paths(printed(library)));
  });

  test("never shows or takes a password, and takes no file", () => {
    const files = printed(library);
    for (const { path, content } of files.filter((file) => file.path.startsWith("backend/graphql/")))
      expect(content, path).not.toMatch(/password|is_staff|is_superuser|groups/);
    const card = textOf(files, "backend/graphql/operations.py");
    expect(card).not.toMatch(/ (?:scan|portrait):/);
  });

  test("has no owner among what a client writes", () => {
    const taken = textOf(printed(library), "backend/graphql/operations.py");
    const input = /class LoanInput:\n([\s\S]*?)\n\n\n/.exec(taken)?.[1] ?? "";
    expect(input).toContain("copy: ID");
    expect(input).not.toContain("user");
  });

  test("of many entities has modules that can be read one by one", () => {
    const many = Erd.parse({
      ...library,
      entities: Array.from({ length: 40 }, (_, i) => ({
        name: `Thing${i}`,
        label: `Thing ${i}`,
        plural: `thing${i}s`,
        attributes: ["title", "size", "colour"].map((name) => ({ name, label: name, type: "string" })),
      })),
      relationships: Array.from({ length: 39 }, (_, i) => ({
        from: `Thing${i + 1}`,
        to: `Thing${i}`,
        name: "parent",
        label: "parent",
        cardinality: "many-to-one",
        reverse: `children${i}`,
      })),
      permissions: [],
      statements: [],
    });
    const own = tidy(project(many, [], [])).filter(({ path }) => path.startsWith("backend/graphql/"));
    expect(own.length).toBeGreaterThan(10);
    for (const { path, content } of own) expect(content.split("\n").length, path).toBeLessThan(480);
  });
});

describe("names in GraphQL", () => {
  const names = (entities: readonly string[], more: object = {}) =>
    graphqlNames(
      plan(
        Erd.parse({
          ...library,
          entities: entities.map((name) => ({
            name,
            label: name,
            plural: `${name.toLowerCase()}s`,
            attributes: [],
            ...more,
          })),
          relationships: [],
          permissions: [],
          statements: [],
        }),
        [],
      ).entities,
    );

  test("are never those of two types", () => {
    const given = names(["Product", "ProductInput", "Query", "Page", "Decimal1", "Date"]);
    expect(given.get("Product")?.type).toBe("Product");
    expect(given.get("ProductInput")?.type).toBe("ProductInputRecord");
    expect(given.get("Query")?.type).toBe("QueryRecord");
    expect(given.get("Page")?.type).toBe("PageRecord");
    expect(given.get("Date")?.type).toBe("DateRecord");
  });

  test("of a row and of a list differ where the plural is the singular", () => {
    const news = names(["News"], { plural: "news" }).get("News");
    expect(news?.one).toBe("news");
    expect(news?.many).not.toBe("news");
  });

  test("are no words that the classes of the project use", () => {
    expect(names(["View"]).get("View")?.many).toBe("views_list");
    expect(names(["Class"]).get("Class")?.one).toBe("class_record");
  });

  test("of a row are no field that every answer to a change has", () => {
    expect(names(["Row"]).get("Row")?.one).toBe("row_record");
    expect(names(["Error"], { plural: "errors" }).get("Error")?.one).toBe("error");
  });

  test("of choices are ASCII, and differ where their classes do", () => {
    const choices = { name: "état", label: "état", type: "string", choices: ["ouvert"] };
    const files = printed(
      erdOf(
        JSON.stringify({ entities: { Thé: { état: choices }, The: { etat: choices } }, api_requirements: "GraphQL" }),
      ),
    );
    const types = textOf(files, "backend/graphql/types.py");
    const calls = /(\w+) = strawberry\.enum\((?:models\.\S+), name="(\w+)"\)/gu;
    expect([...types.matchAll(calls)].map(([, , called]) => called)).toEqual([
      expect.stringMatching(/^[A-Za-z0-9_]+$/),
    ]);
  });

  test("are ASCII, and differ where the attributes do", () => {
    expect([...spelled(["name", "größe", "line_1", "line1", "客户"])]).toEqual([
      ["größe", "grosse"],
      ["line1", "line12"],
      ["客户", expect.stringMatching(/^[a-zA-Z]+$/)],
    ]);
  });
});

/** Names in which GraphQL, strawberry and the tests would trip over each other. */
const tangled = {
  entities: {
    Node: {
      fields: {
        x1: "int?",
        x_1: "int?",
        strawberry: "str?",
        exact: "int?",
        type: "str?",
        errors: "str?",
        auto: "str?",
      },
      relationships: { parent: "ForeignKey(self)?", children: "ManyToMany(Node)" },
    },
    Row: { fields: { row: "str", results: "int?" }, relationships: { node: "OneToOne(Node)" } },
    Payload: { fields: { payload: "str?" }, relationships: { owner: "ForeignKey(User)", node: "ForeignKey(Node)" } },
    客户: { fields: { 名字: "str", état: { type: "str", choices: ["ouvert", "fermé", "null", "真"] } } },
  },
  api_requirements: { format: "both" },
};
/** Every extra on every entity, with neither pages nor filters. */
const laden = {
  entities: {
    Customer: { fields: { name: "str", logo: "image?" }, relationships: { account: "OneToOne(User)?" } },
    Order: {
      fields: { number: { type: "str", unique: true }, code: { type: "str?", unique: true }, slip: "file?" },
      relationships: { customer: "ForeignKey(Customer)", owner: "ForeignKey(User)" },
    },
    OrderItem: {
      fields: { quantity: "int" },
      relationships: { order: "ForeignKey(Order)", goods: "ManyToMany(Product)" },
    },
    Product: { fields: { name: "str", description: "text?" }, relationships: { parent: "ForeignKey(self)?" } },
    Note: {
      description: "What somebody jotted down, or nobody any more.",
      fields: { title: "str" },
      relationships: { owner: { type: "ForeignKey", to: "User", required: false } },
    },
    Card: { description: "One for each.", fields: { number: "str" }, relationships: { owner: "OneToOne(User)" } },
  },
  business_rules: [
    "All records are soft deleted",
    "Use UUID primary keys",
    "Keep an audit trail of orders, customers, products and order items",
    "Record who created and last changed each order, customer, product and order item",
    { rule: "Full-text search on name and description", applies_to: "Product" },
    "An order can have at most 20 order items",
  ],
  api_requirements: { format: "GraphQL", pagination: false, filtering: false },
};

describe(`a project with GraphQL that boots${unless}`, () => {
  const boot = async (files: GeneratedFile[]) => faults(await prove(files, { wanted: "auto", python }));

  test.skipIf(!python)(
    "passes the tests of its REST API over GraphQL, and those of GraphQL itself",
    { timeout: 900_000 },
    async () => {
      expect(await boot(rendered(library))).toEqual([]);
    },
  );

  test.skipIf(!python)("does so beside REST", { timeout: 900_000 }, async () => {
    expect(await boot(rendered(asking(erdOf(source("blog")), "both")))).toEqual([]);
  });

  test.skipIf(!python).each([
    ["names that trip over each other", tangled],
    ["every extra and neither pages nor filters", laden],
    ["files, words, histories and keys of every kind", JSON.parse(source("museum"))],
  ])("does so with %s", { timeout: 1_800_000 }, async (_, erd) => {
    expect(await boot(rendered(erdOf(JSON.stringify(erd))))).toEqual([]);
  });

  test.skipIf(!python || absent !== "")(
    `does so whatever its entities and attributes are called${absent}`,
    { timeout: 900_000 },
    async () => {
      const erd = erdOf(readFileSync(reserved, "utf8"), "hard_reserved.json");
      expect(await boot(rendered(asking(erd, "both")))).toEqual([]);
    },
  );
});
