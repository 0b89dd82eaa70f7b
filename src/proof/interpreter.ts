/** What must be known of a Python to run it elsewhere: its program and the folders it lives in. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

export type Interpreter = z.infer<typeof Interpreter>;
const Interpreter = z.object({ executable: z.string(), prefix: z.string(), base: z.string() });

/** Throws where the command is no Python. */
export async function describe(python: string): Promise<Interpreter> {
  const ask =
    "import json, sys; print(json.dumps(dict(executable=sys.executable, prefix=sys.prefix, base=sys.base_prefix)))";
  const { stdout } = await promisify(execFile)(python, ["-I", "-c", ask], { timeout: 20_000 });
  return Interpreter.parse(JSON.parse(stdout));
}
