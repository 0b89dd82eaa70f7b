/** People of the workspace: they write, upload, click, command, and fill in dialogs, and they see what Slack would show them. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Deliver } from "./deliver.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import type { Desk } from "./methods.ts";
import { changedEvent, clickPayload, commandPayload, eventPayload, mentionEvent, messageEvent } from "./payloads.ts";
import { buttonsOf, labelOf, readable } from "./read.ts";
import type { Hook } from "./server.ts";
import { type Channel, type Ephemeral, type Json, type Message, randomId, type SlackFile, type User } from "./world.ts";

type Place = { channel?: Channel; thread?: string };
type Upload = Place & { text?: string; size?: number; file?: Partial<SlackFile> };
export type Person = ReturnType<typeof createPerson>;
type Street = { desk: Desk; deliver: Deliver; hooks: Map<string, Hook>; home: Channel };

export function createPerson(user: User, { desk, deliver, hooks, home }: Street) {
  const { world } = desk;

  const person = {
    ...user,
    /** Posts in the channel or a thread; gives the message's ts, which names its thread. */
    says: async (text: string, place: Place = {}) => (await write({ text }, place)).ts,
    mentions: async (text: string, place: Place = {}) => person.says(`<@${world.bot.id}> ${text}`, place),

    /** A file, with a mention unless `text` says something else. */
    async uploads(name: string, content: string | Uint8Array, { text, size, file, ...place }: Upload = {}) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const made = world.addFile({ name, user: user.id, bytes, size: size ?? bytes.length, ...file });
      return (await write({ text: text ?? `<@${world.bot.id}>`, files: [made] }, place)).ts;
    },

    async deletes(ts: string, channel = home) {
      const message = world.message(channel.id, ts);
      if (!message) throw new Error(`There is no message ${ts}.`);
      world.messages.splice(world.messages.indexOf(message), 1);
      await deliver.event(eventPayload(changedEvent(message, channel, "message_deleted", desk), world));
    },

    /** Clicks the newest button with this label, in a message in which `near` stands. Throws what Slack would warn of. */
    async clicks(label: string, near = "", place: Place = {}) {
      const found = buttonAt(label, near, place);
      if (!found) throw new Error(`${user.name} sees no button "${label}" near "${near}".`);
      return person.sends(found.message, found.button);
    },

    /** A click with whatever button is given, as a forger would send it. */
    sends: (message: Message | Ephemeral, button: Json) => deliver.interaction("interactive", click(message, button)),

    /** Whether such a button can be clicked. */
    canClick: (label: string, near = "", place: Place = {}) => buttonAt(label, near, place) !== undefined,

    async commands(name: string, text = "", channel = home) {
      const hook = { channel: channel.id, ts: undefined, user: user.id, uses: 0, at: world.now() };
      const command = { name, text, trigger: trigger(), hook: hookUrl("commands", hook) };
      return deliver.interaction("slash_commands", commandPayload(user, channel, command, world));
    },

    /** Does something that opens a dialog, and gives the dialog. */
    async dialog(act: () => Promise<unknown>): Promise<Dialog> {
      const before = new Set(world.views.keys());
      await act();
      for (const until = performance.now() + 5000; performance.now() < until; await sleep(5)) {
        const view = [...world.views.values()].find((one) => one.user === user.id && !before.has(one.id));
        if (view) return openDialog(view, user, { desk, deliver, trigger });
      }
      throw new Error(`No dialog opened for ${user.name}. ${world.violations.join("; ")}`);
    },

    /** Everything this person can read in a thread, files' contents and private words included. */
    sees(thread: string, channel = home): string {
      const own = world.ephemerals.filter((one) => one.user === user.id && one.channel === channel.id);
      return [...world.thread(channel.id, thread), ...own].map(readable).join("\n\n");
    },

    /** What only this person was told, oldest first. */
    told: () => world.ephemerals.filter((one) => one.user === user.id).map(readable),
  };
  return person;

  async function write(what: Partial<Message>, { channel = home, thread }: Place) {
    const message = world.addMessage({ user: user.id, channel: channel.id, threadTs: thread, ...what });
    const events = [messageEvent(message, channel, desk)];
    if (channel.kind !== "im" && message.text.includes(`<@${world.bot.id}>`)) events.push(mentionEvent(message, desk));
    if (Math.random() < 0.5) events.reverse();
    if (channel.joined) await Promise.all(events.map((event) => deliver.event(eventPayload(event, world))));
    return message;
  }

  function buttonAt(label: string, near: string, { channel = home, thread }: Place) {
    const own = world.ephemerals.filter((one) => one.user === user.id);
    for (const message of [...world.messages, ...own].toReversed()) {
      if (message.channel !== channel.id || (thread !== undefined && message.threadTs !== thread)) continue;
      const button = buttonsOf(message).find((one) => labelOf(one) === label);
      if (button && readable({ ...message, files: [] }).includes(near)) return { message, button };
    }
    return undefined;
  }

  function click(message: Message | Ephemeral, button: Json) {
    const channel = world.channels.get(message.channel) ?? home;
    const hook = hookUrl("actions", { channel: channel.id, ts: message.ts, user: user.id, uses: 0, at: world.now() });
    return clickPayload({ user, channel, message, button, trigger: trigger(), hook }, desk);
  }

  function trigger(): string {
    const id = `${Date.now()}.${randomId("", 8)}`;
    desk.triggers.set(id, { user: user.id, at: world.now(), used: false });
    return id;
  }

  function hookUrl(kind: string, hook: Hook): string {
    const id = `${kind}/${world.team.id}/${randomId("", 16)}`;
    hooks.set(id, hook);
    return `${desk.url()}/hooks/${id}`;
  }
}
