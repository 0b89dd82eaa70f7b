/** Permission classes of Django REST framework, by name, as what they grant. */
import type { Action } from "./access.ts";
import type { Grant } from "./model.ts";

const nobody: Grant = { roles: [], authenticated: false, anyone: false, owner: false };
const anyone: Grant = { ...nobody, anyone: true };
const authenticated: Grant = { ...nobody, authenticated: true };
const owner: Grant = { ...nobody, owner: true };

type Classes = (action: Action) => Grant;
const reading =
  (read: Grant, write: Grant): Classes =>
  (action) =>
    action === "read" ? read : write;
/** Who makes a row becomes its owner, so making one takes no more than signing in. */
const owning =
  (read: Grant): Classes =>
  (action) =>
    action === "read" ? read : action === "create" ? authenticated : owner;

const classes = new Map<string, Classes>([
  ["allowany", () => anyone],
  ["isauthenticated", () => authenticated],
  ["isauthenticatedorreadonly", reading(anyone, authenticated)],
  ["isadminuser", () => nobody],
  ["isadmin", () => nobody],
  ["isstaff", () => nobody],
  ["issuperuser", () => nobody],
  ["isadminorreadonly", reading(anyone, nobody)],
  ["isadminuserorreadonly", reading(anyone, nobody)],
  ["readonly", reading(authenticated, nobody)],
  ["isowner", owning(owner)],
  ["isownerorreadonly", owning(anyone)],
  ["isownerorauthenticated", owning(authenticated)],
  ["isownerorauthenticatedreadonly", owning(authenticated)],
  ["isownerandauthenticated", owning(owner)],
  ["isownerorandmin", owning(owner)],
  ["isowneroradmin", owning(owner)],
  ["isadminorowner", owning(owner)],
  ["isself", owning(owner)],
  // Django's own per-model permissions are given in the admin; until then Admin alone has them
  ["djangomodelpermissions", reading(authenticated, nobody)],
  ["djangomodelpermissionsoranonreadonly", reading(anyone, nobody)],
  ["djangoobjectpermissions", reading(authenticated, nobody)],
]);

/** What a class grants for each action, or undefined where djinn knows no such class; `IsEmployer` is the role Employer. */
export function classGrant(name: string, roleOf: (name: string) => string | undefined): Classes | undefined {
  const key = name
    .replace(/^.*\./u, "")
    .replace(/[\s_()-]+/gu, "")
    .toLowerCase();
  const known = classes.get(key);
  if (known !== undefined) return known;
  const [, named = "", readOnly] = /^is(.+?)(orreadonly)?(?:user)?$/u.exec(key) ?? [];
  const role = roleOf(named);
  if (role === undefined) return undefined;
  const granted = { ...nobody, roles: [role] };
  return readOnly === undefined ? () => granted : reading(anyone, granted);
}

/** The grant that opens least; two lists of roles leave those in both. */
export function strictest(grants: readonly Grant[]): Grant {
  const [first = nobody, ...rest] = grants;
  return rest.reduce((one, other) => {
    if (one.roles.length > 0 && other.roles.length > 0)
      return { ...nobody, roles: one.roles.filter((role) => other.roles.includes(role)) };
    return width(one) <= width(other) ? one : other;
  }, first);
}

function width(grant: Grant): number {
  if (grant.anyone) return 4;
  if (grant.authenticated) return 3;
  return grant.owner ? 2 : grant.roles.length > 0 ? 1 : 0;
}
