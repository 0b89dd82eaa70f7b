/** A chat in memory that is as strict as a platform: unknown messages cannot be rewritten, a known key is not posted twice. */
import type { Chat, Person, Post, PostOf, Receive } from "#conversations";

type Message = { id: string; thread: string; post: Post; rewrites: number };

export function createMemoryChat(name = "memory") {
  const messages: Message[] = [];
  const keys = new Map<string, string>();
  const whispers: { thread: string; to: Person; text: string }[] = [];
  let down = false;
  let receive: Receive | undefined;

  const chat: Chat = {
    name,
    async start(to) {
      receive = to;
    },
    async post(thread, post, { key, replace }) {
      if (down) throw new Error("the platform does not answer");
      const known = keys.get(key);
      if (known !== undefined) return known;
      if (replace !== undefined) {
        const message = messages.find((one) => one.id === replace && one.thread === thread);
        if (!message) throw new Error(`There is no message ${replace} in ${thread}.`);
        Object.assign(message, { post: structuredClone(post), rewrites: message.rewrites + 1 });
        keys.set(key, replace);
        return replace;
      }
      const id = `m${messages.length + 1}`;
      messages.push({ id, thread, post: structuredClone(post), rewrites: 0 });
      keys.set(key, id);
      return id;
    },
    async whisper(thread, to, text) {
      if (down) throw new Error("the platform does not answer");
      whispers.push({ thread, to, text });
    },
    async stop() {
      receive = undefined;
    },
  };

  const ofType = <T extends Post["type"]>(type: T): PostOf<T>[] =>
    messages.flatMap(({ post }) => (post.type === type ? [post as PostOf<T>] : []));

  return {
    ...chat,
    messages,
    whispers,
    ofType,
    /** The newest post about a path. */
    file: (path: string) =>
      ofType("file").findLast((post) => post.path === path && post.status.startsWith("Draft") === false),
    goDown: () => {
      down = true;
    },
    comeBack: () => {
      down = false;
    },
    started: () => receive !== undefined,
  };
}
