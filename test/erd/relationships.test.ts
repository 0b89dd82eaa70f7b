import { describe, expect, test } from "vitest";
import type { Erd } from "#erd";
import { erdOf, reading } from "./samples.ts";

const arrows = (erd: Erd) =>
  erd.relationships.map(
    ({ from, name, to, cardinality, reverse }) => `${from}.${name} → ${to} ${cardinality} ${reverse}`,
  );

describe("relationships", () => {
  test.each([
    "ForeignKey:User",
    "ForeignKey(User)",
    "ForeignKey('User', on_delete=models.CASCADE, null=True)",
    "models.ForeignKey(User)",
    "FK(User)",
    "FK:User",
    "fk user",
    "ForeignKey -> User",
    "references User",
    "belongs_to User",
    "ManyToOne(User)",
    "ForeignKey(settings.AUTH_USER_MODEL)",
    "ForeignKey(users.id)",
    "integer references users(id)",
    "User",
  ])("%s is a reference to User", (written) => {
    const erd = erdOf({ User: { name: "str" }, Job: { posted_by: written } });
    expect(arrows(erd)).toEqual(["Job.posted_by → User many-to-one jobs"]);
  });

  test.each([
    ["OneToOne(User)", "one-to-one", "profile"],
    ["OneToOneField:User", "one-to-one", "profile"],
    ["ForeignKey(User, unique=True)", "one-to-one", "profile"],
    ["ManyToMany:User", "many-to-many", "profiles"],
    ["ManyToManyField(User)", "many-to-many", "profiles"],
    ["M2M(User)", "many-to-many", "profiles"],
  ])("%s is %s", (written, cardinality, reverse) => {
    expect(erdOf({ User: { name: "str" }, Profile: { person: written } }).relationships).toMatchObject([
      { name: "person", cardinality, reverse },
    ]);
  });

  test("reference objects say the same in many ways", () => {
    const to = (relation: unknown) =>
      arrows(erdOf({ erd: { entities: { User: {}, Job: { fields: {}, relationships: { by: relation } } } } }));
    const expected = ["Job.by → User many-to-one jobs"];
    expect(to({ type: "ForeignKey", to: "User" })).toEqual(expected);
    expect(to({ type: "many-to-one", target: "User" })).toEqual(expected);
    expect(to({ type: "belongs_to", model: "User" })).toEqual(expected);
    expect(to({ type: "N:1", entity: "User" })).toEqual(expected);
    expect(to("User")).toEqual(expected);
    expect(to({ type: "int", references: "users.id" })).toEqual(expected);
    expect(to({ type: "int", references: { table: "users", column: "id" } })).toEqual(expected);
  });

  test("both ends of one reference are one relationship, and a lone has_many makes the reference on the other side", () => {
    expect(arrows(erdOf({ User: { has_many: "Job" }, Job: { owner: "FK(User)" } }))).toEqual([
      "Job.owner → User many-to-one jobs",
    ]);
    expect(arrows(erdOf({ User: { has_many: ["Job"] }, Job: { title: "str" } }))).toEqual([
      "Job.user → User many-to-one jobs",
    ]);
    expect(arrows(erdOf({ User: { has_one: "Profile" }, Profile: { belongs_to: "User" } }))).toEqual([
      "Profile.user → User one-to-one profile",
    ]);
    expect(arrows(erdOf({ Post: { has_many: ["Tag"] }, Tag: { has_many: ["Post"] } }))).toEqual([
      "Post.tags → Tag many-to-many posts",
    ]);
    expect(arrows(erdOf({ Post: { tags: "ManyToMany(Tag)" }, Tag: { articles: "ManyToMany(Post)" } }))).toEqual([
      "Post.tags → Tag many-to-many articles",
    ]);
    expect(arrows(erdOf({ Category: { has_many: "self" } }))).toEqual([
      "Category.parent → Category many-to-one children",
    ]);
    expect(arrows(erdOf({ Job: { posted_by: "FK(User)", belongs_to: ["User"] }, User: {} }))).toEqual([
      "Job.posted_by → User many-to-one jobs",
    ]);
  });

  test("references of an entity to itself and in cycles are read", () => {
    const erd = erdOf({
      Ant: { bee: "FK(Bee)", parent: "ForeignKey(self)", friends: "ManyToMany(self)" },
      Bee: { ant: "FK(Ant)" },
    });
    expect(arrows(erd)).toEqual([
      "Ant.bee → Bee many-to-one ants",
      "Ant.friends → Ant many-to-many friends_ants",
      "Ant.parent → Ant many-to-one children",
      "Bee.ant → Ant many-to-one bees",
    ]);
  });

  test("two references to one entity have two names there, none of which clashes with what is there", () => {
    const erd = erdOf({ Address: { students: "int" }, Student: { home: "FK(Address)", work: "FK(Address)" } });
    expect(arrows(erd)).toEqual([
      "Student.home → Address many-to-one home_students",
      "Student.work → Address many-to-one work_students",
    ]);
    const groups = erdOf({ User: { name: "str" }, Group: { users: "ManyToMany(User)" } });
    expect(groups.relationships[0]?.reverse).toBe("users_groups");
  });

  test("owner_id beside a reference owner is that reference's column; authorId is the reference author", () => {
    const erd = erdOf({
      User: {},
      Job: { owner: "FK(User)", owner_id: "int", REVIEWER_ID: "FK(User)", editorId: "ForeignKey:User" },
    });
    expect(erd.relationships.map(({ name }) => name)).toEqual(["editor", "owner", "reviewer"]);
    expect(erd.entities.find(({ name }) => name === "Job")?.attributes).toEqual([]);
  });

  test("a dangling reference refuses the upload, names the fault and the nearest entity", () => {
    const { erd, findings } = reading({
      erd: {
        entities: {
          User: { fields: { name: "str" } },
          Job: { relationships: { posted_by: "ForeignKey(Usr)", x: "FK(Qwertyuiop)" } },
        },
      },
    });
    expect(erd).toBeUndefined();
    expect(findings.slice(0, 2)).toEqual([
      {
        severity: "error",
        where: "erd.entities.Job.relationships.posted_by, line 1",
        message: "There is no entity Usr.",
        hint: "Did you mean User?",
      },
      {
        severity: "error",
        where: "erd.entities.Job.relationships.x, line 1",
        message: "There is no entity Qwertyuiop.",
        hint: "Known are Job, User.",
      },
    ]);
  });

  test("a reference to User needs no such entity", () => {
    expect(erdOf({ Job: { by: "FK(User)" } }).relationships).toMatchObject([{ to: "User" }]);
  });

  test("the owner is who the names say; of two the likelier, with a word about the other", () => {
    const { erd, findings } = reading({
      User: {},
      Job: { posted_by: "FK(User)", customer: "FK(User)", approved_by: "FK(User)" },
      Log: { approved_by: "FK(User)" },
    });
    expect(erd?.relationships.filter(({ owner }) => owner).map(({ from, name }) => `${from}.${name}`)).toEqual([
      "Job.posted_by",
    ]);
    expect(findings.filter(({ message }) => message.includes("own a row"))).toHaveLength(1);
  });

  test("what happens on delete is kept where the ERD says it", () => {
    const erd = erdOf({
      User: {},
      Job: {
        a: "FK(User, on_delete=models.CASCADE)",
        b: { type: "FK", to: "User", on_delete: "SET NULL" },
        c: "FK(User, on_delete=PROTECT, null=True)",
      },
    });
    expect(erd.relationships.map(({ name, onDelete, required }) => [name, onDelete, required])).toEqual([
      ["a", "cascade", true],
      ["b", "set_null", false],
      ["c", "protect", false],
    ]);
  });

  test("an entity of two references and nothing else holds each pair once; through is kept where Django can follow it", () => {
    const erd = erdOf({
      Student: { courses: "ManyToMany(Course, through=Enrolment)" },
      Course: { title: "str" },
      Enrolment: { student: "FK(Student)", course: "FK(Course)", created_at: "datetime" },
    });
    expect(erd.entities.find(({ name }) => name === "Enrolment")?.unique).toEqual([["course", "student"]]);
    expect(erd.relationships.find(({ name }) => name === "courses")?.through).toBe("Enrolment");
  });

  test("a key of several columns or references becomes one number, and they stay unique together", () => {
    const key = { primary_key: true };
    const erd = erdOf({
      entities: {
        Student: { fields: { name: "str" } },
        Grade: {
          fields: { term: { type: "int", ...key }, mark: "int" },
          relationships: { student: { type: "FK", to: "Student", ...key } },
        },
      },
    });
    const grade = erd.entities.find(({ name }) => name === "Grade");
    expect(grade).toMatchObject({ key: "integer", unique: [["student", "term"]] });
    expect(grade?.attributes.map(({ name }) => name)).toEqual(["mark", "term"]);
  });

  test("unique_together is kept under the names of the project", () => {
    const erd = erdOf({
      entities: { X: { fields: { a: "int", "b c": "str" }, meta: { unique_together: [["b c", "a"]] } } },
    });
    expect(erd.entities[0]?.unique).toEqual([["a", "b_c"]]);
  });
});
