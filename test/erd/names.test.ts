import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributeName, entityName, isAttributeName, isEntityName, pluralName } from "../../src/erd/names.ts";
import { erdOf, reading } from "./samples.ts";

describe("names", () => {
  test.each([
    ["posted by", "posted_by"],
    ["postedBy", "posted_by"],
    ["PostedBy", "posted_by"],
    ["POSTED_BY", "posted_by"],
    ["posted-by", "posted_by"],
    ["2fa-code", "n_2fa_code"],
    ["trailing_", "trailing"],
    ["double__underscore", "double_underscore"],
    ["__class__", "class_value"],
    ["class", "class_value"],
    ["None", "none"],
    ["import", "import_value"],
    ["objects", "objects_value"],
    ["save", "save_value"],
    ["check", "check_value"],
    ["pk", "pk_value"],
    ["exact", "exact_value"],
    ["isnull", "isnull_value"],
    ["type", "type"],
    ["match", "match"],
    ["get_status_display", "get_status_display_value"],
    ["models", "models_value"],
    ["self", "self_value"],
    ["naïve", "naïve"],
    ["名前", "名前"],
    ["ﬁeld", "field"],
    ["driver's licence", "drivers_licence"],
    ["HTTPStatus", "http_status"],
    ["x'; DROP TABLE jobs; --", "x_drop_table_jobs"],
    ["../../etc/passwd", "etc_passwd"],
    ["{{ 7*7 }}", "n_7_7"],
    ["🎉", "tada"],
    ["line1", "line1"],
    ["groups", "groups"],
  ])("the attribute %s is called %s", (label, name) => {
    expect(attributeName(label)).toBe(name);
  });

  test.each([
    ["job", "Job"],
    ["jobs", "Job"],
    ["job_history", "JobHistory"],
    ["pitStops", "PitStop"],
    ["Order Items", "OrderItem"],
    ["Categories", "Category"],
    ["People", "Person"],
    ["status", "Status"],
    ["rows", "RowRecord"],
    ["entity", "EntityRecord"],
    ["Addresses", "Address"],
    ["data", "Data"],
    ["News", "News"],
    ["Series", "Series"],
    ["Media", "Media"],
    ["caches", "Cache"],
    ["EMPLOYEES", "Employee"],
    ["Model", "ModelRecord"],
    ["Meta", "MetaRecord"],
    ["Q", "QRecord"],
    ["Response", "ResponseRecord"],
    ["Exception", "ExceptionRecord"],
    ["None", "NoneRecord"],
    ["Group", "Group"],
    ["_Hidden_", "Hidden"],
    ["A__B", "AB"],
    ["2FA", "N2Fa"],
    ["客户", "KeHu"],
    ['Job"); import os #', "JobImportOs"],
    ["HTTPServer", "HTTPServer"],
  ])("the entity %s is called %s", (label, name) => {
    expect(entityName(label)).toBe(name);
  });

  test.each([
    ["Category", "categories"],
    ["Person", "people"],
    ["Status", "statuses"],
    ["News", "news"],
    ["Data", "data"],
    ["OrderItem", "order_items"],
    ["Doc", "docs_records"],
    ["Address", "addresses"],
    ["Virus", "viruses"],
  ])("the route of %s is %s", (name, route) => {
    expect(pluralName(name)).toBe(route);
  });

  test("what cannot name anything is refused, with its place", () => {
    expect(attributeName("!!!")).toBeUndefined();
    expect(reading({ "": { a: "str" }, Ok: { "---": "str" } }).findings.map(({ severity }) => severity)).toEqual([
      "error",
      "error",
    ]);
  });

  test("whatever a label holds, its name is one that Python and Django take, and stays itself", () => {
    const label = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("class", "ſave", "K", "İd", "ªª", "_", "𝒳", "ﷺ", "a\u0301b", "x".repeat(200), "é".repeat(90)),
    );
    fc.assert(
      fc.property(fc.array(label, { maxLength: 4 }), fc.boolean(), (parts, user) => {
        const text = parts.join("_");
        const attribute = attributeName(text, user);
        if (attribute !== undefined) {
          expect(attribute).toMatch(/^[\p{XID_Start}_][\p{XID_Continue}]*$/u);
          expect(isAttributeName(attribute, user)).toBe(true);
          expect(attributeName(attribute, user)).toBe(attribute);
          expect(Buffer.byteLength(`${attribute}_id`)).toBeLessThanOrEqual(63);
        }
        const entity = entityName(text);
        if (entity === undefined) return;
        expect(isEntityName(entity), entity).toBe(true);
        expect(isAttributeName(pluralName(entity), false), pluralName(entity)).toBe(true);
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});

const python = spawnSync("python3", ["--version"]).status === 0;
const program =
  "import json, keyword, sys, unicodedata; print(json.dumps([n for n in json.load(sys.stdin) if not n.isidentifier() or keyword.iskeyword(n) or unicodedata.normalize('NFKC', n) != n]))";

test.skipIf(!python)(
  `every letter there is gives a name that Python takes${python ? "" : " (skipped: no python3)"}`,
  () => {
    const names = new Set<string>();
    for (let point = 1; point < 0x20000; point += point < 0x10000 ? 1 : 7) {
      const letter = String.fromCodePoint(point);
      for (const name of [attributeName(letter), attributeName(`a${letter}`), entityName(letter)])
        if (name !== undefined) names.add(name);
    }
    expect(names.size).toBeGreaterThan(60_000);
    const { stdout } = spawnSync("python3", ["-c", program], { input: JSON.stringify([...names]), encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual([]);
  },
  60_000,
);

describe("names in a model", () => {
  test("two that are one to a database stay two", () => {
    const erd = erdOf({ Tag: { Name: "str", name: "str", NAME: "int" }, TAG: { a: "str" }, tags: { b: "str" } });
    expect(erd.entities.map(({ name }) => name)).toEqual(["Tag", "Tag2", "Tags"]);
    expect(erd.entities[0]?.attributes.map(({ name }) => name)).toEqual(["name", "name_2", "name_3"]);
    expect(new Set(erd.entities.map(({ plural }) => plural)).size).toBe(3);
  });

  test("User, Users and AppUser are who signs in; beside a User they are not", () => {
    for (const label of ["User", "users", "AppUser", "app_users"])
      expect(erdOf({ [label]: { name: "str" } }).entities[0]).toMatchObject({ name: "User", user: true, label });
    const both = erdOf({ User: { name: "str" }, AppUser: { name: "str" } });
    expect(both.entities.map(({ name, user }) => [name, user])).toEqual([
      ["AppUser", false],
      ["User", true],
    ]);
    expect(erdOf({ Customer: { name: "str" } }).entities[0]?.user).toBe(false);
  });

  test.each([
    [{ id: "int" }, "integer", []],
    [{ ID: "uuid" }, "uuid", []],
    [{ _id: "str" }, "string", []],
    [{ pk: "uuid" }, "uuid", []],
    [{ jobId: "int" }, "integer", []],
    [{ JOB_ID: "IntegerField" }, "integer", []],
    [{ job_id: "str" }, "integer", ["job_id unique"]],
    [{ code: { type: "uuid", primary_key: true } }, "uuid", []],
    [{ id: "uuid", pk: "int" }, "uuid", ["pk_value"]],
    [{ isbn: "varchar(13) primary key" }, "integer", ["isbn unique"]],
  ])("the key of %j is %s", (fields, key, rest) => {
    const job = erdOf({ Job: fields }).entities[0];
    expect(job?.key).toBe(key);
    expect(job?.attributes.map(({ name, unique }) => `${name}${unique ? " unique" : ""}`)).toEqual(rest);
  });

  test("a name that changes beyond spelling is told, one that does not is not", () => {
    const { findings } = reading({
      Job: { class: "str", "full name": "str", postedAt: "date", "a\nb": "int" },
      'Job"); import os #': { a: "int" },
    });
    expect(findings.map(({ message }) => message)).toEqual([
      'The entity "Job"); import os #" is called JobImportOs in the project.',
      '"a b" of Job is called a_b in the project.',
      '"class" of Job is called class_value in the project.',
    ]);
  });

  test("Django's own user keeps its members", () => {
    const user = erdOf({ User: { groups: "str", email: "str", has_perm: "bool" }, Team: { username: "FK(User)" } });
    expect(user.entities.find(({ name }) => name === "User")?.attributes.map(({ name }) => name)).toEqual([
      "email",
      "groups_value",
      "has_perm_value",
    ]);
  });
});
