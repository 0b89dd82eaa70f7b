/** The manifest people install from, held to what the code does: no scope, event or command too few, none too many. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../../../adapters/slack");
const code = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(resolve(folder, name), "utf8"))
  .join("\n");
const manifest = JSON.parse(readFileSync(resolve(folder, "manifest.json"), "utf8"));
const scopes: string[] = manifest.oauth_config.scopes.bot;

/** What a method asks for; with several, one is enough. https://docs.slack.dev/reference/methods */
const neededFor: Readonly<Record<string, readonly string[]>> = {
  "apps.connections.open": [],
  "auth.test": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.members": ["channels:read", "groups:read", "mpim:read"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.update": [],
};
/** What an event asks for. https://docs.slack.dev/reference/events */
const neededBy: Readonly<Record<string, readonly string[]>> = {
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  tokens_revoked: [],
};
const called = [
  ...new Set([...code.matchAll(/"((?:[a-z]+\.)+[a-zA-Z]+)",? ?[{\]a]?/g)].map(([, name = ""]) => name)),
].filter((name) => /^(apps|auth|chat|conversations|files|reactions|usergroups|users|views)\./.test(name));

test("every method the code calls is known here, with its scope in the manifest", () => {
  expect(called.toSorted()).toEqual(Object.keys(neededFor).toSorted());
  const lacking = called.filter((method) => !neededFor[method]?.every((scope) => scopes.includes(scope)));
  expect(lacking).toEqual([]);
});

test("no scope is asked for that nothing needs", () => {
  const needed = new Set([...Object.values(neededFor), ...Object.values(neededBy), ["commands"]].flat());
  expect(scopes.toSorted()).toEqual([...needed].toSorted());
});

test("the events that are listened to are the events that are sent", () => {
  const listened = [...code.matchAll(/app\.event\("(\w+)"/g)].map(([, name = ""]) => name);
  expect(code).toContain("app.event(/^(message|app_mention)$/");
  const events = ["app_mention", "message.channels", "message.groups", "message.im", ...listened];
  expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(events.toSorted());
  expect(Object.keys(neededBy).toSorted()).toEqual(events.toSorted());
});

test("the commands and the buttons that are answered are switched on", () => {
  const commands = [...code.matchAll(/app\.command\("([^"]+)"/g)].map(([, name]) => name);
  expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(commands);
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(manifest.features.app_home.messages_tab_read_only_enabled).toBe(false);
});

const specs = resolve(
  process.env["DJINN_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared"),
  "specs/slack-methods",
);
const present = existsSync(specs);
test.skipIf(!present)(
  `Slack's own list agrees on the scopes${present ? "" : " (skipped: no specs beside the checkout, see DJINN_SHARED)"}`,
  () => {
    for (const [method, scopes] of Object.entries(neededFor)) {
      const path = resolve(specs, `${method}.json`);
      if (!existsSync(path)) continue;
      const bot: string[] = JSON.parse(readFileSync(path, "utf8")).scope?.bot ?? [];
      expect(
        scopes.every((scope) => bot.includes(scope)),
        method,
      ).toBe(true);
    }
  },
);
