/** Runs a project's own tests with a mutation in it: does one of them notice? */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Mutation, mutated, type Project } from "./mutation.ts";

/** `broken`: the project did not even start, which no test has to notice; `test` is the one that failed first. */
export type Outcome = { what: "caught" | "survived" | "broken"; test: string };

/** Seconds for all tests of one project on a busy machine. */
const LONGEST = 300;

/** A folder with the project in it, in which mutations are tried one after the other. */
export async function workbench(project: Project, python: string) {
  const folder = await mkdtemp(join(tmpdir(), "djinn-mutate-"));
  const write = async (texts: Project) => {
    for (const [path, text] of texts) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  await write(project);
  return {
    /** What its tests say of the project as it is. */
    untouched: () => tests(python, folder),
    async attempt(mutation: Mutation): Promise<Outcome> {
      const changed = mutated(project, mutation);
      await write(changed);
      try {
        const near = mutation.near === undefined ? undefined : await tests(python, folder, mutation.near);
        return near && near.what !== "survived" ? near : await tests(python, folder);
      } finally {
        await write(new Map([...changed.keys()].map((path) => [path, project.get(path) ?? ""])));
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Ends at the first failure. `only` is part of the names of the tests wanted. */
async function tests(python: string, folder: string, only?: string): Promise<Outcome> {
  const settings = ["--settings", "core.test_settings", "--failfast", "-v", "0"];
  const chosen = only === undefined ? [] : ["-k", only];
  const { status, output } = await run(
    python,
    ["-W", "ignore", "-m", "django", "test", ...settings, ...chosen],
    folder,
  );
  const [, failed] = /^(?:FAIL|ERROR): (.*)$/m.exec(output) ?? [];
  const ran = /^Ran \d+ tests? in/m.test(output) && !failed?.includes("_FailedTest");
  if (!ran && status !== 0) return { what: "broken", test: output.trim().split("\n").at(-1) ?? "" };
  return status === 0 ? { what: "survived", test: "" } : { what: "caught", test: failed ?? "" };
}

function run(command: string, args: string[], cwd: string): Promise<{ status: number | null; output: string }> {
  return new Promise((done, fail) => {
    const env = { PATH: process.env["PATH"] ?? "", PYTHONPATH: cwd, PYTHONDONTWRITEBYTECODE: "1" };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: LONGEST * 1000 });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += String(bytes)));
    child.once("error", fail);
    child.once("close", (status) => done({ status, output }));
  });
}
