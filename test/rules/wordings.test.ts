/** The same rule in the many ways people write it, and sentences that look like a rule and are none. */

import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { shop } from "./shop.ts";

/** What one sentence is taken for: the rules as djinn says them, then what is not understood. */
function heard(text: string): { as: string; why: string } {
  const [entity, rest] = /^\[(\w+)(?:\.(\w+))?\] /u.exec(text)?.slice(1) ?? [];
  const plain = text.replace(/^\[.*?\] /u, "");
  const { understood, notUnderstood } = understand(
    shop({ text: plain, ...(entity && { entity }), ...(rest && { field: rest }) }),
  );
  return {
    as: understood.map(({ as }) => as).join(" & "),
    why: notUnderstood.map(({ why }) => why).join(" & "),
  };
}

describe("limits", () => {
  test.each([
    ["Product price must be positive", "Product.price > 0"],
    ["The price of a product must be greater than zero", "Product.price > 0"],
    ["A product's price should always be above 0", "Product.price > 0"],
    ["product.price > 0", "Product.price > 0"],
    ["Products must have a positive price", "Product.price > 0"],
    ["Every product has a price greater than zero", "Product.price > 0"],
    ["Stock cannot be negative", "Product.stock ≥ 0"],
    ["Stock can't be less than 0", "Product.stock ≥ 0"],
    ["Stock may never go below zero", "Product.stock ≥ 0"],
    ["Product stock must be non-negative.", "Product.stock ≥ 0"],
    ["Products cannot have a negative stock", "Product.stock ≥ 0"],
    ["stock >= 0", "Product.stock ≥ 0"],
    ["Stock ≥ 0", "Product.stock ≥ 0"],
    ["Discount must be between 0 and 100", "Product.discount between 0 and 100"],
    ["Discount is between 0% and 100% (inclusive)", "Product.discount between 0 and 100"],
    ["The discount must be in the range 0..100", "Product.discount between 0 and 100"],
    ["Discount must not exceed fifty percent", "Product.discount ≤ 50"],
    ["Rating must be from 1 to 5 stars", "Review.rating between 1 and 5"],
    ["Rating: must be 1-5", "Review.rating between 1 and 5"],
    ["A rating can be 1 to 5", "Review.rating between 1 and 5"],
    ["1 <= rating <= 5", "Review.rating between 1 and 5"],
    ["Rating must be at least 1 and at most 5", "Review.rating between 1 and 5"],
    ["Rating must be at least one but no more than five", "Review.rating between 1 and 5"],
    ["The minimum price is 1,000", "Product.price ≥ 1000"],
    ["Maximum rating: is 5", "Review.rating ≤ 5"],
    ["Item quantity has to be 1 or more", "OrderItem.quantity ≥ 1"],
    ["Quantity must not be more than 1k", "OrderItem.quantity ≤ 1000"],
    ["Quantity must be no less than two hundred and fifty", "OrderItem.quantity ≥ 250"],
    ["Quantity must be more than 2.5", "OrderItem.quantity ≥ 3"],
    ["Weight must be less than or equal to 2.5 kg", "Product.weight ≤ 2.5"],
    ["Weight must be under $20", "Product.weight < 20"],
    ["Price and cost must be positive", "Product.price > 0; Product.cost > 0"],
    ["Price must be positive and stock cannot be negative", "Product.price > 0; Product.stock ≥ 0"],
    ["Price is required. It must be positive.", "Product.price always set, never blank; Product.price > 0"],
    ["[Product.price] must be positive", "Product.price > 0"],
    ["[Product.price] The amount to pay must be positive", ""],
    ["[Product.price] Tariff must be positive", "Product.price > 0"],
    ["[OrderItem] Price must be positive", "OrderItem.unit_price > 0"],
    ["Users must be at least 18 years old", "User.birth_date at least 18 years ago"],
    ["[User.age] User must be at least 18 years old", "User.age ≥ 18"],
    ["User age must be 18 or older", "User.age ≥ 18"],
    ["User birth date: user must be over 18", ""],
    ["[User.birth_date] Users must be younger than 65", "User.birth_date less than 65 years ago"],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
  });
});

describe("required", () => {
  test.each([
    ["Product name is required", "Product.name always set, never blank"],
    ["Product name cannot be empty", "Product.name always set, never blank"],
    ["The name of a product must not be left blank", "Product.name always set, never blank"],
    ["Every product needs a sku", "Product.sku always set, never blank"],
    ["A product must have a description", "Product.description always set, never blank"],
    ["SKU is mandatory", "Product.sku always set, never blank"],
    ["Each order must have a customer", "Order.customer always set, never blank"],
    ["An order belongs to a customer", "Order.customer always set, never blank"],
    ["Username and phone are required", "User.username always set, never blank; User.phone always set, never blank"],
    ["Phone must be provided for every user", "User.phone always set, never blank"],
    ["phone: required", "User.phone always set, never blank"],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
  });
});

describe("optional, defaults, not itself", () => {
  test.each([
    ["Product description is optional", "Product.description may be left out"],
    ["Description may be left blank", "Product.description may be left out"],
    ["The phone of a user is not required", "User.phone may be left out"],
    ["Order status defaults to pending", "Order.status is pending unless something else is said"],
    ["The default order status is 'in progress'", "Order.status is in progress unless something else is said"],
    ["Product active is true by default", "Product.active is true unless something else is said"],
    ["By default, stock is zero", "Product.stock is 0 unless something else is said"],
    ["A category cannot be its own parent", "Category.parent never the row itself"],
    ["No category may be its own parent", "Category.parent never the row itself"],
    ["Category parent must not refer to itself", "Category.parent never the row itself"],
    ["Rating must be one of 1, 3, 5", "Review.rating one of 1, 3, 5"],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
  });
});

describe("unique", () => {
  test.each([
    ["Email must be unique", "User.email unique"],
    ["Emails must be unique across all users", "User.email unique"],
    ["Each user's email is unique, ignoring case", "User.email unique, whatever the case"],
    ["Usernames must be unique (case-insensitive)", "User.username unique, whatever the case"],
    ["No two users share an email", "User.email unique"],
    ["No two users can have the same email", "User.email unique"],
    ["Two users cannot have the same email", "User.email unique"],
    ["Users may not share an email", "User.email unique"],
    ["Duplicate emails are not allowed", "User.email unique"],
    ["Email cannot already exist", "User.email unique"],
    ["Every product has a unique sku", "Product.sku unique"],
    ["A seat's number is unique within its room", "Seat: one for each number and room"],
    ["Seat number must be unique per room", "Seat: one for each number and room"],
    ["No two seats in the same room share a number", "Seat: one for each number and room"],
    ["The combination of room and number must be unique for seats", ""],
    ["[Seat] The combination of room and number must be unique", "Seat: one for each room and number"],
    ["The combination of order and product must be unique", "OrderItem: one for each order and product"],
    ["The combination of order and seller must be unique", ""],
    ["[Seat] Room, row and number must be unique together", "Seat: one for each room and row and number"],
    ["[Review] A user can review a product only once", "Review: one for each author and product"],
    ["A user can review a product only once", "Review: one for each author and product"],
    ["Users can only review each product once", "Review: one for each author and product"],
    ["One review per user per product", "Review: one for each author and product"],
    ["A user cannot review the same product twice", "Review: one for each author and product"],
    ["A student may enroll in a course only once", "Enrollment: one for each student and course"],
    ["Only one enrollment per student and course", "Enrollment: one for each student and course"],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
  });
});

describe("values, comparisons and time", () => {
  test.each([
    [
      "Order status must be one of pending, paid, shipped, cancelled",
      "Order.status one of pending, paid, shipped, cancelled",
    ],
    ["Order status is either Open or Closed", "Order.status one of Open, Closed"],
    ["Order status must be pending, paid or shipped", "Order.status one of pending, paid, shipped"],
    ["Order status must be in (pending, 'in transit', done)", "Order.status one of pending, in transit, done"],
    ["Allowed values for order status are new/paid/done", "Order.status one of new, paid, done"],
    ["Order status can be new, paid, or done", "Order.status one of new, paid, done"],
    ["Valid product statuses are draft and live", "Product.status one of draft, live"],
    ["Product cost must be less than price", "Product.cost < Product.price, where both are set"],
    ["Cost must not exceed the price", "Product.cost ≤ Product.price, where both are set"],
    ["Price must be at least the cost", "Product.price ≥ Product.cost, where both are set"],
    ["Shipped date must be after order date", "Order.shipped_at > Order.ordered_at, where both are set"],
    ["Orders' ship date cannot be before the order date", "Order.shipped_at ≥ Order.ordered_at, where both are set"],
    ["End date must be after start date", "Event.end_date > Event.start_date, where both are set"],
    ["An event must end after it starts", "Event.end_date > Event.start_date, where both are set"],
    ["Event start must be on or before its end", "Event.start_date ≤ Event.end_date, where both are set"],
    ["Event end date > start date", "Event.end_date > Event.start_date, where both are set"],
    ["Min seats must be no greater than max seats", "Event.min_seats ≤ Event.max_seats, where both are set"],
    ["Product name must be different from sku", "Product.name ≠ Product.sku, where both are set"],
    ["Order date cannot be in the future", "Order.ordered_at not in the future"],
    ["Birth date must be in the past", "User.birth_date in the past"],
    ["User date of birth must be before today", "User.birth_date in the past"],
    ["The dob of a user may not be later than today", "User.birth_date not in the future"],
    ["Launch date must be today or later", "Product.launched_on not in the past"],
    ["Event start date must be in the future", "Event.start_date in the future"],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
  });
});

describe("what is not understood is said, with the reason", () => {
  test.each([
    ["Jobs should look nice", "form of no rule"],
    ["Products should be nice", ""],
    ["User can only post active jobs", "recognised"],
    ["Should the price be positive?", "question"],
    ["", "says nothing"],
    ["...", "says nothing"],
    ["Price can be positive", ""],
    ["Email can be unique", ""],
    ["Two users may share an email", ""],
    ["Price must be positive if the product is active", "condition"],
    ["Cancel reason is required when status is cancelled", "nothing in the model is called"],
    ["Either email or phone must be provided", ""],
    ["Product name must be positive", "is a string, not a number"],
    ["Product name must be at least 3", "is a string, not a number"],
    ["Price must be one of cheap, dear", "cannot take these values"],
    ["Product active is optional or required", ""],
    ["Username is optional", "sign in with"],
    ["Order status defaults to whatever the very first clerk chose there", "no default"],
    ["Stock defaults to many", "no default"],
    ["Order's customer defaults to Ana", "has no default"],
    ["A product cannot be its own seller", "does not point at one"],
    ["A category can be its own parent", ""],
    ["Product seller must be different from tags", "point at different"],
    ["Product price must be in the past", "is a decimal, not a date"],
    ["Event opens at must be in the past", "is a time, not a date"],
    ["Product price must be less than name", "cannot be compared"],
    ["Event start date must be after order date", ""],
    ["Created at must be in the past", "set by the system"],
    ["Shipped date must be after created at", "set by the system"],
    ["Product active must be unique", "yes or no"],
    ["Product manual must be unique", "cannot be compared"],
    ["Product tags are required", "may point at many"],
    ["Every category needs a parent", "could never be made"],
    ["Rating must be between 5 and 1", "no value of Review.rating"],
    ["Senior price must be positive", ""],
    ["Price must be greater than 99999999999999999999", ""],
    ["Status must be one of a, b", "it could mean"],
    ["[Product] Order status must be one of a, b", "applies to Product"],
    ["Quantity must be an odd number", "a step"],
    ["Only the seller can update the product", "does not own it"],
    [`Price must be positive ${"x".repeat(600)}`, "longer than 500"],
  ])("%s", (text, why) => {
    const { as, why: said } = heard(text);
    expect(as).toBe("");
    expect(said).toContain(why);
    expect(said).not.toBe("");
  });

  test("a sentence of two assertions of which one is no rule is refused as a whole, and that one is named", () => {
    expect(heard("SKU must be unique and friendly")).toEqual({
      as: "",
      why: '"friendly": it has the form of no rule djinn knows; the rest of the sentence is not enforced without it',
    });
    expect(heard("Product name must be shiny and is required").as).toBe("");
    expect(heard("Product name must be shiny and is required").why).toContain('"Product name must be shiny"');
    expect(heard("Product name must be shiny. It is required.").as).toBe("Product.name always set, never blank");
    expect(heard("[Product] Name is required, unique and must start with A").as).toBe(
      'Product.name always set, never blank; Product.name unique; Product.name starts with "A"',
    );
  });

  test("text that is code stays text: nothing of it is a rule, or it is carried as the rule's words", () => {
    const hostile = 'Price must be positive"""\nimport os; os.system(\'id\')\n"""';
    const { understood, notUnderstood } = understand(shop({ text: hostile, entity: "Product" }));
    expect(understood.flatMap(({ rules }) => rules)).toEqual([]);
    expect(notUnderstood[0]?.statement.text).toBe(hostile);
    expect(notUnderstood[0]?.why).toContain("import os");
  });
});
