/** The whole project as text: its files, their order, the same bytes for the same model, and files left out. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GeneratedFile } from "#django";
import { Erd, read } from "#erd";
import { corpus, corpusTitle } from "../erd/samples.ts";
import { erdOf, printed, rendered, source } from "./examples.ts";

const EXAMPLES = ["blog", "shop", "clinic"];
const folder = resolve(import.meta.dirname, "../examples");
/** Every example and sample that is no refusal, as an upload. */
const accepted = [
  ...readdirSync(folder).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })),
  ...corpus,
].filter((file) => "erd" in read([file]));
const shop = erdOf(source("shop"), "shop.json");
const whole = rendered(shop);
const paths = (files: readonly GeneratedFile[]) => files.map(({ path }) => path);
const textOf = (files: readonly GeneratedFile[], path: string) =>
  files.find((file) => file.path === path)?.content ?? "";

describe("the layout", () => {
  test("takes addresses without a scheme for https in the admin site, whatever the version of Django", () => {
    const files = printed(erdOf(JSON.stringify({ entities: { Link: { target: "url" }, Note: { text: "str" } } })));
    const admin = files.find(({ path }) => path === "backend/admin.py")?.content ?? "";
    expect(admin.match(/formfield_overrides = \{URLField: \{"assume_scheme": "https"\}\}/g)).toHaveLength(1);
  });

  test("has every file that a team expects, whatever the ERD", () => {
    const wanted = [
      ...["manage.py", "requirements.txt", "requirements-dev.txt", "Dockerfile", ".dockerignore", "docker-compose.yml"],
      ...["Procfile", "README.md", ".env.example", ".gitignore", "pyproject.toml", ".github/workflows/ci.yml"],
      ...["__init__", "settings", "test_settings", "request_id", "health", "urls", "wsgi", "asgi"].map(
        (name) => `core/${name}.py`,
      ),
      ...["__init__", "apps", "models", "admin", "filters", "views", "serializers", "urls"].map(
        (it) => `backend/${it}.py`,
      ),
      ...["business_logic", "authentication", "api_extensions", "schema", "settings"].map((it) => `backend/${it}.py`),
      ...["backend/auth/__init__.py", "backend/auth/custom_auth.py", ".erd/model.json"],
      ...["backend/migrations/__init__.py", "backend/migrations/0001_initial.py"],
    ];
    for (const name of EXAMPLES) {
      const others = paths(printed(erdOf(source(name)))).filter((path) => !/^backend\/test(s|ing)\b/.test(path));
      const files = name === "shop" ? ["backend/uploads.py"] : [];
      expect(others.sort()).toEqual([...wanted, ...files].sort());
    }
  });

  test("is in an order in which no file imports one that comes later", () => {
    const seen = new Set<string>();
    for (const { path, content } of whole) {
      for (const [, from, names] of content.matchAll(/^from (backend[\w.]*|core[\w.]*) import (.+)$/gm)) {
        const modules = [from, ...(names ?? "").split(/,\s*/).map((it) => `${from}.${it}`)];
        const files = modules.map((it) => `${it?.replaceAll(".", "/")}.py`).filter((it) => paths(whole).includes(it));
        for (const file of files) expect(seen, `${path} imports ${file}`).toContain(file);
      }
      seen.add(path);
    }
    expect(seen.size).toBe(whole.length);
  });

  test("says of each file what a reviewer will find, and needs only files that are there", () => {
    for (const { path, about, neededBy, content } of whole) {
      expect(about, path).toMatch(/^.{5,140}$/);
      for (const needer of neededBy) expect(paths(whole)).toContain(needer);
      if (content !== "") expect(content.endsWith("\n"), path).toBe(true);
    }
  });
});

describe("the same model", () => {
  test.each(EXAMPLES)("%s gives the same bytes twice, and whatever the order of its keys", (name) => {
    const once = JSON.stringify(printed(erdOf(source(name))));
    expect(JSON.stringify(printed(erdOf(source(name))))).toBe(once);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (order) => {
        const text = JSON.stringify(shuffled(JSON.parse(source(name)), order));
        expect(JSON.stringify(printed(erdOf(text)))).toBe(once);
      }),
      { numRuns: 5 },
    );
  });

  test.each(accepted)(
    `$name comes back from the project's own .erd/model.json, byte for byte${corpusTitle}`,
    (file) => {
      const result = read([file]);
      if (!("erd" in result)) throw new Error("It was accepted before");
      const once = printed(result.erd);
      const again = printed(erdOf(textOf(once, ".erd/model.json"), "model.json"));
      expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    },
  );

  test("of a thousand entities has hundreds of files, not thousands", { timeout: 120_000 }, () => {
    const big = Erd.parse({
      title: "Big",
      name: "big",
      roles: ["Member", "Admin"],
      api: {},
      entities: Array.from({ length: 1000 }, (_, i) => ({
        name: `Thing${i}`,
        label: `Thing ${i}`,
        plural: `thing${i}s`,
        attributes: ["title", "size"].map((it) => ({
          name: it,
          label: it,
          type: it === "size" ? "integer" : "string",
        })),
      })),
      relationships: Array.from({ length: 999 }, (_, i) => ({
        from: `Thing${i + 1}`,
        to: `Thing${Math.floor(i / 2)}`,
        name: "parent",
        label: "parent",
        cardinality: "many-to-one",
        reverse: `children${i}`,
      })),
    });
    const files = printed(big);
    // Not one file an entity: modules are filled.
    expect(files.length).toBeGreaterThan(100);
    expect(files.length).toBeLessThan(400);
  });
});

/** What must be gone from every other file when one is left out. */
const REFERENCES: Record<string, RegExp> = {
  "backend/admin.py": /contrib\.admin|admin\.site|admin:|\/admin\//,
  "backend/settings.py": /backend\.settings/,
  "backend/auth/custom_auth.py": /custom_auth/,
  "requirements-dev.txt": /requirements-dev/,
  Dockerfile: /docker build|build: \./,
  ".dockerignore": /\.dockerignore/,
  "docker-compose.yml": /docker compose up/,
  Procfile: /`Procfile`/,
  ".env.example": /\.env\.example/,
  ".gitignore": /\.gitignore/,
  ".github/workflows/ci.yml": /workflows\/ci/,
  ".erd/model.json": /\.erd\/model/,
  "README.md": /README/,
};

describe("a file left out", () => {
  const tests = paths(whole).filter((path) => path.startsWith("backend/tests/test_"));
  const testing = paths(whole).filter((path) => /^backend\/test(s|ing)\//.test(path));

  test("is any that nothing needs", () => {
    const free = whole.filter(({ neededBy }) => neededBy.length === 0).map(({ path }) => path);
    expect(free.sort()).toEqual([...Object.keys(REFERENCES), ...tests].sort());
  });

  test.each(Object.entries(REFERENCES))("%s takes what refers to it along", (path, reference) => {
    const rest = rendered(shop, [path]);
    expect(paths(rest)).toEqual(paths(whole).filter((it) => it !== path));
    for (const { path: other, content } of rest) expect(content, other).not.toMatch(reference);
  });

  test("leaves the other tests as they are where it is one of the tests", () => {
    expect(tests.length).toBeGreaterThan(5);
    const rest = rendered(shop, [tests[0] ?? ""]);
    expect(rest).toEqual(whole.filter(({ path }) => path !== tests[0]));
  });

  test("takes along what only tests are made with, where it is the last of the tests", () => {
    const rest = rendered(shop, tests);
    expect(paths(rest)).toEqual(paths(whole).filter((path) => !testing.includes(path)));
    const reference = /run: pytest|Tests: `|manage\.py test/;
    for (const { path: other, content } of rest) expect(content, other).not.toMatch(reference);
  });

  test("stays in when another file needs it, and goes with the last that did", () => {
    expect(paths(printed(shop, ["backend/models.py"]))).toContain("backend/models.py");
    expect(paths(printed(shop, ["pyproject.toml"]))).toContain("pyproject.toml");
    const without = ["pyproject.toml", "core/test_settings.py"];
    expect(paths(printed(shop, [...tests, ...without]))).toEqual(
      paths(whole).filter((it) => !without.includes(it) && !testing.includes(it)),
    );
  });
});

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The same JSON with the keys of every object in another order. */
function shuffled(json: Json, order: Iterator<number>): Json {
  if (Array.isArray(json)) return json.map((item) => shuffled(item, order));
  if (typeof json !== "object" || json === null) return json;
  const keyed = Object.entries(json).map(([key, value]) => ({ key, value, at: Number(order.next().value) }));
  return Object.fromEntries(keyed.sort((a, b) => a.at - b.at).map(({ key, value }) => [key, shuffled(value, order)]));
}
