/** The `py` tag: whatever people write stays text, and templates keep their shape. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comment, docstring, literal } from "../../src/django/literal.ts";
import { definitions, doc, list, members, name, py, str, value } from "../../src/django/python.ts";

const python = spawnSync("python3", ["--version"]).status === 0;
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "\\", "\n", "\r", "#", "\0", "'", "{", "\u2028"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 3 }),
  ),
  maxLength: 60,
});

describe("text", () => {
  test("a literal has no raw quote, control character or line break in it, so nothing can end it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of literal(text)
          .split("\n")
          .filter((line) => line !== "(" && line !== ")")) {
          expect(line.trim()).toMatch(/^"(?:[^"\\\p{C}]|\\[\\"n]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*"$/u);
        }
      }),
    );
  });

  test.skipIf(!python)("Python reads a literal as the same text (needs python3)", () => {
    const texts = [
      ...fc.sample(anyText, 300),
      "заказ – “q” 客户 é ſ",
      "x".repeat(500),
      "a b ".repeat(100),
      "\\",
      '"""',
    ];
    const source = `import json\nprint(json.dumps([${texts.map(literal).join(", ")}]))`;
    const run = spawnSync("python3", ["-"], { input: source, encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toEqual(texts.map((text) => text.toWellFormed()));
  });

  test.skipIf(!python)("docstrings and comments are nothing but docstrings and comments (needs python3)", () => {
    const texts = [...fc.sample(anyText, 300), '"""', 'a"', "\\", '"', "", 'x""""""y', "\nimport os"];
    const source = texts.map(
      (text, i) => `def f${i}():\n    ${docstring([text, text]).replaceAll("\n", "\n    ")}\n${comment(text)}`,
    );
    const check =
      "import ast,sys\nt=ast.parse(sys.stdin.buffer.read().decode())\nassert all(isinstance(f,ast.FunctionDef) and len(f.body)==1 and ast.get_docstring(f) is not None for f in t.body)\nprint(len(t.body))";
    const run = spawnSync("python3", ["-c", check], { input: source.join("\n"), encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.stdout.trim()).toBe(String(texts.length));
  });

  test("a word that could pass for another is written in escapes, other scripts stay readable", () => {
    expect(literal("客户 Größe Привет")).toBe('"客户 Größe Привет"');
    expect(literal("сору")).toBe('"\\u0441\\u043e\\u0440\\u0443"');
    expect(literal("TypeЦвет")).toBe('"TypeЦв\\u0435т"');
    expect(literal("Цвет Цвет2")).toBe('"Цвет Цв\\u0435т2"');
    expect(literal("a\u202eb")).toBe('"a\\u202eb"');
  });

  test("no line of a long text passes column 100", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 80, maxLength: 400 }), (text) => {
        for (const line of literal(text).split("\n")) expect(line.length).toBeLessThan(84);
        for (const line of docstring([text]).split("\n")) {
          // A method's docstring is indented by 8.
          expect(line.length).toBeLessThan(92);
        }
      }),
    );
  });
});

describe("names", () => {
  test("an identifier passes, also a Chinese one; anything else is a bug that is thrown", () => {
    for (const good of ["a", "_x1", "客户", "naïve", "match"]) expect(name(good)).toBe(good);
    for (const bad of ["", "1a", "a b", "a.b", "class", "None", "x\n", "__import__('os')", "ﬁ", "a-b"]) {
      expect(() => name(bad)).toThrow("Not a Python name");
    }
  });

  test("numbers that Python cannot write are thrown", () => {
    expect(value(1e21)).toBe("1e+21");
    expect(value(3)).toBe("3");
    expect(value(true)).toBe("True");
    expect(() => value(Number.NaN)).toThrow();
    expect(() => py`${Number.POSITIVE_INFINITY}`).toThrow();
  });
});

describe("the tag", () => {
  test("a list becomes lines at the indent of its place, an empty part takes its line along", () => {
    const out = py`
      class A:
          ${doc("What", "it is.")}
          ${[py`a = 1`, false, list([py`def f():`, py`    pass`], "\n")]}
          ${[]}
          ${undefined}
          b = [${list([str("x"), false, str("y")])}]
    `;
    expect(out).toBe(
      'class A:\n    """What\n\n    it is.\n    """\n    a = 1\n    def f():\n        pass\n    b = ["x", "y"]',
    );
  });

  test("a part of several lines in the middle of a line keeps the indent of that line", () => {
    expect(py`
      if x:
          y = ${list([py`f(`, py`    1,`, py`)`], "\n")}
    `).toBe("if x:\n    y = f(\n        1,\n    )");
  });

  test("definitions stand two blank lines apart, members one", () => {
    expect(definitions([py`a = 1`, false, py`b = 2`])).toBe("a = 1\n\n\nb = 2");
    expect(members([py`a = 1`, undefined, py`b = 2`])).toBe("a = 1\n\nb = 2");
  });
});
