/** The command line: one upload in, one project out, no chat. Its flags, JSON and exit statuses are a contract. */
import { Command, CommanderError, Option } from "commander";
import type { Backend, Step } from "#conversations";
import { wrongUsage } from "./files.ts";
import { generate } from "./generate.ts";
import { inspect } from "./inspect.ts";
import { exitStatus, type Terminal, terminal } from "./terminal.ts";
import { verify } from "./verify.ts";

/** What the commands need done; main makes them, so that a command that needs no Python does not wait for one. */
export type Tools = {
  version: string;
  backend(): Promise<Backend>;
  setup(onProgress: (line: string) => void): Promise<{ ready: boolean; text: string }>;
  doctor(): Promise<{ healthy: boolean; lines: { ok: boolean; name: string; text: string; mend: string }[] }>;
  /** Serves until it is told to stop; gives the exit status. */
  start(): Promise<number>;
};

/** Runs one command and gives the exit status; never calls `process.exit`. `argv` is without node and script. */
export async function runCli(argv: readonly string[], tools: Tools, out: Terminal = terminal()): Promise<number> {
  const result = { status: exitStatus.done as number };
  const program = describe(tools, out, (status) => {
    result.status = status;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return result.status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === wrongUsage) out.error(`error: ${error.message}`);
    return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
  }
}

function describe(tools: Tools, out: Terminal, end: (status: number) => void): Command {
  const program = new Command("djinn")
    .description("Turns an ERD into a reviewed and proven Django REST backend.")
    .version(tools.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => out.error(text.trimEnd()) })
    .showHelpAfterError("Run djinn --help, or djinn COMMAND --help.");
  const command = (signature: string, summary: string) =>
    program.command(signature).description(summary).exitOverride();
  const json = () => new Option("--json", "print one JSON object on stdout and nothing else there");

  command("generate", "make a Django project from an ERD, prove it, and write it")
    .argument("<erd...>", "ERD files; several are read as one model; - is standard input")
    .addOption(new Option("--out <dir>", "write the project into this folder (default: a folder named after the ERD)"))
    .addOption(new Option("--zip <file>", "write the project as a zip archive"))
    .addOption(
      new Option("--proof <level>", "auto: boot it where a sandbox can be had; static: only read it; none")
        .choices(["auto", "static", "none"])
        .default("auto"),
    )
    .addOption(json())
    .addHelpText("after", `\nExit status: 0 done, 1 the proof failed, 2 the input was refused, 64 wrong usage.\n`)
    .action(async (erds: string[], options) => end(await generate(erds, options, await tools.backend(), out)));

  command("inspect", "show what is understood of an ERD")
    .argument("<erd...>", "ERD files; several are read as one model; - is standard input")
    .addOption(json())
    .addOption(new Option("--picture <file>", "draw the model into a .svg or .png file"))
    .action(async (erds: string[], options) => end(await inspect(erds, options, await tools.backend(), out)));

  command("verify", "prove any Django project: boot it, migrate it, run its tests, in a sandbox")
    .argument("<dir>", "the project's folder, the one with manage.py")
    .addOption(json())
    .action(async (dir: string, options) => end(await verify(dir, options, await tools.backend(), out)));

  command("setup", "make the Python environment that the proof runs in (needs a package index, takes a minute)").action(
    async () => {
      const { ready, text } = await tools.setup((line) => out.progress([step(line)]));
      out.clear();
      out.error(text);
      end(ready ? exitStatus.done : exitStatus.proofFailed);
    },
  );

  command("doctor", "say what is configured, what is missing, and how to mend it").action(async () => {
    const { healthy, lines } = await tools.doctor();
    for (const line of lines) {
      out.write(`${line.ok ? "✓" : "✗"} ${line.name}: ${line.text}\n`);
      if (!line.ok && line.mend) out.write(`    ${line.mend}\n`);
    }
    end(healthy ? exitStatus.done : exitStatus.proofFailed);
  });

  command("start", "serve the page (and the chats that are configured) until stopped").action(async () =>
    end(await tools.start()),
  );
  return program;
}

const step = (label: string): Step => ({ label, status: "running" });
