/** What the bot should do next, as data. The runner carries effects out; nothing else does. */
import { z } from "zod";
import type { Person } from "./chat.ts";
import { person } from "./state.ts";

const Finding = z.object({
  severity: z.enum(["error", "warning"]),
  where: z.string(),
  message: z.string(),
  hint: z.string(),
});

export const Effect = z.discriminatedUnion("type", [
  /**
   * Writes the post of this slot from the state as it then is; a second time rewrites the message. Slots: "model:1",
   * "progress:1", "item:backend/models.py@2", "draft:1/2", "board:1", "proof:1", "archive:1".
   */
  z.object({ type: z.literal("show"), slot: z.string() }),
  z.object({ type: z.literal("say"), tone: z.enum(["info", "good", "bad"]), text: z.string() }),
  z.object({ type: z.literal("findings"), title: z.string(), findings: z.array(Finding), next: z.string() }),
  z.object({ type: z.literal("whisper"), to: person, text: z.string() }),
  /** From here on: work that takes long and comes back as an event. What it works on is in the state. */
  z.object({ type: z.literal("read"), job: z.int() }),
  z.object({ type: z.literal("generate"), job: z.int() }),
  /** `blob` is what the person sent, as it came. */
  z.object({
    type: z.literal("check"),
    review: z.int(),
    item: z.string(),
    path: z.string(),
    revision: z.int(),
    by: person,
    blob: z.string(),
  }),
  /** What leaving this item out does to the others. */
  z.object({ type: z.literal("weigh"), review: z.int(), item: z.string() }),
  z.object({ type: z.literal("prove"), job: z.int() }),
  z.object({ type: z.literal("archive"), job: z.int() }),
]);
export type Effect = z.infer<typeof Effect>;

const light = ["show", "say", "findings", "whisper"] as const;
export type Light = Extract<Effect, { type: (typeof light)[number] }>;
export type Heavy = Exclude<Effect, Light>;
/** Light effects are said in the thread, one after another; heavy ones run beside them. */
export const isLight = (effect: Effect): effect is Light => light.some((type) => type === effect.type);

export const show = (slot: string): Effect => ({ type: "show", slot });
export const say = (text: string, tone: "info" | "good" | "bad" = "info"): Effect => ({ type: "say", tone, text });
export const whisper = (to: Person, text: string): Effect => ({ type: "whisper", to, text });
