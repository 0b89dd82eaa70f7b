/** A real PostgreSQL on a free port of 127.0.0.1, with a folder of its own, ended by its own process id. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./port.ts";

/** Debian keeps the programs of each version off the path. */
const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...globSync("/usr/lib/postgresql/*/bin").sort()];
const programs = folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
/** PostgreSQL refuses to run as root. */
const root = process.getuid?.() === 0;
const person = root ? idsOf("postgres") : undefined;

/** Whether it is installed, and may run here; tests that need it are skipped otherwise. */
export const hasPostgres = programs !== undefined && !(root && person === undefined);

/** Resolves once it takes connections; `url` is what DATABASE_URL takes, for a database that nobody made yet. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  if (programs === undefined) throw new Error("PostgreSQL is not installed");
  const folder = mkdtempSync(join(tmpdir(), "djinn-postgres-"));
  if (person) chownSync(folder, person.uid, person.gid);
  const options = { ...person, cwd: folder, encoding: "utf8" } as const;
  const data = ["-D", folder, "-U", "djinn", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C"];
  const made = spawnSync(join(programs, "initdb"), data, options);
  if (made.status !== 0) throw new Error(made.stderr);
  const port = await freePort();
  const settings = ["-D", folder, "-h", "127.0.0.1", "-p", String(port), "-k", "", "-c", "fsync=off"];
  const server = spawn(join(programs, "postgres"), settings, {
    ...person,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await ready(server);
  return {
    url: `postgres://djinn@127.0.0.1:${port}/djinn`,
    async stop() {
      server.kill("SIGINT");
      if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((answers, fail) => {
    let said = "";
    server.stderr?.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes("ready to accept connections")) answers();
    });
    server.once("exit", () => fail(new Error(said)));
  });
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ["-u", "-g"].map((which) => spawnSync("id", [which, name], { encoding: "utf8" }).stdout.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
