import { describe, expect, test } from "vitest";
import { attributesOf, erdOf, reading } from "./samples.ts";

describe("types", () => {
  test.each([
    ["str", "string"],
    ["STR", "string"],
    ["CharField", "string"],
    ["models.CharField(max_length=40)", "string"],
    ["string?", "string"],
    ["varchar(40)", "string"],
    ["character varying(40)", "string"],
    ["text", "text"],
    ["TextField", "text"],
    ["longtext", "text"],
    ["varchar(max)", "text"],
    ["int", "integer"],
    ["IntegerField", "integer"],
    ["PositiveSmallIntegerField", "integer"],
    ["tinyint(1)", "integer"],
    ["unsigned int", "integer"],
    ["bigint", "bigint"],
    ["BigIntegerField", "bigint"],
    ["decimal", "decimal"],
    ["numeric(10,4)", "decimal"],
    ["money", "decimal"],
    ["float", "float"],
    ["double precision", "float"],
    ["bool", "boolean"],
    ["BooleanField", "boolean"],
    ["date", "date"],
    ["datetime", "datetime"],
    ["DateTime", "datetime"],
    ["timestamp with time zone", "datetime"],
    ["time", "time"],
    ["interval", "duration"],
    ["DurationField", "duration"],
    ["uuid", "uuid"],
    ["UUIDField", "uuid"],
    ["json", "json"],
    ["JSONField", "json"],
    ["int[]", "json"],
    ["list[str]", "json"],
    ["List<String>", "json"],
    ["email", "email"],
    ["EmailField", "email"],
    ["URLField", "url"],
    ["slug", "slug"],
    ["inet", "ip"],
    ["GenericIPAddressField", "ip"],
    ["bytea", "binary"],
    ["FileField", "file"],
    ["ImageField", "image"],
    ["Optional[int]", "integer"],
    ["int | null", "integer"],
    ["enum('x','y')", "string"],
  ])("%s is %s", (written, type) => {
    const { erd, findings } = reading({ X: { a: written } });
    expect(erd?.entities[0]?.attributes[0]?.type).toBe(type);
    expect(findings).toEqual([]);
  });

  test("what follows the type counts: lengths, digits, choices, flags", () => {
    const found = attributesOf({
      a: "varchar(40)",
      b: "numeric(10,4)",
      c: "enum('x','y')",
      d: "choice(a, b)",
      e: "CharField(max_length=12, unique=True, null=True)",
      f: "string?",
      g: "integer not null unique default 3",
      h: "CharField(choices=[('n','New'),('d','Done')], default='n')",
      i: "BooleanField(default=False)",
      j: "DateTimeField(auto_now_add=True)",
    });
    expect(found.get("a")).toMatchObject({ maxLength: 40, required: true });
    expect(found.get("b")).toMatchObject({ precision: 10, scale: 4 });
    expect(found.get("c")?.choices).toEqual(["x", "y"]);
    expect(found.get("d")?.choices).toEqual(["a", "b"]);
    expect(found.get("e")).toMatchObject({ maxLength: 12, unique: true, required: false });
    expect(found.get("f")?.required).toBe(false);
    expect(found.get("g")).toMatchObject({ required: true, unique: true, default: 3 });
    expect(found.get("h")).toMatchObject({ choices: ["n", "d"], default: "n" });
    expect(found.get("i")?.default).toBe(false);
    expect(found.get("j")?.stamp).toBe("created");
  });

  test("options of a field object count, whatever their spelling", () => {
    const found = attributesOf({
      a: { type: "string", max_length: 40, unique: true, null: true, default: "x", help_text: "Shown\nto all" },
      b: { type: "decimal", max_digits: 8, decimal_places: 3 },
      c: { choices: [["n", "New"], { value: "d", label: "Done" }], required: false },
      d: { type: "str", maxLength: "70", nullable: true },
      e: ["new", "done"],
    });
    expect(found.get("a")).toMatchObject({
      maxLength: 40,
      unique: true,
      required: false,
      default: "x",
      help: "Shown to all",
    });
    expect(found.get("b")).toMatchObject({ precision: 8, scale: 3 });
    expect(found.get("c")).toMatchObject({ type: "string", choices: ["n", "d"], required: false });
    expect(found.get("d")).toMatchObject({ maxLength: 70, required: false });
    expect(found.get("e")?.choices).toEqual(["new", "done"]);
  });

  test("a length that no address keeps to is passed over", () => {
    const { erd, findings } = reading({ X: { email: "varchar(3)", home: "url(19)", work_email: "str(12)" } });
    expect(erd?.entities[0]?.attributes.map(({ maxLength }) => maxLength)).toEqual([undefined, undefined, 12]);
    expect(findings.map(({ message }) => message)).toEqual([
      "X.email has a length of 3, which is too short for any email: passed over.",
      "X.home has a length of 19, which is too short for any url: passed over.",
    ]);
  });

  test("what Django's own account has keeps Django's types", () => {
    const { erd, findings } = reading({
      User: {
        password: "json",
        is_active: { type: "str", choices: ["y", "n"], default: "y" },
        username: "varchar(30)",
      },
    });
    const found = erd?.entities[0]?.attributes.map(({ name, type, choices }) => [name, type, choices.length]);
    expect(found).toEqual([
      ["username", "string", 0],
      ["is_active", "boolean", 0],
      ["password", "string", 0],
    ]);
    expect(findings.map(({ message }) => message)).toEqual([
      `User.is_active is Django's own: a plain boolean, not "str".`,
      `User.password is Django's own: a plain string, not "json".`,
    ]);
  });

  test("what has few values is not unique, and neither is what cannot be compared", () => {
    const { erd, findings } = reading({
      entities: {
        X: {
          fields: {
            seat: { type: "int", unique: true, min: 1, max: 9 },
            size: { type: "str", unique: true, choices: ["s", "m"] },
            price: { type: "decimal", unique: true, decimal_places: 2, min: 1, max: 9 },
            plan: "file",
            open: "bool",
          },
          unique_together: [
            ["plan", "seat"],
            ["size", "open"],
            ["size", "price"],
          ],
        },
      },
    });
    const [entity] = erd?.entities ?? [];
    expect(entity?.attributes.filter(({ unique }) => unique).map(({ name }) => name)).toEqual(["price"]);
    expect(entity?.unique).toEqual([["price", "size"]]);
    expect(findings.map(({ message }) => message)).toEqual([
      "X.seat would be unique with only 9 values; it is not.",
      "X.size would be unique with only 2 values; it is not.",
      "X.plan cannot be unique as file, nor together with others.",
      "X: open and size would be unique with only 4 values; they are not.",
    ]);
  });

  test("bounds of a field object are rules, not decoration", () => {
    const { rules } = erdOf({
      X: {
        rating: { type: "int", min: 1, max: 5 },
        code: { type: "str", min_length: 3 },
        stars: { type: "int", choices: [1, 2, 3] },
      },
    });
    expect(rules).toMatchObject([
      { shape: "bound", field: "rating", min: { value: 1, exclusive: false }, max: { value: 5 } },
      { shape: "bound", field: "stars", min: { value: 1 }, max: { value: 3 } },
      { shape: "length", field: "code", min: 3 },
    ]);
  });

  test("an unknown type is taken as text, with a warning that names the nearest one", () => {
    const { erd, findings } = reading({ X: { a: "intger", b: "geo_point", c: null } });
    expect(erd?.entities[0]?.attributes.map(({ type }) => type)).toEqual(["text", "text", "text"]);
    expect(findings.map(({ severity, where, hint }) => [severity, where, hint])).toEqual([
      ["warning", "X.a, line 1", "Did you mean integer?"],
      ["warning", "X.b, line 1", expect.stringContaining("Types are")],
      ["warning", "X.c, line 1", expect.stringContaining("Give it one")],
    ]);
  });

  test("money is never a float, and says so", () => {
    const { erd, findings } = reading({ X: { unit_price: "float", salary: "number", weight: "float", total: "int" } });
    expect(Object.fromEntries(erd?.entities[0]?.attributes.map(({ name, type }) => [name, type]) ?? [])).toEqual({
      unit_price: "decimal",
      salary: "decimal",
      weight: "float",
      total: "integer",
    });
    expect(findings.length).toBe(2);
  });

  test("texts that are surely addresses are checked as such; time stamps are set by the system", () => {
    const found = attributesOf({
      email: "str",
      work_email: "CharField(90)",
      email_text: "str",
      site_url: "str",
      website: "str",
      createdAt: "datetime",
      modified: "date",
      updated_at: "str",
      born_at: "datetime",
    });
    expect(Object.fromEntries([...found].map(([name, { type, stamp }]) => [name, stamp ?? type]))).toEqual({
      email: "email",
      work_email: "email",
      email_text: "string",
      site_url: "url",
      website: "url",
      created_at: "created",
      modified: "updated",
      updated_at: "string",
      born_at: "datetime",
    });
    expect(found.get("work_email")?.maxLength).toBe(90);
  });

  test("a default that is code or does not fit is left out, and said", () => {
    const { erd, findings } = reading({
      X: {
        a: { type: "int", default: "os.system('id')" },
        b: { type: "bool", default: "yes" },
        c: { type: "date", default: "today" },
        d: { type: "str", choices: ["x"], default: "y" },
      },
    });
    expect(erd?.entities[0]?.attributes.map((attribute) => attribute.default)).toEqual([
      undefined,
      true,
      undefined,
      undefined,
    ]);
    expect(findings.length).toBe(3);
  });
});
