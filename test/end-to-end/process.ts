/** A real `djinn start`: a process of its own that can be killed at any moment and started again where it was. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const main = resolve(import.meta.dirname, "../../src/main.ts");

export type Started = Awaited<ReturnType<typeof startProcess>>;

/** Serves once this resolves, at the same address after every further `start`. */
export async function startProcess({ dataDir, redisUrl }: { dataDir: string; redisUrl?: string | undefined }) {
  /** What it logged as an error: a killed process needs none to carry on. */
  const errors: string[] = [];
  let url = "";
  let kills = 0;
  let over = false;
  let child: ChildProcess | undefined;
  await start();
  return { url, errors, start, crash, end, kills: () => kills };

  /** Resolves when it serves, or when it was killed before it did. */
  async function start(): Promise<void> {
    if (over) return;
    const { PATH } = process.env;
    const settings = { DATA_DIR: dataDir, PROOF: "static", PORT: url === "" ? "0" : new URL(url).port };
    const env = { PATH, ...settings, ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }) };
    const started = spawn(process.execPath, [main, "start"], { env, stdio: ["ignore", "ignore", "pipe"] });
    child = started;
    const said: string[] = [];
    const { promise, resolve: serves, reject } = Promise.withResolvers<void>();
    createInterface({ input: started.stderr }).on("line", (line) => {
      said.push(line);
      if (line.includes('"level":"error"') && !isSlowStore(line)) errors.push(line);
      const at = /^djinn is at (\S+)$/.exec(line)?.[1];
      if (at === undefined) return;
      url = at;
      serves();
    });
    started.once("exit", (_, signal) => {
      if (signal === "SIGKILL") return serves();
      reject(new Error(`djinn ended by itself: ${said.slice(-5).join("\n")}`));
    });
    await promise;
  }

  /** What a power cut leaves of it: no last word, no flush. */
  async function crash(): Promise<void> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    kills += 1;
    ending.kill("SIGKILL");
    await once(ending, "exit");
  }

  /** For good, whoever may still want to start it. */
  async function end(): Promise<void> {
    over = true;
    await crash();
  }
}

/** On a busy machine Redis may be late: the person is told that nothing was saved, and does it again. */
const isSlowStore = (line: string) =>
  line.includes("an interaction was not saved") && line.includes("no answer within");
