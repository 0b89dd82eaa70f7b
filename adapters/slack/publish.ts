/** Puts posts into threads, once each: every step is written down, so that a repeat after a crash goes on where the first try ended. */

import { z } from "zod";
import { type MessageId, type Post, type ThreadId, takeTurns } from "#conversations";
import { type Api, isRefused, type Refused } from "./api.ts";
import { createAttach } from "./attach.ts";
import { type Message, mrkdwn, type Upload } from "./blocks.ts";
import type { Files } from "./files.ts";
import { limits } from "./limits.ts";
import { hashOf, type Place, type Posted, placeOf, type Records } from "./records.ts";
import { render } from "./render.ts";
import { escaped } from "./words.ts";

/** Marks our messages, so that one can be found again whose posting was cut off. */
const eventType = "djinn_post";

/** Between two rewrites that only show how far work has come (milliseconds). */
const progressMs = 1_500;

const Sent = z.object({ ts: z.string() });
const Replies = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
});

/** How far Slack's clock may be off from ours. */
const clockSkewMs = 60_000;

type Options = { key: string; replace?: MessageId };

/** Says what keeps djinn from its work in a thread; the channel's name is put behind `what`. */
type Complain = (thread: ThreadId, what: string, why: Refused) => Promise<void>;

export function createPublisher({ call }: Api, files: Files, records: Records, complain: Complain) {
  const { inTurn } = takeTurns();
  const attach = createAttach(files);
  const lastProgress = new Map<string, number>();
  return { post };

  /** Work that goes on says so now and then: the limit on rewrites is for people's clicks. How it ends is always said. */
  function isPassing(what: Post, message: MessageId | undefined): boolean {
    if (what.type !== "progress" || message === undefined) return false;
    if (!what.steps.some(({ status }) => status === "running")) {
      lastProgress.delete(message);
      return false;
    }
    const passing = Date.now() - (lastProgress.get(message) ?? 0) < progressMs;
    if (!passing) lastProgress.set(message, Date.now());
    return passing;
  }

  function post(thread: ThreadId, what: Post, options: Options): Promise<MessageId> {
    return inTurn(thread, async () => {
      const place = placeOf(thread);
      if (what.type === "file" || what.type === "files") await keepEditable(thread, what);
      if (isPassing(what, options.replace)) return options.replace ?? "";
      const message = render(what);
      if (options.replace !== undefined && (await rewrite(thread, { ...place, ts: options.replace }, message)))
        return options.replace;
      return first(thread, message, options.key);
    });
  }

  async function first(thread: ThreadId, message: Message, key: string): Promise<MessageId> {
    const posted = (await records.posted(key)) ?? { files: {}, shared: false };
    if (posted.ts !== undefined) return posted.ts;
    const place = placeOf(thread);
    const unsent = await attach(place, message.files, posted, () => records.setPosted(key, posted));
    const found = posted.posting === undefined ? undefined : await find(thread, key, posted.posting);
    const ts = found ?? (await send(place, withNotes(message, unsent), key, posted));
    await records.setShown({ ...place, ts }, { thread, buttons: message.values, files: marksOf(message.files) });
    await records.setPosted(key, { ...posted, ts });
    return ts;
  }

  async function send(place: Place, message: Message, key: string, posted: Posted): Promise<string> {
    posted.posting = Date.now();
    await records.setPosted(key, posted);
    const metadata = { event_type: eventType, event_payload: { key: hashOf(key) } };
    try {
      const answer = await call(place.team, "chat.postMessage", {
        channel: place.channel,
        thread_ts: place.ts,
        text: message.text,
        blocks: message.blocks,
        metadata,
        unfurl_links: false,
        unfurl_media: false,
      });
      return Sent.parse(answer).ts;
    } catch (error) {
      const { posting: _, ...before } = posted;
      if (isRefused(error)) await records.setPosted(key, before);
      throw error;
    }
  }

  /** Whether a post that was cut off arrived after all. Not every app may read replies; then it is posted again. */
  async function find(thread: ThreadId, key: string, since: number): Promise<string | undefined> {
    const { team, channel, ts } = placeOf(thread);
    try {
      // The oldest come first, and some apps are given no more than 15 of them.
      const oldest = String(Math.floor((since - clockSkewMs) / 1000));
      const args = { channel, ts, oldest, limit: 100, include_all_metadata: true };
      const { messages } = Replies.parse(await call(team, "conversations.replies", args));
      const hash = hashOf(key);
      return messages.find(
        ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload["key"] === hash,
      )?.ts;
    } catch (error) {
      if (!isRefused(error)) throw error;
      await complain(thread, "I cannot see whether a message of mine arrived, so it may stand twice, in", error);
      return undefined;
    }
  }

  /** False where the message is not there any more. */
  async function rewrite(thread: ThreadId, at: Place, message: Message): Promise<boolean> {
    const before = await records.shown(at);
    const had = before?.files ?? marksOf(message.files);
    const added = message.files.filter((one) => !had.includes(markOf(one)));
    const buttons = [...new Set([...(before?.buttons ?? []), ...message.values])];
    const shown = { thread, buttons, files: [...new Set([...had, ...marksOf(message.files)])] };
    // Before the message, so that nobody can press a button that is not known yet.
    await records.setShown(at, { ...shown, files: had });
    const { team, channel, ts } = at;
    const step = `${channel} ${ts} ${added.map(markOf)}`;
    const posted = (added.length ? await records.posted(step) : undefined) ?? { files: {}, shared: false };
    const unsent = await attach(placeOf(thread), added, posted, () => records.setPosted(step, posted));
    const { text, blocks } = withNotes(message, unsent);
    try {
      await call(team, "chat.update", { channel, ts, text, blocks, parse: "none" });
    } catch (error) {
      if (isRefused(error) && gone.has(error.code)) return false;
      throw error;
    }
    if (added.length) await records.setShown(at, shown);
    return true;
  }

  /** What an Edit of this revision will show. */
  async function keepEditable(thread: ThreadId, what: Extract<Post, { type: "file" | "files" }>): Promise<void> {
    const edits = what.buttons.filter(({ action }) => action === "edit");
    const list = what.type === "files" ? what.files : [what];
    for (const { item = what.item, revision = 1 } of edits) {
      const kept = list.map(({ path, content }) => ({
        path,
        characters: content.length,
        ...(content.length <= limits.input ? { text: content } : {}),
      }));
      await records.setEditable(thread, item, revision, {
        title: what.type === "files" ? what.title : what.path,
        files: kept,
      });
    }
  }
}

const gone = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);

function withNotes(message: Message, notes: readonly string[]): Message {
  if (!notes.length) return message;
  const [head, ...rest] = message.blocks;
  const said = { type: "context" as const, elements: notes.map((note) => mrkdwn(`⚠ ${escaped(note)}`)) };
  return { ...message, blocks: [...(head ? [head] : []), said, ...rest] };
}

const markOf = ({ as, bytes }: Upload) => `${as} ${hashOf(bytes)}`;
const marksOf = (uploads: readonly Upload[]) => uploads.map(markOf);
