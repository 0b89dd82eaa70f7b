/** What is asked of whole rows: kept when deleted, recorded, searched by words, known by UUIDs; and what only sounds so. */
import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { shop } from "./shop.ts";

/** What one sentence is taken for; "[Order] …" applies to an entity. */
function heard(said: string): string {
  const entity = /^\[(\w+)\] /u.exec(said)?.[1];
  const text = said.replace(/^\[.*?\] /u, "");
  const { understood } = understand(shop({ text, ...(entity && { entity }) }));
  const rules = understood.flatMap((it) => it.rules);
  return rules
    .map((rule) => `${rule.shape} ${rule.entity}${rule.shape === "full_text" ? ` ${rule.fields.join()}` : ""}`.trim())
    .join("; ");
}

describe("soft delete", () => {
  test.each([
    "Products are soft deleted",
    "Products must be soft-deleted",
    "Soft delete products",
    "Use soft delete for products",
    "Soft deletion for every product",
    "A product should be softdeleted",
    "Products use soft deletes",
    "Deleted products are kept",
    "Deleted products must be kept in the database",
    "Deleted products can be restored",
    "Products are never really deleted",
    "Products must never be permanently deleted",
    "Products are archived instead of deleted",
    "Products are marked as deleted instead of being removed",
    "Deleting a product only marks it",
    "[Product] Use soft delete",
  ])("%s", (text) => {
    expect(heard(text)).toBe("soft_delete Product");
  });

  test("is asked of several entities, or of all but the accounts, in one sentence", () => {
    expect(heard("Products and orders are soft deleted")).toBe("soft_delete Product; soft_delete Order");
    const all = heard("All records are soft deleted").split("; ");
    expect(all).toContain("soft_delete Order");
    expect(all).not.toContain("soft_delete User");
    expect(heard("Use soft delete").split("; ")).toEqual(all);
  });

  test.each([
    "Products cannot be deleted",
    "Deleted products cannot be changed",
    "Products are soft deleted if they are inactive",
    "Sausages are soft deleted",
    "Deleted products are shown to managers",
    "[Order] Products are soft deleted",
  ])("%s: not that", (text) => {
    expect(heard(text)).not.toContain("soft_delete");
  });
});

describe("a history of changes", () => {
  test.each([
    "Changes to orders must be logged",
    "All changes to an order are recorded",
    "Every change of an order must be tracked",
    "Log all changes to orders",
    "Track changes to orders",
    "Keep an audit trail of orders",
    "Keep a change history for orders",
    "Orders must have an audit log",
    "Audit log for orders",
    "Orders are audited",
    "[Order] Keep an audit trail",
    "[Order] Changes must be logged",
  ])("%s", (text) => {
    expect(heard(text)).toBe("history Order");
  });

  test.each(["Changes to orders must be approved", "Orders have a history", "Changes to sausages must be logged"])(
    "%s: not that",
    (text) => {
      expect(heard(text)).not.toContain("history");
    },
  );
});

describe("audit fields", () => {
  test.each([
    "Audit fields on orders",
    "Orders have audit fields",
    "Record who created and last changed each order",
    "Track who created and who updated every order",
    "Record who changed an order and when",
    "Orders record who created them and who last changed them",
    "[Order] Add audit fields",
  ])("%s", (text) => {
    expect(heard(text)).toBe("audit Order");
  });

  test.each(["Users have audit fields", "Record who paid each order", "Orders have fields"])("%s: not that", (text) => {
    expect(heard(text)).not.toContain("audit");
  });
});

describe("full-text search", () => {
  test.each([
    ["Full-text search on product name and description", "full_text Product name,description"],
    ["Full text search over name and description of products", "full_text Product name,description"],
    ["Products are full-text searchable by name and description", "full_text Product name,description"],
    ["[Product] Full-text search on name", "full_text Product name"],
    ["Products support full-text search", "full_text Product"],
    ["Enable fulltext search for products", "full_text Product"],
  ])("%s", (text, meant) => {
    expect(heard(text)).toBe(meant);
  });

  test.each(["Full-text search on price", "Full-text search on product price", "Search on name"])(
    "%s: not that",
    (text) => {
      expect(heard(text)).toBe("");
    },
  );
});

describe("UUID keys", () => {
  test.each([
    "Product ids are UUIDs",
    "Product ids must be UUIDs",
    "Primary keys of products are UUIDs",
    "Products use UUIDs as primary keys",
    "Products have UUID keys",
    "Use UUID primary keys for products",
    "A product is identified by a UUID",
    "[Product] Use UUID keys",
  ])("%s", (text) => {
    expect(heard(text)).toBe("uuid_key Product");
  });

  test("are asked of all, accounts included, in one sentence", () => {
    expect(heard("Use UUID primary keys")).toContain("uuid_key User");
    expect(heard("All ids are UUIDs").split("; ").length).toBeGreaterThan(3);
  });

  test.each(["Product code must be a valid UUID", "Product ids are numbers"])("%s: not that", (text) => {
    expect(heard(text)).not.toContain("uuid_key");
  });
});
