/** What a chat platform must be able to do, and what a person can do in it. Each folder of adapters/ implements `Chat` once. */
import type { Post } from "./posts.ts";

/** "web:4f2a", "slack:C123:1718.55", "discord:9981". Opaque to everyone but the adapter that wrote it. */
export type ThreadId = string;
/** Opaque, too: where a post of ours can be found again. */
export type MessageId = string;
export type Person = { id: string; name: string };

/**
 * What a person did in a thread, already understood by the adapter. `item` is a ReviewItem's id (a path, or "boilerplate"),
 * `revision` the one the person was looking at: a stale click is known as stale.
 */
export type Interaction =
  /** A file dropped into the thread: an ERD before Build, a file under review (by its name) afterwards. */
  | { type: "upload"; by: Person; name: string; bytes: Uint8Array }
  /** Words: a pasted ERD, `stop`, `status`, `help`, or talk. */
  | { type: "text"; by: Person; text: string }
  /** `model` is the number of the model post that carried the button. */
  | { type: "build"; by: Person; model: number }
  | { type: "cancel"; by: Person }
  | { type: "approve" | "skip"; by: Person; item: string; revision: number }
  /** The dialog was opened (the others are told), or closed without a change. */
  | { type: "open_edit" | "close_edit"; by: Person; item: string; revision: number }
  /** The whole new text of one file, or an instruction in words. `path` names the file within the item. */
  | {
      type: "edit";
      by: Person;
      item: string;
      path: string;
      revision: number;
      change: { text: string } | { instruction: string };
    }
  | { type: "undo"; by: Person; item: string; revision: number }
  /** Back to an earlier text of the file, as a new revision. */
  | { type: "back"; by: Person; item: string; revision: number; to: number }
  | { type: "approve_rest"; by: Person }
  /** After a failed proof: run it again, or hand over what there is, marked as failing. */
  | { type: "prove_again" | "deliver_anyway"; by: Person };

/** `id` is the platform's own for this interaction where it has one: the same id twice is one interaction. */
export type Receive = (thread: ThreadId, interaction: Interaction, id?: string) => Promise<void>;

export type Chat = {
  readonly name: string;
  /** `receive` resolves once what the person did is saved; only then may the adapter call it done. */
  start(receive: Receive): Promise<void>;
  /**
   * Posts in the thread, or rewrites the message `replace`. `key` is the same when the same post is tried again after a
   * crash: a platform that can recognise it must not post twice, and answers with the id of the first.
   */
  post(thread: ThreadId, post: Post, options: { key: string; replace?: MessageId }): Promise<MessageId>;
  /** Says something only this person sees, where the platform can. `key` as with `post`, for platforms that can use it. */
  whisper(thread: ThreadId, to: Person, text: string, key?: string): Promise<void>;
  stop(): Promise<void>;
};
