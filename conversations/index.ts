/** The door of conversations: what adapters, src/backend.ts and main may know of a review. */
export type { Assembly, Backend, GeneratedFile, ProjectFile, Proof, ProofCheck, Summary, Upload } from "./backend.ts";
export type { Chat, Interaction, MessageId, Person, Receive, ThreadId } from "./chat.ts";
export type { Button, Check, Diff, Post, PostOf, Step } from "./posts.ts";
export { editing, pressed } from "./pressed.ts";
export { type Conversations, openConversations } from "./runner.ts";
export { openStore, type Store } from "./store.ts";
export { takeTurns } from "./turns.ts";
