/** Calls of Slack's Web API: at its pace, with one policy for waiting, and refusals as words that say how to mend them. */
import { webApi } from "@slack/bolt";
import { paces } from "./limits.ts";
import type { Pace, Spacing } from "./pace.ts";

type Arguments = Record<string, unknown>;
/** Who the bot is in a workspace. */
export type Bot = { token: string; user: string; id: string };
export type Api = ReturnType<typeof createApi>;

/** How often a call is tried again after 429. */
const patience = 8;
/** Milliseconds for one request; Slack's own answers come far sooner. */
const longest = 20_000;

const spacings: Readonly<Record<string, Spacing>> = {
  "chat.update": paces.tier3,
  "reactions.add": paces.tier3,
  "files.getUploadURLExternal": paces.tier4,
  "files.completeUploadExternal": paces.tier4,
  "files.info": paces.tier4,
  "chat.postEphemeral": paces.tier4,
};

type Parts = {
  apiUrl: string | undefined;
  pace: Pace;
  /** Milliseconds between two messages in one channel. */
  postEvery: number;
  botOf(team: string): Promise<Bot>;
  /** Milliseconds for one request. */
  timeout?: number;
};

export function createApi({ apiUrl, pace, postEvery, botOf, timeout = longest }: Parts) {
  const clients = new Map<string, webApi.WebClient>();
  return { call, callAs, ask };

  /** As the bot of a workspace. Throws `Refused` where Slack says no. */
  async function call(team: string, method: string, args: Arguments): Promise<webApi.WebAPICallResult & Arguments> {
    const { token } = await botOf(team);
    return callAs(token, team, method, args);
  }

  async function callAs(token: string, team: string, method: string, args: Arguments) {
    const isPost = method === "chat.postMessage";
    const lane = isPost ? `${team} ${method} ${args["channel"]}` : `${team} ${method}`;
    for (let tries = 1; ; tries++) {
      // What has no limit in practice goes at once; a dialog cannot wait for anything.
      const spacing = isPost ? { every: postEvery, burst: 1 } : spacingOf(method);
      if (spacing) await pace.turn(lane, spacing);
      try {
        return await ask(token, method, args);
      } catch (error) {
        const seconds = retryAfter(error);
        if (seconds === undefined || tries > patience) throw error;
        pace.hold(lane, seconds);
        if (!spacing) await pace.pause(seconds * 1000);
      }
    }
  }

  /** Another pace for posts is another clock for the rest, too. */
  function spacingOf(method: string): Spacing | undefined {
    const spacing = spacings[method];
    return spacing && { ...spacing, every: (spacing.every * postEvery) / 1_000 };
  }

  /** Once, without waiting for a turn. */
  async function ask(token: string, method: string, args: Arguments): Promise<webApi.WebAPICallResult & Arguments> {
    const client = clients.get(token) ?? open(token);
    clients.set(token, client);
    try {
      return { ...(await client.apiCall(method, args)) };
    } catch (error) {
      throw refusedBy(error, method) ?? error;
    }
  }

  /** The package's own waiting is off: it would hold up dialogs behind posts, and might post twice. */
  function open(token: string): webApi.WebClient {
    return new webApi.WebClient(token, {
      ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logger: silent,
      maxRequestConcurrency: 20,
    });
  }
}

/** Slack understood and said no. `code` is its error, `message` what people can do about it. */
export type Refused = Error & { name: "Refused"; code: string };

export const isRefused = (error: unknown): error is Refused => error instanceof Error && error.name === "Refused";

function refusedBy(error: unknown, method: string): Refused | undefined {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  const { error: code, ...rest } = error.data;
  const needed = "needed" in rest ? String(rest.needed) : "";
  const words = reasons[code]?.replace("{needed}", needed) ?? `Slack refused ${method}: ${code}.`;
  return Object.assign(new Error(words, { cause: error }), { name: "Refused" as const, code });
}

/** What Slack's refusals mean and how to mend them. https://docs.slack.dev/reference/methods */
const reasons: Readonly<Record<string, string>> = {
  missing_scope:
    "The app lacks the scope {needed}. Add it under OAuth & Permissions in the app's settings and install the app again.",
  not_in_channel: "djinn is not in this channel (any more). Invite it: /invite @djinn",
  channel_not_found: "djinn cannot see this channel. Invite it: /invite @djinn",
  is_archived: "The channel is archived. Nothing that was decided is lost; unarchive it to go on.",
  token_revoked: "The app's token was revoked. Install the app again and set SLACK_BOT_TOKEN.",
  account_inactive: "The app was removed from the workspace. Install it again and set SLACK_BOT_TOKEN.",
  invalid_auth: "Slack does not know the token. Copy it again from the app's settings.",
  not_allowed_token_type: "Slack takes another kind of token here: xoxb-… speaks, xapp-… opens the socket.",
  not_authed: "Slack got no token. Set SLACK_BOT_TOKEN.",
  thread_not_found: "The message this thread hangs on was deleted, so nothing can be posted in it.",
  file_uploads_disabled: "The workspace does not allow file uploads.",
  storage_limit_reached: "The workspace has no room left for files.",
  file_not_found: "Slack does not know the file (any more).",
  file_deleted: "The file was deleted.",
  no_such_subteam:
    "SLACK_REVIEWERS names a user group that this workspace does not have. Take its id from the group's page.",
  expired_trigger_id: "That took longer than the 3 seconds Slack allows. Press the button once more.",
};

/** Whether the way to Slack broke, and not what was asked. */
export const isGlitch = (error: unknown): boolean =>
  error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError;

/** Seconds to wait, where the answer was 429. */
function retryAfter(error: unknown): number | undefined {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : undefined;
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};
