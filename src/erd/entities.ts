/** The entities get their names: class, route, and which of them people sign in as. */
import { type Notes, shown } from "./findings.ts";
import { areTooMany } from "./limits.ts";
import { cleanLabel, entityName, entityNameAsWritten, folded, free, freeClass, isPlain, pluralName } from "./names.ts";
import type { RawEntity } from "./raw.ts";

export type NamedEntity = { raw: RawEntity; name: string; label: string; plural: string; user: boolean };
export type NamedEntities = {
  /** In alphabetical order of their names. */
  all: readonly NamedEntity[];
  /** What the ERD calls them, for hints. */
  labels: readonly string[];
  /** The entity somebody means: by label, or by it without case, plural and separators. */
  find(text: string): NamedEntity | undefined;
  /** Whether the text means the user, though the ERD may have no such entity. */
  meansUser(text: string): boolean;
};

/** Names all entities, the same ones in whatever order they come. */
export function nameEntities(raw: readonly RawEntity[], notes: Notes): NamedEntities {
  if (areTooMany(raw.length, notes)) return lookup([]);
  const apart = distinct(raw, notes);
  const user = userOf(apart);
  const names = new Set(["user"]);
  const plurals = new Set(user === undefined ? ["users"] : []);
  const named = byExactness(apart).flatMap((entity) => nameOne(entity, entity === user, names, plurals, notes) ?? []);
  return lookup(named.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

function distinct(raw: readonly RawEntity[], notes: Notes): RawEntity[] {
  const seen = new Map<string, RawEntity>();
  for (const entity of raw) {
    const before = seen.get(entity.label);
    if (before === undefined) seen.set(entity.label, entity);
    else
      notes.error(
        entity.where,
        `The entity ${shown(entity.label)} is there twice; the first is at ${before.where}.`,
        "Keep one of them.",
      );
  }
  return [...seen.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** User and Users before AppUser; accounts, members and customers are entities like any other. */
function userOf(entities: readonly RawEntity[]): RawEntity | undefined {
  const rank = (label: string) => (label === "User" ? 0 : folded(label) === "user" ? 1 : 2);
  const users = entities.filter(({ label }) => folded(label) === "user" || folded(label) === "appuser");
  return users.sort((a, b) => rank(a.label) - rank(b.label))[0];
}

/** Where two want one name, the one that is written so gets it. */
function byExactness(entities: readonly RawEntity[]): RawEntity[] {
  const exact = ({ label }: RawEntity) => entityName(label) === label;
  return [...entities.filter(exact), ...entities.filter((entity) => !exact(entity))];
}

function nameOne(
  raw: RawEntity,
  user: boolean,
  names: Set<string>,
  plurals: Set<string>,
  notes: Notes,
): NamedEntity | undefined {
  const wanted = user ? "User" : entityName(raw.label);
  if (wanted === undefined) {
    notes.error(raw.where, `The entity "${shown(raw.label)}" has no letters that could name it.`, "Give it a name.");
    return undefined;
  }
  const spare = names.has(wanted.toLowerCase()) ? (entityNameAsWritten(raw.label) ?? wanted) : wanted;
  const name = user ? wanted : freeClass(spare, names);
  names.add(name.toLowerCase());
  const plural = free(pluralName(name), plurals);
  plurals.add(plural);
  if (!user && (!isPlain(raw.label) || folded(name) !== folded(raw.label) || spare !== wanted)) {
    notes.warn(
      raw.where,
      `The entity "${shown(raw.label)}" is called ${name} in the project.`,
      "Rename it if you want another name.",
    );
  }
  return { raw, name, label: cleanLabel(raw.label) || name, plural, user };
}

function lookup(all: readonly NamedEntity[]): NamedEntities {
  const labels = new Map(all.map((entity) => [entity.raw.label, entity]));
  const names = new Map<string, NamedEntity>();
  for (const entity of [...all].reverse()) names.set(folded(entity.raw.label), entity);
  const plainly = (text: string) => (isPlain(text) ? names.get(folded(text)) : undefined);
  const user = all.find((entity) => entity.user);
  const find = (text: string): NamedEntity | undefined => {
    const direct = labels.get(text) ?? plainly(text);
    if (direct !== undefined) return direct;
    if (user !== undefined && meansUser(text)) return user;
    // users.id, users(id), auth.User
    const [, first = "", second = ""] = /^\s*([\p{L}\p{N}_ -]+)[.(]\s*([\p{L}\p{N}_ -]+)\)?\s*$/u.exec(text) ?? [];
    return plainly(first) ?? plainly(second);
  };
  return { all, labels: all.map(({ label }) => label), find, meansUser };
}

const meansUser = (text: string) =>
  /^(?:(?:django\.contrib\.)?auth(?:\.models)?\.|settings\.)?(?:AUTH_USER_MODEL|users?|appusers?|get_user_model\(\))$/iu.test(
    text.trim(),
  );
