/** djinn doctor: what is configured, what is missing, and how to mend it. Each line was tried, not assumed. */
import { access, constants, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { openStore } from "#conversations";
import { environment, probe } from "#proof";
import { examineSlack } from "#slack";
import { type Config, reportSettings } from "./config.ts";
import { slackSettings } from "./slack.ts";

export type Diagnosis = { ok: boolean; name: string; text: string; mend: string };

/** Every part djinn needs, tried out. `problems` are settings that could not be read at all. */
export async function diagnose(
  env: Record<string, string | undefined>,
  config: Config | undefined,
  problems: readonly string[],
): Promise<Diagnosis[]> {
  const lines: Diagnosis[] = problems.map((text) => ({
    ok: false,
    name: "Setting",
    text,
    mend: "Mend it in the environment or in .env.",
  }));
  const major = Number(process.versions.node.split(".")[0]);
  lines.push({
    ok: major >= 24,
    name: "Node",
    text: process.version,
    mend: "djinn needs Node 24 or newer; npm scripts of this checkout bring it along after npm ci.",
  });
  if (!config) return lines;
  lines.push(await dataDir(config), await store(config), await python(config), await sandbox(config), web(config));
  lines.push(...(await examineSlack(slackSettings(config))).map((line) => ({ name: "Slack", ...line })));
  for (const { name, source, shown, help } of reportSettings(env)) {
    if (source === "environment") lines.push({ ok: true, name, text: `${shown} (${help})`, mend: "" });
  }
  return lines;
}

async function dataDir({ DATA_DIR }: Config): Promise<Diagnosis> {
  const dir = resolve(DATA_DIR);
  const mend = "Name a folder that djinn may write to in DATA_DIR.";
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
    return { ok: true, name: "Data folder", text: dir, mend };
  } catch (error) {
    return { ok: false, name: "Data folder", text: `${dir} cannot be written to (${codeOf(error)})`, mend };
  }
}

async function store({ REDIS_URL, DATA_DIR }: Config): Promise<Diagnosis> {
  const name = "Conversations";
  const where = REDIS_URL ? "in Redis" : "in one SQLite file in the data folder";
  const mend = REDIS_URL ? "Start Redis, or mend REDIS_URL." : "See the data folder above.";
  try {
    const opened = await openStore({ redisUrl: REDIS_URL, dataDir: resolve(DATA_DIR) });
    await opened.ping();
    await opened.close();
    return { ok: true, name, text: where, mend };
  } catch (error) {
    return { ok: false, name, text: `${where}, which does not answer (${codeOf(error)})`, mend };
  }
}

async function python({ DATA_DIR, PROOF }: Config): Promise<Diagnosis> {
  const found = await environment(resolve(DATA_DIR));
  return {
    ok: found !== undefined || PROOF === "static",
    name: "Python environment",
    text: found ? "ready" : "not made yet, so proofs are static only",
    mend: "Run: npm run --silent djinn -- setup",
  };
}

async function sandbox({ DATA_DIR, PROOF }: Config): Promise<Diagnosis> {
  const name = "Sandbox";
  if (PROOF === "host")
    return {
      ok: false,
      name,
      text: "switched off by PROOF=host: generated code runs UNPROTECTED",
      mend: "Unset PROOF to use bubblewrap.",
    };
  if (PROOF === "static") return { ok: true, name, text: "not used: PROOF=static boots nothing", mend: "" };
  const { level, why, how } = await probe(await environment(resolve(DATA_DIR)));
  return { ok: level === "booted", name, text: why, mend: how };
}

function web({ HOST, PORT, WEB_TOKEN }: Config): Diagnosis {
  const loopback = ["127.0.0.1", "localhost", "::1"].includes(HOST);
  return {
    ok: loopback || WEB_TOKEN !== undefined,
    name: "Page",
    text: `http://${HOST}:${PORT}${WEB_TOKEN ? ", people sign in with WEB_TOKEN" : loopback ? ", this machine only, no sign-in" : ""}`,
    mend: "HOST is not loopback: set WEB_TOKEN (at least 16 characters).",
  };
}

/** An error's code or kind, never its text: that may quote a URL with a password. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? ("code" in error && typeof error.code === "string" ? error.code : error.name) : "unknown";
