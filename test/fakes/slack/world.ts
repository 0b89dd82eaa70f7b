/** What a workspace of the fake consists of: people, channels, messages with their files, and what is written down about the bot. */
import { randomBytes } from "node:crypto";

export type Json = Record<string, unknown>;
export type User = {
  id: string;
  name: string;
  username: string;
  isBot: boolean;
  isGuest: boolean;
  /** Of another workspace, in a channel that is shared with it. */
  team?: string;
  /** The account was closed. */
  isDeleted?: boolean;
};
export type Channel = {
  id: string;
  name: string;
  kind: "channel" | "group" | "im";
  /** Whether the bot is in it. */
  joined: boolean;
  archived: boolean;
  /** People who are not in it; everybody else is. */
  absent: Set<string>;
};
export type SlackFile = {
  id: string;
  name: string;
  title: string;
  bytes: Uint8Array | undefined;
  /** As the file's owner announced it; a person's "100 MB" needs no 100 MB here. */
  size: number;
  user: string;
  snippetType: string | undefined;
  altText: string | undefined;
  created: number;
  shares: { channel: string; ts: string; threadTs: string | undefined }[];
  /** Sharing is still being worked on, so nobody is told of it yet. */
  pending: boolean;
  /** What Slack says of it at first, over what is true; each files.info takes one away. */
  shown: Json[];
};
export type Message = {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  user: string;
  bot: boolean;
  text: string;
  blocks: Json[];
  files: SlackFile[];
  metadata: unknown;
  edits: number;
  /** Milliseconds since the world began. */
  at: number;
};
export type Ephemeral = {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  user: string;
  text: string;
  blocks: Json[];
};
export type View = {
  id: string;
  hash: string;
  user: string;
  view: Json;
  state: "open" | "closed";
};
/** One request of the bot. `problems` are what a strict Slack would not have taken, or should not have. */
type Call = { method: string; args: Json; at: number; answer: Json; problems: string[] };

export type World = ReturnType<typeof createWorld>;

/** `suffix` tells the ids of one workspace from another's. */
export function createWorld(suffix = "001") {
  const began = performance.now();
  let lastTs = 0;
  const team = { id: `T0FAKE${suffix}`, domain: "acme", name: "Acme" };
  const app = { id: "A0FAKE001", verification: randomId("v", 20) };
  const bot: User = { id: `U0FAKEBOT${suffix}`, name: "djinn", username: "djinn", isBot: true, isGuest: false };
  const world = {
    team,
    app,
    bot,
    botId: `B0FAKEBOT${suffix}`,
    users: new Map<string, User>([[bot.id, bot]]),
    groups: new Map<string, string[]>(),
    channels: new Map<string, Channel>(),
    messages: [] as Message[],
    ephemerals: [] as Ephemeral[],
    files: new Map<string, SlackFile>(),
    views: new Map<string, View>(),
    reactions: [] as { channel: string; ts: string; name: string }[],
    calls: [] as Call[],
    /** Everything the bot did that it must not do; an empty list is what tests want. */
    violations: [] as string[],
    /** Milliseconds since the world began. */
    now: () => performance.now() - began,
    nextTs() {
      lastTs = Math.max(lastTs + 1, Math.floor(Date.now() * 1000));
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, "0")}`;
    },
    addUser(name: string, kind: Partial<User> = {}): User {
      const user = { id: randomId("U"), name, username: name.toLowerCase(), isBot: false, isGuest: false, ...kind };
      world.users.set(user.id, user);
      return user;
    },
    addChannel(name: string, kind: Channel["kind"] = "channel"): Channel {
      const id = randomId({ channel: "C", group: "G", im: "D" }[kind]);
      const channel: Channel = { id, name, kind, joined: true, archived: false, absent: new Set() };
      world.channels.set(id, channel);
      return channel;
    },
    /** The conversation of one person with the bot. */
    directOf(user: User): Channel {
      const known = [...world.channels.values()].find(({ kind, name }) => kind === "im" && name === user.id);
      return known ?? world.addChannel(user.id, "im");
    },
    addFile(file: Pick<SlackFile, "name" | "user"> & Partial<SlackFile>): SlackFile {
      const made: SlackFile = {
        id: randomId("F"),
        title: file.name,
        bytes: undefined,
        size: file.bytes?.length ?? 0,
        snippetType: undefined,
        altText: undefined,
        created: Math.floor(Date.now() / 1000),
        shares: [],
        pending: false,
        shown: [],
        ...file,
      };
      world.files.set(made.id, made);
      return made;
    },
    addMessage(message: Pick<Message, "channel" | "user"> & Partial<Message>): Message {
      const made: Message = {
        ts: world.nextTs(),
        threadTs: undefined,
        bot: message.user === bot.id,
        text: "",
        blocks: [],
        files: [],
        metadata: undefined,
        edits: 0,
        at: world.now(),
        ...message,
      };
      world.messages.push(made);
      for (const file of made.files) {
        file.shares.push({ channel: made.channel, ts: made.ts, threadTs: made.threadTs });
        file.pending = false;
      }
      return made;
    },
    message: (channel: string, ts: string) =>
      world.messages.find((message) => message.channel === channel && message.ts === ts),
    /** The thread's messages in their order, the first one included. */
    thread: (channel: string, ts: string) =>
      world.messages.filter((message) => message.channel === channel && (message.ts === ts || message.threadTs === ts)),
  };
  return world;
}

/** "U7F3K…": an id as Slack makes them. */
export function randomId(prefix: string, length = 10): string {
  return prefix + randomBytes(length).toString("base64url").replace(/[-_]/g, "X").toUpperCase().slice(0, length);
}
