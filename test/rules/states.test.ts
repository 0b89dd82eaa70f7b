/** Rules about the state of a row, steps and days, in the many ways people write them; and sentences that only look like one. */
import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { shop } from "./shop.ts";

const STATUS = "Order status must be one of pending, paid, shipped, delivered, cancelled";
/** What the sentence is taken for, beside the list of states; empty where it is not understood. */
function heard(text: string): string {
  return understand(shop(STATUS, text))
    .understood.slice(1)
    .map(({ as }) => as)
    .join("; ");
}
const refused = (...texts: string[]) => understand(shop(...texts)).notUnderstood.map(({ why }) => why);

describe("fields that a state requires", () => {
  test.each([
    ["Shipped at is required when status is shipped or delivered", "shipped or delivered"],
    ["Shipped orders must have a ship date", "shipped"],
    ["An order needs a ship date if status is shipped", "shipped"],
    ["Shipped at is required unless status is pending", "not pending"],
    ["If the order is shipped, shipped at must be set", "shipped"],
    ["Once the order is shipped, it must have a shipped date", "shipped"],
    ["Shipped date cannot be empty when the order is shipped", "shipped"],
    ["Orders with status shipped must have a shipped date", "shipped"],
    ["A shipped date is mandatory for shipped orders", "shipped"],
    ["Orders that are not pending must have a shipped date", "not pending"],
  ])("%s", (text, state) => {
    expect(heard(text)).toBe(`Order.shipped_at set where Order.status is ${state}`);
  });

  test.each([
    "Shipped orders may have a ship date",
    "Ship date is required when total is greater than 5",
    "Ship date is required when number is set",
    "Ship date is required if the customer likes it",
    "Big orders must have a ship date",
    "Ship date is required when status is lost",
  ])("%s: no rule", (text) => {
    expect(heard(text)).toBe("");
  });
});

describe("what may not change in a state", () => {
  test.each([
    ["Order total cannot be changed once status is paid", "paid"],
    ["The total of an order cannot be modified after the order has been shipped", "shipped"],
    ["Order total is read-only once it is paid", "paid"],
    ["Once an order is paid, its total cannot be changed", "paid"],
    ["The total of a paid order must not be changed", "paid"],
    ["Order total cannot be changed when status is paid or shipped", "paid or shipped"],
    ["Order total can only be changed while the order is pending", "not pending"],
    ["Order total cannot be changed unless the order is pending", "not pending"],
  ])("%s", (text, state) => {
    expect(heard(text)).toBe(`Order.total not changed where Order.status is ${state}`);
  });

  test.each([
    ["An order cannot be changed once shipped", "shipped"],
    ["Shipped orders cannot be changed", "shipped"],
    ["Orders may not be edited after they have been shipped", "shipped"],
    ["Once an order is shipped it cannot be modified", "shipped"],
    ["Delivered orders are read-only", "delivered"],
    ["An order can only be edited while it is pending", "not pending"],
    ["Orders that are cancelled must not be updated", "cancelled"],
    ["An order is locked once it has been delivered", "delivered"],
    ["Orders can only be changed before they are shipped", "shipped"],
  ])("%s", (text, state) => {
    expect(heard(text)).toBe(`Order not changed where Order.status is ${state}`);
  });

  test.each([
    "An order cannot be changed",
    "An order cannot be changed once it is big",
    "Shipped orders can be changed",
    "Order total can be changed once status is paid",
    "Order total cannot be changed once total is above 5",
    "Created at cannot be changed once status is paid",
  ])("%s: no rule", (text) => {
    expect(heard(text)).toBe("");
  });

  test("a state that rows are in from the beginning locks nothing, it would lock everything", () => {
    expect(refused(STATUS, "Order status defaults to paid", "Paid orders cannot be changed")[0]).toContain("defau");
    expect(refused(STATUS, "Order status defaults to paid", "Order total cannot be changed once paid")).toHaveLength(1);
  });
});

describe("steps", () => {
  test.each([
    ["Quantity must be a multiple of 5", "OrderItem.quantity a multiple of 5"],
    ["Quantity must be divisible by ten", "OrderItem.quantity a multiple of 10"],
    ["Stock must come in multiples of 12", "Product.stock a multiple of 12"],
    ["Item quantity has to be in steps of 5", "OrderItem.quantity a multiple of 5"],
    ["Quantity must be an even number", "OrderItem.quantity a multiple of 2"],
    ["Price must be a multiple of 0.05", "Product.price a multiple of 0.05"],
    ["Stock must be ordered in packs of 6", "Product.stock a multiple of 6"],
    ["Price must have at most two decimals", "Product.price with at most 2 decimals"],
    ["Price cannot have more than 2 decimal places", "Product.price with at most 2 decimals"],
    ["Price must be a whole number", "Product.price with at most 0 decimals"],
    ["Cost must not have decimals", "Product.cost with at most 0 decimals"],
    ["Discount must be a percentage", "Product.discount between 0 and 100"],
    ["Discount must be a valid percentage", "Product.discount between 0 and 100"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    ["Weight must have at most two decimals", "float"],
    ["Rating must be a multiple of 0.5", "whole number"],
    ["Product name must be a multiple of 5", "not a number"],
    ["Quantity must be an odd number", "a step"],
    ["Quantity must be a multiple of price", "a step"],
    ["Quantity can be a multiple of 5", "a step"],
    ["Quantity must be a multiple of -5", "a step"],
  ])("%s is refused", (text, why) => {
    expect(heard(text)).toBe("");
    expect(refused(text)[0]).toContain(why);
  });

  test.each([
    [["Quantity must be a multiple of 5", "Quantity must be a multiple of 3"]],
    [["Quantity must be a multiple of 5", "Quantity must be one of 5, 12"]],
    [["Quantity must be one of 5, 12", "Quantity must be a multiple of 5"]],
    [["Quantity must be a multiple of 5", "Quantity must be between 6 and 9"]],
    [["Quantity must be between 6 and 9", "Quantity must be a multiple of 5"]],
    [["Quantity must be a multiple of 5", "Quantity defaults to 3"]],
    [["Quantity defaults to 3", "Quantity must be a multiple of 5"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
  });
});

describe("days", () => {
  test.each([
    ["Event start date must be after 2020-01-01", "Event.start_date ≥ 2020-01-02"],
    ["Event start date must be on or after January 1, 2020", "Event.start_date ≥ 2020-01-01"],
    ["Event start date cannot be before 1 January 2020", "Event.start_date ≥ 2020-01-01"],
    ["Event end date must be before 2031", "Event.end_date ≤ 2030-12-31"],
    ["Event end date must not be later than 31st of December 2030", "Event.end_date ≤ 2030-12-31"],
    ["Event start date must be between 2020-01-01 and 2030-12-31", "Event.start_date ≥ 2020-01-01 and ≤ 2030-12-31"],
    ["Shipped date must be after 2019", "Order.shipped_at ≥ 2020-01-01"],
    ["Order date must be in 2025", "Order.ordered_at ≥ 2025-01-01 and ≤ 2025-12-31"],
    ["Launch date >= 2020-05-01", "Product.launched_on ≥ 2020-05-01"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toBe(as);
  });

  test.each([
    ["Event start date must be after 01/02/2020", "taken for each other"],
    ["Event start date must be after 2020-02-31", ""],
    ["Product price must be after 2020-01-01", "not a date"],
    ["Event opens at must be after 2020", "not a date"],
    ["Created at must be after 2020", "set by the system"],
    ["Event start date must be after Easter", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text)).toBe("");
    expect(refused(text)[0]).toContain(why);
  });

  test.each([
    [
      [
        "Event end date must be before 2021",
        "Event start date must be after 2022",
        "End date must be after start date",
      ],
    ],
    [["Order date must be in the future", "Order date must be before 2040"]],
    [["Order date must be in the past", "Order date must be after 2040-01-01"]],
  ])("%j: the last is refused", (texts) => {
    expect(refused(...texts)).toHaveLength(1);
  });

  test("a day of the calendar and the clock hold together where they do so for ever", () => {
    expect(refused("Order date must be after 2020-01-01", "Order date cannot be in the future")).toEqual([]);
  });
});
