import { describe, expect, test } from "vitest";
import { erdOf, reading } from "./samples.ts";

const model = (auth: unknown) => ({
  User: { name: "str" },
  Job: { owner: "FK(User)" },
  Tag: { name: "str" },
  auth_requirements: auth,
});
const nobody = { roles: [], authenticated: false, anyone: false, owner: false };
const grants = (permissions: unknown, roles: unknown = ["Employer", "JobSeeker", "Admin"]) =>
  erdOf(model({ roles, permissions })).permissions;

describe("roles", () => {
  test.each([
    [undefined, ["Member", "Admin"]],
    [[], ["Member", "Admin"]],
    [["Admin"], ["Member", "Admin"]],
    [["Editor"], ["Editor", "Admin"]],
    [
      ["admin", "Editor"],
      ["Admin", "Editor"],
    ],
    [
      ["A", "a", "B\nC", "Admin"],
      ["A", "B C", "Admin"],
    ],
    [[{ name: "Editor" }], ["Editor", "Admin"]],
    [{ Writer: {}, Editor: {} }, ["Editor", "Writer", "Admin"]],
  ])("%j are %j", (written, roles) => {
    expect(erdOf(model({ roles: written })).roles).toEqual(roles);
  });
});

describe("permissions", () => {
  test("actions and roles go by many words", () => {
    expect(
      grants({
        job: { list: ["employer"], retrieve: "Job seekers", add: "Employer, JobSeeker", edit: ["owner"], destroy: [] },
      }),
    ).toEqual([
      {
        entity: "Job",
        read: { ...nobody, roles: ["Employer", "JobSeeker"] },
        create: { ...nobody, roles: ["Employer", "JobSeeker"] },
        update: { ...nobody, owner: true },
        delete: nobody,
      },
    ]);
    expect(grants({ Job: { write: "Employer", read: "public" } })).toEqual([
      {
        entity: "Job",
        read: { ...nobody, anyone: true },
        create: { ...nobody, roles: ["Employer"] },
        update: { ...nobody, roles: ["Employer"] },
        delete: { ...nobody, roles: ["Employer"] },
      },
    ]);
  });

  test("everybody with a role is whoever is signed in; only what says so is public", () => {
    for (const word of ["*", "all", "any", "authenticated"])
      expect(grants({ Job: { read: [word] } })[0]?.read).toEqual({ ...nobody, authenticated: true });
    for (const word of ["public", "everyone", "anonymous"])
      expect(grants({ Job: { read: word } })[0]?.read).toEqual({ ...nobody, anyone: true });
  });

  test("permission classes are what they are in Django REST framework, and must all agree", () => {
    expect(grants({ Job: ["IsAuthenticated", "IsOwnerOrReadOnly"] })).toEqual([
      {
        entity: "Job",
        create: { ...nobody, authenticated: true },
        read: { ...nobody, authenticated: true },
        update: { ...nobody, owner: true },
        delete: { ...nobody, owner: true },
      },
    ]);
    expect(grants({ Job: "IsAdminUser" })[0]).toEqual({
      entity: "Job",
      create: nobody,
      read: nobody,
      update: nobody,
      delete: nobody,
    });
    expect(grants({ Job: ["IsEmployer"] })[0]?.create).toEqual({ ...nobody, roles: ["Employer"] });
  });

  test("a list for everything does not open the accounts", () => {
    expect(grants(["IsAuthenticated"]).map(({ entity }) => entity)).toEqual(["Job", "Tag"]);
  });

  test("a matrix by role is read the other way round", () => {
    expect(grants({ Employer: { Job: ["create", "read"] }, JobSeeker: { Job: "read" } })).toEqual([
      {
        entity: "Job",
        create: { ...nobody, roles: ["Employer"] },
        read: { ...nobody, roles: ["Employer", "JobSeeker"] },
      },
    ]);
  });

  test("what nobody understands grants nothing and is told with the nearest name", () => {
    const { erd, findings } = reading(
      model({
        authentication: "OAuth2",
        roles: ["Employer"],
        permissions: { Jb: { read: ["*"] }, Job: { craete: ["Employer"], read: ["Employr", "IsAuthentcated"] } },
      }),
    );
    expect(erd?.permissions).toEqual([{ entity: "Job", read: nobody }]);
    expect(findings.map(({ message, hint }) => `${message} ${hint}`)).toEqual([
      expect.stringContaining('Authentication is by JWT, not "OAuth2"'),
      expect.stringContaining("Did you mean Job?"),
      expect.stringContaining("Did you mean create?"),
      expect.stringContaining("Did you mean Employer?"),
      expect.stringContaining('There is no role "IsAuthentcated"'),
    ]);
  });
});

describe("requirements", () => {
  test.each([
    [{ format: "GraphQL" }, { style: "graphql" }],
    [{ format: ["REST"] }, {}],
    ["REST and GraphQL", { style: "both" }],
    [{ pagination: false }, { pagination: false }],
    [{ pagination: { page_size: 50 } }, { pageSize: 50 }],
    [{ pagination: 20 }, { pageSize: 20 }],
    [{ filtering: false }, { filtering: false }],
    [{ versioning: "v1" }, { versioning: "url" }],
    [{ versioning: false }, {}],
    [{ page_size: 100_000 }, {}],
  ])("api_requirements %j", (written, expected) => {
    const base = { style: "rest", pagination: true, pageSize: 25, filtering: true, versioning: "none" };
    expect(erdOf({ Job: { a: "str" }, api_requirements: written }).api).toEqual({ ...base, ...expected });
  });

  test("an API of another kind is told which kinds there are, and REST is made", () => {
    const { erd, findings } = reading({ Job: { a: "str" }, api_requirements: { format: "SOAP" } });
    expect(erd?.api.style).toBe("rest");
    expect(findings).toMatchObject([
      { severity: "warning", message: expect.stringContaining('"soap"'), hint: 'Write "REST", "GraphQL" or "both".' },
    ]);
  });

  test.each([
    [{ coverage_target: 90 }, 90],
    [{ coverage_target: "85%" }, 85],
    [{ coverage: 0.7 }, 70],
    [{ coverage_target: 900 }, 80],
    [{ include_unit_tests: true }, 80],
  ])("test_requirements %j ask for %i percent", (written, percent) => {
    expect(erdOf({ Job: { a: "str" }, test_requirements: written }).coverage).toBe(percent);
  });

  test("a rule without an entity is kept, an empty one is told", () => {
    const { erd, findings } = reading({
      Job: { "min salary": "int" },
      business_rules: [
        { rule: "a\nb", applies_to: "Jobb", field: "x" },
        "",
        { rule: "c", applies_to: "jobs", field: "minSalary" },
        { rule: "c", applies_to: "jobs", field: "minSalary" },
        7,
      ],
    });
    expect(erd?.statements).toEqual([{ text: "a b" }, { text: "c", entity: "Job", field: "min_salary" }]);
    expect(findings.map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
    expect(findings.some(({ hint }) => hint === "Did you mean Job?")).toBe(true);
  });
});
