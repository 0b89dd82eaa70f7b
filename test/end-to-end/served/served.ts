/** A generated project that serves: migrated, filled, behind gunicorn on a free port, with its production settings. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { erdOf, rendered, source } from "../../django/examples.ts";

const Person = z.object({ id: z.union([z.number(), z.string()]), username: z.string(), access: z.string() });
const Seeded = z.object({
  password: z.string(),
  people: z.record(z.string(), Person),
  entities: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      id: z.union([z.number(), z.string()]),
      owner: z.string().nullable(),
      account: z.boolean(),
      may: z.record(z.string(), z.array(z.string())),
      search: z.array(z.string()),
    }),
  ),
});
export type Seeded = z.infer<typeof Seeded>;

export type Served = Seeded & {
  /** Where it answers: "http://127.0.0.1:41234". */
  url: string;
  /** What it has logged up to now, line by line. */
  log: readonly string[];
  /** Accounts as the database has them, by their names. */
  stored(...usernames: string[]): Promise<Record<string, Record<string, unknown>>>;
  /** What a script beside this file prints about the project. */
  told(script: string): Promise<string>;
  /** Tops every entity up to so many rows. */
  fill(rows: number): Promise<void>;
  stop(): Promise<void>;
};

const Stored = z.record(z.string(), z.record(z.string(), z.unknown()));

type Options = { application?: string; database?: string; limits?: { THROTTLE_ANON?: string } };
/**
 * Resolves once it answers, on the database at a URL or on an SQLite of its own. `THROTTLE_AUTH` is the only limit on
 * requests left on, unless `limits` sets another.
 */
export async function serve(
  example: string,
  python: string,
  { application = "core.wsgi", database, limits = {} }: Options = {},
): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), "djinn-served-"));
  for (const { path, content } of rendered(erdOf(source(example)))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const env = {
    PATH: process.env["PATH"] ?? "",
    PYTHONPATH: `${folder}:${import.meta.dirname}`,
    DJANGO_SETTINGS_MODULE: "core.settings",
    DJANGO_ENV: "production",
    DJANGO_SECRET_KEY: "a-key-for-tests-alone-".repeat(4),
    DJANGO_ALLOWED_HOSTS: "127.0.0.1",
    // There is no TLS on a loopback address.
    DJANGO_SECURE_SSL_REDIRECT: "false",
    DATABASE_URL: database ?? `sqlite:///${join(folder, "served.sqlite3")}`,
    THROTTLE_ANON: "1000000/min",
    THROTTLE_USER: "1000000/min",
    THROTTLE_AUTH: "40/min",
    ...limits,
  };
  const told = (script: string, ...more: string[]) =>
    run(python, [resolve(import.meta.dirname, script), ...more], folder, env);
  const seed = (...rows: string[]) => told("seed.py", ...rows);
  await run(python, ["-m", "django", "migrate", "-v", "0"], folder, env);
  const printed = (said: string): unknown => JSON.parse(said.trim().split("\n").at(-1) ?? "");
  const seeded = Seeded.parse(printed(await seed()));
  const log: string[] = [];
  const options = ["--bind", "127.0.0.1:0", "--workers", "1", "--access-logfile", "-", "--timeout", "120"];
  const server = spawn(python, ["-m", "gunicorn", application, ...options], { cwd: folder, env });
  const url = await listening(server, log);
  return {
    ...seeded,
    url,
    log,
    stored: async (...usernames) => Stored.parse(printed(await seed("stored", ...usernames))),
    told,
    fill: async (rows) => void (await seed(String(rows))),
    async stop() {
      if (server.exitCode === null) {
        server.kill("SIGTERM");
        await once(server, "exit");
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function listening(server: ChildProcess, log: string[]): Promise<string> {
  return new Promise((answers, fail) => {
    for (const stream of [server.stdout, server.stderr]) {
      let rest = "";
      stream?.on("data", (bytes) => {
        const lines = `${rest}${bytes}`.split("\n");
        rest = lines.pop() ?? "";
        log.push(...lines);
        const at = lines.map((line) => /Listening at: (\S+)/.exec(line)?.[1]).find((it) => it !== undefined);
        if (at !== undefined) answers(at);
      });
    }
    server.once("exit", () => fail(new Error(`The project does not serve:\n${log.slice(-20).join("\n")}`)));
  });
}

async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(command, ["-W", "ignore", ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [said, wrong]: [string[], string[]] = [[], []];
  child.stdout.on("data", (bytes) => said.push(String(bytes)));
  child.stderr.on("data", (bytes) => wrong.push(String(bytes)));
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`${args.join(" ")}: ${wrong.join("").slice(-3000)}`);
  return said.join("");
}
