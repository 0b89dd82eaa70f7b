/** djinn verify: a proof of any Django project, djinn's own or not. */
import type { Backend } from "#conversations";
import { fromHere, readProject } from "./files.ts";
import { proofLines } from "./print.ts";
import { exitStatus, type Terminal } from "./terminal.ts";

/** Gives the exit status: 0 when every check passed. The folder is copied into the sandbox and never written to. */
export async function verify(dir: string, options: { json?: true }, backend: Backend, out: Terminal): Promise<number> {
  const proof = await backend.prove(await readProject(fromHere(dir)), "auto", (steps) => out.progress(steps));
  out.clear();
  if (options.json) out.write(`${JSON.stringify({ proof }, null, 2)}\n`);
  for (const line of options.json ? [] : proofLines(proof)) out.write(`${line}\n`);
  return proof.passed ? exitStatus.done : exitStatus.proofFailed;
}
