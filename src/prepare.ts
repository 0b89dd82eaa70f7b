/** Gets this machine ready for booted proofs: the sandbox program where it may be installed, and the Python environment. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { environment, setup } from "#proof";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";

export type Preparation = {
  /** Starts preparing unless everything is there; the same run is given to whoever asks meanwhile. */
  run(onProgress?: (line: string) => void): Promise<{ ready: boolean; text: string }>;
  /** The interpreter that proofs boot with: made first where there is none yet, undefined where none can be made. */
  python(onProgress?: (line: string) => void): Promise<string | undefined>;
  /** One line for people who wonder what is going on; undefined when nothing is. */
  status(): string | undefined;
  /** Ends what is under way; the next start begins it again. */
  stop(): void;
};

/** Nothing happens before `run` or `python`: a command that boots nothing does not wait for an environment. */
export function createPreparation(config: Pick<Config, "DATA_DIR" | "PYTHON">, log: Log): Preparation {
  const home = resolve(config.DATA_DIR);
  const listeners = new Set<(line: string) => void>();
  let running: Promise<{ ready: boolean; text: string }> | undefined;
  let last: string | undefined;
  let failed = false;
  const ending = new AbortController();

  const tell = (line: string) => {
    last = line;
    for (const listener of listeners) listener(line);
  };
  const prepare = async () => {
    await installSandbox(tell, ending.signal);
    const result = await setup(home, tell, config.PYTHON, ending.signal);
    failed = !result.ready;
    log.info({ ready: result.ready, text: result.text }, "proof environment");
    return result;
  };

  const run: Preparation["run"] = async (onProgress) => {
    if (onProgress) listeners.add(onProgress);
    running ??= prepare().finally(() => {
      running = undefined;
      last = undefined;
    });
    try {
      return await running;
    } finally {
      if (onProgress) listeners.delete(onProgress);
    }
  };
  return {
    run,
    async python(onProgress) {
      const ready = await environment(home);
      if (ready || failed) return ready;
      await run(onProgress);
      return environment(home);
    },
    status: () => last,
    stop: () => ending.abort(),
  };
}

/** Installs bubblewrap with the system's package manager where that is allowed: as root on Debian and its kin. Elsewhere nothing. */
async function installSandbox(tell: (line: string) => void, signal: AbortSignal): Promise<void> {
  if (process.platform !== "linux" || onPath("bwrap") || process.getuid?.() !== 0 || !onPath("apt-get")) return;
  tell("Installing bubblewrap, the sandbox for proofs (apt-get)");
  const env = { PATH: process.env["PATH"], DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "bubblewrap"],
  ]) {
    await new Promise<void>((done) => {
      const child = spawn("apt-get", args, { env, stdio: "ignore", timeout: 180_000, signal });
      child.once("error", () => done());
      child.once("close", () => done());
    });
  }
}

const onPath = (program: string) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, program)));
