/** The model that the rule tests speak of. */
import { Erd, type Statement } from "#erd";

const fields = (list: string) =>
  list.split(" ").map((one) => {
    const [name = "", type = "string", ...marks] = one.split(":");
    return {
      name,
      label: name,
      type,
      ...(marks.includes("created") && { stamp: "created" }),
      ...(marks.includes("unique") && { unique: true }),
    };
  });
const entity = (name: string, attributes: string, more: object = {}) => ({
  name,
  label: name,
  plural: `${name.toLowerCase()}s`,
  attributes: fields(attributes),
  ...more,
});
const relation = (from: string, name: string, to: string, more: object = {}) => ({
  from,
  to,
  name,
  label: name,
  cardinality: "many-to-one",
  reverse: `${from}_${name}`.toLowerCase(),
  ...more,
});

/** The shop with these statements. */
export function shop(...statements: (string | Statement)[]): Erd {
  return Erd.parse({
    title: "Shop",
    name: "shop",
    entities: [
      entity("User", "username email:email age:integer birth_date:date role phone", { user: true }),
      entity(
        "Product",
        "sku name price:decimal cost:decimal stock:integer discount:integer status weight:float description:text active:boolean manual:file launched_on:date",
      ),
      entity(
        "Order",
        "number status total:decimal ordered_at:datetime shipped_at:datetime created_at:datetime:created",
      ),
      entity("OrderItem", "quantity:integer unit_price:decimal"),
      entity("Review", "rating:integer body:text"),
      entity("Event", "name start_date:date end_date:date opens_at:time min_seats:integer max_seats:integer"),
      entity("Seat", "number:integer row"),
      entity("Room", "name"),
      entity("Enrollment", "grade:integer"),
      entity("Course", "title code"),
      entity("Category", "name"),
    ],
    relationships: [
      relation("Product", "seller", "User"),
      relation("Product", "tags", "Category", { cardinality: "many-to-many" }),
      relation("Order", "customer", "User"),
      relation("OrderItem", "order", "Order"),
      relation("OrderItem", "product", "Product"),
      relation("Review", "product", "Product"),
      relation("Review", "author", "User"),
      relation("Seat", "room", "Room"),
      relation("Enrollment", "student", "User"),
      relation("Enrollment", "course", "Course"),
      relation("Category", "parent", "Category", { required: false }),
    ],
    statements: statements.map((one) => (typeof one === "string" ? { text: one } : one)),
    roles: ["Member", "Admin"],
    api: {},
  });
}
