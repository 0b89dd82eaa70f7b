/** The checks that run nothing of the project: does every Python file parse, is it lint-free, formatted, its imports sorted? */
import { setImmediate } from "node:timers/promises";
import { checkPython, isMigration, isTest } from "./check.ts";
import type { Finding, Place, ProjectFile, ProofCheck } from "./proof.ts";
import { type Ruff, ruff } from "./ruff.ts";
import { isPython, ownModules, sortImports } from "./tidy.ts";

/** Rules that find code which breaks when it runs; all others are a matter of taste, and taste keeps nobody from an archive. */
const breaks = /\((F50\d|F63[12]|F70\d|F82[123])\)$/;

/**
 * "syntax", and where that passes "lint" and "format"; `places` are what the failed ones point at. What is only doubtful
 * (an unused import, a long line) is counted and named, and passes: people's edits are theirs.
 */
export async function checkStatically(
  files: readonly ProjectFile[],
): Promise<{ checks: ProofCheck[]; places: Place[] }> {
  const python = files.filter((file) => isPython(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const firstParty = ownModules(python);
  const tools = { code: ruff({ test: false, firstParty }), tests: ruff({ test: true, firstParty }) };
  const toolsFor = (file: ProjectFile) => (isTest(file.path) ? tools.tests : tools.code);
  const checks: ProofCheck[] = [];
  const places: Place[] = [];
  const record = (name: string, what: string, begun: number, found: Place[], fails: (place: Place) => boolean) => {
    const faults = found.filter(fails);
    const told = [...faults, ...found.filter((place) => !fails(place))];
    const detail = told.slice(0, 10).map(({ path, line, message }) => `${path}:${line ?? 1}: ${message}`);
    if (told.length > 10) detail.push(`and ${told.length - 10} more`);
    const figure =
      found.length === 0 ? what : faults.length === 0 ? `${found.length} doubtful` : `${faults.length} found`;
    checks.push({ name, passed: faults.length === 0, figure, detail: detail.join("\n"), seconds: since(begun) });
    places.push(...faults);
  };

  let begun = performance.now();
  const findings = (await each(python, (file) => checkPython(file, toolsFor(file)))).flat();
  const broken = findings.filter((finding) => finding.severity === "error");
  record("syntax", `${python.length} files`, begun, broken.map(toPlace), () => true);
  if (broken.length > 0) return { checks, places };
  record("lint", "", begun, findings.map(toPlace), ({ message }) => breaks.test(message));
  begun = performance.now();
  const judged = await each(python, (file) => ({ file, tidy: isMigration(file.path) || isTidy(file, toolsFor(file)) }));
  const untidy = judged.filter(({ tidy }) => !tidy).map(({ file }) => file);
  record(
    "format",
    "",
    begun,
    untidy.map(({ path }) => ({ path, line: undefined, message: "not formatted as ruff would" })),
    () => false,
  );
  return { checks, places };
}

/** One file after another, and between two of them everybody else's turn: a large project takes seconds. */
async function each<T>(files: readonly ProjectFile[], work: (file: ProjectFile) => T): Promise<T[]> {
  const results: T[] = [];
  for (const file of files) {
    results.push(work(file));
    await setImmediate();
  }
  return results;
}

function isTidy(file: ProjectFile, tools: Ruff): boolean {
  return sortImports(file.content, tools) === file.content && tools.format(file.content) === file.content;
}

function toPlace({ where, message }: Finding): Place {
  const [, path = where, line] = /^(.*?):(\d+):\d+$/.exec(where) ?? [];
  return { path, line: line === undefined ? undefined : Number(line), message };
}

function since(begun: number): number {
  return Math.round(performance.now() - begun) / 1000;
}
