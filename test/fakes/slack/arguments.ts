/** Checks the arguments of each Web API method: by a table of our own always, and by Slack's published schemas where they are beside the checkout. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { blockProblems, viewProblems } from "./blocks.ts";
import type { Json } from "./world.ts";

type Rule = {
  /** Names of arguments; those with a "!" must be there. */
  args: string;
  /** One of them is needed; none: every token will do. */
  scopes?: readonly string[];
  /** Which kind of token; neither for OAuth. */
  token: "bot" | "app" | "none";
  /** Calls a minute: tiers 1 to 4, "post" is once a second a channel, "special" hundreds a minute. https://docs.slack.dev/apis/web-api/rate-limits */
  tier: 1 | 2 | 3 | 4 | "post" | "special";
};

export const rules: Readonly<Record<string, Rule>> = {
  "auth.test": { args: "", token: "bot", tier: "special" },
  "apps.connections.open": { args: "", token: "app", tier: 3 },
  "chat.postMessage": {
    args: "channel! text blocks thread_ts metadata reply_broadcast unfurl_links unfurl_media mrkdwn parse link_names",
    scopes: ["chat:write"],
    token: "bot",
    tier: "post",
  },
  "chat.update": {
    args: "channel! ts! text blocks metadata parse link_names reply_broadcast file_ids",
    scopes: ["chat:write"],
    token: "bot",
    tier: 3,
  },
  "chat.postEphemeral": {
    args: "channel! user! text blocks thread_ts parse link_names",
    scopes: ["chat:write"],
    token: "bot",
    tier: 4,
  },
  "chat.delete": { args: "channel! ts!", scopes: ["chat:write"], token: "bot", tier: 3 },
  "files.getUploadURLExternal": {
    args: "filename! length! snippet_type alt_txt",
    scopes: ["files:write"],
    token: "bot",
    tier: 4,
  },
  "files.completeUploadExternal": {
    args: "files! channel_id thread_ts initial_comment blocks",
    scopes: ["files:write"],
    token: "bot",
    tier: 4,
  },
  "files.info": { args: "file! count cursor limit page", scopes: ["files:read"], token: "bot", tier: 4 },
  "views.open": { args: "view! trigger_id", token: "bot", tier: 4 },
  "views.update": { args: "view! view_id external_id hash", token: "bot", tier: 4 },
  "users.info": { args: "user! include_locale", scopes: ["users:read"], token: "bot", tier: 4 },
  "usergroups.users.list": {
    args: "usergroup! include_disabled team_id",
    scopes: ["usergroups:read"],
    token: "bot",
    tier: 2,
  },
  "reactions.add": { args: "channel! timestamp! name!", scopes: ["reactions:write"], token: "bot", tier: 3 },
  "conversations.info": {
    args: "channel! include_locale include_num_members",
    scopes: ["channels:read", "groups:read", "im:read"],
    token: "bot",
    tier: 3,
  },
  "conversations.members": {
    args: "channel! limit cursor",
    scopes: ["channels:read", "groups:read", "mpim:read", "im:read"],
    token: "bot",
    tier: 4,
  },
  "conversations.replies": {
    args: "channel! ts! limit cursor inclusive latest oldest include_all_metadata",
    scopes: ["channels:history", "groups:history", "im:history"],
    token: "bot",
    tier: 3,
  },
  "oauth.v2.access": { args: "client_id client_secret code! redirect_uri", token: "none", tier: 4 },
};

const folder = resolve(
  process.env["DJINN_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared"),
  "specs/slack-methods",
);
/** Whether Slack's own schemas are checked against, too. */
const hasSpecs: boolean = existsSync(folder);
/** For titles of tests, so that a report says what was not tried. */
export const specsTitle: string = hasSpecs
  ? ""
  : " (by our own table only: no specs beside the checkout, see DJINN_SHARED)";

const ajv = new Ajv({ strict: false, coerceTypes: true, logger: false, validateFormats: false });
const compiled = new Map<string, { known: Set<string>; validate: ValidateFunction } | undefined>();

/** Turns the form's texts back into lists and objects, as Slack does with JSON in a form. */
export function decoded(form: Json): Json {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => {
      if (typeof value !== "string" || !["blocks", "view", "files", "metadata", "file_ids"].includes(name))
        return [name, value];
      try {
        return [name, JSON.parse(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}

/** What is wrong with a call, in words; `form` as it was sent, `args` decoded. */
export function argumentProblems(method: string, form: Json, args: Json): string[] {
  const rule = rules[method];
  if (rule === undefined) return ["this method is not one the bot may use"];
  return [...tableProblems(rule, args), ...textProblems(method, args), ...schemaProblems(method, form, args)];
}

function tableProblems(rule: Rule, args: Json): string[] {
  const words = rule.args.split(" ").filter(Boolean);
  const names = words.map((word) => word.replace("!", ""));
  const unknown = Object.keys(args).filter((name) => name !== "token" && !names.includes(name));
  const missing = words.filter((word) => word.endsWith("!") && (args[word.slice(0, -1)] ?? "") === "");
  return [
    ...unknown.map((name) => `there is no argument ${name}`),
    ...missing.map((word) => `${word.slice(0, -1)} is missing`),
  ];
}

function textProblems(method: string, args: Json): string[] {
  const problems: string[] = [];
  const { text, blocks, view, files, initial_comment: comment, metadata } = args;
  if (blocks !== undefined) problems.push(...blockProblems(blocks));
  if (view !== undefined) problems.push(...viewProblems(view));
  if (typeof text === "string" && text.length > 4000)
    problems.push(`text: ${text.length} characters, 4000 is the most`);
  if (typeof comment === "string" && comment.length > 4000) problems.push("initial_comment: more than 4000 characters");
  if (/^chat\.(postMessage|postEphemeral|update)$/.test(method) && (text ?? "") === "")
    problems.push("text is missing: notifications and screen readers read nothing else");
  if (method.startsWith("files.complete") && !(Array.isArray(files) && files.length >= 1))
    problems.push("files: at least one");
  if (typeof metadata === "object" && metadata !== null) {
    const { event_type: type, event_payload: payload, ...rest } = metadata as Json;
    if (typeof type !== "string" || typeof payload !== "object" || Object.keys(rest).length > 0)
      problems.push("metadata: event_type and event_payload, nothing else");
  }
  return problems;
}

function schemaProblems(method: string, form: Json, args: Json): string[] {
  if (!hasSpecs) return [];
  if (!compiled.has(method)) compiled.set(method, load(method));
  const schema = compiled.get(method);
  if (schema === undefined) return [];
  const unknown = Object.keys(form).filter((name) => !schema.known.has(name));
  const lists = Object.fromEntries(
    ["view", "files", "file_ids"].filter((name) => args[name]).map((name) => [name, args[name]]),
  );
  const whole = { token: "given", ...structuredClone({ ...form, ...lists }) };
  const wrong = schema.validate(whole)
    ? []
    : (schema.validate.errors ?? []).map(
        ({ instancePath, message }) => `by Slack's schema: ${instancePath} ${message}`,
      );
  return [...unknown.map((name) => `Slack's schema knows no argument ${name}`), ...wrong];
}

function load(method: string) {
  const path = resolve(folder, `${method}.json`);
  if (!existsSync(path)) return undefined;
  const { args }: { args: { properties?: Json } } = JSON.parse(readFileSync(path, "utf8"));
  return { known: new Set(["token", ...Object.keys(args.properties ?? {})]), validate: ajv.compile(args) };
}
