/** What can be said of one text without running it. */
import type { Finding, ProjectFile } from "./proof.ts";
import { type Diagnostic, type Ruff, ruff } from "./ruff.ts";
import { isPython } from "./tidy.ts";

/**
 * Errors where the text does not parse, warnings where the linter has doubts; nothing for kinds of file that are not known.
 * `firstParty` names the project's own top-level modules, which import order depends on.
 */
export function check(file: ProjectFile, firstParty: readonly string[] = ["backend", "core", "manage"]): Finding[] {
  if (isPython(file.path)) return checkPython(file, ruff({ test: isTest(file.path), firstParty }));
  if (file.path.endsWith(".json")) return checkJson(file);
  return [];
}

export function isTest(path: string): boolean {
  return /(^|\/)(tests[^/]*\.py|tests\/.*|test_settings\.py)$/.test(path);
}

/** Migrations are Django's own style; as in every Django project they are not linted. */
export function isMigration(path: string): boolean {
  return /(^|\/)migrations\//.test(path);
}

export function checkPython(file: ProjectFile, tools: Ruff): Finding[] {
  try {
    const diagnostics = tools.check(file.content);
    const broken = diagnostics.filter(isSyntax);
    if (broken.length > 0) return broken.map((diagnostic) => toFinding(file.path, diagnostic));
    if (isMigration(file.path)) return [];
    return diagnostics.map((diagnostic) => toFinding(file.path, diagnostic));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ severity: "error", where: file.path, message: error.message, hint: "Split it into smaller parts." }];
  }
}

function isSyntax(diagnostic: Diagnostic): boolean {
  return diagnostic.code === "invalid-syntax" || diagnostic.code === null;
}

function toFinding(path: string, diagnostic: Diagnostic): Finding {
  const { row, column } = diagnostic.start_location;
  const code = isSyntax(diagnostic) ? "" : ` (${diagnostic.code})`;
  return {
    severity: isSyntax(diagnostic) ? "error" : "warning",
    where: `${path}:${row}:${column}`,
    message: diagnostic.message + code,
    hint: diagnostic.fix?.message ?? "",
  };
}

function checkJson(file: ProjectFile): Finding[] {
  try {
    JSON.parse(file.content);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ severity: "error", where: file.path, message: `This is no JSON: ${message}`, hint: "" }];
  }
}
