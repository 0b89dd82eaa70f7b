/** PROOF.md: its first line says how far the proof went, failures are loud, and nothing in it can act as markup. */

import { describe, expect, test } from "vitest";
import { proofPage } from "#archive";

const CHECKS = [
  { name: "check", passed: true, figure: "0 issues", detail: "" },
  { name: "tests", passed: true, figure: "118 tests", detail: "PostgreSQL was left out" },
];
const page = (over: object, notes: string[] = []) =>
  proofPage({ level: "booted", passed: true, checks: CHECKS, places: [], ...over }, notes);
const headline = (text: string) => text.split("\n")[0];

describe("PROOF.md", () => {
  test("says in its first line that the project was booted and what passed", () => {
    expect(headline(page({}))).toBe("# Booted: all 2 checks passed");
    expect(page({})).toContain("| passed | tests | 118 tests | PostgreSQL was left out |");
  });

  test("says in its first line that only the text was read", () => {
    expect(headline(page({ level: "static" }))).toBe("# Static only: all 2 checks passed, and nothing was run");
  });

  test("says in its first line that nothing was run, also where a check list came out empty", () => {
    for (const over of [{ level: "none", checks: [] }, { checks: [] }])
      expect(headline(page(over))).toBe("# Nothing was run: this project is not proven");
  });

  test("names the failing checks in its first line, shows their output and where to look", () => {
    const failing = page({
      passed: false,
      checks: [...CHECKS, { name: "coverage", passed: false, figure: "71 %", detail: "TOTAL 71%\r\nmissing 80" }],
      places: [
        { path: "backend/tests.py", line: 212, message: "-5 was accepted" },
        { path: "backend/a.py", line: undefined, message: "x" },
      ],
    });
    expect(headline(failing)).toBe("# Booted, and FAILING: coverage");
    expect(failing).toContain("| **FAILED** | coverage | 71 % |  |");
    expect(failing).toContain("### coverage\n\n    TOTAL 71%\n    missing 80");
    expect(failing).toContain("- backend/tests.py:212: -5 was accepted\n- backend/a.py: x");
  });

  test("is failing when the proof says so, though every check it lists passed", () => {
    expect(headline(page({ passed: false }))).toBe("# Booted, and FAILING: see below");
  });

  test("holds the notes, and leaves the section out where there are none", () => {
    expect(page({}, ["Approved by Ana: 11 files"])).toContain(
      "## Decided in the review\n\n- Approved by Ana: 11 files",
    );
    expect(page({})).not.toContain("Decided in the review");
  });

  test("lists the rules that nothing in the project keeps, and why", () => {
    const proof = { level: "booted", passed: true, checks: CHECKS, places: [] } as const;
    expect(proofPage(proof, [], [{ text: "Be *nice*", why: "it names no field" }])).toContain(
      "## Not enforced\n\n- Be \\*nice\\* (it names no field)",
    );
    expect(page({})).not.toContain("Not enforced");
  });

  test("shows text from people as text: no markup, no HTML, no new lines", () => {
    const text = page({ checks: [{ name: "x|y", passed: false, figure: "", detail: "```\n<script>" }] }, [
      "<img src=x onerror=alert(1)> [a](http://b)\n# Booted\u202E",
    ]);
    expect(text).toContain("- \\<img src=x onerror=alert(1)\\> \\[a\\](http://b) \\# Booted");
    expect(text).toContain("x\\|y");
    expect(text).toContain("    ```\n    <script>");
  });

  test("ends with one new line and is the same each time", () => {
    expect(page({})).toMatch(/[^\n]\n$/);
    expect(page({})).toBe(page({}));
  });
});
