/** Rules about the spelling of a text: the ways people write them, what they allow, and which cannot hold together. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keeps, spelling, textRules, understand } from "#rules";
import { shop } from "./shop.ts";

const heard = (...texts: string[]) =>
  understand(shop(...texts))
    .understood.map(({ as }) => as)
    .join(" & ");
const refused = (...texts: string[]) => understand(shop(...texts)).notUnderstood.map(({ why }) => why);

describe("wordings", () => {
  test.each([
    ["Email must be a valid email address", "User.email a valid email"],
    ["Email must be valid", "User.email a valid email"],
    ["Phone must be a valid phone number", "User.phone a valid phone"],
    ["SKU must be a valid URL", "Product.sku a valid url"],
    ["Product name must be at least 3 characters", "Product.name of at least 3 characters"],
    ["Product name must have between 3 and 50 characters", "Product.name of 3 to 50 characters"],
    ["Product name cannot be longer than 100 characters", "Product.name of at most 100 characters"],
    ["Description must not exceed 2000 characters", "Product.description of at most 2000 characters"],
    ["The length of a product name must be between 3 and 20", "Product.name of 3 to 20 characters"],
    ["Product name must have a minimum length of 3", "Product.name of at least 3 characters"],
    ["Product name must be at least 3 and at most 50 characters", "Product.name of 3 to 50 characters"],
    ["Username must be at least 6 characters", "User.username of at least 6 characters"],
    ["Course code consists of exactly 5 characters", "Course.code of exactly 5 characters"],
    ["User phone has exactly 10 digits", "User.phone of exactly 10 digits"],
    ["Phone must be exactly 10 digits", "User.phone of exactly 10 digits"],
    ["Seat number must be 4 digits", "Seat.number between 1000 and 9999"],
    ["SKU must match the format ABC-1234", "Product.sku like ^[A-Z]{3}-[0-9]{4}$"],
    ["SKU must match the regex ^[A-Z]{3}-\\d{4}$", "Product.sku like ^[A-Z]{3}-[0-9]{4}$"],
    ["SKU must match the regex ^[\\@a-c-]{3}$", "Product.sku like ^[\\@a-c-]{3}$"],
    ["Phone must contain only digits", "User.phone like ^[0-9]+$"],
    ["SKU can only contain letters and numbers", "Product.sku like ^[0-9A-Za-z]+$"],
    ["Course code must consist of uppercase letters and digits", "Course.code like ^[0-9A-Z]+$"],
    ["Product name must start with a capital letter", "Product.name like ^[A-Z].*$"],
    ['SKU must start with "INV-"', 'Product.sku starts with "INV-"'],
    ['User phone must contain "-"', 'User.phone contains "-"'],
    ["SKU must be unique and uppercase", "Product.sku unique; Product.sku in upper case"],
    ["Product name must not have leading or trailing spaces", "Product.name without spaces around it"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    ["SKU must match the pattern (a|b)", "groups"],
    ["SKU must match the regex ^[+-_]{3}$", "does not enforce"],
    ["[User] Email must be at least 9 characters", "people sign in"],
    ["Price must be a valid email", "is a decimal"],
    ["Price must be uppercase", "not a text"],
    ["Product name must contain letters", "recognised as a pattern"],
    ["Product name must be between 9 and 3 characters", "no text could"],
  ])("%s is refused: %s", (text, why) => {
    expect(heard(text)).toBe("");
    expect(refused(text)[0]).toContain(why);
  });
});

describe("states", () => {
  test.each([
    ["Order number cannot be changed after creation", "Order.number never changed once the row is made"],
    ["SKU is immutable", "Product.sku never changed once the row is made"],
    ["The sku of a product must not be modified once it is created", "Product.sku never changed once the row is made"],
    ["Product description is required when status is live", "Product.description set where Product.status is live"],
    [
      "If product status is 'live', description must be provided",
      "Product.description set where Product.status is live",
    ],
    ["Description must be set if active is true", "Product.description set where Product.active is true"],
    [
      "Product description is required when status is not live",
      "Product.description set where Product.status is not live",
    ],
    ["Order number cannot be changed once it is shipped", "Order.number not changed where Order.status is shipped"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    ["Product description is required when price is 5"],
    ["Order number cannot be changed once it is big"],
    ["Order created at cannot be changed"],
  ])("%s is refused", (text) => {
    expect(heard(text)).toBe("");
    expect(refused(text)).toHaveLength(1);
  });

  test.each([
    [["Product status must be one of draft, sold", "Description is required when status is live"]],
    [["Description is required when product status is live", "Product status must be one of draft, sold"]],
    [["Product status defaults to live", "Description is required when status is live"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
  });
});

describe("together", () => {
  test.each([
    [["SKU must be lowercase", "SKU must match the format ABC-1234"]],
    [["SKU must be at least 9 characters", "SKU must match the format ABC-1234"]],
    [["SKU must start with 7", "SKU must match the format ABC-1234"]],
    [["Order status must be one of new, paid", "Order status must be uppercase"]],
    [["Order status must be at least 5 characters", "Order status defaults to new"]],
    [["SKU must be unique", "SKU must be 1 digit"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
    expect(refused(...texts)[0]).toContain("contradicts");
  });

  test("whatever rules are taken together, the text spelled out of them keeps every one", () => {
    const sentences = [
      "SKU must match the format ABC-1234",
      "SKU must be alphanumeric",
      "SKU must be uppercase",
      "SKU must be lowercase",
      "SKU must be at least 6 characters",
      "SKU must be at most 8 characters",
      "SKU must be exactly 7 digits",
      'SKU must start with "A1"',
      'SKU must end with "7"',
      'SKU must contain "x-"',
      "SKU must be trimmed",
      "SKU must be a valid phone number",
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences), (texts) => {
        const rules = understand(shop(...texts)).understood.flatMap((one) => one.rules);
        const taken = textRules("sku", rules);
        const found = spelling(taken, 255);
        for (const pick of [(place: string) => place.at(0), (place: string) => place.at(-1)]) {
          const text = found?.places.map(pick).join("") ?? "";
          for (const rule of taken) expect(keeps(rule, text), `${rule.text}: ${text}`).toBe(true);
        }
      }),
    );
  });
});
