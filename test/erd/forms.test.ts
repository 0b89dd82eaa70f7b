import { describe, expect, test } from "vitest";
import { counts, read, store, summarize } from "#erd";
import { corpus, corpusTitle, erdOf, expectedTables, reading } from "./samples.ts";

const flat = {
  User: { name: "CharField", email: "EmailField", has_many: ["Job"] },
  Job: { title: "CharField", description: "TextField", posted_by: "ForeignKey:User" },
};
const nested = {
  project: "Job board",
  erd: {
    entities: {
      User: { fields: { username: "str", created_at: "datetime" }, relationships: {} },
      Job: { fields: { title: "str", salary: "decimal" }, relationships: { posted_by: "ForeignKey(User)" } },
    },
  },
  business_rules: [{ rule: "Job salary must be positive", applies_to: "Job", field: "salary" }, "Be nice"],
  auth_requirements: {
    authentication: "JWT",
    roles: ["JobSeeker", "Employer", "Admin"],
    permissions: { Job: { create: ["Employer"], read: ["JobSeeker", "Employer"] } },
  },
  api_requirements: { format: "REST", pagination: true, filtering: true, versioning: "url" },
  test_requirements: { coverage_target: 90 },
};

describe("the forms of an ERD", () => {
  test("the flat form gives entities, attributes and one reference from both of its ends", () => {
    const erd = erdOf(flat);
    expect(erd.entities.map(({ name, user }) => [name, user])).toEqual([
      ["User", true],
      ["Job", false],
    ]);
    expect(erd.relationships).toMatchObject([
      { from: "Job", to: "User", name: "posted_by", reverse: "jobs", owner: true },
    ]);
  });

  test("the nested form gives rules, roles, permissions, API and coverage too", () => {
    const erd = erdOf(nested);
    expect(erd).toMatchObject({
      title: "Job board",
      name: "job_board",
      coverage: 90,
      roles: ["JobSeeker", "Employer", "Admin"],
    });
    expect(erd.api).toEqual({ style: "rest", pagination: true, pageSize: 25, filtering: true, versioning: "url" });
    expect(erd.statements).toEqual([
      { text: "Be nice" },
      { text: "Job salary must be positive", entity: "Job", field: "salary" },
    ]);
    expect(erd.permissions).toMatchObject([
      { entity: "Job", create: { roles: ["Employer"] }, read: { roles: ["Employer", "JobSeeker"] } },
    ]);
    expect(erd.permissions[0]?.delete).toBeUndefined();
  });

  test("entities and fields may be lists", () => {
    const erd = erdOf({
      entities: [
        {
          name: "Job",
          fields: [
            { name: "title", type: "CharField", max_length: 80 },
            { name: "posted_by", type: "ForeignKey", related_model: "User" },
          ],
        },
        { name: "User", fields: ["username: str", "age int"] },
      ],
    });
    expect(erd.relationships).toMatchObject([{ from: "Job", to: "User", name: "posted_by" }]);
    expect(erd.entities[1]?.attributes).toMatchObject([{ name: "title", maxLength: 80 }]);
    expect(erd.entities[0]?.attributes.map(({ name, type }) => [name, type])).toEqual([
      ["username", "string"],
      ["age", "integer"],
    ]);
  });

  test("references may stand in a list of their own", () => {
    const links = [
      { from: "Job", to: "User", type: "many-to-one", name: "posted_by" },
      { from: "Company", to: "Job", type: "1:N" },
    ];
    const erd = erdOf({ entities: { User: {}, Company: {}, Job: { fields: { title: "str" } } }, relationships: links });
    expect(erd.relationships.map(({ from, name, to }) => `${from}.${name} ${to}`)).toEqual([
      "Job.company Company",
      "Job.posted_by User",
    ]);
  });

  test("the title is the file's name where the ERD gives none", () => {
    expect(erdOf(flat, "job_board.json")).toMatchObject({ title: "Job board", name: "job_board" });
    expect(erdOf(flat, "../../2fa–café.erd.json")).toMatchObject({ title: "2fa café", name: "project_2fa_cafe" });
    expect(erdOf(flat, "con.json").name).toBe("con_project");
    expect(erdOf(flat, "客户.json").name).toMatch(/^[a-z][a-z0-9_]*$/u);
  });

  test("several uploads are one model, and an entity in two of them is refused", () => {
    const upload = (name: string, value: unknown) => ({ name, bytes: new TextEncoder().encode(JSON.stringify(value)) });
    const result = read([upload("a.json", { User: { name: "str" } }), upload("b.json", { Job: { by: "FK(User)" } })]);
    expect("erd" in result && counts(result.erd)).toEqual({ entities: 2, attributes: 1, relationships: 1 });
    const twice = read([upload("a.json", { User: { name: "str" } }), upload("b.json", { User: { name: "str" } })]);
    expect("erd" in twice).toBe(false);
    expect(twice.findings[0]).toMatchObject({
      severity: "error",
      message: expect.stringContaining("is there twice; the first is at a.json: User"),
    });
  });

  test.skipIf(corpus.length === 0)(`every file of the corpus is read or refused with its fault${corpusTitle}`, () => {
    const tables = expectedTables();
    expect(corpus.length).toBeGreaterThan(5);
    for (const file of corpus) {
      const result = read([file]);
      if (file.name === "hard_hostile.json") {
        expect(result.findings[0]).toMatchObject({
          severity: "error",
          where: expect.stringContaining("Okay.relationships.job"),
        });
        expect(result.findings.length).toBeGreaterThan(8);
        continue;
      }
      expect("erd" in result && counts(result.erd).entities, file.name).toBe(tables.get(`json/${file.name}`));
    }
  });

  test.skipIf(corpus.length === 0)(`djinn's own form is read back to the same model${corpusTitle}`, () => {
    for (const file of corpus) {
      const first = read([file]);
      if (!("erd" in first)) continue;
      const again = read([{ name: "model.json", bytes: new TextEncoder().encode(store(first.erd)) }]);
      expect("erd" in again ? again.erd : again.findings, file.name).toEqual(first.erd);
    }
  });
});

describe("djinn's own form", () => {
  test("it survives being kept", () => {
    const erd = erdOf(nested);
    expect(erdOf(store(erd))).toEqual(erd);
    expect(store(erdOf(store(erd)))).toBe(store(erd));
  });

  test("it is known whatever the order of its keys", () => {
    const { djinn, erd } = JSON.parse(store(erdOf(nested)));
    expect(erdOf(JSON.stringify({ erd, djinn }))).toEqual(erdOf(nested));
  });

  test("of a newer djinn is refused, with what to do about it", () => {
    const { erd } = JSON.parse(store(erdOf(nested)));
    const { findings } = reading(JSON.stringify({ djinn: 2, erd: { ...erd, new: true } }));
    expect(findings).toEqual([
      {
        severity: "error",
        where: "djinn",
        message: "A newer djinn kept this model: its form is 2, this djinn reads up to 1.",
        hint: "Update djinn, or send the ERD itself.",
      },
    ]);
  });

  test.each([
    ["an attribute's name that is code", '"name": "salary"', '"name": "x = __import__(1)"'],
    ["a class name that is code", '"name": "Job"', '"name": "Job(object): import os #"'],
    ["a target that is not there", '"to": "User"', '"to": "Usr"'],
    ["a reverse name with quotes", '"reverse": "jobs"', '"reverse": "jobs\\""'],
    ["a route with a slash", '"plural": "jobs"', '"plural": "../jobs"'],
    ["a project name that leaves its folder", '"name": "job_board"', '"name": "../job_board"'],
    ["a label with a line break", '"label": "salary"', '"label": "salary\\nimport os"'],
    ["a role nobody declared", '"roles": [\n        "Employer"', '"roles": [\n "Root"'],
    ["a type that does not exist", '"type": "decimal"', '"type": "eval"'],
  ])("is refused once somebody gave it %s", (_, before, after) => {
    const kept = store(erdOf(nested));
    expect(kept.includes(before) || before.includes("Employer")).toBe(true);
    const changed = before.includes("Employer")
      ? kept.replace(/"roles": \[\s*"Employer"/u, after)
      : kept.replaceAll(before, after);
    expect(changed).not.toBe(kept);
    expect(reading(changed).erd).toBeUndefined();
  });
});

describe("the summary", () => {
  test("says in numbers what was read and what nobody gave permission for", () => {
    const { headline, lines } = summarize(erdOf(nested));
    expect(headline).toBe("Job board · 2 entities, 4 attributes, 1 relationship");
    const text = new Map(lines.map((line) => [line.label, line.text]));
    expect(text.get("Access")).toBe("JWT · roles JobSeeker, Employer, Admin · 1 of 2 entities have permissions");
    expect(text.get("Attention")).toContain(
      "1 of 2 entities have no permissions: whoever is signed in reads, Admin writes",
    );
    expect(lines.length).toBeLessThanOrEqual(6);
  });
});
