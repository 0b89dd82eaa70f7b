/** How much memory a process and everything below it use, as Linux tells it. */
import { readFile } from "node:fs/promises";

/** Processes from this one downwards, and the bytes they hold together: files not counted, what forks share counted for each. */
export async function memoryBelow(pid: number): Promise<{ bytes: number; processes: number }> {
  const status = await read(`/proc/${pid}/status`);
  const held = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB/gm)].reduce((sum, [, kB]) => sum + Number(kB), 0);
  const children = (await read(`/proc/${pid}/task/${pid}/children`)).split(" ").filter(Boolean).map(Number);
  const below = await Promise.all(children.map(memoryBelow));
  return {
    bytes: below.reduce((sum, one) => sum + one.bytes, held * 1024),
    processes: below.reduce((sum, one) => sum + one.processes, 1),
  };
}

/** Empty where the process has ended, or where there is no /proc. */
function read(path: string): Promise<string> {
  return readFile(path, "latin1").catch(() => "");
}
