/** The Python environment that proofs run in: made once from the pinned list, found again ever after. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const requirements = resolve(import.meta.dirname, "requirements.txt");
const installer = resolve(import.meta.dirname, "install.py");
/** The oldest Python that Django 5.2's neighbours in the pinned list still install on. */
const oldest: readonly [number, number] = [3, 11];

/** What came of it, in words; `python` is the interpreter where it is ready. */
export type Setup = { ready: boolean; text: string; python: string | undefined };

/** The interpreter of the environment below `home`, or undefined where `setup` has not finished one for these pins. */
export async function environment(home: string): Promise<string | undefined> {
  const folder = resolve(home, "python");
  const prefix = `${await pins()}-`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort().reverse()) {
    if (!name.startsWith(prefix) || name.endsWith(".lock")) continue;
    const python = join(folder, name, "bin", "python");
    if ((await exists(join(folder, name, "ready"))) && (await exists(python))) return python;
  }
  return undefined;
}

/**
 * Makes that environment unless it is there: takes half a minute and the network, may be run by several at once and again
 * after a kill. `python` is the command to start from, `signal` ends it early; the answer says how to mend what did not work.
 */
export async function setup(
  home: string,
  onProgress: (line: string) => void,
  python?: string,
  signal?: AbortSignal,
): Promise<Setup> {
  const before = await environment(home);
  if (before) return { ready: true, text: "The Python environment is ready.", python: before };
  const found = await findPython(
    python && python !== "python3" ? [python] : ["python3", "python3.14", "python3.13", "python3.12", "python3.11"],
  );
  if ("missing" in found) return { ready: false, text: found.missing, python: undefined };
  const folder = resolve(home, "python", `${await pins()}-${found.version}`);
  onProgress(`Using Python ${found.version}`);
  const said: string[] = [];
  const status = await run(
    found.executable,
    ["-I", installer, folder, requirements],
    (line) => {
      said.push(line);
      if (!line.startsWith("Requirement already")) onProgress(shorten(line));
    },
    signal,
  );
  const made = status === 0 ? await environment(home) : undefined;
  if (!made) return { ready: false, text: explain(said), python: undefined };
  return { ready: true, text: `The Python environment is ready (Python ${found.version}).`, python: made };
}

async function pins(): Promise<string> {
  return createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The first command that is a Python new enough. */
async function findPython(
  commands: readonly string[],
): Promise<{ executable: string; version: string } | { missing: string }> {
  const tooOld: string[] = [];
  for (const command of commands) {
    const lines: string[] = [];
    const ask = "import platform, sys; print(sys.executable); print(platform.python_version())";
    const status = await run(command, ["-I", "-c", ask], (line) => lines.push(line));
    const [executable, version] = lines;
    if (status !== 0 || !executable || !version) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return { executable, version };
    tooOld.push(`${command} is ${version}`);
  }
  const wanted = `Python ${oldest.join(".")} or newer`;
  if (tooOld.length > 0) return { missing: `djinn needs ${wanted} to boot projects; ${tooOld.join(", ")}.` };
  return {
    missing: `There is no Python here (tried ${commands.join(", ")}). Install ${wanted}, on Debian: apt install python3 python3-venv`,
  };
}

/** Every line of output as it comes; the exit status, or undefined where the command cannot be started. */
function run(
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<number | undefined> {
  return new Promise((done) => {
    // A group of its own, so that what it starts (pip) ends with it.
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    const end = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
    child.once("error", () => done(undefined));
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", onLine);
    child.once("close", (status) => {
      signal?.removeEventListener("abort", end);
      done(status ?? undefined);
    });
  });
}

function shorten(line: string): string {
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function explain(said: readonly string[]): string {
  const all = said.join("\n");
  if (all.includes("NO-VENV")) return "This Python cannot make environments. On Debian: apt install python3-venv";
  if (
    /NewConnectionError|Temporary failure in name resolution|ConnectTimeout|Network is unreachable|ProxyError/.test(all)
  )
    return "The package index could not be reached: the Python environment needs the network once. Try again when there is one.";
  const last = said.filter((line) => line.trim() !== "").slice(-3);
  return `The Python environment could not be made: ${last.join(" | ").slice(0, 600)}`;
}
