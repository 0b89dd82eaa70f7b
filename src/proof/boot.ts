/** The checks that run the project's code: told to boot.py, heard back one by one. */
import { z } from "zod";
import { describe } from "./interpreter.ts";
import { type Limits, limitsFor } from "./limits.ts";
import type { Place, ProjectFile, ProofCheck } from "./proof.ts";
import { type Ending, runConfined } from "./sandbox.ts";

/** Everything that is run, in the order it is shown. */
export const bootedChecks = [
  "check",
  "check-deploy",
  "no-secret-no-start",
  "migrations-complete",
  "migrate",
  "schema",
  "tests",
  "coverage",
];
/** Stages of one lane run after another, lanes beside each other: the tests take as long as everything else. */
const lanes = [["development", "production", "without_secret"], ["tests"]];

export type BootOptions = {
  python: string;
  host: boolean;
  limits?: Partial<Limits> | undefined;
  signal?: AbortSignal | undefined;
  /** A check that begins, or ends with what came of it. */
  onCheck: (name: string, ended: ProofCheck | undefined) => void;
};

/** One check for each of `bootedChecks`, whatever the project's code does. */
export async function boot(
  files: readonly ProjectFile[],
  { python, host, limits, signal, onCheck }: BootOptions,
): Promise<{ checks: ProofCheck[]; places: Place[] }> {
  const known = new Set(files.map((file) => file.path));
  const ended = new Map<string, ProofCheck & { places: Place[] }>();
  const begun = new Map<string, number>();
  let done = false;
  const onResult = (text: string) => {
    const line = parse(text);
    if (line === undefined) return;
    if ("done" in line) {
      done = true;
      return;
    }
    const { check: name, passed, places, ...rest } = line;
    if (!bootedChecks.includes(name) || ended.has(name)) return;
    if (passed === undefined) {
      begun.set(name, performance.now());
      onCheck(name, undefined);
      return;
    }
    const inside = places.filter((place) => known.has(place.path));
    const check = { name, passed, ...rest };
    ended.set(name, { ...check, places: inside });
    onCheck(name, check);
  };
  const ending = await runConfined({
    interpreter: await describe(python),
    order: { task: "prove", lanes, files: Object.fromEntries(files.map(({ path, content }) => [path, content])) },
    limits: { ...limitsFor(files), ...limits },
    host,
    onResult,
    signal,
  });
  // A run that does not say that it is done was cut short: what it had said by then may be too little to be trusted.
  const why = done ? "Nothing was reported." : explain(ending);
  const checks = bootedChecks.map((name) => {
    const check = ended.get(name);
    if (check) return check;
    const seconds = (performance.now() - (begun.get(name) ?? performance.now())) / 1000;
    const missing = { name, passed: false, figure: "", detail: why, seconds, places: [] };
    onCheck(name, missing);
    return missing;
  });
  return {
    checks: checks.map(({ places: _, ...check }) => check),
    places: checks.flatMap((check) => (check.passed ? [] : check.places)),
  };
}

const text = (most: number) => z.string().transform((value) => value.slice(0, most));
const Line = z.union([
  z.object({ done: z.literal(true) }),
  z.object({
    check: z.string(),
    passed: z.boolean().optional(),
    figure: text(60).default(""),
    detail: text(4000).default(""),
    seconds: z.number().nonnegative().default(0),
    places: z
      .array(z.object({ path: z.string(), line: z.number().nullish(), message: text(400) }))
      .max(50)
      .default([])
      .transform((places) => places.map((place) => ({ ...place, line: place.line ?? undefined }))),
  }),
]);

function parse(text: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function explain({ stopped, output, status }: Ending): string {
  if (stopped) return stopped;
  const last = output.trim().split("\n").slice(-5).join("\n").slice(-1000);
  return `The project's code ended everything before it finished (status ${status ?? "unknown"}).${last ? `\n${last}` : ""}`;
}
