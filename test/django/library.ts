/** A small library as an Erd, for tests of the plan and of the templates: every kind of reference, grant and rule in it. */
import { Erd, Rule } from "../../src/erd/index.ts";

const attribute = (name: string, type: string, more: object = {}) => ({ name, label: name, type, ...more });
const reference = (from: string, to: string, name: string, reverse: string, more: object = {}) => ({
  from,
  to,
  name,
  label: name,
  cardinality: "many-to-one",
  reverse,
  ...more,
});
const entity = (name: string, plural: string, attributes: object[], more: object = {}) => ({
  name,
  label: name,
  plural,
  attributes,
  ...more,
});

/** The Erd; `change` replaces parts of it. */
export const library = (change: object = {}): Erd =>
  Erd.parse({
    title: "Library",
    name: "library",
    roles: ["Admin", "Reader", "Librarian"],
    api: {},
    entities: [
      entity("Loan", "loans", [
        attribute("lent_on", "date"),
        attribute("due_on", "date"),
        attribute("state", "string", { choices: ["open", "late", "back"], default: "open" }),
        attribute("made_at", "datetime", { stamp: "created" }),
      ]),
      entity("Book", "books", [
        attribute("title", "string"),
        attribute("price", "decimal", { precision: 8, scale: 2 }),
        attribute("weight", "float", { required: false }),
        attribute("isbn", "string", { maxLength: 13, required: false, unique: true }),
        attribute("page", "integer", { required: false }),
      ]),
      entity("User", "users", [attribute("email", "email"), attribute("role", "string"), attribute("age", "integer")], {
        user: true,
      }),
      entity("BookCopy", "book_copies", [], { unique: [["book", "shelf"]] }),
      entity("Shelf", "shelves", [attribute("code", "string")], { key: "string" }),
    ],
    relationships: [
      reference("Loan", "User", "reader", "loans", { owner: true }),
      reference("Loan", "BookCopy", "copy", "loans"),
      reference("BookCopy", "Book", "book", "copies"),
      reference("BookCopy", "Shelf", "shelf", "copies"),
      reference("Shelf", "Shelf", "above", "below"),
      reference("Book", "Shelf", "display", "shown", { required: false }),
      reference("Book", "Book", "similar", "similar_to", { cardinality: "many-to-many" }),
    ],
    permissions: [
      {
        entity: "Loan",
        create: { roles: ["Reader"] },
        read: { roles: ["Librarian"], owner: true },
        update: { roles: ["Librarian", "Ghost"] },
      },
      { entity: "Book", read: { anyone: true }, create: { roles: ["Librarian"], owner: true } },
    ],
    ...change,
  });

/** Rules about it, one a shape that is enforced. */
export const rules: readonly Rule[] = [
  {
    shape: "bound",
    entity: "Book",
    text: "Price must be positive",
    field: "price",
    min: { value: 0, exclusive: true },
  },
  { shape: "bound", entity: "Book", text: "Light", field: "weight", max: { value: 2.5, exclusive: true } },
  { shape: "compare", entity: "Loan", text: "Due after lent", field: "due_on", operator: "gt", other: "lent_on" },
  { shape: "clock", entity: "Loan", text: "Lent in the past", field: "lent_on", when: "not_future" },
  { shape: "required", entity: "Book", text: "Every book needs a title", field: "title" },
  { shape: "unique", entity: "Shelf", text: "Codes are unique", field: "code", ignoreCase: true },
  { shape: "one_of", entity: "User", text: "Age 1, 2 or 3", field: "age", values: ["1", "2", "3"] },
  { shape: "pattern", entity: "Shelf", text: "Codes like A-1", field: "code", regex: "^[A-Z]-[0-9]{3}$" },
  { shape: "case", entity: "Shelf", text: "Codes are upper case", field: "code", form: "upper" },
  { shape: "length", entity: "Book", text: "At least 2 characters", field: "title", min: 2, digits: false },
  { shape: "affix", entity: "Book", text: "ISBN starts with 978", field: "isbn", place: "start", value: "978" },
  {
    shape: "required_if",
    entity: "Loan",
    text: "Due",
    field: "due_on",
    when: { field: "state", values: ["late"], not: false },
  },
  { shape: "immutable", entity: "Loan", text: "Lent once", field: "lent_on" },
].map((rule) => Rule.parse(rule));
