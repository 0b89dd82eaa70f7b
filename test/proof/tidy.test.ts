/** Tidying and checking texts without running them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, tidy } from "#proof";

const py = (path: string, content: string) => ({ path, content });

describe("tidy", () => {
  it("sorts imports, knows the project's own modules, and formats", () => {
    const messy = "from backend import models\nfrom rest_framework import viewsets\nimport os\nx = {'a':1}\n";
    const [file] = tidy([py("core/urls.py", messy), py("backend/models.py", "")]);
    expect(file?.content).toBe(
      'import os\n\nfrom rest_framework import viewsets\n\nfrom backend import models\n\nx = {"a": 1}\n',
    );
  });

  it("gives the same text when run twice, also where a file has several import blocks", () => {
    const messy = "import sys\nimport os\nif sys:\n    import b\n    import a\nname = 'é€😀'; import z, y\n";
    const once = tidy([py("mine.py", messy)]);
    expect(tidy(once)).toEqual(once);
    expect(once[0]?.content).toContain("    import a\n    import b\n");
    expect(once[0]?.content).toContain("é€😀");
  });

  it("keeps what else it knows of a file, and leaves other kinds of file alone", () => {
    const files = [{ path: "README.md", content: "a  b\n\n\n", about: "words" }];
    expect(tidy(files)).toEqual(files);
  });

  it("finds djinn's own Python tidy", () => {
    const room = join(import.meta.dirname, "../../src/proof");
    const names = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py"));
    const own = names.map((name) => py(name.replace("inside/", ""), readFileSync(join(room, name), "utf8")));
    expect(own.length).toBeGreaterThan(5);
    expect(tidy(own)).toEqual(own);
    expect(own.flatMap((file) => check(file)).filter((finding) => finding.message.includes("(E501)"))).toEqual([]);
  });

  it("throws with the place where a template's text does not parse", () => {
    expect(() => tidy([py("backend/models.py", "x = 1\nclass :\n")])).toThrow(/backend\/models\.py:2:7 does not parse/);
  });
});

describe("check", () => {
  it("gives a syntax error with line and column, and nothing else besides", () => {
    const [first, ...rest] = check(py("backend/views.py", "import os\ndef f(:\n    pass\n"));
    expect(first).toMatchObject({ severity: "error", where: "backend/views.py:2:7" });
    expect(first?.message).toMatch(/parameter/);
    expect(rest.every((finding) => finding.severity === "error")).toBe(true);
  });

  it("gives the linter's doubts as warnings with rule and remedy", () => {
    expect(check(py("a.py", "import os\n"))).toEqual([
      {
        severity: "warning",
        where: "a.py:1:8",
        message: "`os` imported but unused (F401)",
        hint: "Remove unused import: `os`",
      },
    ]);
  });

  it("allows asserts and passwords in tests only", () => {
    const text = 'password = "secret"\nassert password\n';
    expect(check(py("backend/tests.py", text))).toEqual([]);
    expect(check(py("backend/tests/test_job.py", text))).toEqual([]);
    expect(check(py("backend/models.py", text)).map((finding) => finding.message.slice(-6))).toEqual([
      "(S105)",
      "(S101)",
    ]);
  });

  it("answers in words where a text is nested without end, and reads the next text as before", () => {
    const [finding] = check(py("a.py", `x = ${"(".repeat(5000)}1${")".repeat(5000)}\n`));
    expect(finding).toMatchObject({ severity: "error", where: "a.py" });
    expect(finding?.message).toMatch(/nested too deeply/);
    expect(check(py("a.py", "x = 1\n"))).toEqual([]);
  });

  it("reads JSON and is silent about kinds of file it does not know", () => {
    expect(check(py(".erd/model.json", "{"))).toHaveLength(1);
    expect(check(py(".erd/model.json", "{}"))).toEqual([]);
    expect(check(py("Dockerfile", "FROM"))).toEqual([]);
  });
});
