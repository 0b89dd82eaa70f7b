/** A strict Slack on 127.0.0.1: the bot talks to it as to the real one, people act in it, and whatever the bot does wrong is kept. */
import { createDelivery, overHttp, overSockets } from "./deliver.ts";
import { createFaults } from "./faults.ts";
import type { Desk } from "./methods.ts";
import { changedEvent, eventPayload, messageEvent } from "./payloads.ts";
import { createPerson } from "./person.ts";
import { type Access, type Hook, serve } from "./server.ts";
import { createWorld, randomId, type User } from "./world.ts";

export type Slack = Awaited<ReturnType<typeof startSlack>>;
type SlackOptions = {
  /** Over HTTP, where the bot listens; over sockets without it. Read at each delivery, since a port is known late. */
  requestUrl?: () => string;
  /** What the bot may do. */
  scopes?: readonly string[];
  /** Tells the ids of this workspace from another fake's. */
  suffix?: string;
  /** Of the app; workspaces of one app have the same. */
  signingSecret?: string;
  /** Pauses before the three repeats of an event that nobody acknowledged, in milliseconds. */
  retryMs?: readonly number[];
};

const usualScopes =
  "chat:write files:read files:write commands app_mentions:read channels:history groups:history groups:read channels:read mpim:read im:history reactions:write usergroups:read users:read";

export async function startSlack(options: SlackOptions = {}) {
  const world = createWorld(options.suffix);
  const faults = createFaults();
  const signingSecret = options.signingSecret ?? randomId("", 32);
  const access: Access = {
    botToken: `xoxb-1-${randomId("", 24)}`,
    appToken: `xapp-1-${randomId("", 24)}`,
    scopes: new Set(options.scopes ?? usualScopes.split(" ")),
    revoked: new Set(),
    hooks: new Map<string, Hook>(),
  };
  const { requestUrl } = options;
  const sockets = requestUrl ? undefined : overSockets(world);
  const send: Parameters<typeof createDelivery>[2] = (kind, payload, retry) =>
    requestUrl
      ? overHttp({ secret: signingSecret, url: requestUrl() })(kind, payload, retry)
      : (sockets?.send(kind, payload, retry) ?? Promise.reject(new Error("no way to the bot")));
  const deliver = createDelivery(world, faults, send, options.retryMs ?? [100, 6000, 12_000]);
  const desk: Desk = {
    world,
    faults,
    url: () => server.url(),
    triggers: new Map(),
    announce(message, subtype) {
      const channel = world.channels.get(message.channel);
      if (!channel?.joined) return;
      const event = subtype ? changedEvent(message, channel, subtype, desk) : messageEvent(message, channel, desk);
      void deliver.event(eventPayload(event, world));
    },
  };
  const server = await serve(desk, access, sockets);
  const home = world.addChannel("team");

  return {
    world,
    faults,
    home,
    deliver,
    botToken: access.botToken,
    appToken: access.appToken,
    signingSecret,
    /** For SLACK_API_URL. */
    apiUrl: `${server.url()}/api/`,
    /** "<@U…>", as people's clients write it. */
    mention: `<@${world.bot.id}>`,
    person: (name: string, kind: Partial<User> = {}) =>
      createPerson(world.addUser(name, kind), { desk, deliver, hooks: access.hooks, home }),
    /** The conversation of one person with the bot. */
    direct: (person: { id: string }) => {
      const user = world.users.get(person.id);
      if (!user) throw new Error(`There is no user ${person.id}.`);
      return world.directOf(user);
    },
    takeScope(scope: string) {
      access.scopes.delete(scope);
      access.revoked.add(scope);
    },
    /** How many sockets the bot has open. */
    connections: () => sockets?.open.size ?? 0,
    /** Slack's polite word before it closes, or a plain cut. */
    closeSockets(politely = false) {
      for (const socket of sockets?.open ?? [])
        if (politely) socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: {} }));
        else socket.terminate();
    },
    /** Calls of one method that did what was asked. */
    calls: (method: string) => world.calls.filter((call) => call.method === method && call.answer["ok"] === true),
    close: server.close,
  };
}
