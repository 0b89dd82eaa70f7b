/** Rules about who alone may do something, beside what the ERD grants: the stricter of the two holds. */
import type { Permission, RuleOf } from "#erd";
import { ADMIN } from "./access.ts";
import { ACTIONS, type Access, type Action } from "./types.ts";

type Matrix = Record<Action, Access>;
type Given = { permission: Permission | undefined; owned: boolean; user: boolean; roles: readonly string[] };

/** The matrix as the rules leave it, and a sentence for each action where the ERD grants something else. */
export function narrow(
  access: Matrix,
  rules: readonly RuleOf<"only_by">[],
  given: Given,
): { access: Matrix; notes: string[] } {
  const notes: string[] = [];
  const result = { ...access };
  for (const action of ACTIONS) {
    const own = rules.filter(({ actions }) => actions.includes(action));
    let granted = given.permission?.[action] !== undefined;
    for (const rule of own) {
      const told = said(rule, action, given);
      const now = granted ? stricter(result[action], told, rule, { ...given, action }) : told;
      if (granted && !same(result[action], told))
        notes.push(`“${rule.text}” and the permissions of the ERD differ: the stricter of the two holds.`);
      result[action] = now;
      granted = true;
    }
    const behind = own.filter((rule) => same(result[action], said(rule, action, given))).map(({ text }) => text);
    if (behind.length > 0) result[action] = { ...result[action], said: [...new Set(behind)].join(". ") };
  }
  return { access: result, notes: [...new Set(notes)] };
}

/** The rule by itself. Where rows have owners, roles that are named alone may do it to all rows. */
function said({ roles, owner, signedIn }: RuleOf<"only_by">, action: Action, given: Given): Access {
  const all = isChange(action) && given.owned && !owner && roles.length > 0;
  return {
    roles: given.roles.filter((role) => role === ADMIN || roles.includes(role)),
    authenticated: signedIn,
    anyone: false,
    owner: owner && (given.owned || given.user),
    ...(all && { anyRow: true }),
  };
}

/** What both allow. A grant to roles on rows that have owners is one to owners of that role. */
function stricter(
  granted: Access,
  told: Access,
  rule: RuleOf<"only_by">,
  { owned, action }: Given & { action: Action },
): Access {
  const own = isChange(action) && owned && !granted.owner && !granted.anyRow;
  const open = granted.authenticated || granted.anyone;
  if (rule.owner && own && !open) return granted;
  const roles = rule.signedIn
    ? granted.roles
    : open
      ? told.roles
      : told.roles.filter((role) => granted.roles.includes(role));
  const all = told.anyRow === true && !own && roles.length > 1;
  return {
    roles,
    authenticated: rule.signedIn && open,
    anyone: false,
    owner: told.owner,
    ...(all && { anyRow: true }),
  };
}

const isChange = (action: Action) => action === "update" || action === "delete";

const same = (one: Access, other: Access) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = ({ roles, authenticated, anyone, owner, anyRow }: Access) => [
  [...roles].sort(),
  authenticated,
  anyone,
  owner,
  anyRow === true,
];
