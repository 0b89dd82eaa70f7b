/** Making the Python environment: by several at once, after a kill, and where it cannot be made. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { environment, setup } from "#proof";
import { djinnHome } from "./python.ts";

const room = resolve(import.meta.dirname, "../../src/proof");
const modern =
  spawnSync("python3", ["-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"]).status === 0;
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "djinn-environment-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

/** The installer with an empty list: everything but the packages. */
async function install(): Promise<{ folder: string; start: () => ReturnType<typeof spawn> }> {
  const list = join(home, "nothing.txt");
  await writeFile(list, "# nothing\n");
  const folder = join(home, "python", "made");
  return {
    folder,
    start: () =>
      spawn("python3", ["-I", join(room, "install.py"), folder, list], { stdio: ["ignore", "pipe", "pipe"] }),
  };
}
/** Making one takes two seconds, a minute on a machine that does much else. */
const patience = 120_000;
const ended = (child: ReturnType<typeof spawn>) => {
  let said = "";
  child.stdout?.on("data", (chunk) => (said += chunk));
  child.stderr?.on("data", (chunk) => (said += chunk));
  return new Promise<{ status: number | null; said: string }>((done) =>
    child.once("close", (status) => done({ status, said })),
  );
};

describe.skipIf(!modern)(`the installer${modern ? "" : " (not tested here: no Python 3.11 with venv)"}`, () => {
  it(
    "makes one environment where two want it at once",
    async () => {
      const { folder, start } = await install();
      const [one, two] = await Promise.all([ended(start()), ended(start())]);
      expect([one.status, two.status]).toEqual([0, 0]);
      expect(`${one.said}${two.said}`.match(/Making a Python environment/g)).toHaveLength(1);
      expect(existsSync(join(folder, "ready"))).toBe(true);
    },
    patience,
  );

  it(
    "begins anew after a kill, and never calls a half-made environment ready",
    async () => {
      const { folder, start } = await install();
      const killed = start();
      const end = ended(killed);
      await vi.waitUntil(() => existsSync(folder), { timeout: 20_000 });
      killed.kill("SIGKILL");
      await end;
      expect(existsSync(join(folder, "ready"))).toBe(false);
      await writeFile(join(folder, "left-over"), "");
      expect((await ended(start())).status).toBe(0);
      expect(existsSync(join(folder, "ready"))).toBe(true);
      expect(existsSync(join(folder, "left-over"))).toBe(false);
    },
    patience,
  );
});

describe("setup", () => {
  it("finds what it has made, and nothing where nothing is ready", async () => {
    expect(await environment(home)).toBeUndefined();
    const [name] = (await readdir(join(djinnHome, "python")).catch(() => [])).filter((name) => !name.endsWith(".lock"));
    await mkdir(join(home, "python", name ?? "none", "bin"), { recursive: true });
    await writeFile(join(home, "python", name ?? "none", "bin", "python"), "");
    expect(await environment(home)).toBeUndefined();
  });

  it("says what to install where there is no Python", async () => {
    const { ready, text } = await setup(home, () => {}, "no-such-python");
    expect(ready).toBe(false);
    expect(text).toMatch(/no Python here \(tried no-such-python\).*apt install python3/);
  });

  it("says which Python is too old", async () => {
    const old = join(home, "old-python");
    await writeFile(old, "#!/bin/sh\necho /usr/bin/old\necho 3.9.2\n");
    await chmod(old, 0o755);
    const { ready, text } = await setup(home, () => {}, old);
    expect(ready).toBe(false);
    expect(text).toContain("djinn needs Python 3.11 or newer to boot projects");
    expect(text).toContain("is 3.9.2");
  });

  it.skipIf(!modern)(
    "says that the package index could not be reached, and leaves nothing that looks ready",
    async () => {
      vi.stubEnv("PIP_INDEX_URL", "http://127.0.0.1:9/simple");
      vi.stubEnv("PIP_EXTRA_INDEX_URL", "");
      vi.stubEnv("PIP_FIND_LINKS", "");
      vi.stubEnv("PIP_RETRIES", "1");
      vi.stubEnv("PIP_CACHE_DIR", join(home, "cache"));
      const lines: string[] = [];
      const { ready, text } = await setup(home, (line) => lines.push(line));
      expect(ready).toBe(false);
      expect(text).toContain("The package index could not be reached");
      expect(lines).toContain("Making a Python environment");
      expect(await environment(home)).toBeUndefined();
    },
  );
});
