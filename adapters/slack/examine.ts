/** What is missing before Slack works, found by trying it: each missing setting by its name, each refusal with its cure. */
import { type Api, createApi, isRefused } from "./api.ts";
import { scopes } from "./manifest.ts";
import { createPace } from "./pace.ts";

export type SlackSettings = {
  botToken?: string | undefined;
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  apiUrl?: string | undefined;
};
export type Examined = { ok: boolean; text: string; mend: string };

/** Whether anything of Slack is set at all. */
export const isWanted = ({ botToken, appToken, signingSecret, clientId, clientSecret }: SlackSettings): boolean =>
  [botToken, appToken, signingSecret, clientId, clientSecret].some((value) => value !== undefined);

const publicAddress = "a public address that leads to SLACK_PORT";

/** How Slack and djinn find each other with these settings, as far as it cannot be tried from here. */
function ways({ appToken, signingSecret, clientId, clientSecret }: SlackSettings): Examined[] {
  const says = (text: string) => ({ ok: true, text, mend: "" });
  return [
    ...(signingSecret && !appToken ? [says(`signed requests are taken at /slack/events, on ${publicAddress}`)] : []),
    ...(clientId && clientSecret ? [says(`workspaces install djinn at /slack/install, on ${publicAddress}`)] : []),
  ];
}

/** The settings that are still needed, each with where to find it. */
function missing(settings: SlackSettings): Examined[] {
  const { botToken, appToken, signingSecret, clientId, clientSecret } = settings;
  const lines: Examined[] = [];
  const need = (name: string, why: string, where: string) =>
    lines.push({ ok: false, text: `${name} is missing: ${why}`, mend: `Set ${name}. ${where}` });
  if (clientId !== undefined && clientSecret === undefined)
    need("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID alone installs nothing.", "Basic Information → App Credentials.");
  if (clientSecret !== undefined && clientId === undefined)
    need("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET alone installs nothing.", "Basic Information → App Credentials.");
  if (botToken === undefined && clientId === undefined && clientSecret === undefined)
    need("SLACK_BOT_TOKEN", "djinn cannot speak without it.", "OAuth & Permissions → Bot User OAuth Token (xoxb-…).");
  if (appToken === undefined && signingSecret === undefined)
    need(
      "SLACK_APP_TOKEN",
      "Slack cannot reach djinn. (Or SLACK_SIGNING_SECRET, for signed requests to a public address.)",
      "Basic Information → App-Level Tokens, with the scope connections:write (xapp-…).",
    );
  return lines;
}

/** One line for each thing that was tried. */
export async function examineSlack(settings: SlackSettings): Promise<Examined[]> {
  if (!isWanted(settings)) return [{ ok: true, text: "not used (SLACK_BOT_TOKEN is not set; see README)", mend: "" }];
  const lacking = missing(settings);
  const { botToken, appToken, apiUrl } = settings;
  const pace = createPace();
  const { ask } = createApi({
    apiUrl,
    pace,
    postEvery: 0,
    botOf: () => Promise.reject(new Error("not used")),
    timeout: 5_000,
  });
  const tried = await Promise.all([
    ...(botToken ? [attempt("SLACK_BOT_TOKEN", async () => identity(await ask(botToken, "auth.test", {})))] : []),
    ...(appToken ? [attempt("SLACK_APP_TOKEN", () => socket(ask, appToken))] : []),
  ]);
  return [...lacking, ...tried, ...ways(settings)];
}

async function socket(ask: Api["ask"], appToken: string): Promise<Examined> {
  try {
    await ask(appToken, "apps.connections.open", {});
    return { ok: true, text: "Socket Mode: a socket can be opened", mend: "" };
  } catch (error) {
    if (!isRefused(error) || error.code !== "missing_scope") throw error;
    const mend = "Basic Information → App-Level Tokens: make one with the scope connections:write.";
    return { ok: false, text: "SLACK_APP_TOKEN lacks the scope connections:write", mend };
  }
}

function identity(answer: Record<string, unknown>): Examined {
  const metadata = answer["response_metadata"];
  const granted =
    typeof metadata === "object" && metadata !== null && "scopes" in metadata ? metadata.scopes : undefined;
  const lacking = Array.isArray(granted) ? scopes.filter((scope) => !granted.includes(scope)) : [];
  const text = `${answer["user"]} in ${answer["team"]}`;
  if (!lacking.length) return { ok: true, text, mend: "" };
  return {
    ok: false,
    text: `${text} lacks the scopes ${lacking.join(", ")}`,
    mend: "Add them under OAuth & Permissions and install the app again.",
  };
}

async function attempt(name: string, ask: () => Promise<Examined>): Promise<Examined> {
  try {
    return await ask();
  } catch (error) {
    const why = isRefused(error) ? error.message : "Slack does not answer.";
    return { ok: false, text: `${name} was tried: ${why}`, mend: `Mend ${name} or the network.` };
  }
}
