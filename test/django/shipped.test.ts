/** What a project is run by: its image, compose file, Procfile, workflow and migration, taken at their word where that can be done here. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { freePort } from "../fakes/port.ts";
import { hasPostgres, startPostgres } from "../fakes/postgres.ts";
import { bootable } from "../proof/python.ts";
import { erdOf, rendered, source } from "./examples.ts";
import { type OnDisk, onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const noPostgres = hasPostgres ? "" : " (not here: PostgreSQL is not installed)";
const limit = { timeout: 200_000 };

const files = rendered(erdOf(source("shop")));
const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? "";
/** What a server is told; the name of its host is not that of its address. */
const SERVER = {
  DJANGO_ENV: "production",
  DJANGO_SECRET_KEY: "a-key-for-tests-alone-".repeat(4),
  DJANGO_ALLOWED_HOSTS: "shop.example",
  DATABASE_URL: "sqlite:///served.sqlite3",
};

let folder: OnDisk | undefined;
beforeAll(() => {
  if (python) folder = onDisk(files, python);
}, 120_000);
afterAll(() => folder?.remove());

function project(): OnDisk {
  if (!folder) throw new Error("There is no project");
  return folder;
}

/** A YAML file of the project, as PyYAML reads it. */
function yaml<T>(path: string, form: z.ZodType<T>): T {
  const program = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
  return form.parse(JSON.parse(project().python(["-c", program, path]).stdout));
}

/** Runs a line to its end; it fails with what was said. */
function succeeds(line: string, env: Record<string, string> = {}): string {
  const { status, said } = project().shell(line, env);
  expect(status, `${line}\n${said.slice(-2000)}`).toBe(0);
  return said;
}

describe(`the image${unless}`, () => {
  const lines = textOf("Dockerfile")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ word: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1).trim() }));
  const all = (word: string) => lines.filter((line) => line.word === word).map(({ rest }) => rest);
  const command = (text: string) => z.array(z.string()).parse(JSON.parse(text.slice(text.indexOf("["))));

  test("is built in stages from a pinned Python, and what builds stays behind", () => {
    const stages = all("FROM");
    expect(stages.length).toBeGreaterThanOrEqual(2);
    for (const stage of stages) expect(stage).toMatch(/^python:3\.\d+-slim/);
    const last = lines.slice(lines.findLastIndex(({ word }) => word === "FROM"));
    expect(last.map(({ rest }) => rest).join("\n")).not.toMatch(/pip install|apt-get|gcc|build-essential/);
    expect(last.find(({ word }) => word === "COPY")?.rest).toMatch(/^--from=build /);
    expect(all("EXPOSE")).toEqual(["8000"]);
    expect(all("ENV").join()).toContain("PYTHONUNBUFFERED=1");
  });

  test("runs as somebody who is not root, to the end", () => {
    expect(all("USER")).toEqual(["app"]);
    expect(all("RUN").join()).toMatch(/useradd [^&]*--uid 1\d{4}\b[^&]* app\b/);
    const after = lines.slice(lines.findIndex(({ word }) => word === "USER") + 1);
    expect(after.map(({ word }) => word)).toEqual(["EXPOSE", "HEALTHCHECK", "CMD"]);
  });

  test("holds no secret, and takes none along", () => {
    for (const said of [...all("ENV"), ...all("ARG")]) expect(said).not.toMatch(/KEY|SECRET|PASSWORD|TOKEN/i);
    expect(textOf("Dockerfile")).not.toMatch(/DJANGO_SECRET_KEY=(?!"\$\()/);
    expect(textOf(".dockerignore").split("\n")).toEqual(expect.arrayContaining([".env", ".git", "*.sqlite3"]));
  });

  test.skipIf(!python)(
    "collects its static files under production settings, each with a hash in its name",
    limit,
    () => {
      const line = all("RUN").find((run) => run.includes("collectstatic")) ?? "";
      const collect = line.slice(0, line.indexOf("&& mkdir"));
      succeeds(collect, { DJANGO_ENV: "production" });
      const manifest = join(project().folder, "staticfiles/staticfiles.json");
      expect(existsSync(manifest)).toBe(true);
      expect(readFileSync(manifest, "utf8")).toMatch(/admin\/css\/base\.[0-9a-f]{12}\.css/);
    },
  );

  test.skipIf(!python)("is healthy while it serves, whatever its host is called, and not after", limit, async () => {
    const [program = "", ...args] = command(all("CMD")[0] ?? "").map((it) => it.replace("0.0.0.0", "127.0.0.1"));
    const [, ...probe] = command(all("HEALTHCHECK")[0] ?? "");
    const PORT = String(await freePort());
    const env = { PATH: `${dirname(python ?? "")}:${process.env["PATH"]}`, ...SERVER, PORT };
    const server = spawn(program, args, { cwd: project().folder, env, stdio: ["ignore", "ignore", "pipe"] });
    try {
      await new Promise<void>((begun, fail) => {
        server.stderr.on("data", (said) => String(said).includes("Listening at") && begun());
        server.once("exit", () => fail(new Error("It does not serve")));
      });
      expect(project().python(probe, { PORT })).toMatchObject({ status: 0, said: "" });
      const page = (path: string) => fetch(`http://127.0.0.1:${PORT}${path}`, { redirect: "manual" });
      expect((await page("/readyz")).status).toBe(200);
      expect((await page("/api/")).status).toBe(400);
    } finally {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    }
    expect(project().python(probe, { PORT }).status).not.toBe(0);
  });
});

describe(`on a platform${unless}`, () => {
  const processes = new Map(
    textOf("Procfile")
      .trim()
      .split("\n")
      .map((line) => [line.split(": ")[0], line.split(": ")[1]]),
  );

  test("the Procfile names a release and a web process", () => {
    expect([...processes.keys()]).toEqual(["release", "web"]);
  });

  test.skipIf(!python)("its release migrates, and gunicorn takes the configuration of its web process", limit, () => {
    succeeds(processes.get("release") ?? "", SERVER);
    succeeds(`${processes.get("web")} --check-config`, SERVER);
  });

  test.skipIf(!python)("gunicorn does not start without a secret key", limit, () => {
    const { status, said } = project().shell(`${processes.get("web")} --check-config`, {
      ...SERVER,
      DJANGO_SECRET_KEY: "",
    });
    expect(status).not.toBe(0);
    expect(said).toContain("ImproperlyConfigured: Set DJANGO_SECRET_KEY");
  });
});

const Service = z.looseObject({
  image: z.string().optional(),
  command: z.string().optional(),
  volumes: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).optional(),
});

test.skipIf(!python)(
  `compose starts the project once its PostgreSQL is healthy, and knows no password${unless}`,
  limit,
  () => {
    const { services } = yaml("docker-compose.yml", z.looseObject({ services: z.record(z.string(), Service) }));
    expect(Object.keys(services)).toEqual(["web", "db"]);
    expect(services["db"]).toMatchObject({
      image: "postgres:17",
      healthcheck: { test: ["CMD-SHELL", expect.any(String)] },
    });
    expect(services["web"]?.volumes).toEqual(["uploads:/app/media"]);
    expect(services["web"]?.depends_on).toEqual({ db: { condition: "service_healthy" } });
    for (const { environment } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment))
        if (/KEY|PASSWORD/.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    }
    succeeds(String(services["web"]?.command).replace('-"', '- --check-config"'), SERVER);
  },
);

const Workflow = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  jobs: z.looseObject({
    check: z.looseObject({
      strategy: z.looseObject({ matrix: z.record(z.string(), z.array(z.string())) }),
      services: z.record(z.string(), z.looseObject({ image: z.string() })),
      steps: z.array(z.looseObject({ run: z.string().optional(), env: z.record(z.string(), z.string()).optional() })),
    }),
  }),
});

describe(`the workflow${unless}`, () => {
  test.skipIf(!python)("lints, checks, migrates and tests on both databases, and may only read", limit, () => {
    const { permissions, jobs } = yaml(".github/workflows/ci.yml", Workflow);
    const runs = jobs.check.steps.map(({ run }) => run).join("\n");
    expect(permissions).toEqual({ contents: "read" });
    expect(jobs.check.services["postgres"]?.image).toBe("postgres:17");
    expect(jobs.check.strategy.matrix["database"]?.map((url) => url.split(":")[0])).toEqual(["sqlite", "postgres"]);
    for (const wanted of ["ruff check", "ruff format --check", "makemigrations --check", "spectacular", "pytest --cov"])
      expect(runs).toContain(wanted);
    expect(runs).toContain("check --deploy --fail-level WARNING");
  });

  test.skipIf(!python)("runs lines that succeed: checks, migrations, schema, deployment", limit, () => {
    const { steps } = yaml(".github/workflows/ci.yml", Workflow).jobs.check;
    // What is installed, linted and tested is proven elsewhere.
    const lines = steps.filter(({ run }) => run?.includes("manage.py"));
    expect(lines).toHaveLength(5);
    for (const { run, env } of lines) succeeds(run ?? "", { DATABASE_URL: SERVER.DATABASE_URL, ...env });
  });
});

describe.each([
  ["SQLite", unless],
  ["PostgreSQL", unless || noPostgres],
])("the migration on %s%s", (database, absent) => {
  test.skipIf(absent !== "")(
    "goes forward, all the way back, and forward again, and can be read as SQL",
    limit,
    async () => {
      const postgres = database === "PostgreSQL" ? await startPostgres() : undefined;
      const DATABASE_URL = postgres ? postgres.url.replace(/djinn$/, "postgres") : "sqlite:///migrated.sqlite3";
      try {
        const { said } = project().python(["manage.py", "shell", "-v", "0", "-c", BACK_AND_FORTH], { DATABASE_URL });
        expect(said.split("\n")[0]).toBe(`${ENTITIES} 0 ${ENTITIES}`);
        expect(said.match(/CREATE TABLE "backend_/g)?.length).toBeGreaterThanOrEqual(ENTITIES);
        expect(said).toContain('CONSTRAINT "product_price_positive" CHECK');
      } finally {
        await postgres?.stop();
      }
    },
  );
});

/** Tables of entities; those that join two entities come on top. */
const ENTITIES = 8;
const BACK_AND_FORTH = `
from django.apps import apps
from django.core.management import call_command
from django.db import connection

def migrated(*words):
    call_command("migrate", *words, verbosity=0)
    there = connection.introspection.table_names()
    return sum(model._meta.db_table in there for model in apps.get_app_config("backend").get_models())

print(migrated(), migrated("backend", "zero"), migrated())
call_command("sqlmigrate", "backend", "0001")
`;

/** Programs that look at the whole project; they are no part of the environment that proofs are run in. */
const TOOLS = [
  ["bandit", "finds no weakness", "bandit -q -r . -ll -x ./backend/tests,./backend/testing"],
  ["deptry", "finds no package that is missing, or there for nothing", "deptry ."],
] as const;

describe.each(TOOLS)("%s", (tool, finding, line) => {
  const here = python !== undefined && spawnSync(tool, ["--version"]).status === 0;
  test.skipIf(!here)(`${finding}${here ? "" : ` (not here: ${tool} is not installed)`}`, limit, () => {
    succeeds(line);
  });
});

test.skipIf(!python)(`every module compiles${unless}`, limit, () => {
  succeeds("python -m compileall -q .");
});
