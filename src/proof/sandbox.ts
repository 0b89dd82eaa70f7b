/** Runs djinn's own Python on a project's code, where that code reaches nothing: bubblewrap, its arguments, its end. */
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { closeSync, lstatSync, openSync, readlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Interpreter } from "./interpreter.ts";
import type { Limits } from "./limits.ts";
import { memoryBelow } from "./memory.ts";

export type Task = {
  interpreter: Interpreter;
  /** What boot.py is told on stdin, besides user and limits. */
  order: object;
  limits: Limits;
  /** True: no bubblewrap. Only the operator can want this. */
  host: boolean;
  /** One line of boot.py's results. */
  onResult: (line: string) => void;
  signal?: AbortSignal | undefined;
};
/** How it ended. `stopped` says in words why it was stopped, `output` is the last of stdout and stderr. */
export type Ending = { stopped: string | undefined; output: string; status: number | null };

/** Runs boot.py to its end, which comes at the latest with the limits. Throws where it cannot be started at all. */
export async function runConfined(task: Task): Promise<Ending> {
  if (!task.host) return run(task, "bwrap", bubblewrap(task.interpreter, task.limits), "/project");
  const folder = await mkdtemp(join(tmpdir(), "djinn-proof-"));
  try {
    const script = join(inside, "boot.py");
    return await run(task, task.interpreter.executable, ["-I", "-B", script, folder], folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const inside = resolve(import.meta.dirname, "inside");
const scripts = ["boot.py", "commands.py", "confine.py", "explain.py", "probe.py", "stages.py", "suite.py"];
/** stdin, stdout, stderr, results; the scripts follow. */
const firstScript = 4;
const environment = { PATH: "/usr/bin:/bin", HOME: "/tmp", TMPDIR: "/tmp", LANG: "C.UTF-8" };
const asRoot = () => process.getuid?.() === 0;

/**
 * The sandbox: the system's programs and the Python environment, read-only, and two small folders in memory. Root does not
 * take a user namespace, since one made by root maps root; it keeps the right to become another user, and boot.py does so
 * first of all. The files of this room come in as open descriptors: their folder may be closed to that user.
 */
function bubblewrap(python: Interpreter, limits: Limits): string[] {
  const folder = (path: string, bytes: number, mode: string) => [
    "--perms",
    mode,
    "--size",
    `${bytes}`,
    "--tmpfs",
    path,
  ];
  const own = [python.prefix, python.base].filter((path) => !path.startsWith("/usr/") && path !== "/usr");
  return [
    ...(asRoot() ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] : ["--unshare-user"]),
    ...["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"],
    ...["--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv"],
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--ro-bind", "/usr", "/usr", ...["/bin", "/lib", "/lib32", "/lib64"].flatMap(systemFolder)],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...folder("/dev/shm", limits.temporarySize / 4, "1777"),
    ...folder("/tmp", limits.temporarySize, "1777"),
    ...folder("/project", limits.projectSize, "0777"),
    ...own.flatMap((path) => [...parents(path), "--ro-bind", path, path]),
    ...parents("/djinn/boot.py"),
    ...scripts.flatMap((name, n) => ["--perms", "0444", "--ro-bind-data", `${firstScript + n}`, `/djinn/${name}`]),
    ...["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/project", "--"],
    ...[python.executable, "-I", "-B", "/djinn/boot.py", "/project"],
  ];
}

/** /lib and its like are links into /usr nowadays, folders on older systems. */
function systemFolder(path: string): string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  return found.isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path];
}

/** The folders above a path, open to everyone inside: bubblewrap would make them for their owner alone. */
function parents(path: string): string[] {
  const above = dirname(path);
  return above === "/" ? [] : [...parents(above), "--perms", "0755", "--dir", above];
}

async function run(task: Task, command: string, args: string[], folder: string): Promise<Ending> {
  const { limits } = task;
  const opened = task.host ? [] : scripts.map((name) => openSync(join(inside, name), "r"));
  const child = spawn(command, args, {
    cwd: task.host ? folder : "/",
    env: task.host ? { ...environment, HOME: folder, TMPDIR: folder } : {},
    stdio: ["pipe", "pipe", "pipe", "pipe", ...opened],
    detached: true,
  });
  for (const descriptor of opened) closeSync(descriptor);
  const ended = new Promise<number | null>((done, failed) => child.once("error", failed).once("close", done));

  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    // Its whole group; the kernel ends everything else in the sandbox with its first process.
    if (child.pid !== undefined) tryKill(-child.pid);
  };
  const late = setTimeout(
    () => stop(`It had not finished after ${limits.seconds} s and was stopped.`),
    limits.seconds * 1000,
  );
  const watch = setInterval(async () => {
    if (child.pid === undefined) return;
    const { bytes: held, processes } = await memoryBelow(child.pid);
    if (held > limits.memoryTogether)
      stop(
        `It used more than ${megabytes(limits.memoryTogether)} of memory in ${processes} processes and was stopped.`,
      );
  }, 200);
  const abort = () => stop("The proof was called off.");
  task.signal?.addEventListener("abort", abort, { once: true });
  if (task.signal?.aborted) abort();

  let bytes = 0;
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      output = (output + chunk.toString("utf8")).slice(-16_384);
      if (bytes > limits.output) stop(`It wrote more than ${megabytes(limits.output)} of output and was stopped.`);
    });
  }
  const results = child.stdio[3];
  if (results && "setEncoding" in results) createInterface({ input: results }).on("line", task.onResult);
  child.stdin?.on("error", () => {}); // It may end before it has read everything; its ending says why.
  child.stdin?.end(JSON.stringify({ ...task.order, user: user(task.host), limits: forPython(limits) }));
  try {
    return { status: await ended, stopped, output };
  } finally {
    clearTimeout(late);
    clearInterval(watch);
    task.signal?.removeEventListener("abort", abort);
    if (child.pid !== undefined) tryKill(-child.pid);
  }
}

/** A user nobody else is, so that the limit of processes counts this run's alone. Without root there is no choice. */
function user(host: boolean): number | null {
  return asRoot() && !host ? randomInt(1_000_000_000, 2_000_000_000) : null;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function forPython(limits: Limits): Record<string, number> {
  return {
    memory: limits.memory,
    file_size: limits.fileSize,
    open_files: limits.openFiles,
    cpu_seconds: limits.cpuSeconds,
    processes: limits.processes,
  };
}

function tryKill(group: number): void {
  try {
    process.kill(group, "SIGKILL");
  } catch {
    // It had already ended.
  }
}
