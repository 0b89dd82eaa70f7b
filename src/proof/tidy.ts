/** Generated Python, tidied: imports sorted, every file formatted. */
import type { ProjectFile } from "./proof.ts";
import { type Diagnostic, type Ruff, ruff } from "./ruff.ts";

/**
 * The same files with the imports and exports of every `.py` sorted, and all of it formatted. The same files give the same bytes, whatever their order.
 * Throws where a file is no Python: generated text that does not parse is a fault of its template.
 */
export function tidy<File extends ProjectFile>(files: readonly File[]): File[] {
  const tools = ruff({ test: false, firstParty: ownModules(files), only: ["I", "RUF022"] });
  return files.map((file) => (isPython(file.path) ? { ...file, content: tidyText(file, tools) } : file));
}

export function isPython(path: string): boolean {
  return path.endsWith(".py");
}

/** "backend", "core", "manage": what an import of the project's own code can begin with. */
export function ownModules(files: readonly { path: string }[]): string[] {
  const tops = files.filter((file) => isPython(file.path)).map((file) => file.path.replace(/\.py$/, "").split("/")[0]);
  return [...new Set(tops)].filter((top) => top !== undefined).sort();
}

/** The text with its import blocks in order, or with what else `codes` name set right. */
export function sortImports(source: string, tools: Ruff, codes: readonly string[] = ["I001"]): string {
  const edits = tools
    .check(source)
    .filter(({ code }) => code !== null && codes.includes(code))
    .flatMap((diagnostic) => diagnostic.fix?.edits ?? []);
  return applyEdits(source, edits);
}

function tidyText(file: ProjectFile, tools: Ruff): string {
  try {
    return tools.format(sortImports(tools.format(file.content), tools, ["I001", "RUF022"]));
  } catch (error) {
    const first = syntaxError(file.content, tools);
    const where = first ? `${file.path}:${first.start_location.row}:${first.start_location.column}` : file.path;
    throw new Error(`${where} does not parse: ${first?.message ?? String(error)}`, { cause: error });
  }
}

function syntaxError(source: string, tools: Ruff): Diagnostic | undefined {
  try {
    return tools.check(source).find((diagnostic) => diagnostic.code === "invalid-syntax");
  } catch {
    return undefined;
  }
}

type Edit = NonNullable<Diagnostic["fix"]>["edits"][number];

/** From the last to the first, so that no edit moves the place of another. */
function applyEdits(source: string, edits: readonly Edit[]): string {
  const starts = [0, ...source.matchAll(/\r\n|\r|\n/g).map((end) => end.index + end[0].length)];
  const offset = (at: Edit["location"]) => (starts[at.row - 1] ?? source.length) + at.column - 1;
  return edits
    .map((edit) => ({ from: offset(edit.location), to: offset(edit.end_location), text: edit.content ?? "" }))
    .sort((a, b) => b.from - a.from)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), source);
}
