/** djinn inspect: what is understood of an ERD, in words, as JSON or as a picture. */
import { writeFile } from "node:fs/promises";
import type { Backend } from "#conversations";
import { fromHere, readUploads, usage } from "./files.ts";
import { findingLine } from "./print.ts";
import { exitStatus, type Terminal } from "./terminal.ts";

/** Gives the exit status. With `json`, stdout carries `{ erd, summary, findings }` and nothing else. */
export async function inspect(
  erds: readonly string[],
  options: { json?: true; picture?: string },
  backend: Backend,
  out: Terminal,
): Promise<number> {
  if (options.picture && !/\.(svg|png)$/i.test(options.picture))
    throw usage("--picture takes a file that ends in .svg or .png");
  const read = await backend.read(await readUploads(erds));
  if (!("erd" in read)) {
    if (options.json) out.write(`${JSON.stringify({ erd: null, summary: null, findings: read.findings }, null, 2)}\n`);
    for (const finding of options.json ? [] : read.findings) out.error(findingLine(finding));
    return exitStatus.refused;
  }
  const { erd, summary, findings } = read;
  if (options.picture) {
    const { svg, png } = await backend.picture(erd);
    await writeFile(fromHere(options.picture), /\.svg$/i.test(options.picture) ? svg : png);
  }
  if (options.json) {
    out.write(`${JSON.stringify({ erd, summary, findings }, null, 2)}\n`);
    return exitStatus.done;
  }
  out.write(`${summary.headline}\n`);
  for (const { label, text } of summary.lines) out.write(`${label}: ${text}\n`);
  for (const { text, as } of summary.rulesUnderstood) out.write(`✓ "${text}" → ${as}\n`);
  for (const { text, why } of summary.rulesNotUnderstood) out.write(`? "${text}": ${why}\n`);
  for (const finding of findings) out.error(findingLine(finding));
  return exitStatus.done;
}
