/** Computed fields, in the many ways people write them; and sentences that only look like it. */
import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { shop } from "./shop.ts";

const heard = (text: string) =>
  understand(shop(text))
    .understood.map(({ as }) => as)
    .join("; ");
const refused = (...texts: string[]) => understand(shop(...texts)).notUnderstood.map(({ why }) => why);

describe("a sum of other rows", () => {
  test.each([
    "Order total equals the sum of its items",
    "Order total must equal the sum of item quantity times unit price",
    "Order total is the sum of all its items",
    "The total of an order is the sum of quantity times unit price of its items",
    "Order total = sum of quantity * unit price over all items",
    "The order total is calculated from its items",
    "Order total is computed as the sum of quantity × unit price of the order items",
  ])("%s", (text) => {
    expect(heard(text)).toBe("Order.total computed: the sum of OrderItem.quantity × OrderItem.unit_price");
  });

  test.each([
    "Order total must be the sum of the order items' unit price",
    "Order total must match the sum of all item unit prices",
  ])("%s", (text) => {
    expect(heard(text)).toBe("Order.total computed: the sum of OrderItem.unit_price");
  });

  test.each([
    ["Order number equals the sum of its items", "not a number"],
    ["Order total equals the sum of its customers", ""],
    ["Order total equals the sum of price and cost", ""],
    ["Order total must be the sum", ""],
    ["The sum of two ratings must be 5", ""],
    ["Order total equals quantity times unit price", ""],
    ["Order total can be the sum of its items", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text)).toBe("");
    expect(refused(text)[0]).toContain(why);
  });

  test.each([
    [["Order total equals the sum of its items", "Order total must be positive"]],
    [["Order total must be positive", "Order total equals the sum of its items"]],
    [["Order total equals the sum of its items", "Order total defaults to 5"]],
    [["Order total cannot be changed after creation", "Order total equals the sum of its items"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
  });

  test("what is 0 or more may be a sum", () => {
    expect(refused("Order total equals the sum of its items", "Order total cannot be negative")).toEqual([]);
  });
});
