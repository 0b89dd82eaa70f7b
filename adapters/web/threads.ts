/** Threads in a keyv: one document a message, an index a thread, a list of threads; written in this order, so a crash leaves nothing dangling. */
import { type MessageId, type Post, type ThreadId, takeTurns } from "#conversations";
import { statusOf, titleOf } from "./status.ts";
import { buttonValue, type KeptPost, type Line, type Message, type Storage, stableId, type Thread } from "./storage.ts";

/** How many threads the channel's page lists. */
const listed = 100;

export type Threads = ReturnType<typeof openThreads>;

/** `changed` is called after a change was saved, once for each. */
export function openThreads(storage: Storage, changed: (thread: Thread, message: Message) => void) {
  const { inTurn } = takeTurns();

  /** Puts a post at the end, or rewrites one; the same key again finds the first and changes nothing. */
  function post(id: ThreadId, post: Post, options: { key: string; replace?: MessageId }): Promise<MessageId> {
    return inTurn(id, async () => {
      const thread = (await find(id)) ?? blank(id, "New thread");
      const known = thread.messages.find((message) => message.id === options.replace);
      const message = known?.id ?? stableId(id, options.key);
      if (known === undefined && thread.messages.some((each) => each.id === message)) return message;
      await keepBytes(message, post);
      await put(thread, message, lighten(post));
      return message;
    });
  }

  /**
   * A place in the thread for what somebody is doing right now: answers that come meanwhile stand below it. It is kept
   * until `say` fills it, so that an act which is repeated after a crash stands where it was done.
   */
  function reserve(id: ThreadId, title: string, interaction: string): Promise<void> {
    return inTurn(id, async () => {
      const thread = (await find(id)) ?? blank(id, title);
      const line = lineId(id, interaction);
      if (placeOf(thread, line) !== undefined) return;
      const order = thread.order + 1;
      await storage.set(`thread:${id}`, { ...thread, order, reserved: { ...thread.reserved, [line]: order } });
    });
  }

  /** Tells everybody what a person did, in the place that was reserved for it. */
  function say(id: ThreadId, interaction: string, line: Omit<Line, "type">): Promise<void> {
    return inTurn(id, async () => {
      const thread = (await find(id)) ?? blank(id, "New thread");
      const message = lineId(id, interaction);
      if (thread.messages.some((each) => each.id === message)) return;
      await put(thread, message, { type: "line", ...line });
    });
  }

  async function put(thread: Thread, id: MessageId, body: KeptPost | Line): Promise<void> {
    if (thread.messages.length === 0) await enlist(thread.id);
    const order = placeOf(thread, id) ?? thread.order + 1;
    const { [id]: _filled, ...reserved } = thread.reserved ?? {};
    const version = thread.version + 1;
    const old = await storage.get<Message>(`message:${id}`);
    const message: Message = { id, thread: thread.id, order, version, at: old?.at ?? Date.now(), body };
    await storage.set(`message:${id}`, message);
    const entry = { id, order, version };
    const next: Thread = {
      ...thread,
      version,
      order: Math.max(thread.order, order),
      reserved,
      at: Date.now(),
      messages: [...thread.messages.filter((each) => each.id !== id), entry].sort((a, b) => a.order - b.order),
      title: titleOf(body) ?? thread.title,
      ...statusFrom(thread, id, body),
      people: body.type === "line" ? [...new Set([...thread.people, body.by.name])] : thread.people,
      board: body.type === "board" && isNewest(thread, id) ? id : thread.board,
      buttons: [...new Set([...thread.buttons, ...buttonsOf(body)])],
    };
    await storage.set(`thread:${thread.id}`, next);
    changed(next, message);
  }

  async function enlist(id: ThreadId): Promise<void> {
    await inTurn("", async () => {
      const ids = (await storage.get<ThreadId[]>("threads")) ?? [];
      if (!ids.includes(id)) await storage.set("threads", [...ids, id]);
    });
  }

  async function keepBytes(id: MessageId, post: Post): Promise<void> {
    if (post.type === "archive") await storage.set(`bytes:${id}:zip`, base64(post.bytes));
    if (post.type !== "model" || post.picture === undefined) return;
    await storage.set(`bytes:${id}:svg`, base64(Buffer.from(post.picture.svg)));
    await storage.set(`bytes:${id}:png`, base64(post.picture.png));
  }

  function find(id: ThreadId): Promise<Thread | undefined> {
    return storage.get<Thread>(`thread:${id}`);
  }

  function message(id: MessageId): Promise<Message | undefined> {
    return storage.get<Message>(`message:${id}`);
  }

  /** The thread's messages in their order; with `since`, only those that changed after that version. */
  async function messages(thread: Thread, since = -1): Promise<Message[]> {
    const wanted = thread.messages.filter((entry) => entry.version > since);
    const found = await Promise.all(wanted.map((entry) => message(entry.id)));
    return found.filter((each) => each !== undefined);
  }

  /** The newest threads, the one with the last activity first. */
  async function list(): Promise<Thread[]> {
    const ids = ((await storage.get<ThreadId[]>("threads")) ?? []).slice(-listed);
    const found = (await Promise.all(ids.map(find))).filter((each) => each !== undefined);
    return found.sort((a, b) => b.at - a.at);
  }

  async function bytes(id: MessageId, kind: "zip" | "svg" | "png"): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const text = await storage.get<string>(`bytes:${id}:${kind}`);
    return text === undefined ? undefined : new Uint8Array(Buffer.from(text, "base64"));
  }

  return { post, reserve, say, find, message, messages, list, bytes, inTurn };
}

const lineId = (thread: ThreadId, interaction: string): MessageId => stableId(thread, "line", interaction);

function placeOf(thread: Thread, id: MessageId): number | undefined {
  return thread.messages.find((each) => each.id === id)?.order ?? thread.reserved?.[id];
}

function blank(id: ThreadId, title: string): Thread {
  const at = Date.now();
  return {
    id,
    title,
    status: "",
    statusBy: undefined,
    at,
    people: [],
    version: 0,
    order: 0,
    messages: [],
    board: undefined,
    buttons: [],
  };
}

/** The board tells how far the thread is whenever it changes; of the others only what is new, or told it before, does. */
function statusFrom(thread: Thread, id: MessageId, body: KeptPost | Line): Pick<Thread, "status" | "statusBy"> {
  const status = statusOf(body);
  const old = thread.messages.some((each) => each.id === id) && thread.statusBy !== id && body.type !== "board";
  if (status === undefined || old) return { status: thread.status, statusBy: thread.statusBy };
  return { status, statusBy: id };
}

/** A rewrite of an earlier board must not bring it back. */
function isNewest(thread: Thread, board: MessageId): boolean {
  return thread.board === board || !thread.messages.some((each) => each.id === board);
}

function lighten(post: Post): KeptPost {
  if (post.type === "archive") {
    const { bytes, ...rest } = post;
    return { ...rest, size: bytes.length };
  }
  if (post.type !== "model") return post;
  return { ...post, picture: post.picture && { alt: post.picture.alt } };
}

function buttonsOf(body: KeptPost | Line): string[] {
  return "buttons" in body ? body.buttons.map(buttonValue) : [];
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
