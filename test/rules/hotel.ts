/** The model that the tests of rules about other rows and other people speak of. */
import { Erd, type Statement } from "#erd";

const fields = (list: string) =>
  list
    .split(" ")
    .filter(Boolean)
    .map((one) => {
      const [name = "", type = "string", choices = ""] = one.split(":");
      return { name, label: name, type, choices: choices.split("|").filter(Boolean) };
    });
const entity = (name: string, plural: string, attributes: string, more: object = {}) => ({
  name,
  label: name,
  plural,
  attributes: fields(attributes),
  ...more,
});
const relation = (from: string, name: string, to: string, reverse: string, more: object = {}) => ({
  from,
  to,
  name,
  label: name,
  cardinality: "many-to-one",
  reverse,
  ...more,
});

const STATES = "draft|pending|paid|shipped|cancelled";

/** The Erd with these statements. */
export function hotel(...statements: (string | Statement)[]): Erd {
  return Erd.parse({
    title: "Hotel",
    name: "hotel",
    entities: [
      entity("User", "users", "username email:email is_active:boolean", { user: true }),
      entity("Room", "rooms", "name is_available:boolean"),
      entity("Booking", "bookings", "starts_at:datetime ends_at:datetime status:string:open|confirmed|cancelled"),
      entity("Shift", "shifts", "day:date start_time:time end_time:time"),
      entity("Holiday", "holidays", "name starts_on:date ends_on:date"),
      entity("Product", "products", "name price:decimal active:boolean stage"),
      entity("Order", "orders", `number status:string:${STATES}`),
      entity("OrderItem", "order_items", "quantity:integer"),
      entity("Review", "reviews", "rating:integer"),
      entity("Course", "courses", "title"),
      entity("Enrollment", "enrollments", "grade:integer"),
      entity("Category", "categories", "name"),
    ],
    relationships: [
      relation("Booking", "room", "Room", "bookings"),
      relation("Booking", "customer", "User", "bookings", { owner: true }),
      relation("Shift", "worker", "User", "shifts"),
      relation("Product", "seller", "User", "products", { owner: true }),
      relation("Product", "checked_by", "User", "checked_products", { required: false }),
      relation("Product", "category", "Category", "products"),
      relation("Order", "customer", "User", "orders", { owner: true }),
      relation("OrderItem", "order", "Order", "items"),
      relation("OrderItem", "product", "Product", "order_items"),
      relation("Review", "product", "Product", "reviews"),
      relation("Review", "author", "User", "reviews", { owner: true }),
      relation("Enrollment", "student", "User", "enrollments"),
      relation("Enrollment", "course", "Course", "enrollments"),
      relation("Category", "parent", "Category", "children", { required: false }),
    ],
    statements: statements.map((one) => (typeof one === "string" ? { text: one } : one)),
    roles: ["Customer", "Manager", "Admin"],
    api: {},
  });
}
