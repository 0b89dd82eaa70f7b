/** Every setting djinn takes from the environment: its default, its check and its sentence of help, in one place. */
import { z } from "zod";

/** "C1, C2" → ["C1", "C2"] */
const list = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));
/** Ids as Slack shows them, each like `form`. */
const ids = (form: RegExp, wanted: string) =>
  list.refine((all) => all.every((id) => form.test(id)), `expected ${wanted}, with commas between them`);
const port = z.coerce.number().int().min(0).max(65535);

/** One entry a setting. `secret` values are never printed; an empty variable counts as not set. */
const settings = {
  DATA_DIR: {
    schema: z.string().default("./data"),
    help: "Folder for conversations (without Redis) and for the Python environment of the proof.",
  },
  REDIS_URL: {
    schema: z.url({ protocol: /^rediss?$/ }).optional(),
    help: "Keeps conversations in Redis, e.g. redis://127.0.0.1:6379; without it they are in one SQLite file in DATA_DIR.",
    secret: true,
  },
  HOST: {
    schema: z.string().default("127.0.0.1"),
    help: "Address the page is served on. Anything but loopback needs WEB_TOKEN.",
  },
  PORT: { schema: port.default(3000), help: "Port the page is served on." },
  WEB_TOKEN: {
    schema: z.string().min(16, "at least 16 characters").optional(),
    help: "People sign in to the page with it. At least 16 characters.",
    secret: true,
  },
  SLACK_BOT_TOKEN: {
    schema: z
      .string()
      .regex(/^(?!xapp-)/, "this is an app-level token, for SLACK_APP_TOKEN")
      .optional(),
    help: "The bot's token in one Slack workspace: OAuth & Permissions → Bot User OAuth Token.",
    secret: true,
  },
  SLACK_APP_TOKEN: {
    schema: z
      .string()
      .regex(/^(?!xox)/, "this is a bot's token, for SLACK_BOT_TOKEN")
      .optional(),
    help: "Opens a socket to Slack, so that no public address is needed: Basic Information → App-Level Tokens.",
    secret: true,
  },
  SLACK_SIGNING_SECRET: {
    schema: z.string().optional(),
    help: "Instead of SLACK_APP_TOKEN: Slack sends signed requests to /slack/events on SLACK_PORT.",
    secret: true,
  },
  SLACK_CLIENT_ID: {
    schema: z.string().optional(),
    help: "Instead of SLACK_BOT_TOKEN: workspaces install djinn themselves at /slack/install on SLACK_PORT.",
  },
  SLACK_CLIENT_SECRET: {
    schema: z.string().min(16, "at least 16 characters").optional(),
    help: "Belongs to SLACK_CLIENT_ID; the tokens of installations are encrypted with it.",
    secret: true,
  },
  SLACK_PORT: { schema: port.default(3001), help: "Port for Slack's requests and installations, on HOST." },
  SLACK_API_URL: {
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((url) => (url.endsWith("/") ? url : `${url}/`))
      .optional(),
    help: "Another address of Slack's Web API than https://slack.com/api/.",
  },
  SLACK_WATCH: {
    schema: ids(/^[CG][A-Z0-9]+$/, "ids of channels such as C0123"),
    help: "Ids of channels in which an uploaded ERD gets a quiet offer, e.g. C0123,C0456.",
  },
  SLACK_REVIEWERS: {
    schema: ids(/^(starter|[UWS][A-Z0-9]+)$/, "starter, U0123 or S0123"),
    help: "Who may decide in Slack, of those in the channel: starter, ids of people (U0123) and user groups (S0123). Default: all of them.",
  },
  PROOF: {
    schema: z.enum(["auto", "static", "host"]).default("auto"),
    help: "auto: boot the project in a sandbox where one can be had; static: never boot it; host: boot it WITHOUT a sandbox.",
  },
  PYTHON: {
    schema: z.string().default("python3"),
    help: "The Python (3.11 or newer) that the proof's environment is made from.",
  },
  LOG_LEVEL: {
    schema: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    help: "How much is logged to stderr.",
  },
} as const satisfies Record<string, { schema: z.ZodType; help: string; secret?: boolean }>;

export type SettingName = keyof typeof settings;
export type Config = z.infer<typeof Schema>;
/** A setting for people: what it is for, where its value comes from, and the value unless it is a secret. */
export type SettingReport = {
  name: string;
  help: string;
  source: "environment" | "default" | "not set";
  shown: string;
};

const shape = Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema]));
const Schema = z.object(shape as { [Name in SettingName]: (typeof settings)[Name]["schema"] });

/** The checked settings, or one sentence for each that is wrong. Reads nothing but `env`. */
export function readConfig(env: Record<string, string | undefined>): { config: Config } | { problems: string[] } {
  const parsed = Schema.safeParse(given(env));
  if (parsed.success) return { config: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name} cannot be used: ${issue.message}. ${settings[name as SettingName].help}`;
    }),
  };
}

/** Every setting with its help and, unless it is a secret, its value. */
export function reportSettings(env: Record<string, string | undefined>): SettingReport[] {
  const here = given(env);
  return Object.entries<{ schema: z.ZodType; help: string; secret?: boolean }>(settings).map(([name, setting]) => {
    const value = here[name] ?? setting.schema.safeParse(undefined).data;
    const source = here[name] !== undefined ? "environment" : value === undefined ? "not set" : "default";
    return {
      name,
      help: setting.help,
      source,
      shown: setting.secret && value !== undefined ? "(set, not shown)" : String(value ?? ""),
    };
  });
}

const given = (env: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.keys(settings).flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
