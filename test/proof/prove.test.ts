/** Proofs of sound projects and of projects with one fault each, booted by the real Django in the real sandbox. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Proof as ConversationProof, Step as ConversationStep } from "#conversations";
import { type Proof, prove, type Step } from "#proof";
import { bootable, shared } from "./python.ts";
import { smallProject, textOf } from "./small.ts";

const { python, why } = await bootable();
const reference = join(shared, "reference/jobboard");

const check = (proof: Proof, name: string) => proof.checks.find((check) => check.name === name);
const failed = (proof: Proof) => proof.checks.filter((check) => !check.passed).map((check) => check.name);
const boot = (changes: Record<string, string> = {}) => prove(smallProject(changes), { wanted: "auto", python });

describe("a static proof", () => {
  it("passes a sound project and runs nothing", async () => {
    const proof = await prove(smallProject({ "core/settings.py": "raise SystemExit\n" }), { wanted: "static" });
    expect(proof).toMatchObject({ level: "static", passed: true, places: [] });
    expect(proof.checks.map((check) => check.name)).toEqual(["syntax", "lint", "format"]);
  });

  it("has the shape that the conversation knows", async () => {
    const proof: ConversationProof = await prove([], { wanted: "static" });
    const steps: ConversationStep[] = [] satisfies Step[];
    expect([proof.level, steps]).toEqual(["static", []]);
  });

  it("names file and line of a syntax error", async () => {
    const sound = smallProject();
    const broken = await prove([...sound, { path: "backend/views.py", content: "x = 1\ndef f(:\n" }], {
      wanted: "auto",
    });
    expect(broken.places[0]).toMatchObject({ path: "backend/views.py", line: 2 });
    expect(failed(broken)).toEqual(["syntax"]);
  });

  it("names what is doubtful without failing for it: an unused import, a text that is not formatted", async () => {
    const content = "import os\nx = {'a':1}\n";
    const proof = await prove([...smallProject(), { path: "backend/views.py", content }], { wanted: "static" });
    expect(proof).toMatchObject({ passed: true, places: [] });
    expect(check(proof, "lint")?.figure).toMatch(/^\d+ doubtful$/);
    expect(check(proof, "lint")?.detail).toContain("backend/views.py:1: `os` imported but unused (F401)");
    expect(check(proof, "format")).toMatchObject({ figure: "1 doubtful" });
  });

  it("fails for a name that is nowhere defined, which would break when it runs", async () => {
    const proof = await prove([...smallProject(), { path: "backend/views.py", content: "print(nowhere)\n" }], {
      wanted: "static",
    });
    expect(failed(proof)).toEqual(["lint"]);
    expect(proof.places).toMatchObject([{ path: "backend/views.py", line: 1 }]);
  });

  it("is what is given, and says so, where there is no Python environment", async () => {
    const proof = await prove(smallProject(), { wanted: "auto" });
    expect(proof).toMatchObject({ level: "static", passed: true });
    expect(check(proof, "sandbox")).toMatchObject({ figure: "static only" });
    expect(check(proof, "sandbox")?.detail).toMatch(/was not started: there is no Python environment.*djinn setup/);
  });

  it.each(["../evil.py", "/etc/evil.py", "a//b.py", "a/./b.py", "a\\..\\b.py", ""])(
    "refuses the path %j",
    async (path) => {
      const proof = await prove([...smallProject(), { path, content: "" }], { wanted: "auto", python });
      expect(proof.passed).toBe(false);
      expect(proof.checks[0]?.detail).toContain("is no path inside a project");
    },
  );

  it.each([
    [["a.py", "a.py"], "is there twice"],
    [["a", "a/b.py"], "is a file and a folder at once"],
    [[`${"a".repeat(300)}.py`], "has too long a name"],
  ])("refuses %j", async (paths, reason) => {
    const proof = await prove(
      paths.map((path) => ({ path, content: "" })),
      { wanted: "auto", python },
    );
    expect(proof).toMatchObject({ passed: false, checks: [{ name: "files" }] });
    expect(proof.checks[0]?.detail).toContain(reason);
  });

  it("says what is missing where there is no manage.py", async () => {
    const proof = await prove([{ path: "a.py", content: "x = 1\n" }], { wanted: "auto", python });
    expect(check(proof, "check")).toMatchObject({ passed: false });
    expect(check(proof, "check")?.detail).toContain("no manage.py");
  });
});

describe.skipIf(!python)(`a booted proof${why && ` (not tested here: ${why})`}`, { timeout: 120_000 }, () => {
  it("passes a sound project with figures, and tells its steps as they end", async () => {
    const seen: string[] = [];
    const proof = await prove(smallProject(), {
      wanted: "auto",
      python,
      onProgress: (steps) => seen.push(steps.map((step) => step.status[0]).join("")),
    });
    expect(proof.checks.filter((check) => !check.passed)).toEqual([]);
    expect(proof).toMatchObject({ level: "booted", passed: true });
    expect(check(proof, "tests")).toMatchObject({ figure: "1 test" });
    expect(check(proof, "coverage")?.figure).toMatch(/^(9\d|100) %$/);
    expect(seen.at(-1)).toBe("ddddddddddd");
    expect(new Set(seen).size).toBeGreaterThan(10);
  });

  it.skipIf(!existsSync(reference))(`passes the reference project (skipped without ${reference})`, async () => {
    const paths = readdirSync(reference, { recursive: true, encoding: "utf8" }).filter((path) =>
      /\.(py|ini)$/.test(path),
    );
    const files = paths.filter((path) => statSync(join(reference, path)).isFile());
    const proof = await prove(
      files.map((path) => ({ path, content: readFileSync(join(reference, path), "utf8") })),
      { wanted: "auto", python },
    );
    expect(proof.checks.filter((check) => !check.passed)).toEqual([]);
    expect(check(proof, "tests")?.figure).toBe("12 tests");
  });

  it("points at the failing test's line, and at the project's line that raised", async () => {
    const tests = `${textOf("backend/tests.py")}
    def test_counts(self):
        self.assertEqual(Book.objects.count(), 3)

    def test_raises(self):
        Book(title="a").price()
`;
    const models = `${textOf("backend/models.py")}
    def price(self):
        return 1 / 0
`;
    const proof = await boot({ "backend/tests.py": tests, "backend/models.py": models });
    expect(failed(proof)).toEqual(["tests"]);
    expect(check(proof, "tests")).toMatchObject({ figure: "2 failures in 3 tests" });
    expect(check(proof, "tests")?.detail).toContain("test_counts: AssertionError: 0 != 3");
    expect(proof.places.map(({ path, line }) => `${path}:${line}`)).toEqual([
      "backend/models.py:11",
      "backend/tests.py:14",
      "backend/tests.py:11",
    ]);
  });

  it("points at the model that Django's checks complain about", async () => {
    const models = textOf("backend/models.py").replace("max_length=80", "max_length=-1");
    const proof = await boot({ "backend/models.py": models });
    expect(check(proof, "check")?.detail).toContain("fields.E121");
    expect(proof.places[0]).toMatchObject({ path: "backend/models.py", line: 5 });
  });

  it("misses a migration", async () => {
    const models = textOf("backend/models.py").replace("max_length=80", "max_length=90");
    const proof = await boot({ "backend/models.py": models });
    expect(failed(proof)).toEqual(["migrations-complete"]);
    expect(proof.places[0]).toMatchObject({ path: "backend/models.py" });
  });

  it("fails a project that starts in production without its secret", async () => {
    const settings = textOf("core/settings.py").replace('else ""', 'else "y" * 60 + "abcdefgh"');
    const proof = await boot({ "core/settings.py": settings });
    expect(failed(proof)).toEqual(["no-secret-no-start"]);
  });

  it("fails production settings that Django calls unsafe", async () => {
    const settings = textOf("core/settings.py").replace(
      "SECURE_SSL_REDIRECT = not DEBUG",
      "SECURE_SSL_REDIRECT = False",
    );
    const proof = await boot({ "core/settings.py": settings });
    expect(failed(proof)).toEqual(["check-deploy"]);
    expect(check(proof, "check-deploy")?.detail).toContain("security.W008");
  });

  it("fails too little coverage, names the gap, and heeds what the project asks for", async () => {
    const views = `x = 0\n${"x += 1\n".repeat(3)}\n\ndef f():\n${"    print(1)\n".repeat(60)}`;
    const proof = await boot({ "backend/views.py": views });
    expect(failed(proof)).toEqual(["coverage"]);
    expect(proof.places[0]).toMatchObject({ path: "backend/views.py", line: 1 });
    const pyproject = `${textOf("pyproject.toml")}[tool.coverage.report]\nfail_under = 10\n`;
    const lenient = await boot({ "backend/views.py": views, "pyproject.toml": pyproject });
    expect(failed(lenient)).toEqual([]);
    expect(check(lenient, "coverage")?.detail).toContain("asks for 10 % only");
  });

  it("fails a project without tests, and one that does not load, with the line that is to blame", async () => {
    const proof = await boot({ "backend/tests.py": "", "backend/models.py": "import nowhere\n\nprint(nowhere)\n" });
    expect(failed(proof)).not.toContain("syntax");
    expect(check(proof, "check")?.detail).toBe("ModuleNotFoundError: No module named 'nowhere'");
    expect(check(proof, "migrate")).toMatchObject({ passed: false, figure: "not run" });
    expect(proof.places[0]).toMatchObject({ path: "backend/models.py", line: 1 });
    const untested = await boot({ "backend/tests.py": "" });
    expect(check(untested, "tests")?.detail).toBe("The project has no tests.");
  });

  it("lets a project have modules of the same names as djinn's own", async () => {
    const tests = textOf("backend/tests.py").replace("import TestCase", "import TestCase\nimport stages, explain\n");
    const proof = await boot({
      "stages.py": "NAME = 1\n",
      "explain.py": "NAME = 1\n",
      "backend/tests.py": `${tests}
    def test_is_the_projects_own(self):
        self.assertEqual([stages.NAME, explain.NAME], [1, 1])
`,
    });
    expect(proof.checks.filter((check) => !check.passed)).toEqual([]);
  });

  it("runs without a sandbox only on the operator's word, and says so in the proof", async () => {
    const proof = await prove(smallProject(), { wanted: "auto", python, host: true });
    expect(proof).toMatchObject({ level: "booted", passed: true });
    expect(check(proof, "sandbox")).toMatchObject({ figure: "none" });
    expect(check(proof, "sandbox")?.detail).toContain("UNPROTECTED");
  });
});
