/** Roles and permissions: the ERD's many words for who may do what become one matrix. */
import type { NamedEntities } from "./entities.ts";
import { type Notes, shown } from "./findings.ts";
import type { Grant, Permission } from "./model.ts";
import { cleanLabel } from "./names.ts";
import { classGrant, strictest } from "./permission-classes.ts";
import type { RawGrant, RawModel, Said } from "./raw.ts";
import { didYouMean } from "./words.ts";

export type Action = "create" | "read" | "update" | "delete";
const actions: readonly Action[] = ["create", "read", "update", "delete"];

/** Words for what is done; one word may stand for several actions. */
const actionWords: readonly (readonly [readonly Action[], string])[] = [
  [["create"], "create add post insert new"],
  [["read"], "read list retrieve view get show detail browse see select"],
  [["update"], "update edit change modify put patch partialupdate"],
  [["delete"], "delete destroy remove"],
  [["create", "update", "delete"], "write readwrite"],
  [actions, "all any manage full crud everything * default"],
];
const actionsOf = new Map(
  actionWords.flatMap(([list, words]) => words.split(" ").map((word) => [word, list] as const)),
);

/** Words for who, where no role is called so. "Any role" is whoever is signed in: nothing is public that does not say so. */
const whoWords = new Map<string, "anyone" | "authenticated" | "owner" | "nobody">([
  ...["public", "everyone", "everybody", "anyone", "anonymous", "guest", "guests"].map(
    (word) => [word, "anyone"] as const,
  ),
  ...["*", "all", "any", "authenticated", "signedin", "loggedin", "allroles", "anyrole", "users"].map(
    (word) => [word, "authenticated"] as const,
  ),
  ...["owner", "self", "own", "author", "creator"].map((word) => [word, "owner"] as const),
  ...["none", "nobody", "noone"].map((word) => [word, "nobody"] as const),
]);

const nobody: Grant = { roles: [], authenticated: false, anyone: false, owner: false };

/** Admin is always a role; the first other one is what registering gives, so there is always one. */
export function rolesOf(raw: RawModel): string[] {
  const roles = new Map<string, string>();
  for (const { text } of raw.roles) {
    const role = cleanLabel(text).slice(0, 60).trim();
    const key = plain(role);
    if (key !== "" && !roles.has(key)) roles.set(key, key === "admin" ? "Admin" : role);
  }
  const listed = [...roles.values()];
  const others = listed.filter((role) => role !== "Admin");
  if (others.length === 0) return ["Member", "Admin"];
  return roles.has("admin") ? listed : [...listed, "Admin"];
}

/** The matrix, sorted by entity. What nobody understands is noted and grants nothing. */
export function permissions(
  raw: RawModel,
  entities: NamedEntities,
  roles: readonly string[],
  notes: Notes,
): Permission[] {
  const found = new Map<string, Permission>();
  for (const grant of raw.grants) {
    for (const { entity, actions: done, who } of resolve(grant, entities, roles, notes)) {
      const permission = found.get(entity) ?? { entity };
      const granted = grantOf(who, done, roles, notes);
      for (const action of done) permission[action] = union(permission[action], granted.get(action) ?? nobody);
      found.set(entity, permission);
    }
  }
  return [...found.values()].sort((a, b) => (a.entity < b.entity ? -1 : 1));
}

type Resolved = { entity: string; actions: readonly Action[]; who: readonly Said[] };

function resolve(grant: RawGrant, entities: NamedEntities, roles: readonly string[], notes: Notes): Resolved[] {
  const { entity, action, who } = grant;
  const every = entities.all.filter(({ user }) => !user).map(({ name }) => name);
  const target = entities.find(entity.text);
  const role = roleOf(entity.text, roles);
  // { "Employer": { "Job": ["create", "read"] } } is the matrix the other way round
  if (target === undefined && role !== undefined)
    return byRole({ text: role, where: entity.where }, action, who, every, entities, notes);
  const done = action.text === "" ? actions : actionsOf.get(plain(action.text));
  if (done === undefined) {
    const message = `"${shown(action.text)}" is no action; ${shown(entity.text)}'s permissions are read without it.`;
    notes.warn(
      action.where,
      message,
      didYouMean(action.text, actionsOf.keys(), "Actions are create, read, update and delete."),
    );
    return [];
  }
  // What holds for everything does not open the accounts: whoever is signed in could delete the others
  if (entity.text === "" || /^(?:\*|all|default)$/iu.test(entity.text))
    return every.map((name) => ({ entity: name, actions: done, who }));
  if (target !== undefined) return [{ entity: target.name, actions: done, who }];
  notes.warn(
    entity.where,
    `Permissions are given for "${shown(entity.text)}", which is no entity.`,
    didYouMean(entity.text, entities.labels),
  );
  return [];
}

function byRole(
  role: Said,
  entity: Said,
  words: readonly Said[],
  every: readonly string[],
  entities: NamedEntities,
  notes: Notes,
): Resolved[] {
  const target = entity.text === "" ? undefined : entities.find(entity.text);
  if (entity.text !== "" && entity.text !== "*" && target === undefined) {
    notes.warn(
      entity.where,
      `Permissions are given for "${shown(entity.text)}", which is no entity.`,
      didYouMean(entity.text, entities.labels),
    );
    return [];
  }
  const names = target === undefined ? every : [target.name];
  return words.flatMap((word) => {
    const done = actionsOf.get(plain(word.text));
    if (done !== undefined) return names.map((name) => ({ entity: name, actions: done, who: [role] }));
    notes.warn(
      word.where,
      `"${shown(word.text)}" is no action.`,
      didYouMean(word.text, actionsOf.keys(), "Actions are create, read, update and delete."),
    );
    return [];
  });
}

/** Names of roles add up; permission classes must all agree, as they must in Django REST framework. */
function grantOf(
  who: readonly Said[],
  done: readonly Action[],
  roles: readonly string[],
  notes: Notes,
): Map<Action, Grant> {
  const named: Grant[] = [];
  const classes: ((action: Action) => Grant)[] = [];
  for (const one of who) {
    const grant = wordGrant(one, roles);
    const byClass = grant === undefined ? classGrant(one.text, (name) => roleOf(name, roles)) : undefined;
    if (grant !== undefined) named.push(grant);
    else if (byClass !== undefined) classes.push(byClass);
    else
      notes.warn(
        one.where,
        `There is no role "${shown(one.text)}"; it is granted nothing.`,
        didYouMean(one.text, roles, `Roles are ${roles.map((role) => shown(role)).join(", ")}.`),
      );
  }
  return new Map(
    done.map((action) => {
      const agreed = classes.length === 0 ? [] : [strictest(classes.map((of) => of(action)))];
      return [action, [...named, ...agreed].reduce(union, nobody)];
    }),
  );
}

function wordGrant({ text }: Said, roles: readonly string[]): Grant | undefined {
  const role = roleOf(text, roles);
  if (role !== undefined) return { ...nobody, roles: role === "Admin" ? [] : [role] };
  const meant = whoWords.get(plain(text));
  if (meant === undefined) return undefined;
  return meant === "nobody" ? nobody : { ...nobody, [meant]: true };
}

function roleOf(text: string, roles: readonly string[]): string | undefined {
  const key = plain(text);
  if (key === "") return undefined;
  return roles.find((role) => plain(role) === key) ?? roles.find((role) => `${plain(role)}s` === key);
}

function union(one: Grant | undefined, other: Grant): Grant {
  const first = one ?? nobody;
  return {
    roles: [...new Set([...first.roles, ...other.roles])].sort(),
    authenticated: first.authenticated || other.authenticated,
    anyone: first.anyone || other.anyone,
    owner: first.owner || other.owner,
  };
}

const plain = (text: string) =>
  text
    .trim()
    .replace(/[\s_-]+/gu, "")
    .toLowerCase();
