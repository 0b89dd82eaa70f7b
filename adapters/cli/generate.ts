/** djinn generate: read → generate → prove → write. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Backend, ProjectFile, Proof } from "#conversations";
import { fromHere, mayWriteInto, readUploads, writeProject } from "./files.ts";
import { findingLine, proofLines } from "./print.ts";
import { exitStatus, type Terminal } from "./terminal.ts";

type Options = { out?: string; zip?: string; proof: "auto" | "static" | "none"; json?: true };
/** Nothing was checked, so nothing passed; that was asked for, so the exit status is 0. */
const unproven: Proof = { level: "none", passed: false, checks: [], places: [], seconds: 0 };

/** Gives the exit status. The project is written even when its proof failed, so that a person can look; the status says so. */
export async function generate(
  erds: readonly string[],
  options: Options,
  backend: Backend,
  out: Terminal,
): Promise<number> {
  const read = await backend.read(await readUploads(erds));
  if (!("erd" in read)) {
    if (options.json) out.write(json({ erd: null, findings: read.findings, files: [], proof: unproven, out: null }));
    for (const finding of options.json ? [] : read.findings) out.error(findingLine(finding));
    if (!options.json)
      out.error(`Refused: ${read.findings.filter((f) => f.severity === "error").length} to mend. Nothing was written.`);
    return exitStatus.refused;
  }
  const { erd, summary, findings } = read;
  const dir = options.out || !options.zip ? fromHere(options.out ?? erd.name) : undefined;
  if (dir) await mayWriteInto(dir);

  const files = await backend.generate(erd, (steps) => out.progress(steps));
  const proof =
    options.proof === "none" ? unproven : await backend.prove(files, options.proof, (steps) => out.progress(steps));
  const written: string[] = [];
  const archive = await backend.archive(erd, files, proof, []);
  if (dir) {
    await writeProject(dir, [...files, { path: "PROOF.md", content: archive.proofPage }]);
    written.push(dir);
  }
  if (options.zip) {
    const path = fromHere(options.zip);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, archive.bytes);
    written.push(path);
  }
  out.clear();

  if (options.json) {
    const rules = { understood: summary.rulesUnderstood.length, notUnderstood: summary.rulesNotUnderstood.length };
    const counted = { name: erd.name, ...summary.counts, rules };
    out.write(json({ erd: counted, findings, files: files.map(size), proof, out: written[0] ?? null }));
  } else {
    out.write(`${summary.headline}\n`);
    for (const { label, text } of summary.lines) out.write(`${label}: ${text}\n`);
    for (const { text, why } of summary.rulesNotUnderstood) out.write(`Not enforced: "${text}" (${why})\n`);
    for (const finding of findings) out.error(findingLine(finding));
    for (const line of proofLines(proof)) out.write(`${line}\n`);
    for (const path of written) out.write(`Written: ${path} (${files.length + 1} files)\n`);
  }
  return proof.passed || proof.level === "none" ? exitStatus.done : exitStatus.proofFailed;
}

const size = ({ path, content }: ProjectFile) => ({ path, bytes: Buffer.byteLength(content) });
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
