/** djinn start: opens the store, starts the chats, carries unfinished conversations on, and stops gracefully. */
import { resolve } from "node:path";
import { openConversations, openStore } from "#conversations";
import { isWanted } from "#slack";
import { createWeb } from "#web";
import { createBackend } from "./backend.ts";
import type { Config } from "./config.ts";
import { createLog, type Log } from "./log.ts";
import { createPreparation } from "./prepare.ts";
import { openSlack, slackSettings } from "./slack.ts";

/** After SIGTERM the turn in hand is finished and everything closed within this time; what is left is carried on at the next start. */
const graceMs = 9_000;

/** Serves until SIGTERM or SIGINT and gives the exit status: 1, with a sentence of why, where it cannot begin. */
export async function serve(config: Config): Promise<number> {
  const log = createLog(config.LOG_LEVEL);
  try {
    return await run(config, log);
  } catch (error) {
    log.error({ error }, "ended");
    process.stderr.write(`djinn cannot serve: ${inWords(error, config)}\n`);
    return 1;
  }
}

async function run(config: Config, log: Log): Promise<number> {
  const store = await openStore({ redisUrl: config.REDIS_URL, dataDir: resolve(config.DATA_DIR) });
  const preparation = createPreparation(config, log);
  const backend = createBackend(config, preparation.python);
  const web = createWeb({
    host: config.HOST,
    port: config.PORT,
    token: config.WEB_TOKEN,
    storage: store.keyv("web"),
    log,
    status: preparation.status,
  });
  const slack = isWanted(slackSettings(config)) ? openSlack(config, store, backend, log) : undefined;
  const conversations = openConversations({ store, backend, chats: [web, ...(slack ? [slack.chat] : [])], log });

  let stopping = false;
  const stopped = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopped.resolve(signal));

  await web.start(conversations.receive);
  log.info({ url: web.url(), store: config.REDIS_URL ? "redis" : "sqlite", proof: config.PROOF }, "started");
  process.stderr.write(`djinn is at ${web.url()}\n`);
  if (config.PROOF !== "static") void prepareInBackground();
  slack?.start(conversations.receive);
  await conversations.resume();

  const signal = await stopped.promise;
  stopping = true;
  log.info({ signal }, "stopping");
  const late = setTimeout(() => process.exit(1), graceMs);
  preparation.stop();
  await Promise.all([web.stop(), slack?.stop()]);
  await conversations.stop();
  await store.close();
  clearTimeout(late);
  log.info({}, "stopped");
  return 0;

  async function prepareInBackground() {
    const { ready, text } = await preparation.run((line) => process.stderr.isTTY && process.stderr.write(`${line}\n`));
    if (!stopping) process.stderr.write(ready ? `${text}\n` : `Proofs are static only for now. ${text}\n`);
  }
}

function inWords(error: unknown, { HOST, PORT }: Config): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${PORT} on ${HOST} is taken. Set PORT to a free one.`;
  if (code === "EACCES") return `port ${PORT} on ${HOST} may not be used. Set PORT to one above 1023.`;
  return error.message;
}
