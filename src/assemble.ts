/** Keeps a project whole when reviewers skip files: references to a file that is left out go, and nothing else changes. */
import { applyPatch, structuredPatch } from "diff";
import type { Assembly, GeneratedFile, ProjectFile } from "#conversations";

/**
 * `render` gives the templates' project without the named files. The difference between the whole project and the one
 * without them is the patch that each remaining file gets, so an edit elsewhere in that file stays as it is. A file that
 * others cannot do without stays in with the template's own text.
 */
export function assemble(
  render: (without: readonly string[]) => readonly GeneratedFile[],
  files: readonly ProjectFile[],
  skipped: readonly string[],
): Assembly {
  const result: Assembly = { files: [], left: [], kept: [], changed: [], conflicts: [] };
  if (skipped.length === 0) return { ...result, files: [...files] };

  const whole = new Map(render([]).map((file) => [file.path, file]));
  result.kept = neededAnyway(whole, skipped);
  result.left = skipped.filter((path) => !result.kept.some((kept) => kept.path === path));
  const reduced = new Map(render(result.left).map((file) => [file.path, file.content]));
  // What served only files that are left out has gone with them.
  result.left = [...new Set([...result.left, ...[...whole.keys()].filter((path) => !reduced.has(path))])];

  for (const file of files) {
    if (result.left.includes(file.path)) continue;
    const template = whole.get(file.path)?.content;
    const start =
      result.kept.some(({ path }) => path === file.path) && template !== undefined ? template : file.content;
    const goal = reduced.get(file.path);
    if (template === undefined || goal === undefined || goal === template) {
      result.files.push({ path: file.path, content: start });
      continue;
    }
    const content =
      start === template
        ? goal
        : applyPatch(start, structuredPatch(file.path, file.path, template, goal), { fuzzFactor: 1 });
    if (content === false) {
      result.conflicts.push({
        severity: "warning",
        where: file.path,
        message: `It was edited where it refers to ${result.left.join(", ")}, so those references could not be taken out.`,
        hint: "Take them out with Edit, or take the skip back.",
      });
      result.files.push({ path: file.path, content: start });
      continue;
    }
    result.files.push({ path: file.path, content });
    result.changed.push({ path: file.path, because: result.left.join(", "), removed: lines(start) - lines(content) });
  }
  return result;
}

/** Of the skipped files, those that something in the project still needs; what such a file needs is needed, too. */
function neededAnyway(whole: ReadonlyMap<string, GeneratedFile>, skipped: readonly string[]): Assembly["kept"] {
  const left = new Set(skipped);
  const kept: Assembly["kept"] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const path of left) {
      const neededBy = whole.get(path)?.neededBy.filter((needer) => whole.has(needer) && !left.has(needer)) ?? [];
      if (neededBy.length === 0) continue;
      kept.push({ path, neededBy });
      changed = left.delete(path);
    }
  }
  return kept;
}

const lines = (text: string) => text.split("\n").length;
