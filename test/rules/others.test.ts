/** Rules about other rows, other people and what was before, in the many ways people write them. */

import { describe, expect, test } from "vitest";
import { understand } from "#rules";
import { hotel } from "./hotel.ts";

/** What one sentence is taken for: the rules as djinn says them, then what is not understood. */
function heard(text: string): { as: string; why: string } {
  const [entity] = /^\[(\w+)\] /u.exec(text)?.slice(1) ?? [];
  const plain = text.replace(/^\[.*?\] /u, "");
  const { understood, notUnderstood } = understand(hotel({ text: plain, ...(entity && { entity }) }));
  return {
    as: understood.map(({ as }) => as).join(" & "),
    why: notUnderstood.map(({ why }) => why).join(" & "),
  };
}

const TABLE = "Order.status only pending → paid, cancelled; paid → shipped; no other step";

describe("status transitions", () => {
  test.each([
    ["Order status can only change from pending to paid or cancelled, and from paid to shipped", TABLE],
    ["Order status may go from pending to paid or cancelled and from paid to shipped", TABLE],
    ["Order status: pending → paid/cancelled, paid → shipped", TABLE],
    ["Status of an order can only move from pending to either paid or cancelled, and paid to shipped", TABLE],
    ["Allowed transitions for order status: pending -> paid, pending -> cancelled, paid -> shipped", TABLE],
    ["[Order] Status must only change from 'pending' to 'paid' or 'canceled' and from 'paid' to 'shipped'", TABLE],
    [
      "Order status: draft → pending → paid → shipped",
      "Order.status only draft → pending; pending → paid; paid → shipped; no other step",
    ],
    [
      "An order must progress from draft to pending to paid",
      "Order.status only draft → pending; pending → paid; no other step",
    ],
    ["A shipped order cannot go back to pending", "Order.status never shipped → pending"],
    ["Order status cannot change from shipped to pending", "Order.status never shipped → pending"],
    ["Shipped orders can never become pending again", "Order.status never shipped → pending"],
    ["Orders that are shipped must not return to draft or pending", "Order.status never shipped → draft, pending"],
    ["A paid order can only become shipped or cancelled", "Order.status only paid → shipped, cancelled"],
    ["Pending orders may only be marked as paid", "Order.status only pending → paid"],
    [
      "Only pending orders can be cancelled",
      "Order.status never draft → cancelled; paid → cancelled; shipped → cancelled",
    ],
    [
      "An order can only become shipped once it is paid",
      "Order.status never draft → shipped; pending → shipped; cancelled → shipped",
    ],
    [
      "Orders must be paid before they can be shipped",
      "Order.status never draft → shipped; pending → shipped; cancelled → shipped",
    ],
    ["Cancelled orders cannot change status", "Order.status only cancelled → nothing"],
    ["[Order] Shipped and cancelled are final", "Order.status only shipped → nothing; cancelled → nothing"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["Order status can only change from pending to delivered", '"delivered" is no value of Order.status'],
    ["Product price can only change from 1 to 2", "no text with values"],
    ["Orders move from Berlin to Paris", "is no value of Order.status"],
    ["A shipped order cannot go back", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).toContain(why);
    expect(heard(text).why).not.toBe("");
  });
});

describe("the state of new rows", () => {
  test.each([
    ["New orders must be draft", "Order made with status draft"],
    ["A new order must always be draft or pending", "Order made with status draft or pending"],
    ["Orders can only be created as draft", "Order made with status draft"],
    ["An order must start in status draft", "Order made with status draft"],
    ["The initial status of an order must be pending", "Order made with status pending"],
    ["Orders must be draft when they are created", "Order made with status draft"],
    ["New products must be active", "Product made with active true"],
    ["New orders cannot be paid", ""],
    ["New orders must be shiny", ""],
    ["Orders can be created as draft", ""],
  ])("%s → %s", (text, as) => {
    expect(heard(text).as).toBe(as);
    expect(heard(text).why === "").toBe(as !== "");
  });
});

describe("capacity", () => {
  test.each([
    ["An order can have at most 50 items", "OrderItem: at most 50 for one order"],
    ["[OrderItem] An order can have at most 50 items", "OrderItem: at most 50 for one order"],
    ["[Order] An order can have at most 50 items", "OrderItem: at most 50 for one order"],
    ["Orders may not contain more than 50 order items", "OrderItem: at most 50 for one order"],
    ["No order may have more than fifty items", "OrderItem: at most 50 for one order"],
    ["Each order is limited to 50 items", "OrderItem: at most 50 for one order"],
    ["There can be no more than 50 items per order", "OrderItem: at most 50 for one order"],
    ["Maximum 50 items per order", "OrderItem: at most 50 for one order"],
    ["The number of items in an order must not exceed 50", "OrderItem: at most 50 for one order"],
    ["The maximum number of items per order is 50", "OrderItem: at most 50 for one order"],
    ["At most 3 bookings per customer", "Booking: at most 3 for one customer"],
    ["A customer can place fewer than 6 orders", "Order: at most 5 for one customer"],
    ["A customer can have at most 3 open bookings", "Booking: at most 3 with status open for one customer"],
    [
      "A customer cannot have more than two bookings that are open",
      "Booking: at most 2 with status open for one customer",
    ],
    ["A course can have up to 30 enrollments", "Enrollment: at most 30 for one course"],
    ["A course may have no more than 30 students", "Enrollment: at most 30 for one course"],
    ["A category can have at most 10 children", "Category: at most 10 for one parent"],
    ["An order can only have one item", "OrderItem: at most 1 for one order"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["At most 3 bookings per customer per day", "span of time"],
    ["A customer can have at most 3 cars", ""],
    ["A product can have at most 10 characters", ""],
    ["An order must have at least one item", ""],
    ["An order can have 50 items", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).toContain(why);
    expect(heard(text).why).not.toBe("");
  });
});

const ROOM =
  "Booking: no two overlap from starts_at to ends_at for one room; Booking.ends_at > Booking.starts_at, where both are set";

describe("overlaps", () => {
  test.each([
    ["Bookings of one room must not overlap", ROOM],
    ["Bookings for the same room cannot overlap", ROOM],
    ["Confirmed bookings of one room must not overlap", ROOM.replace("two", "two with status confirmed")],
    ["No two bookings of the same room may overlap", ROOM],
    ["Two bookings of a room must never overlap each other", ROOM],
    ["Room bookings must not overlap", ROOM],
    ["Bookings must not overlap for the same room", ROOM],
    ["Overlapping bookings for a room are not allowed", ROOM],
    ["No overlapping bookings per room", ROOM],
    ["A room cannot be double-booked", ROOM],
    ["A room cannot be booked twice at the same time", ROOM],
    ["A room cannot have overlapping bookings", ROOM],
    ["No room can have two bookings at the same time", ROOM],
    ["[Booking] A room must not have two bookings that overlap", ROOM],
    [
      "Shifts of one worker must not overlap",
      "Shift: no two overlap from start_time to end_time for one worker and day; Shift.end_time > Shift.start_time, where both are set",
    ],
    [
      "Holidays must not overlap",
      "Holiday: no two overlap from starts_on to ends_on; Holiday.ends_on > Holiday.starts_on, where both are set",
    ],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["Bookings must not overlap", "for one of what"],
    ["Reviews of one product must not overlap", "begins and ends"],
    ["Bookings of one car must not overlap", 'refers to no "car"'],
    ["Bookings of one room may overlap", ""],
    ["A room can be double-booked", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).toContain(why);
    expect(heard(text).why).not.toBe("");
  });
});

const ACTIVE = "Review: made only for a product with active true";
const OPEN = "OrderItem: made only for a order with status draft";

describe("the state of something else", () => {
  test.each([
    ["A user can only review active products", ACTIVE],
    ["Only active products can be reviewed", ACTIVE],
    ["Reviews can only be written for active products", ACTIVE],
    ["Reviews are only allowed for active products", ACTIVE],
    ["A review must belong to an active product", ACTIVE],
    ["The product of a review must be active", ACTIVE],
    ["Inactive products cannot be reviewed", "Review: made only for a product with active not false"],
    ["A review can only be written if the product is active", ACTIVE],
    ["Items can only be added to draft orders", OPEN],
    ["Order items may only be added to an order that is draft", OPEN],
    ["Items can only be added to an order while the order is draft", OPEN],
    [
      "You cannot add items to shipped or cancelled orders",
      "OrderItem: made only for a order with status not shipped or cancelled",
    ],
    ["Items cannot be added to shipped orders", "OrderItem: made only for a order with status not shipped"],
    ["Shipped orders cannot have new items", "OrderItem: made only for a order with status not shipped"],
    ["[Booking] Cannot book if the customer is inactive", "Booking: made only for a customer with is_active not false"],
    ["Customers cannot book if they are inactive", "Booking: made only for a customer with is_active not false"],
    ["Bookings can only be made for available rooms", "Booking: made only for a room with is_available true"],
    ["Only available rooms can be booked", "Booking: made only for a room with is_available true"],
    ["A booking cannot be made unless the room is available", "Booking: made only for a room with is_available true"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["User can only post active jobs", ""],
    ["A user can only review nice products", ""],
    ["Only active products can be painted", ""],
    ["Products can be active", ""],
    ["The product of a review must be required", ""],
    ["Price must be positive if the product is active", "condition"],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as.replace("Review.product always set, never blank", "")).toBe("");
    expect(heard(text).why).toContain(why);
  });
});

describe("who alone may do something", () => {
  test.each([
    ["Only admins can delete products", "Product: Admin alone may delete"],
    ["Only administrators may create or delete categories", "Category: Admin alone may create, delete"],
    ["Products can only be deleted by admins", "Product: Admin alone may delete"],
    ["No one but managers can edit products", "Product: Manager and Admin alone may update"],
    ["Only the seller can update the product", "Product: the owner and Admin alone may update"],
    ["[Product] Only the seller may change a product", "Product: the owner and Admin alone may update"],
    ["Only managers or the owner may edit an order", "Order: Manager, the owner and Admin alone may update"],
    ["An order may be changed only by its customer", "Order: the owner and Admin alone may update"],
    ["Only the author of a review can delete it", "Review: the owner and Admin alone may delete"],
    ["Only a review's author may edit or delete it", "Review: the owner and Admin alone may update, delete"],
    ["Users can only edit their own reviews", "Review: the owner and Admin alone may update"],
    ["A user cannot delete other users' reviews", "Review: the owner and Admin alone may delete"],
    ["Only the user who created a review can change it", "Review: the owner and Admin alone may update"],
    ["Only managers can manage categories", "Category: Manager and Admin alone may create, update, delete"],
    ["Deleting products is restricted to managers", "Product: Manager and Admin alone may delete"],
    ["Product deletion is reserved for admins", "Product: Admin alone may delete"],
    ["Only users with the role manager can create categories", "Category: Manager and Admin alone may create"],
    ["Only registered users can create reviews", "Review: whoever is signed in and Admin alone may create"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["Only wizards can delete products", 'nobody has the role "wizards"'],
    ["Only the checker can update the product", "nobody has the role"],
    ["Only the product's checked by may change it", "belongs to its seller"],
    ["Only the owner may delete a category", "nobody is the owner"],
    ["Only managers can change the price of a product", ""],
    ["Only admins can dance", ""],
    ["Managers can delete products", ""],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).toContain(why);
    expect(heard(text).why).not.toBe("");
  });
});

const PAID = "Order never deleted with status paid";

describe("what is kept", () => {
  test.each([
    ["Paid orders cannot be deleted", PAID],
    ["[Order] Paid orders can never be removed", PAID],
    ["An order cannot be deleted once it is paid", PAID],
    ["Orders must not be deleted when their status is paid", PAID],
    ["If an order is paid, it cannot be deleted", PAID],
    ["Never delete orders that are paid", PAID],
    ["Deleting paid orders is not allowed", PAID],
    ["Orders with status paid may not be deleted", PAID],
    ["Paid or shipped orders cannot be deleted", "Order never deleted with status paid or shipped"],
    ["Only draft orders can be deleted", "Order never deleted with status not draft"],
    ["Orders can only be deleted while they are draft", "Order never deleted with status not draft"],
    ["An order cannot be deleted unless it is cancelled", "Order never deleted with status not cancelled"],
    ["Active products cannot be deleted", "Product never deleted with active true"],
    ["Orders cannot be deleted", "Order never deleted"],
    ["Orders with items cannot be deleted", "Order never deleted while OrderItem.order refers to it"],
    ["A category cannot be deleted if it has products", "Category never deleted while Product.category refers to it"],
    ["A category that has products must not be deleted", "Category never deleted while Product.category refers to it"],
    ["A product cannot be deleted if it has orders", "Product never deleted while OrderItem.product refers to it"],
    [
      "A product cannot be deleted while it is used in order items",
      "Product never deleted while OrderItem.product refers to it",
    ],
    ["A room cannot be deleted if there are bookings for it", "Room never deleted while Booking.room refers to it"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each([
    ["Orders can be deleted", ""],
    ["Beautiful orders cannot be deleted", "no entity, and no state"],
    ["An order cannot be deleted if it rains", "no state of Order"],
    ["A product cannot be deleted if it has wings", "nothing called"],
  ])("%s is refused", (text, why) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).toContain(why);
    expect(heard(text).why).not.toBe("");
  });
});

describe("circles", () => {
  test.each([
    ["A category cannot be its own ancestor", "Category.parent never the row itself, nor what is below it"],
    ["No category may be its own descendant", "Category.parent never the row itself, nor what is below it"],
    ["Categories must not form a cycle", "Category.parent never the row itself, nor what is below it"],
    ["The category hierarchy must not be circular", "Category.parent never the row itself, nor what is below it"],
    ["Circular categories are not allowed", "Category.parent never the row itself, nor what is below it"],
    [
      "[Category] A category can never be a child of its own descendant",
      "Category.parent never the row itself, nor what is below it",
    ],
    ["A category cannot be its own parent", "Category.parent never the row itself"],
  ])("%s → %s", (text, as) => {
    expect(heard(text)).toEqual({ as, why: "" });
  });

  test.each(["A product cannot be its own ancestor", "A category can be its own ancestor"])("%s is refused", (text) => {
    expect(heard(text).as).toBe("");
    expect(heard(text).why).not.toBe("");
  });
});

describe("what cannot hold together", () => {
  const said = (...statements: string[]) => understand(hotel(...statements)).understood.map(({ as }) => as);
  const reasons = (...statements: string[]) => understand(hotel(...statements)).notUnderstood.map(({ why }) => why);

  test.each([
    [["Order status may go from pending to paid", "A pending order cannot become paid"], "it contradicts"],
    [["New orders must be draft", "Draft orders cannot be deleted"], "it contradicts"],
    [["Orders cannot be deleted", "Orders are soft deleted"], "it contradicts"],
    [["New orders must be draft", "New orders must be pending"], "it contradicts"],
    [["Order status defaults to paid", "New orders must be draft"], "it contradicts"],
    [
      ["Order status can only change from paid to shipped", "Order status cannot be changed after creation"],
      "contradicts",
    ],
    [["Order status can only change from paid to shipped", "Paid orders cannot be changed"], "it contradicts"],
    [["Items can only be added to draft orders", "Items can only be added to pending orders"], "it contradicts"],
    [["Items can only be added to draft orders", "Items cannot be added to draft orders"], "it contradicts"],
  ])("%j: the last is refused", (statements, why) => {
    expect(said(...statements)).toHaveLength(1);
    expect(reasons(...statements)).toEqual([expect.stringContaining(why)]);
  });

  test.each([
    [["Order status may go from pending to paid", "Order status may go from paid to shipped"]],
    [["Order status may go from pending to paid", "A shipped order cannot go back to pending"]],
    [["Items can only be added to draft or pending orders", "Items cannot be added to pending orders"]],
    [["At most 3 bookings per customer", "At most 5 bookings per room"]],
    [["Only managers can delete products", "Only admins can delete products"]],
    [["Paid orders cannot be deleted", "Orders with items cannot be deleted"]],
  ])("%j: all hold", (statements) => {
    expect(reasons(...statements)).toEqual([]);
  });

  test("a list of values counts, wherever it is stated", () => {
    const paid = "Products that are paid cannot be deleted";
    expect(said(paid)).toEqual(["Product never deleted with stage paid"]);
    expect(reasons("Product stage must be one of new, old", paid)[0]).toContain("no entity, and no state");
    expect(reasons(paid, "Product stage must be one of new, old")[0]).toContain("no entity, and no state");
  });
});
