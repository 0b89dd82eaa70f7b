/** What the browser's threads need kept: messages with their order, small lines by people, whispers until they are seen. */
import { createHash } from "node:crypto";
import type { Button, MessageId, Person, Post, PostOf, ThreadId } from "#conversations";

/** The part of a keyv that is used here. */
export type Storage = {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<unknown>;
};

/** A post as it is kept: pictures and archives lie beside it, so that a page of thirty files stays light. */
export type KeptPost =
  | Exclude<Post, PostOf<"model"> | PostOf<"archive">>
  | (Omit<PostOf<"model">, "picture"> & { picture: { alt: string } | undefined })
  | (Omit<PostOf<"archive">, "bytes"> & { size: number });
export type KeptOf<T extends Post["type"]> = Extract<KeptPost, { type: T }>;

/** A small line about what a person did; `quote` is what they wrote. */
export type Line = { type: "line"; by: Person; text: string; quote: string };

export type Message = {
  id: MessageId;
  thread: ThreadId;
  /** The place in the thread; kept when the message is rewritten. */
  order: number;
  /** The thread's count of changes when this message last changed. */
  version: number;
  /** Milliseconds since 1970. */
  at: number;
  body: KeptPost | Line;
};

export type Thread = {
  id: ThreadId;
  title: string;
  status: string;
  /** The message that the status was read off. */
  statusBy: MessageId | undefined;
  at: number;
  people: string[];
  version: number;
  order: number;
  /** Places kept for lines about acts that are being saved. */
  reserved?: Record<MessageId, number>;
  messages: { id: MessageId; order: number; version: number }[];
  /** The newest status board; earlier ones are history. */
  board: MessageId | undefined;
  /** Every button ever shown here, as its value: what is not among them was never offered to anybody. */
  buttons: string[];
};

export type Whisper = { id: string; to: string; text: string; at: number };

/** "approve:backend/models.py@2", "back:backend/models.py@3>1", "build:@1", "cancel:@". */
export function buttonValue(button: Pick<Button, "action" | "item" | "revision" | "to">): string {
  const to = button.to === undefined ? "" : `>${button.to}`;
  return `${button.action}:${button.item ?? ""}@${button.revision ?? ""}${to}`;
}

/** An id that is the same for the same words, so that a repeat after a crash finds what the first try wrote. */
export function stableId(...words: string[]): string {
  return createHash("sha256").update(JSON.stringify(words)).digest("base64url").slice(0, 16);
}
