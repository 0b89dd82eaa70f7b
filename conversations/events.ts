/** What can happen to a conversation: a person acted, or work the bot started came back. */
import type { Finding } from "#erd";
import type { Interaction, Person } from "./chat.ts";
import type { Effect } from "./effects.ts";
import type { Step } from "./posts.ts";

/** Content that came with an interaction: its name in the store, and its size in bytes. */
export type Content = { blob: string; size: number };

type Click = Exclude<Interaction, { type: "upload" | "text" | "edit" }>;
/** An interaction whose bytes were put aside. `at` is when it was received (ISO 8601, UTC). */
export type Act = { at: string } & (
  | Click
  | { type: "upload"; by: Person; name: string; content: Content }
  | { type: "text"; by: Person; text: string; content: Content }
  | {
      type: "edit";
      by: Person;
      item: string;
      path: string;
      revision: number;
      change: { content: Content } | { instruction: string };
    }
);

type ReadModel = { title: string; name: string; content: string };
export type MadeFile = {
  path: string;
  group: "review" | "boilerplate";
  about: string;
  neededBy: readonly string[];
  text: string;
};
/** What an assembly changed, without the texts. */
export type Weighed = {
  left: string[];
  kept: { path: string; neededBy: readonly string[] }[];
  changed: { path: string; because: string; removed: number }[];
  conflicts: Finding[];
};

/** Work that came back. `job` tells an outcome that is still waited for from one that is not. */
export type Outcome = { at: string } & (
  | { type: "read"; job: number; model: ReadModel }
  | { type: "refused"; job: number; findings: Finding[] }
  | { type: "generated"; job: number; files: MadeFile[]; steps: Step[]; seconds: number }
  | {
      type: "checked";
      review: number;
      item: string;
      path: string;
      revision: number;
      by: Person;
      text: string;
      findings: Finding[];
      instructions: string[];
    }
  | { type: "weighed"; review: number; item: string; assembly: Weighed }
  | {
      type: "proved";
      job: number;
      passed: boolean;
      level: "booted" | "static" | "none";
      proof: string;
      manifest: string;
      assembly: Weighed;
      places: { path: string; line: number | undefined; message: string }[];
    }
  | { type: "archived"; job: number; name: string; content: string; size: number; files: number }
  /** Anything thrown while an effect was carried out. `reference` finds it in the log. */
  | { type: "effect_failed"; effect: Effect; reference: string }
);

export type Event = Act | Outcome;
export type EventType = Event["type"];
/** The event of this type, also where one shape serves several types. */
export type On<T extends EventType> = Narrow<Event, T>;
type Narrow<E, T> = E extends { type: infer U } ? (T extends U ? E & { type: T } : never) : never;
