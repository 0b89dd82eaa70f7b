/** Which names a piece of Python uses, and the import lines that follow from it. */
import type { Python } from "./python.ts";

/** Names in code, and "name." or "name(" where something of it is used or it is called. Text in literals is no use, nor is what is assigned to. */
export function usedNames(body: Python): ReadonlySet<string> {
  const code = body
    .replace(/"(?:[^"\\\n]|\\.)*"/g, "")
    .replace(/"[^"]*"/g, "")
    .replace(/^ *[\p{L}_][\p{L}\p{N}_]*(?= = |: )/gmu, "");
  const names = code.match(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|=[^=])[.(]?/gu) ?? [];
  return new Set(names.flatMap((found) => [found, found.replace(/[.(]$/, "")]));
}

/** Of a table from names to import lines, the lines for what `body` uses and does not define; ruff sorts them later. */
export function imports(body: Python, table: Readonly<Record<string, Python>>): Python[] {
  const used = usedNames(body);
  const defined = new Set(
    Array.from(body.matchAll(/^(?:(?:class|def) )?([\p{L}\p{N}_]+)(?=[:(]| =)/gmu), ([, name]) => name),
  );
  return Object.entries(table)
    .filter(([name]) => used.has(name) && !defined.has(name.replace(/[.(]$/, "")))
    .map(([, line]) => line);
}
