/** Rules about other rows, other people and what was before: what the plan makes of them, and what is printed. */
import { describe, expect, test } from "vitest";
import { type EntityPlan, type Plan, plan } from "../../src/django/plan.ts";
import type { Erd } from "../../src/erd/index.ts";
import { understand } from "../../src/rules/index.ts";
import { hotel } from "../rules/hotel.ts";
import { printed } from "./examples.ts";

const planned = (erd: Erd): Plan =>
  plan(
    erd,
    understand(erd).understood.flatMap(({ rules }) => rules),
  );

function entity(of: Plan, name: string): EntityPlan {
  const found = of.entities.find((it) => it.name === name);
  if (!found) throw new Error(`No ${name}`);
  return found;
}

/** A function of business_logic.py, as it is printed. */
function printedRule(name: string, ...statements: string[]): string {
  const files = printed(hotel(...statements)).filter(({ path }) => path.startsWith("backend/business_logic"));
  const found = files.flatMap(({ content }) => content.split("\n\n\n")).find((it) => it.includes(`def ${name}(`));
  if (found === undefined) throw new Error(`No ${name}`);
  return found;
}

describe("steps of a status", () => {
  const two = ["Order status may go from pending to paid", "Order status may go from paid to shipped or cancelled"];

  test("what several sentences allow is one table and one function, which says them all", () => {
    const { checks } = entity(planned(hotel(...two)), "Order");
    expect(checks).toHaveLength(1);
    expect(checks[0]?.message).toBe(`${two[0]}. ${two[1]}`);
    expect(checks[0]?.rule).toMatchObject({
      allowed: [
        { from: "pending", to: ["paid"] },
        { from: "paid", to: ["shipped", "cancelled"] },
      ],
    });
  });

  test("the table names those from which nothing leads on, too, where every other step is shut", () => {
    const text = printed(hotel(...two)).find(({ path }) => path === "backend/business_logic.py")?.content;
    expect(text).toContain('"shipped": []');
    expect(text).toContain('"draft": []');
  });

  test("a step that is denied is a function of its own, and shuts no other", () => {
    const body = printedRule("order_status_never_back", "A shipped order cannot go back to pending");
    expect(body).toContain('(before.status, instance.status) == ("shipped", "pending")');
    expect(body).toContain("@locking(OWN_ROW)");
  });

  test("a value that the field never has is no rule", () => {
    const made = plan(hotel(), [
      {
        shape: "transitions",
        entity: "Order",
        text: "odd",
        field: "status",
        allowed: [{ from: "new", to: ["paid"] }],
        closed: true,
        denied: [],
      },
    ]);
    expect(made.notEnforced).toEqual([{ text: "odd", why: "“status” is never “new”." }]);
  });
});

describe("rules about other rows", () => {
  test("rows are counted beside the one that is saved, while what they share is held", () => {
    const body = printedRule("booking_customer_capacity", "A customer can have at most 3 open bookings");
    expect(body).toContain('@locking("customer")');
    expect(body).toContain(
      'instance.status == "open" and peers(instance, "customer").filter(status="open").count() >=',
    );
  });

  test("an end that is always there needs no word about one that is missing", () => {
    const body = printedRule("booking_starts_at_free", "Bookings of one room must not overlap");
    expect(body).toContain('peers(instance, "room").filter(starts_at__lt=end, ends_at__gt=start).exists()');
    expect(body).not.toContain("isnull");
  });

  test("an end after its start, which an overlap asks for too, is enforced once", () => {
    const made = planned(hotel("Booking ends at must be after starts at", "Bookings of one room must not overlap"));
    expect(entity(made, "Booking").checks.map(({ name }) => name)).toEqual([
      "booking_ends_at_after_starts_at",
      "booking_starts_at_free",
    ]);
  });

  test("where nothing is shared but the kind, all rows of the kind are held", () => {
    expect(printedRule("holiday_starts_on_free", "Holidays must not overlap")).toContain("@locking(ALL_ROWS)");
  });

  test("the state of a parent is looked at when a row is made for it or moved to it", () => {
    const body = printedRule("order_item_order_state", "Items can only be added to draft or pending orders");
    expect(body).toContain('changed(instance, "order_id") and instance.order.status not in {"draft", "pending"}');
  });

  test("factories make the parent in the state that the rule asks for", () => {
    const erd = hotel("Items can only be added to pending orders", "Pending orders cannot be deleted");
    const text = printed(erd).find(({ path }) => path === "backend/testing/factories.py")?.content;
    expect(text).toContain("factory.SubFactory(OrderFactory, status=");
  });

  test("a project without such rules has nothing of them", () => {
    const text = printed(hotel()).map(({ content }) => content);
    for (const word of ["GuardedMixin", "KeptError", "locking", "ANY_ROW", "BeyondCase"])
      expect(text.filter((it) => it.includes(word))).toEqual([]);
  });
});

describe("what is kept", () => {
  test("what refers to a kept row protects it in the database, though it would go along otherwise", () => {
    const item = (...statements: string[]) =>
      entity(planned(hotel(...statements)), "OrderItem").relations.find(({ name }) => name === "order")?.onDelete;
    expect(item()).toBe("CASCADE");
    expect(item("Orders with items cannot be deleted")).toBe("PROTECT");
  });

  test("the admin site names what is kept where it asks, also for what would take it along", () => {
    const text = printed(hotel("Active products cannot be deleted")).find(({ path }) => path === "backend/admin.py");
    expect(text?.content).toContain("class ProductAdmin(KeepingAdmin, admin.ModelAdmin)");
    expect(text?.content).toContain("class OrderAdmin(admin.ModelAdmin)");
  });

  test("factories make rows that can be deleted", () => {
    const erd = hotel("Draft orders cannot be deleted");
    const text = printed(erd).find(({ path }) => path === "backend/testing/factories.py")?.content;
    expect(text).toContain("status = models.OrderStatus.PENDING");
  });
});

describe("who alone may", () => {
  const product = (rule: string, permissions: object[] = []) => {
    const erd = { ...hotel(rule), permissions: permissions as Erd["permissions"] };
    const { access, notes } = entity(planned(erd), "Product");
    return { ...access, notes };
  };
  const grant = (more: object) => ({ roles: [], authenticated: false, anyone: false, owner: false, ...more });

  test("a rule gives the right where the permissions say nothing", () => {
    const found = product("Only the seller or managers may change a product");
    expect(found.update).toEqual({
      roles: ["Manager", "Admin"],
      authenticated: false,
      anyone: false,
      owner: true,
      said: "Only the seller or managers may change a product",
    });
    expect(found.notes).toEqual([]);
  });

  test("roles alone may do it to the rows of every owner, and an owner as such may not", () => {
    expect(product("Only managers can delete products").delete).toEqual({
      roles: ["Manager", "Admin"],
      authenticated: false,
      anyone: false,
      owner: false,
      anyRow: true,
      said: "Only managers can delete products",
    });
  });

  test("a rule is not told as the reason where the permissions refuse more than it does", () => {
    const found = product("Only customers and managers can create products", [
      { entity: "Product", create: grant({ roles: ["Manager"] }) },
    ]);
    expect(found.create.said).toBeUndefined();
  });

  test("beside permissions the stricter holds, and the notes say so", () => {
    const found = product("Only admins can delete products", [
      { entity: "Product", delete: grant({ roles: ["Manager"], owner: true }) },
    ]);
    expect(found.delete).toMatchObject({ roles: ["Admin"], owner: false });
    expect(found.notes).toEqual([
      "“Only admins can delete products” and the permissions of the ERD differ: the stricter of the two holds.",
    ]);
  });

  test("a rule never gives what the permissions deny", () => {
    const found = product("Only customers and managers can create products", [
      { entity: "Product", create: grant({ roles: ["Manager"] }) },
    ]);
    expect(found.create.roles).toEqual(["Manager", "Admin"]);
    const own = product("Only the seller can update the product", [
      { entity: "Product", update: grant({ roles: ["Customer"] }) },
    ]);
    expect(own.update).toMatchObject({ roles: ["Customer", "Admin"], owner: false });
  });

  test("what is open to everyone is narrowed", () => {
    const open = [{ entity: "Product", read: grant({ anyone: true }) }];
    expect(product("Only managers can view products", open).read).toMatchObject({
      anyone: false,
      roles: ["Manager", "Admin"],
    });
    expect(product("Only registered users can see products", open).read).toMatchObject({
      anyone: false,
      authenticated: true,
    });
  });

  test("accounts are made by registering, whoever a rule names", () => {
    expect(planned(hotel("Only managers can create users")).notEnforced).toEqual([
      { text: "Only managers can create users", why: "Accounts are made by registering." },
    ]);
  });
});
