/** Proves a project: everything that needs no running first, then, where a sandbox can be had, everything that does. */
import { boot, bootedChecks } from "./boot.ts";
import type { Limits } from "./limits.ts";
import { probe } from "./probe.ts";
import type { Place, ProjectFile, Proof, ProofCheck, Step } from "./proof.ts";
import { checkStatically } from "./static.ts";

export type ProveOptions = {
  /** `static` runs none of the project's code. `auto` does where that can be done in a sandbox. */
  wanted: "auto" | "static";
  /** The interpreter of the proof's environment; without one the proof is static. */
  python?: string | undefined;
  /** The operator's word that the code may run WITHOUT a sandbox. */
  host?: boolean;
  /** Tighter or wider than usual. */
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  /** All steps, each time one of them changes. */
  onProgress?: (steps: Step[]) => void;
};

/** Never throws for what is in the files: whatever is wrong with them is a failed check. */
export async function prove(files: readonly ProjectFile[], options: ProveOptions): Promise<Proof> {
  const begun = performance.now();
  const progress = reporter(options.onProgress);
  const finish = (level: Proof["level"], checks: ProofCheck[], places: Place[]): Proof => ({
    level,
    passed: checks.every((check) => check.passed),
    checks,
    places: unique(places),
    seconds: since(begun),
  });

  const unusable = misnamed(files);
  if (unusable) return finish("static", [unusable], []);
  const wantsBoot = options.wanted === "auto";
  progress.plan(["syntax", "lint", "format", ...(wantsBoot ? bootedChecks : [])]);
  progress.begin("syntax");
  const { checks, places } = await checkStatically(files);
  for (const check of checks) progress.end(check);
  if (!wantsBoot || checks[0]?.passed === false) return finish("static", checks, places);

  if (!files.some((file) => file.path === "manage.py")) {
    const detail = "There is no manage.py, so this is no Django project that could be started.";
    return finish("static", [...checks, { name: "check", passed: false, figure: "", detail, seconds: 0 }], places);
  }
  const sandbox = await confinement(options);
  if (!sandbox.boots || options.python === undefined) {
    progress.drop(bootedChecks);
    return finish("static", [...checks, sandbox.check], places);
  }
  const { python, host = false, limits, signal } = options;
  const onCheck = (name: string, ended: ProofCheck | undefined) => (ended ? progress.end(ended) : progress.begin(name));
  const booted = await boot(files, { python, host, limits, signal, onCheck });
  return finish("booted", [...checks, sandbox.check, ...booted.checks], [...booted.places, ...places]);
}

/** What the code will run in: a check that always passes, so that nobody reads a proof without knowing. */
async function confinement({ python, host }: ProveOptions): Promise<{ boots: boolean; check: ProofCheck }> {
  const begun = performance.now();
  const check = (figure: string, detail: string): ProofCheck => {
    return { name: "sandbox", passed: true, figure, detail, seconds: since(begun) };
  };
  if (host && python !== undefined)
    return {
      boots: true,
      check: check("none", "PROOF=host: the project's code was run UNPROTECTED on djinn's machine."),
    };
  const { level, why, how } = await probe(python);
  if (level === "booted") return { boots: true, check: check("bubblewrap", "") };
  const detail = `Static checks only, the project was not started: ${why}.${how ? ` ${how}` : ""}`;
  return { boots: false, check: check("static only", detail) };
}

/** A file whose name could not be written where it belongs. */
function misnamed(files: readonly ProjectFile[]): ProofCheck | undefined {
  const paths = new Set(files.map((file) => file.path));
  const fail = (path: string, why: string): ProofCheck => {
    const detail = `${JSON.stringify(path.slice(0, 200))} ${why}.`;
    return { name: "files", passed: false, figure: "", detail, seconds: 0 };
  };
  for (const path of [...paths].sort()) {
    const parts = path.split("/");
    if (parts.some((part) => part === "" || part === "." || part === "..") || /[\0\\]/.test(path))
      return fail(path, "is no path inside a project");
    if (parts.some((part) => Buffer.byteLength(part) > 255)) return fail(path, "has too long a name");
    const folders = parts.slice(1).map((_, n) => parts.slice(0, n + 1).join("/"));
    const above = folders.find((folder) => paths.has(folder));
    if (above !== undefined) return fail(above, "is a file and a folder at once");
  }
  if (paths.size === files.length) return undefined;
  const twice = files.find((file, n) => files.findIndex((other) => other.path === file.path) < n);
  return fail(twice?.path ?? "", "is there twice");
}

function reporter(onProgress: ProveOptions["onProgress"]) {
  let steps: Step[] = [];
  const change = (name: string, status: Step["status"], note?: string) => {
    steps = steps.map((step) => (step.label === name ? { label: name, status, ...(note ? { note } : {}) } : step));
    onProgress?.(steps);
  };
  return {
    plan(names: readonly string[]) {
      steps = names.map((label) => ({ label, status: "waiting" }));
    },
    drop(names: readonly string[]) {
      steps = steps.filter((step) => !names.includes(step.label));
      onProgress?.(steps);
    },
    begin: (name: string) => change(name, "running"),
    end: ({ name, passed, figure, detail }: ProofCheck) =>
      change(name, passed ? "done" : "failed", figure || (passed ? "" : detail.split("\n")[0]?.slice(0, 120))),
  };
}

function unique(places: readonly Place[]): Place[] {
  const firsts = Map.groupBy(places, (place) => `${place.path}:${place.line}`);
  return [...firsts.values()].flatMap((same) => same.slice(0, 1));
}

function since(begun: number): number {
  return Math.round(performance.now() - begun) / 1000;
}
