/** A started Slack adapter with a fake Slack of its own, over a socket or over signed requests. */
import { Keyv } from "keyv";
import { onTestFinished } from "vitest";
import type { Interaction, Receive } from "#conversations";
import { createSlack, type SlackConfig } from "#slack";
import { type Slack, startSlack } from "../../fakes/slack/index.ts";

export type Way = "socket" | "http";

/** Where the bot listens is known only once it has started. */
export async function startFake(way: Way, retryMs?: readonly number[]) {
  let bot: { url(): string | undefined } | undefined;
  const slack = await startSlack({
    ...(way === "http" ? { requestUrl: () => `${bot?.url()}/slack/events` } : {}),
    ...(retryMs ? { retryMs } : {}),
  });
  return {
    slack,
    knowBot: (one: { url(): string | undefined }) => {
      bot = one;
    },
  };
}

/** What createSlack needs to know of a fake. Posts are paced in milliseconds, since nobody reads along. */
export function configFor(slack: Slack, way: Way, log: SlackConfig["log"]): Omit<SlackConfig, "storage"> {
  return {
    botToken: slack.botToken,
    ...(way === "socket" ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }),
    host: "127.0.0.1",
    port: 0,
    apiUrl: slack.apiUrl,
    watch: [],
    reviewers: [],
    log,
    paceMs: 5,
  };
}

export type Options = Partial<SlackConfig> & { way?: Way; receive?: Receive };

export async function startAdapter({ way = "socket", receive = async () => {}, ...more }: Options = {}) {
  const { slack, knowBot } = await startFake(way, [50, 300, 6000]);
  const logged: string[] = [];
  const log = {
    info() {},
    warn: (fields: Record<string, unknown>, event: string) => void logged.push(`${event} ${JSON.stringify(fields)}`),
    error: (fields: Record<string, unknown>, event: string) => void logged.push(`${event} ${JSON.stringify(fields)}`),
  };
  const chat = createSlack({ ...configFor(slack, way, log), storage: new Keyv(), ...more });
  knowBot(chat);
  await chat.start(receive);
  return {
    slack,
    chat,
    logged,
    async close() {
      await chat.stop();
      await slack.close();
    },
  };
}

/** An adapter that ends with its test. */
export async function testAdapter(options: Options = {}) {
  const started = await startAdapter(options);
  onTestFinished(() => started.close());
  return started;
}

/** The same, with what it handed on, in order. */
export async function hearingAdapter(options: Options = {}) {
  const received: { thread: string; interaction: Interaction }[] = [];
  const receive: Receive = async (thread, interaction) => void received.push({ thread, interaction });
  return { ...(await testAdapter({ ...options, receive })), received };
}
