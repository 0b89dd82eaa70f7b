/** Whether projects can be booted here: tried out, and believed only where every way out was closed. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { probe } from "#proof";
import { bootable } from "./python.ts";

const { python, why } = await bootable();
const program = resolve(import.meta.dirname, "../../src/proof/inside/boot.py");
afterEach(() => vi.unstubAllEnvs());

it("says what to run where there is no Python environment", async () => {
  expect(await probe(undefined)).toMatchObject({ level: "static", how: "Run: djinn setup" });
});

it("says what is wrong with a Python that cannot be run", async () => {
  const { level, why: reason } = await probe("/nowhere/python");
  expect(level).toBe("static");
  expect(reason).toMatch(/Python environment cannot be used|not installed|no sandbox for/);
});

describe.skipIf(!python)(`the probe${why && ` (not tested here: ${why})`}`, { timeout: 120_000 }, () => {
  it("names the sandbox where it holds", async () => {
    expect(await probe(python)).toMatchObject({ level: "booted", how: "" });
    expect((await probe(python)).why).toMatch(/bubblewrap \d/);
  });

  it("says so where bubblewrap is missing, and looks again when it is there", async () => {
    // Another spelling of the same program, so that nothing is known of it yet.
    const unknown = join(dirname(python ?? ""), "..", "bin", ".", "python").replace("/bin/", "/bin/./");
    vi.stubEnv("PATH", "/nowhere");
    expect(await probe(unknown)).toMatchObject({ level: "static", why: "bubblewrap is not installed" });
    vi.unstubAllEnvs();
    expect(await probe(unknown)).toMatchObject({ level: "booted" });
  });

  it("sees the holes where there is no sandbox", async () => {
    const folder = await mkdtemp(join(tmpdir(), "djinn-probe-"));
    try {
      const child = spawn(python ?? "", ["-I", "-B", program, folder], {
        env: { SECRET: "x", PATH: "/usr/bin:/bin" },
        stdio: ["pipe", "ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stdio[3]?.on("data", (chunk) => {
        said += chunk;
      });
      const limits = { memory: 2 ** 31, file_size: 2 ** 20, open_files: 64, cpu_seconds: 20, processes: 4096 };
      child.stdin?.end(JSON.stringify({ task: "probe", files: {}, user: null, limits }));
      await new Promise((done) => child.once("close", done));
      const { holes }: { holes: string[] } = JSON.parse(said);
      expect(holes).toContain("/etc can be read");
      expect(holes).toContain("the environment is visible (SECRET)");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
