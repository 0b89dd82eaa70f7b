/** One row in a state, and one of several fields, in the many ways people write them; and sentences that only look like it. */
import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { shop } from "./shop.ts";

const STATUS = "Order status must be one of pending, paid, shipped";
const heard = (text: string) =>
  understand(shop(STATUS, text))
    .understood.slice(1)
    .map(({ as }) => as)
    .join("; ");
const refused = (...texts: string[]) => understand(shop(...texts)).notUnderstood.map(({ why }) => why);

describe("one row in a state", () => {
  test.each([
    "Only one active product per seller",
    "At most one active product per seller",
    "A user can have only one active product",
    "There can be only one active product per seller",
    "Each seller may have at most one active product",
    "No seller may have two active products",
    "A seller cannot have more than one active product",
    "At most one product per seller may be marked as active",
    "Only one of a seller's products can be active",
    "No two active products may have the same seller",
  ])("%s", (text) => {
    expect(heard(text)).toBe("Product: one with active true for each seller");
  });

  test.each([
    ["Only one order per customer can be pending", "Order: one with status pending for each customer"],
    ["A customer may only have one pending order", "Order: one with status pending for each customer"],
    ["There can only be one active product", "Product: one with active true"],
    ["Only one product can be active at a time", "Product: one with active true"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    "Only one big product per seller",
    "One active product per seller would be nice",
    "Only one product per mood can be active",
    "A seller can have one active product",
    "Only one active product per tag",
    "Two active products per seller are enough",
  ])("%s: no rule of this kind", (text) => {
    expect(heard(text)).not.toContain("one with active");
  });
});

describe("one of several fields", () => {
  test.each([
    ["At least one of user age or phone is required", "at least one of age, phone"],
    ["User age or phone is required", "at least one of age, phone"],
    ["A user must have an age or a phone", "at least one of age, phone"],
    ["A user needs either an age or a phone", "at least one of age, phone"],
    ["User age and phone cannot both be empty", "at least one of age, phone"],
    ["User phone is required if age is missing", "at least one of phone, age"],
    ["If user age is not set, phone must be provided", "at least one of phone, age"],
    ["User phone is required unless age is given", "at least one of phone, age"],
    ["A user must have either an age or a phone, but not both", "exactly one of age, phone"],
    ["Exactly one of user age and phone must be set", "exactly one of age, phone"],
    ["Either user age or birth date must be given, but not both", "exactly one of age, birth_date"],
  ])("%s", (text, as) => {
    expect(heard(text)).toBe(`User: ${as}`);
  });

  test.each([
    ["Either email or phone must be provided", "own"],
    ["User phone is required if age is given", "condition"],
    ["User age and phone must not both be set", ""],
    ["Only one of user age and phone may be set", ""],
    ["Product active or name must be set", "always there"],
    ["User age or product name must be set", ""],
    ["Product tags or name must be set", "leave out"],
    ["At least one item must be provided", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text)).toBe("");
    expect(refused(text)[0]).toContain(why);
  });

  test.each([
    ["Product status must be draft or live", "Product.status one of draft, live"],
    ["User age must be 18 or 21", "User.age one of 18, 21"],
  ])("%s stays a list of values", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    [["Product name is required", "Product name or sku must be given"]],
    [["Product name or sku must be given", "Product name is required"]],
    [["Product status defaults to live", "Product status or sku must be given"]],
    [["Product name or sku must be given", "Exactly one of product name and weight must be given"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
  });
});
