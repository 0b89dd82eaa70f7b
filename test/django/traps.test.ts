/** What Django, REST framework and the databases do behind one's back: one test a trap, on the real Django, SQLite and PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { understand } from "#rules";
import { hasPostgres, startPostgres } from "../fakes/postgres.ts";
import { bootable } from "../proof/python.ts";
import { type Case, questions } from "./enforced/questions.ts";
import { erdOf, rendered } from "./examples.ts";
import { type OnDisk, onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const noPostgres = hasPostgres ? "" : " (not here: PostgreSQL is not installed)";

const erd = erdOf(
  JSON.stringify({
    erd: {
      entities: {
        User: { fields: { username: "str", email: "email" } },
        Shelf: { fields: { name: "str" } },
        Article: {
          fields: {
            code: "str",
            status: { type: "str", choices: ["draft", "sent", "rejected"] },
            reason: "text?",
            price: "decimal",
            in_print: "bool",
            starts_on: "date",
            ends_on: "date",
            written_at: "datetime",
          },
          relationships: { shelf: "ForeignKey(Shelf)?", similar: "ManyToMany(Article)" },
        },
        Review: {
          fields: { rating: "int", status: { type: "str", choices: ["open", "closed"] } },
          relationships: { author: "ForeignKey(User)", article: "ForeignKey(Article)" },
        },
      },
    },
    business_rules: [
      "Article price must be positive",
      "Article ends on must be after starts on",
      "Article reason is required when status is rejected",
      "Article code must be unique per shelf",
      "Article code must match ^[A-Z]{2}-[0-9]{4}$",
      "Article written at cannot be in the future",
      "A user can review an article only once",
    ],
  }),
);
const files = rendered(erd);

const { make, refuse, change, hold, show, remove, asked } = questions({
  shelves: { name: "Top" },
  articles: {
    code: "AB-%n",
    status: "draft",
    price: "9.50",
    in_print: true,
    starts_on: "2024-02-01",
    ends_on: "2024-03-01",
    written_at: "2024-01-01T00:00:00Z",
  },
  reviews: { rating: 4, status: "open", article: "@articles" },
});
const bases = { shelves: { name: "Top" }, articles: make("articles").data ?? {}, reviews: make("reviews").data ?? {} };
const future = "2999-01-01T00:00:00Z";

/** Each is a trap: what falls into it answers otherwise, or with a 500. */
const ASKED: readonly Case[] = [
  asked(
    "a broken constraint, which REST framework does not look at, is told at its field and is no crash",
    refuse("articles", { price: 0 }, "price"),
    refuse("articles", { starts_on: "2024-03-01" }, "ends_on"),
    refuse("articles", { status: "rejected" }, "reason"),
    make("articles", { status: "rejected", reason: "dull" }),
  ),
  asked(
    "a pair whose owner the system fills in is unique all the same, which REST framework leaves out",
    make("articles", {}, "article"),
    make("reviews", { article: "$article" }, "review"),
    refuse("reviews", { article: "$article" }, "article"),
    make("reviews", {}, "another"),
    hold("reviews/$another", { article: "$article" }, "article"),
    change("reviews/$review", { article: "$article", rating: 5 }),
  ),
  asked(
    "a part of a row is checked together with what is stored of it",
    make("articles", {}, "article"),
    hold("articles/$article", { ends_on: "2024-01-31" }, "ends_on"),
    hold("articles/$article", { starts_on: "2024-03-02" }, "ends_on"),
    hold("articles/$article", { status: "rejected" }, "reason"),
    change("articles/$article", { starts_on: "2024-03-02", ends_on: "2024-03-03" }),
  ),
  asked(
    "a rule about now keeps no row out that keeps it: in a constraint it would keep out all on SQLite",
    make("articles", {}, "article"),
    refuse("articles", { written_at: future }, "written_at"),
    hold("articles/$article", { written_at: future }, "written_at"),
  ),
  asked(
    "a pair with an empty half is as free on one database as on the other",
    make("shelves", {}, "shelf"),
    make("articles", { code: "XY-0001", shelf: "$shelf" }),
    refuse("articles", { code: "XY-0001", shelf: "$shelf" }, "code"),
    make("articles", { code: "XY-0001" }),
    make("articles", { code: "XY-0001" }),
  ),
  asked(
    "what an account's page does not do is answered with 405, whoever asks",
    ...(["admin", "member"] as const).flatMap((as) => [
      { ...make("users", {}), as, data: { username: "x" }, status: [405] },
      { ...remove("users", 405), as },
    ]),
  ),
  asked(
    "a long list of keys is looked up at once: REST framework makes a query for each",
    make("articles", {}, "one"),
    make("articles", {}, "other"),
    { ...change("articles/$one", { similar: Array(500).fill("$other") }), shows: { status: "draft" }, most: 25 },
    hold("articles/$one", { similar: ["$other", 999_999] }, "similar"),
    hold("articles/$one", { similar: ["x", "$other"] }, "similar"),
    hold("articles/$one", { similar: [true] }, "similar"),
    hold("articles/$one", { similar: [{}] }, "similar"),
    hold("articles/$one", { similar: {} }, "similar"),
    change("articles/$one", { similar: [] }),
  ),
  asked("a true or false is looked for, and listed", make("articles"), {
    ...show("articles", {}),
    query: "?in_print=true",
  }),
];

describe.each([
  ["SQLite", unless],
  ["PostgreSQL", unless || noPostgres],
])("on %s%s", (database, absent) => {
  let answers: Record<string, string | null> = {};
  beforeAll(async () => {
    if (absent || !python) return;
    const postgres = database === "PostgreSQL" ? await startPostgres() : undefined;
    const project = onDisk(files, python);
    try {
      answers = project.ask(ASKED, bases, postgres && { DATABASE_URL: postgres.url });
    } finally {
      project.remove();
      await postgres?.stop();
    }
  }, 240_000);

  test.skipIf(absent !== "").each(ASKED.map(({ text }) => text))("%s", (text) => {
    expect(answers[text]).toBeNull();
  });
});

describe("in the text of the project", () => {
  const modules = files.filter(({ path }) => path.endsWith(".py"));

  test("every rule above is understood, or the traps would not be there", () => {
    expect(understand(erd).notUnderstood).toEqual([]);
    expect(files.find(({ path }) => path === "README.md")?.content).not.toContain("Not enforced");
  });

  test("no constraint asks what time it is", () => {
    const migration = modules.find(({ path }) => path.endsWith("0001_initial.py"))?.content ?? "";
    expect(migration.match(/CheckConstraint\(/g)?.length).toBeGreaterThan(3);
    for (const { path, content } of modules) expect(content, path).not.toMatch(/\bNow\(/);
  });

  test("no constraint counts on what SQLite passes over without a word", () => {
    for (const { path, content } of modules) expect(content, path).not.toContain("nulls_distinct");
  });
});

describe(`on a command line${unless}`, () => {
  let project: OnDisk | undefined;
  beforeAll(() => {
    if (python) project = onDisk(files, python);
  });
  afterAll(() => project?.remove());

  test.skipIf(!python)(
    "pytest finds settings that need nothing configured, or it would find no test",
    { timeout: 120_000 },
    () => {
      const ran = project?.python(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "every_request_has_a_name"]);
      expect(ran?.said).toMatch(/\b1 passed/);
      expect(ran?.status).toBe(0);
    },
  );

  test.skipIf(!python)("no doubt of drf-spectacular's stands among the deployment checks", { timeout: 120_000 }, () => {
    const env = {
      DJANGO_ENV: "production",
      DJANGO_SECRET_KEY: "a-key-for-tests-alone-".repeat(4),
      DJANGO_ALLOWED_HOSTS: "example.com",
    };
    const checked = project?.python(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], env);
    expect(checked).toMatchObject({ status: 0, said: "System check identified no issues (0 silenced)." });
  });

  test.skipIf(!python)("every pattern of the schema is one that others than Python read", { timeout: 120_000 }, () => {
    const { stdout } = project?.python(["manage.py", "spectacular", "--format", "openapi-json"]) ?? { stdout: "" };
    const patterns = [...stdout.matchAll(/"pattern": ("(?:\\.|[^"\\])*")/g)].map(([, text]) =>
      String(JSON.parse(text ?? "")),
    );
    expect(patterns).toContain("^[A-Z]{2}-[0-9]{4}$");
    for (const pattern of patterns) expect(() => new RegExp(pattern, "u"), pattern).not.toThrow();
  });
});
