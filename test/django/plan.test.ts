/** The plan: what is decided about a project before a line of it is printed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bound } from "../../src/django/plan/bounds.ts";
import { naming } from "../../src/django/plan/names.ts";
import { type EntityPlan, type Plan, plan } from "../../src/django/plan.ts";
import { Attribute, Erd, Rule } from "../../src/erd/index.ts";
import { library, rules } from "./library.ts";

const planned = plan(library(), rules);

describe("entities", () => {
  test("what another one needs stands before it, the account first", () => {
    expect(planned.entities.map(({ name }) => name)).toEqual(["User", "Book", "Shelf", "BookCopy", "Loan"]);
  });

  test("a reference that closes a circle becomes optional, and the notes say so", () => {
    expect(relation(planned, "Shelf", "above")).toMatchObject({ null: true, onDelete: "SET_NULL" });
    expect(planned.notes.join()).toContain("Shelf.above is optional");
  });

  test("an Erd without a user gets one, clear of the paths that are taken", () => {
    const { entities } = library();
    const people = entities
      .filter(({ user }) => !user)
      .map((it) => ({ ...it, plural: it.name === "Book" ? "users" : it.plural }));
    const { user } = plan(library({ entities: people }), []);
    expect(user).toMatchObject({ name: "User", implicit: true, route: "accounts" });
  });

  test("a chain of three thousand entities is planned without running out of stack", () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      name: `E${i}`,
      label: `E${i}`,
      plural: `e${i}s`,
      attributes: [],
    }));
    const chain = many.slice(1).map((it, i) => ({
      from: `E${i}`,
      to: it.name,
      name: "next",
      label: "next",
      cardinality: "many-to-one",
      reverse: `before_${i}`,
    }));
    const made = plan(Erd.parse({ ...library(), entities: many, relationships: chain, permissions: [] }), []);
    expect(made.entities.at(-1)?.name).toBe("E0");
  });

  test("two entities that would share an OpenAPI component get different ones", () => {
    const leave = (name: string, plural: string) => ({ name, label: name, plural, attributes: [] });
    const made = plan(
      Erd.parse({
        ...library(),
        entities: [leave("LeaveRequest", "a"), leave("Leave", "b")],
        relationships: [],
        permissions: [],
      }),
      [],
    );
    expect(entity(made, "Leave").component).toBeUndefined();
    expect(entity(made, "LeaveRequest").component).toBe("LeaveRequestRecord");
  });
});

describe("fields", () => {
  test("text is never null, except where it is unique and may be missing", () => {
    expect(field(planned, "Book", "title")).toMatchObject({ null: false, blank: false });
    expect(field(planned, "Book", "isbn")).toMatchObject({ null: true, blank: true, unique: true, maxLength: 13 });
    expect(field(planned, "Book", "weight")).toMatchObject({ null: true, blank: true });
  });

  test("an address that is unique is so in any case of its letters, whoever has it", () => {
    const mail = { name: "mail", label: "mail", type: "email" };
    const shop = { name: "Shop", label: "Shop", plural: "shops" };
    const constraints = (more: object) =>
      entity(
        plan(library({ entities: [...library().entities, { ...shop, attributes: [{ ...mail, ...more }] }] }), []),
        "Shop",
      ).constraints;
    expect(constraints({ unique: true })).toMatchObject([{ kind: "unique_ci", field: "mail" }]);
    expect(constraints({})).toEqual([]);
  });

  test("what an account needs is asked for by the API, not by the database, as createsuperuser cannot know it", () => {
    expect(field(planned, "User", "age")).toMatchObject({ null: true, required: true });
    expect(planned.user.apiRequired).toContain("age");
  });

  test("nobody can give themselves a role, and stamps and owners are the system's", () => {
    expect(planned.user.readOnly).toContain("role");
    expect(entity(planned, "Loan").readOnly).toEqual(["id", "made_at", "reader"]);
  });

  test("a default that the column cannot take is left out", () => {
    const odd = ["2", "x".repeat(300), "now", "1.234", "{}"];
    const types = ["integer", "string", "boolean", "decimal", "date"];
    const attributes = types.map((type, i) => ({ name: `f${i}`, label: "", type, default: odd[i] }));
    const made = plan(
      Erd.parse({
        ...library(),
        entities: [{ name: "A", label: "A", plural: "as", attributes }],
        relationships: [],
        permissions: [],
      }),
      [],
    );
    expect(entity(made, "A").fields.map((it) => it.default)).toEqual([
      { value: 2 },
      undefined,
      { value: false },
      undefined,
      undefined,
    ]);
  });
});

describe("references", () => {
  test("parts go with their whole, what is needed is kept, what may be missing is emptied", () => {
    expect(relation(planned, "BookCopy", "book").onDelete).toBe("CASCADE");
    expect(relation(planned, "Loan", "copy").onDelete).toBe("PROTECT");
    expect(relation(planned, "Book", "display").onDelete).toBe("SET_NULL");
  });
});

describe("grants", () => {
  test("an entity without any is read by whoever is signed in and written by Admin", () => {
    const { access } = entity(planned, "Shelf");
    expect(access.read).toMatchObject({ authenticated: true, anyone: false });
    expect(access.create).toEqual({ roles: ["Admin"], authenticated: false, anyone: false, owner: false });
  });

  test("a role nobody can have is dropped, an action nobody is named for is Admin's", () => {
    const { access } = entity(planned, "Loan");
    expect(access.update.roles).toEqual(["Librarian", "Admin"]);
    expect(access.delete.roles).toEqual(["Admin"]);
  });

  test("a grant to owners says nothing where rows have none", () => {
    expect(entity(planned, "Book").access.create.owner).toBe(false);
    expect(entity(planned, "Loan").access.read.owner).toBe(true);
  });

  test("accounts are made by registering alone, which gives the first role and never Admin", () => {
    expect(planned.defaultRole).toBe("Reader");
    expect(plan(library({ roles: ["Admin"], permissions: [] }), []).defaultRole).toBeUndefined();
  });
});

describe("rules", () => {
  test("every enforced rule has a constraint or a function, and its error stands at a field of the entity", () => {
    expect(planned.notEnforced).toEqual([]);
    for (const it of planned.entities) {
      const known = new Set([...it.fields.map(({ name }) => name), ...it.relations.map(({ name }) => name)]);
      for (const made of [...it.constraints, ...it.checks]) expect(known).toContain(made.field);
    }
  });

  test("a rule that cannot be enforced is listed with the reason, never dropped", () => {
    const odd = [
      { shape: "bound", entity: "Book", text: "one", field: "title", min: { value: 0, exclusive: true } },
      { shape: "bound", entity: "Book", text: "two", field: "colour", min: { value: 0, exclusive: true } },
      { shape: "required", entity: "Ship", text: "three", field: "name" },
      { shape: "keep", entity: "Book", text: "four", when: { field: "title", values: [true], not: false } },
      { shape: "compare", entity: "Loan", text: "five", field: "due_on", operator: "gt", other: "state" },
    ].map((rule) => Rule.parse(rule));
    const made = plan(library(), odd);
    expect(made.enforced).toEqual([]);
    expect(made.notEnforced.map(({ text }) => text)).toEqual(["one", "two", "three", "four", "five"]);
  });

  test("a rule stated twice is enforced once", () => {
    expect(entity(plan(library(), [...rules, ...rules]), "Book").constraints).toEqual(
      entity(planned, "Book").constraints,
    );
  });

  test("bounds that no number satisfies are not enforced", () => {
    const both = [
      { shape: "bound", entity: "Book", text: "low", field: "price", max: { value: 1, exclusive: false } },
      { shape: "bound", entity: "Book", text: "high", field: "price", min: { value: 2, exclusive: false } },
    ].map((rule) => Rule.parse(rule));
    expect(plan(library(), both).notEnforced).toEqual([{ text: "high", why: "No number can satisfy it." }]);
  });

  test("a bound's limit is the nearest number the column holds that the rule allows", () => {
    const number = fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(
        number,
        fc.boolean(),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom("min" as const, "max" as const),
        (value, exclusive, scale, side) => {
          const attribute = Attribute.parse({ name: "n", label: "n", type: "decimal", precision: 20, scale });
          const limit = Number(bound(attribute, { value, exclusive }, side)?.limit);
          const step = 10 ** -scale;
          const sign = side === "min" ? 1 : -1;
          const slack = 1e-9 * Math.max(1, Math.abs(value));
          const gap = (limit - value) * sign;
          expect(gap).toBeGreaterThanOrEqual(-slack);
          expect(gap).toBeLessThanOrEqual(step + slack);
          if (exclusive) expect(limit).not.toBe(value);
        },
      ),
    );
  });
});

describe("names", () => {
  test("names of constraints are unique in the project and at most 63 bytes, whatever they are made of", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 90 }), { maxLength: 20 }), (parts) => {
        const name = naming();
        const made = parts.map((part) => name("a", part.toWellFormed()));
        expect(new Set(made.map((it) => it.toLowerCase())).size).toBe(parts.length);
        for (const it of made) expect(Buffer.byteLength(it)).toBeLessThanOrEqual(63);
      }),
    );
  });

  test("one set of choices has one name in the schema, however many attributes have it", () => {
    const choice = { name: "state", label: "state", type: "string", choices: ["a", "b"] };
    const both = ["A", "B"].map((name) => ({ name, label: name, plural: `${name}s`, attributes: [choice] }));
    const made = plan(Erd.parse({ ...library(), entities: both, relationships: [], permissions: [] }), []);
    expect(made.enumNames).toEqual([{ component: "AStateEnum", path: "backend.models.AState" }]);
  });
});

describe("lists", () => {
  test("a filter keeps clear of the API's own query parameters", () => {
    expect(entity(planned, "Book").filters.find(({ field }) => field === "page")?.parameter).toBe("page_value");
  });

  test("every list has an order, newest first where rows know when they were made", () => {
    expect(entity(planned, "Loan").ordering).toEqual(["-made_at", "id"]);
    expect(entity(planned, "Book").ordering).toEqual(["id"]);
  });

  test("an Erd that wants no filters gets none", () => {
    const made = plan(library({ api: { filtering: false } }), []);
    expect(made.entities.flatMap(({ filters }) => filters)).toEqual([]);
  });
});

function entity(of: Plan, name: string): EntityPlan {
  const found = of.entities.find((it) => it.name === name);
  if (!found) throw new Error(`No ${name}`);
  return found;
}

const field = (of: Plan, name: string, field: string) => entity(of, name).fields.find((it) => it.name === field);

function relation(of: Plan, name: string, relation: string) {
  const found = entity(of, name).relations.find((it) => it.name === relation);
  if (!found) throw new Error(`No ${name}.${relation}`);
  return found;
}
