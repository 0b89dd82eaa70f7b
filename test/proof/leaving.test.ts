/** What becomes of a running proof when djinn goes away, or calls it off. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { prove } from "#proof";
import { bootable } from "./python.ts";
import { smallProject, textOf } from "./small.ts";

const { python, why } = await bootable();
const sleeping = smallProject({ "core/settings.py": `import time\n\ntime.sleep(1e6)\n${textOf("core/settings.py")}` });

/** A process and all below it, as far as this machine tells. */
function family(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(path) ? readFileSync(path, "utf8").split(" ").filter(Boolean).map(Number) : [];
  return [pid, ...children.flatMap(family)];
}
const alive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");

describe.skipIf(!python)(`a running proof${why && ` (not tested here: ${why})`}`, { timeout: 120_000 }, () => {
  it("ends with djinn, even where djinn is killed", async () => {
    const program = `
      import { prove } from ${JSON.stringify(resolve(import.meta.dirname, "../../src/proof/index.ts"))};
      const files = ${JSON.stringify(sleeping)};
      await prove(files, { wanted: "auto", python: ${JSON.stringify(python)},
        onProgress: (steps) => steps.some((step) => step.label === "tests" && step.status === "running") && console.log("runs") });
    `;
    const djinn = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((runs) => djinn.stdout.once("data", runs));
    const processes = family(djinn.pid ?? -1);
    expect(processes.length).toBeGreaterThan(4);
    djinn.kill("SIGKILL");
    await vi.waitUntil(() => !processes.some(alive), { timeout: 20_000 });
  });

  it("can be called off, and says so", async () => {
    const off = new AbortController();
    const proof = await prove(sleeping, {
      wanted: "auto",
      python,
      signal: off.signal,
      onProgress: (steps) => steps.some((step) => step.label === "check" && step.status === "running") && off.abort(),
    });
    expect(proof.passed).toBe(false);
    expect(proof.checks.find((check) => check.name === "check")?.detail).toBe("The proof was called off.");
    expect(proof.seconds).toBeLessThan(100);
  });
});
