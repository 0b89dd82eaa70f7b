#!/usr/bin/env node
/** djinn's composition: configuration → rooms → command line. The only file with effects on import. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runCli, type Tools } from "#cli";
import { createBackend } from "./backend.ts";
import { type Config, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { createPreparation } from "./prepare.ts";

// Sentences are read by hundreds of long regular expressions: compiled once instead of twice (first to bytecode, which V8
// does for those that are hardly used), they make the first reading take half the time.
setFlagsFromString("--no-regexp-tier-up");
if (existsSync(".env")) process.loadEnvFile(".env");
const result = readConfig(process.env);
const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, "../package.json"), "utf8"));

/** What serves is loaded only by `start`: a command that makes one project should not wait for web servers. */
const tools: Tools = {
  version,
  async backend() {
    const config = configured();
    const preparation = createPreparation(config, createLog("silent"));
    return createBackend(config, preparation.python);
  },
  async setup(onProgress) {
    const config = configured();
    return createPreparation(config, createLog("silent")).run(onProgress);
  },
  async doctor() {
    const { diagnose } = await import("./doctor.ts");
    const lines = await diagnose(
      process.env,
      "config" in result ? result.config : undefined,
      "problems" in result ? result.problems : [],
    );
    return { healthy: lines.every(({ ok }) => ok), lines };
  },
  // Whatever still runs by then (a proof, a build) is in the outbox, and the next start carries it on.
  async start() {
    const { serve } = await import("./serve.ts");
    process.exit(await serve(configured()));
  },
};

/** The settings, or the end of the program with a line for each that is wrong: exit status 78, sysexits' EX_CONFIG. */
function configured(): Config {
  if ("config" in result) return result.config;
  for (const problem of result.problems) console.error(problem);
  process.exit(78);
}

process.exitCode = await runCli(process.argv.slice(2), tools);
