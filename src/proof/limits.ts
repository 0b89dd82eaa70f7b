/** What a project's code may use while it is being proven. */
import type { ProjectFile } from "./proof.ts";

export type Limits = {
  /** Seconds by the clock for everything together, and of processor time for each process. */
  seconds: number;
  cpuSeconds: number;
  /** Bytes of address space of each process, and of memory in use by all of them together. */
  memory: number;
  memoryTogether: number;
  /** Bytes of one file, of the project's folder, and of /tmp. The folders are in memory. */
  fileSize: number;
  projectSize: number;
  temporarySize: number;
  processes: number;
  openFiles: number;
  /** Bytes on stdout and stderr, then it is stopped. */
  output: number;
};

const MB = 1024 * 1024;

/** Far more than a sound project needs; large ones get more time, see below. */
export const limits: Limits = {
  seconds: 180,
  cpuSeconds: 180,
  memory: 1536 * MB,
  memoryTogether: 2048 * MB,
  fileSize: 64 * MB,
  projectSize: 256 * MB,
  temporarySize: 64 * MB,
  processes: 64,
  openFiles: 256,
  output: 8 * MB,
};

/**
 * The usual limits, with a second more for each 3 kB of Python: tests grow with the project, and machines can be busy. 300
 * entities are 3.4 MB of it; their migration alone took 90 s of a processor, since Django renders all models anew for each
 * table that refers to another.
 */
export function limitsFor(files: readonly ProjectFile[]): Limits {
  const python = files.reduce((sum, { path, content }) => sum + (path.endsWith(".py") ? content.length : 0), 0);
  const seconds = limits.seconds + Math.min(Math.round(python / 3000), 1200);
  return { ...limits, seconds, cpuSeconds: seconds };
}
