/** Who may do what: the ERD's grants, and what holds where it says nothing. */
import type { Grant, Permission } from "#erd";
import type { Access, Action } from "./types.ts";

export const ADMIN = "Admin";

/** Nobody but Admin writes, whoever is signed in reads: what holds for an entity without grants. */
const CLOSED: Access = { roles: [ADMIN], authenticated: false, anyone: false, owner: false };
const DEFAULT: Record<Action, Access> = {
  create: CLOSED,
  read: { ...CLOSED, authenticated: true },
  update: CLOSED,
  delete: CLOSED,
};

/** Accounts hold mail addresses: a person sees and changes their own, Admin all. Accounts are made by registering. */
const ACCOUNTS: Record<Action, Access> = {
  create: CLOSED,
  read: { ...CLOSED, owner: true },
  update: { ...CLOSED, owner: true },
  delete: CLOSED,
};

/** The matrix of one entity; `owned` where a row has an owner, as otherwise none can be asked for. */
export function accessOf(
  permission: Permission | undefined,
  user: boolean,
  owned: boolean,
  roles: readonly string[],
): Record<Action, Access> {
  const otherwise = user ? ACCOUNTS : DEFAULT;
  const granted = (action: Action): Access => {
    const grant = permission?.[action];
    return grant ? access(grant, owned || user, roles) : otherwise[action];
  };
  const changed = (action: Action) => (owned && !user ? signedIn(granted(action)) : granted(action));
  return {
    create: user ? CLOSED : changed("create"),
    read: granted("read"),
    update: changed("update"),
    delete: changed("delete"),
  };
}

/** Rows that belong to people are made and changed by people: nobody can own one, or show that it is theirs, unnamed. */
const signedIn = (access: Access): Access =>
  access.anyone ? { ...access, anyone: false, authenticated: true } : access;

/** A role nobody can have is not listed; Admin always is. */
function access(grant: Grant, owned: boolean, roles: readonly string[]): Access {
  const named = roles.filter((role) => role === ADMIN || grant.roles.includes(role));
  return { roles: named, authenticated: grant.authenticated, anyone: grant.anyone, owner: grant.owner && owned };
}
