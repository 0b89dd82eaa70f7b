/** Slack as the settings want it: started beside the page, and tried again for as long as Slack does not let djinn in. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Backend, Chat, Receive, Store } from "#conversations";
import { createSlack, type SlackSettings } from "#slack";
import type { Config } from "./config.ts";
import type { Log } from "./log.ts";

/** Between two tries to get in (milliseconds). */
const againMs = 30_000;

export const slackSettings = (config: Config): SlackSettings => ({
  botToken: config.SLACK_BOT_TOKEN,
  appToken: config.SLACK_APP_TOKEN,
  signingSecret: config.SLACK_SIGNING_SECRET,
  clientId: config.SLACK_CLIENT_ID,
  clientSecret: config.SLACK_CLIENT_SECRET,
  apiUrl: config.SLACK_API_URL,
});

type Slack = { chat: Chat; start(receive: Receive): void; stop(): Promise<void> };

/** The page does not wait for Slack, and does not fall with it. */
export function openSlack(config: Config, store: Store, { check, read }: Backend, log: Log): Slack {
  const slack = createSlack({
    ...slackSettings(config),
    host: config.HOST,
    port: config.SLACK_PORT,
    watch: config.SLACK_WATCH,
    reviewers: config.SLACK_REVIEWERS,
    storage: store.keyv("slack"),
    log,
    check,
    read,
  });
  const ended = new AbortController();
  return { chat: slack, start: (receive) => void begin(receive), stop };

  async function begin(receive: Receive): Promise<void> {
    while (!ended.signal.aborted) {
      try {
        await slack.start(receive);
        const url = slack.url();
        process.stderr.write(`djinn is in Slack${url ? ` and listens to it at ${url}/slack/events` : ""}\n`);
        return;
      } catch (error) {
        const why = error instanceof Error ? error.message : "unknown";
        process.stderr.write(`Slack does not let djinn in: ${why} It is tried again every ${againMs / 1000} s.\n`);
        await sleep(againMs, undefined, { signal: ended.signal }).catch(() => {});
      }
    }
  }

  async function stop(): Promise<void> {
    ended.abort();
    await slack.stop();
  }
}
