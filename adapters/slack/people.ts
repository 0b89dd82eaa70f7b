/** Who somebody is, by users.info: the name others read, and whether it is a guest or a bot. Asked once in ten minutes. */

import { z } from "zod";
import type { Person } from "#conversations";
import type { Api } from "./api.ts";

export type Member = Person & { guest: boolean; bot: boolean };

const freshMs = 10 * 60_000;

const User = z.object({
  name: z.string().optional(),
  real_name: z.string().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});

export function createPeople({ call }: Api) {
  const known = new Map<string, { at: number; member: Promise<Member> }>();

  /** Rejects where Slack does not say: who cannot be told from a guest must not decide. */
  return function memberOf(team: string, id: string): Promise<Member> {
    const key = `${team}:${id}`;
    const before = known.get(key);
    if (before && Date.now() - before.at < freshMs) return before.member;
    const member = look(team, id);
    known.set(key, { at: Date.now(), member });
    member.catch(() => known.delete(key));
    return member;
  };

  async function look(team: string, id: string): Promise<Member> {
    const { user } = await call(team, "users.info", { user: id });
    const found = User.parse(user);
    const { profile } = found;
    const name = profile?.display_name || profile?.real_name || found.real_name || found.name || id;
    return {
      id,
      name,
      guest: Boolean(found.is_restricted || found.is_ultra_restricted),
      bot: Boolean(found.is_bot) || id === "USLACKBOT",
    };
  }
}
