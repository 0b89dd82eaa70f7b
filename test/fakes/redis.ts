/** A real redis-server on a free port of 127.0.0.1, with nothing on disk, ended by its own process id. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { freePort } from "./port.ts";

/** Whether redis-server is installed; tests that need it are skipped otherwise. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export async function startRedis() {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | undefined = await launch(port);
  return {
    url,
    /** The server is gone, and what was in it, too, unless it is only paused. */
    async stop() {
      const ending = server;
      server = undefined;
      if (!ending) return;
      ending.kill("SIGKILL");
      if (ending.exitCode === null && ending.signalCode === null) await once(ending, "exit");
    },
    async start() {
      server ??= await launch(port);
    },
    pause: () => server?.kill("SIGSTOP"),
    goOn: () => server?.kill("SIGCONT"),
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const settings = [
    "--port",
    String(port),
    "--databases",
    "128",
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--daemonize",
    "no",
  ];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const chunk of server.stdout) if (String(chunk).includes("Ready to accept connections")) break;
  return server;
}
