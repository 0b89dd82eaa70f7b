/** How much memory a process and everything below it use, as Linux tells it. */
import { readFile } from "node:fs/promises";

/** Bytes held by the process and all its descendants together, files not counted. 0 where nothing is known. */
export async function memoryBelow(pid: number): Promise<number> {
  const status = await read(`/proc/${pid}/status`);
  const held = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB/gm)].reduce((sum, [, kB]) => sum + Number(kB), 0);
  const children = (await read(`/proc/${pid}/task/${pid}/children`)).split(" ").filter(Boolean).map(Number);
  const below = await Promise.all(children.map(memoryBelow));
  return held * 1024 + below.reduce((sum, bytes) => sum + bytes, 0);
}

function read(path: string): Promise<string> {
  return readFile(path, "latin1").catch(() => "");
}
