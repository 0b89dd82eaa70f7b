/** A generated project on disk: its commands, and what its API answers, on SQLite or on another database. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "#django";
import type { Bases, Case } from "./enforced/questions.ts";

type Environment = Readonly<Record<string, string>>;
export type OnDisk = ReturnType<typeof onDisk>;

/** Writes the files to a folder of their own. Of the environment, commands get PATH and what they are given. */
export function onDisk(files: readonly GeneratedFile[], python: string) {
  const folder = mkdtempSync(join(tmpdir(), "djinn-on-disk-"));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const run = (program: string, args: readonly string[], env: Environment = {}, input = "") => {
    const options = { cwd: folder, input, encoding: "utf8", timeout: 200_000 } as const;
    const path = `${dirname(python)}:${process.env["PATH"]}`;
    const { status, stdout, stderr } = spawnSync(program, args, {
      ...options,
      env: { PATH: path, PYTHONDONTWRITEBYTECODE: "1", ...env },
    });
    return { status, stdout, said: `${stdout}${stderr}`.trim() };
  };
  return {
    folder,
    /** A line as it stands in one of the project's own files, as a shell takes it. */
    shell: (line: string, env?: Environment) => run("sh", ["-c", line], env),
    python: (args: readonly string[], env?: Environment) => run(python, args, env),
    /** What the API does wrong, case by case; null where it does what the case says. */
    ask(cases: readonly Case[], bases: Bases, env: Environment = {}): Record<string, string | null> {
      const input = JSON.stringify({ cases, bases, prefix: "api/" });
      const driver = join(import.meta.dirname, "enforced/drive.py");
      const { stdout, said } = run(python, [driver, folder], { DATABASE_URL: "sqlite://:memory:", ...env }, input);
      if (!stdout.startsWith("{")) throw new Error(said.slice(-2000));
      return JSON.parse(stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
