/** Who somebody is, by users.info: the name others read, and whether it may have a say at all. Asked once in ten minutes. */

import { z } from "zod";
import type { Person } from "#conversations";
import type { Api } from "./api.ts";
import { createMemory } from "./memory.ts";

/** `outsider` has no say anywhere: what it is, in words, or undefined for somebody of the workspace. */
export type Member = Person & { bot: boolean; outsider: string | undefined };

const freshMs = 10 * 60_000;

const User = z.object({
  team_id: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  real_name: z.string().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});

export function createPeople({ call }: Api) {
  const known = createMemory<Member>();

  /** Rejects where Slack does not say: who cannot be told from a guest must not decide. */
  return function memberOf(team: string, id: string): Promise<Member> {
    return known.recall(`${team}:${id}`, freshMs, () => look(team, id));
  };

  async function look(team: string, id: string): Promise<Member> {
    const { user } = await call(team, "users.info", { user: id });
    const found = User.parse(user);
    const { profile } = found;
    const name = profile?.display_name || profile?.real_name || found.real_name || found.name || id;
    const bot = Boolean(found.is_bot) || id === "USLACKBOT";
    return { id, name, bot, outsider: bot ? "Bots" : outsiderOf(found, team) };
  }
}

/** By Slack Connect people of other workspaces are in a channel, too; in an Enterprise Grid one person has several. */
function outsiderOf(user: z.infer<typeof User>, team: string): string | undefined {
  if (user.deleted) return "People who left the workspace";
  if (user.is_restricted || user.is_ultra_restricted) return "Guests";
  const elsewhere = user.team_id !== undefined && user.team_id !== team;
  if (user.is_stranger || (elsewhere && !user.enterprise_user?.teams?.includes(team)))
    return "People of other workspaces";
  return undefined;
}
