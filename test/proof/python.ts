/** The Python environment for tests that boot projects: made on first use, shared by all test files. */
import { resolve } from "node:path";
import { probe, setup } from "#proof";

const checkout = resolve(import.meta.dirname, "../..");
/** Where the environment is kept between runs. */
export const djinnHome: string = process.env["DJINN_HOME"] ?? resolve(checkout, "data");
/** Reference projects that are not part of djinn; tests that read them say so where they are absent. */
export const shared: string = process.env["DJINN_SHARED"] ?? resolve(checkout, "../shared");

/**
 * The interpreter that proofs boot with on this machine, or why there is none: put `why` into a skipped test's title.
 * Making it takes half a minute once; await it at the top of a test file.
 */
export async function bootable(): Promise<{ python: string; why: "" } | { python: undefined; why: string }> {
  const made = await setup(djinnHome, () => {});
  if (made.python === undefined) return { python: undefined, why: made.text };
  const { level, why } = await probe(made.python);
  return level === "booted" ? { python: made.python, why: "" } : { python: undefined, why };
}
