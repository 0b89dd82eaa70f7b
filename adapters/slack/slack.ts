/** The Slack adapter: a review in a thread of a team's channel, over a socket or signed requests. */
import { App } from "@slack/bolt";
import { z } from "zod";
import type { Backend, Chat, Receive, ThreadId } from "#conversations";
import { createAccess } from "./access.ts";
import { type Bot, createApi, isRefused, type Refused } from "./api.ts";
import { createDesk } from "./desk.ts";
import { createFiles } from "./files.ts";
import { openInstallations } from "./install.ts";
import { listen } from "./listen.ts";
import { type Log, slackLogger } from "./log.ts";
import { createPace } from "./pace.ts";
import { createPeople } from "./people.ts";
import { createPublisher } from "./publish.ts";
import { openDoor, openSocket } from "./receivers.ts";
import { openRecords, placeOf, type Storage } from "./records.ts";
import { createWhispers } from "./whispers.ts";

export type SlackConfig = {
  /** Of one workspace. Without it djinn is installed by OAuth, in any number of them. */
  botToken?: string | undefined;
  /** Opens a socket; without it Slack sends signed requests to `host` and `port`. */
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Another host than slack.com, with /api/ at its end. */
  apiUrl?: string | undefined;
  /** Channels in which an uploaded ERD gets an offer. */
  watch: readonly string[];
  /** "starter", people (U…), user groups (S…); none: whoever is in the channel. */
  reviewers: readonly string[];
  /** A keyv, or like one, that is this adapter's alone. */
  storage: Storage;
  log: Log;
  /** Milliseconds between two messages in one channel; Slack wants about a second. */
  paceMs?: number;
  /** So that a dialog can say at once what does not parse. */
  check?: Backend["check"];
  /** So that djinn knows whether a file is an ERD before it speaks. */
  read?: Backend["read"];
};

const Identity = z.object({ user_id: z.string(), team_id: z.string(), bot_id: z.string().default("") });

/** `start` rejects, with words for people, where Slack does not let djinn in. `url` is known after it, unless a socket is all there is. */
export function createSlack(config: SlackConfig): Chat & { url(): string | undefined } {
  const { botToken, appToken, clientId, clientSecret, apiUrl, storage, log } = config;
  const pace = createPace();
  const records = openRecords(storage);
  const installations = clientId && clientSecret ? openInstallations(storage, clientSecret) : undefined;
  let single: Bot | undefined;
  let receive: Receive | undefined;
  let closing: (() => Promise<void>) | undefined;
  let address: string | undefined;

  const api = createApi({ apiUrl, pace, postEvery: config.paceMs ?? 1_000, botOf });
  const files = createFiles(api, botOf);
  const publisher = createPublisher(api, files, records, complain);
  const whispers = createWhispers(api);
  const desk = createDesk({
    api,
    files,
    records,
    pace,
    log,
    memberOf: createPeople(api),
    access: createAccess(config.reviewers, api, records),
    whispers,
    botOf,
    receive: () => receive,
    watch: config.watch,
    check: config.check,
    read: config.read,
  });

  return { name: "slack", start, post, whisper, stop, url: () => address };

  async function botOf(team: string): Promise<Bot> {
    if (single) return single;
    if (installations && !botToken) return installations.botOf(team);
    throw new Error("Slack has not let djinn in yet.");
  }

  async function start(wanted: Receive): Promise<void> {
    try {
      await connect(wanted);
    } catch (error) {
      await disconnect();
      throw error;
    }
  }

  async function connect(wanted: Receive): Promise<void> {
    if (botToken) single = await identify(botToken);
    receive = wanted;
    const logger = slackLogger(log);
    const door = doorOf(logger);
    const socket = appToken ? openSocket(appToken, apiUrl, logger) : undefined;
    const receiver = socket ?? door?.receiver;
    if (receiver === undefined)
      throw new Error("Set SLACK_APP_TOKEN (a socket) or SLACK_SIGNING_SECRET (signed requests).");
    const app = new App({
      receiver,
      logger,
      clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {},
      convoStore: false,
      authorize: async ({ teamId }) => {
        const bot = await botOf(teamId ?? "");
        return { botToken: bot.token, botUserId: bot.user, ...(bot.id ? { botId: bot.id } : {}) };
      },
    });
    listen(app, desk, forget);
    closing = async () => {
      await Promise.all([door?.stop(), socket && app.stop()]);
    };
    await door?.start();
    address = door?.url();
    if (socket) await app.start();
    log.info({ url: address, socket: socket !== undefined }, "slack is connected");
  }

  async function identify(token: string): Promise<Bot> {
    const { user_id: user, bot_id: id } = Identity.parse(await api.ask(token, "auth.test", {}));
    return { token, user, id };
  }

  function doorOf(logger: ReturnType<typeof slackLogger>) {
    const { signingSecret, host, port } = config;
    const events = signingSecret !== undefined && !appToken;
    if (!events && !installations) return undefined;
    const app = clientId && clientSecret && installations && { clientId, clientSecret, installations };
    return openDoor({ host, port, events, signingSecret, app, apiUrl, logger });
  }

  async function forget(team: string): Promise<void> {
    log.warn({ team }, "the app was removed from a workspace");
    await installations?.deleteInstallation?.({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false });
  }

  async function post(thread: ThreadId, what: Parameters<Chat["post"]>[1], options: Parameters<Chat["post"]>[2]) {
    try {
      return await publisher.post(thread, what, options);
    } catch (error) {
      if (isRefused(error)) await complain(thread, "I cannot post in", error);
      throw error;
    }
  }

  /** What keeps djinn from its work in a thread is told its starter by a direct message, once for each reason. */
  async function complain(thread: ThreadId, what: string, { code, message }: Refused): Promise<void> {
    log.error({ thread, code, why: message }, "slack refused");
    const { team, channel } = placeOf(thread);
    const starter = (await records.thread(thread))?.starter;
    const complaint = `complaint ${thread} ${what} ${code}`;
    if (starter === undefined || (await records.noted(complaint))) return;
    await records.note(complaint);
    const text = `${what} <#${channel}>. ${message}`;
    await api.call(team, "chat.postMessage", { channel: starter, text }).catch(() => {});
  }

  async function whisper(thread: ThreadId, to: { id: string }, text: string, key?: string): Promise<void> {
    if (key !== undefined && (await records.noted(key))) return;
    await whispers.whisper(placeOf(thread), to.id, text);
    if (key !== undefined) await records.note(key);
  }

  async function stop(): Promise<void> {
    pace.stop();
    await disconnect();
  }

  async function disconnect(): Promise<void> {
    receive = undefined;
    const close = closing;
    closing = undefined;
    await close?.();
  }
}
