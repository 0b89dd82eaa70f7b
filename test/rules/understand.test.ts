/** Understanding as a whole: nothing is lost, nothing is invented, and all rules can hold together. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Erd, Rule } from "#erd";
import { understand } from "#rules";
import { shop } from "./shop.ts";

const said = (erd: Erd) => understand(erd).understood.map(({ as }) => as);
const reasons = (erd: Erd) => understand(erd).notUnderstood.map(({ why }) => why);
/** The shop, with one attribute told more about. */
function shopWith(entity: string, attribute: string, more: object, ...statements: string[]): Erd {
  const erd = shop(...statements);
  const found = erd.entities.find(({ name }) => name === entity)?.attributes.find(({ name }) => name === attribute);
  Object.assign(found ?? {}, more);
  return erd;
}

describe("rules that cannot hold together", () => {
  test("the first of two contradicting rules is kept, the other names it", () => {
    const erd = shop("Price must be positive", "Price must be at most -1");
    expect(said(erd)).toEqual(["Product.price > 0"]);
    expect(reasons(erd)).toEqual(['it contradicts "Price must be positive"']);
  });

  test.each([
    [["Rating must be at least 4", "Rating must be less than 4"]],
    [["Cost must be less than price", "Cost must be at least 100", "Price must be at most 100"]],
    [
      [
        "End date must be after start date",
        "Event start date must be in the future",
        "Event end date must be in the past",
      ],
    ],
    [["Cost must be less than price", "Price must be less than cost"]],
    [["Users must be at least 18 years old", "User birth date must be in the future"]],
    [["Order status must be one of a, b", "Order status must be one of b, c"]],
    [["Order status must be one of a, b", "Order status must be unique"]],
    [["Rating must be between 1 and 5", "Rating must be unique"]],
    [["Order number must be unique", "Order number must be one of a, b"]],
    [["Phone is required", "User phone is optional"]],
    [["Stock must be positive", "Stock defaults to 0"]],
    [["Stock defaults to 0", "Stock must be positive"]],
    [["Stock defaults to 0", "Stock defaults to 1"]],
    [["Order status must be one of a, b", "Order status defaults to c"]],
    [["Order number defaults to x", "Order number must be unique"]],
    [["Rating must be at least 4", "Rating must be one of 1, 2"]],
  ])("%j: the last is refused", (statements) => {
    expect(said(shop(...statements))).toHaveLength(statements.length - 1);
    expect(reasons(shop(...statements))).toHaveLength(1);
  });

  test.each([
    [["Cost must be less than price", "Cost must be at least 100", "Price must be at most 101"]],
    [["Rating must be at least 4", "Rating must be less than 5"]],
    [["Order date must be in the past", "Shipped date must be after order date", "Shipped date must be in the past"]],
    [["Order code must be new", "Order number must be unique"].slice(1)],
    [["Order status must be one of a, b", "Order status defaults to b"]],
    [["Rating must be at least 2", "Rating must be one of 3, 5", "Rating defaults to 5"]],
    [["Stock cannot be negative", "Stock must be positive", "Stock must be at most 1"]],
  ])("%j: all hold", (statements) => {
    expect(reasons(shop(...statements))).toEqual([]);
  });

  test("what the ERD declares counts: choices, defaults, lengths, digits", () => {
    const status = "Order status must be one of new, paid";
    expect(reasons(shopWith("Order", "status", { choices: ["new", "done"] }, status))[0]).toContain("other values");
    expect(reasons(shopWith("Order", "status", { default: "open" }, status))[0]).toContain('default "open"');
    expect(reasons(shopWith("Order", "status", { maxLength: 3 }, status))[0]).toContain("longer than the 3 characters");
    expect(said(shopWith("Order", "status", { choices: ["New", "Paid", "Done"] }, status))).toEqual([
      "Order.status one of New, Paid",
    ]);
    expect(reasons(shopWith("Product", "stock", { default: 0 }, "Stock must be positive"))[0]).toContain("default 0");
    expect(
      reasons(shopWith("Product", "price", { precision: 4, scale: 2 }, "Price must be at least 100"))[0],
    ).toContain("no value");
  });

  test("rules that the format itself stated count, too", () => {
    const erd = shop("Price must be negative");
    const own: Rule = {
      shape: "bound",
      entity: "Product",
      text: "CHECK (price >= 0)",
      field: "price",
      min: { value: 0, exclusive: false },
    };
    expect(reasons({ ...erd, rules: [own] })).toEqual(['it contradicts "CHECK (price >= 0)"']);
  });
});

describe("duplicates", () => {
  test("a rule said twice is one rule, and both statements are accounted for", () => {
    const { understood } = understand(
      shop("Price must be positive", "price > 0", "Products must have a positive price"),
    );
    expect(understood.map(({ rules }) => rules.length)).toEqual([1, 0, 0]);
    expect(understood[1]?.as).toBe("Product.price > 0 (already said)");
  });

  test("a rule that the format stated already is not stated again", () => {
    const [own] = understand(shop("Stock cannot be negative")).understood.flatMap(({ rules }) => rules);
    const { understood } = understand({ ...shop("Stock must be at least 0"), rules: own ? [own] : [] });
    expect(understood.map(({ rules }) => rules)).toEqual([[]]);
  });

  test("two limits in one sentence are one rule with two sides", () => {
    const { understood } = understand(shop("Rating must be at least 1 and at most 5"));
    expect(understood[0]?.rules).toEqual([
      {
        shape: "bound",
        entity: "Review",
        field: "rating",
        text: "Rating must be at least 1 and at most 5",
        min: { value: 1, exclusive: false },
        max: { value: 5, exclusive: false },
      },
    ]);
  });
});

const WORDS =
  "price stock product order status the a must be not cannot is are may can if when and or , . ; : < > = >= 1 5 -3 zero between from to one of unique required positive negative after before shipped date in future past user review only once per seat room same two no share combination ( ) ' \" [ ] at least most more than characters years old either".split(
    " ",
  );
const sentence = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom(...WORDS, "\n", "\u0000", "'''", "__proto__", "constructor", "toString"), { maxLength: 30 })
    .map((words) => words.join("")),
);
const statement = fc.record(
  {
    text: sentence,
    entity: fc.constantFrom("Product", "Order", "Review", "Nobody", "__proto__", ""),
    field: fc.constantFrom("price", "status", "nothing", "constructor", ""),
  },
  { requiredKeys: ["text"] },
);

describe("whatever people write", () => {
  test("no text throws, every statement is in a list, and every rule is a Rule about fields that exist", () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), (statements) => {
        const erd = shop(...statements);
        const { understood, notUnderstood } = understand(erd);
        for (const one of erd.statements) {
          const heard = understood.filter(({ statement }) => statement === one);
          const refused = notUnderstood.filter(({ statement }) => statement === one);
          expect(heard.length + refused.length).toBeGreaterThan(0);
          expect(heard.length).toBeLessThanOrEqual(1);
          expect(refused.length).toBeLessThanOrEqual(1);
          // In both lists only where a part is named that is no rule.
          if (heard.length > 0 && refused.length > 0) expect(refused[0]?.why).toMatch(/"|only /u);
        }
        for (const rule of understood.flatMap(({ rules }) => rules)) {
          expect(Rule.parse(rule)).toEqual(rule);
          const entity = erd.entities.find(({ name }) => name === rule.entity);
          const names = [
            ...(entity?.attributes ?? []),
            ...erd.relationships.filter(({ from }) => from === rule.entity),
          ].map(({ name }) => name);
          expect(names).toContain("field" in rule ? rule.field : names[0]);
          if ("fields" in rule) for (const field of rule.fields) expect(names).toContain(field);
          if ("other" in rule) expect(names).toContain(rule.other);
        }
        for (const { why } of notUnderstood) expect(why).not.toBe("");
        for (const { as } of understood) expect(as).not.toBe("");
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  test("the same statements give the same answer", () => {
    const erd = shop("Price must be positive", "A user can review a product only once", "nonsense");
    expect(understand(erd)).toEqual(understand(structuredClone(erd)));
  });

  test("thousands of statements and the longest sentences are answered in seconds, and the rest is named", () => {
    const long = "price and stock and cost , ".repeat(18);
    const many = Array.from(
      { length: 2_500 },
      (_, place) => `${place % 2 ? "Price" : "Stock"} must be at least -${place}`,
    );
    const started = performance.now();
    const { understood, notUnderstood } = understand(shop(...many, ...Array.from({ length: 20 }, () => long)));
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(understood).toHaveLength(2_000);
    expect(notUnderstood).toHaveLength(520);
    expect(notUnderstood[0]?.why).toContain("only the first 2,000 rules are read");
    const slow = performance.now();
    for (const text of [
      long,
      "a".repeat(500),
      "no two ".repeat(70),
      "1 <= ".repeat(99),
      "between 1 and ".repeat(35),
      "must ".repeat(99),
    ])
      understand(shop(text));
    expect(performance.now() - slow).toBeLessThan(10_000);
  }, 60_000);

  test("an ERD without statements or entities has nothing to understand", () => {
    expect(understand(shop())).toEqual({ understood: [], notUnderstood: [] });
    const empty = { ...shop("Price must be positive"), entities: [], relationships: [] };
    expect(understand(empty).notUnderstood).toHaveLength(1);
  });
});
