/**
 * npm run table [-- NAME…]: every example and sample made, proven and put through the gates; a line of Markdown for each.
 * GATES names a program that takes a project's folder, `--json FILE`, and as asked by GATES_FUZZ=1 and GATES_POSTGRES=URL
 * `--fuzz` and `--postgres URL`. It writes a list of { gate, passed, figure, detail }. Without GATES there is the proof alone.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { type Erd, read } from "#erd";
import { type Proof, prove, tidy } from "#proof";
import { understand } from "#rules";
import { render } from "../src/render.ts";
import { corpus } from "./erd/samples.ts";
import { bootable } from "./proof/python.ts";

const Gates = z.array(z.object({ gate: z.string(), passed: z.boolean(), figure: z.string(), detail: z.string() }));
const COLUMNS = ["ERD", "entities", "rules", "proof", "tests", "coverage", "gates", "fuzz"];

const examples = resolve(import.meta.dirname, "examples");
const wanted = new Set(process.argv.slice(2));
const scratch = mkdtempSync(join(tmpdir(), "djinn-table-"));
const { python, why } = await bootable();
if (why !== "") console.log(`Proofs are static here: ${why}`);
console.log(`| ${COLUMNS.join(" | ")} |\n|${" --- |".repeat(COLUMNS.length)}`);
const faults: string[] = [];
for (const file of [
  ...readdirSync(examples).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(examples, name))) })),
  ...corpus,
]) {
  const name = basename(file.name, ".json");
  if (wanted.size > 0 && !wanted.has(name)) continue;
  const result = read([file]);
  if (!("erd" in result)) {
    console.log(
      `| ${name} | refused: ${result.findings.filter(({ severity }) => severity === "error").length} errors |`,
    );
    continue;
  }
  console.log(`| ${(await rowOf(name, result.erd)).join(" | ")} |`);
}
for (const fault of faults) console.log(`\n${fault}`);
rmSync(scratch, { recursive: true });

async function rowOf(name: string, erd: Erd): Promise<string[]> {
  const { understood, notUnderstood } = understand(erd);
  const files = tidy(render(erd));
  const proof = await prove(files, { wanted: "auto", python });
  for (const { name: check, passed, detail } of proof.checks)
    if (!passed) faults.push(`${name}, proof, ${check}: ${detail}`);
  const folder = join(scratch, name);
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const gates = gatesOf(folder);
  for (const { gate, passed, detail } of gates) if (!passed) faults.push(`${name}, gate, ${gate}: ${detail}`);
  return [
    name,
    String(erd.entities.length),
    `${understood.length} of ${understood.length + notUnderstood.length}`,
    `${proof.level}, ${proof.passed ? "passed" : "NOT passed"}`,
    figure(proof, "tests"),
    figure(proof, "coverage"),
    gates.length > 0 ? `${gates.filter(({ passed }) => passed).length} of ${gates.length}` : "–",
    gates.find(({ gate }) => gate === "fuzz")?.figure || "–",
  ];
}

function figure({ checks }: Proof, name: string): string {
  return checks.find((check) => check.name === name)?.figure || "–";
}

function gatesOf(folder: string): z.infer<typeof Gates> {
  const program = process.env["GATES"];
  if (program === undefined) return [];
  const report = `${folder}.gates.json`;
  const postgres = process.env["GATES_POSTGRES"];
  const asked = [...(process.env["GATES_FUZZ"] ? ["--fuzz"] : []), ...(postgres ? ["--postgres", postgres] : [])];
  const run = spawnSync(program, [folder, "--json", report, ...asked], { encoding: "utf8" });
  if (run.error) throw run.error;
  return Gates.parse(JSON.parse(readFileSync(report, "utf8")));
}
