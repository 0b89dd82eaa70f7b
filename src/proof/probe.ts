/** Can a project be booted here without danger? Tried out, not assumed. */
import { spawnSync } from "node:child_process";
import { z } from "zod";
import { describe } from "./interpreter.ts";
import { limits } from "./limits.ts";
import { type Ending, runConfined } from "./sandbox.ts";

/** `why` says what was found, `how` what would mend it; `how` is empty where there is nothing to mend. */
export type Probe = { level: "booted" | "static"; why: string; how: string };

/** Runs a harmless program in the sandbox that tries every way out. What worked once is not tried again in this process. */
export async function probe(python: string | undefined): Promise<Probe> {
  if (python === undefined) return no("there is no Python environment to boot projects with", "Run: djinn setup");
  const trial = probes.get(python) ?? tryOut(python);
  probes.set(python, trial);
  const result = await trial;
  // What is missing may be installed meanwhile.
  if (result.level === "static") probes.delete(python);
  return result;
}

const probes = new Map<string, Promise<Probe>>();
const Answer = z.object({ holes: z.array(z.string()) });

async function tryOut(python: string): Promise<Probe> {
  if (process.platform !== "linux")
    return no(`there is no sandbox for ${process.platform}`, "Run djinn on Linux, or in its container.");
  const bwrap = spawnSync("bwrap", ["--version"], { encoding: "utf8" });
  if (bwrap.error) return no("bubblewrap is not installed", "On Debian: apt install bubblewrap");
  let answer: string | undefined;
  let ending: Ending;
  try {
    ending = await runConfined({
      interpreter: await describe(python),
      order: { task: "probe", files: {} },
      limits: { ...limits, seconds: 20 },
      host: false,
      onResult: (line) => {
        answer = line;
      },
    });
  } catch (error) {
    return no(
      `the Python environment cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      "Run: djinn setup",
    );
  }
  if (answer === undefined) return no(...explain(ending));
  const { holes } = Answer.parse(JSON.parse(answer));
  if (holes.length > 0)
    return no(`the sandbox is not tight: ${holes.join(", ")}`, "Please report this with your system's name.");
  return {
    level: "booted",
    why: `projects boot in ${bwrap.stdout.trim()}, without network, files or environment`,
    how: "",
  };
}

function explain({ output, stopped }: Ending): [why: string, how: string] {
  const last = output.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  if (/namespace|uid map|Operation not permitted|No permissions/i.test(last))
    return [
      `this machine does not let bubblewrap make its namespaces (${last})`,
      "In a container, start it with --security-opt seccomp=unconfined --security-opt systempaths=unconfined. " +
        "On a machine of your own: sysctl kernel.unprivileged_userns_clone=1, and on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0.",
    ];
  return [`the sandbox does not work here: ${stopped ?? last}`, "Run bwrap by hand to see why."];
}

function no(why: string, how: string): Probe {
  return { level: "static", why, how };
}
