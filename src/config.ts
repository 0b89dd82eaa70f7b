/** Every setting djinn takes from the environment: its default, its check and its sentence of help, in one place. */
import { z } from "zod";

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
