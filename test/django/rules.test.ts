/** What rules about states, steps, days, choices and sums add to an entity, and why they cannot be added. */
import { describe, expect, test } from "vitest";
import { plan } from "../../src/django/plan.ts";
import { Rule } from "../../src/erd/index.ts";
import { upload } from "../rules/wordings/table.ts";
import { erdOf, rendered } from "./examples.ts";
import { library } from "./library.ts";

const with_ = (...given: object[]) =>
  plan(
    library(),
    given.map((rule) => Rule.parse({ text: "A rule", ...rule })),
  );
const refusal = (rule: object) => with_(rule).notEnforced.map(({ why }) => why);
const entity = (planned: ReturnType<typeof plan>, name: string) => {
  const found = planned.entities.find((it) => it.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const OPEN = { field: "state", values: ["open"], not: false };

describe("steps", () => {
  const step = { shape: "step", entity: "Book" };

  test("whole numbers get a validator and a check, decimals a validator alone, as SQLite keeps them as floats", () => {
    const book = entity(
      with_({ ...step, field: "page", multipleOf: 5 }, { ...step, field: "price", multipleOf: 0.05 }),
      "Book",
    );
    expect(book.fields.map(({ name, multipleOf }) => [name, multipleOf])).toContainEqual(["page", 5]);
    expect(book.fields.map(({ name, multipleOf }) => [name, multipleOf])).toContainEqual(["price", 0.05]);
    expect(book.constraints.map(({ name }) => name)).toEqual(["book_page_step"]);
  });

  test("fewer decimals leave as many digits before the point, and bounds follow", () => {
    const bound = { shape: "bound", entity: "Book", field: "price", min: { value: 0, exclusive: true } };
    const price = entity(with_(bound, { ...step, field: "price", decimals: 0 }), "Book").fields.find(
      ({ name }) => name === "price",
    );
    expect(price).toMatchObject({ precision: 6, scale: 0, min: { limit: "1" } });
  });

  test("a float has no exact multiples", () => {
    expect(refusal({ ...step, field: "weight", multipleOf: 2 })[0]).toContain("no exact number");
  });
});

describe("states", () => {
  test("a locked row and a field fixed in a state are held while they are saved", () => {
    const { checks } = entity(
      with_(
        { shape: "locked", entity: "Loan", when: { ...OPEN, values: ["back"] } },
        { shape: "immutable", entity: "Loan", field: "due_on", after: { ...OPEN, values: ["late"] } },
      ),
      "Loan",
    );
    expect(checks.map(({ name, locks }) => [name, locks])).toEqual([
      ["loan_locked_once_state_back", ["@row"]],
      ["loan_due_on_fixed_once_state_late", ["@row"]],
    ]);
  });

  test("a state that no row is ever in is refused", () => {
    expect(refusal({ shape: "locked", entity: "Loan", when: { ...OPEN, values: ["lost"] } })[0]).toContain("never");
    const required = { shape: "required_if", entity: "Loan", field: "due_on" };
    expect(refusal({ ...required, when: { ...OPEN, values: ["lost"] } })[0]).toContain("never");
  });

  test("one row in a state is unique among those in it, for each or in all", () => {
    const one = { shape: "only_one", entity: "Loan", field: "state", value: "open" };
    const { constraints } = entity(with_({ ...one, per: ["reader"] }, { ...one, value: "late", per: [] }), "Loan");
    expect(constraints.filter(({ kind }) => kind === "only_one")).toMatchObject([
      { fields: ["reader"], value: "open" },
      { fields: ["state"], value: "late" },
    ]);
  });
});

describe("days, choices and sums", () => {
  test("a day is a check of the column", () => {
    const { constraints } = entity(
      with_({ shape: "period", entity: "Loan", field: "due_on", first: "2020-01-02" }),
      "Loan",
    );
    expect(constraints).toContainEqual(
      expect.objectContaining({ condition: { test: "period", field: "due_on", first: "2020-01-02", last: undefined } }),
    );
    expect(refusal({ shape: "period", entity: "Loan", field: "made_at", first: "2020-01-02" })[0]).toContain("system");
  });

  test("fields to choose from can each be empty; an account is checked by a function alone", () => {
    const book = entity(
      with_({ shape: "any_of", entity: "Book", fields: ["title", "display"], exactly: true }),
      "Book",
    );
    expect(book.fields.find(({ name }) => name === "title")).toMatchObject({ blank: true, required: false });
    expect(book.constraints.map(({ name }) => name)).toEqual(["book_title_display_exactly_one"]);
    const user = entity(with_({ shape: "any_of", entity: "User", fields: ["age", "role"], exactly: false }), "User");
    expect(user.checks.map(({ name }) => name)).toEqual(["user_age_role_any"]);
  });

  test("a sum is nobody's to write, and begins with 0", () => {
    const copies = library();
    const change = {
      entities: copies.entities.map((it) =>
        it.name === "BookCopy" ? { ...it, attributes: [{ name: "pages", label: "pages", type: "integer" }] } : it,
      ),
    };
    const sum = Rule.parse({
      shape: "sum_of",
      text: "All",
      entity: "Book",
      field: "page",
      children: "BookCopy",
      of: ["pages"],
    });
    const book = entity(plan(library(change), [sum]), "Book");
    expect(book.sums).toEqual([
      { field: "page", message: "All", children: "BookCopy", relation: "book", of: ["pages"] },
    ]);
    expect(book.readOnly).toContain("page");
    expect(book.fields.find(({ name }) => name === "page")).toMatchObject({ default: { value: 0 }, null: false });
    expect(plan(library(), [sum]).notEnforced[0]?.why).toContain("cannot hold a sum");
  });
});

test("a sample row is in the state that new rows have, also where others are made for rows in another state", () => {
  const told = (appliesTo: string, sentence: string) => ({ shape: "", appliesTo, sentence, expected: "" });
  const files = rendered(
    erdOf(
      upload("magazine", [
        told("Article.", "New articles must be draft"),
        told("Comment.", "Comments can only be added to published articles"),
      ]),
    ),
  );
  const factories = files.find(({ path }) => path === "backend/testing/factories.py")?.content ?? "";
  expect(factories).toContain('status = "draft"');
  expect(factories).toContain('SubFactory(ArticleFactory, status="published")');
});

test("the nearest number outside a limit is outside also where binary fractions are in the way", () => {
  const sentence = "monthly_fee must be at most 99.99";
  const files = rendered(erdOf(upload("gym", [{ shape: "", appliesTo: "Locker.", sentence, expected: "" }])));
  const tests =
    files.find(({ path }) => path === "backend/tests/test_locker.py")?.content ??
    files.map(({ content }) => content).join();
  expect(tests).toContain('self.accepts(monthly_fee=Decimal("99.99"))');
  expect(tests).toContain('self.refuses("monthly_fee", monthly_fee=Decimal("100"))');
});
