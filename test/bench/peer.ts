/** JHipster's generator, a peer that makes a backend from an entity model too: had from npm on first use, kept in a folder. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "9.4.0";
const NAME = "generator-jhipster";

/** The program, or why it cannot be had here. */
export function peer(cache: string): { program: string; version: string } | { why: string } {
  const folder = join(cache, `${NAME}-${VERSION}`);
  const program = join(folder, "node_modules", NAME, "dist/cli/jhipster.cjs");
  if (!existsSync(join(folder, "ready"))) {
    mkdirSync(folder, { recursive: true });
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix", folder];
    const made = spawnSync("npm", [...args, `${NAME}@${VERSION}`], { encoding: "utf8", timeout: 900_000 });
    if (made.status !== 0) return { why: `npm install ${NAME}@${VERSION} failed: ${made.stderr.slice(-300)}` };
    writeFileSync(join(folder, "ready"), "");
  }
  if (!existsSync(program)) return { why: `${NAME}@${VERSION} has no ${program.slice(folder.length + 1)}` };
  return { program, version: VERSION };
}

/** One run in an empty folder: milliseconds of the whole command, and how many files it wrote. Throws where it fails. */
export function generateWithPeer(program: string, jdl: string, scratch: string): { ms: number; files: number } {
  const folder = mkdtempSync(join(scratch, "peer-"));
  writeFileSync(join(folder, "model.jdl"), jdl);
  const args = [program, "jdl", "model.jdl", "--skip-install", "--skip-git", "--force", "--no-insight"];
  const begin = performance.now();
  const run = spawnSync("node", args, { cwd: folder, encoding: "utf8", timeout: 600_000 });
  const ms = performance.now() - begin;
  if (run.status !== 0) throw new Error(`${NAME}: ${/ERROR! .*/.exec(run.stdout + run.stderr)?.[0] ?? "it failed"}`);
  const files = filesIn(folder) - 1;
  rmSync(folder, { recursive: true });
  return { ms, files };
}

/** Files of the project; what packages installed is none. */
export const filesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes("node_modules"),
  ).length;
