/** Who may decide: everybody in the channel, or those of them who are named; never guests, bots or people from elsewhere. */

import { z } from "zod";
import type { ThreadId } from "#conversations";
import type { Api } from "./api.ts";
import { createMemory } from "./memory.ts";
import type { Member } from "./people.ts";
import { placeOf, type Records } from "./records.ts";

const freshMs = 60_000;
/** A "no" is looked up again after this, so that who has just joined need not wait. */
const refusedMs = 2_000;

const Users = z.object({ users: z.array(z.string()) });
const Page = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
/** People on one page of conversations.members, which takes up to 1,000. */
const pageSize = 1_000;

export type Access = ReturnType<typeof createAccess>;

/** `reviewers`: "starter", ids of people (U…, W…) and of user groups (S…); none: whoever is in the channel. */
export function createAccess(reviewers: readonly string[], { call }: Api, records: Records) {
  const groups = createMemory<ReadonlySet<string>>();
  const channels = createMemory<ReadonlySet<string>>();
  return { beginning, speaking, clicking };

  /** Words of why not, or undefined: who may begin a review. */
  function beginning({ outsider }: Member): string | undefined {
    return outsider && `${outsider} can read along, but cannot begin a review here.`;
  }

  /** Words of why not, or undefined: whose words and files count in a thread. Who writes there is in the channel. */
  async function speaking(thread: ThreadId, member: Member): Promise<string | undefined> {
    if (member.outsider) return `${member.outsider} can read along, but cannot decide here. Nothing was changed.`;
    if (!reviewers.length || reviewers.includes(member.id)) return undefined;
    if (reviewers.includes("starter") && (await records.thread(thread))?.starter === member.id) return undefined;
    const { team } = placeOf(thread);
    for (const group of reviewers.filter((one) => one.startsWith("S")))
      if ((await membersOf(team, group)).has(member.id)) return undefined;
    return "Only the reviewers that were named for djinn can decide here. Nothing was changed.";
  }

  /** The same for a click: a button may be had from a shared link, or be kept by somebody who left the channel. */
  async function clicking(thread: ThreadId, member: Member): Promise<string | undefined> {
    const no = await speaking(thread, member);
    if (no !== undefined || (await isInChannel(thread, member.id))) return no;
    return "Only people who are in the channel can decide here. Join it, then press again. Nothing was changed.";
  }

  async function isInChannel(thread: ThreadId, id: string): Promise<boolean> {
    const { team, channel } = placeOf(thread);
    // Nobody but its two can reach a direct message.
    if (channel.startsWith("D")) return true;
    const ask = (fresh: number) => channels.recall(`${team}:${channel}`, fresh, () => inChannel(team, channel));
    return (await ask(freshMs)).has(id) || (await ask(refusedMs)).has(id);
  }

  async function inChannel(team: string, channel: string): Promise<ReadonlySet<string>> {
    const inside = new Set<string>();
    let cursor: string | undefined;
    do {
      const args = { channel, limit: pageSize, ...(cursor ? { cursor } : {}) };
      const page = Page.parse(await call(team, "conversations.members", args));
      for (const id of page.members) inside.add(id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return inside;
  }

  function membersOf(team: string, group: string): Promise<ReadonlySet<string>> {
    return groups.recall(`${team}:${group}`, freshMs, async () => {
      const { users } = Users.parse(await call(team, "usergroups.users.list", { usergroup: group }));
      return new Set(users);
    });
  }
}
