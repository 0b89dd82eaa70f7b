/** An archive's files as people get them: unpacked by Python's zipfile, not by what packed it. */
import { execFileSync } from "node:child_process";

/** The text of each file by its name in the zip. */
export function unpacked(zip: string): Record<string, string> {
  const script =
    "import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))";
  return JSON.parse(execFileSync("python3", ["-c", script, zip], { encoding: "utf8", maxBuffer: 20_000_000 }));
}
