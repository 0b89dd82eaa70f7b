/** Who may decide: everybody in the channel, or the starter, people and user groups that are named; never guests or bots. */

import { z } from "zod";
import type { ThreadId } from "#conversations";
import type { Api } from "./api.ts";
import type { Member } from "./people.ts";
import { placeOf, type Records } from "./records.ts";

const freshMs = 60_000;

/** `reviewers`: "starter", ids of people (U…, W…) and of user groups (S…); none: whoever is in the channel. */
export function createAccess(reviewers: readonly string[], { call }: Api, records: Records) {
  const groups = new Map<string, { at: number; members: Promise<string[]> }>();

  /** Words of why not, or undefined where the person may. */
  return async function refusal(thread: ThreadId, member: Member): Promise<string | undefined> {
    if (member.bot) return "Bots cannot decide here.";
    if (member.guest) return "Guests can read along, but cannot decide here. Nothing was changed.";
    if (!reviewers.length || reviewers.includes(member.id)) return undefined;
    const started = await records.thread(thread);
    if (reviewers.includes("starter") && started?.starter === member.id) return undefined;
    const { team } = placeOf(thread);
    for (const group of reviewers.filter((one) => one.startsWith("S")))
      if ((await membersOf(team, group)).includes(member.id)) return undefined;
    return "Only the reviewers that were named for djinn can decide here. Nothing was changed.";
  };

  function membersOf(team: string, group: string): Promise<string[]> {
    const key = `${team}:${group}`;
    const before = groups.get(key);
    if (before && Date.now() - before.at < freshMs) return before.members;
    const members = call(team, "usergroups.users.list", { usergroup: group }).then(({ users }) =>
      z.array(z.string()).parse(users),
    );
    groups.set(key, { at: Date.now(), members });
    members.catch(() => groups.delete(key));
    return members;
  }
}
